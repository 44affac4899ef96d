import { type Queue, queue, waitTransform } from "../queues/queue.ts";
import {
  gammaTransform,
  mixtureOf,
  noTime,
  poissonSum,
  quantileOf,
  sometimes,
  sumOf,
  type Transform,
} from "../queues/transform.ts";
import type { LockDemand, ServiceDemand } from "../service/service_demand.ts";
import { flushWait } from "./flush_wait.ts";
import { slowed } from "./shared_delay.ts";
import { solveProcessor } from "./solve_processor.ts";
import {
  type BandEnd,
  commitAt,
  cpuFactor,
  deviceDemand,
  type ServedStream,
  type ServedSystem,
  type ServerNode,
  WAKE_VARIABILITY,
  widthOf,
} from "./system.ts";

/** What is queued for. */
export type StationKind = "processor" | "device" | "connections" | "locks";

/** A station of a server in its steady state. */
export interface SolvedStation {
  readonly kind: StationKind;
  /** The server's name; for a lock with what is locked behind it. */
  readonly name: string;
  readonly node: number;
  /** The share of the time that it is busy; 1 and more where it cannot keep up. */
  readonly utilization: number;
  /** Seconds that one visit waits in the mean. */
  readonly meanWait: number;
}

/** A stream in its steady state. */
export interface SolvedStream {
  readonly name: string;
  /** Executions a second that are asked for. */
  readonly rate: number;
  /** Executions a second that come through: fewer where a station cannot keep up. */
  readonly throughput: number;
  /** Whether all stations on its way keep up. */
  readonly stable: boolean;
  /** The busiest station on its way. */
  readonly busiest: SolvedStation;
  /** Seconds in the mean; `Infinity` where it is not stable. */
  readonly mean: number;
  /** Where the mean goes, in seconds. */
  readonly parts: Readonly<
    Record<"processor" | "device" | "log" | "locks" | "connections", number>
  >;
  /** Seconds that a share of its executions stay under; `Infinity` where it is not stable. */
  readonly quantile: (share: number) => number;
}

/** A system in its steady state. */
export interface SolvedSystem {
  readonly stations: readonly SolvedStation[];
  readonly streams: readonly SolvedStream[];
}

/** The squared coefficient of variation of how long a lock is held: little work and a flush. */
const HOLD_VARIABILITY = 0.25;
/** Quantiles are searched to one in ten thousand. */
const TOLERANCE = 1e-4;

/**
 * Solves a system of servers without simulating it: each station alone, as if the others did not shape what
 * comes to it (Jackson's and BCMP's networks are exact in that; here it is an approximation), and latencies
 * from the product of the stations' transforms.
 *
 * - The processor is shared evenly in slices of time, as an operating system does it ({@linkcode sharedDelay}),
 *   and slowed by the contention of the scalability law.
 * - The device and the connections are Allen–Cunneen queues, locks are Pollaczek–Khinchine's.
 * - The log is flushed for all who wait at once.
 */
export function solveSystem(system: ServedSystem, end: BandEnd = "middle"): SolvedSystem {
  const servers = system.nodes.map((node, at) => solveServer(system, node, at, end));
  const streams = system.streams.map((stream) => solveStream(stream, servers, end));
  return { stations: servers.flatMap(({ stations }) => stations), streams };
}

/** A server's stations, before anybody passes them. */
interface SolvedServer {
  readonly node: ServerNode;
  readonly stations: readonly SolvedStation[];
  readonly processor: SolvedStation;
  readonly device: SolvedStation;
  readonly connections: SolvedStation;
  readonly locks: ReadonlyMap<string, { readonly queue: Queue; readonly station: SolvedStation }>;
  /** The way of a stream through it, the wait for a connection not counted. */
  readonly serve: (stream: ServedStream, at: number) => Way;
  readonly pool: Queue;
}

/** What an execution waits for and works on, with its transform and means. */
interface Way {
  readonly transform: Transform;
  readonly processor: number;
  readonly device: number;
  readonly log: number;
  readonly locks: number;
  readonly think: number;
  readonly lockStations: readonly SolvedStation[];
}

