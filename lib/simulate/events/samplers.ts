import type { Random } from "../../core/random.ts";

/** A time of an exponential distribution. */
export function exponentialTime(random: Random, mean: number): number {
  return -mean * Math.log(1 - random.uniform());
}

/**
 * A time of a gamma distribution, by Marsaglia and Tsang, A Simple Method for Generating Gamma Variables, ACM
 * TOMS 26(3), 2000; below one phase by their section 6.
 *
 * @param variability The squared coefficient of variation: 0 is constant, 1 exponential.
 */
export function gammaTime(random: Random, mean: number, variability: number): number {
  if (variability === 1) return exponentialTime(random, mean);
  if (variability < 1e-6) return mean;
  const shape = 1 / variability;
  const scale = mean * variability;
  if (shape < 1) {
    return scale * standardGamma(random, shape + 1) * (1 - random.uniform()) ** (1 / shape);
  }
  return scale * standardGamma(random, shape);
}

function standardGamma(random: Random, shape: number): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = random.normal();
    const v = (1 + c * x) ** 3;
    if (v <= 0) continue;
    const u = 1 - random.uniform();
    if (Math.log(u) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** A whole number of Poisson's distribution; from a mean of 30 by the normal distribution, rounded. */
export function poissonCount(random: Random, mean: number): number {
  if (mean <= 0) return 0;
  if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.normal()));
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = 1 - random.uniform(); product > limit; product *= 1 - random.uniform()) {
    count++;
  }
  return count;
}
