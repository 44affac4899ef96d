// Statistics of a small database projected to twenty times its rows, against one that really grew.
import assert from "node:assert/strict";
import type pg from "pg";
import { readCatalog } from "../../lib/embedded/read_catalog.ts";
import { ddl } from "../../lib/engines/postgresql/ddl.ts";
import { project } from "../../lib/growth/project.ts";
import { readStatistics } from "../../lib/statistics/read_statistics.ts";
import { planPath } from "../../lib/whatif/compare_plans.ts";
import { readPlan } from "../../lib/whatif/plan.ts";
import { openPlanner } from "../../lib/whatif/planner.ts";
import { serverOrSkip } from "../servers.ts";

const FACTOR = 20;
const SMALL = 4000;

const DDL = `
create table customers (id bigint primary key, email text not null unique, country text not null,
  joined_at timestamp not null, score int);
create table products (id bigint primary key, category int not null, price numeric(10, 2) not null);
create table orders (id bigint primary key, customer_id bigint not null references customers,
  status text not null, placed_at timestamp not null, total numeric(12, 2) not null, note text);
create table lines (order_id bigint not null references orders, line smallint not null,
  product_id bigint not null references products, quantity int not null, primary key (order_id, line));
create table events (id bigint primary key, customer_id bigint not null references customers,
  at timestamp not null, kind text not null);
create index customers_country on customers (country);
create index orders_customer on orders (customer_id, placed_at);
create index orders_placed on orders (placed_at);
create index orders_open on orders (placed_at) where status = 'open';
create index lines_product on lines (product_id);
create index products_category on products (category);
create index events_at on events using brin (at);
create index events_customer on events (customer_id);`;

const fill = (n: number) => `
create function u(i bigint, seed bigint) returns double precision language sql immutable as
  $$ select (hashint8extended(i, seed) & 4503599627370495)::double precision / 4503599627370496 $$;
set session_replication_role = replica;
insert into customers select i, 'user' || i || '@example.org', 'C' || floor(120 * u(i, 1) ^ 2)::int,
  timestamp '2020-01-01' + i * interval '30 minutes',
  case when u(i, 2) < 0.8 then floor(100 * u(i, 3))::int end from generate_series(1, ${n}) i;
insert into products select i, floor(80 * u(i, 4))::int, round((1 + 200 * u(i, 5) ^ 3)::numeric, 2)
  from generate_series(1, ${n / 2}) i;
insert into orders select i, 1 + floor(${n} * u(i, 6))::bigint,
  (array['done', 'done', 'done', 'done', 'done', 'sent', 'sent', 'back'])[1 + floor(8 * u(i, 7))::int],
  timestamp '2020-01-02' + i * interval '3 minutes', round((5 + 300 * u(i, 8) ^ 2)::numeric, 2),
  case when u(i, 9) < 0.1 then 'a note' end from generate_series(1, ${10 * n}) i;
update orders set status = 'open' where id % 200 = 7;
insert into lines select o, l, 1 + floor(${
  n / 2
} * u(o * 4 + l, 10))::bigint, 1 + floor(5 * u(o * 4 + l, 11))::int
  from generate_series(1, ${10 * n}) o, generate_series(1, 3) l;
insert into events select i, 1 + floor(${n} * u(i, 12))::bigint,
  timestamp '2020-01-02' + i * interval '90 seconds',
  (array['view', 'view', 'view', 'cart', 'buy'])[1 + floor(5 * u(i, 13))::int]
  from generate_series(1, ${20 * n}) i;`;

