import type { Tag } from "../core/figure.ts";
import type { Distribution, Shape } from "../model/volume.ts";
import { type ColumnStatistics, type Distinct, distinctCount } from "./statistics.ts";
import { valueScale } from "./synthetic_values.ts";

/** A column of which little or nothing is declared. */
export interface DeclaredColumn {
  readonly name: string;
  /** Base type, domains resolved, as the catalog prints it. */
  readonly type: string;
  /** Labels, where the type is an enumeration. */
  readonly labels?: readonly string[];
  /** Mean bytes of a value as stored, where it is not declared. */
  readonly width: number;
  readonly rows: number;
  readonly nullable: boolean;
  /** Each value occurs once. */
  readonly unique?: boolean;
  /** Filled with growing values: an identity, or the time of the insert. */
  readonly ascending?: boolean;
  readonly distribution?: Distribution;
  /** The column that it refers to, and the rows of its table. */
  readonly reference?: { readonly column: ColumnStatistics; readonly rows: number };
  readonly today: string;
  /** Days that the rows reach back. */
  readonly days?: number;
}

/**
 * What is assumed of a column where the model declares nothing. They are meant to be read, and to be
 * overruled by a distribution on the attribute.
 */
export const COLUMN_DEFAULTS = Object.freeze({
  /** Share of NULLs in a column that may be NULL. */
  nullFraction: 0.1,
  /** Distinct values of a column of numbers, at most. */
  distinctNumbers: 10_000,
  /** Distinct values of a text column, as a share of the rows. */
  distinctTextRatio: 0.5,
  /** Distinct values of a text of at most ten characters. */
  distinctCodes: 200,
  /** Distinct elements of arrays, and elements a row. */
  elements: 1000,
  elementsPerRow: 4,
  /** Share of `true`. */
  trueShare: 0.5,
});

const BUCKETS = 100;

/**
 * The statistics of a column from what is declared of it, with {@linkcode COLUMN_DEFAULTS} for the rest.
 *
 * @returns The statistics, tagged `assumed` where the distinct values or their shares were.
 */
export function declaredColumn(column: DeclaredColumn): ColumnStatistics {
  const { name, type, distribution = {}, rows, nullable, unique = false } = column;
  const nulls = distribution.nulls ?? (nullable ? COLUMN_DEFAULTS.nullFraction : 0);
  const rest = {
    name,
    nullFraction: nulls,
    width: declaredWidth(column),
    tag: tagOf(column),
  };
  if (type.endsWith("[]") || type === "tsvector") return { ...rest, ...elementsOf(column) };
  const values = commonValues(column, 1 - nulls);
  const distinct = distinctOf(column, nulls);
  const correlation = distribution.correlation ?? (column.ascending ? 1 : 0);
  const covered = values.reduce((sum, [, share]) => sum + share, 0);
  const complete = covered >= 1 - nulls - 1e-9;
  const histogram = complete ? undefined : histogramOf(column, distinct);
  return {
    ...rest,
    distinct: unique && !distribution.distinct ? { ratio: 1 - nulls } : distinct,
    ...(values.length > 0 && !unique
      ? {
        mostCommon: {
          values: values.map(([value]) => value),
          frequencies: values.map(([, share]) => share),
        },
      }
      : {}),
    ...(histogram && rows > 1 ? { histogram } : {}),
    ...(isOrdered(column) ? { correlation } : {}),
  };
}

function tagOf({ distribution, unique, ascending, reference }: DeclaredColumn): Tag {
  const known = distribution &&
    (distribution.values || distribution.distinct || distribution.shape || distribution.min);
  const structural = unique || ascending || reference !== undefined;
  return known || structural ? "estimated" : "assumed";
}

function declaredWidth({ distribution, width }: DeclaredColumn): number {
  if (distribution?.width === undefined) return width;
  const bytes = Math.round(distribution.width);
  return bytes + 1 <= 127 ? bytes + 1 : bytes + 4;
}

