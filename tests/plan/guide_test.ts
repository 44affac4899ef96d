import assert from "node:assert/strict";
import { t } from "../../lib/model/attribute_builder.ts";
import { defineModel } from "../../lib/model/define_model.ts";
import type { Model } from "../../lib/model/model.ts";
import { draftModel } from "../../lib/sources/words/draft_model.ts";
import { guide } from "../../lib/plan/guide.ts";
import { plan } from "../../lib/plan/plan.ts";
import { steps } from "../../lib/plan/topic.ts";
import { example, EXAMPLES } from "./examples.ts";
import { hostileModel } from "./hostile_model.ts";
import { runCode } from "./run_code.ts";

Deno.test("a guide has the five steps in order", async () => {
  const { steps: made } = await guide(await example("shop"));
  assert.deepEqual(made.map(({ step }) => step), steps);
  assert.deepEqual([...steps], [
    "Entities and relationships",
    "Constraints and validation",
    "Query patterns",
    "Migrations and versioning",
    "Backup and recovery",
  ]);
});

for (const name of [...EXAMPLES, "hostile", "empty"] as const) {
  Deno.test(`each call of ${name}'s guide answers its question`, async () => {
    const model = name === "hostile"
      ? hostileModel()
      : name === "empty"
      ? defineModel("empty").snapshot()
      : await example(name);
    const questions = (await guide(model)).steps.flatMap(({ questions }) => questions);
    assert.ok(questions.length > 0);
    assert.equal(new Set(questions.map(({ about }) => about)).size, questions.length);
    for (const { about, call } of questions) {
      const answered = await plan(runCode(model, call), { sections: [] });
      const still = answered.survey.flatMap(({ open }) => open).map(({ about }) => about);
      assert.ok(!still.includes(about), `${about} is still open after ${call}`);
    }
  });
}

Deno.test("progress only rises as questions are answered, up to what this version can know", async () => {
  let model: Model = defineModel("shop").entity("Order", { id: t.bigint().identity().key() }) &&
    await example("sensors");
  let progress = (await guide(model)).progress;
  const start = progress;
  for (let round = 0; round < 200; round++) {
    const made = await guide(model);
    assert.ok(made.progress >= progress, `${made.progress} after ${progress}`);
    progress = made.progress;
    if (!made.next) break;
    model = runCode(model, made.next.call);
  }
  const { steps, next } = await guide(model);
  assert.equal(next, undefined);
  assert.ok(progress > start);
  assert.deepEqual(steps.flatMap(({ questions }) => questions), []);
  // What is still open waits for a part of the plan, not for the analyst.
  const open = steps.flatMap(({ checklist }) => checklist).filter(({ state }) => state === "open");
  assert.ok(open.every(({ needs }) => needs === "section"));
});

Deno.test("a decision settles a question, a topic or an item", async () => {
  const model = defineModel("shop");
  model.entity("Order", { id: t.bigint().identity().key() });
  const open = async () =>
    (await guide(model)).steps.flatMap(({ questions }) => questions).map(({ about }) => about);
  assert.ok((await open()).includes("Order.rows"));
  model.decide("Order.rows", { choice: "unknown", reason: "Nobody can say." });
  assert.ok(!(await open()).includes("Order.rows"));
  model.decide("owners", { choice: "none", reason: "A small team." });
  assert.ok(!(await open()).includes("Order.owner"));
  model.decide("recovery", { choice: "none", reason: "It is a cache." });
  const { steps } = await guide(model);
  assert.equal(steps[4]!.progress, 1);
});

Deno.test("a guide of a plan is that of its model", async () => {
  const model = await example("saas");
  assert.deepEqual(await guide(await plan(model)), await guide(model));
});

Deno.test("what more hangs on is asked first", async () => {
  const model = defineModel("shop");
  for (const name of ["Big", "Small"]) model.entity(name, { id: t.bigint().identity().key() });
  model.access("hot", { sql: "select * from bigs", rate: "1000/s" });
  model.access("cold", { sql: "select * from smalls", rate: "1/s" });
  const [first] = (await guide(model)).steps[0]!.questions.filter(({ about }) =>
    about.endsWith(".rows")
  );
  assert.equal(first!.about, "Big.rows");
});

Deno.test("what words leave open is asked, in the step that it belongs to", async () => {
  const draft = await draftModel(
    "A clinic employs many doctors. Each doctor treats one or more patients.",
  );
  assert.ok(draft.questions.length > 0);
  const made = await plan(draft.model, { draft });
  const { steps } = await guide(made);
  const asked = steps.flatMap(({ questions }) => questions).map(({ ask }) => ask);
  for (const { question, code } of draft.questions) {
    if (code !== "how-many-rows") assert.ok(asked.includes(question), question);
  }
  const [finding] = made.findings;
  assert.equal(
    new Set(made.findings.map(({ finding }) => JSON.stringify(finding))).size,
    made.findings.length,
  );
  assert.ok(finding);
  const trace = made.sections.find(({ id }) => id === "traceability")!;
  assert.match(JSON.stringify(trace.blocks), /A clinic employs many doctors/);
});
