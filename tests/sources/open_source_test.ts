import assert from "node:assert/strict";
import { join } from "node:path";
import { openSource } from "../../lib/sources/open_source.ts";

const MODEL = "model: shop\nentities:\n  Order: { attributes: { id: bigint identity key } }\n";

async function withFiles(
  files: Readonly<Record<string, string | Uint8Array>>,
  test: (path: (name: string) => string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    for (const [name, content] of Object.entries(files)) {
      if (typeof content === "string") await Deno.writeTextFile(join(folder, name), content);
      else await Deno.writeFile(join(folder, name), content);
    }
    await test((name) => join(folder, name));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const reads = (text: string) => ({ readInput: () => Promise.resolve(text) });

Deno.test("a model file is read by its ending, its content or from standard input", () =>
  withFiles({ "a.yaml": MODEL, "b.json": '{"model": "shop"}', plain: MODEL }, async (path) => {
    for (const name of ["a.yaml", "b.json", "plain"]) {
      assert.equal((await openSource(path(name))).model.name, "shop");
    }
    const { model, kind } = await openSource("-", reads(MODEL));
    assert.deepEqual([model.name, kind], ["shop", "a model file"]);
  }));

Deno.test("each kind of source is known by its ending, its content or its words", () =>
  withFiles({
    "a.dbml": "Table t {\n  id int [pk]\n}",
    dbml: "Table t {\n  id int [pk]\n}",
    "a.prisma": "model T {\n  id Int @id\n}",
    "a.md": "# A clinic\n\nA clinic has many doctors.",
  }, async (path) => {
    const kinds: Readonly<Record<string, string>> = {
      [path("a.dbml")]: "DBML",
      [path("dbml")]: "DBML",
      [path("a.prisma")]: "a Prisma schema",
      [path("a.md")]: "requirements",
      "A clinic has many doctors.": "requirements",
    };
    for (const [words, kind] of Object.entries(kinds)) {
      const opened = await openSource(words);
      assert.equal(opened.kind, kind);
      assert.ok(opened.model.entities.length > 0, words);
    }
    assert.equal((await openSource("-", reads("A clinic has doctors."))).kind, "requirements");
  }));

Deno.test("a kind that this version cannot read is named, with those that it can", async () => {
  const file = await Deno.makeTempFile({ suffix: ".csv" });
  try {
    for (const words of [file, "mysql://localhost/app"]) {
      await assert.rejects(openSource(words), (error: Error) => {
        assert.ok(error instanceof RangeError);
        assert.match(
          error.message,
          /it is (a data file|another database), which this version cannot/,
        );
        assert.match(error.message, /it reads .*a model file \(shop\.yaml\)/);
        return true;
      });
    }
  } finally {
    await Deno.remove(file);
  }
});

Deno.test("a password is in no message", async () => {
  for (const words of ["postgres://bob:s3cret@localhost/app", "mysql://bob:s3cret@h/d"]) {
    await assert.rejects(openSource(words), (error: Error) => {
      assert.doesNotMatch(error.message, /s3cret/);
      assert.match(error.message, /bob(:…)?@/);
      return true;
    });
  }
});

Deno.test("what is no source is told why", () =>
  withFiles({
    "empty": " \n",
    "empty.yaml": "",
    "binary": new Uint8Array([1, 0, 2]),
    "binary.yaml": new Uint8Array([109, 0, 2]),
    "noise": "%%%",
    "shop.yaml": MODEL,
    "broken.yaml": "model: [",
    "keys.yaml": "model: x\nentitys: {}\n",
  }, async (path) => {
    await assert.rejects(openSource(path("empty")), /it is empty/);
    await assert.rejects(openSource(path("empty.yaml")), /it is empty/);
    await assert.rejects(openSource(path("binary")), /it is a binary file/);
    await assert.rejects(openSource(path("binary.yaml")), /it is a binary file/);
    await assert.rejects(openSource(path("noise")), /it is none of/);
    await assert.rejects(openSource(path("broken.yaml")), /broken\.yaml:\d+:\d+: This is not YAML/);
    await assert.rejects(
      openSource(path("keys.yaml")),
      /keys\.yaml:2:1: .*did you mean entities\?/,
    );
    await assert.rejects(openSource(path("shpo.yaml")), /no such file; did you mean shop\.yaml\?/);
    await assert.rejects(openSource(path("nothing/at/all.yaml")), Deno.errors.NotFound);
    await assert.rejects(openSource(path(".")), /it is a folder/);
    await assert.rejects(openSource("clinic"), /no such file.*requirements are written in quotes/);
    await assert.rejects(openSource("-", reads("")), /standard input: it is empty/);
  }));

Deno.test("a file of 50 MB is refused in a moment, not read for minutes", () =>
  withFiles({ "huge.yaml": "# ".repeat(25 * 2 ** 20) }, async (path) => {
    const start = performance.now();
    await assert.rejects(openSource(path("huge.yaml")), /at most/);
    // Not a measurement: parsing it would take minutes.
    assert.ok(performance.now() - start < 20_000);
  }));
