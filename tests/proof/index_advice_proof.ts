// Advised sets of indexes really built: sizes, the cost of the workload and its run time against prediction.
import assert from "node:assert/strict";
import type pg from "pg";
import { readCatalog } from "../../lib/embedded/read_catalog.ts";
import { adviseIndexes } from "../../lib/indexes/advise_indexes.ts";
import type { IndexAdvice } from "../../lib/indexes/advice.ts";
import { readStatistics } from "../../lib/statistics/read_statistics.ts";
import { openLab } from "../../lib/whatif/open_lab.ts";
import { columnsOf } from "../../lib/whatif/model_patterns.ts";
import { readPlan } from "../../lib/whatif/plan.ts";
import { parsePattern } from "../../lib/workload/parse_pattern.ts";
import { serverOrSkip } from "../servers.ts";
import { loadShop, shopQueries } from "./fidelity/shop.ts";

const SETTINGS = {
  max_parallel_workers_per_gather: "0",
  random_page_cost: "1.5",
  effective_cache_size: "4GB",
  jit: "off",
};
const BUDGETS = ["24 MB", "1 GB"];
/** Rates go round, so that the heavy queries do not drown the light ones and the advice has to choose. */
const RATES = [200, 20, 1];

/** Kinds of index whose size is an estimate by nature. */
const UNSURE: ReadonlySet<string> = new Set(["gin", "expression", "partial"]);

const WRITES = [
  "insert into orders select * from orders where id = 77",
  "update customers set score = 5 where id = 815",
  "update tickets set state = 'closed' where id = 99",
];

interface Statement {
  readonly name: string;
  readonly sql: string;
  readonly rate: number;
}

async function explainedCost(client: pg.Client, { sql }: Statement): Promise<number> {
  const { rows } = await client.query(`explain (format json) ${sql}`);
  return readPlan(rows[0]["QUERY PLAN"]).totalCost;
}

/** Seconds that all queries take once, the quicker of two runs each. */
async function runSeconds(client: pg.Client, statements: readonly Statement[]): Promise<number> {
  let sum = 0;
  for (const { sql, rate } of statements) {
    const times: number[] = [];
    for (let round = 0; round < 2; round++) {
      const { rows } = await client.query(`explain (analyze, timing off, format json) ${sql}`);
      times.push(rows[0]["QUERY PLAN"][0]["Execution Time"] / 1000);
    }
    sum += rate * Math.min(...times);
  }
  return sum;
}

async function bytesOf(client: pg.Client, index: string): Promise<number> {
  // A partitioned index is the sum of its parts.
  const { rows } = await client.query(
    `select coalesce(sum(pg_relation_size(relid)), pg_relation_size($1::regclass))::float8 as bytes
       from pg_partition_tree($1::regclass)`,
    [`public.${index}`],
  );
  return rows[0].bytes;
}

/** Of two sizes that differ by a page, neither is wrong. */
function sizeError(predicted: number, actual: number): number {
  return Math.abs(predicted - actual) <= 8192 ? 0 : predicted / actual - 1;
}

Deno.test("advised indexes are as large and save as much when they are built", async () => {
  await using server = await serverOrSkip(18, { settings: { autovacuum: "off" } });
  if (!server) return;
  const client = await server.connect();
  await loadShop(client);
  const own = await client.query(
    `select c.relname as name from pg_index i join pg_class c on c.oid = i.indexrelid
       join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and not c.relispartition and not exists (select from pg_constraint where conindid = i.indexrelid)`,
  );
  for (const { name } of own.rows) await client.query(`drop index public.${name}`);
  for (const [name, value] of Object.entries(SETTINGS)) {
    await client.query(`set ${name} = '${value}'`);
  }
  // A sample's guesses of distinct values are not on trial here: ANALYZE looks at all rows.
  await client.query("set default_statistics_target = 1000");
  await client.query("vacuum analyze");
  const schema = await readCatalog(async (sql) => (await client.query(sql)).rows);
  const columns = columnsOf(schema);
  const statements: readonly Statement[] = [
    ...(await shopQueries()).map(({ name, sql }, at) => ({ name, sql, rate: RATES[at % 3]! })),
    ...WRITES.map((sql) => ({ name: sql, sql, rate: 5 })),
  ];
  const queries = statements.slice(0, -WRITES.length);
  const patterns = await Promise.all(
    statements.map(({ sql, ...options }) => parsePattern(sql, { ...options, columns })),
  );
  await using lab = await openLab(schema, {
    today: "2026-01-01",
    statistics: await readStatistics(client),
    settings: SETTINGS,
    patterns,
  });
  const wrong: string[] = [];
  const secondsBefore = await runSeconds(client, queries);
  for (const budget of BUDGETS) {
    const began = performance.now();
    const advice = await adviseIndexes(lab, { budget, deadline: "3 min" });
    const seconds = (performance.now() - began) / 1000;
    assert.deepEqual(advice.setAside, []);
    for (const { ddl } of advice.indexes) await client.query(ddl);
    // An expression's values are known once ANALYZE has seen them.
    for (const table of withExpressions(advice)) await client.query(`analyze ${table}`);
    const errors: Record<string, number> = {};
    let [bytes, expected, plain, close] = [0, 0, 0, 0];
    for (const { index, kinds, ...guess } of advice.indexes) {
      const built = await bytesOf(client, index.name);
      const error = sizeError(guess.bytes, built);
      if (Math.abs(error) > 0.05) errors[index.name] = Number(error.toFixed(3));
      // How elements are spread, what an expression gives and who satisfies a predicate nobody knows before.
      if (kinds.some((kind) => UNSURE.has(kind))) continue;
      [bytes, expected] = [bytes + built, expected + guess.bytes];
      plain++;
      if (Math.abs(error) <= 0.05) close++;
    }
    if (Math.abs(expected / bytes - 1) > 0.05 || close < 0.9 * plain) {
      wrong.push(
        `${budget}: ${close} of ${plain} sizes within 5 %, ${expected} bytes, ${bytes} built`,
      );
    }
    let [predicted, actual] = [0, 0];
    const apart: string[] = [];
    for (const [at, { name, rate, after }] of advice.queries.entries()) {
      const cost = await explainedCost(client, statements[at]!);
      predicted += rate * after;
      actual += rate * cost;
      if (Math.abs(cost / after - 1) > 0.03) {
        apart.push(`${name}: ${after} predicted, ${cost} built`);
      }
    }
    const secondsAfter = await runSeconds(client, queries);
    console.log(JSON.stringify({
      budget,
      seconds: Number(seconds.toFixed(1)),
      indexes: advice.indexes.length,
      bytes: advice.bytes,
      cost: advice.cost,
      predicted,
      actual,
      error: Number((predicted / actual - 1).toFixed(5)),
      runTime: { before: secondsBefore, after: secondsAfter },
      sizes: { plain, close, expected, built: bytes },
      apartInSize: errors,
      apart,
    }));
    if (Math.abs(predicted / actual - 1) > 0.03) wrong.push(`${budget}: ${apart.join("\n")}`);
    for (const { index } of advice.indexes) await client.query(`drop index public.${index.name}`);
  }
  assert.deepEqual(wrong, []);
});

function withExpressions({ indexes }: IndexAdvice): ReadonlySet<string> {
  return new Set(
    indexes.filter(({ kinds }) => kinds.includes("expression")).map(({ table }) => table),
  );
}
