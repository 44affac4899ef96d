import type { Finding } from "../../core/finding.ts";
import { type Displayable, displayable } from "../../core/displayable.ts";
import { type Figure, figure } from "../../core/figure.ts";
import { formatBytes, formatCount, formatShare } from "../../core/format.ts";
import { freeze } from "../../core/freeze.ts";
import { parseBytes, TIME_UNITS } from "../../core/quantity.ts";
import { type Forecast, forecast, type ForecastOptions } from "../../growth/forecast.ts";
import { sizedAs } from "../../growth/sized_as.ts";
import { mapModel } from "../../mapping/map_model.ts";
import type { Model } from "../../model/model.ts";
import { modelOf, type ModelSource } from "../../model/model_builder.ts";
import type { SchemaEdit } from "../../schema/apply_edits.ts";
import type { Schema } from "../../schema/schema.ts";
import { modelPatterns } from "../../whatif/model_patterns.ts";
import type { QueryPattern, UnreadStatement } from "../../workload/query_pattern.ts";
import { minimize } from "./minimize.ts";
import { type Movement, movement } from "./movement.ts";
import { type PatternRoute, routePattern } from "./route_pattern.ts";
import { shardBreaks } from "./shard_breaks.ts";
import { type Distribution, shardCandidates } from "./shard_candidates.ts";
import { shardFactors } from "./shard_cost.ts";
import { type ShardDdl, shardDdl } from "./shard_ddl.ts";
import { shardEdits } from "./shard_edits.ts";
import { type ShardHeat, shardHeat } from "./shard_heat.ts";

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

const MOST_SHARDS = 1024;

/**
 * Plans shards: which table is spread by which column, which is copied everywhere, and what becomes of every
 * query pattern. The distribution is the cheapest for the workload, by an exact search as long as the tables
 * are not tied together too closely; otherwise with a bound on how much better any other could be.
 *
 * @param source The model with its query patterns and their rates.
 * @returns The distribution, a route with its reason for each pattern, the hottest shard over time, what
 * breaks, what resharding takes, and the DDL for Citus and for native partitions over postgres_fdw.
 * @throws {RangeError} When there are fewer than 2 or more than 1024 shards.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { defineModel, planShards } from "@groundplan/groundplan";
 *
 * const app = defineModel("app");
 * app.entity("Tenant", { id: "uuid key" }).rows("10k").grows("3%/month");
 * app.entity("Document", { id: "uuid key", title: "text" }).rows("80M").grows("100k/day");
 * app.relate("Tenant 1 --owns--> 0..* Document");
 * app.access("documents", { sql: "select title from documents where tenant_id = $1", rate: "900/s" });
 * const { tables, patterns } = await planShards(app, { shards: 16, today: "2027-01-01" });
 * assert.equal(tables.find(({ table }) => table === "public.documents")?.key, "tenant_id");
 * assert.equal(patterns[0]?.shards, 1);
 * ```
 */
export async function planShards(
  source: ModelSource,
  options: PlanShardsOptions = {},
): Promise<ShardPlan & Displayable> {
  const model = modelOf(source);
  const { schema } = mapModel(sizedAs(model));
  const { today, horizon, runs = 200, seed } = options;
  const grown = forecast(model, {
    runs,
    ...(today === undefined ? {} : { today }),
    ...(horizon === undefined ? {} : { horizon }),
    ...(seed === undefined ? {} : { seed }),
  });
  const shards = shardsFor(model, grown, options);
  const { patterns, setAside } = await modelPatterns(model, schema, options.patterns);
  const bytes = bytesAtEnd(grown);
  const candidates = shardCandidates(schema, patterns, {
    bytes,
    largestReference: parseBytes(options.largestReference ?? "1 GB"),
  });
  const factors = shardFactors(candidates, { shards, patterns, bytes });
  const sizes = candidates.map(({ choices }) => choices.length);
  const { choices, cost, bound, exact } = minimize({ sizes, factors });
  const placed = candidates.map(({ table, path, choices: offered }, at) => ({
    table,
    path,
    choice: offered[choices[at]!]!,
  }));
  const tables = new Map(placed.map(({ path, table }) => [path, table]));
  const assignment = new Map<string, Distribution>(
    placed.map(({ path, choice }) => [path, choice]),
  );
  const routes = patterns.map((pattern) => ({
    pattern,
    name: pattern.name,
    rate: pattern.rate ?? 0,
    route: routePattern(pattern, assignment, tables),
  }));
  const heat = shardHeat({ schema, patterns, grown, shards, assignment });
  return displayable(
    {
      name: model.name,
      shards,
      tables: freeze(placed.map(({ path, choice }): ShardedTable => ({
        table: path,
        ...(choice.kind === "reference" ? {} : {
          key: choice.column,
          type: choice.type,
          root: choice.root,
          ...(choice.along ? { copiedAlong: choice.along } : {}),
        }),
        reference: choice.kind === "reference",
        bytes: figure(bytes.get(path) ?? 0, "bytes", {
          evidence: `Forecast of ${path} at the horizon`,
        }),
      }))),
      patterns: freeze(routes.map(({ pattern, route }): ShardedPattern => ({
        name: pattern.name,
        rate: pattern.rate ?? 0,
        shards: shardsReached(route, shards),
        ...route,
      }))),
      work: workOf(routes.map(({ pattern, route }) => ({ rate: pattern.rate ?? 0, route }))),
      cost: { value: cost, bound, exact },
      heat: freeze(heat.dates),
      movement: movementsOf(grown, shards, options),
      edits: shardEdits(placed),
      ddl: freeze(shardDdl(schema, { placed, shards })),
      findings: freeze([
        ...shardBreaks({ tables: placed, routes }),
        ...heat.findings,
        ...grown.findings.filter(({ severity }) => severity === "error"),
        ...outgrown(grown, heat.dates, { shards, capacity: options.capacity }),
        ...needless(placed, bytes, shards),
      ]),
      setAside,
      schema,
    },
    async () => (await import("../../display/draw_shard_plan.ts")).drawShardPlan,
  );
}

