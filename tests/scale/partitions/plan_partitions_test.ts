import assert from "node:assert/strict";
import { defineModel, openLab, planPartitions, t } from "../../../mod.ts";
import { addDuration } from "../../../lib/core/date.ts";
import { openEmbedded } from "../../../lib/embedded/open_embedded.ts";
import {
  intervalFor,
  INTERVALS,
  intervalStart,
  nextInterval,
} from "../../../lib/scale/partitions/interval.ts";

const today = "2026-11-23";

function events(engine = "postgresql@18") {
  const model = defineModel("events", { engine });
  model.entity("Device", { id: t.bigint().identity().key(), name: t.text(40) }).rows("10k");
  model.entity("Event", {
    id: t.bigint().identity().key(),
    at: t.timestamptz(),
    kind: t.text(20).values({ a: 0.5, b: 0.5 }),
    payload: t.text(400),
  }).rows("600M").grows("2M/day").retain("2 years");
  model.entity("Remark", { id: t.bigint().identity().key(), text: t.text(200) }).rows("10k");
  model.relate("Device 1 --sends--> 0..* Event").relate("Event 1 --has--> 0..* Remark");
  model.access("recent", {
    sql: "select * from events where device_id = $1 and at >= '2026-11-20' and at < '2026-11-21'",
    rate: "200/s",
  });
  return model;
}

Deno.test("rows that expire and are looked up by time are partitioned by time, as the planner prunes", async () => {
  await using lab = await openLab(events(), { today });
  const { tables } = await planPartitions(lab);
  const [event, ...others] = tables;
  assert.equal(event?.table, "public.events");
  assert.ok(event.partition && event.key?.method === "range" && event.key.column === "at");
  const [recent] = event.pruning;
  assert.equal(recent?.scanned, 1);
  assert.ok(recent.of >= 4);
  const codes = event.findings.map(({ code }) => code);
  assert.ok(codes.includes("unique-key-without-partition-column"));
  assert.ok(codes.includes("foreign-key-to-partitioned-table"));
  assert.match(event.schedule!.partman.join("\n"), /p_interval => '3 months'/);
  assert.ok(others.every(({ partition, reasons }) => !partition && /less than/.test(reasons[0]!)));

  // The statements run, and so does the schedule.
  await using database = await openEmbedded();
  await database.exec("create table devices (id bigint primary key, name text)");
  for (const statement of event.ddl) await database.exec(statement);
  for (const { statements } of event.schedule!.runs) assert.ok(statements.length > 0);
  const { rows } = await database.query<{ count: number }>(
    "select count(*)::int as count from pg_inherits where inhparent = 'events'::regclass",
  );
  // What came before, the present quarter and four ahead; the schedule's first run finds the last one there.
  assert.equal(rows[0]!.count, 6);
  await database.exec("insert into devices values (1, 'x')");
  await database.exec(
    "insert into events (at, kind, payload, device_id) values ('2026-11-24', 'a', '', 1), ('1999-01-01', 'a', '', 1)",
  );
});

/** Runs a script of psql as on a day: prints statements, and runs each by itself. */
async function runScript(database: Database, script: readonly string[], day: string) {
  const ran: string[] = [];
  for (const part of script) {
    const query = part.replaceAll("now()", `timestamptz '${day} 12:00+00'`).replace("\\gexec", "");
    const { rows } = await database.query<Record<string, string>>(query);
    for (const statement of rows.flatMap((row) => Object.values(row))) {
      await database.exec(statement);
      ran.push(statement);
    }
  }
  return ran;
}

type Database = Awaited<ReturnType<typeof openEmbedded>>;

async function partitionsOf(database: Database, table: string): Promise<readonly string[]> {
  const { rows } = await database.query<{ name: string }>(
    "select inhrelid::regclass::text as name from pg_inherits where inhparent = $1::regclass order by 1",
    [table],
  );
  return rows.map(({ name }) => name);
}

