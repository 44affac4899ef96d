import { type Displayable, displayable } from "../../core/displayable.ts";
import { figure } from "../../core/figure.ts";
import { formatCount } from "../../core/format.ts";
import { freeze } from "../../core/freeze.ts";
import { parseBytes, TIME_UNITS } from "../../core/quantity.ts";
import { type Forecast, forecast } from "../../growth/forecast.ts";
import { sizedAs } from "../../growth/sized_as.ts";
import { mapModel } from "../../mapping/map_model.ts";
import type { Model } from "../../model/model.ts";
import { modelOf, type ModelSource } from "../../model/model_builder.ts";
import { modelPatterns } from "../../whatif/model_patterns.ts";
import { minimize } from "./minimize.ts";
import { movement } from "./movement.ts";
import { type PatternRoute, routePattern } from "./route_pattern.ts";
import { shardBreaks } from "./shard_breaks.ts";
import { type Distribution, shardCandidates } from "./shard_candidates.ts";
import { shardFactors } from "./shard_cost.ts";
import { shardDdl } from "./shard_ddl.ts";
import { shardEdits } from "./shard_edits.ts";
import { needless, outgrown } from "./shard_findings.ts";
import { shardHeat } from "./shard_heat.ts";
import type { PlanShardsOptions, ShardedPattern, ShardedTable, ShardPlan } from "./shard_plan.ts";

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
