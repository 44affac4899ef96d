import { probabilityOf, type Weights } from "../../lib/sources/words/weighing/logistic.ts";

/** Something observed, and whether what is asked of it is true. */
export interface Example {
  readonly features: readonly string[];
  readonly truth: boolean;
}

/** What `fitLogistic()` takes beside the examples. */
export interface FitLogisticOptions {
  /** How strongly weights are drawn to zero: half of this times their square is added to the loss. */
  readonly penalty?: number;
  /** Features that are observed less often have no weight. */
  readonly leastCount?: number;
  readonly rounds?: number;
  /** Weights nearer to zero are left out of the result. */
  readonly smallest?: number;
}

/**
 * Fits a logistic regression with a ridge penalty by full-batch gradient descent with Adam's steps, which
 * gives the same weights whenever it is run on the same examples. ("Adam: a method for stochastic
 * optimization", 2015, algorithm 1; "Ridge estimators in logistic regression", 1992, section 2.)
 */
export function fitLogistic(
  examples: readonly Example[],
  { penalty = 4, leastCount = 4, rounds = 300, smallest = 0.02 }: FitLogisticOptions = {},
): Weights {
  const counts = new Map<string, number>();
  const observed = examples.map(({ features }) => [...new Set(["always", ...features])]);
  for (const feature of observed.flat()) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  const names = [...counts].filter(([, count]) => count >= leastCount).map(([name]) => name);
  const index = new Map(names.map((name, at) => [name, at]));
  const rows = observed.map((features) =>
    Int32Array.from(features.flatMap((feature) => index.get(feature) ?? []))
  );
  const [weights, gradient, mean, square] = [0, 0, 0, 0].map(() =>
    new Float64Array(names.length)
  ) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let round = 1; round <= rounds; round++) {
    gradient.fill(0);
    rows.forEach((row, at) => {
      let odds = 0;
      for (const feature of row) odds += weights[feature]!;
      const error = probabilityOf(odds) - (examples[at]!.truth ? 1 : 0);
      for (const feature of row) gradient[feature]! += error;
    });
    const step = round > rounds * 0.7 ? 0.01 : 0.05;
    for (let at = 0; at < names.length; at++) {
      const slope = gradient[at]! + penalty * weights[at]!;
      mean[at] = 0.9 * mean[at]! + 0.1 * slope;
      square[at] = 0.999 * square[at]! + 0.001 * slope * slope;
      weights[at]! -= step * (mean[at]! / (1 - 0.9 ** round)) /
        (Math.sqrt(square[at]! / (1 - 0.999 ** round)) + 1e-8);
    }
  }
  return Object.fromEntries(
    names.map((name, at) => [name, Math.round(weights[at]! * 100) / 100] as const)
      .filter(([, weight]) => Math.abs(weight) >= smallest)
      .sort(([a], [b]) => a < b ? -1 : a > b ? 1 : 0),
  );
}

/** The same weights with the odds at which a judgement counts as true moved from one to one. */
export function withThreshold(weights: Weights, probability: number): Weights {
  const always = (weights["always"] ?? 0) - Math.log(probability / (1 - probability));
  return { ...weights, always: Math.round(always * 100) / 100 };
}
