import type { Table } from "../../schema/schema.ts";
import type { QueryPattern, TableUse } from "../../workload/query_pattern.ts";
import { type Distribution, findPath } from "./shard_candidates.ts";

/** How many shards a statement goes to. */
export type Reach =
  /** One, by the value of the distribution key. */
  | "one"
  /** Those of a list of values. */
  | "some"
  /** All, each working on its own rows. */
  | "all"
  /** All, after rows have been sent from one to another. */
  | "moved";

/** Where a statement goes, and why. */
export interface PatternRoute {
  /** How many shards it goes to. */
  readonly reach: Reach;
  /** Whether it changes rows on more than one shard, which takes a two-phase commit. */
  readonly distributedTransaction: boolean;
  /** Why, in one sentence. */
  readonly reason: string;
  /** The parameter or the constant that chooses the shard. */
  readonly by?: {
    readonly parameter?: number;
    readonly constant?: string;
    /** The type that is hashed. */
    readonly type: string;
    /** The column that the values come from. */
    readonly root: string;
  };
  /** Whether the statement cannot run as it is. */
  readonly refused?: boolean;
}

/** Where each table's rows are, by its path. */
export type Assignment = ReadonlyMap<string, Distribution>;

interface Placed {
  readonly use: TableUse;
  readonly path: string;
  readonly distribution: Extract<Distribution, { kind: "distributed" }>;
}

/**
 * Where a statement goes when tables are distributed: joins stay on one shard where they are on the
 * distribution keys of tables that stand together, and a statement goes to one shard where a value of the
 * key is given.
 *
 * Source: Citus documentation, Query Processing; Corbett and others, Spanner, 2013, section 2.
 */
export function routePattern(
  pattern: Pick<QueryPattern, "kind" | "tables" | "joins">,
  assignment: Assignment,
  tables: ReadonlyMap<string, Table>,
): PatternRoute {
  const placed: Placed[] = [];
  let writesReference = false;
  for (const use of pattern.tables) {
    const path = findPath(tables, use.table, use.schema);
    const distribution = path === undefined ? undefined : assignment.get(path);
    if (path === undefined || !distribution) continue;
    if (distribution.kind === "reference") writesReference ||= use.written;
    else placed.push({ use, path, distribution });
  }
  const written = placed.filter(({ use }) => use.written);
  if (writesReference) {
    return {
      reach: "all",
      distributedTransaction: true,
      reason: "It changes a table that every shard has a copy of",
    };
  }
  if (placed.length === 0) {
    return {
      reach: "one",
      distributedTransaction: false,
      reason: "Every shard has all that it reads",
    };
  }
  const moves = written.find(({ use, distribution }) =>
    pattern.kind === "update" &&
    use.columns.some(({ column, usage }) => usage === "set" && column === distribution.column)
  );
  if (moves) {
    return {
      reach: "moved",
      distributedTransaction: true,
      refused: true,
      reason: `It changes ${moves.path}.${moves.distribution.column}, by which the rows are placed`,
    };
  }
  if (pattern.kind === "insert" && placed.length === 1) return routeInsert(placed[0]!);
  const groups = groupsOf(placed, pattern, tables);
  const [group] = groups;
  if (groups.length > 1 || !group) {
    const [a, b] = [groups[0]![0]!, groups[1]![0]!];
    return {
      reach: "moved",
      distributedTransaction: written.length > 0,
      reason:
        `${a.path} is placed by ${a.distribution.column} and ${b.path} by ${b.distribution.column}, ` +
        "and the join is on neither: rows are sent between shards",
    };
  }
  const bound = bindingOf(group);
  if (bound) {
    const { member, use } = bound;
    const { type, root } = member.distribution;
    const by = {
      type,
      root,
      ...(use.parameter === undefined ? {} : { parameter: use.parameter }),
      ...(use.constant === undefined ? {} : { constant: use.constant }),
    };
    const value = use.parameter === undefined ? `'${use.constant}'` : `$${use.parameter}`;
    if (use.usage === "equality") {
      return {
        reach: "one",
        distributedTransaction: false,
        by,
        reason: `${member.path}.${member.distribution.column} = ${value} chooses the shard` +
          (group.length > 1 ? ", and the tables that are joined stand together there" : ""),
      };
    }
    return {
      reach: "some",
      distributedTransaction: written.length > 0,
      by,
      reason: `The list of ${member.path}.${member.distribution.column} chooses the shards`,
    };
  }
  const [first] = group;
  return {
    reach: "all",
    distributedTransaction: written.length > 0,
    reason: `Nothing is said of ${first!.path}.${first!.distribution.column}: every shard looks` +
      (group.length > 1 ? "; the join stays on each" : ""),
  };
}

function routeInsert({ path, distribution: { column, type, root }, use }: Placed): PatternRoute {
  const set = use.columns.find((one) => one.usage === "set" && one.column === column);
  return {
    reach: "one",
    distributedTransaction: false,
    ...(set?.parameter === undefined ? {} : { by: { type, root, parameter: set.parameter } }),
    reason: `The new row's ${path}.${column} chooses the shard`,
  };
}

function bindingOf(group: readonly Placed[]) {
  const found = group.flatMap((member) =>
    member.use.columns.filter(({ column, usage, parameter, constant, within }) =>
      column === member.distribution.column && !within && !member.distribution.along &&
      (usage === "equality" || usage === "in") &&
      (parameter !== undefined || constant !== undefined)
    ).map((use) => ({ member, use }))
  );
  return found.find(({ use }) => use.usage === "equality") ?? found[0];
}

// Uses whose distribution columns are equal, by joins or by the same parameter, and placed alike.
function groupsOf(
  placed: readonly Placed[],
  { joins }: Pick<QueryPattern, "joins">,
  tables: ReadonlyMap<string, Table>,
): readonly (readonly Placed[])[] {
  const parents = new Map<string, string>();
  const find = (name: string): string => {
    const above = parents.get(name);
    return above === undefined || above === name ? name : find(above);
  };
  const join = (a: string, b: string) => void parents.set(find(a), find(b));
  for (const { left, right } of joins) {
    join(`${left.alias}.${left.column}`, `${right.alias}.${right.column}`);
  }
  for (const { use } of placed) {
    for (const { column, usage, parameter, within } of use.columns) {
      if (usage === "equality" && parameter !== undefined && !within) {
        join(`${use.alias}.${column}`, `$${parameter}`);
      }
    }
  }
  for (const child of placed) {
    const { along, column } = child.distribution;
    const key = along && tables.get(child.path)?.foreignKeys.find(({ name }) => name === along);
    if (!key) continue;
    // Joined along the foreign key, a copied column equals the one that it is a copy of.
    const parent = placed.find(({ path, use }) =>
      path === `${key.references.schema}.${key.references.name}` &&
      key.columns.every((column, at) =>
        find(`${child.use.alias}.${column}`) === find(`${use.alias}.${key.references.columns[at]}`)
      )
    );
    if (parent) join(`${child.use.alias}.${column}`, `${parent.use.alias}.${column}`);
  }
  const groups = new Map<string, Placed[]>();
  for (const member of placed) {
    const { root, column } = member.distribution;
    const name = `${root} ${find(`${member.use.alias}.${column}`)}`;
    groups.set(name, [...groups.get(name) ?? [], member]);
  }
  return [...groups.values()];
}
