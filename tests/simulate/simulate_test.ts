import assert from "node:assert/strict";
import { display } from "../../lib/core/displayable.ts";
import type { Edit } from "../../lib/core/edit.ts";
import { t } from "../../lib/model/attribute_builder.ts";
import { defineModel } from "../../lib/model/define_model.ts";
import { simulate } from "../../lib/simulate/simulate.ts";
import { simulationJson } from "../../lib/simulate/simulation_json.ts";
import { openLab } from "../../lib/whatif/open_lab.ts";

function shop() {
  const shop = defineModel("shop");
  shop.entity("Customer", { id: t.bigint().identity().key(), email: t.text(60).unique() })
    .rows("2M").grows("6 %/month");
  shop.entity("Order", {
    id: t.bigint().identity().key(),
    placedAt: t.timestamptz(),
    total: t.numeric(12, 2),
  }).rows("20M").grows("20k/day");
  shop.relate("Customer 1 --places--> 0..* Order", { fanOut: 10 });
  shop.access("ordersOfCustomer", {
    sql: "select * from orders where customer_id = $1 order by placed_at desc limit 20",
    rate: "2000/s",
    p95: "1 ms",
  });
  shop.access("order", { sql: "select * from orders where id = $1", rate: "1000/s", p95: "1 ms" });
  shop.access("recent", {
    sql: "select count(*) from customers where email like $1",
    rate: "2/h",
    p95: "5 s",
    staleness: "1 min",
  });
  shop.access("placeOrder", {
    query: { action: "insert", entity: "Order" },
    rate: "20/s",
    p99: "50 ms",
  });
  return shop;
}

function wider() {
  const wide = shop();
  wide.entity("Order", {
    id: t.bigint().identity().key(),
    placedAt: t.timestamptz(),
    total: t.numeric(12, 2),
    note: t.text(4000).width("600 bytes"),
  });
  return wide;
}

const NO_INDEX: Edit = {
  on: "schema",
  kind: "drop-index",
  target: "public.orders_customer_id_idx",
  reason: "to see what it is worth",
};

