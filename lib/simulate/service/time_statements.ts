import { median } from "../../core/median.ts";
import { readCatalog } from "../../embedded/read_catalog.ts";
import { nested, type ReadOnlyConnection } from "../../sources/live/connect_postgres.ts";
import { readStatistics } from "../../statistics/read_statistics.ts";
import type { TimedWork } from "./fit_constants.ts";
import { relationFacts } from "./relation_facts.ts";
import { execute, executed, timeInTurn, type TimeOptions } from "./time_in_turn.ts";

/** A statement of the user's own that may be executed. */
export interface CalibrationStatement {
  /** One statement that only reads, with values in place of parameters. */
  readonly sql: string;
  /** Seconds that it was measured to take as its client saw it, such as by pgbench; else it is timed here. */
  readonly seconds?: number;
  /** The same where the machine had little else to do, such as by pgbench with a low `--rate`. */
  readonly idleSeconds?: number;
}

/** What statements of the user's own took. */
export interface OwnTimes {
  /** Each with what it did. */
  readonly works: readonly TimedWork[];
  /** The same statements in a row of others, and where the machine had little to do. */
  readonly idle: readonly { readonly seconds: number; readonly idleSeconds: number }[];
}

/** How a user's statements are timed. */
export interface TimeStatementsOptions extends Pick<TimeOptions, "repeats" | "settings"> {
  /** The server's version as a number, such as 180004. */
  readonly version: number;
  /** What a client that had nothing to do waits longer. */
  readonly wakeSeconds: number;
}

/** Milliseconds between two statements after which others have had the caches. */
const PAUSE = 20;

/** Times statements that may be executed, in a row and with pauses; times that were measured elsewhere are taken. */
export async function timeStatements(
  connection: ReadOnlyConnection,
  statements: readonly CalibrationStatement[],
  { repeats, version, settings, wakeSeconds }: TimeStatementsOptions,
): Promise<OwnTimes> {
  if (statements.length === 0) return { works: [], idle: [] };
  const schema = await readCatalog(async (sql) => (await connection.query(sql)).rows, {});
  const facts = relationFacts(schema, await readStatistics(nested(connection)));
  const serialized = version >= 170_000;
  const works: TimedWork[] = [];
  const idle: OwnTimes["idle"][number][] = [];
  for (const { sql, seconds, idleSeconds } of statements) {
    if (seconds === undefined) continue;
    const { work } = await execute(connection, sql, { facts, settings });
    works.push({ units: work.units, seconds });
    if (idleSeconds !== undefined) idle.push({ seconds, idleSeconds: idleSeconds - wakeSeconds });
  }
  const untimed = statements.filter(({ seconds }) => seconds === undefined).map(({ sql }) => sql);
  const options = { facts, settings, serialized };
  const timed = await timeInTurn(connection, untimed, { ...options, repeats });
  const paused = await timeInTurn(connection, untimed, { ...options, repeats: 3, pause: PAUSE });
  for (const [at, { work, seconds }] of timed.entries()) {
    works.push({ units: executed(work, serialized), seconds });
    idle.push({ seconds, idleSeconds: paused[at]!.seconds });
  }
  return { works, idle };
}

/** Shorter ones say more of waking up than of cold caches. */
const SHORTEST_SECONDS = 0.5e-3;
const MOST_SLOWDOWN = 3;

/** By how much statements take longer on a machine that has little to do; nothing where none says so. */
export function idleSlowdownOf(times: OwnTimes["idle"]): number | undefined {
  const ratios = times.filter(({ seconds }) => seconds >= SHORTEST_SECONDS)
    .map(({ seconds, idleSeconds }) => idleSeconds / seconds);
  const ratio = median(ratios);
  return ratio === undefined ? undefined : Math.min(MOST_SLOWDOWN, Math.max(1, ratio));
}
