// What is kept twice, against six sessions at once: copies, counters and summaries must not drift.
import assert from "node:assert/strict";
import type pg from "pg";
import { randomFrom } from "../../lib/core/random.ts";
import { ddl } from "../../lib/engines/postgresql/ddl.ts";
import { copiedColumns } from "../../lib/indexes/denormalize/copied_column.ts";
import { counters } from "../../lib/indexes/denormalize/counter.ts";
import { printStructure } from "../../lib/indexes/denormalize/print_structure.ts";
import type { FindStructures } from "../../lib/indexes/denormalize/structure.ts";
import { summaryTables } from "../../lib/indexes/denormalize/summary_table.ts";
import { rewritten, structuresOf } from "../indexes/denormalize/keeps.ts";
import { shopSchema } from "../indexes/denormalize/shop.ts";
import { serverOrSkip } from "../servers.ts";

const CASES: readonly (readonly [name: string, find: FindStructures, sql: string])[] = [
  [
    "copied columns",
    copiedColumns,
    "select s.id, m.country, m.points from sales s join members m on m.id = s.member_id",
  ],
  [
    "counters",
    counters,
    `select m.id, (select sum(total) from sales s where s.member_id = m.id) as sum from members m`,
  ],
  [
    "summaries",
    summaryTables,
    "select state, sold_on, count(*), sum(total) from sales group by state, sold_on",
  ],
];
const SESSIONS = 6;
const TRANSACTIONS = 150;

for (const [name, find, sql] of CASES) {
  for (const isolation of ["read committed", "serializable"]) {
    Deno.test(`${name} do not drift under ${isolation} sessions`, async () => {
      await using server = await serverOrSkip(18, { settings: { deadlock_timeout: "20ms" } });
      if (!server) return;
      const schema = shopSchema();
      const [structure] = await structuresOf(find, schema, sql);
      const owner = await server.connect();
      for (const statement of ddl(schema, { format: false }).statements) {
        await owner.query(statement);
      }
      await owner.query(
        `insert into members select id, 'de', 'plus', id from generate_series(1, 5) id`,
      );
      for (const statement of printStructure(schema, structure!)) await owner.query(statement);
      const done = await Promise.all(
        Array.from(
          { length: SESSIONS },
          async (_, at) => await session(await server.connect(), isolation, at),
        ),
      );
      const text = (await rewritten(structure!, sql))!;
      const rows = async (query: string) =>
        (await owner.query(query)).rows.map((row: unknown) => JSON.stringify(row)).sort();
      assert.deepEqual(await rows(text), await rows(sql));
      assert.ok((await rows(sql)).length > 3);
      // Deadlocks and serialization failures undo a transaction; most must have gone through.
      assert.ok(done.reduce((a, b) => a + b, 0) > SESSIONS * TRANSACTIONS / 4, done.join());
    });
  }
}

// Runs transactions of random changes, and says how many were committed.
async function session(client: pg.Client, isolation: string, at: number): Promise<number> {
  const random = randomFrom(`${isolation} ${at}`);
  let committed = 0;
  for (let number = 0; number < TRANSACTIONS; number++) {
    try {
      await client.query(`begin isolation level ${isolation}`);
      for (let step = 0; step <= random.below(3); step++) {
        await client.query(change(random.below, at * 1000 + number * 4 + step));
      }
      await client.query("commit");
      committed++;
    } catch (error) {
      await client.query("rollback");
      const { code } = error as { readonly code?: string };
      assert.ok(["40001", "40P01"].includes(code ?? ""), (error as Error).message);
    }
  }
  return committed;
}

function change(below: (bound: number) => number, id: number): string {
  const member = 1 + below(5);
  const country = ["'de'", "'fr'", "'us'", "null"][below(4)];
  const total = ["1.50", "2", "-3.25", "null"][below(4)];
  const choices = [
    `insert into sales values (${id}, ${member}, 'new', ${total}, 1, null, '2024-01-0${
      1 + below(3)
    }', false)`,
    `update members set country = ${country}, points = ${below(9)} where id = ${member}`,
    `update sales set member_id = ${1 + below(5)} where id % 7 = ${below(7)}`,
    `update sales set total = ${total}, state = 'paid' where member_id = ${member} and id % 3 = ${
      below(3)
    }`,
    `delete from sales where id % 11 = ${below(11)}`,
  ];
  return choices[below(8)] ?? choices[0]!;
}
