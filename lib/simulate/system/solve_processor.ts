import { erlangC } from "../queues/erlang.ts";
import type { ServiceDemand } from "../service/service_demand.ts";
import { type SharedCores, sharedDelay } from "./shared_delay.ts";
import { type BandEnd, cpuAt, cpuFactor, type ServerNode, widthOf } from "./system.ts";
import { sliceLeft, worksOf } from "./slice_left.ts";

/** A demand with how often a second it comes. */
export interface AskedDemand {
  readonly demand: ServiceDemand;
  readonly rate: number;
}

/** The cores of a server in their steady state. */
export interface SolvedProcessor {
  readonly shared: SharedCores;
  /** Seconds that an execution waits for cores in the mean. */
  readonly meanWait: number;
  /** By how much all work takes longer because the machine has little to do, from 1. */
  readonly idleStretch: number;
  /** By how much a lock's holder is slower than on an idle machine. */
  readonly holdStretch: number;
  /** By how much a statement's own processes are slower, from 1, waits not counted. */
  readonly slowdownOf: (demand: ServiceDemand) => number;
  /** Seconds that a statement's processes take, waits counted. */
  readonly timeOf: (demand: ServiceDemand) => number;
}

/** Solves the cores of a server for what comes to it. */
export function solveProcessor(
  { demands: { machine, calibration }, replayCores }: ServerNode,
  asked: readonly AskedDemand[],
  end: BandEnd,
): SolvedProcessor {
  const sum = (of: (demand: ServiceDemand) => number) =>
    asked.reduce((total, { demand, rate }) => total + rate * of(demand), 0);
  const { cores } = machine;
  const contention = cores > 1 ? (calibration.slowdown - 1) / (cores - 1) : 0;
  const work = sum((demand) => cpuAt(demand, end)) + replayCores;
  const executions = sum(() => 1);
  const { stretch, utilization, idleStretch } = stretched(work, cores, {
    contention,
    idleSlowdown: calibration.idleSlowdown ?? 1,
  });
  // Workers of one statement come and go together, which makes lines as fewer and faster cores would.
  const wide = sum((demand) => cpuAt(demand, end) * widthOf(demand));
  const peakedness = work > 0 ? Math.max(1, Math.min(cores, (wide + replayCores) / work)) : 1;
  const effective = cores / peakedness;
  const waiting = waitingShare(effective, utilization);
  const delay = utilization < 1 ? waiting / (effective * (1 - utilization)) : Infinity;
  // How long things stay as they are is for the long work to say.
  const memory = work > 0
    ? sum((demand) => cpuAt(demand, end) * elapsedAt(demand, end)) * stretch / work
    : 0;
  const works = asked.flatMap(({ demand, rate }) => worksOf(demand, rate, end))
    .map(({ rate, seconds }) => ({ rate, seconds: seconds * stretch }));
  const shared: SharedCores = {
    cores: effective,
    utilization,
    meanWork: memory,
    waiting,
    sliceLeft: sliceLeft(works, machine.sliceSeconds),
  };
  // Processes of one statement are in each other's way, and all at once in others'.
  const slowdownOf = (demand: ServiceDemand): number => {
    const width = widthOf(demand);
    return width === 1
      ? stretch
      : (stretch + contention * (width - 1)) * Math.max(1, (work * stretch + width) / cores);
  };
  return {
    shared,
    meanWait: executions > 0
      ? works.reduce((sum, { rate, seconds }) => sum + rate * sharedDelay(seconds, shared), 0) /
        executions
      : 0,
    idleStretch,
    holdStretch: stretch * (1 + delay),
    slowdownOf,
    timeOf: (demand) =>
      worksOf(demand, 1, end).reduce((sum, { rate, seconds }) => {
        const own = seconds * slowdownOf(demand);
        return sum + rate * (own + sharedDelay(own, shared));
      }, 0),
  };
}

/** What slows cores down. */
interface SlowCores {
  readonly contention: number;
  readonly idleSlowdown: number;
}

/**
 * Work on cores that slow each other: the law's 1 + α(busy − 1), with as many busy as the work keeps. What is
 * slower on an idle machine is so in proportion to the time that it is idle.
 */
function stretched(
  work: number,
  cores: number,
  { contention, idleSlowdown }: SlowCores,
): { readonly stretch: number; readonly utilization: number; readonly idleStretch: number } {
  let [stretch, idleStretch] = [1, 1];
  for (let round = 0; round < 200; round++) {
    const busy = Math.min(cores, work * stretch);
    idleStretch = 1 + (idleSlowdown - 1) * (1 - busy / cores);
    // Who is there sees the others as they are in the mean, beside itself.
    const next = (1 + contention * Math.min(cores - 1, busy)) * idleStretch;
    if (Math.abs(next - stretch) < 1e-12) break;
    // More work makes the machine less idle and the work shorter: half steps do not swing.
    stretch = idleSlowdown > 1 ? (stretch + next) / 2 : next;
  }
  return { stretch, utilization: work * stretch / cores, idleStretch };
}

/**
 * The probability that all of a number of servers that need not be whole are busy: between whole numbers on a
 * straight line of its logarithm (Hayward's approximation takes traffic that comes in bunches of z as traffic
 * z times thinner for servers z times fewer: Fredericks, Congestion in Blocking Systems, 1980).
 */
function waitingShare(servers: number, utilization: number): number {
  if (utilization >= 1) return 1;
  if (utilization === 0) return 0;
  const low = Math.floor(servers);
  const at = (count: number) => Math.log(erlangC(count, utilization * count));
  const part = servers - low;
  return Math.exp(part === 0 ? at(low) : at(low) * (1 - part) + at(low + 1) * part);
}

/** Seconds of a statement's processor time on an idle machine, at an end of the band. */
function elapsedAt(demand: ServiceDemand, end: BandEnd): number {
  return demand.cpuElapsedSeconds * cpuFactor(demand, end);
}
