import assert from "node:assert/strict";
import fc from "fast-check";
import { judgeChecklist, phaseProgress, totalProgress } from "../../lib/plan/checklist.ts";
import { checklistItems } from "../../lib/plan/checklist_items.ts";
import { phases } from "../../lib/plan/phases.ts";
import { sections } from "../../lib/plan/sections.ts";
import { steps } from "../../lib/plan/topic.ts";
import { topics } from "../../lib/plan/topics.ts";

const nothing = { survey: [], answers: new Map(), decisions: [] };

Deno.test("the phases weigh 20, 35, 25 and 20 percent", () => {
  assert.deepEqual(phases.map(({ weight }) => weight), [0.2, 0.35, 0.25, 0.2]);
});

Deno.test("each item, topic and section knows its place", () => {
  const ids = checklistItems.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  for (const { phase, step, section } of checklistItems) {
    assert.ok(phases.some(({ name }) => name === phase));
    assert.ok(steps.includes(step));
    assert.ok(section === undefined || sections.some(({ id }) => id === section), section);
  }
  for (const { item, id } of topics) assert.ok(ids.includes(item), id);
  assert.equal(new Set(topics.map(({ id }) => id)).size, topics.length);
  assert.equal(new Set(sections.map(({ id }) => id)).size, sections.length);
  for (const step of steps) assert.ok(checklistItems.some((item) => item.step === step), step);
});

Deno.test("an item whose section says no is open, one that is waived is not", () => {
  const answers = new Map([["indexes", { done: false, reason: "Not yet." }]]);
  const open = judgeChecklist({ ...nothing, answers }).find(({ id }) => id === "indexes")!;
  assert.deepEqual([open.state, open.reason, open.needs], ["open", "Not yet.", "section"]);
  const decisions = [{ about: "indexes", choice: "none", reason: "It is small." }];
  const waived = judgeChecklist({ ...nothing, answers, decisions }).find(({ id }) =>
    id === "indexes"
  )!;
  assert.deepEqual([waived.state, waived.reason], ["waived", "none: It is small."]);
});

Deno.test("progress is the weighted share of what is not open", () => {
  const all = judgeChecklist(nothing);
  const settled = (ids: readonly string[]) =>
    totalProgress(phaseProgress(all.map((item) => ({
      ...item,
      state: ids.includes(item.id) ? "done" as const : "open" as const,
    }))));
  const ids = checklistItems.map(({ id }) => id);
  assert.equal(settled([]), 0);
  assert.equal(settled(ids), 1);
  assert.equal(settled(ids.slice(0, 5)), 0.2);
  fc.assert(fc.property(fc.subarray(ids), fc.constantFrom(...ids), (some, more) => {
    const [before, after] = [settled(some), settled([...some, more])];
    assert.ok(some.includes(more) ? after === before : after > before);
  }));
});
