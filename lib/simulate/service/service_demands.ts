import { figure } from "../../core/figure.ts";
import { freeze } from "../../core/freeze.ts";
import { didYouMean } from "../../core/suggest.ts";
import { resolvePattern } from "../../whatif/explain_patterns.ts";
import type { Lab } from "../../whatif/lab.ts";
import { columnsOf } from "../../whatif/model_patterns.ts";
import type { QueryPattern } from "../../workload/query_pattern.ts";
import { checkpoints, type DirtiedPages } from "./background.ts";
import { ASSUMED_CALIBRATION, type Calibration } from "./calibration.ts";
import { commitOf, type CountedCase, type CountedPattern, countPattern } from "./count_pattern.ts";
import { hotShares } from "./hot_shares.ts";
import { type Machine, type MachineSpec, readMachine } from "./machine.ts";
import { meetCaches } from "./meet_caches.ts";
import { relationFacts } from "./relation_facts.ts";
import type { DemandCase, ServiceDemand, ServiceDemands, WriteDemand } from "./service_demand.ts";

/** What the demands of a workload are reckoned with. */
export interface ServiceDemandsOptions {
  /** Names of patterns, or statements: the mix that the caches are reckoned for. Defaults to the workload. */
  readonly queries?: readonly string[];
  /** Executions a second by pattern, from 0; they go before the patterns' own. Defaults to 1. */
  readonly rates?: Readonly<Record<string, number>>;
  /** The server's constants, as `calibrate()` measured them. Defaults to assumed ones. */
  readonly calibration?: Calibration;
  /** What is known of the machine beside the lab's hardware. */
  readonly machine?: MachineSpec;
  /** Whether statements are planned once a connection or each time. Defaults to `"prepared"`. */
  readonly protocol?: "prepared" | "simple";
}

/** Executions a second that are taken for a pattern without a rate. */
const STANDARD_RATE = 1;

/**
 * What each pattern of a lab's workload asks of the machine in one execution: processor time, pages by
 * kind, reads of the device, log, locks. Caches are reckoned for the whole mix at its rates.
 *
 * @param lab The planner; `lab.at(date)` and `lab.with(edits)` give the demands of a date or of edits.
 * @param options Rates, constants, machine.
 * @throws {RangeError} When there is no pattern of a name, or a number is out of bounds.
 * @throws {PlanningError} When PostgreSQL refuses a statement.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { defineModel, openLab, serviceDemands } from "@groundplan/groundplan";
 *
 * const shop = defineModel("shop");
 * shop.entity("Order", { id: "bigint identity key", total: "numeric(12,2)" }).rows("40M");
 * shop.access("order", { sql: "select * from orders where id = $1", rate: "900/s" });
 * await using lab = await openLab(shop);
 * const { patterns: [order] } = await serviceDemands(lab, { machine: { memory: "1 GB" } });
 * assert.ok(order!.cpuSeconds.value < 1e-3);
 * // The leaf and the row: neither is in a cache that holds a quarter of the data.
 * assert.ok(order!.misses.value > 1 && order!.misses.value < 2);
 * ```
 */
export async function serviceDemands(
  lab: Lab,
  options: ServiceDemandsOptions = {},
): Promise<ServiceDemands> {
  const { calibration = ASSUMED_CALIBRATION, protocol = "prepared" } = options;
  const machine = readMachine(lab.hardware, options.machine);
  const facts = relationFacts(lab.schema, lab.statistics);
  const columns = columnsOf(lab.schema);
  const asked = options.queries ?? lab.patterns.map(({ name }) => name);
  const patterns = await Promise.all(
    asked.map((query) => resolvePattern(query, lab.patterns, columns)),
  );
  const assumed: string[] = [...machine.assumed];
  const rates = ratesOf(patterns, options.rates ?? {}, assumed);
  const explained = await lab.explainAll(asked);
  const updated = await hotShares(lab, asked.filter((_, at) => patterns[at]!.kind !== "select"));
  const counted: CountedPattern[] = [];
  for (const [at, pattern] of patterns.entries()) {
    const context = {
      lab,
      query: asked[at]!,
      explained: explained[at]!,
      facts,
      calibration,
      protocol,
      hotShares: updated,
    };
    counted.push(await countPattern(pattern, rates[at]!, machine, context, assumed));
    assumed.push(...explained[at]!.assumed.filter((one) => !one.startsWith("hardware")));
  }
  if (calibration.tag === "assumed") assumed.push("processor times: constants of a core of 3 GHz");
  return demandsOf(counted, { lab, machine, calibration, assumed });
}

