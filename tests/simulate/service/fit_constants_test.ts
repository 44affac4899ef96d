import assert from "node:assert/strict";
import { randomFrom } from "../../../lib/core/random.ts";
import { ASSUMED_CALIBRATION, type Work } from "../../../lib/simulate/service/calibration.ts";
import { fitConstants, workTime } from "../../../lib/simulate/service/fit_constants.ts";

const works: readonly Work[] = ["statement", "tuple", "operator", "fetch", "hashBuild", "emit"];
const truth = {
  ...ASSUMED_CALIBRATION.seconds,
  statement: 45e-6,
  tuple: 60e-9,
  operator: 9e-9,
  fetch: 300e-9,
  hashBuild: 120e-9,
  emit: 40e-9,
};

function made(count: number, noise: number) {
  const random = randomFrom(7);
  return Array.from({ length: count }, () => {
    const units = Object.fromEntries(works.map((work) => [
      work,
      work === "statement" ? 1 : random.uniform() < 0.5 ? 0 : Math.exp(random.uniform() * 13),
    ]));
    return { units, seconds: workTime(units, truth) * Math.exp(noise * random.normal()) };
  });
}

Deno.test("constants are found again from times that follow them", () => {
  const { seconds, factor, measured } = fitConstants(made(300, 0));
  for (const work of works) {
    const ratio = seconds[work] / truth[work];
    assert.ok(ratio > 0.9 && ratio < 1.1, `${work} is fitted ${ratio} times what it is`);
    assert.ok(measured.includes(work));
  }
  assert.ok(factor < 1.05);
});

Deno.test("noise and odd statements do not carry constants away", () => {
  const timed = made(300, 0.2);
  for (let at = 0; at < 300; at += 20) {
    timed[at] = { ...timed[at]!, seconds: timed[at]!.seconds * 50 };
  }
  const { seconds } = fitConstants(timed);
  for (const work of ["tuple", "fetch", "hashBuild"] as const) {
    const ratio = seconds[work] / truth[work];
    assert.ok(ratio > 0.7 && ratio < 1.4, `${work} is fitted ${ratio} times what it is`);
  }
});

Deno.test("what is not measured follows the machine's speed", () => {
  const slow = fitConstants(
    made(100, 0).map(({ units }) => ({
      units,
      seconds: 4 * workTime(units, ASSUMED_CALIBRATION.seconds),
    })),
  );
  const ratio = slow.seconds.spillPage / ASSUMED_CALIBRATION.seconds.spillPage;
  assert.ok(
    ratio > 3 && ratio < 4.5,
    `a machine four times as slow spills ${ratio} times as slowly`,
  );
  assert.ok(!slow.measured.includes("spillPage"));
});

Deno.test("nothing to fit is refused", () => {
  assert.throws(() => fitConstants([]), RangeError);
  assert.throws(() => fitConstants([{ units: { tuple: 1 }, seconds: 0 }]), RangeError);
});
