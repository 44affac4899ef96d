// The lab for an older target: how often PostgreSQL 15 plans as the lab says, and why it does not.
import assert from "node:assert/strict";
import { readStatistics } from "../../lib/statistics/read_statistics.ts";
import { comparePlans, planPath } from "../../lib/whatif/compare_plans.ts";
import { type PlanNode, readPlan } from "../../lib/whatif/plan.ts";
import { openPlanner } from "../../lib/whatif/planner.ts";
import { newerFeatures, settingsOfVersion } from "../../lib/whatif/planner_features.ts";
import { serverOrSkip } from "../servers.ts";
import { grammarQueries } from "./fidelity/grammar.ts";
import { loadShop, shopDdl, shopQueries } from "./fidelity/shop.ts";

const SETTINGS = { max_parallel_workers_per_gather: "2", timezone: "UTC", jit: "off" };

Deno.test("where PostgreSQL 15 plans otherwise than the lab, a named feature of newer planners says why", async () => {
  const server = await serverOrSkip(15);
  if (!server) return;
  await using _ = server;
  const client = await server.connect();
  await loadShop(client);
  await client.query("create extension pageinspect");
  for (const [name, value] of Object.entries(SETTINGS)) {
    await client.query(`set ${name} = '${value}'`);
  }
  const { rows } = await client.query(`
    select c.relname as index, a.attname as column from pg_index i
      join pg_class c on c.oid = i.indexrelid join pg_attribute a on a.attrelid = c.oid and a.attnum = 1
     where c.relnamespace = 'public'::regnamespace`);
  const leading = Object.fromEntries(
    rows.map(({ index, column }: Record<string, string>) => [index, column]),
  );

  await using lab = await openPlanner({ ddl: await shopDdl() });
  await lab.fake(await readStatistics(client));
  await lab.set({ ...SETTINGS, ...settingsOfVersion(15) });
  const queries = [...await shopQueries(), ...grammarQueries(300, 1)];
  const causes: Record<string, number> = {};
  const unexplained: string[] = [];
  let same = 0;
  for (const { name, sql } of queries) {
    const explained = await client.query(`explain (format json) ${sql}`);
    const real: PlanNode = readPlan(explained.rows[0]["QUERY PLAN"]);
    const planned = await lab.explain({ sql });
    if (planPath(real) === planPath(planned)) {
      same++;
      continue;
    }
    const { costRatio } = comparePlans(real, planned);
    const named = [real, planned].flatMap((plan) => newerFeatures(plan, sql, 15, leading));
    // Two plans of one cost are a matter of the last digit.
    const found = Math.abs(costRatio - 1) < 0.01 ? ["tie"] : named.map(({ id }) => id);
    for (const id of new Set(found)) causes[id] = (causes[id] ?? 0) + 1;
    if (found.length === 0) unexplained.push(`${name} (${costRatio.toFixed(3)}): ${sql}`);
  }
  console.log(JSON.stringify({ queries: queries.length, same, causes, unexplained }));
  assert.ok(same / queries.length >= 0.85, `${same} of ${queries.length} plans are the same`);
  assert.ok(unexplained.length <= 0.01 * queries.length, unexplained.join("\n"));
});
