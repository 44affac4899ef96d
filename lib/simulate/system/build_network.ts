import type {
  ArrivalRate,
  NetworkChange,
  QueueNetwork,
  Source,
  Station,
  Step,
} from "../events/network.ts";
import type { ServiceDemand } from "../service/service_demand.ts";
import { coldReads } from "./cold_reads.ts";
import { solveProcessor } from "./solve_processor.ts";
import {
  commitAt,
  deviceDemand,
  type ServedStream,
  type ServedSystem,
  type ServerNode,
  WAKE_VARIABILITY,
  widthOf,
} from "./system.ts";

/** What goes wrong in a run. */
export type Failure =
  /** A replica is lost with all that runs on it; its reads go to the others, or to the primary. */
  | {
    /** What is lost. */
    readonly what: "replica lost";
    /** Seconds since the start of the run; before it where negative. */
    readonly at: number;
  }
  /** The primary restarts its caches empty. */
  | {
    /** What is emptied. */
    readonly what: "cold cache";
    /** Seconds since the start of the run. */
    readonly at: number;
  };

/** How a network is built. */
export interface BuildNetworkOptions {
  /** What arrives of a stream, by its name. */
  readonly arrivals: (stream: ServedStream) => ArrivalRate;
  /** What goes wrong, in seconds of the run. */
  readonly failures?: readonly Failure[];
}

/** A network with what its stations are. */
export interface BuiltNetwork {
  readonly network: QueueNetwork;
  /** What each station is, in the order of the network's. */
  readonly kinds: readonly { readonly kind: NetworkStation; readonly node: number }[];
}

/** A station of a server in a network. */
export type NetworkStation = "connections" | "processor" | "device" | "transfer" | "log";

const OF_NODE: readonly NetworkStation[] = [
  "connections",
  "processor",
  "device",
  "transfer",
  "log",
];

/** Where executions run. */
interface Place {
  readonly node: number;
  /** The place in the stream's list of servers. */
  readonly at: number;
  /** The weight of it. */
  readonly share: number;
}

/** Reads of one statement that are waited for one by one; more are taken together. */
const MOST_VISITS = 8;

/**
 * Builds the network of queues that a system is: for each server its connections, its cores, which are shared
 * evenly, its device with one place for each read that it does at a time, its bandwidth for reading in order,
 * and its log, which is flushed for all who wait.
 */