Deno.test("run on each day, the script keeps the partitions of what is kept, and four ahead", async () => {
  for (
    const [type, name] of [["timestamptz", "Odd Name"], ["date", "Day"], ["timestamp", "plain"]]
  ) {
    const model = defineModel("log");
    model.entity("Line", { id: t.bigint().identity().key(), at: type!, text: t.text(500) })
      .table(name!).rows("900M").grows("3M/day").retain("90 days");
    await using lab = await openLab(model, { today: "2027-01-15" });
    const { tables: [advice] } = await planPartitions(lab, { horizon: "2 years" });
    assert.equal(advice!.key!.interval!.name, "1 week");
    const { native, runs } = advice!.schedule!;
    await using database = await openEmbedded();
    for (const statement of advice!.ddl) await database.exec(statement);
    const path = `public."${name}"`;
    await database.exec(`insert into ${path} (at, text) values ('2026-12-01', '')`);
    const foretold = new Map(runs.map(({ date, statements }) => [date, statements]));
    for (let day = "2027-01-18"; day < "2027-07-01"; day = addDuration(day, 7 * 86_400)) {
      const before = await partitionsOf(database, path);
      const ran = await runScript(database, native, day);
      const after = await partitionsOf(database, path);
      const [made, gone] = [
        after.filter((one) => !before.includes(one)),
        before.filter((one) => !after.includes(one)),
      ];
      const expected = foretold.get(day);
      if (!expected) continue;
      // What was foretold for the day is what the script does on it.
      const named = (verb: RegExp, names: readonly string[]) =>
        expected.filter((one) => verb.test(one)).every((one) =>
          names.some((name) => one.replaceAll('"', "").includes(name.replaceAll('"', "")))
        );
      assert.ok(
        ran.length > 0 && named(/^create/, made) && named(/^drop/, gone),
        `${day}: ${made} ${gone}`,
      );
      foretold.delete(day);
    }
    assert.deepEqual([...foretold], []);
    // A week is kept until its last row is 90 days old: 13 weeks and the one that is going, and four ahead.
    const kept = await partitionsOf(database, path);
    assert.equal(kept.length, 13 + 1 + 4, kept.join(" "));
    await database.exec(`insert into ${path} (at, text) values ('2027-07-28', 'ahead')`);
    await assert.rejects(database.exec(`insert into ${path} (at, text) values ('2026-12-01', '')`));
  }
});

Deno.test("values are listed from the most common, and all others have a partition", async () => {
  const model = defineModel("shop");
  model.entity("Order", {
    id: t.bigint().identity().key(),
    region: t.text(8).values({ eu: 0.5, us: 0.3, "Ö/st": 0.1, others: 0.05, "O'Neil": 0.05 }),
    note: t.text(400),
  }).rows("900M").grows("1M/day");
  model.access("ofRegion", {
    sql: "select note from orders where region = $1 limit 10",
    rate: "200/s",
  });
  await using lab = await openLab(model, { today });
  const { tables: [advice] } = await planPartitions(lab, { smallest: "10 GB" });
  assert.deepEqual([advice?.key?.method, advice?.key?.column], ["list", "region"]);
  assert.equal(advice!.pruning[0]?.scanned, 1);
  assert.equal(advice!.pruning[0]?.of, 6);
  assert.equal(advice!.partitions!.value, 6);
  await using database = await openEmbedded();
  for (const statement of advice!.ddl) await database.exec(statement);
  await database.exec(
    "insert into orders (region, note) select unnest(array['eu', 'us', 'Ö/st', 'others', 'O''Neil', 'x']), ''",
  );
  const { rows } = await database.query<{ place: string }>(
    "select tableoid::regclass::text as place from orders order by id",
  );
  assert.deepEqual(rows.map(({ place }) => place), [
    "orders_eu",
    "orders_us",
    "orders_st",
    "orders_v3",
    "orders_o_neil",
    "orders_others",
  ]);
});

Deno.test("a column that statements change is no key, and what expires needs a time to go by", async () => {
  const model = defineModel("shop");
  model.entity("Task", {
    id: t.bigint().identity().key(),
    state: t.enum("new", "busy", "done"),
    text: t.text(500),
  }).rows("900M").retain("1 year");
  model.access("next", { sql: "select text from tasks where state = $1 limit 1", rate: "90/s" });
  await using lab = await openLab(model, { today });
  const [free] = (await planPartitions(lab, { smallest: "10 GB" })).tables;
  assert.equal(free?.key?.column, "state");
  model.access("work", { sql: "update tasks set state = 'busy' where id = $1", rate: "90/s" });
  await using busy = await openLab(model, { today });
  const [changed] = (await planPartitions(busy, { smallest: "10 GB" })).tables;
  assert.equal(changed?.partition, false);
  assert.match(changed.reasons[0]!, /by hash of id an execution would still read 63 % of them/);
});

Deno.test("a parameter of a range type does not hide what is pruned", async () => {
  const model = defineModel("rooms");
  model.entity("Booking", {
    id: t.uuid().key(),
    room: t.bigint().distinct("100k"),
    during: t.tstzrange(),
    note: t.text(400),
  }).rows("900M");
  model.access("calendar", {
    sql: "select id from bookings where room = $1 and during && $2",
    rate: "300/s",
  });
  await using lab = await openLab(model, { today });
  const { tables: [advice] } = await planPartitions(lab);
  assert.deepEqual([advice?.key?.method, advice?.key?.column], ["hash", "room"]);
  assert.equal(advice!.pruning[0]?.scanned, 1);
});

