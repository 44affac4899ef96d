import { type Queue, waitTransform } from "../queues/queue.ts";
import { gammaTransform, mixtureOf, noTime, sumOf, type Transform } from "../queues/transform.ts";
import type { ServiceDemand } from "../service/service_demand.ts";
import { flushWait } from "./flush_wait.ts";
import { slowed } from "./shared_delay.ts";
import { solveDevice } from "./solve_device.ts";
import { solveLocks } from "./solve_locks.ts";
import { solvePool } from "./solve_pool.ts";
import { solveProcessor } from "./solve_processor.ts";
import type { SolvedStation, StationKind } from "./solved_system.ts";
import {
  type BandEnd,
  commitAt,
  cpuFactor,
  type LocalStream,
  type ServedStream,
  type ServerNode,
  WAKE_VARIABILITY,
  widthOf,
} from "./system.ts";

/** A server's stations, before anybody passes them. */
export interface SolvedServer {
  readonly node: ServerNode;
  readonly stations: readonly SolvedStation[];
  readonly processor: SolvedStation;
  readonly device: SolvedStation;
  readonly connections: SolvedStation;
  readonly pool: Queue;
  /** The way of a stream through it by its statements here, the wait for a connection not counted. */
  readonly serve: (stream: ServedStream, statements: readonly ServiceDemand[]) => Way;
}

/** What an execution waits for and works on, with its transform and means. */
export interface Way {
  readonly transform: Transform;
  readonly processor: number;
  readonly device: number;
  readonly log: number;
  readonly locks: number;
  readonly think: number;
  readonly lockStations: readonly SolvedStation[];
}

/** A server and what comes to it. */
export interface LoadedServer {
  readonly node: ServerNode;
  /** Its place among the servers. */
  readonly at: number;
  readonly streams: readonly ServedStream[];
  readonly end: BandEnd;
}

/** Solves the stations of one server, each alone. */
export function solveServer({ node, at, streams, end }: LoadedServer): SolvedServer {
  const here = streams.flatMap((stream): readonly LocalStream[] => {
    const place = stream.nodes.indexOf(at);
    const rate = stream.rate / stream.nodes.length;
    return place < 0 ? [] : [{ stream, statements: stream.statements[place]!, rate }];
  });
  const asked = here.flatMap(({ statements, rate }) =>
    statements.map((demand) => ({ demand, rate }))
  );
  const cores = solveProcessor(node, asked, end);
  const disk = solveDevice(node, asked, end);
  const commits = here.reduce(
    (sum, { statements, rate }) => sum + (statements.some(({ writes }) => writes) ? rate : 0),
    0,
  );
  const commitTime = (seconds: number) => seconds + flushWait(commits, seconds);
  const station = (
    kind: StationKind,
    { name = node.name, utilization, meanWait }: {
      readonly name?: string;
      readonly utilization: number;
      readonly meanWait: number;
    },
  ): SolvedStation => ({ kind, name, node: at, utilization, meanWait });
  const held = solveLocks(here, {
    end,
    stretch: cores.holdStretch,
    timeOf: (demand) => cores.timeOf(demand) + disk.timeOf(demand),
    commitTime,
  });
  const locks = new Map([...held].map(([key, { queue, utilization }]) => {
    const name = `${node.name}, ${key}`;
    return [key, {
      queue,
      station: station("locks", { name, utilization, meanWait: queue.meanWait }),
    }];
  }));
  const { wakeSeconds: wake = 0, variability } = node.demands.calibration;

  const serveStatement = (demand: ServiceDemand): Transform => {
    const scale = cpuFactor(demand, end) * (cores.slowdownOf(demand) / widthOf(demand));
    const misses = demand.cases.reduce((sum, one) => sum + one.share * one.misses, 0);
    const cases = demand.cases.length > 0
      ? demand.cases
      : [{ share: 1, cpuSeconds: demand.cpuSeconds.value, misses }];
    const whole = cases.reduce((sum, { share }) => sum + share, 0);
    const served = mixtureOf(cases.map(({ share, cpuSeconds, misses: own }) => ({
      share: share / whole,
      transform: sumOf([
        slowed(cpuSeconds * scale, variability, cores.shared),
        disk.transformOf(demand, misses > 0 ? own / misses : 1),
      ]),
    })));
    const waits = demand.locks.flatMap(({ key, share }) => {
      const known = locks.get(key);
      return known ? [{ share, transform: waitTransform(known.queue) }] : [];
    });
    const free = 1 - waits.reduce((sum, { share }) => sum + share, 0);
    return sumOf([
      served,
      wake > 0 ? gammaTransform(wake, WAKE_VARIABILITY) : noTime,
      waits.length === 0
        ? noTime
        : mixtureOf([{ share: Math.max(0, free), transform: noTime }, ...waits]),
    ]);
  };

  const serve = (stream: ServedStream, statements: readonly ServiceDemand[]): Way => {
    const sum = (of: (demand: ServiceDemand) => number) =>
      statements.reduce((total, demand) => total + of(demand), 0);
    const wanted = statements.flatMap((demand) =>
      demand.locks.flatMap(({ key, share }) => {
        const known = locks.get(key);
        return known ? [{ ...known, share }] : [];
      })
    );
    const commit = Math.max(0, ...statements.map((demand) => commitAt(demand, end)));
    const log = commit > 0 ? commitTime(commit) : 0;
    const think = stream.think * (statements.length - 1);
    return {
      transform: sumOf([
        ...statements.map(serveStatement),
        ...(log > 0 ? [gammaTransform(log, LOG_VARIABILITY)] : []),
        ...(think > 0 ? [gammaTransform(think, 1)] : []),
      ]),
      processor: sum((demand) => cores.timeOf(demand) + wake),
      device: sum(disk.timeOf),
      log,
      locks: wanted.reduce((total, { share, queue }) => total + share * queue.meanWait, 0),
      think,
      lockStations: wanted.map(({ station }) => station),
    };
  };

  const pool = solvePool(
    here.map(({ stream, statements, rate }) => {
      const { processor, device, log, locks, think } = serve(stream, statements);
      return { rate, seconds: processor + device + log + locks + think };
    }),
    node.connections,
  );
  const { utilization } = cores.shared;
  const processor = station("processor", { utilization, meanWait: cores.meanWait });
  const device = station("device", {
    utilization: disk.utilization,
    meanWait: disk.utilization < 1 ? disk.reads.meanWait : Infinity,
  });
  const connections = station("connections", pool);
  return {
    node,
    stations: [
      processor,
      device,
      connections,
      ...[...locks.values()].map(({ station }) => station),
    ],
    processor,
    device,
    connections,
    pool: pool.queue,
    serve,
  };
}

/** A flush and the wait for one that is under way vary little. */
const LOG_VARIABILITY = 0.2;
