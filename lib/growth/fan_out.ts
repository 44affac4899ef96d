import { parseDuration, parseShare } from "../core/quantity.ts";
import type { Distribution, Shape } from "../model/volume.ts";

/** The share of all its children that a parent has by an age: ages and shares, both ascending. */
export type FanOutByAge = readonly (readonly [age: number | string, share: number | string])[];

/** The share of its children that a parent of some age in seconds has, 0 to 1. */
export type AgeShare = (seconds: number) => number;

/** All children come with their parent. */
export const AT_BIRTH: AgeShare = (age) => age < 0 ? 0 : 1;

/**
 * Reads the ages at which parents get their children, such as `[["1 month", "30%"], ["3 years", 1]]`.
 *
 * @param where What it is said of, for error messages.
 * @returns The share by age, straight between the points; and the age at which all are there.
 * @throws {RangeError} When ages or shares do not ascend, or the last share is not 1.
 */
export function readFanOutByAge(
  points: FanOutByAge,
  where: string,
): { readonly share: AgeShare; readonly complete: number } {
  const read = points.map(([age, share]) => [parseDuration(age), parseShare(share)] as const);
  const falling = read.some(([age, share], at) => {
    const [before, less] = read[at - 1] ?? [-1, 0];
    return age <= before || share < less;
  });
  if (read.length === 0 || falling || read.at(-1)![1] !== 1) {
    throw new RangeError(
      `Cannot use the fan-out by age of ${where}: ages and shares ascend, and the last share is 1, as in ` +
        '[["1 month", "30%"], ["3 years", "100%"]]',
    );
  }
  const share: AgeShare = (age) => {
    if (age < 0) return 0;
    let [from, had] = [0, 0];
    for (const [to, has] of read) {
      if (age < to) return had + (has - had) * (age - from) / (to - from);
      [from, had] = [to, has];
    }
    return 1;
  };
  return { share, complete: read.at(-1)![0] };
}

type Variance<Kind extends Shape["kind"]> = (
  shape: Extract<Shape, { kind: Kind }>,
  mean: number,
) => number | undefined;

const VARIANCES: { readonly [Kind in Shape["kind"]]: Variance<Kind> } = {
  uniform: () => undefined,
  zipf: () => undefined,
  normal: ({ deviation }) => deviation ** 2,
  lognormal: ({ deviation }) => deviation ** 2,
  exponential: ({ mean }) => mean ** 2,
  fresh: () => undefined,
};

/**
 * The variance of the number of children a parent. Where nothing is said it is that of a negative binomial
 * distribution with dispersion 1: few parents have many children.
 *
 * @param mean Children a parent.
 */
export function fanOutVariance(fanOut: Distribution | undefined, mean: number): number {
  const { shape, min, max, values } = fanOut ?? {};
  const known = shape && VARIANCES[shape.kind](shape as never, mean);
  if (known !== undefined) return known;
  if (values?.length) {
    const squares = values.reduce((sum, [value, share]) => sum + Number(value) ** 2 * share, 0);
    return Math.max(0, squares - mean ** 2);
  }
  const width = Number(max) - Number(min);
  if (Number.isFinite(width)) return ((width + 1) ** 2 - 1) / 12;
  return mean + mean ** 2;
}
