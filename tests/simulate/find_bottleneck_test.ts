import assert from "node:assert/strict";
import { findBottleneck } from "../../lib/simulate/find_bottleneck.ts";
import type { SimulatedStation } from "../../lib/simulate/simulation.ts";

function station(
  kind: SimulatedStation["kind"],
  name: string,
  utilizations: readonly number[],
): SimulatedStation {
  return {
    kind,
    name,
    points: utilizations.map((utilization, at) => ({
      date: `${2027 + at}-01-01`,
      utilization,
      band: [utilization, utilization],
    })),
  };
}

Deno.test("what is full first is named, with the day between two dates", () => {
  const { station: named, full, date } = findBottleneck([
    station("processor", "primary", [0.2, 0.5, 1.25]),
    station("device", "primary", [0.5, 2, 3]),
  ]);
  assert.deepEqual([named, full], ["device of the primary", true]);
  // Half way from 0.5 to 2 on a logarithmic scale.
  assert.equal(date.slice(0, 7), "2027-07");
});

Deno.test("connections and locks that wait for something full are not the cause", () => {
  const { station: named } = findBottleneck([
    station("processor", "primary", [7]),
    station("connections", "primary", [Infinity]),
    station("locks", "primary, public.items#1", [Infinity]),
  ]);
  assert.equal(named, "processor of the primary");
});

Deno.test("where nothing is full the busiest is named, connections too", () => {
  const { sentence, full } = findBottleneck([
    station("processor", "primary", [0.1]),
    station("connections", "primary", [0.6]),
  ]);
  assert.equal(full, false);
  assert.match(sentence, /^The connections to the primary are what is busiest: 60 % of their time/);
});
