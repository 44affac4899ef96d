import { type Figure, figure } from "../../core/figure.ts";
import { compareText, type Finding } from "../../core/finding.ts";
import { formatShare } from "../../core/format.ts";
import type { Forecast } from "../../growth/forecast.ts";
import type { Schema } from "../../schema/schema.ts";
import type { QueryPattern } from "../../workload/query_pattern.ts";
import { hashPartition } from "../placement/hash_partition.ts";
import { routePattern } from "./route_pattern.ts";
import { type Distribution, pathOf } from "./shard_candidates.ts";
import { hottestShard, zipfTop } from "./skew.ts";

/** How the shards fare at a date. */
export interface ShardHeat {
  /** The date. */
  readonly date: string;
  /** The share of the work of each shard, the hottest first. */
  readonly shares: readonly number[];
  /** The share of the busiest shard. */
  readonly hottest: Figure;
}

/** What the heat of shards is reckoned from. */
export interface ShardHeatContext {
  readonly schema: Schema;
  readonly patterns: readonly QueryPattern[];
  readonly grown: Forecast;
  readonly shards: number;
  readonly assignment: ReadonlyMap<string, Distribution>;
}

/** Work that is spread by one column's values. */
interface Stream {
  /** The column that the values come from; absent for work that all shards share. */
  readonly root?: string;
  /** Executions a second. */
  readonly rate: number;
  /** Zipf's exponent of how often each value is asked for; absent where nobody said. */
  readonly exponent?: number;
}

const DATES = 12;

/**
 * How busy the shards are over time: statements that go to one shard follow the skew of their parameter,
 * over as many keys as there are by then; all others keep every shard equally busy.
 */
export function shardHeat(context: ShardHeatContext): {
  readonly dates: readonly ShardHeat[];
  readonly findings: readonly Finding[];
} {
  const streams = streamsOf(context);
  const { grown: { dates }, shards } = context;
  if (!streams.some(({ root }) => root !== undefined)) return { dates: [], findings: [] };
  const every = Math.max(1, Math.floor((dates.length - 1) / DATES));
  const shown = dates.map((_, at) => at).filter((at) => at % every === 0);
  return {
    dates: shown.map((at) => heatAt(at, streams, context)),
    findings: [
      ...unsaid(streams),
      ...hotKeys(busiestKey(dates.length - 1, streams, context), shards),
    ],
  };
}

function streamsOf({ schema, patterns, assignment }: ShardHeatContext): readonly Stream[] {
  const tables = new Map(schema.tables.map((table) => [pathOf(table), table]));
  const streams = patterns.map((pattern): Stream => {
    const { reach, by } = routePattern(pattern, assignment, tables);
    const rate = pattern.rate ?? 0;
    if (reach !== "one" || by === undefined) return { rate };
    const shape = by.parameter === undefined
      ? undefined
      : pattern.parameters[by.parameter - 1]?.shape;
    return {
      root: by.root,
      rate,
      ...(shape?.kind === "zipf" ? { exponent: shape.exponent } : {}),
      ...(shape?.kind === "uniform" ? { exponent: 0 } : {}),
    };
  });
  // What one statement says of a column's values holds for the others that go by it.
  return streams.map((stream) => {
    const said = streams.filter(({ root }) => root !== undefined && root === stream.root)
      .flatMap(({ exponent }) => exponent ?? []);
    return said.length > 0 && stream.exponent === undefined
      ? { ...stream, exponent: Math.max(...said) }
      : stream;
  });
}

