import type { Edit } from "../core/edit.ts";
import type { ModelSource } from "../model/model_builder.ts";
import type { LoadSpec } from "./load/load.ts";
import type { Calibration } from "./service/calibration.ts";
import type { MachineSpec } from "./service/machine.ts";

/** Edits, or advice that holds them. */
export type EditsSource =
  | readonly Edit[]
  | { readonly edits: readonly Edit[] }
  | { readonly tables: readonly { readonly edits: readonly Edit[] }[] };

/** What may be otherwise: a what-if is one of these. */
export interface SimulateVariant {
  /** Edits of the schema: an index advice, partitions, rewrites, or a list. */
  readonly apply?: EditsSource;
  /** How much is asked when. Defaults to the patterns' rates, growing with their entities. */
  readonly load?: LoadSpec;
  /** The machine, beside the lab's hardware: memory, cores, device, settings. */
  readonly machine?: MachineSpec;
  /** Connections of the pool that executions share. Defaults to 100. */
  readonly pool?: number;
  /** Servers with a copy, which answer what tolerates old data (`staleness`). Defaults to 0. */
  readonly replicas?: number;
  /** Constants of a server, as `calibrate()` measured them. Defaults to assumed ones. */
  readonly calibration?: Calibration;
  /** Whether statements are planned once a connection or each time. Defaults to `"prepared"`. */
  readonly protocol?: "prepared" | "simple";
}

/** What goes wrong while it is simulated. */
export interface FailureSpec {
  /** A replica is lost, or the primary's caches are emptied by a restart. */
  readonly what: "replica lost" | "cold cache";
  /** When in the run, such as `"20 min"`. */
  readonly at: number | string;
}

/** How a workload is simulated. */
export interface SimulateOptions extends SimulateVariant {
  /** Names of the patterns that run. Defaults to the whole workload. */
  readonly queries?: readonly string[];
  /** How far to look, such as `"3 years"`, or in seconds. Defaults to 3 years. */
  readonly horizon?: number | string;
  /** Dates over the horizon beside the first, 1 to 120. Defaults to 12. */
  readonly steps?: number;
  /** Hours that are simulated event by event, from the busiest one on; 0 for none. Defaults to 1. */
  readonly hours?: number;
  /** Days that are simulated event by event, from midnight of the busiest day; before `hours`. */
  readonly days?: number;
  /** The date of the run, such as `"2029-01"`. Defaults to the first day. */
  readonly at?: string;
  /**
   * Events of the run; a longer stretch is run in samples. Defaults to 3 million, and to 20
   * million for days: some seconds.
   */
  readonly events?: number;
  /** What goes wrong in the run. */
  readonly failures?: readonly FailureSpec[];
  /** The same seed gives the same bytes. Defaults to 1. */
  readonly seed?: number | string;
  /** Other ways of things, by their names: each is simulated beside this one. */
  readonly whatIf?: Readonly<
    Record<string, SimulateVariant & { readonly model?: ModelSource }>
  >;
  /** Whether to reckon what matters most and the load that can be borne. Defaults to true. */
  readonly explore?: boolean;
  /** Stops it. */
  readonly signal?: AbortSignal;
  /** Hears what is under way, with the share that is done, 0 to 1. */
  readonly onProgress?: (progress: { readonly what: string; readonly share: number }) => void;
}
