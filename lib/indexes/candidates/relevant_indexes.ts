import { parseEngine } from "../../engines/engine.ts";
import { postgresql } from "../../engines/postgresql/postgresql.ts";
import { findTable } from "../../schema/find_table.ts";
import type { Schema } from "../../schema/schema.ts";
import { distinctCount, tableStatistics } from "../../statistics/statistics.ts";
import type { Lab } from "../../whatif/lab.ts";
import type { OptionalIndex } from "../../whatif/what_if.ts";
import { type Bits, bitsOf } from "../search/bits.ts";
import { columnsOfForm, formOf } from "./candidate_form.ts";
import type { TableTerms } from "./table_terms.ts";

/** Indexes that hold a column which a statement reads: no plan of it can use another. */
export function touching(
  schema: Schema,
  terms: readonly (readonly TableTerms[])[],
  indexes: readonly OptionalIndex[],
): readonly Bits[] {
  const columns = indexes.map((optional) => {
    const table = findTable(schema, { schema: optional.schema, name: optional.table })!;
    return {
      table,
      names: new Set(
        columnsOfForm(
          formOf({ schema: optional.schema, name: optional.table }, optional.index),
          table,
        ),
      ),
    };
  });
  return terms.map((list) =>
    bitsOf(columns.flatMap(({ table, names }, at) =>
      list.some((open) =>
          open.table === table &&
          (open.needed.length === 0 || open.needed.some((column) => names.has(column)))
        )
        ? [at]
        : []
    ))
  );
}

/** A scan skips over no more values of the first keys than this, if it is to be worth it. */
const MOST_SKIPPED = 10_000;

/**
 * Indexes of which a statement tests or orders by the first key, or by a later one behind keys of so few
 * values that a scan can skip over them; and partial ones whose rows are all that it asks for.
 */
export function leading(
  { schema, statistics }: Pick<Lab, "schema" | "statistics">,
  terms: readonly (readonly TableTerms[])[],
  indexes: readonly OptionalIndex[],
): readonly Bits[] {
  const skips = parseEngine(schema.engine, [postgresql]).version >= 18;
  const reachable = indexes.map(({ schema, table, index: { elements } }) => {
    const known = tableStatistics(statistics, table, schema);
    const columns = [...known?.columns ?? [], ...known?.inherited ?? []];
    const keys: string[] = [];
    let values = 1;
    for (const element of elements) {
      const text = "column" in element ? element.column : element.expression;
      keys.push(JSON.stringify([schema, table, text]));
      const column = columns.find(({ name }) => name === text);
      values *= column ? distinctCount(column.distinct, known!.rows) : Infinity;
      if (!skips || values > MOST_SKIPPED) break;
    }
    return keys;
  });
  return terms.map((list) => {
    const wanted = new Set(list.flatMap(({ table, conditions, orders, groups }) =>
      [
        ...conditions.map(({ term }) => term.text),
        ...orders.flatMap(([first]) => first?.term.text ?? []),
        ...groups.flatMap((group) => group.map(({ text }) => text)),
      ].map((text) => JSON.stringify([table.schema, table.name, text]))
    ));
    const constants = new Set(
      list.flatMap(({ table, conditions }) =>
        conditions.flatMap(({ constant }) =>
          constant === undefined ? [] : [JSON.stringify([table.schema, table.name, constant])]
        )
      ),
    );
    const asksFor = ({ schema, table, index: { where } }: OptionalIndex) =>
      where !== undefined &&
      where.split(" AND ").every((part) => constants.has(JSON.stringify([schema, table, part])));
    return bitsOf(
      reachable.flatMap((keys, at) =>
        keys.some((key) => wanted.has(key)) || asksFor(indexes[at]!) ? [at] : []
      ),
    );
  });
}
