import assert from "node:assert/strict";
import { startKernel } from "../../mod.ts";
import { findSyntaxFault, lineOfFailure } from "../../lib/notebook/explain_failure.ts";

/** Cells that fail at the line that holds FAIL. */
const FAILING = [
  "FAIL",
  "\n\n\nFAIL",
  "// a comment\n\n/* two\n\nlines */\nFAIL\nconst after = 1;",
  "interface A {\n  a: number;\n}\ntype B = A | undefined;\nFAIL",
  "const a: number =\n  1;\nconst b = [\n  1,\n\n  2,\n];\n\nFAIL",
  "import { join } from 'node:path';\nimport type { Stats } from 'node:fs';\n\nFAIL",
  "import {\n  join,\n  dirname,\n} from 'node:path';\nFAIL",
  "import * as path from 'node:path';\nimport fs from 'node:fs';\nconst x = 1; FAIL",
  "class A<T> {\n\n  private readonly x: T;\n  constructor(x: T) {\n    this.x = x;\n  }\n}\nFAIL",
  "await new Promise((r) => setTimeout(r, 1));\n\nFAIL",
  "function f(): never {\n  throw new Error('deep');\n}\n\n\nf(); // FAIL",
  "const text = `\n\ntwo\n`;\n\nFAIL",
  "async function g() {\n  await 1;\n  throw new Error('later');\n}\n\nawait g(); // FAIL",
  "export const exported = 1;\n\nFAIL",
  "const f2 = <T,>(x: T): T => x;\n\n\nconst y = f2<number>(1) as unknown as { z: { w: 1 } };\n\ny.z.w; // FAIL",
  "declare const notThere: { a: number };\n\nnotThere.a; // FAIL",
  "let q!: number;\n\n(q as any)!.x.y; // FAIL",
];

Deno.test("lineOfFailure() finds the line at which the kernel's errors left the cell", async () => {
  await using kernel = await startKernel();
  for (const cell of FAILING) {
    const source = cell.replace(/(?<!\/\/ )FAIL/, "throw new Error('here');");
    const expected = cell.split("\n").findIndex((line) => line.includes("FAIL")) + 1;
    const { error } = await kernel.execute(source);
    assert(error, source);
    assert.equal(
      lineOfFailure(source, error),
      expected,
      `${source}\n${error.traceback.join("\n")}`,
    );
  }
});

Deno.test("lineOfFailure() takes the cell's own line when an earlier cell's function throws", async () => {
  await using kernel = await startKernel();
  await kernel.execute("function check(x: unknown) {\n\n\n  if (!x) throw new Error('empty');\n}");
  const source = "const one = 1;\n\ncheck(0);";
  const { error } = await kernel.execute(source);
  assert.equal(lineOfFailure(source, error!), 3);
});

Deno.test("lineOfFailure() gives the line of a syntax error, and nothing where it knows nothing", () => {
  const error = { output_type: "error", ename: "SyntaxError", evalue: "", traceback: [] } as const;
  assert.equal(lineOfFailure("const a = 1;\nfoo(", error), 2);
  assert.equal(lineOfFailure("throw 1", { ...error, ename: "Error" }), undefined);
});

Deno.test("findSyntaxFault() finds faults and no others", () => {
  assert.deepEqual(findSyntaxFault("1;\n\n2 +* 3"), {
    message: "Expression expected",
    line: 3,
    column: 4,
  });
  assert.equal(findSyntaxFault("interface A { a: number }\nawait 1; enum E { A }"), undefined);
});
