// Service demands and load tools against a native PostgreSQL 18 and pgbench: scripts run and draw what was
// declared, caches and the log hold what was reckoned, and calibrating leaves nothing behind. Times are
// measured in bench/simulation_error_bench.ts.
import assert from "node:assert/strict";
import type pg from "pg";
import {
  calibrate,
  importDatabase,
  type Lab,
  openLab,
  parsePattern,
  pgbenchScripts,
  readPgbenchLog,
  serviceDemands,
} from "../../mod.ts";
import type { Distribution } from "../../lib/model/volume.ts";
import { hotShares } from "../../lib/simulate/service/hot_shares.ts";
import { columnsOf } from "../../lib/whatif/model_patterns.ts";
import { hasPgbench, runPgbench } from "../pgbench.ts";
import { type Server, serverOrSkip } from "../servers.ts";

const SCHEMA = `
  create type mood as enum ('fine', 'so so');
  create table owners (id bigint primary key, name text not null, mood mood not null);
  create table things (
    id bigint primary key, owner_id bigint not null references owners, name text not null,
    kind text not null, price numeric(10, 2) not null, made date not null,
    seen timestamptz not null, flag boolean not null, code uuid not null, tags text[] not null,
    filler text not null
  );
  create index things_owner on things (owner_id);
  create index things_seen on things (seen);
  create table events (id bigint primary key, owner_id bigint not null references owners,
    at timestamptz not null, note text);
  create index events_owner on events (owner_id);
  create table drawn (value bigint not null);
  insert into owners select i, 'owner ' || i, (array['fine', 'so so'])[1 + i % 2]::mood
    from generate_series(1, 5000) i;
  insert into things select i, 1 + (i * 7919::bigint) % 5000, 'thing ' || i,
    (array['a :b', 'c''d', 'e'])[1 + i % 3], i % 1000, date '2024-01-01' + i % 700,
    timestamptz '2024-01-01' + i * interval '1 minute', i % 2 = 0, md5(i::text)::uuid,
    array['t' || i % 7, 't' || i % 11], repeat('x', 150)
    from generate_series(1, 200000) i;
  insert into events select i, 1 + i % 5000, timestamptz '2024-01-01' + i * interval '1 minute',
    repeat('note ', 8) from generate_series(1, 50000) i;
`;

async function filled(server: Server): Promise<pg.Client> {
  const client = await server.connect();
  await client.query(SCHEMA);
  await client.query("vacuum (analyze)");
  return client;
}

interface Asked {
  readonly sql: string;
  readonly rate: number;
  readonly parameters?: readonly Distribution[];
}

async function labOf(server: Server, asked: Readonly<Record<string, Asked>>): Promise<Lab> {
  const { schema, statistics } = await importDatabase(server.url);
  const columns = columnsOf(schema);
  const patterns = await Promise.all(
    Object.entries(asked).map(([name, { sql, rate, parameters = [] }]) =>
      parsePattern(sql, { name, rate, columns, parameters })
    ),
  );
  return await openLab(schema, {
    statistics,
    patterns,
    today: "2026-01-01",
    hardware: { storage: "nvme" },
  });
}

const zipf = (exponent: number) => ({ shape: { kind: "zipf" as const, exponent } });
const fresh = (mean: number) => ({ shape: { kind: "fresh" as const, mean } });

