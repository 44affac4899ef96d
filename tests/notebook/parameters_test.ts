import assert from "node:assert/strict";
import {
  declaredParameters,
  injectParameters,
  parseParameters,
} from "../../lib/notebook/parameters.ts";
import { code, markdown, notebookOf } from "./make_notebook.ts";

const DECLARATIONS = `// What can be set
const rows: number = 1_000_000; // rows
let region = "eu";
var fast = true
const big = 10n;
const mode: "a" | "b" = "a";
const sizes = [1, 2];
const half = .5;`;
const NOTEBOOK = notebookOf(markdown("# T"), code(DECLARATIONS, "parameters"), code("rows"));

function injected(parameters: Parameters<typeof injectParameters>[1], notebook = NOTEBOOK): string {
  return injectParameters(notebook, parameters).cells
    .find(({ id }) => id === "injected-parameters")!.source;
}

Deno.test("declaredParameters() reads the declarations of the tagged cell", () => {
  assert.deepEqual(
    declaredParameters(NOTEBOOK).map(({ name, keyword, type, value }) =>
      [keyword, name, type, value].join("|")
    ),
    [
      "const|rows|number|1_000_000",
      'let|region||"eu"',
      "var|fast||true",
      "const|big||10n",
      'const|mode|"a" | "b"|"a"',
      "const|sizes||[1, 2]",
      "const|half||.5",
    ],
  );
  assert.deepEqual(declaredParameters(notebookOf(code("const a = 1;"))), []);
});

Deno.test("parseParameters() gives a word the kind of the default that it replaces", () => {
  const words = ["rows=1e9", "region=7", "fast=FALSE", "big=12", "mode=b", "sizes=[3]", "half=-2"];
  assert.deepEqual(parseParameters(words, NOTEBOOK), {
    rows: 1e9,
    region: "7",
    fast: false,
    big: 12n,
    mode: "b",
    sizes: [3],
    half: -2,
  });
});

Deno.test("parseParameters() reads numbers, JSON and text where nothing is declared", () => {
  const words = ["a=1e3", "b=true", "c=null", 'd={"x":[1]}', "e=some text", 'f="7"', "g=", "h=x=y"];
  assert.deepEqual(parseParameters(words, notebookOf(code("1"))), {
    a: 1000,
    b: true,
    c: null,
    d: { x: [1] },
    e: "some text",
    f: "7",
    g: "",
    h: "x=y",
  });
});

Deno.test("parseParameters() refuses what is not of the kind", () => {
  const bad = {
    "rows=many": /rows to "many": its default 1_000_000 is a number/,
    "fast=2": /boolean/,
  };
  for (const [word, message] of Object.entries(bad)) {
    assert.throws(() => parseParameters([word], NOTEBOOK), { name: "TypeError", message });
  }
  for (const word of ["rows", "=1", "a b=1"]) {
    assert.throws(() => parseParameters([word], NOTEBOOK), { name: "SyntaxError" });
  }
});

Deno.test("injectParameters() puts a cell behind the tagged one, with its words and types", () => {
  const notebook = injectParameters(NOTEBOOK, { rows: 5, region: 'a"b\n', big: 3n, mode: "b" });
  assert.deepEqual(notebook.cells.map(({ id }) => id).indexOf("injected-parameters"), 2);
  assert.equal(
    notebook.cells[2]?.source,
    '// Parameters\nconst rows: number = 5;\nlet region = "a\\"b\\n";\nconst big = 3n;\n' +
      'const mode: "a" | "b" = "b";',
  );
  assert.deepEqual(notebook.cells[2]?.metadata, { tags: ["injected-parameters"] });
});

Deno.test("injectParameters() replaces what an earlier run put in", () => {
  const once = injectParameters(NOTEBOOK, { rows: 5 });
  assert.deepEqual(injectParameters(once, { rows: 5 }), once);
  assert.equal(injectParameters(once, { rows: 6 }).cells.length, once.cells.length);
  assert.deepEqual(injectParameters(once, {}), once);
});

Deno.test("injectParameters() comes first where no cell is tagged", () => {
  const notebook = injectParameters(notebookOf(code("a")), { a: [1, { b: null }] });
  assert.equal(notebook.cells[0]?.source, '// Parameters\nconst a = [1,{"b":null}];');
});

Deno.test("injectParameters() refuses unknown names and other kinds", () => {
  assert.throws(() => injected({ rwos: 1 }), {
    name: "RangeError",
    message: /no such parameter; did you mean rows\?/,
  });
  assert.throws(() => injected({ rows: "1" }), { name: "TypeError", message: /rows to "1"/ });
  assert.throws(() => injected({ big: 1 }), { name: "TypeError", message: /10n is a bigint/ });
});
