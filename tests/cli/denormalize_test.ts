import assert from "node:assert/strict";
import { runCommand } from "../../cli.ts";

const MODEL = `model: shop
entities:
  Product:
    rows: 10k
    attributes:
      id: bigint identity key
      title: text
  Review:
    rows: 20M
    attributes:
      id: bigint identity key
      body: text
relationships:
  - Product 1 --is judged in--> 0..* Review
access:
  reviewCount: { sql: "select count(*) from reviews where product_id = $1", rate: 300/s }
  titles: { sql: "select title from products", rate: 1/min }
`;

Deno.test("denormalize prints its fields, and as text the statements to run", async () => {
  for (const json of [true, false]) {
    let out = "";
    const code = await runCommand(["denormalize", "-", ...(json ? ["--json"] : [])], {
      today: "2027-01-15",
      print: (text) => void (out += text),
      note: () => {},
      progress: () => {},
      readInput: () => Promise.resolve(MODEL),
    });
    assert.equal(code, 0);
    if (!json) {
      assert.match(out, /alter table public\.products add column reviews_count bigint/);
      assert.match(out, /create trigger reviews_count_in_products_product_id after insert/i);
      continue;
    }
    const { proposals: [proposal], cost, complete } = JSON.parse(out);
    assert.equal(proposal.kind, "counter");
    assert.deepEqual(proposal.rule, { kind: "trigger" });
    assert.deepEqual(Object.keys(proposal.queries[0]), [
      ...["name", "rate", "sql", "rewritten", "before", "after", "age"],
    ]);
    assert.ok(cost.after < cost.before && complete);
  }
});