function distinctOf(column: DeclaredColumn, nulls: number): Distinct {
  const { distribution = {}, labels, type, rows, reference, ascending } = column;
  if (distribution.distinct !== undefined) return distribution.distinct;
  if (labels) return Math.min(labels.length, Math.max(1, rows));
  if (type === "boolean") return Math.min(2, Math.max(1, rows));
  const filled = Math.max(1, rows * (1 - nulls));
  const listed = distribution.values ?? [];
  const covered = listed.reduce((sum, [, share]) => sum + share, 0);
  if (listed.length > 0 && covered >= 1 - nulls - 1e-9) return Math.min(filled, listed.length);
  if (reference) {
    // Children fall upon parents at random: some parents have none.
    const parents = Math.max(1, distinctCount(reference.column.distinct, reference.rows));
    return Math.max(1, Math.round(parents * -Math.expm1(-filled / parents)));
  }
  if (ascending) return { ratio: 1 - nulls };
  const few = distribution.values?.length;
  if (/^character(?: varying)?\((\d+)\)$/.test(type) && Number(/\d+/.exec(type)![0]) <= 10) {
    return Math.min(filled, Math.max(few ?? 0, COLUMN_DEFAULTS.distinctCodes));
  }
  if (TEXT.test(type)) return { ratio: COLUMN_DEFAULTS.distinctTextRatio * (1 - nulls) };
  if (NUMBERS.test(type)) {
    const count = valueScale(type, scaleOptions(column))?.count ?? COLUMN_DEFAULTS.distinctNumbers;
    return Math.round(Math.min(filled, count, COLUMN_DEFAULTS.distinctNumbers));
  }
  if (type === "date") {
    return Math.round(Math.min(filled, valueScale(type, scaleOptions(column))!.count!));
  }
  return { ratio: 1 - nulls };
}

const TEXT = /^(text|character|citext|name)/;
const NUMBERS = /^(smallint|integer|bigint|numeric|real|double|money)/;

function isOrdered({ type }: DeclaredColumn): boolean {
  return !/^(json|jsonb|xml|point|line|box|path|polygon|circle|hstore)$/.test(type);
}

function scaleOptions({ distribution, today, days, reference, ascending, rows }: DeclaredColumn) {
  const bounds = reference?.column.histogram;
  const keys = bounds
    ? { min: bounds[0]!, max: bounds.at(-1)! }
    : ascending
    ? { min: "1", max: String(Math.max(1, Math.round(rows))) }
    : {};
  return {
    today,
    ...(days === undefined ? {} : { days }),
    ...keys,
    ...(distribution?.min === undefined ? {} : { min: distribution.min }),
    ...(distribution?.max === undefined ? {} : { max: distribution.max }),
  };
}

function isTime(type: string): boolean {
  return /^(date|timestamp)/.test(type);
}

function histogramOf(column: DeclaredColumn, distinct: Distinct): readonly string[] | undefined {
  const { distribution = {}, type, reference } = column;
  if (reference) return reference.column.histogram;
  const options = scaleOptions(column);
  const scale = valueScale(
    type,
    isTime(type) && column.ascending && !distribution.min ? without(options) : options,
  );
  if (!scale) return undefined;
  const quantile = QUANTILES[distribution.shape?.kind ?? "uniform"];
  const buckets = Math.max(
    1,
    Math.min(BUCKETS, (typeof distinct === "number" ? distinct : 101) - 1),
  );
  const bounds = Array.from({ length: buckets + 1 }, (_, at) => scale.at(quantile(at / buckets)));
  return [...new Set(bounds)].length > 1 ? [...new Set(bounds)] : undefined;
}

// Times that rows are inserted at have no minimum of 1.
function without({ today, days }: { readonly today: string; readonly days?: number }) {
  return { today, ...(days === undefined ? {} : { days }) };
}

type Quantile = (share: number) => number;

// Where a share of the values lies between the ends, 0 to 1.
const QUANTILES: Readonly<Record<Shape["kind"], Quantile>> = {
  uniform: (share) => share,
  zipf: (share) => share,
  fresh: (share) => share,
  normal: (share) =>
    Math.min(
      1,
      Math.max(0, 0.5 + Math.log(Math.max(1e-4, share) / Math.max(1e-4, 1 - share)) / 10),
    ),
  lognormal: (share) => share ** 3,
  exponential: (share) =>
    Math.min(1, -Math.log(Math.max(1e-9, 1 - share * 0.999)) / -Math.log(0.001)),
};