function heatAt(
  at: number,
  streams: readonly Stream[],
  { grown, shards }: ShardHeatContext,
): ShardHeat {
  const total = streams.reduce((sum, { rate }) => sum + rate, 0) || 1;
  const shares = new Float64Array(shards);
  for (const { root, rate, exponent = 0 } of streams) {
    const part = rate / total;
    const keys = root === undefined ? 1 : keysOf(grown, root, at);
    const own = root === undefined ? undefined : sharesOf(root, exponent, { keys, shards });
    for (let shard = 0; shard < shards; shard++) {
      shares[shard] = shares[shard]! + part * (own ? own[shard]! : 1 / shards);
    }
  }
  const sorted = [...shares].sort((a, b) => b - a);
  const { share } = busiestKey(at, streams, { grown });
  const { band, evidence } = hottestShard(share, shards);
  const [low = 0, high = 1] = band ?? [];
  const hottest = figure(sorted[0]!, "ratio", {
    band: [Math.min(low, sorted[0]!), Math.max(high, sorted[0]!)],
    evidence: evidence.text,
  });
  return { date: grown.dates[at]!, shares: sorted, hottest };
}

interface BusiestKey {
  readonly root: string;
  /** Its share of all work. */
  readonly share: number;
}

function busiestKey(
  at: number,
  streams: readonly Stream[],
  { grown }: Pick<ShardHeatContext, "grown">,
): BusiestKey {
  const total = streams.reduce((sum, { rate }) => sum + rate, 0) || 1;
  const shares = new Map<string, number>();
  for (const { root, rate, exponent = 0 } of streams) {
    if (root === undefined) continue;
    const top = zipfTop(exponent, keysOf(grown, root, at));
    shares.set(root, (shares.get(root) ?? 0) + rate / total * top);
  }
  const [[root, share] = ["", 0]] = [...shares].sort(([a, x], [b, y]) =>
    y - x || compareText(a, b)
  );
  return { root, share };
}

/** Values of a root column at a date. */
function keysOf({ series }: Forecast, root: string, at: number): number {
  const path = root.slice(0, root.lastIndexOf("."));
  const rows = series.find(({ table, kind }) => table === path && kind === "table")?.points[at];
  return Math.max(1, Math.round(rows?.rows?.p50 ?? 1));
}

/** Shares of the shards: the most common keys placed by their hash, the rest evenly. */
function sharesOf(
  root: string,
  exponent: number,
  { keys, shards }: { readonly keys: number; readonly shards: number },
): Float64Array {
  const top = zipfTop(exponent, keys);
  const shares = new Float64Array(shards);
  const dealt = exponent === 0 ? 0 : Math.min(keys, shards * 8);
  const place = hashPartition(["text"], shards);
  let rest = 1;
  for (let key = 1; key <= dealt; key++) {
    const share = top * key ** -exponent;
    const shard = place([`${root} ${key}`]);
    shares[shard] = shares[shard]! + share;
    rest -= share;
  }
  return shares.map((share) => share + Math.max(0, rest) / shards);
}

function* unsaid(streams: readonly Stream[]): Iterable<Finding> {
  const rates = new Map<string, number>();
  for (const { root, rate, exponent } of streams) {
    if (root !== undefined && exponent === undefined) {
      rates.set(root, (rates.get(root) ?? 0) + rate);
    }
  }
  const [main] = [...rates].sort(([a, x], [b, y]) => y - x || compareText(a, b));
  const total = streams.reduce((sum, { rate }) => sum + rate, 0);
  // A tenth of the work does not decide which shard is the busiest.
  if (!main || main[1] < total / 10) return;
  const [root] = main;
  yield {
    code: "skew-not-said",
    severity: "advice",
    where: root,
    what: `Nobody said how unequally the values of ${root} are used`,
    why: "They are taken to be equally busy, which tenants and customers never are.",
    fix: `Say it where the pattern is: parameters: [{ shape: "zipf 1" }]`,
  };
}

function* hotKeys({ root, share }: BusiestKey, shards: number): Iterable<Finding> {
  if (share <= 1 / shards) return;
  yield {
    code: "hot-key",
    severity: "warning",
    where: root,
    what: `The busiest ${root} has ${
      formatShare(share)
    } of the work, more than an equal part of ${shards} shards`,
    why: "More shards cannot help: one key stays on one shard.",
    fix: "Give it a shard of its own, or salt the key",
  };
}
