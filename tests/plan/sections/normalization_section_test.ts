import assert from "node:assert/strict";
import {
  apply,
  defineModel,
  normalize,
  plan,
  renderReport,
  stayDenormalized,
} from "@groundplan/groundplan";

function shop() {
  const model = defineModel("shop");
  model.entity("Customer", { id: "bigint key", zip: "text(5)", city: "text" });
  model.rule("zip-city", {
    kind: "dependency",
    entity: "Customer",
    determinant: ["zip"],
    dependent: ["city"],
  });
  return model;
}

Deno.test("a plan says which entities are not normalized, shows it, and proposes edits", async () => {
  const result = await plan(shop());
  const section = result.sections.find(({ id }) => id === "normalization")!;
  assert(section.built);
  assert.deepEqual(section.blocks.map(({ kind }) => kind), ["table", "picture", "table"]);
  assert(result.findings.some(({ finding }) => finding.code === "breaks-3nf"));
  const item = result.checklist.find(({ id }) => id === "normalization");
  assert.equal(item?.state, "open");
  const { "report.html": html } = await renderReport(result);
  assert.match(html, /Customer is in 2NF; in BCNF it becomes 2 relations/);
});

Deno.test("what was decided to stay is listed with its reason, and the question is answered", async () => {
  const [finding] = normalize(shop()).findings;
  const edits = stayDenormalized(shop(), finding!, { reason: "Labels need no join.", by: "Ada" });
  const result = await plan(apply(shop().snapshot(), edits));
  const item = result.checklist.find(({ id }) => id === "normalization");
  assert.equal(item?.state, "done");
  const section = result.sections.find(({ id }) => id === "normalization")!;
  assert.match(JSON.stringify(section.blocks), /Labels need no join\./);
});

Deno.test("a plan with a lab says what is worth keeping twice, and what is not", async () => {
  const model = defineModel("reviews");
  model.entity("Product", { id: "bigint identity key", title: "text" }).rows("10k");
  model.entity("Review", { id: "bigint identity key", body: "text" }).rows("20M");
  model.relate("Product 1 --is judged in--> 0..* Review");
  model.access("reviewCount", {
    sql: "select count(*) from reviews where product_id = $1",
    rate: "300/s",
  });
  const made = await plan(model, { date: "2027-01-15", lab: true });
  const section = made.sections.find(({ id }) => id === "normalization")!;
  const blocks = JSON.stringify(section.blocks);
  assert.match(blocks, /products\.reviews_count keeps count\(\*\) of reviews/);
  assert.match(blocks, /CREATE TRIGGER reviews_count_in_products/);
  assert.match(blocks, /Weighed, and better left out/);
  assert(made.findings.some(({ finding }) => finding.code === "worth-a-counter"));
  assert(!made.findings.some(({ finding }) => finding.code === "do-not-denormalize"));
  const { "report.md": markdown } = await renderReport(made);
  assert.match(markdown, /Normalization and denormalization/);
});
