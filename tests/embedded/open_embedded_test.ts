import assert from "node:assert/strict";
import { join } from "node:path";
import { openEmbedded } from "../../lib/embedded/open_embedded.ts";
import { embeddedExtensions } from "../../lib/embedded/extensions.ts";
import { pgliteVersion, snapshotPath } from "../../lib/embedded/snapshot.ts";

async function versionOf(options: Parameters<typeof openEmbedded>[0]): Promise<string> {
  await using database = await openEmbedded(options);
  const { rows } = await database.query<{ version: string }>("select version()");
  return rows[0]!.version;
}

Deno.test("openEmbedded keeps a snapshot, boots from it, and mends one that is unreadable", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const cache = join(folder, "made", "on demand");
    const path = snapshotPath({ cache })!;

    assert.match(await versionOf({ cache }), /^PostgreSQL 18\./);
    const first = await Deno.stat(path);
    assert.match(await versionOf({ cache }), /^PostgreSQL 18\./);
    assert.deepEqual(
      (await Deno.stat(path)).mtime,
      first.mtime,
      "the second boot made no snapshot",
    );

    const whole = await Deno.readFile(path);
    for (
      const broken of [whole.subarray(0, 100_000), new Uint8Array(0), new Uint8Array([1, 2, 3])]
    ) {
      await Deno.writeFile(path, broken);
      assert.match(await versionOf({ cache }), /^PostgreSQL 18\./);
      assert.ok((await Deno.stat(path)).size > 1_000_000, "the snapshot was made anew");
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("openEmbedded works where nothing may be kept", async () => {
  assert.match(await versionOf({ cache: false }), /^PostgreSQL 18\./);
});

Deno.test("the pinned PGlite is the one that the snapshot is named after", async () => {
  assert.ok(
    (await versionOf({})).includes(`PGlite ${pgliteVersion})`),
    "set pgliteVersion in lib/embedded/snapshot.ts to the version in deno.json",
  );
});

Deno.test("openEmbedded loads every extension that it lists", async () => {
  await using database = await openEmbedded({ extensions: embeddedExtensions });
  for (const name of embeddedExtensions) {
    await database.exec(`create extension if not exists "${name}" cascade`);
  }
  const { rows } = await database.query<{ extname: string }>("select extname from pg_extension");
  const installed = new Set(rows.map(({ extname }) => extname));
  assert.deepEqual(embeddedExtensions.filter((name) => !installed.has(name)), []);
});

Deno.test("openEmbedded names what it ships when asked for another extension", async () => {
  await assert.rejects(openEmbedded({ extensions: ["pg_trigm"] }), {
    name: "RangeError",
    message: /Cannot load extension "pg_trigm".*did you mean pg_trgm\?/,
  });
});
