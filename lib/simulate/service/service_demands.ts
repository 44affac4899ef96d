import type { Lab } from "../../whatif/lab.ts";
import type { Calibration } from "./calibration.ts";
import type { MachineSpec } from "./machine.ts";
import type { ServiceDemands } from "./service_demand.ts";

/** What the demands of a workload are reckoned with. */
export interface ServiceDemandsOptions {
  /** Names of patterns. Defaults to the whole workload. */
  readonly queries?: readonly string[];
  /** Executions a second by pattern; they go before the patterns' own. Defaults to 1 where none is known. */
  readonly rates?: Readonly<Record<string, number>>;
  /** The server's constants, as `calibrate()` measured them. Defaults to assumed ones. */
  readonly calibration?: Calibration;
  /** What is known of the machine beside the lab's hardware. */
  readonly machine?: MachineSpec;
  /** Whether statements are planned once a connection or each time. Defaults to `"prepared"`. */
  readonly protocol?: "prepared" | "simple";
}

/**
 * What each pattern of a lab's workload asks of the machine in one execution: processor time, pages by
 * kind, reads of the device, log, locks. Caches are reckoned for the whole mix at its rates.
 *
 * @param lab The planner; `lab.at(date)` and `lab.with(edits)` give the demands of a date or of edits.
 * @param options Rates, constants, machine.
 * @throws {RangeError} When there is no pattern of a name, or a number is out of bounds.
 * @throws {PlanningError} When PostgreSQL refuses a statement.
 */
export function serviceDemands(
  lab: Lab,
  options: ServiceDemandsOptions = {},
): Promise<ServiceDemands> {
  throw new TypeError(
    `Cannot reckon demands of ${lab.patterns.length} patterns yet: ${Object.keys(options)}`,
  );
}
