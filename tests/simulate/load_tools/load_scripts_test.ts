import assert from "node:assert/strict";
import { defineModel } from "../../../lib/model/define_model.ts";
import { k6Script } from "../../../lib/simulate/load_tools/k6_script.ts";
import { pgbenchScripts } from "../../../lib/simulate/load_tools/pgbench_scripts.ts";
import { openLab } from "../../../lib/whatif/open_lab.ts";

function shop() {
  const model = defineModel("shop", { engine: "postgresql@18" });
  model.entity("Product", {
    id: "bigint identity key",
    name: "text",
    kind: "enum(book, disc)",
    price: "numeric(8,2)",
    added: "date",
  }).rows(5000);
  model.entity("Order", { id: "bigint identity key", placedAt: "timestamptz" }).rows(1e5);
  model.relate("Product 1 --is in--> 0..* Order");
  model.access("a product", {
    sql: "select * from products where id = $1",
    rate: "90/s",
    p95: "10 ms",
    parameters: [{ shape: "zipf 0.9" }],
  });
  model.access("new orders", {
    sql: "select * from orders where id = $1",
    rate: "4.5/s",
    parameters: [{ shape: "fresh 200" }],
  });
  model.access("by kind", {
    sql: "select count(*) from products where kind = $1 and price < $2 and added >= $3",
    rate: "1/s",
    parameters: [{ values: { book: 0.75, disc: 0.25 } }],
  });
  model.access("order", {
    sql: "insert into orders (placed_at, product_id) values ($1, $2)",
    rate: "2/s",
  });
  return model;
}

Deno.test("a workload becomes scripts", async (t) => {
  await using lab = await openLab(shop(), { today: "2026-01-01" });

  await t.step("pgbench's weights are in proportion to the rates", () => {
    const { files, rate, arguments: flags, scripts } = pgbenchScripts(lab, { factor: 2 });
    assert.equal(rate, 2 * 97.5);
    assert.ok(flags.includes("--rate=195"));
    const weights = flags.filter((flag) => flag.startsWith("--file=")).map((flag) =>
      Number(flag.split("@")[1])
    );
    assert.deepEqual(
      weights.map((weight) => weight / weights[0]!),
      [90, 1, 4.5, 2].map((r) => r / 90),
    );
    assert.deepEqual(scripts, ["a product", "by kind", "new orders", "order"]);
    assert.match(files["run.sh"]!, /--file=01_a_product\.sql@180 /);
    assert.match(files["01_a_product.sql"]!, /permute\(:p1_1_r - 1, 5000, 5\)/);
    assert.match(files["03_new_orders.sql"]!, /100000 - random_exponential\(0, 99999, 500\)/);
    assert.match(files["02_by_kind.sql"]!, /:p1_1_u <= 750000 then 1 else 2/);
  });
  await t.step("a transaction is about the same rows throughout", () => {
    const { files, scripts } = pgbenchScripts(lab, {
      transactions: [{
        name: "buy",
        statements: ["a product", "order"],
        rate: "3/s",
        think: "2 ms",
      }],
    });
    assert.deepEqual(scripts, ["by kind", "new orders", "buy"]);
    const buy = files["03_buy.sql"]!;
    assert.match(
      buy,
      /begin;\nselect[^\n]*id = :p1_1::bigint;\n\\sleep 2000 us\ninsert[^\n]*:p1_1::bigint\);\nend;/,
    );
  });
  await t.step("k6 draws values as they are declared", () => {
    const text = k6Script(lab).files["load.js"]!;
    assert.match(text, /"latency\{pattern:a product\}": \[\s*"p\(95\)<10"\s*\]/);
    assert.match(text, /"rate": 45,\s*"timeUnit": "10s"/);
    const options = JSON.parse(/export const options = ([\s\S]*?\n\});/.exec(text)![1]!);
    assert.equal(options.scenarios.s1.executor, "constant-arrival-rate");
    // The script's own functions, as k6 would run them.
    const drawing = text.slice(text.indexOf("// Draws a value"));
    const draw = new Function(`${drawing}\nreturn draw;`)() as (source: unknown) => unknown;
    const source = (name: string) =>
      JSON.parse(new RegExp(`const ${name} = draw\\((.*)\\);`).exec(text)![1]!);
    const drawn = Array.from({ length: 20_000 }, () => draw(source("p1_1")) as number);
    const counts = new Map<number, number>();
    for (const value of drawn) counts.set(value, (counts.get(value) ?? 0) + 1);
    const harmonic = Array.from({ length: 5000 }, (_, at) => (at + 1) ** -0.9)
      .reduce((sum, share) => sum + share, 0);
    const top = Math.max(...counts.values()) / drawn.length;
    assert.ok(Math.abs(top * harmonic - 1) < 0.15, `${top} ${1 / harmonic}`);
    assert.ok(drawn.every((value) => value >= 1 && value <= 5000));
  });
  await t.step("what runs never is left out, what is not there refused", () => {
    assert.deepEqual(pgbenchScripts(lab, { rates: { order: 0 } }).scripts.includes("order"), false);
    assert.throws(() => pgbenchScripts(lab, { rates: { oder: 1 } }), /did you mean order/);
    assert.throws(() => pgbenchScripts(lab, { factor: 0 }), RangeError);
    assert.throws(() => pgbenchScripts(lab, { connections: 0 }), RangeError);
    assert.throws(() => pgbenchScripts(lab, { duration: 0 }), RangeError);
  });
  await t.step("the same again is the same", () => {
    assert.deepEqual(pgbenchScripts(lab).files, pgbenchScripts(lab).files);
    assert.deepEqual(k6Script(lab).files, k6Script(lab).files);
  });
});
