import assert from "node:assert/strict";
import { fitHistory, fittedRows, readHistory } from "../../mod.ts";

const days = (rows: readonly number[]) =>
  rows.map((count, day) => [`2026-01-${String(day + 1).padStart(2, "0")}`, count] as const);

Deno.test("keeps the line where rows are added, the exponential where they are multiplied", () => {
  const line = fitHistory(days([100, 120, 140, 160, 180, 200, 220, 240, 260]));
  assert.equal(line.kind, "linear");
  assert.ok(line.error! < 1e-9);
  assert.equal(Math.round(fittedRows(line, 10 * 86_400)), 300);
  const curve = fitHistory(days([100, 150, 225, 337.5, 506.25, 759.375, 1139.0625]));
  assert.equal(curve.kind, "exponential");
  assert.ok(Math.abs(Math.exp(curve.slope * 86_400) - 1.5) < 1e-9);
});

Deno.test("standard errors are those of a textbook's regression", () => {
  // Anscombe, Graphs in Statistical Analysis, 1973, data set 1: slope 0.5001, its error 0.1179, residual 1.237.
  const x = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5];
  const y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68];
  const fit = fitHistory(x.map((day, at) => [`2026-01-${String(day).padStart(2, "0")}`, y[at]!]));
  assert.equal(fit.kind, "linear");
  assert.equal((fit.slope * 86_400).toFixed(4), "0.5001");
  assert.equal((fit.slopeError * 86_400).toFixed(4), "0.1179");
  assert.equal(fit.residual.toFixed(3), "1.237");
});

Deno.test("what cannot be fitted is refused", () => {
  assert.throws(() => fitHistory([]), /at least two different dates/);
  assert.throws(() => fitHistory([["2026-01-01", 5], ["2026-01-01", 6]]), RangeError);
  assert.throws(() => fitHistory([["2026-01-01", 5], ["2026-01-02", -6]]), /-6 rows on 2026-01-02/);
});

Deno.test("reads CSV with and without header, and names the line that it cannot read", () => {
  const expected = [["2026-01-01", 1], ["2026-02-01", 2e6]];
  assert.deepEqual(readHistory("2026-02-01;2M\n2026-01-01;1"), expected);
  assert.deepEqual(
    readHistory('\uFEFFday,count\r\n"2026-01-01","1"\r\n2026-02-01,"2,000,000"\r\n'),
    expected,
  );
  assert.throws(() => readHistory("date,rows\n2026-01-01,many"), /line 2/);
  assert.throws(() => readHistory("2026-01-01,1\n2026-01-01,2"), /stands in it twice/);
});
