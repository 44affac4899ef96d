import { type ColumnStatistics, distinctCount } from "../../statistics/statistics.ts";
import type { ColumnUse, QueryPattern, TableUse } from "../../workload/query_pattern.ts";
import type { RelationFacts, TableFacts } from "./relation_facts.ts";

/** Which values a parameter has, over many executions. */
export interface ParameterValues {
  /** Its number, from 1. */
  readonly number: number;
  /** The column that it is compared with; absent for a LIMIT and the like. */
  readonly column?: ParameterColumn;
  /** Different values that are asked for, from 1. */
  readonly keys: number;
  /** The values that are asked for most, with their shares of the executions. */
  readonly common: readonly (readonly [value: string, share: number])[];
  /** Zipf's exponent over the other keys; 0 where all are alike. */
  readonly exponent: number;
  /** Where mostly the newest are asked for: how many keys back they lie in the mean. */
  readonly freshness?: number;
  /** Whether it was declared; otherwise values are taken to be asked for as often as they occur. */
  readonly declared: boolean;
}

/** A column that a parameter is compared with. */
export interface ParameterColumn {
  readonly table: TableFacts;
  readonly name: string;
  readonly usage: ColumnUse["usage"];
  readonly statistics?: ColumnStatistics;
  /** Rows that one value has in the mean. */
  readonly rowsPerKey: number;
}

/** What is known of each parameter of a pattern, in their order. */
export function parameterValues(
  pattern: QueryPattern,
  facts: RelationFacts,
): readonly ParameterValues[] {
  return Array.from(
    { length: pattern.parameterCount },
    (_, at) => valuesOf(pattern, at + 1, facts),
  );
}

function valuesOf(pattern: QueryPattern, number: number, facts: RelationFacts): ParameterValues {
  const column = columnOf(pattern, number, facts);
  const { values, shape, distinct } = pattern.parameters[number - 1] ?? {};
  const rows = column?.table.rows ?? 1;
  const occurring = column?.statistics
    ? distinctCount(column.statistics.distinct, rows)
    : Math.max(1, rows);
  const keys = Math.max(1, distinct === undefined ? occurring : distinctCount(distinct, rows));
  const declared = values !== undefined || shape !== undefined || distinct !== undefined;
  return {
    number,
    ...(column ? { column } : {}),
    keys: Math.max(keys, values?.length ?? 0),
    common: values ?? (declared ? [] : commonOf(column?.statistics)),
    exponent: shape?.kind === "zipf" ? shape.exponent : 0,
    ...(shape?.kind === "fresh" ? { freshness: Math.max(1, shape.mean) } : {}),
    declared,
  };
}

function commonOf(
  statistics: ColumnStatistics | undefined,
): readonly (readonly [string, number])[] {
  const { mostCommon, nullFraction = 0 } = statistics ?? {};
  if (!mostCommon) return [];
  const filled = Math.max(1e-9, 1 - nullFraction);
  return mostCommon.values.map((value, at) => [value, mostCommon.frequencies[at]! / filled]);
}

/** The uses that name rows by a value. */
const NAMING = new Set<ColumnUse["usage"]>(["equality", "in", "range", "contains", "like", "set"]);

function columnOf(
  { tables }: QueryPattern,
  number: number,
  facts: RelationFacts,
): ParameterColumn | undefined {
  const uses = tables.flatMap((table) =>
    table.columns.filter(({ parameter, usage }) => parameter === number && NAMING.has(usage))
      .map((use) => [table, use] as const)
  );
  // A value that is set and compared is compared first.
  const [found] = uses.toSorted(([, a], [, b]) =>
    Number(a.usage === "set") - Number(b.usage === "set")
  );
  return found ? parameterColumn(...found, facts) : undefined;
}

function parameterColumn(
  use: TableUse,
  { column, usage }: ColumnUse,
  facts: RelationFacts,
): ParameterColumn | undefined {
  const table = facts.table(use.table, use.schema);
  if (!table) return undefined;
  const statistics = table.columns.find(({ name }) => name === column);
  const distinct = statistics ? distinctCount(statistics.distinct, table.rows) : table.rows;
  return {
    table,
    name: column,
    usage,
    ...(statistics ? { statistics } : {}),
    rowsPerKey: table.rows / Math.max(1, distinct),
  };
}

/** The parameter that decides which rows an execution is about: an equality before a range, skew before none. */
export function drivingParameter(
  parameters: readonly ParameterValues[],
): ParameterValues | undefined {
  const weight = ({ column, exponent, common, freshness, keys }: ParameterValues): number => {
    const usage = column?.usage;
    if (usage === undefined || usage === "set") return -1;
    const named = usage === "equality" || usage === "in" ? 4 : 0;
    const skewed = exponent > 0 || freshness !== undefined || common.length > 0 ? 2 : 0;
    return named + skewed + Math.min(1, Math.log10(keys + 1) / 20);
  };
  const [first] = parameters.filter((one) => weight(one) >= 0)
    .toSorted((a, b) => weight(b) - weight(a));
  return first;
}
