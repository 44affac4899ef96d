import assert from "node:assert/strict";
import { t } from "../../lib/model/attribute_builder.ts";
import { defineModel } from "../../lib/model/define_model.ts";
import { isDisplayable } from "../../lib/core/displayable.ts";
import { bundleOf } from "../../lib/core/show.ts";
import { plan } from "../../lib/plan/plan.ts";
import { sections } from "../../lib/plan/sections.ts";
import { example, EXAMPLES } from "./examples.ts";

for (const name of EXAMPLES) {
  Deno.test(`${name} is planned, and twice the same`, async () => {
    const model = await example(name);
    const made = await plan(model, { date: "2027-01-15", bestPractices: true });
    assert.deepEqual(made.findings.filter(({ finding }) => finding.severity === "error"), []);
    assert.ok(made.progress > 0 && made.progress < 1);
    assert.ok(made.statements.length > 10);
    assert.equal(made.date, "2027-01-15");
    assert.ok(made.assumptions.length > 0);
    const again = await plan(model, { date: "2027-01-15", bestPractices: true });
    assert.equal(JSON.stringify(again), JSON.stringify(made));
    assert.ok(isDisplayable(made) && Object.isFrozen(made));
    const bundle = await bundleOf(made);
    assert.match(bundle["text/html"]!, /What would hurt most/);
    assert.doesNotMatch(bundle["text/html"]!, /<script|<style/);
  });
}

Deno.test("the plan names no date of its own", async () => {
  const made = await plan(await example("shop"));
  assert.equal(made.date, undefined);
  assert.doesNotMatch(JSON.stringify(made), new RegExp(new Date().toISOString().slice(0, 10)));
});

Deno.test("each capability has a section; one that is not built says so and answers nothing", async () => {
  const made = await plan(await example("shop"));
  assert.deepEqual(
    made.sections.map(({ id }) => id).sort(),
    sections.map(({ id }) => id).filter((id) => id !== "traceability").sort(),
  );
  const missing = made.sections.filter(({ built }) => !built);
  assert.ok(missing.length > 0);
  for (const { id, reason } of missing) {
    assert.match(reason!, /not built yet in this version\.$/);
    assert.equal(made.checklist.find((item) => item.id === id)!.state, "open");
  }
});

Deno.test("an empty model is planned too", async () => {
  const made = await plan(defineModel("empty"));
  assert.equal(made.progress, 0);
  assert.deepEqual(made.timeline.phases, []);
  assert.deepEqual(made.statements, []);
});

Deno.test("a decision waives a finding, but not an error", async () => {
  const shop = defineModel("shop");
  shop.entity("Order", { id: t.bigint().identity().key(), total: t.double().unit("EUR") });
  shop.entity("Note", { id: t.bigint().identity().key(), text: t.text() });
  const codes = async () => (await plan(shop)).findings.map(({ finding }) => finding.code);
  assert.ok((await codes()).includes("isolated-table"));
  shop.decide("isolated-table@public.notes", { choice: "keep", reason: "Notes are free." });
  shop.decide("isolated-table@public.orders", { choice: "keep", reason: "They are alone." });
  assert.ok(!(await codes()).includes("isolated-table"));
  const { waived } = await plan(shop);
  assert.equal(waived.length, 2);
});

Deno.test("findings of the way in are ranked with the plan's own", async () => {
  const found = {
    code: "set-aside",
    severity: "error",
    where: "dump.sql:3",
    what: "A function could not be read.",
    why: "w",
    fix: "f",
  } as const;
  const { findings } = await plan(await example("shop"), { findings: [found] });
  assert.equal(findings[0]!.finding, found);
});

Deno.test("options out of bounds are refused", async () => {
  const shop = await example("shop");
  await assert.rejects(plan(shop, { horizon: "300 years" }), RangeError);
  await assert.rejects(plan(shop, { horizon: "soon" }), SyntaxError);
  await assert.rejects(plan(shop, { date: "yesterday" }), SyntaxError);
  await assert.rejects(plan(shop, { date: "2027-02-30" }), RangeError);
  const cell = (options: object) => plan(shop, options);
  await assert.rejects(cell({ horizn: "3 years" }), /unknown key "horizn"; did you mean horizon\?/);
  await assert.rejects(
    cell({ from: "old.sql" }),
    /`from`\) is not built yet in this version; without it the timeline/,
  );
});

Deno.test("a longer horizon finds the key that runs out", async () => {
  const shop = defineModel("shop");
  shop.entity("Order", { id: t.integer().identity().key(), name: t.text() }).rows(1e9).grows(
    "100M/year",
  );
  const codes = async (horizon: string) =>
    (await plan(shop, { horizon })).findings.map(({ finding }) => finding.code);
  assert.ok(!(await codes("5 years")).includes("integer-key-overflow"));
  assert.ok((await codes("15 years")).includes("integer-key-overflow"));
});

Deno.test("elements with an origin are traced", async () => {
  const shop = defineModel("shop");
  shop.entity("Order", { id: t.bigint().identity().key() })
    .origin({ text: "Customers place orders", source: "requirements.md:3" });
  const { sections } = await plan(shop);
  const trace = sections.find(({ id }) => id === "traceability")!;
  assert.match(JSON.stringify(trace.blocks), /Customers place orders.*requirements\.md:3/);
});