function ratesOf(
  patterns: readonly QueryPattern[],
  given: Readonly<Record<string, number>>,
  assumed: string[],
): readonly number[] {
  const names = patterns.map(({ name }) => name);
  for (const [name, rate] of Object.entries(given)) {
    if (!names.includes(name)) {
      throw new RangeError(
        `Cannot set a rate for ${name}: there is no query pattern of that name${
          didYouMean(name, names)
        }`,
      );
    }
    if (!(rate >= 0 && Number.isFinite(rate))) {
      throw new RangeError(`Cannot run ${name} ${rate} times a second: give a number from 0`);
    }
  }
  return patterns.map(({ name, rate }) => {
    const known = given[name] ?? rate;
    if (known === undefined) assumed.push(`${name} runs once a second`);
    return known ?? STANDARD_RATE;
  });
}

interface Ground {
  readonly lab: Lab;
  readonly machine: Machine;
  readonly calibration: Calibration;
  readonly assumed: readonly string[];
}

function demandsOf(counted: readonly CountedPattern[], ground: Ground): ServiceDemands {
  const { lab, machine, calibration, assumed } = ground;
  const met = meetCaches(
    counted.map(({ rate, cases }) => ({
      rate,
      cases: cases.map(({ share, accesses }) => ({ share, accesses })),
    })),
    machine,
  );
  const dirtied = counted.map(({ rate, cases }) => dirtiedBy(rate, cases));
  const logged = counted.reduce(
    (sum, { rate, cases }) => sum + rate * meanOver(cases, ({ walBytes }) => walBytes),
    0,
  );
  const { background, imageBytes } = checkpoints(dirtied.flat(), logged, machine);
  let next = 0;
  const patterns = counted.map((one, at): ServiceDemand => {
    const images = dirtied[at]!.reduce((sum) => sum + imageBytes[next++]!, 0);
    const { rate, explained, cases, locks, pattern } = one;
    const { accesses, misses } = met.patterns[at]!;
    const copies = calibration.seconds.pageCopy;
    const demandCases = cases.map((known, number): DemandCase => ({
      label: known.label,
      share: known.share,
      cpuSeconds: known.cpuSeconds + copies * misses[number]!.bufferMisses,
      misses: misses[number]!.misses,
      diskSeconds: misses[number]!.diskSeconds,
      rows: known.rows,
    }));
    const cpu = meanOver(demandCases, ({ cpuSeconds }) => cpuSeconds);
    const disk = meanOver(demandCases, ({ diskSeconds }) => diskSeconds);
    const reads = meanOver(demandCases, ({ misses }) => misses);
    const { factor, variability } = calibration;
    const writes = writesOf(cases, images, ground);
    return {
      pattern: pattern.name,
      rate,
      explained,
      cpuSeconds: figure(cpu, "seconds", {
        tag: calibration.tag === "measured" ? "estimated" : "assumed",
        band: [cpu / factor, cpu * factor],
        evidence: {
          text: `Work of the plan's nodes at constants that were ${
            calibration.tag === "measured" ? "measured" : "assumed"
          }: ${calibration.evidence.text}`,
          source: "lib/simulate/service/plan_work.ts",
        },
      }),
      cpuElapsedSeconds: cpu - meanOver(cases, ({ savedSeconds }) => savedSeconds),
      cpuVariability: variabilityOver(
        demandCases,
        ({ cpuSeconds }) => cpuSeconds,
        () => variability,
      ),
      accesses,
      misses: figure(reads, "pages", {
        band: [0, Math.max(reads * 2, accesses.reduce((sum, { misses }) => sum + misses, 0))],
        evidence:
          "Che's approximation over the popularity of pages, for the shared buffers and for " +
          "the operating system's cache behind them",
      }),
      diskSeconds: figure(disk, "seconds", {
        tag: machine.assumed.some((one) => one.startsWith("the device")) ? "assumed" : "estimated",
        band: [disk / 2, disk * 2],
        evidence: { text: `Reads of ${machine.device.title}`, source: machine.device.source },
      }),
      diskVariability: variabilityOver(
        demandCases,
        ({ diskSeconds }) => diskSeconds,
        // Reads come by chance: a number of them with the variance of a Poisson's, each of its own time.
        ({ misses }) => misses > 0 ? DEVICE_MOMENT / misses : 0,
      ),
      coldDiskSeconds: met.patterns[at]!.coldDiskSeconds,
      ...(writes ? { writes } : {}),
      locks,
      cases: demandCases,
    };
  });
  return freeze({
    machine,
    ...(lab.date === undefined ? {} : { date: lab.date }),
    patterns,
    caches: met.caches,
    background,
    calibration,
    assumed: [...new Set(assumed)],
  });
}

