import type { Finding } from "../../core/finding.ts";
import { formatRate } from "../../core/format.ts";
import type { ForeignKey } from "../../schema/schema.ts";
import type { PatternRoute } from "./route_pattern.ts";
import { type Distribution, pathOf } from "./shard_candidates.ts";
import { keepsForeignKey } from "./shard_cost.ts";
import { excludesWithin, type PlacedTable } from "./shard_edits.ts";

/** What a distribution is judged by. */
export interface ShardBreakContext {
  readonly tables: readonly PlacedTable[];
  readonly routes: readonly {
    readonly name: string;
    /** Executions a second. */
    readonly rate: number;
    readonly route: PatternRoute;
  }[];
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
            : togetherWith(choice.column, key.columns),
        };
      }
      for (const index of table.indexes.filter(({ unique }) => unique)) {
        const columns = index.elements.map((one) => "column" in one ? one.column : one.expression);
        if (columns.includes(choice.column)) continue;
        yield {
          code: "unique-across-shards",
          severity: "warning",
          where: `${path}.${index.name}`,
          what: `${columns.join(", ")} does not hold ${choice.column}, by which ${path} is placed`,
          why: "A shard sees only its own rows: the database cannot keep it unique across shards.",
          fix: togetherWith(choice.column, columns),
        };
      }
    }
  },
  function* exclusions({ tables }) {
    for (const { path, table, choice } of tables) {
      if (choice.kind !== "distributed") continue;
      for (const one of table.exclusions) {
        if (excludesWithin(one, choice.column)) continue;
        yield {
          code: "exclusion-across-shards",
          severity: "warning",
          where: `${path}.${one.name}`,
          what: `${one.name} does not compare ${choice.column}, by which ${path} is placed`,
          why: "A shard sees only its own rows: two that exclude each other may be on two shards.",
          fix: `Exclude only among equal ${choice.column}, or check it in a queue of one worker`,
        };
      }
    }
  },
  function* triggers({ tables }) {
    for (const { path, table } of tables) {
      if (table.triggers.length === 0) continue;
      const names = [...new Set(table.triggers.map(({ name }) => name))].join(", ");
      yield {
        code: "trigger-across-shards",
        severity: "warning",
        where: path,
        what: `A trigger sees the rows of one shard only: ${names}`,
        why:
          "Citus refuses triggers on distributed tables, and postgres_fdw works under repeatable read, " +
          "in which rules over several rows cannot be kept: the statements leave them out.",
        fix:
          "Look for violations on a schedule; where all rows that a trigger reads stand together, Citus " +
          "takes it with citus.enable_unsafe_triggers",
      };
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
          fix: mendForeignKey(key, choice, parent),
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
  function* everyShard({ routes }) {
    for (const { name, rate, route } of routes) {
      if (route.reach !== "all" || route.distributedTransaction || rate < OFTEN) continue;
      yield {
        code: "query-asks-every-shard",
        severity: "advice",
        where: name,
        what: `${formatRate(rate)} of ${name} go to every shard`,
        why: `${route.reason}. Each shard more makes it no faster, and the slowest one decides.`,
        fix:
          "Name in it the column that chooses the shard, or keep a table that every shard has and that " +
          "leads from what is known to that column",
      };
    }
  },
  function* twoPhases({ routes }) {
    const names = routes.filter(({ route }) => route.distributedTransaction).map(({ name }) =>
      name
    );
    if (names.length === 0) return;
    yield {
      code: "commits-on-several-shards",
      severity: "warning",
      where: names[0]!,
      what: `Rows on several shards are changed at once by ${names.join(", ")}`,
      why:
        "Citus commits them in two phases; postgres_fdw commits one shard after the other, so that a " +
        "crash in between leaves half of it.",
      fix: "Change one shard's rows at a time, or use Citus for these",
      source: "PostgreSQL manual, section F.38.5",
    };
  },
];

/** Rarer statements, a second, may ask every shard. */
const OFTEN = 1;

function togetherWith(column: string, columns: readonly string[]): string {
  return `Make it unique together with ${column}, or keep a table of the values that is placed by ${
    columns.join(", ")
  }`;
}

function mendForeignKey(key: ForeignKey, child: Distribution, parent: Distribution): string {
  const drop =
    "Drop the foreign key and look for orphans on a schedule, or place both tables by it";
  if (child.kind === "reference" || parent.kind === "reference") return drop;
  const own = key.columns[key.references.columns.indexOf(parent.column)];
  return own !== undefined && child.root === parent.root
    ? `Where ${own} always equals ${child.column}, let the foreign key use ${child.column}; else drop it and ` +
      "look for orphans on a schedule"
    : drop;
}

/** What breaks when tables are distributed, each with its mend. */
export function shardBreaks(context: ShardBreakContext): readonly Finding[] {
  return BREAKS.flatMap((rule) => [...rule(context)]);
}
