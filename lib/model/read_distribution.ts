import { freeze } from "../core/freeze.ts";
import { parseBytes, parseCount, parseShare } from "../core/quantity.ts";
import { didYouMean } from "../core/suggest.ts";
import type { Distribution, Shape } from "./volume.ts";

/** A distribution as people write it. */
export interface DistributionSpec {
  /** Common values and the share of rows that each has. */
  readonly values?:
    | Readonly<Record<string, number | string>>
    | readonly (readonly [string, number])[];
  /** A count, or a share of the rows such as `"10%"`. */
  readonly distinct?: number | string | { readonly ratio: number };
  /** The share of rows without a value. */
  readonly nulls?: number | string;
  /** Mean bytes of a stored value. */
  readonly width?: number | string;
  /** Correlation of value and insert order, -1 to 1. */
  readonly correlation?: number;
  /** The fewest. */
  readonly min?: string | number;
  /** The most; `*` for any number. */
  readonly max?: string | number;
  /** A shape, or its name with its numbers: `"zipf 1.1"`, `"normal 50 10"`, `"uniform"`. */
  readonly shape?: string | Shape;
}

type ReadField = (value: never, where: string) => Partial<Distribution>;

const FIELDS: Readonly<Record<keyof DistributionSpec, ReadField>> = {
  values: (values: NonNullable<DistributionSpec["values"]>, where) => ({
    values: shares(values, where),
  }),
  distinct: (distinct: number | string | { ratio: number }, where) => ({
    distinct: distinctOf(distinct, where),
  }),
  nulls: (nulls: number | string) => ({ nulls: parseShare(nulls) }),
  width: (width: number | string) => ({ width: parseBytes(width) }),
  correlation: (correlation: number, where) => {
    if (typeof correlation !== "number" || !(Math.abs(correlation) <= 1)) {
      throw new RangeError(
        `Cannot use ${
          String(correlation)
        } as the correlation of ${where}: it lies between -1 and 1`,
      );
    }
    return { correlation };
  },
  min: (min: string | number) => ({ min: String(min) }),
  max: (max: string | number) => ({ max: String(max) }),
  shape: (shape: string | Shape, where) => ({ shape: shapeOf(shape, where) }),
};

/**
 * Reads a distribution.
 *
 * @param spec The distribution as it was written.
 * @param where What it describes, for error messages: `Customer.country`.
 * @throws {RangeError} When shares leave 0 to 1 or add up to more than 1.
 */
export function readDistribution(spec: DistributionSpec, where: string): Distribution {
  const known: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(spec)) {
    if (value === undefined) continue;
    const read = Object.hasOwn(FIELDS, key) ? FIELDS[key as keyof DistributionSpec] : undefined;
    if (!read) {
      throw new TypeError(
        `Cannot describe the values of ${where} by ${JSON.stringify(key)}${
          didYouMean(key, Object.keys(FIELDS))
        }`,
      );
    }
    Object.assign(known, read(value as never, where));
  }
  return freeze(known);
}

function shares(
  values: NonNullable<DistributionSpec["values"]>,
  where: string,
): readonly (readonly [string, number])[] {
  const entries = Array.isArray(values) ? values : Object.entries(values);
  const read = entries.map(([value, share]) => [String(value), parseShare(share)] as const);
  const sum = read.reduce((total, [, share]) => total + share, 0);
  if (sum > 1 + 1e-9) {
    throw new RangeError(
      `Cannot use the values of ${where}: their shares add up to ${
        Number(sum.toPrecision(6))
      }, which is over 1`,
    );
  }
  return read;
}

function distinctOf(
  distinct: number | string | { readonly ratio: number },
  where: string,
): number | { readonly ratio: number } {
  if (typeof distinct === "object") return { ratio: parseShare(distinct.ratio) };
  if (typeof distinct === "string" && distinct.includes("%")) {
    return { ratio: parseShare(distinct) };
  }
  const count = parseCount(distinct);
  if (count < 1) {
    throw new RangeError(`Cannot use ${count} distinct values for ${where}: at least 1`);
  }
  return count;
}

type MakeShape = (numbers: readonly number[]) => Shape;

const SHAPES: Readonly<Record<Shape["kind"], { numbers: number; make: MakeShape }>> = {
  uniform: { numbers: 0, make: () => ({ kind: "uniform" }) },
  zipf: { numbers: 1, make: ([exponent]) => ({ kind: "zipf", exponent: exponent! }) },
  normal: {
    numbers: 2,
    make: ([mean, deviation]) => ({ kind: "normal", mean: mean!, deviation: deviation! }),
  },
  lognormal: {
    numbers: 2,
    make: ([mean, deviation]) => ({ kind: "lognormal", mean: mean!, deviation: deviation! }),
  },
  exponential: { numbers: 1, make: ([mean]) => ({ kind: "exponential", mean: mean! }) },
  fresh: { numbers: 1, make: ([mean]) => ({ kind: "fresh", mean: mean! }) },
};

function shapeOf(shape: string | Shape, where: string): Shape {
  if (typeof shape === "object") return shape;
  const [kind = "", ...texts] = shape.trim().split(/[\s(),]+/).filter((word) => word !== "");
  const known = Object.hasOwn(SHAPES, kind) ? SHAPES[kind as Shape["kind"]] : undefined;
  if (!known) {
    throw new SyntaxError(
      `Cannot read ${JSON.stringify(shape)} as the shape of ${where}${
        didYouMean(kind, Object.keys(SHAPES))
      }`,
    );
  }
  const numbers = texts.map(Number);
  if (numbers.length !== known.numbers || numbers.some((number) => !Number.isFinite(number))) {
    throw new SyntaxError(
      `Cannot read ${
        JSON.stringify(shape)
      } as the shape of ${where}: ${kind} takes ${known.numbers} numbers`,
    );
  }
  return known.make(numbers);
}

/** Writes a shape as text that is read back. */
export function writeShape(shape: Shape): string {
  const { kind, ...numbers } = shape;
  return [kind, ...Object.values(numbers)].join(" ");
}