/** Second moment of a device's time over its squared mean: times of reads vary by half of their mean. */
const DEVICE_MOMENT = 1.25;

function dirtiedBy(rate: number, cases: readonly CountedCase[]): readonly DirtiedPages[] {
  return cases.flatMap(({ share, accesses }) =>
    accesses.filter(({ dirtied }) => dirtied > 0).map((
      { relation, dirtied, added, popularity },
    ) => ({
      relation,
      dirtied,
      added,
      popularity,
      rate: rate * share,
    }))
  );
}

function writesOf(
  cases: readonly CountedCase[],
  images: number,
  { machine, calibration }: Ground,
): WriteDemand | undefined {
  const rows = meanOver(cases, ({ writtenRows }) => writtenRows);
  const bytes = meanOver(cases, ({ walBytes }) => walBytes);
  if (bytes === 0) return undefined;
  const commit = commitOf(bytes + images, machine, calibration);
  const known = calibration.flushSeconds !== undefined;
  return {
    rows,
    walBytes: figure(bytes, "bytes", {
      band: 0.25,
      evidence: {
        text: "Layout of the log's records",
        source: "lib/engines/postgresql/sizes/wal.ts",
      },
    }),
    imageBytes: figure(images, "bytes", {
      band: [images / 1.5, images * 1.5],
      evidence: "The first change of each page after a checkpoint logs the page",
    }),
    dirtiedPages: meanOver(
      cases,
      ({ accesses }) => accesses.reduce((sum, { dirtied }) => sum + dirtied, 0),
    ),
    commitSeconds: figure(commit, "seconds", {
      tag: known ? "estimated" : "assumed",
      band: [commit / 2, commit * 2],
      evidence: known
        ? "The flush that was measured"
        : { text: `A flush of ${machine.device.title}`, source: machine.device.source },
    }),
  };
}

function meanOver<T extends { readonly share: number }>(
  cases: readonly T[],
  value: (one: T) => number,
): number {
  return cases.reduce((sum, one) => sum + one.share * value(one), 0);
}

/** Squared coefficient of variation of a mixture, each part of which varies by itself. */
function variabilityOver(
  cases: readonly DemandCase[],
  value: (one: DemandCase) => number,
  own: (one: DemandCase) => number,
): number {
  const mean = meanOver(cases, value);
  if (mean <= 0) return 0;
  const second = meanOver(cases, (one) => value(one) ** 2 * (1 + own(one)));
  return Math.max(0, second / mean ** 2 - 1);
}
