import { eventEngine } from "./event_engine.ts";
import type { EventRun } from "./event_run.ts";
import type { QueueNetwork } from "./network.ts";

/** How a network is simulated. */
export interface SimulateEventsOptions {
  /** Seconds of the network's time that are measured, more than 0. */
  readonly seconds: number;
  /** The same seed gives the same run. Defaults to 1. */
  readonly seed?: number | string;
  /** Seconds before anything is measured. Defaults to 0. */
  readonly warmup?: number;
  /** Parts into which the run is cut, from 1. Defaults to 20. */
  readonly windows?: number;
  /** Executions that may be under way at once; with more the run ends. Defaults to a million. */
  readonly mostPresent?: number;
  /** Stops it. */
  readonly signal?: AbortSignal;
  /** Hears the share that is done, 0 to 1, some times a second. */
  readonly onProgress?: (share: number) => void;
}

/** Events between two looks at the signal: some hundredths of a second. */
const TURN = 65_536;

/**
 * Simulates a network of queues event by event.
 *
 * @returns What was measured; the same network and seed give the same.
 * @throws {RangeError} When the time is not positive, or a step of the network goes nowhere.
 * @throws {DOMException} `AbortError`, or the signal's reason, when it is stopped.
 */
export async function simulateEvents(
  network: QueueNetwork,
  options: SimulateEventsOptions,
): Promise<EventRun> {
  const { seconds, seed = 1, warmup = 0, windows = 20, mostPresent = 1e6 } = options;
  const { signal, onProgress } = options;
  if (!(seconds > 0 && Number.isFinite(seconds) && warmup >= 0)) {
    throw new RangeError(`Cannot simulate ${seconds} s after ${warmup} s: give a time to measure`);
  }
  if (!(Number.isInteger(windows) && windows >= 1)) {
    throw new RangeError(`Cannot cut a run into ${windows} parts: give a whole number from 1`);
  }
  const engine = eventEngine(network, { seconds, seed, warmup, windows, mostPresent });
  signal?.throwIfAborted();
  while (!engine.run(TURN)) {
    onProgress?.(engine.progress());
    await new Promise((resolve) => setTimeout(resolve, 0));
    signal?.throwIfAborted();
  }
  onProgress?.(1);
  return engine.result();
}
