import { freeze } from "../../core/freeze.ts";
import { latencyHistogram } from "../events/latency_histogram.ts";

/** What pgbench measured of one script. */
export interface MeasuredLatency {
  /** The script's name, or its number where no names are given. */
  readonly name: string;
  /** Transactions that were counted. */
  readonly count: number;
  /** Transactions that failed or came too late to be run. */
  readonly failed: number;
  /** Transactions a second that were finished. */
  readonly throughput: number;
  /** Mean seconds, from the time at which a transaction was due where a rate was asked for. */
  readonly mean: number;
  /** Squared coefficient of variation. */
  readonly variability: number;
  /** Seconds that half stay under; absent in an aggregated log. */
  readonly p50?: number;
  /** Seconds that 95 of a hundred stay under; absent in an aggregated log. */
  readonly p95?: number;
  /** Seconds that 99 of a hundred stay under; absent in an aggregated log. */
  readonly p99?: number;
  /** Mean seconds that transactions waited for their connection, where a rate was asked for. */
  readonly lag?: number;
  /** The shortest time of each bucket in seconds, and how many it holds; none in an aggregated log. */
  readonly buckets: readonly (readonly [seconds: number, count: number])[];
}

/** A log of pgbench. */
export interface PgbenchLog {
  /** By script, in the order of their numbers. */
  readonly scripts: readonly MeasuredLatency[];
  /** All together. */
  readonly all: MeasuredLatency;
  /** Seconds from the first to the last transaction. */
  readonly seconds: number;
}

/** How a log is read. */
export interface ReadPgbenchLogOptions {
  /** Names of the scripts by their number, such as `PgbenchScripts.scripts`. */
  readonly scripts?: readonly string[];
  /** The share of transactions that was logged: pgbench's `--sampling-rate`. Defaults to 1. */
  readonly sampling?: number;
  /** Seconds at the beginning that are left out, while caches warm up. Defaults to 0. */
  readonly warmup?: number;
}

interface Tally {
  readonly histogram: ReturnType<typeof latencyHistogram>;
  count: number;
  failed: number;
  sum: number;
  squares: number;
  lag: number;
  lagged: number;
}

/**
 * Reads what pgbench wrote with `--log`: a line a transaction, or with `--aggregate-interval` a line an
 * interval. Logs of several threads may be put behind each other.
 *
 * Source: PostgreSQL 15 to 18 manual, pgbench, Per-Transaction Logging and Aggregated Logging.
 *
 * @throws {SyntaxError} When a line is neither, with its number.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { readPgbenchLog } from "@groundplan/groundplan";
 *
 * const { all } = readPgbenchLog("0 1 1000 0 1700000000 100\n0 2 3000 0 1700000001 100\n");
 * assert.equal(all.mean, 0.002);
 * ```
 */
export function readPgbenchLog(text: string, options: ReadPgbenchLogOptions = {}): PgbenchLog {
  const { sampling = 1, warmup = 0, scripts = [] } = options;
  if (!(sampling > 0 && sampling <= 1)) {
    throw new RangeError(
      `Cannot read a log with a sampling of ${sampling}: it lies between 0 and 1`,
    );
  }
  const rows = text.split("\n").map((line) => line.trim().split(/\s+/));
  const lines = rows.flatMap((fields, at) => fields[0] === "" ? [] : [readLine(fields, at + 1)]);
  if (lines.length === 0) throw new SyntaxError("Cannot read the log of pgbench: it is empty");
  const begin = lines.reduce((least, { at }) => Math.min(least, at), Infinity) + warmup;
  const kept = lines.filter(({ at }) => at >= begin);
  const end = kept.reduce((most, { until }) => Math.max(most, until), begin);
  const seconds = Math.max(1e-6, end - begin);
  const tallies = new Map<number, Tally>();
  for (const line of kept) {
    const tally = tallies.get(line.script) ?? newTally();
    tallies.set(line.script, tally);
    count(tally, line);
  }
  const share = { sampling, seconds };
  const most = Math.max(...tallies.keys(), scripts.length - 1, 0);
  const all = newTally();
  for (const tally of tallies.values()) merge(all, tally);
  return freeze({
    scripts: Array.from(
      { length: most + 1 },
      (_, number) =>
        measured(scripts[number] ?? `script ${number}`, tallies.get(number) ?? newTally(), share),
    ),
    all: measured("all", all, share),
    seconds,
  });
}

