import { freeze } from "../../core/freeze.ts";
import { formatBytes } from "../../core/format.ts";
import { parseBytes, parseDuration } from "../../core/quantity.ts";
import { assertKnownKeys } from "../../model/known_keys.ts";
import type { Hardware, Storage } from "../../whatif/hardware.ts";
import { timeSlice } from "./time_slice.ts";

/** A storage device, as queues see it. */
export interface Device {
  /** Such as `local NVMe`. */
  readonly title: string;
  /** Seconds that a random read of one page takes on an idle device. */
  readonly readSeconds: number;
  /** Random operations of a page that it does in a second. */
  readonly operationsPerSecond: number;
  /** Bytes a second that it reads or writes one after the other. */
  readonly bytesPerSecond: number;
  /** Seconds until a flushed write of a few pages is safe: what `fsync` takes. */
  readonly flushSeconds: number;
  /** Where the numbers come from. */
  readonly source: string;
}

/**
 * Devices by the kind of storage. The numbers are those of common products and are assumptions for any
 * other one.
 */
export const DEVICES: Readonly<Record<Storage, Device>> = freeze({
  nvme: {
    title: "local NVMe",
    readSeconds: 90e-6,
    operationsPerSecond: 400_000,
    bytesPerSecond: 3e9,
    flushSeconds: 50e-6,
    source:
      "data sheets of data-centre NVMe drives with power-loss protection: 80 to 100 µs a read " +
      "of 4 kB at queue depth 1, 400,000 to 800,000 random reads a second, 3 GB/s",
  },
  "network-ssd": {
    title: "network SSD",
    readSeconds: 700e-6,
    operationsPerSecond: 3000,
    bytesPerSecond: 131_072_000,
    flushSeconds: 1e-3,
    source:
      "Amazon EBS user guide, General Purpose SSD (gp3): 3,000 operations and 125 MiB a second " +
      "as a baseline, single-digit milliseconds; reads are mostly answered in 0.5 to 1 ms",
  },
  "spinning-disk": {
    title: "spinning disk",
    readSeconds: 8e-3,
    operationsPerSecond: 125,
    bytesPerSecond: 180e6,
    flushSeconds: 8e-3,
    source: "a disk of 7,200 turns a minute: half a turn is 4.2 ms, a mean seek 4 ms",
  },
});

/** A machine that a database runs on, as far as queues and caches depend on it. */
export interface Machine {
  /** Processor cores. */
  readonly cores: number;
  /** Seconds that a process keeps a core to itself while others want it. */
  readonly sliceSeconds: number;
  /** Bytes of memory. */
  readonly memory: number;
  /** Bytes of `shared_buffers`. */
  readonly sharedBuffers: number;
  /** Bytes that the operating system keeps of files. */
  readonly fileCache: number;
  /** Where the data lie. */
  readonly device: Device;
  /** Reads that the device works on at the same time: operations a second × seconds of one. */
  readonly deviceChannels: number;
  /** Connections that statements share: `max_connections`, or the pool's size. */
  readonly connections: number;
  /** Seconds between checkpoints: `checkpoint_timeout`. */
  readonly checkpointSeconds: number;
  /** Bytes of log after which a checkpoint comes sooner: `max_wal_size`. */
  readonly maxWalBytes: number;
  /** Whether a commit waits for the log: `synchronous_commit`. */
  readonly synchronousCommit: boolean;
  /** Whether the log holds an image of each page first changed after a checkpoint. */
  readonly fullPageWrites: boolean;
  /** What was assumed of it. */
  readonly assumed: readonly string[];
}

