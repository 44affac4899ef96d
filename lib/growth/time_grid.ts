import { addDuration, type IsoDate } from "../core/date.ts";
import { TIME_UNITS } from "../core/quantity.ts";

/** The dates of a forecast. */
export interface TimeGrid {
  /** Seconds from one date to the next. */
  readonly step: number;
  /** Steps; there is one date more. */
  readonly steps: number;
  readonly dates: readonly IsoDate[];
}

const YEAR = TIME_UNITS["year"]!;
const DAY = TIME_UNITS["day"]!;
const STEPS = [DAY, 7 * DAY, YEAR / 12, YEAR / 4, YEAR, 5 * YEAR];
/** More dates than this show nothing more. */
const MOST = 120;

/**
 * The dates of a forecast: days, weeks, months, quarters or years, the shortest of which there are at most
 * 120, so that five years have months and a century years.
 *
 * @param horizon Seconds, from 0.
 */
export function timeGrid(today: IsoDate, horizon: number): TimeGrid {
  const step = STEPS.find((step) => horizon / step <= MOST + 1e-9) ?? STEPS.at(-1)!;
  const steps = Math.ceil(horizon / step - 1e-9);
  const dates = Array.from({ length: steps + 1 }, (_, at) => addDuration(today, at * step));
  return { step, steps, dates };
}