interface Line {
  readonly script: number;
  /** When it finished, or its interval began, in seconds. */
  readonly at: number;
  readonly until: number;
  readonly count: number;
  readonly failed: number;
  /** Seconds: sums over its transactions. */
  readonly sum: number;
  readonly squares: number;
  readonly lag: number;
  readonly lagged: number;
  /** Whether it is one transaction. */
  readonly single: boolean;
}

const MICRO = 1e-6;

function readLine(fields: readonly string[], line: number): Line {
  const numbers = fields.map(Number);
  const plain = fields.length >= 6 && fields.length <= 8 && numbers[4]! > 1e8;
  const aggregated = fields.length >= 6 && numbers[0]! > 1e8;
  if (plain && numbers.every((number, at) => at === 2 || Number.isFinite(number))) {
    const at = numbers[4]! + numbers[5]! * MICRO;
    const time = numbers[2]! * MICRO;
    // `skipped` or `failed` stands where the time would.
    const done = Number.isFinite(time);
    const lag = fields.length >= 7 ? numbers[6]! * MICRO : 0;
    return {
      script: numbers[3]!,
      ...{ at, until: at, count: done ? 1 : 0, failed: done ? 0 : 1 },
      ...{ sum: done ? time : 0, squares: done ? time * time : 0 },
      ...{ lag: done ? lag : 0, lagged: done && fields.length >= 7 ? 1 : 0, single: true },
    };
  }
  if (aggregated && numbers.every(Number.isFinite)) {
    const [at, count, sum, squares] = numbers as [number, number, number, number];
    // 15 and later: sum_lag, its square, its ends, skipped, retried, retries, failures of two kinds.
    const failed = (numbers[10] ?? 0) + (numbers[13] ?? 0) + (numbers[14] ?? 0);
    return {
      script: 0,
      ...{ at, until: at + 1, count, failed, sum: sum * MICRO, squares: squares * MICRO * MICRO },
      ...{ lag: (numbers[6] ?? 0) * MICRO, lagged: numbers[6] ? count : 0, single: false },
    };
  }
  throw new SyntaxError(
    `Cannot read the log of pgbench: line ${line} is no transaction and no interval: ` +
      `${fields.join(" ").slice(0, 80)}`,
  );
}

function newTally(): Tally {
  return {
    histogram: latencyHistogram(),
    ...{ count: 0, failed: 0, sum: 0, squares: 0, lag: 0, lagged: 0 },
  };
}

function count(tally: Tally, line: Line): void {
  if (line.single && line.count === 1) tally.histogram.record(line.sum);
  tally.count += line.count;
  tally.failed += line.failed;
  tally.sum += line.sum;
  tally.squares += line.squares;
  tally.lag += line.lag;
  tally.lagged += line.lagged;
}

function merge(into: Tally, from: Tally): void {
  into.histogram.add(from.histogram);
  for (const key of ["count", "failed", "sum", "squares", "lag", "lagged"] as const) {
    into[key] += from[key];
  }
}

function measured(
  name: string,
  tally: Tally,
  { sampling, seconds }: { readonly sampling: number; readonly seconds: number },
): MeasuredLatency {
  const { histogram, count, failed, sum, squares, lag, lagged } = tally;
  const mean = count > 0 ? sum / count : NaN;
  const known = histogram.count() > 0 && histogram.count() === count;
  return {
    name,
    count,
    failed,
    throughput: count / sampling / seconds,
    mean,
    variability: count > 1 && mean > 0 ? Math.max(0, squares / count / mean ** 2 - 1) : 0,
    ...(known
      ? {
        p50: histogram.quantile(0.5),
        p95: histogram.quantile(0.95),
        p99: histogram.quantile(0.99),
      }
      : {}),
    ...(lagged > 0 ? { lag: lag / lagged } : {}),
    buckets: known ? histogram.buckets() : [],
  };
}
