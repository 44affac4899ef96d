import type { Entity } from "../model/model.ts";
import type { Amount, Growth } from "../model/volume.ts";

/** A count with the range that it lies in. */
export interface KeyCount {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * How many keys an entity has drawn when `seconds` have passed: what is there, and what was added.
 * Rows that retention removes have drawn their keys all the same.
 *
 * @returns Nothing when the model does not say how many rows there are.
 */
export function keysDrawn(entity: Entity, seconds: number): KeyCount | undefined {
  const { rows, growth } = entity.volume;
  if (!rows) return undefined;
  const at = (pick: Pick) => pick(rows) + (growth ? added(growth, pick(rows), seconds, pick) : 0);
  return { value: at(middle), low: at(lowest), high: at(highest) };
}

type Pick = (amount: Amount) => number;

const middle: Pick = ({ value }) => value;
const lowest: Pick = ({ value, low = value }) => low;
const highest: Pick = ({ value, high = value }) => high;

function added(growth: Growth, rows: number, seconds: number, pick: Pick): number {
  switch (growth.kind) {
    case "linear":
      return pick(growth.rate) * seconds;
    case "exponential":
      return rows * ((1 + pick(growth.ratio)) ** (seconds / growth.period) - 1);
    case "logistic": {
      const limit = pick(growth.limit);
      if (rows <= 0 || limit <= rows) return 0;
      const factor = (1 + pick(growth.ratio)) ** (-seconds / growth.period);
      return limit / (1 + (limit / rows - 1) * factor) - rows;
    }
    case "seasonal":
      return added(growth.base, rows, seconds, pick);
    case "measured": {
      const first = growth.history[0];
      const last = growth.history.at(-1);
      if (!first || !last) return 0;
      const span = (Date.parse(last[0]) - Date.parse(first[0])) / 1000;
      return span > 0 ? Math.max(0, last[1] - first[1]) / span * seconds : 0;
    }
  }
}
