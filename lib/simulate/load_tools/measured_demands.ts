import { figure } from "../../core/figure.ts";
import { freeze } from "../../core/freeze.ts";
import type { DemandCase, ServiceDemand, ServiceDemands } from "../service/service_demand.ts";
import type { PgbenchLog } from "./read_pgbench_log.ts";

/** Fewer transactions than these say little of a mean. */
const ENOUGH = 20;

/**
 * Demands with the processor time that a light load measured in place of what the plans say: the mean of each
 * script, less what the device and the commit take. The load must be light (one connection, no rate), or its
 * waits would be counted as work. Scripts of fewer than twenty transactions are passed over.
 *
 * @param demands What the plans say.
 * @param log pgbench's log, with scripts named after patterns.
 * @returns Demands whose processor times are measured, where the log has them.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import {
 *   defineModel,
 *   measuredDemands,
 *   openLab,
 *   readPgbenchLog,
 *   serviceDemands,
 * } from "@groundplan/groundplan";
 *
 * const shop = defineModel("shop");
 * shop.entity("Order", { id: "bigint identity key" }).rows("4M");
 * shop.access("order", { sql: "select * from orders where id = $1", rate: "90/s" });
 * await using lab = await openLab(shop);
 * const log = Array.from({ length: 50 }, (_, at) => `0 ${at} 200 0 1700000000 ${at}`).join("\n");
 * const demands = measuredDemands(
 *   await serviceDemands(lab),
 *   readPgbenchLog(log, { scripts: ["order"] }),
 * );
 * assert.equal(demands.patterns[0]!.cpuSeconds.tag, "measured");
 * assert.ok(Math.abs(demands.patterns[0]!.cpuSeconds.value - 200e-6) < 1e-9);
 * ```
 */
export function measuredDemands(demands: ServiceDemands, log: PgbenchLog): ServiceDemands {
  const measured = new Map(log.scripts.map((script) => [script.name, script]));
  return freeze({
    ...demands,
    patterns: demands.patterns.map((demand): ServiceDemand => {
      const script = measured.get(demand.pattern);
      if (!script || script.count < ENOUGH) return demand;
      const waits = demand.diskSeconds.value + (demand.writes?.commitSeconds.value ?? 0);
      const saved = demand.cpuSeconds.value - demand.cpuElapsedSeconds;
      const seconds = Math.max(script.mean * 0.05, script.mean - waits) + saved;
      const scale = seconds / demand.cpuSeconds.value;
      // The mean of so many lies within two standard errors, and another day is not this one.
      const error = 0.1 + 2 * Math.sqrt(script.variability / script.count);
      return {
        ...demand,
        cpuSeconds: figure(seconds, "seconds", {
          tag: "measured",
          band: [seconds / (1 + error), seconds * (1 + error)],
          evidence: `Mean of ${script.count} transactions of pgbench at light load`,
        }),
        cpuElapsedSeconds: seconds - saved,
        cpuVariability: script.variability,
        cases: demand.cases.map((one): DemandCase => ({
          ...one,
          cpuSeconds: one.cpuSeconds * scale,
        })),
      };
    }),
  });
}
