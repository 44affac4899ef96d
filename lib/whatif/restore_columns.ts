import type { PGlite } from "@electric-sql/pglite";
import type { TableStatistics } from "../statistics/statistics.ts";
import { reachIndexEnds } from "./index_ends.ts";
import type { CatalogRelation } from "./read_relations.ts";
import { restoreColumnSql } from "./restore_statistics.ts";

/**
 * Gives the columns and the index expressions of tables their statistics, in place of those that they have.
 *
 * @throws {RangeError} When PostgreSQL takes some for impossible.
 */
export async function restoreColumns(
  database: PGlite,
  relations: readonly CatalogRelation[],
  tables: readonly TableStatistics[],
): Promise<void> {
  if (tables.length === 0) return;
  const known = new Map(
    relations.map((relation) => [`${relation.schema}.${relation.name}`, relation]),
  );
  const calls: { readonly sql: string; readonly what: string }[] = [];
  for (const table of tables) {
    const { schema } = table;
    const relation = known.get(`${schema}.${table.name}`);
    if (!relation) continue;
    const leading = new Map(
      relations.filter((index) =>
        index.schema === schema && index.table === table.name && index.method === "btree" &&
        !index.partial
      )
        .map(({ keys: [first] }) => [first?.column, first?.category ?? ""]),
    );
    for (const [columns, inherited] of [[table.columns, false], [table.inherited, true]] as const) {
      for (const column of columns ?? []) {
        const target = { schema, relation: table.name, column: column.name, inherited };
        const category = leading.get(column.name);
        const reaching = category === undefined ? column : reachIndexEnds(column, category);
        calls.push({
          sql: restoreColumnSql(target, reaching),
          what: `${schema}.${table.name}.${column.name}`,
        });
      }
    }
    for (const index of table.indexes) {
      if (!known.has(`${schema}.${index.name}`)) continue;
      for (const column of index.expressions) {
        const number = Number(column.name);
        const target = { schema, relation: index.name, column: number, inherited: false };
        calls.push({
          sql: restoreColumnSql(target, column),
          what: `expression ${number} of ${schema}.${index.name}`,
        });
      }
    }
  }
  await database.query(
    "delete from pg_catalog.pg_statistic where starelid = any ($1::oid[])",
    [
      relations.filter((relation) =>
        tables.some(({ schema, name }) => schema === relation.schema && name === relation.table)
      ).map(({ oid }) => oid),
    ],
  );
  for (let start = 0; start < calls.length; start += BATCH) {
    await restoreBatch(database, calls.slice(start, start + BATCH));
  }
}

/** Columns that one statement restores. */
const BATCH = 100;

// A bad value only raises a warning and makes the call return false.
async function restoreBatch(
  database: PGlite,
  calls: readonly { readonly sql: string; readonly what: string }[],
): Promise<void> {
  const notices: string[] = [];
  const sql = `select array[${calls.map((call) => call.sql).join(",\n")}] as done`;
  const [, result] = await database.exec(
    `set client_min_messages = warning; ${sql}; set client_min_messages = error`,
    { onNotice: ({ message }) => notices.push(message ?? "") },
  );
  const done = result?.rows[0]?.done as readonly boolean[];
  const failed = calls.filter((_, at) => done[at] !== true).map(({ what }) => what);
  if (failed.length > 0) {
    throw new RangeError(
      `Cannot use the statistics of ${failed.join(", ")}: ${[...new Set(notices)].join("; ")}`,
    );
  }
}