/** Most common values, at most a hundred, as PostgreSQL keeps them by default. */
function commonValues(
  column: DeclaredColumn,
  filled: number,
): readonly (readonly [value: string, share: number])[] {
  const { distribution = {}, labels, type } = column;
  const declared = distribution.values ?? [];
  const shared = declared.reduce((sum, [, share]) => sum + share, 0);
  const scaled = declared.map(([value, share]) => [value, share * filled] as const);
  if (labels || type === "boolean") {
    const all = labels ?? ["true", "false"];
    const missing = all.filter((label) => !declared.some(([value]) => value === label));
    const each = Math.max(0, 1 - shared) / Math.max(1, missing.length);
    const others = missing.map((label) => [booleanText(type, label), each * filled] as const);
    return [
      ...scaled.map(([value, share]) => [booleanText(type, value), share] as const),
      ...others,
    ]
      .filter(([, share]) => share > 0).sort((a, b) => b[1] - a[1]).slice(0, BUCKETS);
  }
  if (scaled.length > 0) return scaled.toSorted((a, b) => b[1] - a[1]).slice(0, BUCKETS);
  return distribution.shape?.kind === "zipf"
    ? zipf(column, distribution.shape.exponent, filled)
    : [];
}

function booleanText(type: string, label: string): string {
  return type === "boolean" ? label[0]! : label;
}

function zipf(
  column: DeclaredColumn,
  exponent: number,
  filled: number,
): readonly (readonly [string, number])[] {
  const distinct = distinctOf(column, 1 - filled);
  const count = typeof distinct === "number" ? distinct : Math.max(1, distinct.ratio * column.rows);
  const scale = valueScale(column.type, scaleOptions(column));
  if (!scale) return [];
  const total = harmonic(count, exponent);
  const most = Math.min(BUCKETS, count);
  return Array.from({ length: most }, (_, rank) => {
    const share = filled / total / (rank + 1) ** exponent;
    // Spread the common values over the scale, so that none of its buckets is special.
    return [scale.at(((rank + 1) * 0.61803398875) % 1), share] as const;
  }).filter(([value], at, all) => all.findIndex(([other]) => other === value) === at);
}

/** The generalized harmonic number, by the Euler–Maclaurin formula beyond a thousand terms. */
function harmonic(count: number, exponent: number): number {
  const exact = Math.min(1000, Math.floor(count));
  let sum = 0;
  for (let k = 1; k <= exact; k++) sum += k ** -exponent;
  if (count <= exact) return sum;
  const integral = exponent === 1
    ? Math.log(count / exact)
    : (count ** (1 - exponent) - exact ** (1 - exponent)) / (1 - exponent);
  return sum + integral + (count ** -exponent - exact ** -exponent) / 2;
}

function elementsOf(column: DeclaredColumn): Pick<ColumnStatistics, "distinct" | "elements"> {
  const { distribution = {}, type } = column;
  const distinct = typeof distribution.distinct === "number"
    ? distribution.distinct
    : COLUMN_DEFAULTS.elements;
  const declared = distribution.values;
  const per = COLUMN_DEFAULTS.elementsPerRow;
  const element = type === "tsvector" ? "text" : type.slice(0, -2);
  const scale = valueScale(element, { today: column.today });
  const shares = declared ?? Array.from({ length: Math.min(BUCKETS, distinct) }, (_, rank) =>
    [
      scale?.at((rank + 0.5) / Math.min(BUCKETS, distinct)) ??
        `element${String(rank).padStart(3, "0")}`,
      Math.min(0.9, per / harmonic(distinct, 1) / (rank + 1)),
    ] as const);
  const sorted = shares.toSorted((a, b) =>
    scale ? Number(a[0]) - Number(b[0]) : a[0] < b[0] ? -1 : 1
  );
  const frequencies = sorted.map(([, share]) => share);
  const bounds = [
    Math.min(...frequencies),
    Math.max(...frequencies),
    ...(type === "tsvector" ? [] : [0]),
  ];
  return {
    distinct: { ratio: 1 },
    ...(frequencies.length > 0
      ? {
        elements: {
          mostCommon: { values: sorted.map(([value]) => value), frequencies, bounds },
          ...(type === "tsvector" ? {} : {
            countHistogram: [
              ...Array.from({ length: 11 }, (_, at) => Math.round(at * per / 5)),
              per,
            ],
          }),
        },
      }
      : {}),
  };
}
