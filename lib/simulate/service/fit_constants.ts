import { freeze } from "../../core/freeze.ts";
import { ASSUMED_CALIBRATION, type Work, type WorkSeconds } from "./calibration.ts";
import type { WorkUnits } from "./node_visit.ts";

/** A statement whose work was counted and whose time was measured. */
export interface TimedWork {
  /** What it did. */
  readonly units: WorkUnits;
  /** Seconds that it took. */
  readonly seconds: number;
}

/** Constants that were fitted, and how well. */
export interface FittedConstants {
  /** Seconds for a unit of each kind of work. */
  readonly seconds: WorkSeconds;
  /** Kinds of work that the measurements say something about. */
  readonly measured: readonly Work[];
  /** Of ten measurements, nine lie within this factor of the fit. */
  readonly factor: number;
}

/** What one deviation of a measurement from the model is: a third, mostly what operators differ in. */
const NOISE = 0.3;
/** What one deviation of a constant from what was assumed is: a factor of 1.6, the machine's speed apart. */
const PRIOR = 0.5;
/** The machine's speed itself: a factor of three. */
const SPEED_PRIOR = 1.1;
/** Measurements further off count as if they were this far: one odd statement does not tilt the others. */
const ROBUST = 2.5;

/**
 * Fits constants to measurements: those that make the logarithms of measured and reckoned times agree best,
 * held to what was assumed as far as the measurements do not say otherwise.
 *
 * Source: maximum a posteriori by Levenberg and Marquardt's method with Huber's weights (Nocedal and Wright,
 * Numerical Optimization, 2nd ed. 2006, section 10.3; Huber, Robust Statistics, 1981, chapter 7).
 *
 * @throws {RangeError} When there is no measurement, or one of a time that is not positive.
 */
export function fitConstants(
  timed: readonly TimedWork[],
  assumed: WorkSeconds = ASSUMED_CALIBRATION.seconds,
): FittedConstants {
  if (timed.length === 0) throw new RangeError("Cannot fit constants: nothing was measured");
  for (const { seconds } of timed) {
    if (!(seconds > 0)) throw new RangeError(`Cannot fit constants to a time of ${seconds} s`);
  }
  const works = Object.keys(assumed) as Work[];
  // The first unknown is the machine's speed, the others are what each constant deviates by, as logarithms.
  let found = new Array<number>(works.length + 1).fill(0);
  let loss = lossOf(found);
  let damping = 1e-2;
  for (let step = 0; step < 200; step++) {
    const { gradient, curvature } = slopes(found);
    const move = solve(
      curvature.map((row, at) => row.map((value, to) => at === to ? value * (1 + damping) : value)),
      gradient.map((value) => -value),
    );
    const next = found.map((value, at) => value + move[at]!);
    const nextLoss = lossOf(next);
    if (nextLoss < loss) {
      const gained = loss - nextLoss;
      [found, loss] = [next, nextLoss];
      damping = Math.max(1e-9, damping / 3);
      if (gained < 1e-10 * (1 + loss)) break;
    } else if ((damping *= 4) > 1e12) break;
  }
  const seconds = constantsOf(found);
  const off = timed.map((one) => Math.abs(residual(one, seconds) * NOISE)).sort((a, b) => a - b);
  const weights = works.map((work) =>
    Math.max(
      ...timed.map(({ units }) => (units[work] ?? 0) * seconds[work] / workTime(units, seconds)),
    )
  );
  return freeze({
    seconds,
    measured: works.filter((_, at) => weights[at]! > 0.1),
    factor: Math.exp(off[Math.min(off.length - 1, Math.floor(0.9 * off.length))]!),
  });

  function constantsOf(values: readonly number[]): WorkSeconds {
    return Object.fromEntries(
      works.map((work, at) => [work, assumed[work] * Math.exp(values[0]! + values[at + 1]!)]),
    ) as unknown as WorkSeconds;
  }

  function lossOf(values: readonly number[]): number {
    const constants = constantsOf(values);
    const misfit = timed.reduce((sum, one) => sum + huber(residual(one, constants)), 0);
    return values.reduce((sum, value, at) => sum + (value / priorOf(at)) ** 2 / 2, misfit);
  }

  function slopes(values: readonly number[]) {
    const size = values.length;
    const constants = constantsOf(values);
    const gradient = values.map((value, at) => value / priorOf(at) ** 2);
    const curvature = values.map((_, at) =>
      values.map((_, to) => at === to ? priorOf(at) ** -2 : 0)
    );
    for (const one of timed) {
      const time = workTime(one.units, constants);
      const off = residual(one, constants);
      const weight = Math.abs(off) > ROBUST ? ROBUST / Math.abs(off) : 1;
      const slope = new Array<number>(size).fill(0);
      slope[0] = 1 / NOISE;
      works.forEach((work, at) => {
        slope[at + 1] = (one.units[work] ?? 0) * constants[work] / time / NOISE;
      });
      for (let at = 0; at < size; at++) {
        if (slope[at] === 0) continue;
        gradient[at]! += weight * off * slope[at]!;
        for (let to = 0; to < size; to++) curvature[at]![to]! += weight * slope[at]! * slope[to]!;
      }
    }
    return { gradient, curvature };
  }
}

const priorOf = (at: number): number => at === 0 ? SPEED_PRIOR : PRIOR;

/** Seconds of a processor that work takes. */
export function workTime(units: WorkUnits, seconds: WorkSeconds): number {
  let sum = 0;
  for (const [work, count] of Object.entries(units) as [Work, number][]) {
    sum += count * seconds[work];
  }
  return Math.max(sum, 1e-12);
}

function residual({ units, seconds: measured }: TimedWork, constants: WorkSeconds): number {
  return Math.log(workTime(units, constants) / measured) / NOISE;
}

function huber(off: number): number {
  const size = Math.abs(off);
  return size <= ROBUST ? off * off / 2 : ROBUST * (size - ROBUST / 2);
}

/** Gauss's elimination with pivots, for a matrix that is symmetric and positive definite. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, at) => [...row, right[at]!]);
  const size = rows.length;
  for (let at = 0; at < size; at++) {
    let pivot = at;
    for (let row = at + 1; row < size; row++) {
      if (Math.abs(rows[row]![at]!) > Math.abs(rows[pivot]![at]!)) pivot = row;
    }
    [rows[at], rows[pivot]] = [rows[pivot]!, rows[at]!];
    for (let row = at + 1; row < size; row++) {
      const factor = rows[row]![at]! / rows[at]![at]!;
      for (let to = at; to <= size; to++) rows[row]![to]! -= factor * rows[at]![to]!;
    }
  }
  const found = new Array<number>(size).fill(0);
  for (let at = size - 1; at >= 0; at--) {
    let sum = rows[at]![size]!;
    for (let to = at + 1; to < size; to++) sum -= rows[at]![to]! * found[to]!;
    found[at] = sum / rows[at]![at]!;
  }
  return found;
}
