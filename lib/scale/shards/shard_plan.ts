import type { Finding } from "../../core/finding.ts";
import type { Figure } from "../../core/figure.ts";
import type { ForecastOptions } from "../../growth/forecast.ts";
import type { SchemaEdit } from "../../schema/apply_edits.ts";
import type { Schema } from "../../schema/schema.ts";
import type { QueryPattern, UnreadStatement } from "../../workload/query_pattern.ts";
import type { Movement } from "./movement.ts";
import type { PatternRoute } from "./route_pattern.ts";
import type { ShardDdl } from "./shard_ddl.ts";
import type { ShardHeat } from "./shard_heat.ts";

/** How shards are planned. */
export interface PlanShardsOptions
  extends Pick<ForecastOptions, "today" | "horizon" | "runs" | "seed"> {
  /** Shards, 2 to 1024. Defaults to what the capacity needs, or to 8. */
  readonly shards?: number;
  /** Bytes that one shard holds, such as `"500 GB"`: as many shards are taken as the horizon needs. */
  readonly capacity?: number | string;
  /** Bytes that a table may have at most to be copied to every shard. Defaults to 1 GB. */
  readonly largestReference?: number | string;
  /** Statements beside those of the model. */
  readonly patterns?: readonly QueryPattern[];
  /** Shards that it shall be possible to go to. Defaults to twice as many. */
  readonly reshardTo?: number;
  /** Bytes a second that copying may take while shards move, such as `"50 MB"`. Defaults to 50 MB. */
  readonly bandwidth?: number | string;
  /** Bytes of changes a second that a receiving shard applies, such as `"20 MB"`. Defaults to 20 MB. */
  readonly applyRate?: number | string;
}

/** A table with the place of its rows. */
export interface ShardedTable {
  /** `public.orders`. */
  readonly table: string;
  /** The column that rows are placed by. */
  readonly key?: string;
  /** Its type. */
  readonly type?: string;
  /** The column that its values come from: tables of the same root stand together. */
  readonly root?: string;
  /** The foreign key along which the column has to be copied down first. */
  readonly copiedAlong?: string;
  /** Whether every shard has a whole copy. */
  readonly reference: boolean;
  /** Bytes at the horizon, middle of the forecast. */
  readonly bytes: Figure;
}

/** Where one query pattern goes. */
export interface ShardedPattern extends PatternRoute {
  /** Its name. */
  readonly name: string;
  /** Executions a second. */
  readonly rate: number;
  /** Shards that it goes to. */
  readonly shards: number;
}

/** How tables are spread over shards, and what becomes of the workload. */
export interface ShardPlan {
  /** Its name. */
  readonly name: string;
  /** Shards. */
  readonly shards: number;
  /** Where the rows of each table are. */
  readonly tables: readonly ShardedTable[];
  /** Where each query pattern goes. */
  readonly patterns: readonly ShardedPattern[];
  /** Shares of the executions that go to one shard, to several, and that commit in two phases. */
  readonly work: { readonly single: Figure; readonly multi: Figure; readonly distributed: Figure };
  /** The cost in statements on one shard, and the least that any distribution can have. */
  readonly cost: { readonly value: number; readonly bound: number; readonly exact: boolean };
  /** The hottest shard over time. */
  readonly heat: readonly ShardHeat[];
  /** What it takes to go to more shards, at the horizon's size and rate of changes. */
  readonly movement: { readonly citus: Movement; readonly remainder: Movement };
  /** The changes of the schema that the distribution asks for. */
  readonly edits: readonly SchemaEdit[];
  /** Statements for Citus, and for hash partitions over postgres_fdw. */
  readonly ddl: ShardDdl;
  /** What breaks, with its mend, and what is doubtful. */
  readonly findings: readonly Finding[];
  /** Statements that could not be read. */
  readonly setAside: readonly UnreadStatement[];
  /** The schema that was distributed. */
  readonly schema: Schema;
}