Deno.test("a workload over the years", async (test) => {
  await using lab = await openLab(shop(), {
    today: "2027-01-01",
    hardware: { storage: "nvme", memory: "16 GB", cores: 4 },
  });

  await test.step("latencies grow with the load, targets are missed on a day, with a band", async () => {
    const result = await simulate(lab, { horizon: "5 years", hours: 0, load: { scale: 6 } });
    assert.equal(result.dates.length, 13);
    const [orders] = result.patterns;
    const rates = orders!.points.map(({ rate }) => rate);
    assert.ok(Math.abs(rates[12]! / rates[0]! / 1.06 ** 60 - 1) < 0.02);
    for (const { points } of result.patterns) {
      for (const { p50, p95, p99, band, stable, throughput, rate } of points) {
        assert.ok(p50 <= p95 && p95 <= p99);
        assert.ok(band.p95[0] <= p95 && p95 <= band.p95[1]);
        // Above nine tenths of the time there is no p99 without a band; without an end there is none.
        assert.ok(stable ? band.p99[0] < band.p99[1] : p99 === Infinity);
        assert.equal(stable, Number.isFinite(p50));
        assert.ok(throughput <= rate);
      }
    }
    const [missed] = orders!.missed;
    assert.ok(missed!.date > result.dates[0]! && missed!.date <= result.dates[12]!);
    assert.ok(missed!.earliest <= missed!.date);
    assert.equal(result.bottleneck.full, true);
    assert.equal(result.bottleneck.kind, "processor");
    assert.match(result.bottleneck.sentence, /cannot keep up from 20/);
    assert.ok(result.findings.some(({ code }) => code === "cannot-keep-up"));
    // The curve is that of the last date on which the load can be served.
    assert.ok(result.loadCurve!.saturation > 1);
    assert.ok(result.loadCurve!.knee < result.loadCurve!.saturation);
    assert.equal(result.sensitivity!.bars.length, 6);
    assert.ok(
      result.assumed.some((one) => /rate of ordersOfCustomer.*public\.customers/.test(one)),
    );
  });

  await test.step("what-ifs stand side by side in one line each", async () => {
    const { alternatives, patterns } = await simulate(lab, {
      horizon: "1 year",
      steps: 2,
      hours: 0,
      explore: false,
      whatIf: {
        "without the index": { apply: [NO_INDEX] },
        "a replica": { replicas: 1 },
        "1 GB": { machine: { memory: "1 GB" } },
        "spinning disk": { machine: { memory: "1 GB", device: "spinning-disk" } },
        "wider orders": { model: wider() },
      },
    });
    const p95 = (at: number, name: string) =>
      alternatives[at]!.simulation.patterns.find((one) => one.name === name)!.points[0]!.p95;
    assert.equal(p95(0, "ordersOfCustomer"), Infinity);
    assert.equal(alternatives[0]!.simulation.bottleneck.kind, "processor");
    assert.match(alternatives[1]!.simulation.servers, /1 replica/);
    assert.ok(
      alternatives[1]!.simulation.stations.some(({ name, kind, points }) =>
        name === "replica 1" && kind === "processor" && points[0]!.utilization > 0
      ),
    );
    assert.ok(p95(2, "order") > 1.2 * patterns[1]!.points[0]!.p95);
    assert.ok(p95(3, "order") > 3 * p95(2, "order"));
    assert.ok(p95(4, "ordersOfCustomer") > patterns[0]!.points[0]!.p95);
    // The view of the other lab shares nothing with this one, which still answers.
    assert.equal((await lab.explain("order")).name, "order");
  });

  await test.step("an hour of events agrees with the queues, the same seed gives the same bytes", async () => {
    const options = { horizon: 0, hours: 0.05, explore: false, seed: 7 } as const;
    const [one, two] = [await simulate(lab, options), await simulate(lab, options)];
    assert.equal(JSON.stringify(simulationJson(one)), JSON.stringify(simulationJson(two)));
    const other = await simulate(lab, { ...options, seed: 8 });
    assert.notDeepEqual(other.run!.patterns, one.run!.patterns);
    assert.equal(one.run!.sampled, 1);
    for (const name of ["ordersOfCustomer", "order", "placeOrder"]) {
      const solved = one.patterns.find((pattern) => pattern.name === name)!.points[0]!;
      const run = one.run!.patterns.find((pattern) => pattern.name === name)!;
      assert.ok(Math.abs(run.mean! / solved.mean - 1) < 0.1, `${name}: ${run.mean} ${solved.mean}`);
      assert.ok(Math.abs(run.p95! / solved.p95 - 1) < 0.2, `${name}: ${run.p95} ${solved.p95}`);
    }
  });

  await test.step("a day in samples has its peak and its night", async () => {
    const { run } = await simulate(lab, {
      horizon: 0,
      days: 1,
      events: 3e5,
      explore: false,
      load: {
        daily: "evening",
        bursts: [{ every: "6 h", lasts: "30 min", factor: 3 }],
        transactions: [{ name: "buy", statements: ["order", "placeOrder"], rate: "30/s" }],
      },
    });
    assert.equal(run!.windows.length, 96);
    assert.ok(run!.sampled < 0.01);
    const busy = run!.windows.map(({ stations }) => stations[1]!.utilization);
    assert.ok(Math.max(...busy) > 5 * Math.min(...busy));
    assert.ok(run!.patterns.find(({ name }) => name === "buy")!.completions > 0);
  });

  await test.step("it shows itself", async () => {
    const simulation = await simulate(lab, {
      horizon: "2 years",
      steps: 2,
      hours: 0.01,
      load: { scale: 8 },
      whatIf: { "16 cores": { machine: { cores: 16 } } },
    });
    const bundle = await simulation[display]();
    const svg = bundle["image/svg+xml"]!;
    for (
      const title of [
        "Latency of shop in the busiest hour",
        "What if: the p95 on 2029-01-01",
        "How busy the servers are in the busiest hour",
        "Which patterns keep their targets, and until when",
        "Latency against load on",
        "Who waits where in the hour of 2027-01-01",
        "depends on",
      ]
    ) assert.ok(svg.includes(title), title);
    assert.match(bundle["text/plain"], /ordersOfCustomer/);
    assert.match(bundle["text/markdown"]!, /\| pattern/);
    const json = simulationJson(simulation) as {
      patterns: Record<string, unknown>[];
      bottleneck: Record<string, unknown>;
    };
    const fields = ["name", "date", "p50", "p95", "p99", "throughput", "band"];
    assert.deepEqual(fields.filter((field) => !(field in json.patterns[0]!)), []);
    assert.equal(typeof json.bottleneck.station, "string");
    assert.ok(!/Infinity|NaN/.test(JSON.stringify(json)));
  });

  await test.step("what cannot be simulated says so", async () => {
    await assert.rejects(
      simulate(lab, { steps: 0 }),
      /steps of 0: give a whole number from 1 to 120/,
    );
    await assert.rejects(
      simulate(lab, { failures: [{ what: "replica lost", at: "5 min" }], horizon: 0 }),
      /Cannot lose 1 replicas of 0/,
    );
    await assert.rejects(simulate(lab, { horizn: 3 } as never), /did you mean horizon/);
    await assert.rejects(simulate(lab, { machine: { memory: -1 }, hours: 0 }), RangeError);
    const stopped = AbortSignal.abort();
    await assert.rejects(simulate(lab, { signal: stopped }), { name: "AbortError" });
    const late = new AbortController();
    await assert.rejects(
      simulate(lab, {
        horizon: 0,
        hours: 1,
        signal: late.signal,
        onProgress: ({ what }) => what === "Events" && late.abort(),
      }),
      { name: "AbortError" },
    );
  });
});