function solveServer(
  system: ServedSystem,
  node: ServerNode,
  at: number,
  end: BandEnd,
): SolvedServer {
  const here = system.streams.flatMap((stream) => {
    const place = stream.nodes.indexOf(at);
    return place < 0 ? [] : [{ stream, place, rate: stream.rate / stream.nodes.length }];
  });
  const eachStatement = (of: (demand: ServiceDemand) => number) =>
    here.reduce(
      (sum, { stream, place, rate }) =>
        sum + rate * stream.statements[place]!.reduce((sum, demand) => sum + of(demand), 0),
      0,
    );
  const { machine, calibration } = node.demands;
  const asked = here.flatMap(({ stream, place, rate }) =>
    stream.statements[place]!.map((demand) => ({ demand, rate }))
  );
  const cores = solveProcessor(node, asked, end);

  const reads = eachStatement((demand) => deviceDemand(demand, node.demands, end).reads);
  const transfer = eachStatement((demand) =>
    deviceDemand(demand, node.demands, end).transferSeconds
  );
  const taken = Math.min(0.999, transfer + node.writeShare);
  const readQueue = queue({
    arrivalRate: reads,
    serviceSeconds: machine.device.readSeconds / (1 - taken),
    servers: machine.deviceChannels,
  });
  const deviceUse = reads * machine.device.readSeconds / machine.deviceChannels + transfer +
    node.writeShare;
  const transferSlow = deviceUse < 1 ? 1 / (1 - Math.max(0, deviceUse - transfer)) : Infinity;

  const commits = here.reduce(
    (sum, { stream, place, rate }) =>
      sum + (stream.statements[place]!.some(({ writes }) => writes) ? rate : 0),
    0,
  );
  const flush = (seconds: number) => flushWait(commits, seconds);

  // Seconds that a statement takes beside waits for locks: what is behind it holds its locks for so long.
  const timeOf = (demand: ServiceDemand): number => {
    const device = deviceDemand(demand, node.demands, end);
    return cores.timeOf(demand) + device.reads * readQueue.meanSojourn +
      (device.transferSeconds > 0 ? device.transferSeconds * transferSlow : 0);
  };
  const demanded = new Map<string, { rate: number; held: number }>();
  for (const { stream, place, rate } of here) {
    const statements = stream.statements[place]!;
    for (const [index, demand] of statements.entries()) {
      const behind = statements.slice(index + 1).reduce(
        (sum, later) => sum + stream.think + timeOf(later),
        0,
      );
      for (const lock of demand.locks) {
        if (lock.mode === "shared") continue;
        const known = demanded.get(lock.key) ?? { rate: 0, held: 0 };
        const commit = commitAt(demand, end);
        const hold = Math.max(0, holdOf(lock, demand, end) - commit) * cores.holdStretch +
          behind + (commit > 0 ? commit + flush(commit) : 0);
        known.rate += rate * lock.share;
        known.held += rate * lock.share * hold;
        demanded.set(lock.key, known);
      }
    }
  }
  const locks = new Map([...demanded].map(([key, { rate, held }]) => {
    const hold = rate > 0 && Number.isFinite(held) ? held / rate : 0;
    const solved = queue({
      arrivalRate: rate,
      serviceSeconds: hold,
      serviceVariability: HOLD_VARIABILITY,
    });
    const utilization = Number.isFinite(held) ? solved.utilization : Infinity;
    const station: SolvedStation = {
      kind: "locks",
      name: `${node.name}, ${key}`,
      node: at,
      utilization,
      meanWait: solved.meanWait,
    };
    return [key, { queue: solved, station }] as const;
  }));
  const processor: SolvedStation = {
    kind: "processor",
    name: node.name,
    node: at,
    utilization: cores.shared.utilization,
    meanWait: cores.meanWait,
  };
  const device: SolvedStation = {
    kind: "device",
    name: node.name,
    node: at,
    utilization: deviceUse,
    meanWait: deviceUse < 1 ? readQueue.meanWait : Infinity,
  };

  const serve = (stream: ServedStream, place: number): Way => {
    const statements = stream.statements[place]!;
    const { wakeSeconds: wake = 0 } = calibration;
    const means = { processor: 0, device: 0, log: 0, locks: 0 };
    const lockStations: SolvedStation[] = [];
    const transforms = statements.map((demand) => {
      const { reads, transferSeconds } = deviceDemand(demand, node.demands, end);
      const factor = cpuFactor(demand, end);
      const part = cores.slowdownOf(demand) / widthOf(demand);
      const misses = demand.cases.reduce((sum, one) => sum + one.share * one.misses, 0);
      const each = sumOf([
        waitTransform(readQueue),
        gammaTransform(readQueue.serviceSeconds, 1),
      ]);
      const within = calibration.variability;
      const ways = demand.cases.length > 0
        ? demand.cases
        : [{ share: 1, cpuSeconds: demand.cpuSeconds.value, misses }];
      const whole = ways.reduce((sum, { share }) => sum + share, 0);
      const served = mixtureOf(ways.map(({ share, cpuSeconds, misses: own }) => {
        const portion = misses > 0 ? own / misses : 1;
        return {
          share: share / whole,
          transform: sumOf([
            slowed(cpuSeconds * factor * part, within, cores.shared),
            readQueue.stable ? poissonSum(reads * portion, each) : noTime,
            gammaTransform(transferSeconds * portion * transferSlow, 0.1),
          ]),
        };
      }));
      means.processor += cores.timeOf(demand) + wake;
      means.device += reads * readQueue.meanSojourn +
        (transferSeconds > 0 ? transferSeconds * transferSlow : 0);
      const waits = demand.locks.flatMap((lock) => {
        const known = locks.get(lock.key);
        if (!known) return [];
        lockStations.push(known.station);
        means.locks += lock.share * known.queue.meanWait;
        return [{ share: lock.share, transform: waitTransform(known.queue) }];
      });
      const free = 1 - waits.reduce((sum, { share }) => sum + share, 0);
      return sumOf([
        served,
        wake > 0 ? gammaTransform(wake, WAKE_VARIABILITY) : noTime,
        waits.length === 0
          ? noTime
          : mixtureOf([{ share: Math.max(0, free), transform: noTime }, ...waits]),
      ]);
    });
    const commit = Math.max(0, ...statements.map((demand) => commitAt(demand, end)));
    if (commit > 0) {
      means.log = commit + flush(commit);
      transforms.push(gammaTransform(means.log, 0.2));
    }
    const think = stream.think * (statements.length - 1);
    if (think > 0) transforms.push(gammaTransform(think, 1));
    return { transform: sumOf(transforms), ...means, think, lockStations };
  };

  const held = here.map(({ stream, place, rate }) => {
    const { processor, device, log, locks, think } = serve(stream, place);
    return { rate, seconds: processor + device + log + locks + think };
  });
  const arrivals = held.reduce((sum, { rate }) => sum + rate, 0);
  const busy = held.reduce((sum, { rate, seconds }) => sum + rate * seconds, 0);
  const finite = Number.isFinite(busy);
  const mean = arrivals > 0 && finite ? busy / arrivals : 0;
  // Each stream's own times spread as an exponential, and the streams differ.
  const square = held.reduce((sum, { rate, seconds }) => sum + 2 * rate * seconds ** 2, 0);
  const pool = queue({
    arrivalRate: arrivals,
    serviceSeconds: mean,
    servers: node.connections,
    serviceVariability: mean > 0 ? Math.max(0, square / arrivals / mean ** 2 - 1) : 1,
  });
  const connections: SolvedStation = {
    kind: "connections",
    name: node.name,
    node: at,
    utilization: finite ? pool.utilization : Infinity,
    meanWait: finite ? pool.meanWait : Infinity,
  };
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
    locks,
    serve,
    pool,
  };
}

