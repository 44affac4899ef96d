import { patternSql } from "../mapping/pattern_sql.ts";
import type { Model } from "../model/model.ts";
import type { Schema } from "../schema/schema.ts";
import { parsePattern } from "../workload/parse_pattern.ts";
import type { QueryPattern, UnreadStatement } from "../workload/query_pattern.ts";

/**
 * The query patterns of a model as statements that were parsed, and those that could not be.
 *
 * @param more Patterns that are put behind them.
 */
export async function modelPatterns(
  model: Model | undefined,
  schema: Schema,
  more: readonly QueryPattern[] = [],
): Promise<
  { readonly patterns: readonly QueryPattern[]; readonly setAside: readonly UnreadStatement[] }
> {
  const patterns: QueryPattern[] = [];
  const setAside: UnreadStatement[] = [];
  const columns = columnsOf(schema);
  for (const pattern of model?.patterns ?? []) {
    const { name, rate, targets, parameters } = pattern;
    let sql = pattern.sql ?? "";
    try {
      sql = patternSql(model!, pattern, { schema });
      patterns.push(
        await parsePattern(sql, {
          name,
          columns,
          ...(rate === undefined ? {} : { rate }),
          targets,
          parameters,
        }),
      );
    } catch (error) {
      setAside.push({ name, sql, why: (error as Error).message });
    }
  }
  return { patterns: [...patterns, ...more], setAside };
}

/** The columns of a schema's tables, by the table's name with and without its namespace. */
export function columnsOf(schema: Schema): Readonly<Record<string, readonly string[]>> {
  const entries = [...schema.tables, ...schema.views].flatMap(({ schema, name, columns }) => {
    const names = columns.map((column) => column.name);
    return [[name, names], [`${schema}.${name}`, names]] as const;
  });
  return Object.fromEntries(entries);
}
