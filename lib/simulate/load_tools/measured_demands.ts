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
