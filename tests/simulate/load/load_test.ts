import assert from "node:assert/strict";
import { emptySchema } from "../../../lib/schema/empty_schema.ts";
import { simulateEvents } from "../../../lib/simulate/events/simulate_events.ts";
import { arrivalCurve } from "../../../lib/simulate/load/arrival_curve.ts";
import { weekCurve } from "../../../lib/simulate/load/profiles.ts";
import { readLoad } from "../../../lib/simulate/load/read_load.ts";
import { defineModel } from "../../../lib/model/define_model.ts";
import { t } from "../../../lib/model/attribute_builder.ts";
import { toSchema } from "../../../lib/mapping/to_schema.ts";
import { modelPatterns } from "../../../lib/whatif/model_patterns.ts";
import type { Lab } from "../../../lib/whatif/lab.ts";

/** As much of a lab as a load reads of it. */
async function shop(): Promise<Lab> {
  const shop = defineModel("shop");
  shop.entity("Customer", { id: t.bigint().identity().key(), name: t.text(40) })
    .rows("1M").grows("5 %/month");
  shop.entity("Order", { id: t.bigint().identity().key(), placedAt: t.timestamptz() })
    .rows("10M").grows("10k/day");
  shop.relate("Customer 1 --places--> 0..* Order", { fanOut: 10 });
  shop.access("orders", {
    sql: "select * from orders where customer_id = $1",
    rate: "100/s",
    p95: "10 ms",
  });
  shop.access("placeOrder", { query: { action: "insert", entity: "Order" }, rate: "1/s" });
  shop.access("report", { sql: "select count(*) from orders" });
  const model = shop.snapshot();
  const schema = toSchema(model);
  const { patterns, setAside } = await modelPatterns(model, schema);
  assert.deepEqual(setAside, []);
  return { model, schema, patterns, today: "2027-01-01" } as unknown as Lab;
}

Deno.test("rates grow with the entity that asks, inserts as the table grows", async () => {
  const { streams, assumed } = readLoad(await shop());
  const [orders, place, report] = streams;
  assert.match(orders!.growth.because, /public\.customers/);
  assert.ok(Math.abs(orders!.growth.at("2028-01-01") - 1.05 ** 12) < 0.01);
  assert.equal(place!.growth.at("2028-01-01"), 1);
  assert.match(place!.growth.because, /added to public\.orders/);
  assert.equal(report!.growth.at("2030-01-01"), 1);
  assert.equal(report!.rate, 1);
  assert.match(assumed.join(), /report runs 1 time a second/);
});

Deno.test("what retention removes is added all the same", async () => {
  const log = defineModel("log");
  log.entity("Line", { id: t.bigint().identity().key(), text: t.text(80) })
    .rows("1M").grows("100k/day").retain("10 days");
  log.access("write", { query: { action: "insert", entity: "Line" }, rate: "2/s" });
  const model = log.snapshot();
  const schema = toSchema(model);
  const { patterns } = await modelPatterns(model, schema);
  const { streams } = readLoad({ model, schema, patterns, today: "2027-01-01" } as unknown as Lab);
  assert.equal(streams[0]!.growth.at("2028-01-01"), 1);
});

Deno.test("shapes of single patterns go before that of all", async () => {
  const { streams } = readLoad(await shop(), {
    daily: "office",
    scale: 2,
    patterns: { report: { daily: "nightly", rate: "6/h", grows: "10 %/year" } },
    transactions: [{ name: "buy", statements: ["orders", "placeOrder"], rate: "3/s" }],
  });
  const [orders, , report, buy] = streams;
  assert.equal(orders!.rate, 200);
  assert.equal(orders!.curve.busiest, 10.5 * 3600);
  assert.equal(report!.curve.busiest, 1.5 * 3600);
  assert.ok(Math.abs(report!.rate - 12 / 3600) < 1e-12);
  assert.ok(Math.abs(report!.growth.at("2028-01-01") - 1.1) < 1e-3);
  assert.deepEqual(buy!.statements, ["orders", "placeOrder"]);
});

Deno.test("a week's curve is 1 at its busiest hour, or in the mean", () => {
  for (const rates of ["busiest", "mean"] as const) {
    const { at, busiest, peak, mean } = weekCurve({ daily: "evening", weekly: "weekend" }, rates);
    const hours = Array.from({ length: 168 * 4 }, (_, quarter) => at(quarter * 900));
    const measured = hours.reduce((sum, one) => sum + one, 0) / hours.length;
    assert.ok(Math.abs(measured / mean - 1) < 1e-9);
    assert.ok(Math.abs(at(busiest) - peak) < 1e-12);
    assert.equal(rates === "busiest" ? peak : Math.round(mean * 1e9) / 1e9, 1);
    assert.ok(hours.every((one) => one <= peak + 1e-12));
  }
  assert.throws(() => weekCurve({ daily: [1, 2] }, "mean"), /2 numbers: give 24/);
  assert.throws(() => weekCurve({ daily: "ofice" as "office" }, "mean"), /did you mean office/);
});

Deno.test("arrivals follow the curve and its bursts, and no bound is exceeded", async () => {
  const lab = await shop();
  const load = readLoad(lab, {
    daily: "evening",
    bursts: [{ every: "2 h", lasts: "10 min", factor: 4 }],
  });
  const curve = arrivalCurve(load.streams[0]!, {
    start: 0,
    date: "2027-01-01",
    bursts: load.bursts,
    seed: 1,
  });
  for (let seconds = 0, at = 0; seconds < 86_400; seconds = at) {
    const { rate, until } = curve.bound(seconds);
    assert.ok(until > seconds);
    for (let part = 0; part < 5; part++) {
      const time = seconds + (until - seconds) * (part + 0.5) / 5;
      assert.ok(curve.at(time) <= rate, `${curve.at(time)} over ${rate} at ${time}`);
    }
    at = until;
  }
  // A part of the run sees what the whole does, bursts too.
  const part = arrivalCurve(load.streams[0]!, {
    start: 0,
    offset: 5000,
    date: "2027-01-01",
    bursts: load.bursts,
    seed: 1,
  });
  for (let seconds = 0; seconds < 20_000; seconds += 97) {
    assert.equal(part.at(seconds), curve.at(seconds + 5000));
    assert.ok(part.at(seconds) <= part.bound(seconds).rate);
  }
  const run = await simulateEvents({
    stations: [],
    sources: [{ name: "a", arrivals: curve, cases: [{ share: 1, steps: [] }] }],
  }, { seconds: 86_400, windows: 24 });
  let expected = 0;
  for (let second = 0; second < 86_400; second++) expected += curve.at(second + 0.5);
  assert.ok(Math.abs(run.sources[0]!.arrivals / expected - 1) < 0.002);
});

Deno.test("what a load names must be there", async () => {
  const lab = await shop();
  assert.throws(() => readLoad(lab, { patterns: { order: {} } }), /did you mean orders/);
  assert.throws(
    () => readLoad(lab, { transactions: [{ name: "t", statements: [], rate: "1/s" }] }),
    /it has no statement/,
  );
  assert.throws(() => readLoad(lab, { grows: "Custmer" }), /did you mean Customer/);
  assert.throws(() => readLoad(lab, { bursts: [{ every: 5, lasts: 6, factor: 2 }] }), /must end/);
  const bare = { ...lab, model: undefined, schema: emptySchema() } as unknown as Lab;
  assert.equal(readLoad(bare).streams[0]!.growth.at("2040-01-01"), 1);
});