const KINDS: Readonly<Record<string, Asked>> = {
  "by key": { sql: "select * from things where id = $1", rate: 10 },
  "by skewed key": { sql: "select * from things where id = $1", rate: 10, parameters: [zipf(0.8)] },
  "the newest": { sql: "select * from things where id = $1", rate: 10, parameters: [fresh(50)] },
  "by owner": {
    sql: "select * from things where owner_id = $1 order by seen desc limit $2",
    rate: 10,
  },
  "by kind and price": {
    sql: "select count(*) from things where kind = $1 and price < $2 and flag = $3",
    rate: 1,
  },
  "by day": { sql: "select count(*) from things where made >= $1", rate: 1 },
  "since": { sql: "select count(*) from things where seen >= $1", rate: 1 },
  "by code": { sql: "select id from things where code = $1 -- :not a variable", rate: 5 },
  "by tag": { sql: "select count(*) from things where tags @> array[$1]", rate: 1 },
  "by mood": { sql: "select count(*) from owners where mood = $1 and name <> 'x:y'", rate: 5 },
  "declared": {
    sql: "select count(*) from things where kind = $1",
    rate: 1,
    parameters: [{ values: [["a :b", 0.7], ["c'd", 0.3]] }],
  },
  "insert": {
    sql: "insert into events (id, owner_id, at, note) values ($1, $2, $3, $4)",
    rate: 10,
  },
  "update": {
    sql: "update owners set name = $1 where id = $2",
    rate: 10,
    parameters: [{}, zipf(1.1)],
  },
  "delete": { sql: "delete from events where id = $1", rate: 2 },
};

Deno.test("scripts of every kind of value run, and their log is read", async () => {
  const server = await serverOrSkip(18);
  if (!server || !await hasPgbench()) return;
  await using _ = server;
  await filled(server);
  await using lab = await labOf(server, KINDS);
  const scripts = pgbenchScripts(lab, {
    connections: 4,
    duration: 6,
    factor: 3,
    transactions: [{ name: "look and change", statements: ["by owner", "update"], rate: "5/s" }],
  });
  const { log, output } = await runPgbench(server, scripts.files, scripts.arguments);
  assert.match(output, /number of failed transactions: 0 /);
  const done = Number(/actually processed: (\d+)/.exec(output)![1]);
  const read = readPgbenchLog(log, { scripts: scripts.scripts });
  assert.equal(read.all.count, done);
  const rare = read.scripts.filter(({ count }) => count === 0).map(({ name }) => name);
  assert.deepEqual(rare, [], "every script ran");
  const mean = Number(/latency average = ([\d.]+) ms/.exec(output)![1]);
  assert.ok(Math.abs(read.all.mean * 1000 / mean - 1) < 0.01, `${read.all.mean} ${mean}`);
});

Deno.test("pgbench draws Zipf's law and the newest as they are declared", async () => {
  const server = await serverOrSkip(18);
  if (!server || !await hasPgbench()) return;
  await using _ = server;
  const client = await filled(server);
  const draw = (parameter: ReturnType<typeof zipf> | ReturnType<typeof fresh>) => ({
    sql: "insert into drawn select id from things where id = $1",
    rate: 1000,
    parameters: [parameter],
  });
  for (const exponent of [0.8, 1.2]) {
    await client.query("truncate drawn");
    await using lab = await labOf(server, { draw: draw(zipf(exponent)) });
    const { files, arguments: flags } = pgbenchScripts(lab, { connections: 2, duration: 5 });
    const all = flags.filter((flag) => !/^--(rate|time)/.test(flag));
    await runPgbench(server, files, [...all, "--transactions=10000"]);
    const { rows } = await client.query(
      "select count(*)::float8 as count from drawn group by value order by 1 desc limit 100",
    );
    const counts: readonly number[] = rows.map(({ count }: { count: number }) => count);
    const law = Array.from({ length: 200_000 }, (_, at) => (at + 1) ** -exponent);
    const whole = law.reduce((sum, share) => sum + share, 0);
    const drawn = 20_000;
    const first = law[0]! / whole * drawn;
    assert.ok(Math.abs(counts[0]! - first) < 5 * Math.sqrt(first), `${counts[0]} ${first}`);
    const hundred = law.slice(0, 100).reduce((sum, share) => sum + share, 0) / whole * drawn;
    const seen = counts.reduce((sum, count) => sum + count, 0);
    // The hundred that were drawn most are at least those of the law.
    assert.ok(seen > 0.95 * hundred && seen < 1.3 * hundred, `${seen} ${hundred}`);
  }
  await client.query("truncate drawn");
  await using lab = await labOf(server, { draw: draw(fresh(50)) });
  const { files, arguments: flags } = pgbenchScripts(lab, { connections: 2, duration: 5 });
  const all = flags.filter((flag) => !/^--(rate|time)/.test(flag));
  await runPgbench(server, files, [...all, "--transactions=5000"]);
  // The newest that the statistics know of: ANALYZE has seen a sample.
  const newest = Number(/\\set p1_1 (\d+) -/.exec(files["01_draw.sql"]!)![1]);
  const { rows: [{ back }] } = await client.query(
    `select avg(${newest} - value)::float8 as back from drawn`,
  );
  assert.ok(Math.abs(back / 50 - 1) < 0.1, `${back}`);
});