/** What is known of a machine beside the lab's hardware. Bytes and durations are numbers or text. */
export interface MachineSpec {
  /** Cores, from 1. Defaults to the lab's. */
  readonly cores?: number;
  /** What a process keeps a core for while others want it. Defaults to Linux's for so many cores. */
  readonly slice?: number | string;
  /** Such as `"64 GB"`. Defaults to the lab's. */
  readonly memory?: number | string;
  /** Defaults to a quarter of the memory. */
  readonly sharedBuffers?: number | string;
  /** Defaults to what is left of the memory, less a tenth. */
  readonly fileCache?: number | string;
  /** A kind of storage, or numbers that replace those of the lab's. */
  readonly device?: Storage | Partial<Device>;
  /** Defaults to 100, as PostgreSQL's `max_connections`. */
  readonly connections?: number;
  /** Defaults to 5 minutes. */
  readonly checkpoint?: number | string;
  /** Defaults to 1 GB. */
  readonly maxWal?: number | string;
  /** Defaults to true. */
  readonly synchronousCommit?: boolean;
  /** Defaults to true. */
  readonly fullPageWrites?: boolean;
}

const KEYS = [
  ...["cores", "memory", "sharedBuffers", "fileCache", "device", "connections", "checkpoint"],
  ...["maxWal", "synchronousCommit", "fullPageWrites", "slice"],
] as const;

/**
 * The machine of a lab's hardware, with what is known beside it; the rest is assumed and named.
 *
 * @param hardware What a lab plans with: `lab.hardware`.
 * @param spec What is known beside it.
 * @throws {RangeError} When a number is not positive, or there is no storage of a name.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { defineModel, openLab, readMachine } from "@groundplan/groundplan";
 *
 * await using lab = await openLab(defineModel("shop"), {
 *   hardware: { memory: "64 GB", storage: "nvme" },
 * });
 * const machine = readMachine(lab.hardware);
 * assert.equal(machine.sharedBuffers, 16 * 2 ** 30);
 * assert.equal(machine.deviceChannels, 36);
 * ```
 */
export function readMachine(hardware: Hardware, spec: MachineSpec = {}): Machine {
  assertKnownKeys(spec, KEYS, "the machine");
  const assumed: string[] = [];
  const bytes = (value: number | string | undefined, otherwise: number, name: string): number => {
    if (value !== undefined) return parseBytes(value);
    assumed.push(`${name} is ${formatBytes(otherwise)}`);
    return otherwise;
  };
  const memory = spec.memory === undefined ? hardware.memory : parseBytes(spec.memory);
  const sharedBuffers = bytes(spec.sharedBuffers, memory / 4, "shared_buffers");
  const fileCache = bytes(
    spec.fileCache,
    Math.max(0, memory * 0.9 - sharedBuffers),
    "the operating system's file cache",
  );
  const device = readDevice(hardware.storage, spec.device);
  if (typeof spec.device !== "object") assumed.push(`the device is as a ${device.title}`);
  const cores = spec.cores ?? hardware.cores;
  const machine = {
    cores,
    sliceSeconds: spec.slice === undefined ? timeSlice(cores) : parseDuration(spec.slice),
    memory,
    sharedBuffers,
    fileCache,
    device,
    deviceChannels: Math.max(1, Math.round(device.operationsPerSecond * device.readSeconds)),
    connections: spec.connections ?? 100,
    checkpointSeconds: spec.checkpoint === undefined ? 300 : parseDuration(spec.checkpoint),
    maxWalBytes: spec.maxWal === undefined ? 2 ** 30 : parseBytes(spec.maxWal),
    synchronousCommit: spec.synchronousCommit ?? true,
    fullPageWrites: spec.fullPageWrites ?? true,
    assumed,
  };
  for (const name of ["cores", "sliceSeconds", "memory", "sharedBuffers", "connections"] as const) {
    if (machine[name] > 0) continue;
    throw new RangeError(`Cannot reckon with ${name} of ${machine[name]}: it must be positive`);
  }
  return freeze(machine);
}

function readDevice(storage: Storage, spec: MachineSpec["device"] = storage): Device {
  const known = typeof spec === "string" ? DEVICES[spec] : { ...DEVICES[storage], ...spec };
  if (!known) {
    throw new RangeError(
      `Cannot reckon with a device ${spec}: there are ${Object.keys(DEVICES).join(", ")}`,
    );
  }
  for (
    const name of ["readSeconds", "operationsPerSecond", "bytesPerSecond", "flushSeconds"] as const
  ) {
    if (known[name] > 0) continue;
    throw new RangeError(`Cannot reckon with a device's ${name} of ${known[name]}`);
  }
  return known;
}
