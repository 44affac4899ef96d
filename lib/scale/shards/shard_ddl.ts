import { quoteSqlIdentifier, quoteSqlLiteral } from "../../core/escape.ts";
import { ddl } from "../../engines/postgresql/ddl.ts";
import { qualify } from "../../engines/postgresql/identifiers.ts";
import { printForeignKey } from "../../engines/postgresql/print/constraints.ts";
import { applySchemaEdits } from "../../schema/apply_edits.ts";
import type { Column, Schema, Sequence, Table } from "../../schema/schema.ts";
import { partitionName } from "../partitions/partition_bounds.ts";
import { type Distribution, pathOf } from "./shard_candidates.ts";
import { type PlacedTable, shardEdits } from "./shard_edits.ts";

/** What statements are printed from. */
export interface ShardDdlOptions {
  readonly placed: readonly PlacedTable[];
  readonly shards: number;
}

/** Statements that make an empty, sharded database. */
export interface ShardDdl {
  /** For Citus, on its coordinator. */
  readonly citus: readonly string[];
  /** For PostgreSQL alone, on the server that queries go to, once the shards are made. */
  readonly native: readonly string[];
  /** For PostgreSQL alone, on each shard, by psql with its name: `psql -v shard=shard_3`. */
  readonly shard: readonly string[];
}

/** Statements that make a schema on shards. */
export function shardDdl(schema: Schema, { placed, shards }: ShardDdlOptions): ShardDdl {
  const changed = applySchemaEdits(schema, shardEdits(placed));
  const choices = new Map(placed.map(({ path, choice }) => [path, choice]));
  const sorted = sortedByRoot(placed);
  return {
    citus: citusDdl(changed, sorted, shards),
    native: coordinatorDdl(changed, { choices, sorted, shards }),
    shard: shardDdlOf(changed, choices),
  };
}

// The table that a root belongs to goes first, so that the others can stand with it.
function sortedByRoot(placed: readonly PlacedTable[]): readonly PlacedTable[] {
  const rank = ({ path, choice }: PlacedTable) =>
    choice.kind === "reference" ? 0 : choice.root === `${path}.${choice.column}` ? 1 : 2;
  return placed.toSorted((a, b) => rank(a) - rank(b));
}

// A table is distributed while it is empty and nothing refers to it: foreign keys come last. Citus refuses
// triggers on distributed tables.
function citusDdl(
  schema: Schema,
  sorted: readonly PlacedTable[],
  shards: number,
): readonly string[] {
  const first = new Map<string, string>();
  const distribute = sorted.map(({ table, choice }) => {
    const name = quoteSqlLiteral(qualify(table));
    if (choice.kind === "reference") return `select create_reference_table(${name});`;
    const before = first.get(choice.root);
    if (before === undefined) first.set(choice.root, name);
    const place = before === undefined
      ? `shard_count => ${shards}, colocate_with => 'none'`
      : `colocate_with => ${before}`;
    return `select create_distributed_table(${name}, ${quoteSqlLiteral(choice.column)}, ${place});`;
  });
  const tables = schema.tables.map((table) => ({ ...table, foreignKeys: [], triggers: [] }));
  const parts = schema.tables.filter(({ partitionOf }) => !partitionOf);
  return [
    "create extension if not exists citus;",
    ...statementsOf({ ...schema, tables }),
    ...distribute,
    ...parts.flatMap((table) =>
      table.foreignKeys.map((key) => `alter table ${qualify(table)} add ${printForeignKey(key)};`)
    ),
  ];
}

/**
 * Shards take the numbers that the coordinator gives. They have no triggers: these would see one shard's rows,
 * and rules that triggers keep refuse the isolation that postgres_fdw works under, repeatable read.
 */
function shardDdlOf(
  schema: Schema,
  choices: ReadonlyMap<string, Distribution>,
): readonly string[] {
  const tables = schema.tables.map((table): Table => ({
    ...table,
    triggers: [],
    columns: choices.get(pathOf(table))?.kind === "distributed"
      ? table.columns.map(({ identity: _, ...column }) => column)
      : table.columns,
  }));
  const copied = [...choices.values()].some(({ kind }) => kind === "reference");
  return [
    ...statementsOf({ ...schema, tables }),
    ...(copied
      ? [
        "create subscription :shard connection 'host=coordinator.example.internal dbname=app' " +
        `publication ${PUBLICATION};`,
      ]
      : []),
  ];
}

const PUBLICATION = "reference_tables";

/**
 * A partitioned table with foreign partitions can have no key, index or trigger of its own: these are the
 * shards'. Identity columns are numbered by sequences, since a foreign partition can have none.
 */
function coordinatorDdl(
  schema: Schema,
  { choices, sorted, shards }: {
    readonly choices: ReadonlyMap<string, Distribution>;
    readonly sorted: readonly PlacedTable[];
    readonly shards: number;
  },
): readonly string[] {
  const sequences: Sequence[] = [...schema.sequences];
  const tables = schema.tables.map((table): Table => {
    const choice = choices.get(pathOf(table));
    if (choice?.kind !== "distributed") return table;
    const { primaryKey: _, statistics: __, replicaIdentity: ___, clusteredOn: ____, ...rest } =
      table;
    return {
      ...rest,
      columns: table.columns.map((column) => numbered(column, table, sequences)),
      uniques: [],
      foreignKeys: [],
      exclusions: [],
      indexes: [],
      triggers: [],
      policies: [],
      partitioning: { method: "hash", keys: [quoteSqlIdentifier(choice.column)] },
    };
  });
  const servers = Array.from({ length: shards }, (_, at) => `shard_${at}`);
  const copies = sorted.filter(({ choice }) => choice.kind === "reference");
  return [
    ...statementsOf({ ...schema, sequences, tables }),
    ...(copies.length > 0
      ? [
        `create publication ${PUBLICATION} for table ${
          copies.map(({ table }) => qualify(table)).join(", ")
        };`,
      ]
      : []),
    "create extension if not exists postgres_fdw;",
    ...servers.flatMap((server) => [
      `create server ${server} foreign data wrapper postgres_fdw options (host '${server}.example.internal', ` +
      "dbname 'app', async_capable 'true', fetch_size '1000');",
      `create user mapping for current_user server ${server};`,
    ]),
    ...sorted.filter(({ choice }) => choice.kind === "distributed").flatMap(({ table }) =>
      servers.map((server, at) => {
        const part = { schema: table.schema, name: partitionName(table.name, String(at)) };
        return `create foreign table ${qualify(part)} partition of ${
          qualify(table)
        } for values with ` +
          `(modulus ${shards}, remainder ${at}) server ${server} options (schema_name ${
            quoteSqlLiteral(table.schema)
          }, table_name ${quoteSqlLiteral(table.name)});`;
      })
    ),
  ];
}

function numbered(column: Column, { schema, name }: Table, sequences: Sequence[]): Column {
  const { identity, ...plain } = column;
  if (!identity) return column;
  const { mode: _, name: own, ...options } = identity;
  const sequence = { schema, name: own ?? partitionName(name, `${column.name}_seq`) };
  sequences.push({ ...options, ...sequence, type: column.type });
  return { ...plain, default: `nextval(${quoteSqlLiteral(qualify(sequence))}::regclass)` };
}

function statementsOf(schema: Schema): readonly string[] {
  return ddl(schema).statements.map((statement) => `${statement.replace(/;$/, "")};`);
}
