/**
 * The statements for shards of PostgreSQL alone, run on real servers: rows that are inserted through the
 * coordinator lie on the shard that `route()` says, what stands together is joined there, and reference
 * tables reach every shard.
 *
 * @module
 */
import assert from "node:assert/strict";
import { defineModel, planShards, route, type ShardPlan, t } from "../../mod.ts";
import { type Server, serverOrSkip, type ServerVersion } from "../servers.ts";

const SHARDS = 4;

type Row = Readonly<Record<string, unknown>>;

function shop(version: ServerVersion) {
  const model = defineModel("shop", { engine: `postgresql@${version}` });
  model.entity("Country", { code: t.text(2).key(), name: t.text(80) }).rows(200);
  model.entity("Customer", {
    id: t.bigint().identity().key(),
    email: t.text(120).unique(),
    name: t.text(80),
    shout: t.text(80).derived("upper(name)"),
    since: t.timestamptz().default("now()"),
  }).rows("40M").grows("2%/month");
  model.entity("Order", {
    id: t.bigint().identity().key(),
    state: t.enum("new", "paid"),
    total: t.numeric(12, 2).check("total >= 0"),
  }).rows("900M");
  model.entity("Line", { id: t.uuid().key().default("gen_random_uuid()"), count: t.integer() })
    .rows("3 bn");
  model.relate("Country 1 --seats--> 0..* Customer").relate("Customer 1 --places--> 0..* Order")
    .relate("Order 1 --has--> 1..* Line");
  model.access("orders", {
    sql:
      "select o.id, l.count from orders o join lines l on l.order_id = o.id where o.customer_id = $1",
    rate: "900/s",
  });
  return model;
}

/** Where the example's names of machines stand, the databases of one server are used. */
function local(statement: string, { port }: Server, shard = ""): string {
  return statement
    .replace(
      /host '(shard_\d+)\.example\.internal', dbname 'app'/,
      `host '127.0.0.1', port '${port}', dbname '$1'`,
    )
    .replace(
      "host=coordinator.example.internal dbname=app",
      `host=127.0.0.1 port=${port} dbname=app user=postgres`,
    )
    .replace(/^(create user mapping .*);$/, "$1 options (user 'postgres');")
    // Within one cluster a subscription waits for its own transaction when it makes its slot.
    .replace(
      /^create subscription :shard(.*);$/,
      `create subscription ${shard}$1 with (create_slot = false);`,
    );
}

async function makeDatabases(server: Server, { ddl }: ShardPlan) {
  const admin = await server.connect();
  for (const name of ["app", ...Array.from({ length: SHARDS }, (_, at) => `shard_${at}`)]) {
    await admin.query(`create database ${name}`);
  }
  const app = await server.connect("app");
  const shards = [];
  for (let at = 0; at < SHARDS; at++) {
    const shard = await server.connect(`shard_${at}`);
    shards.push(shard);
    for (const statement of ddl.shard.filter((one) => !one.startsWith("create subscription"))) {
      await shard.query(statement);
    }
  }
  for (const statement of ddl.native) await app.query(local(statement, server));
  for (const [at, shard] of shards.entries()) {
    await app.query("select pg_create_logical_replication_slot($1, 'pgoutput')", [`shard_${at}`]);
    const [subscribe] = ddl.shard.filter((one) => one.startsWith("create subscription"));
    await shard.query(local(subscribe!, server, `shard_${at}`));
  }
  return { app, shards };
}

async function until(what: string, done: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (await done()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail(`${what} after 30 s`);
}

for (const version of [18, 15] satisfies ServerVersion[]) {
  Deno.test(`hash partitions over postgres_fdw hold what route() says on PostgreSQL ${version}`, async () => {
    const server = await serverOrSkip(version, {
      settings: { wal_level: "logical", max_logical_replication_workers: "20" },
    });
    if (!server) return;
    await using _ = server;
    const plan = await planShards(shop(version), { shards: SHARDS, today: "2027-01-01" });
    const { app, shards } = await makeDatabases(server, plan);

    await app.query("insert into countries values ('DE', 'Germany'), ('FR', 'France')");
    for (const [at, shard] of shards.entries()) {
      await until(`shard ${at} has no countries`, async () => {
        const { rows } = await shard.query("select count(*)::int as count from countries");
        return rows[0].count === 2;
      });
    }
    await app.query(`insert into customers (email, name, country_code)
      select i || '@x', 'n' || i, case when i % 2 = 0 then 'DE' else 'FR' end from generate_series(1, 400) i`);
    await app.query(`insert into orders (customer_id, state, total)
      select c.id, 'new', n from customers c, generate_series(1, 3) n`);
    await app.query(`insert into lines (customer_id, order_id, count)
      select customer_id, id, n from orders, generate_series(1, 2) n`);

    const { rows: customers } = await app.query(
      "select id, shout, since from customers order by id",
    );
    assert.equal(customers.length, 400);
    assert.ok(
      customers.every(({ shout, since }: Row) => /^N\d+$/.test(String(shout)) && since !== null),
    );
    const query =
      "select o.id, l.count from orders o join lines l on l.order_id = o.id where o.customer_id = $1";
    const there = await Promise.all(
      shards.map(async (shard) => {
        const { rows } = await shard.query("select id from customers");
        return new Set(rows.map(({ id }: Row) => String(id)));
      }),
    );
    for (const { id } of customers) {
      const said = await route(plan, query, { params: [id] });
      assert.equal(said.shards.length, 1);
      assert.ok(there[said.shards[0]!]!.has(String(id)), `customer ${id}: ${said.reason}`);
    }
    assert.ok(there.every(({ size }) => size > 60));
    // What belongs to a customer stands with it: each shard's own foreign keys have checked that, too.
    const { rows: [whole] } = await app.query(
      `select count(*)::int as count from orders o join lines l on l.order_id = o.id and l.customer_id = o.customer_id`,
    );
    let sum = 0;
    for (const shard of shards) {
      const { rows: [part] } = await shard.query(
        `select count(*)::int as count from customers c join orders o on o.customer_id = c.id
         join lines l on l.order_id = o.id and l.customer_id = o.customer_id
         join countries n on n.code = c.country_code`,
      );
      sum += part.count;
    }
    assert.deepEqual([whole.count, sum], [2400, 2400]);
    await assert.rejects(
      app.query("insert into orders (customer_id, state, total) values (999999, 'new', 1)"),
      /foreign key/,
    );
    // A statement that names the key is sent to one shard, one that does not to all.
    const partsOf = async (sql: string) => {
      const { rows } = await app.query(`explain (verbose, costs off) ${sql}`);
      return rows.filter((row: Row) => /Foreign (Scan|Update)/.test(String(row["QUERY PLAN"])))
        .length;
    };
    assert.equal(await partsOf("select * from orders where customer_id = 7"), 1);
    assert.equal(await partsOf("select * from orders where state = 'new'"), SHARDS);
  });
}
