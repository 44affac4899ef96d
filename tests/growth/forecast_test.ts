import assert from "node:assert/strict";
import fc from "fast-check";
import {
  defineModel,
  forecast,
  grow,
  type HistoryPoint,
  mapModel,
  readHistory,
  t,
} from "../../mod.ts";
import { partitionCount } from "../../lib/growth/threshold_rules.ts";
import { TIME_UNITS } from "../../lib/core/quantity.ts";
import { tableRows } from "../../lib/growth/table_rows.ts";
import type { Model } from "../../lib/model/model.ts";

const today = "2027-01-01";

function shop(growth = "4%/month") {
  const model = defineModel("shop");
  model.entity("Customer", { id: t.bigint().identity().key() }).rows("1M").grows(growth);
  model.entity("Order", { id: t.bigint().identity().key() }).rows("20M");
  model.relate("Customer 1 --places--> 0..* Order");
  return model;
}

const rowsOf = (model: Parameters<typeof forecast>[0], element: string, options = {}) => {
  const made = forecast(model, { today, horizon: "5 years", runs: 50, ...options });
  return made.series.find((one) => one.element === element && one.kind === "table")!.points
    .map(({ rows }) => rows!);
};

Deno.test("without ranges the middle of the forecast is the growth's own formula", () => {
  const texts = ["4%/month", "60k/day", "10%/year to 2M", "5k/day ±30% yearly"];
  for (const text of texts) {
    const model = shop(text).snapshot();
    const { volume } = model.entities[0]!;
    const points = rowsOf(model, "Customer");
    for (const at of [0, 7, 24]) {
      const expected = grow(volume, 1e6, at * TIME_UNITS["month"]!);
      assert.ok(Math.abs(points[at]!.p50 / expected - 1) < 1e-9, `${text} at month ${at}`);
      assert.equal(points[at]!.p5, points[at]!.p95);
    }
  }
});

Deno.test("children without growth grow as tableRows() says, which the lab plans with", () => {
  fc.assert(
    fc.property(
      fc.record({ percent: fc.integer({ min: 1, max: 12 }), fan: fc.integer({ min: 1, max: 40 }) }),
      ({ percent, fan }) => {
        const builder = shop(`${percent}%/month`);
        builder.entity("Line", { id: t.bigint().identity().key() });
        builder.relate("Order 1 --has--> 1..* Line", { fanOut: { shape: `normal ${fan} 1` } });
        const model = builder.snapshot();
        const { schema } = mapModel(model);
        const month = 18;
        const expected = tableRows(model, schema, month * TIME_UNITS["month"]!);
        for (const name of ["Order", "Line"]) {
          const { p50 } = rowsOf(model, name)[month]!;
          const path = name === "Order" ? "public.orders" : "public.lines";
          assert.ok(Math.abs(p50 / expected.get(path)!.rows - 1) < 0.002, `${name}: ${p50}`);
        }
      },
    ),
    { numRuns: 10, seed: 1 },
  );
});

Deno.test("a range is drawn evenly: its quantiles are those of the curve at the range's quantiles", () => {
  const { p5, p50, p95 } = rowsOf(shop("2..6 %/month"), "Customer", { runs: 4000 })[24]!;
  const at = (share: number) => 1e6 * (1.02 + 0.04 * share) ** 24;
  for (const [value, share] of [[p5, 0.05], [p50, 0.5], [p95, 0.95]] as const) {
    assert.ok(Math.abs(value / at(share) - 1) < 0.03, `${value} at ${share}`);
  }
});

Deno.test("rows go when their retention is over, children with their parents", () => {
  const model = shop("1k/day");
  model.entity("Customer").retain("6 months");
  const points = rowsOf(model, "Customer");
  // One million leave over six months; after that each day brings a thousand and takes a thousand.
  const kept = 1000 * TIME_UNITS["year"]! / 2 / 86_400;
  assert.ok(Math.abs(points[12]!.p50 / kept - 1) < 1e-9);
  assert.ok(Math.abs(points[24]!.p50 / kept - 1) < 1e-9);
  const orders = rowsOf(model, "Order");
  assert.ok(Math.abs(orders[24]!.p50 / (kept * 20) - 1) < 0.05);
});

