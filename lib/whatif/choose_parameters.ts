import { formatArrayLiteral } from "../statistics/array_literal.ts";
import type { Schema } from "../schema/schema.ts";
import { baseType } from "../engines/postgresql/sizes/user_types.ts";
import type { ColumnStatistics, Statistics } from "../statistics/statistics.ts";
import type { ColumnUse, QueryPattern, TableUse } from "../workload/query_pattern.ts";

/** Values of a statement's parameters, and what is special about them. */
export interface ParameterCase {
  /** What is special about the values. */
  readonly label: "typical" | "most common" | "rare" | "given";
  /** As text, in the order of the parameters. */
  readonly values: readonly (string | null)[];
}

/**
 * Values to plan a statement with: one for values as they mostly are, one for the most common values, one
 * for rare ones; a server that plans for the values it gets plans differently for each.
 *
 * @returns Nothing where a parameter's column or its values are not known; then only a generic plan is left.
 */
export function chooseParameters(
  pattern: QueryPattern,
  schema: Schema,
  statistics: Statistics,
): readonly ParameterCase[] {
  if (pattern.parameterCount === 0) return [];
  const cases: ParameterCase[] = [];
  for (const label of ["typical", "most common", "rare"] as const) {
    const values: string[] = [];
    for (let number = 1; number <= pattern.parameterCount; number++) {
      const value = valueOf(pattern, number, label, schema, statistics);
      if (value === undefined) return [];
      values.push(value);
    }
    const known = cases.some((other) => JSON.stringify(other.values) === JSON.stringify(values));
    if (!known) cases.push({ label, values });
  }
  return cases;
}

type Rank = Exclude<ParameterCase["label"], "given">;

function valueOf(
  pattern: QueryPattern,
  number: number,
  rank: Rank,
  schema: Schema,
  statistics: Statistics,
): string | undefined {
  const declared = pattern.parameters[number - 1]?.values;
  if (declared?.length) {
    const at = rank === "most common"
      ? 0
      : rank === "rare"
      ? declared.length - 1
      : declared.length >> 1;
    return declared[at]![0];
  }
  for (const table of pattern.tables) {
    const use = table.columns.find(({ parameter }) => parameter === number);
    if (!use) continue;
    const column = columnOf(table, use, statistics);
    const value = (column && valueFrom(column, use, { rank, window: isWindow(table, use) })) ??
      placeholder(table, use, schema);
    const listed = use.usage === "in" &&
      new RegExp(`\\b(any|all)\\s*\\(\\s*\\$${number}\\b`, "i").test(pattern.sql);
    return value !== undefined && listed ? formatArrayLiteral([value]) : value;
  }
  // Not compared with a column: a LIMIT, most likely.
  return /\b(limit|offset)\s+\$\d/i.test(pattern.sql) ? "20" : undefined;
}

function columnOf(
  { table, schema = "public" }: TableUse,
  { column }: ColumnUse,
  statistics: Statistics,
): ColumnStatistics | undefined {
  const found =
    statistics.tables.find((known) => known.name === table && known.schema === schema) ??
      statistics.tables.find((known) => known.name === table);
  return [...found?.columns ?? [], ...found?.inherited ?? []].find(({ name }) => name === column);
}

/** Whether a column is asked for between two parameters. */
function isWindow({ columns }: TableUse, { column, usage }: ColumnUse): boolean {
  const bounds = columns.filter((one) =>
    one.column === column && one.usage === "range" && one.parameter !== undefined && !one.within
  ).map(({ operator = "" }) => operator[0]);
  return usage === "range" && bounds.includes("<") && bounds.includes(">");
}

function valueFrom(
  { histogram, mostCommon, elements }: ColumnStatistics,
  { usage, operator = "=" }: ColumnUse,
  { rank, window }: { readonly rank: Rank; readonly window: boolean },
): string | undefined {
  const common = mostCommon?.values ?? [];
  if (usage === "contains") {
    const element = elements?.mostCommon?.values;
    const at = rank === "most common" ? 0 : element ? element.length >> 1 : 0;
    return element ? `{${JSON.stringify(element[at])}}` : undefined;
  }
  if (usage === "like") return undefined;
  if (usage === "range" && histogram) {
    // What is asked for is mostly near the end that a range leaves open: the newest, the largest.
    const reach = { typical: 0.05, "most common": 0.5, rare: 0.01 }[rank];
    const share = !operator.startsWith("<") ? 1 - reach : window ? 1 : reach;
    return histogram[Math.round(share * (histogram.length - 1))];
  }
  if (rank === "most common" && common.length > 0) return common[0];
  if (histogram && rank !== "most common") {
    return histogram[Math.round((rank === "rare" ? 0.9 : 0.5) * (histogram.length - 1))];
  }
  if (rank === "rare" && common.length > 0) return common.at(-1);
  return common[common.length >> 1] ?? histogram?.[histogram.length >> 1];
}

// A value of the column's type that nothing is known of: equality with it takes the mean share of rows.
function placeholder(table: TableUse, use: ColumnUse, schema: Schema): string | undefined {
  const found = schema.tables.find(({ name }) => name === table.table);
  const column = found?.columns.find(({ name }) => name === use.column);
  if (!column) return undefined;
  const { type, labels } = baseType(schema, column.type);
  if (labels) return labels[0];
  if (use.usage === "like") return "abc%";
  const base = type.replace(/\(.*?\)/, "").trim();
  return PLACEHOLDERS[base];
}

const PLACEHOLDERS: Readonly<Record<string, string>> = {
  smallint: "1",
  integer: "1",
  bigint: "1",
  numeric: "1",
  real: "1",
  "double precision": "1",
  boolean: "true",
  text: "a value",
  "character varying": "a value",
  character: "a",
  citext: "a value",
  uuid: "00000000-0000-4000-8000-000000000000",
  date: "2024-01-01",
  "timestamp without time zone": "2024-01-01 00:00:00",
  "timestamp with time zone": "2024-01-01 00:00:00+00",
  interval: "1 day",
  int4range: "[1,2)",
  int8range: "[1,2)",
  numrange: "[1,2)",
  daterange: "[2024-01-01,2024-01-02)",
  tsrange: "[2024-01-01,2024-01-02)",
  tstzrange: "[2024-01-01,2024-01-02)",
};
