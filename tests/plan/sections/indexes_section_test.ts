import assert from "node:assert/strict";
import { defineModel, plan, renderReport } from "@groundplan/groundplan";
import { indexesSection } from "../../../lib/plan/sections/indexes_section.ts";

function shop() {
  const model = defineModel("shop");
  model.entity("Order", { id: "bigint identity key", placedAt: "timestamptz", code: "text" })
    .rows(2e6);
  model.access("byCode", { sql: "select id from orders where code = $1", rate: "20/s" });
  model.access("latest", {
    sql: "select * from orders order by placed_at desc limit 10",
    rate: "20/s",
  });
  return model;
}

const date = "2027-01-15";
const options = { date, lab: true, sections: [indexesSection] };

Deno.test("a plan says which indexes pay, draws the frontier and writes their statements", async () => {
  const made = await plan(shop(), options);
  const [section] = made.sections;
  assert.ok(section!.built);
  const kinds = section!.blocks.map(({ kind }) => kind);
  assert.deepEqual(kinds.slice(0, 5), ["paragraph", "picture", "table", "list", "code"]);
  const sql = made.files["indexes.sql"]!;
  assert.match(sql, /CREATE INDEX CONCURRENTLY \S+ ON public\.orders \(code\)/);
  const files = await renderReport(made);
  assert.equal(files["indexes.sql"], sql);
  assert.match(files["report.html"], /Cost of the workload by storage of indexes/);
  assert.match(files["report.md"], /byCode goes from a cost of/);
  const item = made.checklist.find(({ id }) => id === "indexes")!;
  assert.equal(item.state, "done");
  assert.match(item.reason!, /^Add 2 indexes together of /);
});

Deno.test("a decision on their storage limits the indexes, and unreadable ones do not", async () => {
  const small = shop();
  small.decide("indexes.budget", { choice: "50 MB", reason: "The disk is small." });
  const [limited, free] = [await plan(small, options), await plan(shop(), options)];
  const count = ({ files }: typeof limited) =>
    files["indexes.sql"]!.match(/^CREATE INDEX/gm)!.length;
  assert.equal(count(free), 2);
  assert.equal(count(limited), 1);
});

Deno.test("without the planner the section says so and lists what there is", async () => {
  const made = await plan(shop(), { date, sections: [indexesSection] });
  const [first] = made.sections[0]!.blocks;
  assert.match(JSON.stringify(first), /planner was not asked/);
  assert.deepEqual(made.files, {});
});