Deno.test("fan-out by age agrees with a cohort by cohort count by hand", () => {
  const model = defineModel("cohorts");
  model.entity("Customer", { id: t.bigint().identity().key() }).rows(0).grows("1000/month");
  model.entity("Order", { id: t.bigint().identity().key() }).rows(0);
  model.relate("Customer 1 --places--> 0..* Order", { fanOut: { shape: "normal 12 0.001" } });
  const fanOutByAge = { "Customer places Order": [["12 months", 1]] } as const;
  const points = rowsOf(model, "Order", { fanOutByAge });
  for (const month of [1, 6, 12, 24]) {
    let expected = 0;
    for (let cohort = 1; cohort <= month; cohort++) {
      expected += 1000 * 12 * Math.min(1, (month - cohort + 0.5) / 12);
    }
    assert.ok(Math.abs(points[month]!.p50 / expected - 1) < 1e-3, `month ${month}`);
  }
});

Deno.test("parents of today still get the children that they do not have yet", () => {
  const model = defineModel("cohorts");
  // Ten months of a thousand customers: all are younger than the year in which they order.
  model.entity("Customer", { id: t.bigint().identity().key() }).rows(10_000).grows("1000/month");
  model.entity("Order", { id: t.bigint().identity().key() }).rows(50_000);
  model.relate("Customer 1 --places--> 0..* Order", { fanOut: { shape: "normal 12 0.001" } });
  const fanOutByAge = { Order: [["12 months", 1]] } as const;
  const [now, , , , , , , , , , , , year] = rowsOf(model, "Order", { fanOutByAge });
  let expected = 0;
  for (let age = 0.5; age < 10; age++) expected += 1000 * 12 * (1 - age / 12);
  for (let age = 0.5; age < 12; age++) expected += 1000 * 12 * age / 12;
  assert.ok(Math.abs((year!.p50 - now!.p50) / expected - 1) < 1e-3);
});

Deno.test("the same seed gives the same bytes, and no entity's draws depend on another", () => {
  const one = forecast(shop("2..6 %/month"), { today, runs: 100 });
  const same = forecast(shop("2..6 %/month"), { today, runs: 100 });
  assert.equal(JSON.stringify(one), JSON.stringify(same));
  const more = shop("2..6 %/month");
  more.entity("Supplier", { id: t.bigint().identity().key() }).rows("1k").grows("1..9 %/year");
  assert.deepEqual(rowsOf(more, "Customer"), rowsOf(shop("2..6 %/month"), "Customer"));
  const other = rowsOf(shop("2..6 %/month"), "Customer", { seed: 2 });
  assert.notDeepEqual(other, rowsOf(shop("2..6 %/month"), "Customer"));
});

Deno.test("integer keys overflow when numbers are given out, not when rows are kept", () => {
  const model = defineModel("events");
  model.entity("Event", { id: t.integer().identity().key() }).rows("100M").grows("1M/day")
    .retain("100 days");
  const { thresholds } = forecast(model, { today, horizon: "8 years", runs: 20 });
  const key = thresholds.find(({ code }) => code === "integer-key")!;
  const days = (2_147_483_647 - 100e6) / 1e6;
  assert.ok(Math.abs((Date.parse(key.date) - Date.parse(today)) / 86_400_000 - days) <= 1);
  assert.equal(key.probability.value, 1);
  assert.ok(key.actBy < key.earliest);
});

Deno.test("the probability of a limit is the share of the runs beyond it", () => {
  const model = defineModel("events");
  // 2^31 is reached in five years by rates over 1,120,600 a day: 44 % of the range.
  model.entity("Event", { id: t.integer().identity().key() }).rows("100M").grows("1M..1.2M/day");
  const { thresholds } = forecast(model, { today, horizon: "5 years", runs: 4000 });
  const key = thresholds.find(({ code }) => code === "integer-key")!;
  const rate = (2_147_483_647 - 100e6) / (5 * 365.2425);
  assert.ok(Math.abs(key.probability.value - (1.2e6 - rate) / 0.2e6) < 0.03);
});

Deno.test("disk and memory are judged where they are given", () => {
  const model = shop();
  const none = forecast(model, { today, runs: 20 });
  assert.ok(!none.thresholds.some(({ where }) => where === "database"));
  const { thresholds } = forecast(model, {
    today,
    runs: 20,
    capacity: { disk: "5 GB", memory: "2 GB" },
  });
  const codes = thresholds.map(({ code }) => code);
  assert.ok(codes.includes("disk-full") && codes.includes("working-set-leaves-memory"));
});