Deno.test("the shared buffers hold what Che's approximation says", async () => {
  const server = await serverOrSkip(18, { settings: { shared_buffers: "8MB" } });
  if (!server || !await hasPgbench()) return;
  await using _ = server;
  const client = await filled(server);
  await using lab = await labOf(server, {
    "by key": { sql: "select name from things where id = $1", rate: 100 },
    "by skewed key": {
      sql: "select filler from things where id = $1",
      rate: 300,
      parameters: [zipf(0.9)],
    },
    "newest events": {
      sql: "select note from events where id = $1",
      rate: 100,
      parameters: [fresh(300)],
    },
  });
  const { caches } = await serviceDemands(lab, {
    machine: { sharedBuffers: "8 MB", memory: "8 GB" },
  });
  const { files, arguments: flags } = pgbenchScripts(lab, { connections: 2, duration: 5 });
  const all = flags.filter((flag) => !/^--(rate|time)/.test(flag));
  // The first run fills the buffers.
  await runPgbench(server, files, [...all, "--transactions=15000"]);
  await client.query("select pg_stat_reset()");
  await runPgbench(server, files, [...all, "--transactions=30000"]);
  const measured = await settled(client);
  for (const name of ["things", "things_pkey"]) {
    const reckoned = caches[0]!.relations.find(({ relation }) => relation === `public.${name}`)!;
    const found = measured.get(name)!;
    assert.ok(
      Math.abs(reckoned.hitRatio - found) < 0.06,
      `${name}: ${reckoned.hitRatio} of requests are reckoned to be found, ${found} are`,
    );
  }
  console.log(JSON.stringify({ measured: [...measured], reckoned: caches[0]!.relations }));
});

