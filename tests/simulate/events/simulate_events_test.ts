import assert from "node:assert/strict";
import {
  constantArrivals,
  type QueueNetwork,
  type Step,
} from "../../../lib/simulate/events/network.ts";
import { simulateEvents } from "../../../lib/simulate/events/simulate_events.ts";
import { erlangC } from "../../../lib/simulate/queues/erlang.ts";
import { queue, sojournQuantile } from "../../../lib/simulate/queues/queue.ts";

function close(actual: number, expected: number, relative: number, what = ""): void {
  const off = Math.abs(actual - expected);
  assert.ok(off <= relative * Math.abs(expected), `${what} ${actual} instead of ${expected}`);
}

function one(
  { rate, servers = 1, seconds = 1, variability = 1, discipline = "queue" }: {
    rate: number;
    servers?: number;
    seconds?: number;
    variability?: number;
    discipline?: "queue" | "sharing";
  },
): QueueNetwork {
  return {
    stations: [{ name: "desk", discipline, servers }],
    sources: [{
      name: "customers",
      arrivals: constantArrivals(rate),
      cases: [{ share: 1, steps: [{ do: "serve", station: 0, seconds, variability }] }],
    }],
  };
}

/** A million events: half of them arrive. */
const spanFor = (rate: number) => ({ seconds: 5e5 / rate, warmup: 2e4 / rate });

Deno.test("M/M/1 is met within 2 % at a million events", async () => {
  const run = await simulateEvents(one({ rate: 2, seconds: 1 / 3 }), {
    ...spanFor(2),
    seed: "mm1",
  });
  const theory = queue({ arrivalRate: 2, serviceSeconds: 1 / 3 });
  const [measured] = run.sources;
  assert.ok(run.events > 1e6);
  close(measured!.mean, 1, 0.02);
  close(measured!.p95, 2.996, 0.02);
  close(measured!.p99, sojournQuantile(theory, 0.99), 0.02);
  close(run.stations[0]!.utilization, 2 / 3, 0.01);
});

Deno.test("M/M/c at high load is met within 2 % at a million events, whatever the seed", async () => {
  for (const [servers, rho] of [[3, 5 / 6], [16, 0.9]] as const) {
    const rate = servers * rho;
    const theory = queue({ arrivalRate: rate, serviceSeconds: 1, servers });
    let p95 = 0;
    for (const seed of [1, 2, 3]) {
      const run = await simulateEvents(one({ rate, servers }), { ...spanFor(rate), seed });
      const [measured] = run.sources;
      close(measured!.mean, theory.meanSojourn, 0.02, `mean at ${servers}, seed ${seed}`);
      close(run.stations[0]!.utilization, rho, 0.002);
      p95 += measured!.p95 / 3;
    }
    close(p95, sojournQuantile(theory, 0.95), 0.02, `p95 at ${servers}`);
  }
});

Deno.test("M/G/1 is met within 2 %: constant, Erlang's and spread service", async () => {
  for (const variability of [0, 0.25, 3]) {
    const rate = 0.7;
    const run = await simulateEvents(one({ rate, variability }), { ...spanFor(rate), seed: "mg1" });
    const theory = queue({ arrivalRate: rate, serviceSeconds: 1, serviceVariability: variability });
    close(run.sources[0]!.mean, theory.meanSojourn, 0.02, `mean at ${variability}`);
    close(run.sources[0]!.p95, sojournQuantile(theory, 0.95), 0.02, `p95 at ${variability}`);
  }
});

Deno.test("sharing does not feel how service is spread, and is as slow as Erlang's formula says", async () => {
  for (const [servers, rho, variability] of [[1, 0.7, 0.2], [1, 0.7, 4], [4, 0.8, 2]] as const) {
    const rate = servers * rho;
    const network = one({ rate, servers, variability, discipline: "sharing" });
    const run = await simulateEvents(network, { ...spanFor(rate), seed: "ps" });
    const expected = 1 + erlangC(servers, rate) / (servers * (1 - rho));
    close(run.sources[0]!.mean, expected, 0.02, `mean at ${servers}, ${variability}`);
    close(run.stations[0]!.utilization, rho, 0.01);
  }
});

