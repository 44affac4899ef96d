/**
 * Measures events a second of the discrete-event engine on one core: a single queue, and a shop's mix with
 * processor, disk, log, pool and locks.
 *
 * @module
 */
import { cpuUsage } from "node:process";
import { constantArrivals, type QueueNetwork, type Step } from "../lib/simulate/events/network.ts";
import { queue } from "../lib/simulate/queues/queue.ts";
import { openLab, openSource, simulate } from "../mod.ts";
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
  const [rates, own]: [number[], number[]] = [[], []];
  let events = 0;
  for (let run = 0; run < 5; run++) {
    const [begin, used] = [performance.now(), cpuUsage()];
    ({ events } = await simulateEvents(network, { seconds, seed: run }));
    rates.push(events / (performance.now() - begin) * 1000);
    // Beside other work a core is not one's own: what counts is the processor's time, all threads together.
    const { user, system } = cpuUsage(used);
    own.push(events / (user + system) * 1e6);
  }
  for (const list of [rates, own]) list.sort((a, b) => a - b);
  console.log(JSON.stringify({
    bench: `events a second on one core: ${name}`,
    events,
    perProcessorSecond: Math.round(own[own.length >> 1]!),
    perSecond: Math.round(rates.at(-1)!),
    wanted: "at least 2,000,000",
  }));
}

// Against theory: what a run of a million events is off by, over sixteen seeds.
for (const [servers, rho] of [[1, 2 / 3], [3, 5 / 6], [16, 0.9]] as const) {
  const rate = servers * rho;
  const theory = queue({ arrivalRate: rate, serviceSeconds: 1, servers });
  const errors: number[] = [];
  for (let seed = 0; seed < 16; seed++) {
    const run = await simulateEvents({
      stations: [{ name: "desk", discipline: "queue", servers }],
      sources: [{
        name: "customers",
        arrivals: constantArrivals(rate),
        cases: [{ share: 1, steps: [{ do: "serve", station: 0, seconds: 1 }] }],
      }],
    }, { seconds: 5e5 / rate, warmup: 2e4 / rate, seed });
    errors.push(run.sources[0]!.mean / theory.meanSojourn - 1);
  }
  const mean = errors.reduce((sum, one) => sum + one, 0) / errors.length;
  const square = errors.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (errors.length - 1);
  const percent = (value: number) => Math.round(value * 1e4) / 100;
  console.log(JSON.stringify({
    bench: `a million events against theory: M/M/${servers} at ${percent(rho)} %`,
    biasPercent: percent(mean),
    deviationPercent: percent(Math.sqrt(square)),
    worstPercent: percent(Math.max(...errors.map(Math.abs))),
    wanted: "at most 2",
  }));
}

// A workload over three years: plans, demands and queues of 13 dates, and a run of three million events.
const { model } = await openSource(new URL("../examples/shop.yaml", import.meta.url).pathname);
await using lab = await openLab(model, { today: "2027-01-01" });
await simulate(lab, { hours: 0, explore: false, steps: 1 });
for (const [what, options] of [["queues alone", { hours: 0 }], ["with a run", {}]] as const) {
  const begin = performance.now();
  await simulate(lab, { horizon: "3 years", load: { scale: 4, daily: "evening" }, ...options });
  console.log(JSON.stringify({
    bench: `the shop over three years: ${what}`,
    milliseconds: Math.round(performance.now() - begin),
  }));
}
