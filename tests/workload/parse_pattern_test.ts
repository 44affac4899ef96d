import assert from "node:assert/strict";
import { parsePattern } from "../../lib/workload/parse_pattern.ts";

const columns = {
  orders: ["id", "customer_id", "status", "placed_at", "total", "note"],
  customers: ["id", "email", "country"],
};

async function usesOf(sql: string): Promise<readonly string[]> {
  const { tables } = await parsePattern(sql, { columns });
  return tables.flatMap(({ alias, columns }) =>
    columns.map(({ column, usage, parameter, constant, direction, within }) =>
      [alias, column, usage, parameter && `$${parameter}`, constant, direction, within]
        .filter((word) => word !== undefined).join(" ")
    )
  );
}

Deno.test("columns are found with how they are used", async () => {
  assert.deepEqual(
    await usesOf(
      "select o.id, lower(c.email) from orders o join customers c on c.id = o.customer_id " +
        "where status = 'new' and placed_at >= $1 and c.country in ('DE', 'FR') and note is null " +
        "and email like $2 order by placed_at desc",
    ),
    [
      "o customer_id join",
      "o id projection",
      "o status equality new",
      "o placed_at range $1",
      "o note null test",
      "o placed_at order desc",
      "c id join",
      "c email projection lower",
      "c country in DE",
      "c email like $2",
    ],
  );
});

Deno.test("subqueries, common table expressions and positions are followed", async () => {
  assert.deepEqual(
    await usesOf(
      "with big as (select customer_id, sum(total) as s from orders group by 1) " +
        "select country, count(*) from customers where exists (select from big where big.customer_id = id) " +
        "and id in (select customer_id from orders where status = $1) group by country order by 2 desc",
    ),
    [
      "orders customer_id projection",
      "orders total projection sum",
      "orders customer_id group",
      "customers country projection",
      "customers id equality",
      "customers id in",
      "customers country group",
      "orders customer_id projection",
      "orders status equality $1",
    ],
  );
});

Deno.test("changes name the table that they write and the columns that they set", async () => {
  const update = await parsePattern("update orders set status = $2, note = null where id = $1", {
    columns,
  });
  assert.equal(update.kind, "update");
  assert.equal(update.parameterCount, 2);
  assert.deepEqual(update.tables.map(({ table, written }) => [table, written]), [["orders", true]]);
  assert.deepEqual(await usesOf("update orders set status = $2 where id = $1"), [
    "orders status set",
    "orders id equality $1",
  ]);
  assert.deepEqual(await usesOf("insert into orders (id, total) values ($1, $2)"), [
    "orders id set $1",
    "orders total set $2",
  ]);
  assert.deepEqual(await usesOf("delete from orders where placed_at < $1"), [
    "orders placed_at range $1",
  ]);
});

Deno.test("what is not one plannable statement is refused with the reason", async () => {
  await assert.rejects(parsePattern("select from where"), SyntaxError);
  await assert.rejects(parsePattern("select 1; select 2"), /holds 2 statements/);
  await assert.rejects(parsePattern("  -- nothing"), /holds no statements/);
  await assert.rejects(parsePattern("create table t ()"), { name: "TypeError" });
  await assert.rejects(parsePattern("explain select 1"), TypeError);
  await assert.rejects(parsePattern("select 1 into t"), /SELECT INTO/);
});
