import assert from "node:assert/strict";
import { keysDrawn } from "../../lib/lint/keys_drawn.ts";
import type { Growth } from "../../lib/model/volume.ts";
import { model } from "./make_schema.ts";

const drawn = (rows: number, growth: Growth, seconds: number) =>
  keysDrawn(
    model([{ name: "Order", volume: { rows: { value: rows }, growth } }]).entities[0]!,
    seconds,
  )!
    .value;

Deno.test("linear growth adds its rate", () => {
  assert.equal(drawn(100, { kind: "linear", rate: { value: 2 } }, 50), 200);
});

Deno.test("exponential growth doubles in each period of ratio 1", () => {
  assert.equal(drawn(100, { kind: "exponential", ratio: { value: 1 }, period: 10 }, 30), 800);
});

Deno.test("logistic growth starts like exponential growth and ends at its limit", () => {
  const growth: Growth = {
    kind: "logistic",
    ratio: { value: 1 },
    period: 10,
    limit: { value: 1e6 },
  };
  assert.ok(Math.abs(drawn(1, growth, 30) - 8) < 0.001);
  assert.ok(Math.abs(drawn(1, growth, 1e4) - 1e6) < 1e-3);
  assert.equal(drawn(2e6, growth, 1e4), 2e6);
});

Deno.test("a season moves rows within its cycle, not over years", () => {
  const base: Growth = { kind: "linear", rate: { value: 2 } };
  assert.equal(drawn(100, { kind: "seasonal", base, amplitude: 0.5, cycle: 10 }, 50), 200);
});

Deno.test("measured growth goes on as it went from its first date to its last", () => {
  const growth: Growth = { kind: "measured", history: [["2026-01-01", 100], ["2026-01-11", 200]] };
  assert.equal(drawn(200, growth, 10 * 86_400), 300);
  assert.equal(drawn(200, { kind: "measured", history: [] }, 1e9), 200);
});

Deno.test("ranges give the lowest and the highest, and no rows give nothing", () => {
  const volume = {
    rows: { value: 100, low: 50, high: 150 },
    growth: { kind: "linear", rate: { value: 2, low: 1, high: 3 } } as const,
  };
  const [entity, bare] = model([{ name: "Order", volume }, { name: "Item" }]).entities;
  assert.deepEqual(keysDrawn(entity!, 10), { value: 120, low: 60, high: 180 });
  assert.equal(keysDrawn(bare!, 10), undefined);
});
