import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Client } from "pg";
import { ddl } from "../../lib/engines/postgresql/ddl.ts";
import { compareSchemas } from "../../lib/schema/compare_schemas.ts";
import { importDatabase } from "../../lib/sources/import_database.ts";
import { openSource } from "../../lib/sources/open_source.ts";
import { importSchema } from "../../lib/sources/import_schema.ts";
import { lowerSchema } from "../../lib/engines/postgresql/lower_schema.ts";
import { type Server, serverOrSkip } from "../servers.ts";

const LOGGED = { log_statement: "all", log_line_prefix: "%a|", log_min_messages: "log" };

for (const version of [15, 18] as const) {
  Deno.test(`a live PostgreSQL ${version} is read in one read-only transaction, never its rows`, async () => {
    const counted = version === 15;
    const preload = { shared_preload_libraries: counted ? "pg_stat_statements" : "" };
    await using server = await serverOrSkip(version, { settings: { ...LOGGED, ...preload } });
    if (server === undefined) return;
    const sink = await readFile(new URL("../embedded/kitchen_sink.sql", import.meta.url), "utf8");
    const { schema } = await importSchema(sink);
    const client = await server.connect();
    await client.query('create role app_user; create role "Odd Role"');
    const engine = `postgresql@${version}`;
    for (const statement of ddl(schema, { engine }).statements) await client.query(statement);
    await client.query(
      "create extension pg_stat_statements; insert into ident select n % 7, n from generate_series(1, 900) n; analyze",
    );
    await client.query("create role r1 password 'leaked'");
    for (let run = 0; run < 5; run++) await client.query("select * from ident where id = 3");
    const before = await readsOf(client);

    const live = await importDatabase(server.url);

    const expected = { ...lowerSchema(schema, version).schema, engine };
    const withoutQueries = <T extends { views: typeof expected.views }>(one: T): T => ({
      ...one,
      views: version < 16 ? one.views.map((view) => ({ ...view, query: "" })) : one.views,
    });
    const installed = { name: "pg_stat_statements", schema: "public" };
    const complete = { ...expected, extensions: [...expected.extensions, installed] };
    assert.deepEqual(compareSchemas(withoutQueries(complete), withoutQueries(live.schema)), []);
    assert.deepEqual(live.setAside.map(({ code }) => code), counted ? [] : ["workload"]);
    const known = live.statistics.tables.find(({ name }) => name === "ident");
    assert.equal(known?.rows, 900);
    assert.equal(known?.columns[0]?.distinct, 7);
    const pattern = live.workload?.patterns.find(({ sql }) => /from ident where/.test(sql));
    assert.equal(pattern?.sql, counted ? "select * from ident where id = $1" : undefined);
    assert.doesNotMatch(JSON.stringify(live), /leaked/);
    assert.equal(live.schema.engine, engine);

    const statements = await statementsOf(client, "groundplan");
    assert.match(statements[0]!, /^begin transaction isolation level repeatable read read only$/);
    assert.equal(statements.at(-1), "rollback");
    assert.equal(statements.filter((one) => /^(begin|start)/i.test(one)).length, 1);
    for (const statement of statements.slice(1, -1)) {
      assert.match(
        statement,
        /^(select |set local statement_timeout |(rollback to )?savepoint part$)/,
      );
    }
    assert.deepEqual(await readsOf(client), before, "a table was read");
  });
}

Deno.test("a live database opens as a model with its rows and its queries", async () => {
  await using server = await serverOrSkip(15, {
    settings: { shared_preload_libraries: "pg_stat_statements" },
  });
  if (server === undefined) return;
  const client = await server.connect();
  await client.query(
    `create extension pg_stat_statements;
     create table customers (id bigint primary key, name text);
     create table orders (id bigint primary key, customer_id bigint not null references customers);
     insert into customers select n, 'n' || n from generate_series(1, 500) n;
     insert into orders select n, 1 + n % 500 from generate_series(1, 2000) n; analyze`,
  );
  await client.query("select * from orders where customer_id = 7");
  const { kind, model, findings } = await openSource(server.url);
  assert.equal(kind, "a PostgreSQL database");
  assert.deepEqual(model.entities.map(({ name, volume }) => [name, volume.rows?.value]), [
    ["Customer", 500],
    ["Order", 2000],
  ]);
  assert.ok(
    model.patterns.some(({ sql, rate }) =>
      sql === "select * from orders where customer_id = $1" && rate! > 0
    ),
  );
  assert.deepEqual(findings.filter(({ severity }) => severity === "error"), []);
});

