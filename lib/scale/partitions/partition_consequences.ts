import type { Finding } from "../../core/finding.ts";
import { formatDuration } from "../../core/format.ts";
import type { Schema, Table } from "../../schema/schema.ts";
import type { PatternPruning } from "./measure_pruning.ts";
import type { PartitionKey } from "./partition_key.ts";
import { loses, widened } from "./partition_schema.ts";
import { planningSeconds } from "./planning_seconds.ts";

/** What partitions of a table are judged by. */
export interface PartitionConsequencesContext {
  readonly schema: Schema;
  readonly table: Table;
  readonly key: PartitionKey;
  /** Partitions at the horizon. */
  readonly count: number;
  readonly pruning: readonly PatternPruning[];
}

/** A row of the table of what partitions cost. */
type Consequence = (context: PartitionConsequencesContext) => Iterable<Finding>;

const MANUAL = "PostgreSQL manual, section 5.12.2.3";
/** Planning that takes longer than this is felt by whoever waits for an answer. */
const FELT = 0.005;

const CONSEQUENCES: readonly Consequence[] = [
  function* uniqueKeys({ table, key: { column } }) {
    const path = `${table.schema}.${table.name}`;
    for (const key of [...(table.primaryKey ? [table.primaryKey] : []), ...table.uniques]) {
      if (key.columns.includes(column)) continue;
      const own = key.columns.join(", ");
      yield {
        code: "unique-key-without-partition-column",
        severity: "warning",
        where: `${path}.${key.name}`,
        what: `${own} becomes unique only together with ${column}`,
        why: "A unique key of a partitioned table must hold the columns that it is partitioned by.",
        fix:
          `Declare (${
            widened(key, column).columns.join(", ")
          }); where ${own} is not unique by its ` +
          "making (uuid, identity), keep its values in a table of their own",
        source: MANUAL,
      };
    }
  },
  function* foreignKeys({ schema, table, key: { column } }) {
    const path = `${table.schema}.${table.name}`;
    for (const other of schema.tables) {
      for (const key of other.foreignKeys) {
        if (!loses(table, column, key)) continue;
        yield {
          code: "foreign-key-to-partitioned-table",
          severity: "warning",
          where: `${other.schema}.${other.name}.${key.name}`,
          what: `It refers to ${
            key.references.columns.join(", ")
          }, which ${path} no longer keeps unique`,
          why: "A foreign key needs a unique key on exactly its columns.",
          fix:
            `Add ${column} to ${other.name} and to the foreign key, or drop it and look for orphans`,
        };
      }
    }
  },
  function* exclusions({ table }) {
    for (const { name } of table.exclusions) {
      yield {
        code: "exclusion-without-partitions",
        severity: "warning",
        where: `${table.schema}.${table.name}.${name}`,
        what: `The exclusion constraint ${name} is lost`,
        why:
          "It would hold within one partition only, and before version 17 a partitioned table can have none.",
        fix:
          "Add it to each partition where what it excludes always lies in one, or leave the table whole",
        source: MANUAL,
      };
    }
  },
  function* plannedForNothing({ schema: { engine }, table, count, pruning }) {
    for (const one of pruning) {
      const seconds = planningSeconds(one, { count, engine }).value;
      if (one.planned === one.scanned || seconds < FELT) continue;
      yield {
        code: "pruned-only-at-execution",
        severity: "advice",
        where: one.name,
        what:
          `All ${count} partitions of ${table.name} are planned, in ${formatDuration(seconds)}, ` +
          "though few are read",
        why: "What is known only when the statement runs, such as now(), prunes after planning.",
        fix: "Give the bound as a parameter or a constant, and prepare the statement",
        source: "PostgreSQL manual, section 5.12.4",
      };
    }
  },
];

/** What partitions cost: keys that change their meaning, constraints that are lost, plans that take long. */
export function partitionConsequences(context: PartitionConsequencesContext): readonly Finding[] {
  return CONSEQUENCES.flatMap((rule) => [...rule(context)]);
}