Deno.test("a large table that no query could be pruned on is left whole, with the reason", async () => {
  const model = defineModel("blobs");
  model.entity("Blob", { id: t.bigint().identity().key(), content: t.text(2000) }).rows("2 bn");
  await using lab = await openLab(model, { today });
  const { tables: [blob] } = await planPartitions(lab);
  assert.equal(blob?.partition, false);
  assert.match(blob!.reasons[0]!, /every query would read every partition/);
});

Deno.test("intervals keep partitions small, and begin where the calendar does", () => {
  assert.equal(intervalFor(1e6, 1e6 * 40 * 86_400, Infinity).name, "1 month");
  assert.equal(intervalFor(1e6, 1e6 * 9 * 86_400, Infinity).name, "1 week");
  assert.equal(intervalFor(1, 1e12, 365 * 86_400).name, "1 month");
  assert.equal(intervalFor(1e9, 1, Infinity).name, "1 day");
  const names = INTERVALS.map((interval) => intervalStart("2026-11-25", interval));
  assert.deepEqual(names, ["2026-11-25", "2026-11-23", "2026-11-01", "2026-10-01", "2026-01-01"]);
  const next = INTERVALS.map((interval, at) => nextInterval(names[at]!, interval, 2));
  assert.deepEqual(next, ["2026-11-27", "2026-12-07", "2027-01-01", "2027-04-01", "2028-01-01"]);
});

Deno.test("a lab on a bare schema cannot be planned for", async () => {
  const { emptySchema } = await import("../../../mod.ts");
  await using lab = await openLab(emptySchema(), { today });
  await assert.rejects(planPartitions(lab), /open it on a model/);
});

Deno.test("growth that no table can hold is planned as far as a table can", async () => {
  const model = events();
  model.entity("Event").grows("300%/year");
  await using lab = await openLab(model, { today });
  const { at, findings } = await planPartitions(lab, { horizon: "60 years", runs: 20 });
  assert.ok(at > "2027-01-01" && at < "2050-01-01", at);
  const codes = findings.map(({ code }) => code);
  assert.deepEqual(codes, ["growth-overflows", "partitions-judged-before-horizon"]);
});

Deno.test("what only the execution prunes is planned whole, and said so", async () => {
  const model = events();
  model.access("lately", {
    sql: "select * from events where device_id = $1 and at >= now() - interval '1 day'",
    rate: "300/s",
  });
  await using lab = await openLab(model, { today });
  const { tables: [event] } = await planPartitions(lab, { target: "500 MB" });
  const lately = event!.pruning.find(({ name }) => name === "lately")!;
  assert.ok(lately.scanned < lately.of && lately.planned === lately.of);
  assert.ok(lately.planning!.value > 0.005);
  assert.ok(
    event!.findings.some(({ code, where }) =>
      code === "pruned-only-at-execution" && where === "lately"
    ),
  );
  const recent = event!.pruning.find(({ name }) => name === "recent")!;
  assert.ok(recent.planned === recent.scanned && recent.planning!.value < 0.001);
});

Deno.test("exclusion constraints, keys and foreign keys that partitions break are named", async () => {
  for (const version of [18, 17]) {
    const model = events(`postgresql@${version}`);
    model.entity("Event", {
      id: t.bigint().identity().key(),
      at: t.timestamptz(),
      during: t.tstzrange(),
      payload: t.text(400),
    }).rows("600M").grows("2M/day").retain("2 years");
    model.rule("once", {
      kind: "exclusion",
      entity: "Event",
      equal: ["Device"],
      overlaps: "during",
    });
    await using lab = await openLab(model, { today });
    const { tables: [event] } = await planPartitions(lab);
    const where = event!.findings.map(({ code, where }) => `${code} ${where}`);
    assert.ok(where.includes("unique-key-without-partition-column public.events.events_pkey"));
    assert.ok(
      where.some((one) => one.startsWith("foreign-key-to-partitioned-table public.remarks")),
    );
    // Since version 18 it is a key whose last column is a range.
    const code = version === 18
      ? "unique-key-without-partition-column"
      : "exclusion-without-partitions";
    assert.ok(where.includes(`${code} public.events.once`), where.join("\n"));
    if (version === 18) assert.match(event!.ddl.join(), /device_id, at, during WITHOUT OVERLAPS/);
  }
});

Deno.test("a table that is partitioned already is left as it is", async () => {
  const model = events();
  await using lab = await openLab(model, { today });
  const { tables: [event] } = await planPartitions(lab);
  await using done = lab.with(event!.edits);
  const { tables } = await planPartitions(done);
  const again = tables.find(({ table }) => table === "public.events");
  assert.equal(again?.partition, false);
  assert.match(again.reasons[0]!, /partitioned already, by range of "at"/);
});
