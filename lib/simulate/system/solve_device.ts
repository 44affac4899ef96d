import { type Queue, queue, waitTransform } from "../queues/queue.ts";
import { gammaTransform, noTime, poissonSum, sumOf, type Transform } from "../queues/transform.ts";
import type { ServiceDemand } from "../service/service_demand.ts";
import type { AskedDemand } from "./solve_processor.ts";
import { type BandEnd, deviceDemand, type ServerNode } from "./system.ts";

/** A server's device in its steady state. */
export interface SolvedDevice {
  /** The share of the time that it is busy. */
  readonly utilization: number;
  /** The line of reads of one page each. */
  readonly reads: Queue;
  /** Seconds that a statement spends on it in the mean. */
  readonly timeOf: (demand: ServiceDemand) => number;
  /** How those seconds spread, for an execution that reads a multiple of the mean. */
  readonly transformOf: (demand: ServiceDemand, portion: number) => Transform;
}

/** How long reading in order takes varies little. */
const TRANSFER_VARIABILITY = 0.1;

/** Solves the device of a server for what comes to it. */
export function solveDevice(
  { demands, writeShare }: ServerNode,
  asked: readonly AskedDemand[],
  end: BandEnd,
): SolvedDevice {
  const { device, deviceChannels } = demands.machine;
  const sum = (of: (demand: ServiceDemand) => number) =>
    asked.reduce((total, { demand, rate }) => total + rate * of(demand), 0);
  const arrivals = sum((demand) => deviceDemand(demand, demands, end).reads);
  const transfer = sum((demand) => deviceDemand(demand, demands, end).transferSeconds);
  const taken = Math.min(0.999, transfer + writeShare);
  const reads = queue({
    arrivalRate: arrivals,
    serviceSeconds: device.readSeconds / (1 - taken),
    servers: deviceChannels,
  });
  const utilization = arrivals * device.readSeconds / deviceChannels + transfer + writeShare;
  const slow = utilization < 1 ? 1 / (1 - Math.max(0, utilization - transfer)) : Infinity;
  const oneRead = sumOf([waitTransform(reads), gammaTransform(reads.serviceSeconds, 1)]);
  return {
    utilization,
    reads,
    timeOf(demand) {
      const own = deviceDemand(demand, demands, end);
      return own.reads * reads.meanSojourn +
        (own.transferSeconds > 0 ? own.transferSeconds * slow : 0);
    },
    transformOf(demand, portion) {
      const own = deviceDemand(demand, demands, end);
      return sumOf([
        reads.stable ? poissonSum(own.reads * portion, oneRead) : noTime,
        gammaTransform(own.transferSeconds * portion * slow, TRANSFER_VARIABILITY),
      ]);
    },
  };
}
