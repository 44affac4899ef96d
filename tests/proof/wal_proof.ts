/**
 * The write-ahead log that a forecast foretells for a day, against what real servers write when that day's
 * rows come and change, each in a transaction of its own.
 *
 * @module
 */
import assert from "node:assert/strict";
import { type AttributeBuilder, ddl, defineModel, forecast, t, toSchema } from "../../mod.ts";
import { serverOrSkip, type ServerVersion } from "../servers.ts";

const ROWS = 200_000;

interface Day {
  readonly name: string;
  readonly attributes: Readonly<Record<string, AttributeBuilder>>;
  /** What fills the attributes but the key, `i` being the row's number. */
  readonly values: string;
  /** Rows that come in the day, and rows that are changed. */
  readonly inserts: number;
  readonly updates: number;
  /** What an update does. */
  readonly set: string;
  /** The error that is allowed: a forecast reckons with the dead rows that updates leave between two vacuums. */
  readonly within: number;
}

const DAYS: readonly Day[] = [
  {
    name: "ascending key",
    attributes: { nr: t.bigint(), body: t.text(50).width(50) },
    values: "i, rpad(i::text, 50, 'x')",
    inserts: 20_000,
    updates: 0,
    set: "",
    within: 0.05,
  },
  {
    name: "random key",
    attributes: { code: t.uuid().unique(), body: t.text(100).width(100) },
    values: "gen_random_uuid(), rpad(i::text, 100, 'x')",
    inserts: 10_000,
    updates: 0,
    set: "",
    within: 0.05,
  },
  {
    name: "changed rows",
    attributes: { nr: t.bigint(), state: t.smallint().distinct(5), body: t.text(80).width(80) },
    values: "i, i % 5, rpad(i::text, 80, 'x')",
    inserts: 2_000,
    updates: 8_000,
    set: "state = (state + 1) % 5",
    within: 0.15,
  },
];

function foretold({ name, attributes, inserts, updates }: Day, version: ServerVersion): number {
  const model = defineModel(name, { engine: `postgresql@${version}` });
  const churn = updates * 365.2425 / ROWS;
  model.entity("Event", { id: t.bigint().identity().key(), ...attributes }).rows(ROWS)
    .grows(`${inserts}/day`).churns(churn);
  const { series } = forecast(model, {
    today: "2027-01-01",
    horizon: "30 days",
    checkpoint: "1 day",
    runs: 10,
  });
  return series.find(({ kind }) => kind === "write-ahead log")!.points[1]!.bytes.p50;
}

for (const version of [18, 15] satisfies ServerVersion[]) {
  Deno.test(`a day's write-ahead log is as foretold on PostgreSQL ${version}`, async () => {
    const server = await serverOrSkip(version, {
      settings: {
        full_page_writes: "on",
        checkpoint_timeout: "1d",
        max_wal_size: "20GB",
        autovacuum: "off",
      },
    });
    if (!server) return;
    await using _ = server;
    const client = await server.connect();
    for (const day of DAYS) {
      const { name, attributes, values, inserts, updates, set, within } = day;
      const model = defineModel(name, { engine: `postgresql@${version}` });
      model.entity("Event", { id: t.bigint().identity().key(), ...attributes });
      await client.query(`drop table if exists events; ${ddl(toSchema(model)).sql}`);
      const columns = Object.keys(attributes).join(", ");
      const fill = (from: number, to: number) =>
        `insert into events (${columns}) select ${values} from generate_series(${from}, ${to}) i`;
      await client.query(fill(1, ROWS));
      await client.query("vacuum analyze events");
      await client.query("checkpoint");
      const at = async () =>
        (await client.query("select pg_current_wal_insert_lsn() as lsn")).rows[0].lsn;
      const before = await at();
      await client.query(`do $$ begin for n in 1..${inserts} loop
        insert into events (${columns}) select ${values} from (values (n + ${ROWS})) v(i); commit;
      end loop; end $$`);
      if (updates > 0) {
        await client.query(`do $$ begin for n in 1..${updates} loop
          update events set ${set} where id = (select 1 + floor(random() * ${ROWS})::bigint); commit;
        end loop; end $$`);
      }
      const { rows: [{ bytes }] } = await client.query("select $1::pg_lsn - $2::pg_lsn as bytes", [
        await at(),
        before,
      ]);
      const error = foretold(day, version) / Number(bytes) - 1;
      console.log(JSON.stringify({ version, name, measured: Number(bytes), error }));
      assert.ok(Math.abs(error) <= within, `${name}: ${error}`);
    }
  });
}
