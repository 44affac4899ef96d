import assert from "node:assert/strict";
import { COMMIT_BYTES, walBytes } from "../../../lib/engines/postgresql/sizes/wal.ts";
import { defineModel } from "../../../lib/model/define_model.ts";
import { ASSUMED_CALIBRATION } from "../../../lib/simulate/service/calibration.ts";
import { serviceDemands } from "../../../lib/simulate/service/service_demands.ts";
import { openLab } from "../../../lib/whatif/open_lab.ts";

function shop() {
  const model = defineModel("shop", { engine: "postgresql@18" });
  model.entity("Customer", {
    id: "bigint identity key",
    country: "text(2)",
    balance: "numeric(12,2)",
  }).rows(1e6);
  model.entity("Order", {
    id: "bigint identity key",
    total: "numeric(12,2)",
    state: "text",
  }).rows(2e7);
  model.relate("Customer 1 --places--> 0..* Order");
  const zipf = (exponent: number) => ({ shape: `zipf ${exponent}` });
  model.access("orders of a customer", {
    sql: "select * from orders where customer_id = $1",
    rate: "500/s",
    parameters: [zipf(0.8)],
  });
  model.access("an order", { sql: "select * from orders where id = $1", rate: "500/s" });
  model.access("customers of a country", {
    sql: "select count(*) from customers where country = $1",
    rate: "1/s",
    parameters: [{ values: { US: 0.6, LU: 0.01 } }],
  });
  model.access("pay", {
    sql: "update customers set balance = balance - $1 where id = $2",
    rate: "50/s",
    parameters: [{}, zipf(1.2)],
  });
  model.access("place", {
    sql: "insert into orders (customer_id, total, state) values ($1, $2, 'new')",
    rate: "50/s",
  });
  model.access("all", { sql: "select sum(total) from orders", rate: "0.001/s" });
  return model;
}

Deno.test("what a workload asks of a machine", async (t) => {
  await using lab = await openLab(shop(), { today: "2026-01-01" });
  const large = await serviceDemands(lab, { machine: { memory: "64 GB" } });
  const small = await serviceDemands(lab, { machine: { memory: "1 GB" } });
  const of = (demands: typeof large, name: string) =>
    demands.patterns.find(({ pattern }) => pattern === name)!;

  await t.step("what fits into memory reads nothing; what does not, reads", () => {
    for (const demand of large.patterns) assert.equal(demand.misses.value, 0, demand.pattern);
    assert.ok(of(small, "an order").misses.value > 1);
    assert.ok(of(small, "all").misses.value > 50_000);
    for (const demand of [...large.patterns, ...small.patterns]) {
      assert.ok(demand.coldDiskSeconds >= demand.diskSeconds.value - 1e-9, demand.pattern);
    }
  });
  await t.step("device seconds are those of the reads by kind", () => {
    const { readSeconds, bytesPerSecond } = small.machine.device;
    for (const demand of small.patterns) {
      const seconds = demand.accesses.reduce(
        (sum, { kind, misses }) =>
          sum + misses * (kind === "sequential" ? 8192 / bytesPerSecond : readSeconds),
        0,
      );
      assert.ok(Math.abs(seconds - demand.diskSeconds.value) <= 1e-9 + 1e-6 * seconds);
      const misses = demand.accesses.reduce((sum, one) => sum + one.misses, 0);
      assert.ok(Math.abs(misses - demand.misses.value) <= 1e-9 + 1e-6 * misses);
    }
  });
  await t.step("skew is found more often than values drawn alike", async () => {
    const drawn = await serviceDemands(lab, {
      machine: { memory: "1 GB" },
      queries: ["orders of a customer", "select * from orders where customer_id = $1"],
      rates: { "orders of a customer": 100 },
    });
    const [skewed, alike] = drawn.patterns;
    assert.ok(skewed!.misses.value < 0.9 * alike!.misses.value);
  });
  await t.step("cases carry the parameter's common values", () => {
    const { cases, cpuVariability } = of(large, "customers of a country");
    const [us] = cases;
    assert.equal(us!.label, "country = US");
    assert.ok(Math.abs(us!.share - 0.6) < 0.01);
    assert.ok(Math.abs(cases.reduce((sum, { share }) => sum + share, 0) - 1) < 1e-9);
    assert.ok(cpuVariability >= ASSUMED_CALIBRATION.variability - 1e-9);
  });
  await t.step("writes log what the layout says, and lock hot rows", () => {
    const pay = of(large, "pay");
    assert.ok(pay.writes!.rows === 1);
    const insert = of(large, "place").writes!;
    const lockOfParent = 56;
    const least = walBytes({ rowBytes: 48, entryBytes: [16, 16] }).insert + COMMIT_BYTES +
      lockOfParent;
    assert.ok(
      Math.abs(insert.walBytes.value / least - 1) < 0.2,
      `${insert.walBytes.value} ${least}`,
    );
    const parent = of(large, "place").accesses.find(({ relation, kind }) =>
      relation === "public.customers" && kind === "random"
    );
    assert.equal(parent!.dirtied, 1, "checking the foreign key locks the parent's row");
    assert.ok(insert.commitSeconds.value >= large.machine.device.flushSeconds);
    assert.match(pay.locks[0]!.key, /customers\(id = #1\)/);
    assert.ok(pay.locks[0]!.share > 0.15, "1.2 gives the first of a million keys a fifth");
    assert.deepEqual(of(large, "an order").locks, []);
    assert.equal(of(large, "an order").writes, undefined);
  });
  await t.step("constants scale processor time", async () => {
    const { seconds } = ASSUMED_CALIBRATION;
    const slower = Object.fromEntries(
      Object.entries(seconds).map(([work, one]) => [work, 3 * one]),
    );
    const demands = await serviceDemands(lab, {
      machine: { memory: "64 GB" },
      calibration: { ...ASSUMED_CALIBRATION, seconds: slower as typeof seconds },
    });
    demands.patterns.forEach((demand, at) => {
      const ratio = demand.cpuSeconds.value / large.patterns[at]!.cpuSeconds.value;
      assert.ok(Math.abs(ratio - 3) < 1e-6, demand.pattern);
    });
  });
  await t.step("a pattern that never runs asks the caches for nothing", async () => {
    const rates = Object.fromEntries(lab.patterns.map(({ name }) => [name, 0]));
    const idle = await serviceDemands(lab, { rates, machine: { memory: "1 GB" } });
    assert.equal(idle.background.walBytesPerSecond.value, 0);
    assert.ok(idle.patterns.every(({ misses }) => Number.isFinite(misses.value)));
  });
  await t.step("the same again is the same", async () => {
    const again = await serviceDemands(lab, { machine: { memory: "1 GB" } });
    assert.equal(JSON.stringify(again), JSON.stringify(small));
  });
  await t.step("wrong names and numbers are refused", async () => {
    await assert.rejects(serviceDemands(lab, { rates: { plcae: 5 } }), /did you mean place/);
    await assert.rejects(serviceDemands(lab, { rates: { pay: -5 } }), RangeError);
    await assert.rejects(
      serviceDemands(lab, { machine: { device: "floppy" as never } }),
      RangeError,
    );
    await assert.rejects(serviceDemands(lab, { queries: ["nothing"] }), RangeError);
  });
});