function shardsFor(model: Model, grown: Forecast, { shards, capacity }: PlanShardsOptions): number {
  const most = grown.series[0]?.points.at(-1)?.bytes.p95 ?? 0;
  const count = shards ??
    (capacity === undefined ? 8 : Math.max(2, Math.ceil(most / parseBytes(capacity))));
  if (Number.isInteger(count) && count >= 2 && count <= MOST_SHARDS) return count;
  throw new RangeError(
    `Cannot spread ${model.name} over ${count} shards: a whole number from 2 to ${MOST_SHARDS}`,
  );
}

function bytesAtEnd({ series }: Forecast): ReadonlyMap<string, number> {
  const bytes = new Map<string, number>();
  for (const { table, points } of series) {
    if (table !== undefined) bytes.set(table, (bytes.get(table) ?? 0) + points.at(-1)!.bytes.p50);
  }
  return bytes;
}

function movementsOf(
  grown: Forecast,
  shards: number,
  { reshardTo = shards * 2, bandwidth = "50 MB", applyRate = "20 MB" }: PlanShardsOptions,
): ShardPlan["movement"] {
  const atEnd = (kind: string) =>
    grown.series.find((one) => one.kind === kind)?.points.at(-1)?.bytes.p50 ?? 0;
  const options = {
    bytes: atEnd("database"),
    writeRate: atEnd("write-ahead log") / TIME_UNITS["day"]!,
    bandwidth: parseBytes(bandwidth),
    applyRate: parseBytes(applyRate),
  };
  return {
    citus: movement(shards, reshardTo, { ...options, scheme: "movable shards" }),
    remainder: movement(shards, reshardTo, { ...options, scheme: "remainder" }),
  };
}

function shardsReached({ reach }: PatternRoute, shards: number): number {
  return reach === "one" ? 1 : reach === "some" ? Math.min(3, shards) : shards;
}

function workOf(
  routes: readonly { readonly rate: number; readonly route: PatternRoute }[],
): ShardPlan["work"] {
  const total = routes.reduce((sum, { rate }) => sum + rate, 0);
  const share = (text: string, of: (route: PatternRoute) => boolean) => {
    const rate = routes.filter(({ route }) => of(route)).reduce((sum, { rate }) => sum + rate, 0);
    return figure(total > 0 ? rate / total : 0, "ratio", {
      evidence: `Executions a second ${text}: ${formatCount(rate)} of ${formatCount(total)}`,
    });
  };
  return {
    single: share("that go to one shard", ({ reach }) => reach === "one"),
    multi: share("that go to several shards", ({ reach }) => reach !== "one"),
    distributed: share("that commit in two phases", (route) => route.distributedTransaction),
  };
}

/** Says when the fullest shard has more than it can hold. */
function* outgrown(
  { series, dates }: Forecast,
  heat: readonly ShardHeat[],
  { shards, capacity }: {
    readonly shards: number;
    readonly capacity?: number | string | undefined;
  },
): Iterable<Finding> {
  if (capacity === undefined) return;
  const most = parseBytes(capacity);
  const share = Math.max(1 / shards, heat.at(-1)?.hottest.value ?? 0);
  const bytes = series[0]?.points.map((point) => point.bytes.p50) ?? [];
  const at = bytes.findIndex((value) => value * share > most);
  if (at < 0) return;
  yield {
    code: "shard-full",
    severity: "warning",
    where: "database",
    what: `From ${dates[at]} the fullest of ${shards} shards has more than ${formatBytes(most)}`,
    why: `It has ${formatShare(share)} of ${
      formatBytes(bytes[at]!)
    }, if rows are as unequal as the work.`,
    fix: `Take more shards: at the horizon ${
      Math.ceil(bytes.at(-1)! * share * shards / most)
    } hold it, or give the largest keys a shard of their own`,
  };
}

const SMALL = 200 * 2 ** 30;

function* needless(
  placed: readonly { readonly path: string }[],
  bytes: ReadonlyMap<string, number>,
  shards: number,
): Iterable<Finding> {
  const total = placed.reduce((sum, { path }) => sum + (bytes.get(path) ?? 0), 0);
  if (total >= SMALL) return;
  yield {
    code: "shards-not-needed",
    severity: "advice",
    where: "database",
    what: `At the horizon there are ${formatCount(total / 2 ** 30)} GB in all`,
    why:
      `One server holds that with room to spare; ${shards} shards cost unique keys, foreign keys and ` +
      "simple transactions.",
    fix:
      "Do not shard; partition the largest tables, and add read replicas where reads are the trouble",
  };
}
