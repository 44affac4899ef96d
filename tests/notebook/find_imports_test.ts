import assert from "node:assert/strict";
import { findImports } from "../../lib/notebook/find_imports.ts";

function found(source: string): readonly string[] {
  return findImports(source).map(({ start, end }) => source.slice(start, end));
}

Deno.test("findImports() finds each form of import", () => {
  const statements = [
    'import "side-effect";',
    'import a from "a"',
    'import * as b from "b";',
    "import { c, type D as E } from 'c';",
    'import f, { g } from "f"',
    'import type { H } from "h";',
    'import type I from "i";',
    'import data from "./data.json" with { type: "json" };',
    'import {\n  j, // a comment\n  k,\n} from "j";',
  ];
  assert.deepEqual(found(statements.join("\n")), statements);
});

Deno.test("findImports() reads the parts of an import", () => {
  const [first, second] = findImports(
    'import type { A } from "a"; import data from "b" with { type: "json" };',
  );
  assert.equal(first?.typeOnly, true);
  assert.equal(first?.clause, "{ A }");
  assert.equal(second?.typeOnly, false);
  assert.equal(second?.module, "b");
  assert.equal(second?.attributes, 'with { type: "json" }');
});

Deno.test("findImports() knows that `type` may be a name", () => {
  const [first] = findImports('import type from "a"');
  assert.equal(first?.typeOnly, false);
  assert.equal(first?.clause, "type");
});

Deno.test("findImports() passes over what only looks like an import", () => {
  for (
    const source of [
      '// import a from "a"',
      '/*\nimport a from "a"\n*/',
      'const text = `\nimport a from "a"\n${\'import b from "b"\'}`;',
      'const a = await import("a");',
      "import.meta.url",
      'reimport a from "a"',
      'it.import a from "a"',
      "const text = 'import a from \"a\"';",
      'if (x) {\n  import a from "a"\n}',
    ]
  ) assert.deepEqual(found(source), [], source);
});

Deno.test("findImports() goes on behind text that does not end", () => {
  assert.deepEqual(found("const a = `${`"), []);
  assert.deepEqual(found("/* open"), []);
  assert.deepEqual(found('const a = "open\nimport b from "b"'), ['import b from "b"']);
});
