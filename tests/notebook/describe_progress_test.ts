import assert from "node:assert/strict";
import { describeProgress } from "../../mod.ts";

const PROGRESS = { cell: 3, done: 2, total: 5, ms: 12.3, outputs: 1, title: "const a = 1;" };

Deno.test("describeProgress() writes a line a cell", () => {
  assert.equal(describeProgress(PROGRESS), "2 of 5, cell 3, 12 ms, 1 output: const a = 1;");
  assert.equal(
    describeProgress({ ...PROGRESS, cell: 0, ms: 61_000, outputs: 0, title: "x".repeat(99) }),
    `2 of 5, parameters, 1.02 min, 0 outputs: ${"x".repeat(59)}…`,
  );
  const failure = { notebook: "a", cell: 3, ename: "TypeError", evalue: "no\nmore", traceback: [] };
  assert.equal(
    describeProgress({ ...PROGRESS, failure }),
    "2 of 5, cell 3, 12 ms, 1 output: failed: TypeError: no",
  );
});
