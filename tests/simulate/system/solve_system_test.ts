import assert from "node:assert/strict";
import { figure } from "../../../lib/core/figure.ts";
import { constantArrivals } from "../../../lib/simulate/events/network.ts";
import { simulateEvents } from "../../../lib/simulate/events/simulate_events.ts";
import { queue } from "../../../lib/simulate/queues/queue.ts";
import { ASSUMED_CALIBRATION } from "../../../lib/simulate/service/calibration.ts";
import { readMachine } from "../../../lib/simulate/service/machine.ts";
import type { PageAccess, ServiceDemand } from "../../../lib/simulate/service/service_demand.ts";
import { buildNetwork, type Failure } from "../../../lib/simulate/system/build_network.ts";
import { solveSystem } from "../../../lib/simulate/system/solve_system.ts";
import type {
  ServedStream,
  ServedSystem,
  ServerNode,
} from "../../../lib/simulate/system/system.ts";

interface Asked {
  readonly cpu: number;
  readonly elapsed?: number;
  /** Pages read one at a time, and of these from the device. */
  readonly pages?: number;
  readonly reads?: number;
  readonly locks?: readonly (readonly [key: string, share: number, hold: number])[];
  readonly commit?: number;
}

function seconds(value: number, factor = 1) {
  return figure(value, "seconds", { band: [value / factor, value * factor], evidence: "a test" });
}

/** A demand as `serviceDemands()` gives it, with numbers that a test chose. */
function demand(pattern: string, asked: Asked): ServiceDemand {
  const { cpu, elapsed = cpu, reads = 0, pages = reads, locks = [], commit } = asked;
  const access: PageAccess = {
    relation: "public.t",
    relationPages: 1000,
    kind: "random",
    pages,
    dirtied: 0,
    popularity: [{ pages: 1000, share: 1 }],
    bufferMisses: reads,
    misses: reads,
  };
  return {
    pattern,
    rate: 1,
    explained: undefined as never,
    cpuSeconds: seconds(cpu, 1.2),
    cpuElapsedSeconds: elapsed,
    cpuVariability: ASSUMED_CALIBRATION.variability,
    accesses: pages > 0 ? [access] : [],
    misses: figure(reads, "pages", { evidence: "a test" }),
    diskSeconds: seconds(reads * 1e-3),
    diskVariability: 1,
    coldDiskSeconds: pages * 1e-3,
    ...(commit === undefined ? {} : {
      writes: {
        rows: 1,
        walBytes: figure(200, "bytes", { evidence: "a test" }),
        imageBytes: figure(0, "bytes", { evidence: "a test" }),
        dirtiedPages: 1,
        commitSeconds: seconds(commit),
      },
    }),
    locks: locks.map(([key, share, holdSeconds]) => ({
      key,
      share,
      mode: "exclusive" as const,
      holdSeconds,
    })),
    cases: [],
  };
}

function server(name: string, connections = 100, slowdown = 1.3): ServerNode {
  const machine = readMachine(
    { storage: "network-ssd", memory: 16e9, cores: 4, workMemory: 4e6 },
    { connections, device: { readSeconds: 1e-3, operationsPerSecond: 8000 } },
  );
  return {
    name,
    demands: {
      machine,
      patterns: [],
      caches: [],
      background: undefined as never,
      calibration: { ...ASSUMED_CALIBRATION, slowdown },
      assumed: [],
    },
    replayCores: 0,
    writeShare: 0,
    connections,
  };
}

function stream(name: string, rate: number, asked: Asked | readonly Asked[]): ServedStream {
  const list = Array.isArray(asked) ? asked as readonly Asked[] : [asked as Asked];
  const statements = list.map((one, at) => demand(`${name}${at}`, one));
  return { name, rate, nodes: [0], statements: [statements], think: 1e-3 };
}

async function run(system: ServedSystem, seconds: number, failures: readonly Failure[] = []) {
  const { network } = buildNetwork(system, {
    arrivals: ({ rate }) => constantArrivals(rate),
    failures,
  });
  return await simulateEvents(network, { seconds, warmup: seconds / 20, windows: 20 });
}

function near(actual: number, expected: number, relative: number, what: string): void {
  assert.ok(Math.abs(actual / expected - 1) <= relative, `${what}: ${actual} for ${expected}`);
}

