import { assertKnownKeys } from "../model/known_keys.ts";
import { freeze } from "../core/freeze.ts";
import { parseBytes } from "../core/quantity.ts";
import { didYouMean } from "../core/suggest.ts";

/** A machine, as far as plans depend on it. */
export interface Hardware {
  /** Where the data lie. */
  readonly storage: Storage;
  /** Bytes of memory. */
  readonly memory: number;
  /** Cores. */
  readonly cores: number;
  /** Bytes that a sort or a hash table may take: `work_mem`. */
  readonly workMemory: number;
}

/** Where the data lie. */
export type Storage = "nvme" | "network-ssd" | "spinning-disk";

/** Hardware as people write it. */
export interface HardwareSpec {
  /** Where the data lie. */
  readonly storage?: Storage;
  /** Such as `"64 GB"`. */
  readonly memory?: number | string;
  /** Cores, from 1. */
  readonly cores?: number;
  /** Such as `"32 MB"`. */
  readonly workMemory?: number | string;
}

interface StorageProfile {
  readonly title: string;
  /** What a random read costs in sequential ones. */
  readonly randomPageCost: number;
  /** Seconds that one unit of cost stands for when most pages are cached. */
  readonly secondsPerCost: number;
}

/**
 * What storage means for the planner. `random_page_cost` follows common advice for each kind of disk; the
 * seconds a unit of cost are assumptions: 0.01 for a row, at ten million rows a second, is 10 µs a unit.
 */
export const STORAGE: Readonly<Record<Storage, StorageProfile>> = freeze({
  nvme: { title: "local NVMe", randomPageCost: 1.1, secondsPerCost: 10e-6 },
  "network-ssd": { title: "network SSD", randomPageCost: 1.5, secondsPerCost: 14e-6 },
  "spinning-disk": { title: "spinning disk", randomPageCost: 4, secondsPerCost: 40e-6 },
});

/** What is assumed where nothing is said: a virtual machine of a middling size. */
const ASSUMED: Hardware = freeze({
  storage: "network-ssd",
  memory: parseBytes("16 GB"),
  cores: 4,
  workMemory: parseBytes("4 MB"),
});

/**
 * Reads hardware, with what is assumed for the rest: network SSD, 16 GB, 4 cores, `work_mem` of 4 MB.
 *
 * @throws {RangeError} When there is no such storage, or a number is not positive.
 */
export function readHardware(spec: HardwareSpec = {}): Hardware {
  assertKnownKeys(spec, ["storage", "memory", "cores", "workMemory"], "the hardware");
  const { storage = ASSUMED.storage, cores = ASSUMED.cores } = spec;
  if (!Object.hasOwn(STORAGE, storage)) {
    throw new RangeError(
      `Cannot plan for storage ${JSON.stringify(storage)}: there is none of that name${
        didYouMean(storage, Object.keys(STORAGE))
      }`,
    );
  }
  const memory = spec.memory === undefined ? ASSUMED.memory : parseBytes(spec.memory);
  const workMemory = spec.workMemory === undefined
    ? ASSUMED.workMemory
    : parseBytes(spec.workMemory);
  for (const [name, value] of Object.entries({ memory, cores, workMemory })) {
    if (!(value > 0)) {
      throw new RangeError(`Cannot plan for ${name} of ${value}: it must be positive`);
    }
  }
  return freeze({ storage, memory, cores, workMemory });
}

/** The planner's settings for a machine, in PostgreSQL's names. */
export function plannerSettings(hardware: Hardware): Readonly<Record<string, string>> {
  const { storage, memory, cores, workMemory } = hardware;
  return freeze({
    random_page_cost: String(STORAGE[storage].randomPageCost),
    // PostgreSQL's manual, section 19.7.2: what the disk cache and the shared buffers are expected to hold.
    effective_cache_size: `${Math.floor(memory * 0.75 / 1024)}kB`,
    work_mem: `${Math.max(64, Math.floor(workMemory / 1024))}kB`,
    max_parallel_workers_per_gather: String(Math.min(2, Math.floor(cores / 2))),
    jit: "off",
    timezone: "UTC",
    geqo_seed: "0",
  });
}