/** Hit ratios by relation, when the statistics of the ended sessions have come in. */
async function settled(client: pg.Client): Promise<ReadonlyMap<string, number>> {
  for (let round = 0; round < 20; round++) {
    const { rows } = await client.query(`
      select relname as name, heap_blks_hit::float8 as hit, heap_blks_read::float8 as read
        from pg_statio_user_tables union all
      select indexrelname, idx_blks_hit::float8, idx_blks_read::float8 from pg_statio_user_indexes`);
    const asked = rows.find(({ name }: { name: string }) => name === "things");
    if (asked && asked.hit + asked.read > 10_000) {
      return new Map(
        rows.filter(({ hit, read }: { hit: number; read: number }) => hit + read > 0)
          .map(({ name, hit, read }: { name: string; hit: number; read: number }) =>
            [name, hit / (hit + read)] as const
          ),
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error("pg_statio_user_tables never counted the load");
}

Deno.test("the log grows as it was reckoned", async () => {
  const server = await serverOrSkip(18, {
    settings: { full_page_writes: "on", max_wal_size: "16GB", checkpoint_timeout: "1h" },
  });
  if (!server || !await hasPgbench()) return;
  await using _ = server;
  const client = await filled(server);
  const asked: Readonly<Record<string, Asked>> = {
    "insert": {
      sql: "insert into events (id, owner_id, at, note) values ($1, $2, $3, $4)",
      rate: 100,
    },
    "update": { sql: "update things set flag = not flag where id = $1", rate: 100 },
  };
  for (const name of ["insert", "update"]) {
    await using lab = await labOf(server, { [name]: asked[name]! });
    const { files, arguments: flags } = pgbenchScripts(lab, { connections: 1, duration: 5 });
    const all = flags.filter((flag) => !/^--(rate|time)/.test(flag));
    // A full table has no room for its first updates; from then on pages are as full as updates leave them.
    if (name === "update") {
      await runPgbench(server, files, [...all, `--transactions=${UPDATES_BEFORE}`]);
      await client.query("vacuum (analyze) things");
    }
    await client.query("checkpoint");
    const before = await walOf(client);
    const hotBefore = await hotUpdates(client);
    const times = 4000;
    await runPgbench(server, files, [...all, `--transactions=${times}`]);
    const after = await walOf(client);
    // One checkpoint in the time that the executions take at their rate.
    const { patterns: [demand] } = await serviceDemands(lab, {
      machine: { checkpoint: times / 100, maxWal: "16 GB" },
    });
    const { walBytes, imageBytes } = demand!.writes!;
    const records = (after.bytes - before.bytes) / times;
    if (name === "update") {
      const hot = (await hotUpdates(client) - hotBefore) / times;
      const share = (await hotShares(lab, ["update"]))("update", {
        schema: "public",
        name: "things",
      });
      console.log(JSON.stringify({ hot, share }));
      assert.ok(Math.abs(share - hot) < 0.1, `${share} are reckoned to be heap-only, ${hot} are`);
    }
    const reckoned = walBytes.value + imageBytes.value;
    console.log(
      JSON.stringify({ name, records, walBytes: walBytes.value, imageBytes: imageBytes.value }),
    );
    assert.ok(
      Math.abs(reckoned / records - 1) < 0.15,
      `${name}: ${reckoned} bytes are reckoned, ${records} are written`,
    );
  }
});

/** Updates after which each page of the table was written several times. */
const UPDATES_BEFORE = 25_000;

async function hotUpdates(client: pg.Client): Promise<number> {
  // What the sessions of the load counted comes in when they end.
  await new Promise((resolve) => setTimeout(resolve, 1500));
  await client.query("select pg_stat_clear_snapshot()");
  const { rows: [row] } = await client.query(
    "select n_tup_hot_upd::float8 as hot from pg_stat_user_tables where relname = 'things'",
  );
  return row.hot;
}

async function walOf(client: pg.Client): Promise<{ readonly bytes: number }> {
  const { rows: [row] } = await client.query(
    "select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8 as bytes",
  );
  return row;
}

Deno.test("calibrating reads, and leaves nothing behind", async () => {
  const server = await serverOrSkip(18);
  if (!server) return;
  await using _ = server;
  const client = await filled(server);
  const objects = async () => {
    const { rows: [row] } = await client.query(
      "select count(*)::int as count, pg_snapshot_xmax(pg_current_snapshot())::text as next from pg_class",
    );
    return row;
  };
  const before = await objects();
  const calibration = await calibrate(server.url, {
    cores: 2,
    repeats: 3,
    statements: [
      { sql: "select count(*) from things where price < 50" },
      { sql: "select * from things where id = 7", seconds: 60e-6 },
    ],
    today: "2026-01-01",
  });
  assert.deepEqual(await objects(), before);
  assert.equal(calibration.tag, "measured");
  assert.ok(calibration.measured.includes("tuple") && calibration.measured.includes("comparison"));
  assert.ok(calibration.seconds.tuple > 1e-9 && calibration.seconds.tuple < 1e-6);
  assert.ok(calibration.slowdown >= 1);
  assert.ok(calibration.wakeSeconds! >= 0 && calibration.wakeSeconds! < 0.05);
  assert.match(calibration.evidence.text, /PostgreSQL 18\.\d+ at postgres:\/\/postgres@127/);
  await assert.rejects(
    calibrate(server.url, { repeats: 1, statements: [{ sql: "delete from things" }] }),
    /read-only transaction/,
  );
  const { rows: [{ count }] } = await client.query("select count(*)::int as count from things");
  assert.equal(count, 200_000);
});
