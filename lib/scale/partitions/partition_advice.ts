import type { Figure } from "../../core/figure.ts";
import type { Finding } from "../../core/finding.ts";
import type { SchemaEdit } from "../../schema/apply_edits.ts";
import type { PatternPruning } from "./measure_pruning.ts";
import type { PartitionKey } from "./partition_key.ts";
import type { PartitionLife, PartitionSchedule } from "./partition_schedule.ts";

/** What is advised for one table. */
export interface PartitionAdvice {
  /** `public.orders`. */
  readonly table: string;
  /** Whether to partition it. */
  readonly partition: boolean;
  /** Why, and why not otherwise. */
  readonly reasons: readonly string[];
  /** By what. */
  readonly key?: PartitionKey;
  /** Bytes at the horizon, middle and band of the forecast. */
  readonly bytes: Figure;
  /** Partitions at the horizon. */
  readonly partitions?: Figure;
  /** Bytes of one partition. */
  readonly partitionBytes?: Figure;
  /** Seconds that planning a query takes that no partition is pruned from. */
  readonly planning?: Figure;
  /** What the real planner reads of it, by query pattern, and how long planning that takes. */
  readonly pruning: readonly (PatternPruning & { readonly planning?: Figure })[];
  /** Keys that the table's own columns cannot keep unique any more, and foreign keys that are lost. */
  readonly findings: readonly Finding[];
  /** The changes of the schema. */
  readonly edits: readonly SchemaEdit[];
  /** The statements that make the partitioned table. */
  readonly ddl: readonly string[];
  /** How partitions come and go. */
  readonly schedule?: PartitionSchedule;
  /** From when to when partitions by time are there: each so many-th, at most 16. */
  readonly lives: readonly PartitionLife[];
  /** Partitions over time. */
  readonly timeline: readonly {
    readonly date: string;
    readonly partitions: number;
    readonly bytes: number;
  }[];
}
