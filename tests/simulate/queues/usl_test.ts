import assert from "node:assert/strict";
import { fitUsl, uslPeak, uslThroughput } from "../../../lib/simulate/queues/usl.ts";

Deno.test("the published fit of the SPEC SDM 91 benchmark is found", () => {
  // Gunther's data of a SPARCcenter 2000. Published for them (package usl 3 for R, its tests): fitted
  // throughputs and γ / α = 3245.589.
  const measured = [[1, 64.9], [18, 995.9], [36, 1652.4], [72, 1853.2], [108, 1828.9], [
    144,
    1775.0,
  ], [216, 1702.2]] as const;
  const law = fitUsl(measured);
  assert.deepEqual(
    measured.map(([n]) => Math.round(uslThroughput(law, n))),
    [90, 1078, 1541, 1850, 1879, 1822, 1646],
  );
  assert.ok(Math.abs(law.gamma / law.alpha / 3245.589 - 1) < 1e-4, `${law.gamma / law.alpha}`);
  const peak = uslPeak(law);
  assert.equal(Math.round(peak.concurrency), 97);
  assert.ok(Math.abs(peak.concurrency - Math.sqrt((1 - law.alpha) / law.beta)) < 1e-9);
});

Deno.test("coefficients are found again, and never negative", () => {
  const law = fitUsl([[1, 1], [2, 1.8868], [4, 3.0769], [6, 3.5294], [8, 3.5398], [10, 3.3557]]);
  assert.deepEqual([law.alpha, law.beta, law.gamma].map((one) => one.toFixed(3)), [
    "0.020",
    "0.020",
    "1.000",
  ]);
  const ray = fitUsl([[1, 10], [2, 21], [4, 43], [8, 88]]);
  assert.ok(ray.alpha >= 0 && ray.beta >= 0);
  assert.throws(() => fitUsl([[1, 2], [2, 3]]), /three concurrencies/);
});
