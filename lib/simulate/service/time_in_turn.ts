import type { ReadOnlyConnection } from "../../sources/live/connect_postgres.ts";
import { readPlan } from "../../whatif/plan.ts";
import type { TimedWork } from "./fit_constants.ts";
import { planWork } from "./plan_work.ts";
import type { RelationFacts } from "./relation_facts.ts";

/** A statement that was executed. */
export interface Timed {
  /** What it did. */
  readonly work: ReturnType<typeof planWork>;
  /** Seconds within the server, the median. */
  readonly seconds: number;
  /** The squared coefficient of variation. */
  readonly variability: number;
}

/** How statements are timed. */
export interface TimeOptions {
  /** What is known of the relations. */
  readonly facts: RelationFacts;
  /** The planner's settings on the server. */
  readonly settings: Readonly<Record<string, string>>;
  /** Rounds that count. */
  readonly repeats: number;
  /** Whether rows are made into text as well, as for a client: since PostgreSQL 17. */
  readonly serialized?: boolean;
  /** Milliseconds before each execution. Defaults to 0. */
  readonly pause?: number;
}

/** Executes a statement once. */
export async function execute(
  connection: Pick<ReadOnlyConnection, "query">,
  sql: string,
  { facts, settings, serialized = false, pause = 0 }: Omit<TimeOptions, "repeats">,
): Promise<{ readonly work: Timed["work"]; readonly seconds: number }> {
  if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
  const { rows: [row] } = await connection.query(
    `explain (analyze, timing off, summary on, format json${
      serialized ? ", serialize text" : ""
    }) ${sql}`,
  );
  const explained = row!["QUERY PLAN"] as readonly Record<string, unknown>[];
  return {
    work: planWork(readPlan(explained), facts, { settings }),
    seconds: Number(explained[0]!["Execution Time"]) / 1000,
  };
}

/** Executes statements in turn, round after round: in a mix, none finds its own pages in a processor's cache. */
export async function timeInTurn(
  connection: Pick<ReadOnlyConnection, "query">,
  statements: readonly string[],
  options: TimeOptions,
): Promise<readonly Timed[]> {
  const times: number[][] = statements.map(() => []);
  const works: Timed["work"][] = [];
  for (let round = 0; round <= options.repeats; round++) {
    for (const [at, sql] of statements.entries()) {
      const { work, seconds } = await execute(connection, sql, options);
      works[at] = work;
      // The first round fills caches.
      if (round > 0) times[at]!.push(seconds);
    }
  }
  return times.map((seconds, at) => ({ work: works[at]!, ...summarized(seconds) }));
}

function summarized(times: readonly number[]): Pick<Timed, "seconds" | "variability"> {
  const sorted = times.toSorted((a, b) => a - b);
  const seconds = Math.max(1e-6, sorted[sorted.length >> 1]!);
  // Without the slowest tenth: it is what other work on the machine took.
  const kept = sorted.slice(0, Math.max(1, Math.ceil(sorted.length * 0.9)));
  const mean = kept.reduce((sum, value) => sum + value, 0) / kept.length;
  const variance = kept.reduce((sum, value) => sum + (value - mean) ** 2, 0) / kept.length;
  return { seconds, variability: mean > 0 ? variance / mean ** 2 : 0 };
}

/** What EXPLAIN's execution time is of: without message, planning and the rows' way to the client. */
export function executed({ units }: Timed["work"], serialized = false): TimedWork["units"] {
  const { statement: _, planning: __, outputRow, outputByte, ...rest } = units;
  return serialized
    ? { ...rest, ...(outputRow ? { outputRow } : {}), ...(outputByte ? { outputByte } : {}) }
    : rest;
}
