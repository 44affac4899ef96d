import { compareText, type Finding } from "../../core/finding.ts";
import { type Displayable, displayable } from "../../core/displayable.ts";
import { type Figure, figure } from "../../core/figure.ts";
import { formatCount, formatShare } from "../../core/format.ts";
import { freeze } from "../../core/freeze.ts";
import { parseBytes, TIME_UNITS } from "../../core/quantity.ts";
import { type Forecast, forecast, type ForecastOptions } from "../../growth/forecast.ts";
import { mapModel } from "../../mapping/map_model.ts";
import type { Model } from "../../model/model.ts";
import { modelOf, type ModelSource } from "../../model/model_builder.ts";
import type { Schema } from "../../schema/schema.ts";
import { modelPatterns } from "../../whatif/model_patterns.ts";
import type { QueryPattern, UnreadStatement } from "../../workload/query_pattern.ts";
import { hashPartition } from "../placement/hash_partition.ts";
import { minimize } from "./minimize.ts";
import { type Movement, movement } from "./movement.ts";
import { type PatternRoute, routePattern } from "./route_pattern.ts";
import { shardBreaks } from "./shard_breaks.ts";
import { type Distribution, pathOf, shardCandidates } from "./shard_candidates.ts";
import { shardFactors } from "./shard_cost.ts";
import { citusDdl, foreignPartitionDdl } from "./shard_ddl.ts";
import { hottestShard, zipfTop } from "./skew.ts";

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

/** How the hottest shard fares at a date. */
export interface ShardHeat {
  /** The date. */
  readonly date: string;
  /** The share of the rows or of the work of each shard, the hottest first. */
  readonly shares: readonly number[];
  /** The share of the busiest shard. */
  readonly hottest: Figure;
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
  /** What it takes to go to twice the shards. */
  readonly movement: { readonly citus: Movement; readonly remainder: Movement };
  /** Statements for Citus, and for hash partitions over postgres_fdw. */
  readonly ddl: { readonly citus: readonly string[]; readonly native: readonly string[] };
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
  const { schema } = mapModel(model);
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
    route: routePattern(pattern, assignment, tables),
  }));
  const heat = heatOf({ schema, patterns, grown, shards, assignment });
  const [database] = grown.series;
  const wal = grown.series.find(({ kind }) => kind === "write-ahead log");
  const moving = {
    bytes: database?.points.at(-1)?.bytes.p50 ?? 0,
    writeRate: (wal?.points.at(-1)?.bytes.p50 ?? 0) / TIME_UNITS["day"]!,
  };
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
      movement: {
        citus: movement(shards, shards * 2, { ...moving, scheme: "movable shards" }),
        remainder: movement(shards, shards * 2, { ...moving, scheme: "remainder" }),
      },
      ddl: freeze({ citus: citusDdl(placed, shards), native: foreignPartitionDdl(placed, shards) }),
      findings: freeze([
        ...shardBreaks({ tables: placed, routes }),
        ...heat.findings,
        ...grown.findings.filter(({ severity }) => severity === "error"),
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

interface HeatSubject {
  readonly schema: Schema;
  readonly patterns: readonly QueryPattern[];
  readonly grown: Forecast;
  readonly shards: number;
  readonly assignment: ReadonlyMap<string, Distribution>;
}

/** The hottest shard over time, from the skew of the root that most of the work goes by. */
function heatOf({ schema, patterns, grown, shards, assignment }: HeatSubject): {
  readonly dates: readonly ShardHeat[];
  readonly findings: readonly Finding[];
} {
  const work = new Map<string, { rate: number; exponent: number | undefined }>();
  const tables = new Map(schema.tables.map((table) => [pathOf(table), table]));
  for (const pattern of patterns) {
    const route = routePattern(pattern, assignment, tables);
    const root = [...assignment].find(([path, choice]) =>
      choice.kind === "distributed" &&
      pattern.tables.some(({ table }) => path.endsWith(`.${table}`))
    )?.[1];
    if (root?.kind !== "distributed") continue;
    const shape = route.by?.parameter === undefined
      ? undefined
      : pattern.parameters[route.by.parameter - 1]?.shape;
    const known = work.get(root.root);
    const rate = pattern.rate ?? 0;
    work.set(root.root, {
      rate: (known?.rate ?? 0) + rate,
      exponent: Math.max(known?.exponent ?? -1, shape?.kind === "zipf" ? shape.exponent : -1),
    });
  }
  const [main] = [...work].sort(([a, x], [b, y]) => y.rate - x.rate || compareText(a, b));
  if (!main) return { dates: [], findings: [] };
  const [root, { exponent }] = main;
  const path = root.slice(0, root.lastIndexOf("."));
  const rows = grown.series.find(({ table, kind }) => table === path && kind === "table")?.points ??
    [];
  const said = exponent !== undefined && exponent >= 0;
  const s = said ? exponent : 0;
  const every = Math.max(1, Math.floor(rows.length / 12));
  const dates = rows.filter((_, at) => at % every === 0).map(({ date, rows }): ShardHeat => {
    const top = zipfTop(s, Math.max(1, Math.round(rows?.p50 ?? 1)));
    const hottest = hottestShard(top, shards);
    return { date, hottest, shares: sharesOf(s, Math.max(1, rows?.p50 ?? 1), shards) };
  });
  const top = zipfTop(s, Math.max(1, rows.at(-1)?.rows?.p50 ?? 1));
  const findings: Finding[] = [];
  if (!said) {
    findings.push({
      code: "skew-not-said",
      severity: "advice",
      where: root,
      what: `Nobody said how unequally the values of ${root} are used`,
      why: "The shards are taken to be equally busy, which tenants and customers never are.",
      fix: `Say it where the pattern is: parameters: [{ shape: "zipf 1" }]`,
    });
  } else if (top > 1 / shards) {
    findings.push({
      code: "hot-key",
      severity: "warning",
      where: root,
      what: `The busiest ${root} has ${
        formatShare(top)
      } of the work, more than an equal part of ${shards} shards`,
      why: "More shards cannot help: one key stays on one shard.",
      fix: "Give it a shard of its own, or salt the key",
    });
  }
  return { dates, findings };
}

/** Shares of the shards, the hottest first: the most common keys placed by their hash, the rest evenly. */
function sharesOf(exponent: number, keys: number, shards: number): readonly number[] {
  const top = zipfTop(exponent, Math.round(keys));
  const shares = new Array<number>(shards).fill(0);
  const dealt = Math.min(Math.round(keys), shards * 8);
  const place = hashPartition(["bigint"], shards);
  let rest = 1;
  for (let key = 1; key <= dealt; key++) {
    const share = top * key ** -exponent;
    const shard = place([key]);
    shares[shard] = shares[shard]! + share;
    rest -= share;
  }
  return shares.map((share) => share + Math.max(0, rest) / shards).sort((a, b) => b - a);
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
