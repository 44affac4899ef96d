import { quoteSqlLiteral } from "../core/escape.ts";
import { formatArrayLiteral } from "../statistics/array_literal.ts";
import { type ColumnStatistics, toNDistinct } from "../statistics/statistics.ts";

/** Whose statistics are restored. */
export interface RestoreTarget {
  readonly schema: string;
  readonly relation: string;
  /** A column's name, or its number in an index. */
  readonly column: string | number;
  readonly inherited: boolean;
}

/**
 * The call of `pg_restore_attribute_stats()` that gives a column its statistics.
 *
 * Source: PostgreSQL 18 manual, section 9.28.12, Statistics Manipulation Functions.
 */
export function restoreColumnSql(target: RestoreTarget, statistics: ColumnStatistics): string {
  const { mostCommon, histogram, correlation, elements, range } = statistics;
  const frequencies = elements?.mostCommon &&
    [...elements.mostCommon.frequencies, ...elements.mostCommon.bounds];
  const given: readonly (readonly [name: string, value: string | undefined])[] = [
    ["schemaname", quoteSqlLiteral(target.schema)],
    ["relname", quoteSqlLiteral(target.relation)],
    typeof target.column === "number"
      ? ["attnum", `${target.column}::smallint`]
      : ["attname", quoteSqlLiteral(target.column)],
    ["inherited", String(target.inherited)],
    ["null_frac", real(statistics.nullFraction)],
    ["avg_width", `${Math.round(statistics.width)}::integer`],
    ["n_distinct", real(toNDistinct(statistics.distinct))],
    ["most_common_vals", texts(mostCommon?.values)],
    ["most_common_freqs", reals(mostCommon?.frequencies)],
    ["histogram_bounds", texts(histogram)],
    ["correlation", correlation === undefined ? undefined : real(correlation)],
    ["most_common_elems", texts(elements?.mostCommon?.values)],
    ["most_common_elem_freqs", reals(frequencies)],
    ["elem_count_histogram", reals(elements?.countHistogram)],
    ["range_length_histogram", texts(range?.lengths)],
    ["range_empty_frac", range?.lengths && real(range.emptyFraction)],
    ["range_bounds_histogram", texts(range?.bounds)],
  ];
  const args = given.filter(([, value]) => value !== undefined)
    .map(([name, value]) => `'${name}', ${value}`);
  return `pg_catalog.pg_restore_attribute_stats(${args.join(", ")})`;
}

function real(value: number): string {
  return `'${value}'::real`;
}

function reals(values: readonly number[] | undefined): string | undefined {
  return values && `${quoteSqlLiteral(formatArrayLiteral(values))}::real[]`;
}

function texts(values: readonly string[] | undefined): string | undefined {
  return values && `${quoteSqlLiteral(formatArrayLiteral(values))}::text`;
}