Deno.test("bad input gives findings that say what to do, and finite numbers", () => {
  const codes = (model: Parameters<typeof forecast>[0], horizon = "5 years") => {
    const made = forecast(model, { today, horizon, runs: 10 });
    for (const { points } of made.series) {
      for (const { bytes, rows = bytes } of points) {
        assert.ok(
          Object.values({ ...bytes, ...rows }).every((one) => Number.isFinite(one) && one >= 0),
        );
      }
    }
    return made.findings.map(({ code }) => code);
  };
  assert.ok(codes(shop("900%/day")).includes("growth-overflows"));
  assert.ok(codes(shop(), "0 s").includes("no-horizon"));
  assert.ok(codes(shop(), "200 years").includes("horizon-beyond-sight"));
  assert.throws(() => forecast(shop(), { horizon: "300 years" }), /at most 200 years/);
  assert.throws(() => forecast(shop(), { horizon: -1 }), RangeError);
  assert.throws(() => forecast(shop(), { runs: 0 }), /whole number from 1/);

  const circle = defineModel("circle");
  for (const name of ["A", "B", "C"]) circle.entity(name, { id: t.bigint().identity().key() });
  circle.relate("A 1 --x--> 0..* B").relate("B 1 --y--> 0..* C").relate("C 1 --z--> 0..* A");
  assert.ok(codes(circle).includes("cyclic-fan-out"));

  const model: Model = shop().snapshot();
  const [customer, order] = model.entities;
  const negative = {
    ...model,
    entities: [{ ...customer!, volume: { ...customer!.volume, retention: -5 } }, order!],
  };
  assert.ok(codes(negative).includes("retention-not-positive"));
  assert.deepEqual(codes(defineModel("empty")), []);
});

Deno.test("a measured history is continued with the error of its fit", () => {
  const model = defineModel("measured");
  const history = Array.from({ length: 24 }, (_, month) => {
    const date = new Date(Date.UTC(2025, month, 1)).toISOString().slice(0, 10);
    return [date, Math.round(1e6 * 1.03 ** month * (1 + 0.01 * Math.sin(month * 5)))] as const;
  });
  model.entity("Reading", { id: t.bigint().identity().key() }).grows({ kind: "measured", history });
  const points = rowsOf(model, "Reading", { runs: 1000 });
  assert.ok(Math.abs(points[0]!.p50 / (1e6 * 1.03 ** 24) - 1) < 0.01);
  assert.ok(Math.abs(points[24]!.p50 / (1e6 * 1.03 ** 48) - 1) < 0.03);
  const width = ({ p5, p50, p95 }: { p5: number; p50: number; p95: number }) => (p95 - p5) / p50;
  assert.ok(width(points[24]!) > width(points[0]!) && width(points[0]!) > 0);
});

Deno.test("a history that is given foretells its entity, and says with which error", () => {
  const dates = Array.from({ length: 12 }, (_, at) => `2026-${String(at + 1).padStart(2, "0")}-01`);
  const csv = (rows: (at: number) => number) =>
    ["date,rows", ...dates.map((date, at) => `${date},${rows(at)}`)].join("\n");
  const steady = readHistory(csv((at) => 1e6 + 1e5 * at));
  const made = forecast(shop(), {
    today,
    runs: 50,
    horizon: "1 year",
    history: { Customer: steady },
  });
  const [fit] = made.fits;
  assert.deepEqual([fit?.entity, fit?.kind, fit?.points], ["Customer", "linear", 12]);
  assert.ok(fit!.error! < 0.01);
  const { rows } = made.series.find(({ element }) => element === "Customer")!.points.at(-1)!;
  assert.ok(Math.abs(rows!.p50 / 3.4e6 - 1) < 0.01, String(rows!.p50));

  const codes = (history: readonly HistoryPoint[], horizon = "5 years") =>
    forecast(shop(), { today, runs: 10, horizon, history: { Customer: history } }).findings
      .map(({ code }) => code);
  const broken = readHistory(csv((at) => at < 8 ? 1e6 + 1e5 * at : 9e6));
  assert.ok(codes(broken).includes("history-poorly-fitted"));
  assert.ok(codes(steady.slice(0, 3)).includes("history-too-short"));
  assert.ok(codes(steady).includes("history-shorter-than-horizon"));
  assert.ok(!codes(steady, "1 year").some((code) => code.startsWith("history")));
  assert.throws(
    () => forecast(shop(), { history: { Custmer: steady } }),
    /no such entity; did you mean Customer/,
  );
});

