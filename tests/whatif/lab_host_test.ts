import assert from "node:assert/strict";
import { openLabHost } from "../../lib/whatif/lab_host.ts";
import type { PlannerView } from "../../lib/whatif/lab_protocol.ts";
import type { Statistics } from "../../lib/statistics/statistics.ts";

const ddl = "create table orders (id bigint primary key)";
const view: PlannerView = { statisticsKey: "none", settings: {}, indexes: [], hidden: [] };
const statistics: Statistics = {
  tag: "assumed",
  evidence: { text: "nothing is known" },
  tables: [],
};
const requests = [{ sql: "select * from orders where id = 5" }];

type Host = ReturnType<typeof openLabHost>;

async function assertPlans(host: Host): Promise<void> {
  const [plan] = await host.plan(view, statistics, requests);
  assert.ok(plan && !(plan instanceof Error), String(plan));
  assert.equal(plan.index, "orders_pkey");
}

Deno.test("hosts plan side by side, and go on after others were closed", async () => {
  const hosts = Array.from({ length: 3 }, () => openLabHost({ ddl }));
  await Promise.all(hosts.map(assertPlans));
  await hosts[0]![Symbol.asyncDispose]();
  await Promise.all(hosts.slice(1).map(assertPlans));
  await Promise.all(hosts.slice(1).map((host) => host[Symbol.asyncDispose]()));
  await using later = openLabHost({ ddl });
  await assertPlans(later);
});

Deno.test("a host plans where the compiled module cannot be posted", async () => {
  await using host = openLabHost({ ddl, module: (() => {}) as unknown as WebAssembly.Module });
  await assertPlans(host);
});

Deno.test("a host that is closed while it starts ends at once, and starts nothing more", async () => {
  const host = openLabHost({ ddl });
  const first = assert.rejects(host.plan(view, statistics, requests), /closed/);
  const second = assert.rejects(host.plan(view, statistics, requests), /closed/);
  await Promise.resolve();
  await host[Symbol.asyncDispose]();
  await Promise.all([first, second]);
  assert.throws(() => host.plan(view, statistics, requests), /the lab is closed/);
});

Deno.test("a plan that takes too long is given up, and the next one is made", async () => {
  const endless = `create function endless() returns int language plpgsql immutable as
    $$ begin loop end loop; end $$`;
  await using host = openLabHost({ ddl: `${ddl}; ${endless}` }, { deadline: 1 });
  const answers = await host.plan(view, statistics, [
    { sql: "select * from orders where id = endless()" },
    ...requests,
  ]);
  assert.match(String(answers[0]), /longer than 1 seconds/);
  assert.ok(!(answers[1] instanceof Error));
  await assertPlans(host);
});