Deno.test("stations one after the other behave as each alone (Jackson)", async () => {
  const steps: Step[] = [
    { do: "serve", station: 0, seconds: 0.8 },
    { do: "serve", station: 1, seconds: 0.5, visits: 2 },
  ];
  const network: QueueNetwork = {
    stations: [{ name: "cpu", discipline: "sharing", servers: 1 }, {
      name: "disk",
      discipline: "queue",
      servers: 2,
    }],
    sources: [{
      name: "queries",
      arrivals: constantArrivals(0.8),
      cases: [{ share: 1, steps }],
    }],
  };
  const run = await simulateEvents(network, { seconds: 400_000, warmup: 10_000 });
  const cpu = queue({ arrivalRate: 0.8, serviceSeconds: 0.8 });
  const disk = queue({ arrivalRate: 1.6, serviceSeconds: 0.5, servers: 2 });
  close(run.sources[0]!.mean, cpu.meanSojourn + 2 * disk.meanSojourn, 0.02);
});

Deno.test("a pool of connections makes a line before the server", async () => {
  const network: QueueNetwork = {
    stations: [{ name: "pool", discipline: "tokens", servers: 2 }, {
      name: "cpu",
      discipline: "queue",
      servers: 8,
    }],
    sources: [{
      name: "queries",
      arrivals: constantArrivals(1.6),
      cases: [{
        share: 1,
        steps: [{ do: "seize", station: 0 }, { do: "serve", station: 1, seconds: 1 }],
      }],
    }],
  };
  const run = await simulateEvents(network, { seconds: 300_000, warmup: 1000 });
  // With more servers than connections the pool is M/M/2.
  const theory = queue({ arrivalRate: 1.6, serviceSeconds: 1, servers: 2 });
  close(run.sources[0]!.mean, theory.meanSojourn, 0.02);
  close(run.stations[0]!.waiting, theory.meanLength, 0.03);
});

Deno.test("a hot row is a queue of its own; rows that few want are none", async () => {
  const steps: Step[] = [
    { do: "lock", locks: [{ lock: 0, share: 0.5 }, { lock: 1, share: 0.5 }] },
    { do: "delay", seconds: 1 },
  ];
  const network: QueueNetwork = {
    stations: [],
    locks: ["hot", "other"],
    sources: [{ name: "update", arrivals: constantArrivals(1.2), cases: [{ share: 1, steps }] }],
  };
  const run = await simulateEvents(network, { seconds: 300_000, warmup: 1000, seed: 3 });
  close(run.sources[0]!.mean, 1 / (1 - 0.6), 0.02);
});

Deno.test("shared locks go together, exclusive ones alone", async () => {
  const locking = (shared: boolean, seconds: number): Step[] => [
    { do: "lock", locks: [{ lock: 0, share: 1, shared }] },
    { do: "delay", seconds, variability: 0 },
  ];
  const network: QueueNetwork = {
    stations: [],
    locks: ["table"],
    sources: [
      {
        name: "read",
        arrivals: constantArrivals(5),
        cases: [{ share: 1, steps: locking(true, 1) }],
      },
    ],
  };
  const reads = await simulateEvents(network, { seconds: 2000 });
  assert.equal(reads.sources[0]!.p99 < 1.01, true);
  const both = await simulateEvents({
    ...network,
    sources: [...network.sources, {
      name: "alter",
      arrivals: constantArrivals(0.01),
      cases: [{ share: 1, steps: locking(false, 3) }],
    }],
  }, { seconds: 20_000 });
  // Whoever comes behind the exclusive one waits for it, and it waits for those before it.
  assert.equal(both.sources[0]!.p99 > 3, true);
  assert.equal(both.sources[1]!.p50 > 3.5, true);
});

Deno.test("transactions that lock two rows in opposite orders run into deadlocks, which end", async () => {
  const both = (first: number, second: number): Step[] => [
    { do: "lock", locks: [{ lock: first, share: 1 }] },
    { do: "delay", seconds: 0.01, variability: 0 },
    { do: "lock", locks: [{ lock: second, share: 1 }] },
    { do: "delay", seconds: 0.01, variability: 0 },
  ];
  const network: QueueNetwork = {
    stations: [],
    locks: ["a", "b"],
    sources: [
      { name: "ab", arrivals: constantArrivals(0.5), cases: [{ share: 1, steps: both(0, 1) }] },
      { name: "ba", arrivals: constantArrivals(0.5), cases: [{ share: 1, steps: both(1, 0) }] },
    ],
  };
  const run = await simulateEvents(network, { seconds: 5000 });
  assert.ok(run.deadlocks > 10);
  const [ab, ba] = run.sources;
  // A victim or two may wait for their end when the run is over.
  assert.ok(run.deadlocks - ab!.failures - ba!.failures <= 2);
  assert.ok(run.unfinished < 20);
});