Deno.test("rows that expire and of which nobody says how many come stay as many", () => {
  const model = defineModel("logs");
  model.entity("Line", { id: t.integer().identity().key() }).rows("100M").retain("100 days");
  const { series, findings, thresholds } = forecast(model, { today, runs: 5, horizon: "10 years" });
  const { points } = series.find(({ element }) => element === "Line")!;
  assert.ok(points.every(({ rows }) => rows!.p50 === 1e8));
  assert.ok(findings.some(({ code }) => code === "retention-without-growth"));
  // A million numbers a day are given out all the same.
  const key = thresholds.find(({ code }) => code === "integer-key")!;
  assert.equal(key.date.slice(0, 4), "2032");
});

Deno.test("each engine's own limits are watched", () => {
  const large = (engine: string) => {
    const model = defineModel("large", { engine });
    model.entity("Blob", { id: t.bigint().key(), body: t.text().width("1900 bytes") })
      .rows("10 bn").grows("20 bn/year");
    model.access("write", { sql: "insert into blobs values ($1, $2)", rate: "20k/s" });
    return forecast(model, { today, horizon: "20 years", runs: 5 }).thresholds;
  };
  const levels = (engine: string) =>
    Object.fromEntries(large(engine).map(({ code, level }) => [code, level.value]));
  assert.equal(levels("postgresql@18")["relation-full"], 32 * 2 ** 40);
  assert.equal(levels("mysql@8")["relation-full"], 64 * 2 ** 40);
  assert.equal(levels("sqlite")["database-full"], 281e12);
  // 20,000 numbers a second: half of 2^32, less 200 million, are left for vacuum at 39 MB a second.
  const speed = 200 / 20 * 8192 / 0.002;
  assert.equal(
    levels("postgresql@18")["transaction-numbers-run-out"],
    (2 ** 31 - 200e6) / 20_000 * speed,
  );
  assert.equal(levels("mysql@8")["transaction-numbers-run-out"], undefined);
});

Deno.test("documents with all that belongs to them outgrow MongoDB's limit", () => {
  const model = defineModel("posts", { engine: "mongodb" });
  model.entity("Post", { id: t.bigint().identity().key(), body: t.text().width("2 kB") }).rows(
    "1M",
  );
  model.entity("Comment", { nr: t.integer(), body: t.text().width("400 bytes") })
    .rows("10M").grows("200M/month").key("Post", "nr");
  model.relate("Post 1 ==has==> 0..* Comment");
  const { thresholds } = forecast(model, { today, horizon: "5 years", runs: 20 });
  const found = thresholds.find(({ code }) => code === "document-too-large");
  assert.equal(found?.where, "Post");
  assert.equal(found.level.value, 16 * 2 ** 20);
});

Deno.test("partitions become too many by the intervals of those that there are", () => {
  const model = defineModel("events");
  model.entity("Event", { id: t.bigint().identity(), at: t.timestamptz() }).rows("10M");
  const { schema } = mapModel(model.snapshot());
  const [table] = schema.tables;
  const part = (day: string, next: string) => ({
    ...table!,
    name: `events_${day}`,
    partitionOf: {
      schema: "public",
      name: "events",
      bound: `FOR VALUES FROM ('2027-01-${day} 00:00:00+00') TO ('2027-01-${next} 00:00:00+00')`,
    },
  });
  const partitioned = {
    ...schema,
    tables: [
      { ...table!, partitioning: { method: "range" as const, keys: ["at"] } },
      part("01", "02"),
      part("02", "03"),
    ],
  };
  const [rule] = [...partitionCount({ schema: partitioned, step: 86_400 })];
  assert.equal(rule?.code, "too-many-partitions");
  assert.equal(rule.value(0, 0), 2);
  assert.equal(rule.value(998, 0), rule.level);
});

Deno.test("what is to be done is begun as long before as it takes", () => {
  const model = defineModel("events");
  model.entity("Event", { id: t.integer().identity().key() }).rows("100M").grows("1M..1.4M/day");
  const { thresholds } = forecast(model, { today, horizon: "8 years", runs: 200 });
  for (const { actBy, earliest, date, latest, lead } of thresholds) {
    assert.ok(earliest <= date && date <= latest && lead > 0);
    const days = (Date.parse(earliest) - Date.parse(actBy)) / 86_400_000;
    assert.ok(actBy === today ? days <= lead / 86_400 + 1 : Math.abs(days - lead / 86_400) <= 1);
  }
  assert.ok(thresholds.some(({ code }) => code === "integer-key"));
});