/** How often the tables and indexes of users were read. */
async function readsOf(client: Client): Promise<unknown> {
  await client.query("select pg_stat_force_next_flush()");
  const { rows } = await client.query(
    `select sum(seq_scan) + coalesce(sum(idx_scan), 0) as scans, sum(n_tup_ins + n_tup_upd) as writes
     from pg_stat_user_tables`,
  );
  return rows;
}

/** The statements that a program ran, as the server logged them. */
async function statementsOf(client: Client, program: string): Promise<string[]> {
  const { rows } = await client.query("show data_directory");
  const log = await readFile(join(dirname(rows[0].data_directory), "server.log"), "utf8");
  return log.split(/\n(?!\t)/).flatMap((entry) => {
    const found = /^([^|\n]*)\|LOG: {2}(?:statement|execute [^:]*): ([\s\S]*)$/.exec(entry);
    return found?.[1] === program ? [found[2]!.trim()] : [];
  });
}

Deno.test("a server that refuses says why, and never with the password", async (t) => {
  await using server = await serverOrSkip(15);
  if (server === undefined) return;
  const client = await server.connect();
  await client.query("create database private");
  await client.query(
    `create role locked login password 'right'; create role bare login; revoke connect on database private from public;
     create schema hidden; create table hidden.secret (id int primary key, rows text);
     insert into hidden.secret values (1, 'x'); analyze hidden.secret`,
  );
  const { rows } = await client.query("show hba_file");
  await writeFile(
    rows[0].hba_file,
    "host all locked 127.0.0.1/32 scram-sha-256\nhost all bare 127.0.0.1/32 trust\n" +
      "host all postgres 127.0.0.1/32 trust\n",
  );
  await client.query("select pg_reload_conf()");
  await until(async () => await refused(server, "bare2@", "postgres") !== undefined);
  const cases: readonly [user: string, database: string, message: RegExp][] = [
    ["locked:wr0ng!@", "postgres", /the password for locked is wrong/],
    ["locked@", "postgres", /wants a password for locked; give it in PGPASSWORD or .pgpass/],
    ["nobody:wr0ng!@", "postgres", /does not let nobody in from here/],
    ["bare@", "nowhere", /there is no database nowhere/],
    ["bare@", "private", /grant connect on database private to bare/],
  ];
  for (const [user, database, message] of cases) {
    await t.step(`${user}${database}`, async () => {
      const error = await refused(server, user, database);
      assert.match(error?.message ?? "", message);
      assert.doesNotMatch(`${error?.message} ${JSON.stringify(error)}`, /wr0ng/);
    });
  }
  await t.step("the right password is let in, and in no result", async () => {
    const found = await importDatabase(address(server, "locked:right@", "postgres"));
    assert.deepEqual(found.schema.tables.map(({ name }) => name), ["secret"]);
    assert.doesNotMatch(JSON.stringify(found), /right@|"right"/);
  });
  await t.step("who may see no table still sees the catalog", async () => {
    const { schema } = await importDatabase(address(server, "bare@", "postgres"));
    assert.deepEqual(schema.tables.map(({ name }) => name), ["secret"]);
  });
});

function address(server: Server, user: string, database: string): string {
  return `postgres://${user}127.0.0.1:${server.port}/${database}`;
}

async function refused(
  server: Server,
  user: string,
  database: string,
): Promise<Error | undefined> {
  return await importDatabase(address(server, user, database)).then(
    () => undefined,
    (error: Error) => error,
  );
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !await holds(); tries++) {
    if (tries > 50) throw new Error("the server does not reload");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
