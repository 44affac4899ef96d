import assert from "node:assert/strict";
import { mapModel } from "../../lib/mapping/map_model.ts";
import { defineModel } from "../../lib/model/define_model.ts";
import { t } from "../../lib/model/attribute_builder.ts";
import { reachOf, WHOLE_PLAN } from "../../lib/plan/reach.ts";
import { rankFindings } from "../../lib/plan/rank_findings.ts";
import type { Finding, Severity } from "../../lib/core/finding.ts";

function shop() {
  const model = defineModel("shop");
  for (const name of ["Customer", "Order", "Note"]) {
    model.entity(name, { id: t.bigint().identity().key(), email: t.text() });
  }
  model.entity("Customer").rows(1000);
  model.entity("Order").rows(9000);
  model.relate("Customer 1 --places--> 0..* Order");
  model.access("recent", { sql: "select 'customers' from orders", rate: "3/s" });
  model.access("find", { query: { action: "select", entity: "Customer" }, rate: "1/s" });
  return model.snapshot();
}

const reach = reachOf(shop(), mapModel(shop()).schema);

Deno.test("an entity has the mean of its shares of load, rows and relationships", () => {
  assert.equal(reach.of("Order").value, (0.75 + 0.9 + 1) / 3);
  // What a text literal names is not touched.
  assert.equal(reach.of("Customer").value, (0.25 + 0.1 + 1) / 3);
  assert.equal(reach.of("Note").value, 0);
  assert.deepEqual(
    reach.of("Order").evidence.inputs!.map(({ value }) => value),
    [0.75, 0.9, 1],
  );
});

Deno.test("attributes, tables, columns and relationships have the reach of their entity", () => {
  for (
    const where of ["Order.email", "public.orders", "public.orders.email", "public.orders.x+y"]
  ) {
    assert.equal(reach.of(where).value, reach.of("Order").value, where);
  }
  assert.equal(reach.of("Customer places Order").value, reach.of("Order").value);
  assert.equal(reach.of("recent").value, 0.75);
  assert.equal(reach.of(WHOLE_PLAN).value, 1);
  assert.equal(reach.of("public").value, 1 / 3);
});

Deno.test("nothing known divides a plan evenly", () => {
  const bare = defineModel("bare").snapshot();
  assert.equal(reachOf(bare, mapModel(bare).schema).of("anything").value, 1);
});

const finding = (severity: Severity, where: string, code = "c"): Finding => ({
  code,
  severity,
  where,
  what: "what.",
  why: "why.",
  fix: "fix.",
});

Deno.test("findings rank by severity, then by reach, then by place", () => {
  const ranked = rankFindings([
    finding("advice", "Order"),
    finding("warning", "Note"),
    finding("error", "Note"),
    finding("warning", "Order", "b"),
    finding("warning", "Order", "a"),
  ], reach);
  assert.deepEqual(ranked.map(({ finding }) => [finding.severity, finding.where, finding.code]), [
    ["error", "Note", "c"],
    ["warning", "Order", "a"],
    ["warning", "Order", "b"],
    ["warning", "Note", "c"],
    ["advice", "Order", "c"],
  ]);
  for (const { harm } of ranked) {
    assert.ok(harm.value >= 0 && harm.value <= 100);
    assert.equal(harm.evidence.inputs?.length, 1);
  }
});

Deno.test("a target that is missed under load says all that one missed alone says", () => {
  const ranked = rankFindings([
    finding("warning", "recent", "target-missed"),
    finding("warning", "find", "target-missed"),
    finding("warning", "recent", "latency-target-missed"),
  ], reach);
  assert.deepEqual(
    ranked.map(({ finding: { code, where } }) => `${code} ${where}`).toSorted(),
    ["latency-target-missed recent", "target-missed find"],
  );
});
