import { mixtureOf, noTime, quantileOf, sometimes, sumOf } from "../queues/transform.ts";
import type { SolvedServer } from "./solve_server.ts";
import type { SolvedStation, SolvedStream } from "./solved_system.ts";
import { type BandEnd, deviceDemand, type ServedStream } from "./system.ts";

/** Quantiles are searched to one in ten thousand. */
const TOLERANCE = 1e-4;

/** The servers that a stream may pass. */
export interface StreamServers {
  readonly servers: readonly SolvedServer[];
  readonly end: BandEnd;
}

/** Solves the latency of a stream from the stations that it passes. */
export function solveStream(
  stream: ServedStream,
  { servers, end }: StreamServers,
): SolvedStream {
  const ways = stream.nodes.map((node, place) => {
    const server = servers[node]!;
    return { server, way: server.serve(stream, stream.statements[place]!) };
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
