/** What each feature adds to the logarithm of the odds; a feature without an entry adds nothing. */
export type Weights = Readonly<Record<string, number>>;

/**
 * The logarithm of the odds that a judgement is true, by a logistic regression.
 *
 * @param features What was observed, each once.
 * @param weights The fitted weights, with the one of `always`, which is added in any case.
 * @returns From minus to plus infinity; 0 means as likely as not.
 */
export function logOdds(features: readonly string[], weights: Weights): number {
  let sum = weights["always"] ?? 0;
  for (const feature of new Set(features)) {
    if (Object.hasOwn(weights, feature)) sum += weights[feature]!;
  }
  return sum;
}

/** The probability that goes with the logarithm of the odds. */
export function probabilityOf(odds: number): number {
  return 1 / (1 + Math.exp(-odds));
}
