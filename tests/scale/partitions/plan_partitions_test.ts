import assert from "node:assert/strict";
import { defineModel, openLab, planPartitions, t } from "../../../mod.ts";
import { openEmbedded } from "../../../lib/embedded/open_embedded.ts";
import { intervalFor, INTERVALS } from "../../../lib/scale/partitions/partition_key.ts";
import { intervalStart, nextInterval } from "../../../lib/scale/partitions/partition_schema.ts";

const today = "2026-11-23";

function events() {
  const model = defineModel("events");
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
  await database.exec(event.schedule!.native[0]!);
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
