import { type Figure, figure } from "../../core/figure.ts";
import type { Machine } from "./machine.ts";
import type { BackgroundDemand, PageClass } from "./service_demand.ts";

/** Pages that executions change, with how often. */
export interface DirtiedPages {
  readonly relation: string;
  /** Pages changed in one execution. */
  readonly dirtied: number;
  /** New pages filled in one execution. */
  readonly added: number;
  readonly popularity: readonly PageClass[];
  /** Executions a second. */
  readonly rate: number;
  /** Bytes of log of one execution, images apart. */
}

/** Checkpoints of a workload, and what its executions log of whole pages. */
export interface Checkpoints {
  readonly background: BackgroundDemand;
  /** Bytes of images for one execution, in the order given. */
  readonly imageBytes: readonly number[];
}

const PAGE_BYTES = 8192;
/** PostgreSQL 18, xlog.c, `CalculateCheckpointSegments`: with a completion target of 0.9. */
const COMPLETION = 1.9;

/**
 * What checkpoints make of a workload's writes: each page is written once between two of them, and its first
 * change is logged as a whole image.
 *
 * @param logged Bytes of log a second without images.
 */
export function checkpoints(
  dirtied: readonly DirtiedPages[],
  logged: number,
  machine: Machine,
): Checkpoints {
  let seconds = machine.checkpointSeconds;
  let images = dirtied.map(() => 0);
  let log = logged;
  // More log brings checkpoints sooner, which brings more images: settles within some rounds.
  for (let round = 0; round < 40; round++) {
    images = dirtied.map((one) =>
      machine.fullPageWrites && one.rate > 0
        ? touched(one, seconds) * PAGE_BYTES / (one.rate * seconds)
        : 0
    );
    log = logged + dirtied.reduce((sum, { rate }, at) => sum + rate * images[at]!, 0);
    const full = log > 0 ? machine.maxWalBytes / COMPLETION / log : Infinity;
    const next = Math.min(machine.checkpointSeconds, Math.max(1, full));
    if (Math.abs(next - seconds) < 1e-3 * seconds) break;
    seconds = (seconds + next) / 2;
  }
  const writes = dirtied.reduce(
    (sum, one) => sum + touched(one, seconds) / seconds + one.rate * one.added,
    0,
  );
  const { device } = machine;
  const evidence = (what: string) =>
    `${what} with a checkpoint every ${Math.round(seconds)} s; each page counts once between two`;
  const band = (value: number): Figure["band"] => [value / 1.5, value * 1.5];
  return {
    imageBytes: images,
    background: {
      walBytesPerSecond: figure(log, "bytes per second", {
        ...withBand(band(log)),
        evidence: evidence("Records and images of pages"),
      }),
      pageWritesPerSecond: figure(writes, "per second", {
        ...withBand(band(writes)),
        evidence: evidence("Dirty pages"),
      }),
      checkpointSeconds: seconds,
      deviceShare: writes / device.operationsPerSecond + log / device.bytesPerSecond,
    },
  };
}

function withBand(band: Figure["band"]): { readonly band: readonly [number, number] } {
  return { band: band! };
}

/** Pages that are touched at least once in a time. Source: the occupancy problem, summed over classes. */
function touched({ popularity, dirtied, rate }: DirtiedPages, seconds: number): number {
  return popularity.reduce(
    (sum, { pages, share }) =>
      pages > 0 ? sum - pages * Math.expm1(-rate * dirtied * share * seconds / pages) : sum,
    0,
  );
}