Deno.test("a mix is solved as its events run: means within a tenth, tails within a fifth", async () => {
  for (const load of [0.4, 0.7, 0.85]) {
    const system: ServedSystem = {
      nodes: [server("primary")],
      streams: [
        stream("lookup", 2600 * load, { cpu: 0.8e-3 }),
        stream("reader", 300 * load, { cpu: 0.5e-3, reads: 10 }),
        stream("update", 200 * load, {
          cpu: 0.6e-3,
          locks: [["a", 0.5, 2e-3], ["b", 0.2, 2e-3]],
          commit: 1.5e-3,
        }),
        stream("order", 60 * load, [{ cpu: 0.4e-3 }, { cpu: 0.5e-3, reads: 2, commit: 1.5e-3 }]),
      ],
    };
    const solved = solveSystem(system);
    const measured = await run(system, 300);
    for (const [at, { name, mean, quantile, stable }] of solved.streams.entries()) {
      const seen = measured.sources[at]!;
      assert.equal(stable, true);
      near(mean, seen.mean, 0.1, `mean of ${name} at ${load}`);
      near(quantile(0.5), seen.p50, 0.1, `p50 of ${name} at ${load}`);
      near(quantile(0.95), seen.p95, 0.2, `p95 of ${name} at ${load}`);
      near(quantile(0.99), seen.p99, 0.25, `p99 of ${name} at ${load}`);
    }
    const processor = solved.stations.find(({ kind }) => kind === "processor")!;
    near(processor.utilization, measured.stations[1]!.utilization, 0.05, "processor");
  }
});

Deno.test("slices, waking up and idle cores are solved as their events run", async () => {
  const node = server("primary", 100, 1);
  const slow = {
    ...node,
    demands: {
      ...node.demands,
      calibration: { ...node.demands.calibration, idleSlowdown: 1.6, wakeSeconds: 0.2e-3 },
    },
  };
  const streams = (load: number) => [
    stream("lookup", 2000 * load, { cpu: 0.1e-3 }),
    stream("report", 360 * load, { cpu: 10e-3 }),
  ];
  for (const load of [0.4, 0.7, 0.85]) {
    const system: ServedSystem = { nodes: [slow], streams: streams(load) };
    const solved = solveSystem(system);
    const measured = await run(system, 200);
    for (const [at, { name, mean, quantile }] of solved.streams.entries()) {
      near(mean, measured.sources[at]!.mean, 0.1, `mean of ${name} at ${load}`);
      near(quantile(0.95), measured.sources[at]!.p95, 0.2, `p95 of ${name} at ${load}`);
    }
    // Work is 1.6 times as long on an idle machine, and as long as ever on one that is never idle.
    const used = solved.stations[0]!.utilization;
    const work = load * (2000 * 0.1e-3 + 360 * 10e-3) / 4;
    assert.ok(Math.abs(used - work * (1 + 0.6 * (1 - used))) < 1e-6, `${used} of ${work}`);
  }
  const [quick] = solveSystem({ nodes: [slow], streams: streams(0.7) }).streams;
  const [even] = solveSystem({
    nodes: [{
      ...slow,
      demands: { ...slow.demands, machine: { ...slow.demands.machine, sliceSeconds: 1e-9 } },
    }],
    streams: streams(0.7),
  }).streams;
  assert.ok(quick!.mean > 1.2 * even!.mean, `${quick!.mean} against ${even!.mean}`);
});

Deno.test("statements that take many cores make the short ones wait", async () => {
  const system: ServedSystem = {
    nodes: [server("primary")],
    streams: [
      stream("lookup", 1200, { cpu: 0.8e-3 }),
      stream("report", 0.03, { cpu: 6, elapsed: 2.5 }),
    ],
  };
  const solved = solveSystem(system);
  const measured = await run(system, 2000);
  near(solved.streams[0]!.mean, measured.sources[0]!.mean, 0.1, "lookup");
  near(solved.streams[1]!.mean, measured.sources[1]!.mean, 0.35, "report");
  const alone = solveSystem({ ...system, streams: [system.streams[0]!] });
  assert.ok(solved.streams[0]!.quantile(0.99) > alone.streams[0]!.quantile(0.99));
});

