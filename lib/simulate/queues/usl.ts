import { freeze } from "../../core/freeze.ts";

/** How throughput grows with concurrency, by Gunther's Universal Scalability Law. */
export interface UslCoefficients {
  /** Contention: the share of the work that only one can do at a time, 0 to 1. */
  readonly alpha: number;
  /** Coherency: what each pays for agreeing with each other one, from 0. */
  readonly beta: number;
  /** Throughput of one alone, a second. */
  readonly gamma: number;
}

/** The most throughput that a law allows. */
export interface UslPeak {
  /** The concurrency at which it is reached; `Infinity` without coherency. */
  readonly concurrency: number;
  /** Throughput there, or what it tends to. */
  readonly throughput: number;
}

/**
 * Throughput at a concurrency: γN / (1 + α(N − 1) + βN(N − 1)) (Gunther, Guerrilla Capacity Planning, 2007,
 * section 4.2).
 *
 * @param concurrency Clients, or busy processors, from 0.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { uslThroughput } from "@groundplan/groundplan";
 *
 * assert.equal(uslThroughput({ alpha: 0.02, beta: 0.02, gamma: 1 }, 4).toFixed(4), "3.0769");
 * ```
 */
export function uslThroughput(law: UslCoefficients, concurrency: number): number {
  const { alpha, beta, gamma } = law;
  if (!(concurrency >= 0)) {
    throw new RangeError(`Cannot give the throughput of ${concurrency}: give 0 or more`);
  }
  const others = concurrency - 1;
  return gamma * concurrency / (1 + alpha * others + beta * concurrency * others);
}

/** Where throughput is highest: at √((1 − α) / β). */
export function uslPeak(law: UslCoefficients): UslPeak {
  const { alpha, beta, gamma } = law;
  if (beta === 0) {
    return { concurrency: Infinity, throughput: alpha === 0 ? Infinity : gamma / alpha };
  }
  const concurrency = Math.max(1, Math.sqrt(Math.max(0, 1 - alpha) / beta));
  return { concurrency, throughput: uslThroughput(law, concurrency) };
}

/**
 * The law that fits measured throughputs best, by least squares with coefficients from 0 (Levenberg and
 * Marquardt's method from the fit of the law as a parabola).
 *
 * @param points Concurrency and throughput, at least three of different concurrency.
 * @throws {RangeError} When there are too few points, or one is not positive.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { fitUsl } from "@groundplan/groundplan";
 *
 * const law = fitUsl([[1, 100], [2, 188.68], [4, 307.69], [8, 353.98]]);
 * assert.equal(law.alpha.toFixed(2), "0.02");
 * ```
 */
export function fitUsl(
  points: readonly (readonly [concurrency: number, throughput: number])[],
): UslCoefficients {
  if (new Set(points.map(([n]) => n)).size < 3) {
    throw new RangeError("Cannot fit the law: give throughputs at three concurrencies or more");
  }
  for (const [n, x] of points) {
    if (n > 0 && x > 0) continue;
    throw new RangeError(`Cannot fit the law to a throughput of ${x} at ${n}: both are positive`);
  }
  const errorOf = (law: UslCoefficients) =>
    points.reduce((sum, [n, x]) => sum + (uslThroughput(law, n) - x) ** 2, 0);
  // N / X = a + bN + cN² with γ = 1 / (a + b + c): a start that is linear in its coefficients.
  const [a, b, c] = solve3(
    points.map(([n]) => [1, n, n * n] as const),
    points.map(([n, x]) => n / x),
  );
  const first = points.reduce((least, one) => one[0] < least[0] ? one : least);
  const gamma = 1 / Math.max(a + b + c, 1e-9 * first[0] / first[1]);
  let law: UslCoefficients = {
    gamma,
    alpha: Math.max(0, (b + c) * gamma),
    beta: Math.max(0, c * gamma),
  };
  let damping = 1e-3;
  for (let round = 0; round < 500; round++) {
    const rows = points.map(([n]) => gradient(law, n));
    const rest = points.map(([n, x]) => x - uslThroughput(law, n));
    const [dAlpha, dBeta, dGamma] = solve3(rows, rest, damping);
    const next = {
      alpha: Math.max(0, law.alpha + dAlpha),
      beta: Math.max(0, law.beta + dBeta),
      gamma: Math.max(1e-12, law.gamma + dGamma),
    };
    const [before, after] = [errorOf(law), errorOf(next)];
    if (after <= before) {
      law = next;
      damping /= 3;
      if (before - after <= 1e-15 * before) break;
    } else {
      damping *= 4;
      if (damping > 1e12) break;
    }
  }
  return freeze(law);
}

type Triple = readonly [number, number, number];

function gradient({ alpha, beta, gamma }: UslCoefficients, n: number): Triple {
  const below = 1 + alpha * (n - 1) + beta * n * (n - 1);
  const slope = -gamma * n / below ** 2;
  return [slope * (n - 1), slope * n * (n - 1), n / below];
}

/** Least squares with three unknowns; `damping` adds to the diagonal in proportion to it. */
function solve3(rows: readonly Triple[], values: readonly number[], damping = 0): Triple {
  const matrix = [0, 1, 2].map((i) => [
    ...[0, 1, 2].map((j) =>
      rows.reduce((sum, row) => sum + row[i]! * row[j]!, 0) * (i === j ? 1 + damping : 1)
    ),
    rows.reduce((sum, row, at) => sum + row[i]! * values[at]!, 0),
  ]);
  for (let i = 0; i < 3; i++) {
    const pivot = [0, 1, 2].slice(i).reduce((best, row) =>
      Math.abs(matrix[row]![i]!) > Math.abs(matrix[best]![i]!) ? row : best
    );
    [matrix[i], matrix[pivot]] = [matrix[pivot]!, matrix[i]!];
    for (let row = 0; row < 3; row++) {
      if (row === i || matrix[i]![i] === 0) continue;
      const factor = matrix[row]![i]! / matrix[i]![i]!;
      for (let j = i; j < 4; j++) matrix[row]![j]! -= factor * matrix[i]![j]!;
    }
  }
  return [0, 1, 2].map((i) =>
    matrix[i]![i] === 0 ? 0 : matrix[i]![3]! / matrix[i]![i]!
  ) as unknown as Triple;
}
