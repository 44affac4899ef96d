import type { Finding } from "../../core/finding.ts";
import type { Table } from "../../schema/schema.ts";
import type { PatternRoute } from "./route_pattern.ts";
import { keepsForeignKey } from "./shard_cost.ts";
import { type Distribution, pathOf } from "./shard_candidates.ts";

/** What a distribution is judged by. */
export interface ShardBreakContext {
  readonly tables: readonly {
    readonly path: string;
    readonly table: Table;
    readonly choice: Distribution;
  }[];
  readonly routes: readonly { readonly name: string; readonly route: PatternRoute }[];
}

/** A row of the table of what distribution breaks. */
type Break = (context: ShardBreakContext) => Iterable<Finding>;

const BREAKS: readonly Break[] = [
  function* copiedColumns({ tables }) {
    for (const { path, choice } of tables) {
      if (choice.kind !== "distributed" || !choice.along) continue;
      yield {
        code: "shard-key-to-be-copied",
        severity: "warning",
        where: path,
        what: `${path} has no ${choice.column}: it has to be copied down along ${choice.along}`,
        why: "Without it its rows cannot stand with the rows that they belong to.",
        fix:
          `Add ${choice.column} to ${path}, fill it, make it part of the primary key and of the foreign ` +
          "key, and name it in the queries",
      };
    }
  },
  function* uniques({ tables }) {
    for (const { path, table, choice } of tables) {
      if (choice.kind !== "distributed") continue;
      for (const key of [...(table.primaryKey ? [table.primaryKey] : []), ...table.uniques]) {
        if (key.columns.includes(choice.column)) continue;
        const primary = key === table.primaryKey;
        yield {
          code: primary ? "shard-key-not-in-primary-key" : "unique-across-shards",
          severity: "warning",
          where: `${path}.${key.name}`,
          what: `${
            key.columns.join(", ")
          } does not hold ${choice.column}, by which ${path} is placed`,
          why: "A shard sees only its own rows: the database cannot keep it unique across shards.",
          fix: primary
            ? `Make the primary key (${[choice.column, ...key.columns].join(", ")})`
            : `Make it unique together with ${choice.column}, or keep a table of the values that is placed ` +
              `by ${key.columns.join(", ")}`,
        };
      }
    }
  },
  function* foreignKeys({ tables }) {
    const choices = new Map(tables.map(({ path, choice }) => [path, choice]));
    for (const { path, table, choice } of tables) {
      for (const key of table.foreignKeys) {
        const parent = choices.get(pathOf(key.references));
        if (!parent || keepsForeignKey(choice, parent, key)) continue;
        yield {
          code: "foreign-key-across-shards",
          severity: "warning",
          where: `${path}.${key.name}`,
          what: `${path} and ${pathOf(key.references)} are not placed by this key`,
          why: "A foreign key is checked on one shard only, and these rows may be on two.",
          fix:
            "Drop the foreign key and look for orphans on a schedule, or place both tables by it",
        };
      }
    }
  },
  function* queries({ routes }) {
    for (const { name, route } of routes) {
      if (!route.refused && route.reach !== "moved") continue;
      yield {
        code: route.refused ? "query-refused-by-shards" : "query-moves-rows",
        severity: "warning",
        where: name,
        what: route.reason,
        why: route.refused
          ? "A row would have to change its shard, which no statement does."
          : "Rows are sent over the network for every execution, and most engines refuse some such joins.",
        fix: route.refused
          ? "Delete the row and insert it anew, in one transaction"
          : "Join on the distribution key too, keep a copy of the smaller table everywhere, or let a stream " +
            "keep a table placed the other way",
      };
    }
  },
];

/** What breaks when tables are distributed, each with its mend. */
export function shardBreaks(context: ShardBreakContext): readonly Finding[] {
  return BREAKS.flatMap((rule) => [...rule(context)]);
}
