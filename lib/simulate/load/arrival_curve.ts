import { randomFrom } from "../../core/random.ts";
import type { ArrivalRate } from "../events/network.ts";
import type { LoadStream, ReadBurst } from "./read_load.ts";

/** What of a week is run. */
export interface ArrivalCurveOptions {
  /** Seconds since Monday, midnight, at which the run starts. */
  readonly start: number;
  /** Seconds of the run at which its clock is at 0, for a part of it. Defaults to 0. */
  readonly offset?: number;
  /** The date, by which the rate has grown. */
  readonly date: string;
  readonly bursts: readonly ReadBurst[];
  /** Decides when in their intervals the bursts come. */
  readonly seed: number | string;
}

/** How long a bound of the rate holds: the shape is straight within half an hour at most. */
const STEP = 900;

/** The rate of a stream over the seconds of a run: shape, growth and bursts. */
export function arrivalCurve(stream: LoadStream, options: ArrivalCurveOptions): ArrivalRate {
  const { start, offset = 0, date, seed } = options;
  const base = stream.rate * stream.growth.at(date);
  const bursts = options.bursts.filter(({ patterns }) =>
    patterns === undefined || patterns.includes(stream.name)
  ).map((burst, at) => ({
    ...burst,
    first: randomFrom(`${seed}/burst/${at}`).uniform() * (burst.every - burst.lasts),
  }));
  const phaseOf = ({ every, first }: (typeof bursts)[0], seconds: number) =>
    ((offset + seconds - first) % every + every) % every;
  const burstAt = (seconds: number) =>
    bursts.reduce(
      (factor, burst) => phaseOf(burst, seconds) < burst.lasts ? factor * burst.factor : factor,
      1,
    );
  const edgeAfter = (seconds: number) =>
    bursts.reduce((edge, burst) => {
      const phase = phaseOf(burst, seconds);
      return Math.min(edge, seconds + (phase < burst.lasts ? burst.lasts : burst.every) - phase);
    }, Infinity);
  const shape = (seconds: number) => stream.curve.at(start + offset + seconds);
  return {
    at: (seconds) => base * shape(seconds) * burstAt(seconds),
    bound(seconds) {
      const until = Math.max(
        Math.min(seconds + STEP, edgeAfter(seconds)),
        // An edge that rounding puts upon us is behind us.
        seconds + 1e-6,
      );
      // The shape bends at the middles of hours.
      const bend = (Math.floor((start + offset + seconds) / 3600 - 0.5) + 1.5) * 3600 - start -
        offset;
      const highest = Math.max(
        shape(seconds),
        shape(until),
        bend > seconds && bend < until ? shape(bend) : 0,
      );
      const middle = (seconds + until) / 2;
      return { rate: base * highest * burstAt(middle) * (1 + 1e-9), until };
    },
  };
}