export function buildNetwork(system: ServedSystem, options: BuildNetworkOptions): BuiltNetwork {
  const { nodes, streams } = system;
  const { failures = [] } = options;
  const processors = nodes.map((node, at) => solveProcessor(node, mixOf(at), "middle"));
  const stations = nodes.flatMap((node, at) =>
    OF_NODE.map((kind) => stationOf(node, kind, processors[at]!.shared.sliceLeft))
  );
  const kinds = nodes.flatMap((_, node) => OF_NODE.map((kind) => ({ kind, node })));
  const place = (node: number, kind: NetworkStation) =>
    node * OF_NODE.length + OF_NODE.indexOf(kind);
  const locks: string[] = [];
  const lockOf = (name: string) => {
    if (!locks.includes(name)) locks.push(name);
    return locks.indexOf(name);
  };
  const colds = failures.filter(({ what }) => what === "cold cache").map(({ at }) => at);
  // A lost replica's reads need a place to go to, which they do not use before.
  const losses = failures.filter(({ what }) => what === "replica lost").map(({ at }) => at)
    .toSorted((a, b) => a - b);
  const sources = streams.map((stream): Source => ({
    name: stream.name,
    arrivals: options.arrivals(stream),
    cases: placesOf(stream).flatMap(({ node, at, share }) => casesOf(stream, { node, at, share })),
  }));
  return {
    network: { stations, locks, sources, changes: changesOf() },
    kinds,
  };

  /** Where a stream runs, and behind that the primary for when nobody else is left. */
  function placesOf(stream: ServedStream): readonly Place[] {
    const own = stream.nodes.map((node, at) => ({ node, at, share: 1 }));
    return losses.length === 0 || stream.nodes.includes(0)
      ? own
      : [...own, { node: 0, at: 0, share: 0 }];
  }

  function casesOf(stream: ServedStream, { node, at, share: weight }: Place): Source["cases"] {
    const statements = stream.statements[at]!;
    const [only] = statements;
    // Several statements with several cases each would be too many ways: they run as they do in the mean.
    const ways = statements.length === 1 && only!.cases.length > 0
      ? only!.cases.map(({ share }, index) => ({ share, index }))
      : [{ share: 1, index: -1 }];
    return ways.map(({ share, index }) => ({
      share: share * weight,
      steps: [
        { do: "seize", station: place(node, "connections") },
        ...statements.flatMap((demand, nth): Step[] => [
          ...(nth > 0 && stream.think > 0 ? [{ do: "delay" as const, seconds: stream.think }] : []),
          ...statementSteps(demand, index, node),
        ]),
        ...commitSteps(statements, node),
      ],
    }));
  }

  function statementSteps(demand: ServiceDemand, index: number, node: number): Step[] {
    const server = nodes[node]!;
    const { calibration } = server.demands;
    const one = demand.cases[index];
    // How idle the machine is, is taken from the whole run.
    const { idleStretch } = processors[node]!;
    const cpu = (one?.cpuSeconds ?? demand.cpuSeconds.value) * idleStretch;
    const variability = one ? calibration.variability : demand.cpuVariability;
    const mean = demand.cases.reduce((sum, { share, misses }) => sum + share * misses, 0);
    const portion = one && mean > 0 ? one.misses / mean : 1;
    const device = deviceDemand(demand, server.demands, "middle");
    const reads = device.reads * portion;
    const batches = Math.max(1, reads / MOST_VISITS);
    const grown = node === 0 && colds.length > 0
      ? coldReads(demand, { restarts: colds, mixes: mixOf(node) })
      : undefined;
    const locking = demand.locks.length > 0;
    const hold = locking
      ? Math.min(
        cpu,
        Math.max(0, demand.locks[0]!.holdSeconds - commitAt(demand, "middle")) * idleStretch,
      )
      : 0;
    const serve = (seconds: number, width = 1): Step[] =>
      seconds > 1e-12
        ? [{ do: "serve", station: place(node, "processor"), seconds, variability, width }]
        : [];
    // What several processes do at the same time, and what one does alone: together the time that it takes.
    const width = Math.ceil(widthOf(demand) - 1e-9);
    const parallel = width === 1 ? 0 : cpu * (1 - 1 / widthOf(demand)) * width / (width - 1);
    const { wakeSeconds = 0 } = calibration;
    return [
      ...(wakeSeconds > 0
        ? [{ do: "delay" as const, seconds: wakeSeconds, variability: WAKE_VARIABILITY }]
        : []),
      ...serve(parallel, width),
      ...serve(Math.max(0, cpu - parallel - hold)),
      ...(reads > 0 || grown
        ? [{
          do: "serve" as const,
          station: place(node, "device"),
          // A device that also writes and reads in order has so much less time for each read.
          seconds: device.readSeconds * batches / (1 - takenOf(server, node)),
          visits: grown ? (seconds: number) => (reads + grown(seconds)) / batches : reads / batches,
        }]
        : []),
      ...(device.transferSeconds > 0
        ? [{
          do: "serve" as const,
          station: place(node, "transfer"),
          seconds: device.transferSeconds * portion / (1 - Math.min(0.99, server.writeShare)),
          variability: 0.1,
        }]
        : []),
      ...(locking
        ? [{
          do: "lock" as const,
          locks: demand.locks.map(({ key, share, mode }) => ({
            lock: lockOf(`${node === 0 ? "" : `${server.name}, `}${key}`),
            share,
            ...(mode === "shared" ? { shared: true } : {}),
          })),
        }]
        : []),
      ...serve(hold),
    ];
  }

  function commitSteps(statements: readonly ServiceDemand[], node: number): Step[] {
    const seconds = Math.max(0, ...statements.map((demand) => commitAt(demand, "middle")));
    return seconds > 0
      ? [{ do: "serve", station: place(node, "log"), seconds, variability: 0.2 }]
      : [];
  }

  function mixOf(node: number) {
    return streams.flatMap((stream) => {
      const at = stream.nodes.indexOf(node);
      return at < 0 ? [] : stream.statements[at]!.map((demand) => ({
        demand,
        rate: stream.rate / stream.nodes.length,
      }));
    });
  }

  function takenOf({ writeShare, demands }: ServerNode, node: number): number {
    const transfer = mixOf(node).reduce(
      (sum, { demand, rate }) =>
        sum + rate * deviceDemand(demand, demands, "middle").transferSeconds,
      0,
    );
    return Math.min(0.99, writeShare + transfer);
  }

  function changesOf(): readonly NetworkChange[] {
    return losses.flatMap((at, nth): NetworkChange[] => {
      // The last replica goes first; the primary never does.
      const lost = nodes.length - 1 - nth;
      if (lost < 1) return [];
      return [{
        at,
        lose: OF_NODE.map((kind) => place(lost, kind)),
        shares: streams.flatMap((stream, source) => {
          if (!stream.nodes.includes(lost)) return [];
          const alone = stream.nodes.every((node) => node >= lost);
          const shares = placesOf(stream).flatMap(({ node, at, share }) => {
            const alive = node >= lost ? 0 : share === 0 && !alone ? 0 : 1;
            return casesOf(stream, { node, at, share: 1 }).map(({ share }) => share * alive);
          });
          return [{ source, shares }];
        }),
      }];
    });
  }
}

function stationOf(node: ServerNode, kind: NetworkStation, sliceLeft: number): Station {
  const { machine, calibration } = node.demands;
  const name = `${node.name}: ${kind}`;
  switch (kind) {
    case "connections":
      return { name, discipline: "tokens", servers: node.connections };
    case "processor":
      return {
        name,
        discipline: "sharing",
        servers: machine.cores,
        contention: machine.cores > 1 ? (calibration.slowdown - 1) / (machine.cores - 1) : 0,
        sliceLeft,
      };
    case "device":
      return { name, discipline: "queue", servers: machine.deviceChannels };
    case "transfer":
      return { name, discipline: "sharing", servers: 1 };
    default:
      return { name, discipline: "batch", servers: 1 };
  }
}
