import type { Explained } from "../../whatif/explained.ts";
import type { Lab } from "../../whatif/lab.ts";
import type { QueryPattern } from "../../workload/query_pattern.ts";
import type { Calibration } from "./calibration.ts";
import { demandCases } from "./demand_cases.ts";
import { workTime } from "./fit_constants.ts";
import { hotRows } from "./hot_rows.ts";
import type { HotShares } from "./hot_shares.ts";
import type { Machine } from "./machine.ts";
import type { CountedAccess } from "./meet_caches.ts";
import { innerPages, type NodeAccess } from "./node_access.ts";
import { pagePopularity } from "./page_popularity.ts";
import { drivingParameter, parameterValues } from "./parameter_values.ts";
import { planWork } from "./plan_work.ts";
import type { RelationFacts } from "./relation_facts.ts";
import type { LockDemand } from "./service_demand.ts";
import { type WriteAccess, writeWork } from "./write_work.ts";

/** What a pattern is counted with. */
export interface CountContext {
  readonly lab: Lab;
  readonly query: string;
  readonly explained: Explained;
  readonly facts: RelationFacts;
  readonly calibration: Calibration;
  readonly protocol: "prepared" | "simple";
  readonly hotShares: HotShares;
}

/** A case before it meets the caches. */
export interface CountedCase {
  readonly label: string;
  readonly share: number;
  /** Processor seconds without copies of pages. */
  readonly cpuSeconds: number;
  readonly savedSeconds: number;
  readonly rows: number;
  readonly accesses: readonly CountedAccess[];
  readonly walBytes: number;
  readonly writtenRows: number;
}

/** A pattern before it meets the caches. */
export interface CountedPattern {
  readonly pattern: QueryPattern;
  readonly rate: number;
  readonly explained: Explained;
  readonly cases: readonly CountedCase[];
  readonly locks: readonly LockDemand[];
}

/** Counts what each case of a pattern does; what is assumed of it is added to a list. */
export async function countPattern(
  pattern: QueryPattern,
  rate: number,
  machine: Machine,
  { lab, query, explained, facts, calibration, protocol, hotShares }: CountContext,
  assumed: string[],
): Promise<CountedPattern> {
  const parameters = parameterValues(pattern, facts);
  const driver = drivingParameter(parameters);
  if (driver && !driver.declared) {
    const { name, usage } = driver.column!;
    assumed.push(
      usage === "range"
        ? `${pattern.name} asks for ranges at the open end of ${name}`
        : `${pattern.name} asks for each value of ${name} as often as it occurs`,
    );
  }
  const { settings } = explained;
  const planned = protocol === "simple";
  const { seconds } = calibration;
  const planCases = await demandCases(lab, query, explained, parameters);
  const cases = planCases.map((one): CountedCase => {
    const { plan } = one.explained;
    const work = planWork(plan, facts, { settings, planned });
    const written = writeWork(plan, pattern, {
      facts,
      parameters,
      driver: one.driver,
      hotShares,
    });
    const writing = written ? workTime(written.units, seconds) : 0;
    const shared = workTime(work.parallel.units, seconds);
    return {
      label: one.label,
      share: one.share,
      cpuSeconds: workTime(work.units, seconds) + writing,
      savedSeconds: shared * (1 - 1 / work.parallel.processes),
      rows: written?.rows ?? work.rows,
      accesses: [
        ...work.accesses.map((access) => ({
          ...nameOf(access),
          pages: access.pages,
          dirtied: 0,
          added: 0,
          popularity: pagePopularity(access, one.driver),
        })),
        ...(written?.accesses ?? []).map((access: WriteAccess) => ({
          ...nameOf(access),
          ...{ pages: access.pages, dirtied: access.dirtied, added: access.added },
          popularity: access.popularity,
        })),
      ],
      walBytes: written?.walBytes ?? 0,
      writtenRows: written?.rows ?? 0,
    };
  });
  const [main] = cases.toSorted((a, b) => b.share - a.share);
  const hold = main!.cpuSeconds / 2 + commitOf(main!.walBytes, machine, calibration);
  return {
    pattern,
    rate,
    explained,
    cases,
    locks: hotRows(explained.plan, pattern, facts, { driver, parameters, holdSeconds: hold }),
  };
}

function nameOf(
  { table, index, kind }: NodeAccess,
): Pick<CountedAccess, "relation" | "kind" | "relationPages"> {
  return {
    relation: index?.name ?? table.name,
    kind,
    relationPages: kind === "index inner" ? innerPages(index!) : (index ?? table).pages,
  };
}

/** Seconds until a commit's log is on the device. */
export function commitOf(walBytes: number, machine: Machine, calibration: Calibration): number {
  const { device, synchronousCommit } = machine;
  if (walBytes === 0 || !synchronousCommit) return 0;
  return (calibration.flushSeconds ?? device.flushSeconds) + walBytes / device.bytesPerSecond;
}
