import { solveServer } from "./solve_server.ts";
import { solveStream } from "./solve_stream.ts";
import type { SolvedSystem } from "./solved_system.ts";
import type { BandEnd, ServedSystem } from "./system.ts";

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
export function solveSystem(
  { nodes, streams }: ServedSystem,
  end: BandEnd = "middle",
): SolvedSystem {
  const servers = nodes.map((node, at) => solveServer({ node, at, streams, end }));
  return {
    stations: servers.flatMap(({ stations }) => stations),
    streams: streams.map((stream) => solveStream(stream, { servers, end })),
  };
}
