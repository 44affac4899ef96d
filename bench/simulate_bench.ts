/**
 * Measures events a second of the discrete-event engine on one core: a single queue, and a shop's mix with
 * processor, disk, log, pool and locks.
 *
 * @module
 */
import { constantArrivals, type QueueNetwork, type Step } from "../lib/simulate/events/network.ts";
import { simulateEvents } from "../lib/simulate/events/simulate_events.ts";

const single: QueueNetwork = {
  stations: [{ name: "desk", discipline: "queue", servers: 3 }],
  sources: [{
    name: "customers",
    arrivals: constantArrivals(2.5),
    cases: [{ share: 1, steps: [{ do: "serve", station: 0, seconds: 1 }] }],
  }],
};

const statement = (cpu: number, reads: number): Step[] => [
  { do: "serve", station: 1, seconds: cpu, variability: 0.3 },
  { do: "serve", station: 2, seconds: 1e-3, visits: reads },
];
const mix: QueueNetwork = {
  stations: [
    { name: "pool", discipline: "tokens", servers: 40 },
    { name: "processor", discipline: "sharing", servers: 8, contention: 0.03 },
    { name: "disk", discipline: "queue", servers: 8 },
    { name: "log", discipline: "batch", servers: 1 },
  ],
  locks: ["row 1", "row 2"],
  sources: [0, 1, 2, 3, 4, 5].map((at) => ({
    name: `pattern ${at}`,
    arrivals: constantArrivals(200 * (at + 1)),
    cases: [{
      share: 1,
      steps: [
        { do: "seize", station: 0 },
        ...statement(0.0008, 0.6),
        ...(at < 2
          ? [
            { do: "lock" as const, locks: [{ lock: at, share: 0.2 }] },
            ...statement(0.0003, 0.2),
            { do: "serve" as const, station: 3, seconds: 1e-3, variability: 0.2 },
          ]
          : []),
      ],
    }],
  })),
};

for (
  const [name, network, seconds] of [
    ["a queue with three servers", single, 1e6],
    ["a mix with pool, processor, disk, log and locks", mix, 400],
  ] as const
) {
  const rates: number[] = [];
  let events = 0;
  for (let run = 0; run < 4; run++) {
    const begin = performance.now();
    ({ events } = await simulateEvents(network, { seconds, seed: run }));
    rates.push(events / (performance.now() - begin) * 1000);
  }
  rates.sort((a, b) => a - b);
  console.log(JSON.stringify({
    bench: `events a second on one core: ${name}`,
    events,
    median: Math.round(rates[rates.length >> 1]!),
    most: Math.round(rates.at(-1)!),
    wanted: "at least 2,000,000",
  }));
}
