import assert from "node:assert/strict";
import { compareLatency } from "../../../lib/simulate/load_tools/compare_latency.ts";
import { readPgbenchLog } from "../../../lib/simulate/load_tools/read_pgbench_log.ts";
import { display } from "../../../lib/core/displayable.ts";

// As the manual prints them: without and with a rate, with one that was skipped.
const PLAIN = `0 199 2241 0 1175850568 995598
0 200 2465 0 1175850568 998079
0 201 2513 0 1175850569 608
0 202 2038 0 1175850569 2663
`;
const SCHEDULED = `0 81 4621 0 1412881037 912698 3005
0 82 6173 1 1412881037 914578 4304
0 83 skipped 0 1412881037 914578 5217
0 83 skipped 0 1412881037 914578 5099
0 83 4722 0 1412881037 916203 3108
0 84 4142 1 1412881037 918023 2333
`;
const AGGREGATED =
  `1650260552 5178 26171317 177284491527 1136 44462 2647617 7321113867 0 9866 64 7564 28340 4148 0
1650260562 4808 25573984 220121792172 1171 62083 3037380 9666800914 0 9998 598 7392 26621 4527 0
`;

Deno.test("a line a transaction is read", () => {
  const { all, scripts, seconds } = readPgbenchLog(PLAIN);
  assert.equal(all.count, 4);
  assert.ok(Math.abs(all.mean - (2241 + 2465 + 2513 + 2038) / 4e6) < 1e-12);
  assert.ok(Math.abs(seconds - 0.007065) < 1e-5);
  assert.equal(scripts[0]!.name, "script 0");
  assert.ok(Math.abs(all.p50! / 0.00235 - 1) < 0.06);
});

Deno.test("what was late, skipped or of another script is told apart", () => {
  const { all, scripts } = readPgbenchLog(SCHEDULED, { scripts: ["a", "b", "c"] });
  assert.deepEqual(scripts.map(({ name, count, failed }) => [name, count, failed]), [
    ["a", 2, 2],
    ["b", 2, 0],
    ["c", 0, 0],
  ]);
  assert.equal(all.count, 4);
  assert.ok(Math.abs(all.lag! - (3005 + 4304 + 3108 + 2333) / 4e6) < 1e-12);
});

Deno.test("a line an interval is read", () => {
  const { all, seconds } = readPgbenchLog(AGGREGATED);
  assert.equal(all.count, 5178 + 4808);
  assert.ok(Math.abs(all.mean - (26171317 + 25573984) / (5178 + 4808) / 1e6) < 1e-12);
  assert.equal(all.failed, 64 + 598 + 4148 + 4527);
  assert.equal(all.p95, undefined);
  assert.ok(seconds >= 10);
});

Deno.test("a sample stands for all, and the beginning may be left out", () => {
  const whole = readPgbenchLog(PLAIN);
  const sampled = readPgbenchLog(PLAIN, { sampling: 0.5 });
  assert.ok(Math.abs(sampled.all.throughput / whole.all.throughput - 2) < 1e-9);
  assert.equal(readPgbenchLog(PLAIN, { warmup: 0.003 }).all.count, 2);
});

Deno.test("what is no log is refused with its line", () => {
  assert.throws(() => readPgbenchLog(""), /empty/);
  assert.throws(() => readPgbenchLog("0 1 1000 0 1700000000 100\npgbench: error\n"), /line 2/);
  assert.throws(() => readPgbenchLog(PLAIN, { sampling: 0 }), RangeError);
});

Deno.test("predictions are put beside measurements", async () => {
  const lines = [1000, 2000, 4000, 8000].map((time, script) =>
    `0 1 ${time} ${script} 1700000000 ${script}`
  ).join("\n");
  const log = readPgbenchLog(lines, { scripts: ["a", "b", "c", "d"] });
  const compared = compareLatency([
    { name: "a", mean: 0.0011 },
    { name: "b", mean: 0.005 },
    { name: "c", mean: 0.004 },
    { name: "d", mean: 0.008 },
    { name: "e", mean: 1 },
  ], log);
  // Spearman by hand: one pair of neighbours out of four is swapped, 1 − 6 · 2 / (4 · 15).
  assert.ok(Math.abs(compared.rankCorrelation - 0.8) < 1e-12);
  assert.deepEqual(compared.missing, ["e"]);
  assert.ok(Math.abs(compared.ratio - 18.1 / 15) < 1e-9);
  assert.equal(compared.patterns[1]!.ratio, 2.5);
  const bundle = await compared[display]();
  assert.match(bundle["text/plain"], /rank correlation 0\.8/);
  assert.throws(() => compareLatency([{ name: "z", mean: 1 }], log), RangeError);
});
