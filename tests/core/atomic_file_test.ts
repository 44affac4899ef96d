import assert from "node:assert/strict";
import { join } from "node:path";
import { writeFileAtomic, writeFilesAtomic } from "../../lib/core/atomic_file.ts";

async function inFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("writeFileAtomic() replaces a file and leaves nothing beside it", async () => {
  await inFolder(async (folder) => {
    const path = join(folder, "deep", "a.txt");
    await writeFileAtomic(path, "one");
    await writeFileAtomic(path, "two");
    assert.equal(await Deno.readTextFile(path), "two");
    assert.deepEqual([...Deno.readDirSync(join(folder, "deep"))].map(({ name }) => name), [
      "a.txt",
    ]);
  });
});

Deno.test("writeFileAtomic() leaves the target as it was when it fails", async () => {
  await inFolder(async (folder) => {
    await Deno.mkdir(join(folder, "taken", "inside"), { recursive: true });
    await assert.rejects(writeFileAtomic(join(folder, "taken"), "x"));
    assert.deepEqual([...Deno.readDirSync(folder)].map(({ name }) => name), ["taken"]);
  });
});

Deno.test("writeFilesAtomic() writes all of a folder's files", async () => {
  await inFolder(async (folder) => {
    await writeFilesAtomic(folder, { "a.txt": "a", "sub/b.txt": "b" });
    assert.equal(await Deno.readTextFile(join(folder, "sub", "b.txt")), "b");
    assert.deepEqual([...Deno.readDirSync(folder)].map(({ name }) => name).sort(), [
      "a.txt",
      "sub",
    ]);
  });
});
