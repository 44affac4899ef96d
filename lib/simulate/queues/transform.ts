/**
 * Laplace–Stieltjes transforms of times that cannot be negative, and the way back from them.
 *
 * @module
 */

/** A complex number. */
export type Complex = readonly [real: number, imaginary: number];

/** The transform E[exp(−sT)] of a time T, for s with a real part of 0 or more. */
export type Transform = (s: Complex) => Complex;

const ONE: Complex = [1, 0];

/** The transform of no time at all. */
export function noTime(): Complex {
  return ONE;
}

/** The product of two complex numbers. */
export function times(a: Complex, b: Complex): Complex {
  return [a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]];
}

/** The quotient of two complex numbers. */
export function over(a: Complex, b: Complex): Complex {
  const size = b[0] * b[0] + b[1] * b[1];
  return [(a[0] * b[0] + a[1] * b[1]) / size, (a[1] * b[0] - a[0] * b[1]) / size];
}

/** A complex number with a positive real part to a real power. */
export function toPower(a: Complex, power: number): Complex {
  const size = Math.exp(power * Math.log(Math.hypot(a[0], a[1])));
  const angle = power * Math.atan2(a[1], a[0]);
  return [size * Math.cos(angle), size * Math.sin(angle)];
}

/** The exponential of a complex number. */
export function exponential(a: Complex): Complex {
  const size = Math.exp(a[0]);
  return [size * Math.cos(a[1]), size * Math.sin(a[1])];
}

/**
 * The transform of a gamma distribution, which has any squared coefficient of variation: 1 is the
 * exponential distribution, 1/k Erlang's with k phases, 0 a constant.
 *
 * @param mean Seconds, from 0.
 * @param variability The squared coefficient of variation, from 0.
 */
export function gammaTransform(mean: number, variability: number): Transform {
  if (mean === 0) return noTime;
  if (variability < 1e-6) return ([re, im]) => exponential([-re * mean, -im * mean]);
  const [scale, shape] = [mean * variability, 1 / variability];
  return ([re, im]) => toPower([1 + re * scale, im * scale], -shape);
}

/** The transform of a time that is 0 but for a share, and exponential there. */
export function sometimes(share: number, mean: number): Transform {
  if (share === 0 || mean === 0) return noTime;
  return ([re, im]) => {
    const [x, y] = over(ONE, [1 + re * mean, im * mean]);
    return [1 - share + share * x, share * y];
  };
}

/** The transform of the sum of times that do not depend on each other. */
export function sumOf(parts: readonly Transform[]): Transform {
  return (s) => parts.reduce((product: Complex, part) => times(product, part(s)), ONE);
}

/** The transform of one of several times, each with its share. */
export function mixtureOf(
  parts: readonly { readonly share: number; readonly transform: Transform }[],
): Transform {
  return (s) => {
    let [real, imaginary] = [0, 0];
    for (const { share, transform } of parts) {
      const [x, y] = transform(s);
      real += share * x;
      imaginary += share * y;
    }
    return [real, imaginary];
  };
}

/** The transform of a Poisson number of times, one after the other. */
export function poissonSum(mean: number, each: Transform): Transform {
  if (mean === 0) return noTime;
  return (s) => {
    const [x, y] = each(s);
    return exponential([mean * (x - 1), mean * y]);
  };
}

/** Binomial weights of 11 over 2¹¹. */
const WEIGHTS = [1, 11, 55, 165, 330, 462, 462, 330, 165, 55, 11, 1].map((one) => one / 2 ** 11);
const TERMS = 15;
/** Keeps the error of the discretization at exp(−18.4), 10⁻⁸. */
const DECAY = 18.4;

/**
 * The probability that a time is longer than `seconds`, from its transform: the algorithm EULER of Abate and
 * Whitt, Numerical Inversion of Laplace Transforms of Probability Distributions, ORSA Journal on Computing
 * 7(1), 1995, section 1.
 */
export function tailOf(transform: Transform, seconds: number): number {
  if (seconds <= 0) return 1;
  const term = (k: number): number => {
    const s: Complex = [DECAY / (2 * seconds), k * Math.PI / seconds];
    const [x, y] = transform(s);
    return over([1 - x, -y], s)[0];
  };
  const scale = Math.exp(DECAY / 2) / seconds;
  let sum = scale / 2 * term(0);
  let sign = -1;
  let value = 0;
  for (let k = 1; k <= TERMS + WEIGHTS.length - 1; k++) {
    sum += sign * scale * term(k);
    sign = -sign;
    if (k >= TERMS) value += WEIGHTS[k - TERMS]! * sum;
  }
  return Math.min(1, Math.max(0, value));
}

/**
 * The time that a share of all stay under, from the transform.
 *
 * @param share 0 to below 1.
 * @param near A time of the right order, such as the mean: the search begins there.
 * @param tolerance The relative error that it may have.
 * @returns 0 where at least that share takes no time.
 */
export function quantileOf(
  transform: Transform,
  share: number,
  near: number,
  tolerance = 1e-6,
): number {
  const wanted = 1 - share;
  if (!(near > 0)) return 0;
  const above = (seconds: number) => tailOf(transform, seconds) > wanted;
  let [low, high] = [near, near];
  if (above(near)) {
    do high *= 2; while (above(high) && high < near * 1e9);
    low = high / 2;
  } else {
    do low /= 2; while (!above(low) && low > near * 1e-9);
    if (low <= near * 1e-9) return 0;
    high = low * 2;
  }
  for (let step = 0; step < 40 && high / low > 1 + tolerance; step++) {
    const middle = Math.sqrt(low * high);
    if (above(middle)) low = middle;
    else high = middle;
  }
  return Math.sqrt(low * high);
}