/** Questions whose constants mean the same before and after the growth. */
const QUERIES: readonly string[] = [
  "select * from customers where id = 17",
  "select * from customers where email = 'user99@example.org'",
  "select count(*) from customers where country = 'C3'",
  "select * from customers where country = 'C110'",
  "select * from customers where score > 97",
  "select * from customers order by joined_at desc limit 10",
  "select country, count(*) from customers group by country",
  "select * from orders where customer_id = 40 order by placed_at desc limit 5",
  "select * from orders where customer_id in (1, 5, 9)",
  "select count(*) from orders where status = 'back'",
  "select id from orders where status = 'open' order by placed_at limit 20",
  "select * from orders where placed_at < '2020-01-04'",
  "select status, sum(total) from orders where placed_at < '2020-01-10' group by status",
  "select * from orders where note is not null limit 50",
  "select * from orders where total > 304",
  "select avg(total) from orders",
  "select o.id, c.email from orders o join customers c on c.id = o.customer_id where o.id = 5",
  "select c.country, sum(o.total) from orders o join customers c on c.id = o.customer_id group by 1",
  "select * from orders o join lines l on l.order_id = o.id where o.id = 123",
  "select * from orders o join lines l on l.order_id = o.id where o.customer_id = 7",
  "select p.category, sum(l.quantity) from lines l join products p on p.id = l.product_id group by 1",
  "select sum(quantity) from lines where product_id = 77",
  "select * from lines l join products p on p.id = l.product_id where p.category = 3 and p.price > 199",
  "select p.id from products p where not exists (select from lines l where l.product_id = p.id)",
  "select c.id from customers c where not exists (select from orders o where o.customer_id = c.id)",
  "select c.id from customers c where exists (select from orders o where o.customer_id = c.id and o.total > 304)",
  "select * from products where category = 12 order by price limit 3",
  "select category, avg(price) from products group by category order by 2",
  "select count(*) from events where at >= '2020-01-03' and at < '2020-01-03 06:00'",
  "select * from events where customer_id = 3 order by at desc limit 10",
  "select kind, count(*) from events group by kind",
  "select c.country, count(*) from events e join customers c on c.id = e.customer_id where e.kind = 'buy' group by 1",
  "select e.* from events e join orders o on o.customer_id = e.customer_id where o.id = 9",
  "select customer_id, count(*) from orders group by customer_id order by 2 desc limit 10",
  "select distinct country from customers",
  "select id, rank() over (partition by customer_id order by total) from orders where customer_id < 20",
  "select * from orders where id between 100 and 140",
  "select max(placed_at) from orders",
  "select min(total) from orders where customer_id = 12",
  "select * from customers c join orders o on o.customer_id = c.id where c.country = 'C119'",
  "with t as (select customer_id, sum(total) s from orders group by 1) select avg(s) from t",
  "select * from customers where id in (select customer_id from events where kind = 'cart' and at < '2020-01-03')",
  "select o.status, count(*) from orders o join lines l on l.order_id = o.id join products p on p.id = l.product_id where p.category = 5 group by 1",
  "select count(*) from customers c join orders o on o.customer_id = c.id join lines l on l.order_id = o.id where c.id = 44",
];

async function grow(client: pg.Client, rows: number): Promise<void> {
  await client.query(DDL);
  for (const statement of fill(rows).split(/;\n/)) await client.query(statement);
  await client.query("vacuum analyze");
}

Deno.test("statistics projected to twenty times the rows plan as data that grew to them", async () => {
  const server = await serverOrSkip(18);
  if (!server) return;
  await using _ = server;
  const admin = await server.connect();
  await admin.query("create database small");
  await admin.query("create database large");
  const small = await server.connect("small");
  const large = await server.connect("large");
  await grow(small, SMALL);
  await grow(large, SMALL * FACTOR);
  await large.query("set max_parallel_workers_per_gather = 0; set jit = off");

  const schema = await readCatalog(async (sql) => (await small.query(sql)).rows);
  const statistics = project(await readStatistics(small), schema, { factor: FACTOR });
  await using lab = await openPlanner({ ddl: ddl(schema, { format: false }).sql });
  assert.deepEqual(await lab.fake(statistics), []);
  await lab.set({ max_parallel_workers_per_gather: "0", jit: "off" });
  const different: string[] = [];
  for (const sql of QUERIES) {
    const { rows } = await large.query(`explain (format json) ${sql}`);
    const real = planPath(readPlan(rows[0]["QUERY PLAN"]));
    const planned = planPath(await lab.explain({ sql }));
    if (real !== planned) different.push(`${sql}\n  grown:     ${real}\n  projected: ${planned}`);
  }
  const share = 1 - different.length / QUERIES.length;
  console.log(JSON.stringify({ queries: QUERIES.length, sameShape: share }), different.join("\n"));
  assert.ok(share >= 0.95, different.join("\n"));
});
