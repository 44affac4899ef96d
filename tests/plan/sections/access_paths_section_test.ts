import assert from "node:assert/strict";
import { makeContext } from "../../../lib/plan/make_context.ts";
import { accessPathsSection } from "../../../lib/plan/sections/access_paths_section.ts";
import { withLab } from "../../../lib/plan/with_lab.ts";
import { defineModel, openLab, plan, renderReport } from "@groundplan/groundplan";

function shop() {
  const model = defineModel("shop");
  model.entity("Order", {
    id: "bigint identity key",
    placedAt: "timestamptz",
    code: "text",
  }).rows(2e5).grows("100k/month");
  model.access("byId", { sql: "select code from orders where id = $1", p95: "20 ms" });
  model.access("byCode", { sql: "select id from orders where code = $1", p95: "200 ms" });
  model.access("shifted", { sql: "select code from orders where id + 0 = $1", p95: "1 ms" });
  return model;
}

const date = "2027-01-15";

Deno.test("a plan with a lab says how each pattern runs, and from when it misses its target", async () => {
  const made = await plan(shop(), { date, horizon: "5 years", lab: true });
  const section = made.sections.find(({ id }) => id === "access-paths")!;
  assert.ok(section.built);
  // A plan keeps of these only what the simulation does not say better.
  const content = await withLab(
    makeContext(shop(), { date, horizon: "5 years" }),
    true,
    async (context) => await accessPathsSection.build(context),
  );
  assert.ok(content && "answers" in content);
  const missed = content.findings!.filter(({ code }) => code === "target-missed");
  const [later, now] = ["byCode", "shifted"].map((name) =>
    missed.find(({ where }) => where === name)
  );
  assert.equal(missed.length, 2);
  assert.match(now!.what, /misses its target of 1 ms today/);
  const [, from] = /from about (\d{4}-\d{2}) on/.exec(later!.what)!;
  assert.ok(from! > "2027-01" && from! < "2032-02", from);

  // The month is where the lab itself sees the target missed: not in the month before.
  await using lab = await openLab(shop(), { today: date });
  const [year, month] = from!.split("-").map(Number);
  const before = new Date(Date.UTC(year!, month! - 2, 15)).toISOString().slice(0, 10);
  assert.ok((await lab.explain("byCode", { at: before })).latency.value <= 0.2);
  assert.ok((await lab.explain("byCode", { at: `${from}-15` })).latency.value > 0.2);

  const pictures = section.blocks.flatMap((block) =>
    block.kind === "picture" ? [block.picture] : []
  );
  assert.deepEqual(pictures, ["explained", "explained", "stress"]);
  const item = made.checklist.find(({ id }) => id === "access-paths")!;
  assert.deepEqual([item.state, item.reason], [
    "done",
    "Every query pattern is planned; 2 miss their targets.",
  ]);

  const rewrites = made.sections.find(({ id }) => id === "rewrites")!;
  assert.match(JSON.stringify(rewrites.blocks), /WHERE id = CAST\(\$1 AS bigint\)/);
  const rewrite = made.findings.find(({ finding }) => finding.code === "unindexable-predicate")!;
  assert.equal(rewrite.finding.severity, "warning", "it brings the pattern under its target");

  const again = await plan(shop(), { date, horizon: "5 years", lab });
  assert.equal(JSON.stringify(again), JSON.stringify(made));
  const { "report.html": html } = await renderReport(made);
  assert.match(html, /alt="[^"]*misses its target of 1 ms first/);
});

Deno.test("without a first day the sections name none; a waived rewrite is left out", async () => {
  const model = shop();
  model.decide("unindexable-predicate@public.orders.id", { choice: "keep", reason: "It is old." });
  const made = await plan(model, { lab: true });
  const text = JSON.stringify(
    made.sections.filter(({ id }) => id === "access-paths" || id === "rewrites"),
  );
  assert.match(text, /In 5 (years|y)/);
  assert.doesNotMatch(text, /from about \d{4}/);
  assert.doesNotMatch(text, /CAST\(\$1 AS bigint\)/);
});

Deno.test("what the planner refuses is named, and the other patterns are planned", async () => {
  const model = shop();
  model.access("broken", { sql: "select nothing from orders", rate: "1/s" });
  const made = await plan(model, { date, lab: true });
  const section = made.sections.find(({ id }) => id === "access-paths")!;
  assert.match(JSON.stringify(section.blocks), /column \\"nothing\\" does not exist/);
  const item = made.checklist.find(({ id }) => id === "access-paths")!;
  assert.deepEqual([item.state, item.reason], [
    "open",
    "1 of 4 query patterns could not be planned.",
  ]);
  assert.match(JSON.stringify(section.blocks), /orders_pkey/);
});

Deno.test("a plan that asks no planner says so", async () => {
  const made = await plan(shop(), { date });
  for (const id of ["access-paths", "rewrites"]) {
    const item = made.checklist.find((one) => one.id === id)!;
    assert.equal(item.state, "open");
    assert.match(item.reason!, /was not asked: plan\(\) asks it with the option `lab: true`/);
  }
  const none = await plan(defineModel("empty"), { date, lab: true });
  const item = none.checklist.find(({ id }) => id === "access-paths")!;
  assert.equal(item.state, "open");
});