Deno.test("few connections make a line that is M/M/c's", async () => {
  const system: ServedSystem = {
    nodes: [server("primary", 2, 1)],
    streams: [stream("reader", 150, { cpu: 1e-6, reads: 10 })],
  };
  const solved = solveSystem(system);
  const pool = solved.stations.find(({ kind }) => kind === "connections")!;
  assert.ok(Math.abs(pool.utilization - 0.75) < 0.02);
  const theory = queue({ arrivalRate: 150, serviceSeconds: 0.01, servers: 2 });
  near(pool.meanWait, theory.meanWait, 0.1, "pool");
  const measured = await run(system, 600);
  // Ten reads after each other vary less than the exponential time that the pool is reckoned with.
  assert.ok(solved.streams[0]!.mean >= measured.sources[0]!.mean);
  near(solved.streams[0]!.mean, measured.sources[0]!.mean, 0.3, "reader");
  assert.equal(solved.streams[0]!.busiest.kind, "connections");
});

Deno.test("what cannot keep up is infinite and comes through as far as it can", () => {
  const system: ServedSystem = {
    nodes: [server("primary", 100, 1)],
    streams: [stream("lookup", 8000, { cpu: 1e-3 }), stream("other", 10, { cpu: 1e-5 })],
  };
  const { streams, stations } = solveSystem(system);
  const [lookup] = streams;
  assert.deepEqual([lookup!.stable, lookup!.mean, lookup!.quantile(0.5)], [
    false,
    Infinity,
    Infinity,
  ]);
  assert.equal(lookup!.busiest.kind, "processor");
  near(lookup!.throughput, 4000, 0.01, "throughput");
  assert.ok(stations[0]!.utilization > 2);
});

Deno.test("a hot row gives out before any machine does", () => {
  const system: ServedSystem = {
    nodes: [server("primary")],
    streams: [
      stream("count", 500, {
        cpu: 0.2e-3,
        locks: [["public.counters#1", 1, 2.2e-3]],
        commit: 2e-3,
      }),
    ],
  };
  const { streams, stations } = solveSystem(system);
  assert.equal(streams[0]!.stable, false);
  assert.equal(streams[0]!.busiest.kind, "locks");
  assert.match(streams[0]!.busiest.name, /counters#1/);
  assert.ok(stations.find(({ kind }) => kind === "processor")!.utilization < 0.1);
});

Deno.test("an emptied cache is slow until it has filled", async () => {
  const system: ServedSystem = {
    nodes: [server("primary")],
    // A thousand pages, 4 an execution: each is asked for about once a second.
    streams: [stream("reader", 250, { cpu: 0.2e-3, pages: 4, reads: 0 })],
  };
  const measured = await run(system, 40, [{ what: "cold cache", at: 20 }]);
  const means = measured.windows.map(({ sources }) => sources[0]!.mean);
  const before = means[9]!;
  const [first, second, later] = [means[10]!, means[11]!, means[18]!];
  assert.ok(first > 5 * before, `${first} after ${before}`);
  assert.ok(second < first && second > later);
  near(later, before, 0.1, "warm again");
  // The mean over the first two seconds: 4 reads of 1 ms each × (1 − e⁻²) / 2.
  near(first - before, 4e-3 * (1 - Math.exp(-2)) / 2, 0.15, "cold reads");
});

Deno.test("when replicas are lost the others take their reads, at last the primary", async () => {
  const replica = (at: number) => server(`replica ${at}`, 100, 1);
  const reads = demand("read", { cpu: 1e-3 });
  const system: ServedSystem = {
    nodes: [server("primary", 100, 1), replica(1), replica(2)],
    streams: [
      { name: "read", rate: 2000, nodes: [1, 2], statements: [[reads], [reads]], think: 0 },
      stream("write", 200, { cpu: 1e-3, commit: 1e-3 }),
    ],
  };
  const measured = await run(system, 60, [
    { what: "replica lost", at: 18 },
    { what: "replica lost", at: 39 },
  ]);
  const busy = (window: number) =>
    [1, 6, 11].map((station) =>
      Math.round(measured.windows[window]!.stations[station]!.utilization * 20) / 20
    );
  assert.deepEqual(busy(2), [0.05, 0.25, 0.25]);
  assert.deepEqual(busy(8), [0.05, 0.5, 0]);
  assert.deepEqual(busy(17), [0.55, 0, 0]);
  const { failures, arrivals } = measured.sources[0]!;
  assert.ok(failures > 0 && failures < 20 && arrivals > 100_000);
});
