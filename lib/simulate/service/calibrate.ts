import { type Displayable, displayable } from "../../core/displayable.ts";
import { formatNumber } from "../../core/format.ts";
import { median } from "../../core/median.ts";
import { emptySchema } from "../../schema/empty_schema.ts";
import {
  type ConnectOptions,
  connectPostgres,
  type ReadOnlyConnection,
} from "../../sources/live/connect_postgres.ts";
import { readAddress } from "../../sources/live/postgres_address.ts";
import { ASSUMED_CALIBRATION, type Calibration } from "./calibration.ts";
import { fitConstants, type TimedWork, workTime } from "./fit_constants.ts";
import { PROBES } from "./probes.ts";
import { relationFacts } from "./relation_facts.ts";
import { measureSlowdown } from "./measure_slowdown.ts";
import { executed, timeInTurn } from "./time_in_turn.ts";
import { timePlanning } from "./time_planning.ts";
import { type CalibrationStatement, idleSlowdownOf, timeStatements } from "./time_statements.ts";
import { timeWake } from "./time_wake.ts";

/** How a server is measured. */
export interface CalibrateOptions extends ConnectOptions {
  /** Statements that may be executed, in a read-only transaction. Defaults to none: only probes run. */
  readonly statements?: readonly CalibrationStatement[];
  /** Cores of the server: so many connections compute at once, to see how much slower each gets. */
  readonly cores?: number;
  /** Times that each probe and statement runs. Defaults to 7; the median counts. */
  readonly repeats?: number;
  /** The date for the evidence. Defaults to today. */
  readonly today?: string;
}

/** Fewer statements than these say little of how well others are predicted. */
const ENOUGH = 10;
/** What is expected of statements of which none was measured: probes tell a machine, not an application. */
const PROBED_FACTOR = 2;
const LEAST_FACTOR = 1.5;

/**
 * Measures how long a server's processor takes for each kind of work, with statements that only compute, in
 * one read-only transaction: nothing is created, no table of the user's is read. Where statements are given,
 * they are executed as well (they must only read), and the constants fit them too: one after the other,
 * again and again, so that none finds its own pages still in the processor's cache.
 *
 * Writing, the device and the client's network cannot be measured by reading: they stay assumed, in proportion
 * to the machine's speed.
 *
 * @param url The server's address, such as `postgres://app@db.example.org/shop`.
 * @throws {SyntaxError} When it is not such an address.
 * @throws {RangeError} When a number is out of bounds.
 * @throws {Error} When the server refuses, or a statement fails or wants to write.
 *
 * @example
 * ```ts ignore
 * import { calibrate, saveCalibration } from "@groundplan/groundplan";
 *
 * const calibration = await calibrate("postgres://localhost/shop", { cores: 8 });
 * await saveCalibration("calibration.json", calibration);
 * ```
 */
export async function calibrate(
  url: string,
  options: CalibrateOptions = {},
): Promise<Calibration & Displayable> {
  const { statements = [], cores, repeats = 7 } = options;
  if (!(Number.isInteger(repeats) && repeats >= 1)) {
    throw new RangeError(`Cannot repeat a probe ${repeats} times: give a whole number from 1`);
  }
  if (cores !== undefined && !(Number.isInteger(cores) && cores >= 1)) {
    throw new RangeError(`Cannot measure ${cores} cores: give a whole number from 1`);
  }
  const address = await readAddress(url);
  await using connection = await connectPostgres(address, options);
  const { rows: [server] } = await connection.query(
    "select current_setting('server_version_num')::int as number, current_setting('server_version') as version",
  );
  for (const setting of ["max_parallel_workers_per_gather = 0", "jit = off"]) {
    await connection.query(`set local ${setting}`);
  }
  const planner = await plannerSettingsOf(connection);
  const timed: TimedWork[] = [];
  const spreads: number[] = [];
  const nothing = relationFacts(emptySchema(), {
    tables: [],
    tag: "exact",
    evidence: { text: "" },
  });
  for (const { sql, settings = {} } of PROBES) {
    await connection.query("savepoint probe");
    for (const [name, value] of Object.entries(settings)) {
      await connection.query(`set local ${name} = ${value}`);
    }
    const [probe] = await timeInTurn(connection, [sql], {
      facts: nothing,
      settings: planner,
      repeats,
    });
    await connection.query("rollback to savepoint probe");
    timed.push({ units: executed(probe!.work), seconds: probe!.seconds });
    spreads.push(probe!.variability);
  }
  timed.push(...await timePlanning(connection));
  const wakeSeconds = await timeWake(connection);
  const own = await timeStatements(connection, statements, {
    repeats,
    version: Number(server!.number),
    settings: planner,
    wakeSeconds,
  });
  const fit = fitConstants([...timed, ...own.works]);
  const idleSlowdown = idleSlowdownOf(own.idle);
  const slowdown = cores === undefined || cores === 1
    ? undefined
    : await measureSlowdown(address, cores, options);
  const spread = median(spreads)!;
  const where = `PostgreSQL ${server!.version} at ${address.shown}`;
  const today = options.today ?? new Date().toISOString().slice(0, 10);
  return displayable(
    {
      seconds: fit.seconds,
      measured: fit.measured,
      factor: own.works.length >= ENOUGH
        ? Math.max(LEAST_FACTOR, crossValidated(timed, own.works))
        : PROBED_FACTOR,
      variability: Math.max(0.01, Math.min(1, spread)),
      slowdown: slowdown ?? ASSUMED_CALIBRATION.slowdown,
      wakeSeconds,
      ...(idleSlowdown === undefined ? {} : { idleSlowdown }),
      tag: "measured" as const,
      evidence: {
        text: `Measured on ${where} on ${today}: ${PROBES.length} probes` +
          (own.works.length > 0 ? ` and ${own.works.length} statements` : "") +
          `; the fit is within a factor of ${formatNumber(fit.factor)} for nine of ten` +
          (slowdown === undefined ? "; the slowdown of busy cores is assumed" : ""),
        source: address.shown,
      },
    },
    async () => (await import("../../display/draw_calibration.ts")).drawCalibration,
  );
}

/** What the server's planner reckons with; memory is in kilobytes. */
async function plannerSettingsOf(
  connection: Pick<ReadOnlyConnection, "query">,
): Promise<Readonly<Record<string, string>>> {
  const { rows } = await connection.query(
    `select name, setting from pg_catalog.pg_settings
      where name = 'work_mem' or name like '%\\_page\\_cost' or name like 'cpu\\_%\\_cost'`,
  );
  return Object.fromEntries(rows.map(({ name, setting }) => [String(name), String(setting)]));
}

const FOLDS = 5;

/** The factor that nine of ten statements lie within when they are predicted from the others. */
function crossValidated(probes: readonly TimedWork[], own: readonly TimedWork[]): number {
  const folds = Array.from({ length: Math.min(FOLDS, own.length) }, (_, fold) => fold);
  const factors = folds.flatMap((fold) => {
    const left = own.filter((_, at) => at % FOLDS !== fold);
    const { seconds } = fitConstants([...probes, ...left]);
    return own.filter((_, at) => at % FOLDS === fold).map((one) => {
      const ratio = workTime(one.units, seconds) / one.seconds;
      return Math.max(ratio, 1 / ratio);
    });
  }).sort((a, b) => a - b);
  return factors[Math.min(factors.length - 1, Math.floor(0.9 * factors.length))]!;
}
