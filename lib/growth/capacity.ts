import { freeze } from "../core/freeze.ts";
import { parseBytes, parseDuration, parseShare } from "../core/quantity.ts";

/** What the data have to fit in, as people write it. */
export interface CapacitySpec {
  /** Memory of the server, such as `"64 GB"`; without it the working set is not judged. */
  readonly memory?: number | string;
  /** Size of the disk, such as `"2 TB"`; without it the disk is not judged. */
  readonly disk?: number | string;
  /** The longest that maintenance of one table may take. Defaults to 8 h. */
  readonly window?: number | string;
  /** The share of a table's rows that are used, 0 to 1. Defaults to 0.2. */
  readonly hotShare?: number | string;
  /** Numbers that a sequence gives out for each row that is kept: above 1 where inserts fail. Defaults to 1. */
  readonly numbersPerRow?: number;
  /** Write-ahead log that is kept on the same disk. Defaults to 1 GB, PostgreSQL's `max_wal_size`. */
  readonly walKept?: number | string;
  /** Bytes of table a second that vacuum gets through. Defaults to what the default cost limit allows. */
  readonly vacuumSpeed?: number | string;
  /** Bytes of index a second that a rebuild writes. Defaults to 50 MB. */
  readonly rebuildSpeed?: number | string;
  /** Bytes of table a second that a dump reads. Defaults to 100 MB. */
  readonly dumpSpeed?: number | string;
}

/** What the data have to fit in, in bytes, seconds and shares. */
export interface Capacity {
  readonly memory?: number;
  readonly disk?: number;
  readonly window: number;
  readonly hotShare: number;
  readonly numbersPerRow: number;
  readonly walKept: number;
  readonly vacuumSpeed: number;
  readonly rebuildSpeed: number;
  readonly dumpSpeed: number;
}

/**
 * Reads a capacity, with what is assumed for the rest.
 *
 * @throws {RangeError} When a number is not positive, or a sequence gives out less than a number a row.
 */
export function readCapacity(spec: CapacitySpec = {}): Capacity {
  const bytes = (name: keyof CapacitySpec, assumed?: string) => {
    const text = spec[name] ?? assumed;
    return text === undefined ? undefined : positive(name, parseBytes(text));
  };
  const [memory, disk] = [bytes("memory"), bytes("disk")];
  const { numbersPerRow = 1 } = spec;
  if (!(numbersPerRow >= 1 && Number.isFinite(numbersPerRow))) {
    throw new RangeError(`Cannot reckon with ${numbersPerRow} numbers a row: at least 1`);
  }
  return freeze({
    ...(memory === undefined ? {} : { memory }),
    ...(disk === undefined ? {} : { disk }),
    window: positive("window", parseDuration(spec.window ?? "8 h")),
    hotShare: parseShare(spec.hotShare ?? 0.2),
    numbersPerRow,
    walKept: bytes("walKept", "1 GB")!,
    // vacuum_cost_limit 200, vacuum_cost_page_dirty 20, autovacuum_vacuum_cost_delay 2 ms.
    vacuumSpeed: bytes("vacuumSpeed", String(200 / 20 * 8192 / 0.002))!,
    rebuildSpeed: bytes("rebuildSpeed", "50 MB")!,
    dumpSpeed: bytes("dumpSpeed", "100 MB")!,
  });
}

function positive(name: string, value: number): number {
  if (value > 0) return value;
  throw new RangeError(`Cannot plan for ${name} of ${value}: it must be positive`);
}
