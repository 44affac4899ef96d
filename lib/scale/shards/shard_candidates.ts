import type { Schema, Table } from "../../schema/schema.ts";
import { hashedTypes } from "../placement/hash_value.ts";
import type { QueryPattern } from "../../workload/query_pattern.ts";

/** Where the rows of a table can go. */
export type Distribution =
  /** Spread by a column; rows of all tables with the same root and value are on one shard. */
  | {
    readonly kind: "distributed";
    readonly column: string;
    readonly type: string;
    /** The column that the values come from: `public.tenants.id`. */
    readonly root: string;
    /** The column is not there yet: it is copied along this foreign key, by its constraint's name. */
    readonly along?: string;
  }
  /** A whole copy on every shard. */
  | { readonly kind: "reference" };

/** A table with the places that its rows can go to. */
export interface ShardCandidates {
  readonly table: Table;
  readonly path: string;
  readonly choices: readonly Distribution[];
}

const MOST = 7;

/**
 * The ways in which each table can be distributed: by its key, by a foreign key, by a column that queries
 * look it up by, by the key of a parent's parent copied down, or not at all (a copy everywhere).
 *
 * @param largestReference Bytes that a table may have at most to be copied to every shard.
 */
export function shardCandidates(
  schema: Schema,
  patterns: readonly QueryPattern[],
  { bytes, largestReference }: {
    readonly bytes: ReadonlyMap<string, number>;
    readonly largestReference: number;
  },
): readonly ShardCandidates[] {
  const tables = schema.tables.filter(({ partitionOf }) => !partitionOf);
  const byPath = new Map(tables.map((table) => [pathOf(table), table]));
  const looked = new Map<string, number>();
  for (const { tables, rate = 0 } of patterns) {
    for (const { table, schema: namespace, columns } of tables) {
      for (const { column, usage, within } of columns) {
        if (within || (usage !== "equality" && usage !== "in" && usage !== "join")) continue;
        const path = findPath(byPath, table, namespace);
        if (path) looked.set(`${path}.${column}`, (looked.get(`${path}.${column}`) ?? 0) + rate);
      }
    }
  }
  return tables.map((table) => {
    const path = pathOf(table);
    const columns = new Set([
      ...table.primaryKey?.columns ?? [],
      ...table.foreignKeys.flatMap(({ columns }) => columns),
      ...table.columns.map(({ name }) => name).filter((name) => looked.has(`${path}.${name}`)),
    ]);
    const own = [...columns].flatMap((name): Distribution[] => {
      const type = typeOf(table, name);
      if (!isHashed(type)) return [];
      return [{ kind: "distributed", column: name, type, root: rootOf(byPath, table, name) }];
    });
    const copied = table.foreignKeys.flatMap((key) => propagated(byPath, key));
    const known = new Set(own.map((one) => one.kind === "distributed" ? one.root : ""));
    const taken = new Set(table.columns.map(({ name }) => name));
    const further = copied.filter((one) =>
      one.kind === "distributed" && !known.has(one.root) && !taken.has(one.column)
    );
    const weight = (one: Distribution) =>
      one.kind === "distributed" ? looked.get(`${path}.${one.column}`) ?? 0 : 0;
    const chosen = [...own.toSorted((a, b) => weight(b) - weight(a)), ...further].slice(0, MOST);
    const small = (bytes.get(path) ?? 0) <= largestReference;
    const choices = [
      ...chosen,
      ...(small || chosen.length === 0 ? [{ kind: "reference" } as const] : []),
    ];
    return { table, path, choices };
  });
}

/** A table's path: `public.orders`. */
export function pathOf({ schema, name }: Pick<Table, "schema" | "name">): string {
  return `${schema}.${name}`;
}

/** The path of a table that a statement names with or without its namespace. */
export function findPath(
  tables: ReadonlyMap<string, unknown>,
  name: string,
  namespace?: string,
): string | undefined {
  if (namespace !== undefined) {
    return tables.has(`${namespace}.${name}`) ? `${namespace}.${name}` : undefined;
  }
  if (tables.has(`public.${name}`)) return `public.${name}`;
  return [...tables.keys()].find((path) => path.endsWith(`.${name}`));
}

function typeOf(table: Table, name: string): string {
  return table.columns.find((column) => column.name === name)?.type ?? "";
}

function isHashed(type: string): boolean {
  return hashedTypes.includes(type.replace(/\s*\([\d,\s-]+\)/, "").trim());
}

/** Follows foreign keys to the column that a column's values come from. */
export function rootOf(tables: ReadonlyMap<string, Table>, table: Table, name: string): string {
  const seen = new Set<string>();
  let [at, column] = [table, name];
  while (true) {
    const path = `${pathOf(at)}.${column}`;
    const key = seen.has(path)
      ? undefined
      : at.foreignKeys.find(({ columns }) => columns.includes(column));
    const parent = key && tables.get(pathOf(key.references));
    const next = key?.references.columns[key.columns.indexOf(column)];
    if (!key || !parent || next === undefined) return path;
    seen.add(path);
    [at, column] = [parent, next];
  }
}

/** Keys are copied down along at most this many foreign keys. */
const DEEPEST = 3;

// A parent's foreign key can be copied to its children, which then can stand with their grandparent.
function propagated(
  tables: ReadonlyMap<string, Table>,
  key: Table["foreignKeys"][number],
  above: readonly string[] = [],
): Distribution[] {
  const path = pathOf(key.references);
  const parent = tables.get(path);
  if (!parent || above.includes(path) || above.length >= DEEPEST) return [];
  const own = parent.foreignKeys.flatMap(({ columns }): Distribution[] => {
    const [column] = columns;
    if (column === undefined || columns.length > 1) return [];
    const type = typeOf(parent, column);
    if (!isHashed(type)) return [];
    const root = rootOf(tables, parent, column);
    return [{ kind: "distributed", column, type, root, along: key.name }];
  });
  const further = parent.foreignKeys.flatMap((next) => propagated(tables, next, [...above, path]))
    .map((one) => ({ ...one, along: key.name }));
  const nearer = new Set(own.map((one) => one.kind === "distributed" ? one.root : ""));
  return [...own, ...further.filter((one) => one.kind === "distributed" && !nearer.has(one.root))];
}
