import { quoteSqlIdentifier, quoteSqlLiteral } from "../../core/escape.ts";
import type { Table } from "../../schema/schema.ts";
import type { Distribution } from "./shard_candidates.ts";

/** A table with the place that was chosen for it. */
export interface PlacedTable {
  readonly table: Table;
  readonly path: string;
  readonly choice: Distribution;
}

function quoted({ schema, name }: Pick<Table, "schema" | "name">, suffix = ""): string {
  return `${quoteSqlIdentifier(schema)}.${quoteSqlIdentifier(`${name}${suffix}`)}`;
}

/**
 * Statements that distribute tables with Citus, parents first. They run on the coordinator over the tables
 * of the schema; columns that are to be copied down and keys that are to be widened come before them.
 *
 * @param shards Shards; Citus spreads them over its nodes.
 */
export function citusDdl(placed: readonly PlacedTable[], shards: number): readonly string[] {
  const first = new Map<string, string>();
  const statements = ["create extension if not exists citus;"];
  for (const { table } of placed.filter(({ choice }) => choice.kind === "reference")) {
    statements.push(`select create_reference_table(${quoteSqlLiteral(quoted(table))});`);
  }
  for (const { table, choice } of sortedByRoot(placed)) {
    if (choice.kind !== "distributed") continue;
    const before = first.get(choice.root);
    if (before === undefined) first.set(choice.root, quoted(table));
    const with_ = before === undefined
      ? `shard_count => ${shards}, colocate_with => 'none'`
      : `colocate_with => ${quoteSqlLiteral(before)}`;
    statements.push(
      `select create_distributed_table(${quoteSqlLiteral(quoted(table))}, ${
        quoteSqlLiteral(choice.column)
      }, ${with_});`,
    );
  }
  return statements;
}

/**
 * Statements that spread tables over other servers by PostgreSQL's own hash partitions and postgres_fdw, for
 * the server that queries go to. Each other server has the tables of the schema as they are.
 *
 * A partitioned table with foreign partitions can have no unique index: keys hold on each shard alone.
 */
export function foreignPartitionDdl(
  placed: readonly PlacedTable[],
  shards: number,
): readonly string[] {
  const servers = Array.from({ length: shards }, (_, at) => `shard_${at}`);
  const statements = [
    "create extension if not exists postgres_fdw;",
    ...servers.flatMap((server) => [
      `create server ${server} foreign data wrapper postgres_fdw options (host '${server}.example.internal', ` +
      "dbname 'app', async_capable 'true', fetch_size '1000');",
      `create user mapping for current_user server ${server};`,
    ]),
  ];
  for (const { table, choice } of sortedByRoot(placed)) {
    if (choice.kind !== "distributed") continue;
    const columns = columnsOf(table, choice);
    statements.push(
      `create table ${quoted(table)} (\n${columns.map((column) => `  ${column}`).join(",\n")}\n) ` +
        `partition by hash (${quoteSqlIdentifier(choice.column)});`,
      ...servers.map((server, at) =>
        `create foreign table ${quoted(table, `_${at}`)} partition of ${
          quoted(table)
        } for values with ` +
        `(modulus ${shards}, remainder ${at}) server ${server} options (schema_name ${
          quoteSqlLiteral(table.schema)
        }, table_name ${quoteSqlLiteral(table.name)});`
      ),
    );
  }
  return statements;
}

function columnsOf(
  table: Table,
  choice: Extract<Distribution, { kind: "distributed" }>,
): readonly string[] {
  const own = table.columns.map(({ name, type, nullable }) =>
    `${quoteSqlIdentifier(name)} ${type}${nullable ? "" : " not null"}`
  );
  return choice.along
    ? [...own, `${quoteSqlIdentifier(choice.column)} ${choice.type} not null`]
    : own;
}

// The table that a root belongs to goes first, so that the others can stand with it.
function sortedByRoot(placed: readonly PlacedTable[]): readonly PlacedTable[] {
  const isRoot = ({ path, choice }: PlacedTable) =>
    choice.kind === "distributed" && choice.root === `${path}.${choice.column}`;
  return [...placed.filter(isRoot), ...placed.filter((one) => !isRoot(one))];
}