Deno.test("a group commit takes all that wait at once", async () => {
  const network: QueueNetwork = {
    stations: [{ name: "log", discipline: "batch", servers: 1 }],
    sources: [{
      name: "commit",
      arrivals: constantArrivals(1000),
      cases: [{
        share: 1,
        steps: [{ do: "serve", station: 0, seconds: 0.01, variability: 0 }],
      }],
    }],
  };
  const run = await simulateEvents(network, { seconds: 200 });
  // Ten times what one by one could do: on average half a flush of waiting and a flush of one's own.
  close(run.sources[0]!.mean, 0.015, 0.02);
  assert.equal(run.sources[0]!.completions > 199_000, true);
});

Deno.test("rates that change are followed, the same seed gives the same bytes", async () => {
  const day = (seconds: number) => 5 * (1 + Math.sin(2 * Math.PI * seconds / 1000));
  const network: QueueNetwork = {
    stations: [],
    sources: [{
      name: "wave",
      arrivals: { at: day, bound: () => ({ rate: 10, until: Infinity }) },
      cases: [{ share: 1, steps: [{ do: "delay", seconds: 0.1 }] }],
    }],
  };
  const run = async (seed: number) =>
    await simulateEvents(network, { seconds: 100_000, windows: 400, seed });
  const [first, second, other] = [await run(1), await run(1), await run(2)];
  assert.equal(JSON.stringify(first), JSON.stringify(second));
  assert.notEqual(JSON.stringify(first), JSON.stringify(other));
  // A quarter of a wave each: (1 ± 2/π) × 5 a second over 250 s.
  const quarters = [0, 1, 2, 3].map((quarter) =>
    first.windows.filter((_, at) => at % 4 === quarter)
      .reduce((sum, { sources }) => sum + sources[0]!.arrivals, 0) / 100
  );
  for (const [at, sign] of [1, 1, -1, -1].entries()) {
    close(quarters[at]!, 250 * 5 * (1 + sign * 2 / Math.PI), 0.02);
  }
});

Deno.test("a rate of nothing brings nobody, whenever it is looked at again", async () => {
  const run = await simulateEvents({
    stations: [],
    sources: [{
      name: "nobody",
      arrivals: { at: () => 0, bound: (seconds) => ({ rate: 0, until: seconds + 900 }) },
      cases: [{ share: 1, steps: [] }],
    }],
  }, { seconds: 3600 });
  assert.equal(run.sources[0]!.arrivals, 0);
});

Deno.test("a lost server takes with it what is there, and the rest goes to others", async () => {
  const on = (station: number) => [{ do: "serve", station, seconds: 0.5 } as const];
  const network: QueueNetwork = {
    stations: [0, 1].map((at) => ({ name: `replica ${at}`, discipline: "sharing", servers: 40 })),
    sources: [{
      name: "read",
      arrivals: constantArrivals(100),
      cases: [{ share: 1, steps: on(0) }, { share: 1, steps: on(1) }],
    }],
    changes: [{ at: 500, lose: [1], shares: [{ source: 0, shares: [1, 0] }] }],
  };
  const run = await simulateEvents(network, { seconds: 1000, windows: 10 });
  const failures = run.windows.map(({ sources }) => sources[0]!.failures);
  assert.equal(failures.slice(0, 5).every((count) => count === 0), true);
  assert.ok(failures[5]! > 5 && failures[5]! < 60);
  assert.ok(run.windows[9]!.stations[0]!.utilization > 0.95);
  assert.equal(run.windows[9]!.stations[1]!.utilization, 0);
});

Deno.test("what can never keep up ends before the memory does, and what is stopped stops", async () => {
  const network = one({ rate: 100, servers: 1 });
  const run = await simulateEvents(network, { seconds: 1e6, mostPresent: 10_000 });
  assert.ok(run.overflowAt! > 90 && run.overflowAt! < 115);
  const stopping = new AbortController();
  const shares: number[] = [];
  await assert.rejects(
    simulateEvents(one({ rate: 0.5 }), {
      seconds: 1e8,
      signal: stopping.signal,
      onProgress(share) {
        shares.push(share);
        if (shares.length === 3) stopping.abort();
      },
    }),
    { name: "AbortError" },
  );
  assert.ok(shares[0]! > 0 && shares[2]! > shares[1]!);
});