function solveStream(
  stream: ServedStream,
  servers: readonly SolvedServer[],
  end: BandEnd,
): SolvedStream {
  const ways = stream.nodes.map((node, place) => {
    const server = servers[node]!;
    return { server, way: server.serve(stream, place) };
  });
  const passed = ways.flatMap(({ server, way }, place) => [
    server.processor,
    ...(stream.statements[place]!.some((demand) => {
        const { reads, transferSeconds } = deviceDemand(demand, server.node.demands, end);
        return reads > 0 || transferSeconds > 0;
      })
      ? [server.device]
      : []),
    ...way.lockStations,
    server.connections,
  ]);
  const busiest = busiestOf(passed);
  const stable = passed.every(({ utilization }) => utilization < 1);
  const share = 1 / ways.length;
  const sum = (of: (one: (typeof ways)[0]) => number) =>
    ways.reduce((total, one) => total + share * of(one), 0);
  const parts = {
    processor: sum(({ way }) => way.processor),
    device: sum(({ way }) => way.device),
    log: sum(({ way }) => way.log),
    locks: sum(({ way }) => way.locks),
    connections: sum(({ server }) => server.connections.meanWait),
  };
  const mean = stable
    ? Object.values(parts).reduce((total, one) => total + one, 0) + sum(({ way }) => way.think)
    : Infinity;
  const most = Math.max(
    ...passed.filter(({ utilization }) => Number.isFinite(utilization))
      .map(({ utilization }) => utilization),
  );
  const transform = stable
    ? mixtureOf(ways.map(({ server, way }) => ({
      share,
      transform: sumOf([
        server.pool.waiting > 0 && server.pool.meanWait > 0
          ? sometimes(server.pool.waiting, server.pool.meanWait / server.pool.waiting)
          : noTime,
        way.transform,
      ]),
    })))
    : noTime;
  return {
    name: stream.name,
    rate: stream.rate,
    throughput: stable ? stream.rate : stream.rate / Math.max(1, most),
    stable,
    busiest,
    mean,
    parts,
    quantile: (share) => stable ? quantileOf(transform, share, mean, TOLERANCE) : Infinity,
  };
}

/** Connections, and locks that are never given back, run out when something behind them does: that is named. */
function busiestOf(passed: readonly SolvedStation[]): SolvedStation {
  const causes = passed.filter(({ kind, utilization }) =>
    kind !== "connections" && Number.isFinite(utilization)
  );
  const near = causes.filter(({ utilization }) => utilization >= 0.9);
  return (near.length > 0 ? near : passed).reduce((most, one) =>
    one.utilization > most.utilization ? one : most
  );
}

/** Seconds that a lock is held on an idle machine, at an end of the band. */
function holdOf({ holdSeconds }: LockDemand, demand: ServiceDemand, end: BandEnd): number {
  return holdSeconds * cpuFactor(demand, end);
}
