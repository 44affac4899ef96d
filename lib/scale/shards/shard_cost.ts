import type { Table } from "../../schema/schema.ts";
import type { QueryPattern } from "../../workload/query_pattern.ts";
import type { Factor } from "./minimize.ts";
import { type PatternRoute, routePattern } from "./route_pattern.ts";
import { type Distribution, findPath, pathOf, type ShardCandidates } from "./shard_candidates.ts";

/** What the cost of a distribution is reckoned from. */
export interface ShardCostOptions {
  readonly shards: number;
  readonly patterns: readonly QueryPattern[];
  readonly bytes: ReadonlyMap<string, number>;
}

/** What a foreign key that is lost costs, as a share of the workload: more than a column that is copied. */
const LOST_FOREIGN_KEY = 0.06;

/** Patterns of more tables than this are reckoned as if each pair of their tables were a pattern. */
const MOST_TABLES = 5;

/**
 * What a statement costs, in statements on one shard: 1 on one shard, a half for each that is asked beside it,
 * two round trips to each that commits in two phases, and ten where rows are sent between shards. These
 * weights order the choices; they are not times.
 */
export function routeCost(
  { reach, distributedTransaction, refused }: PatternRoute,
  shards: number,
): number {
  const others = shards - 1;
  const asked =
    { one: 0, some: Math.min(3, others) / 2, all: others / 2, moved: 10 * shards }[reach];
  return 1 + asked + (distributedTransaction ? 2 * others : 0) + (refused ? 1000 : 0);
}

/** The costs that the search adds up: of each pattern, of each foreign key, and of each table alone. */
export function shardFactors(
  candidates: readonly ShardCandidates[],
  options: ShardCostOptions,
): readonly Factor[] {
  const { shards, patterns, bytes } = options;
  const tables = new Map(candidates.map(({ path, table }) => [path, table]));
  const numbers = new Map(candidates.map(({ path }, at) => [path, at]));
  const total = patterns.reduce((sum, { rate = 0 }) => sum + rate, 0) || 1;
  const all = [...bytes.values()].reduce((sum, size) => sum + size, 0) || 1;
  const factors: Factor[] = [];
  for (const [at, { table, path, choices }] of candidates.entries()) {
    factors.push({
      variables: [at],
      costs: Float64Array.from(
        choices,
        (choice) =>
          total * aloneCost(choice, table, { share: (bytes.get(path) ?? 0) / all, shards }),
      ),
    });
    for (const key of table.foreignKeys) {
      const parent = numbers.get(pathOf(key.references));
      if (parent === undefined || parent === at) continue;
      factors.push({
        variables: [at, parent],
        costs: Float64Array.from(
          choices.flatMap((child) =>
            candidates[parent]!.choices.map((above) =>
              keepsForeignKey(child, above, key) ? 0 : LOST_FOREIGN_KEY * total
            )
          ),
        ),
      });
    }
  }
  for (const pattern of patterns) {
    const paths = [
      ...new Set(
        pattern.tables.flatMap(({ table, schema }) => findPath(tables, table, schema) ?? []),
      ),
    ];
    const groups = paths.length <= MOST_TABLES
      ? [paths]
      : paths.slice(1).map((path, at) => [paths[at]!, path]);
    for (const group of groups) {
      factors.push(patternFactor(pattern, group.map((path) => numbers.get(path)!), {
        candidates,
        tables,
        shards,
        weight: (pattern.rate ?? 0) / groups.length,
      }));
    }
  }
  return factors.filter(({ variables }) => variables.length > 0);
}

function patternFactor(
  pattern: QueryPattern,
  variables: readonly number[],
  { candidates, tables, shards, weight }: {
    readonly candidates: readonly ShardCandidates[];
    readonly tables: ReadonlyMap<string, Table>;
    readonly shards: number;
    readonly weight: number;
  },
): Factor {
  const sizes = variables.map((at) => candidates[at]!.choices.length);
  const entries = sizes.reduce((product, size) => product * size, 1);
  const chosen = new Map<string, Distribution>();
  const costs = new Float64Array(entries);
  for (let entry = 0; entry < entries; entry++) {
    let rest = entry;
    for (let at = variables.length - 1; at >= 0; at--) {
      const { path, choices } = candidates[variables[at]!]!;
      chosen.set(path, choices[rest % sizes[at]!]!);
      rest = Math.floor(rest / sizes[at]!);
    }
    costs[entry] = weight * routeCost(routePattern(pattern, chosen, tables), shards);
  }
  return { variables, costs };
}

/** What a choice costs whatever the others are, as a share of the workload. */
function aloneCost(
  choice: Distribution,
  table: Table,
  { share, shards }: { readonly share: number; readonly shards: number },
): number {
  // A copy on every shard takes its room once more on each.
  if (choice.kind === "reference") return share * (shards - 1) + 1e-6;
  const keys = [...(table.primaryKey ? [table.primaryKey] : []), ...table.uniques];
  const broken = keys.filter(({ columns }) => !columns.includes(choice.column)).length;
  // A column that has to be copied down must be filled, kept and named in queries.
  return broken * 0.005 + (choice.along ? 0.05 : 0);
}

/** Whether a foreign key can still be enforced: on one shard, or to a copy that every shard has. */
export function keepsForeignKey(
  child: Distribution,
  parent: Distribution,
  key: Table["foreignKeys"][number],
): boolean {
  if (parent.kind === "reference") return true;
  if (child.kind === "reference" || child.root !== parent.root) return false;
  if (child.along === key.name) return true;
  return key.references.columns[key.columns.indexOf(child.column)] === parent.column;
}
