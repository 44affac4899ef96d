import assert from "node:assert/strict";
import { checklistItems } from "../lib/plan/checklist_items.ts";
import { guide } from "../lib/plan/guide.ts";
import { phases } from "../lib/plan/phases.ts";
import { plan } from "../lib/plan/plan.ts";
import { renderReport } from "../lib/report/render_report.ts";
import { example } from "./plan/examples.ts";

const page = await Deno.readTextFile(new URL("../docs/plan.md", import.meta.url));
const rows = page.split("\n").filter((line) => line.startsWith("|"))
  .map((line) => line.split("|").slice(1, -1).map((cell) => cell.trim()));

Deno.test("the published checklist is the one that plans are judged by", () => {
  const published = rows.filter(([, phase]) => phases.some(({ name }) => name === phase));
  assert.deepEqual(
    published,
    checklistItems.map(({ id, phase, question }) => [
      `\`${id}\``,
      phase,
      `${Math.round(phases.find(({ name }) => name === phase)!.weight * 100)} %`,
      question,
    ]),
  );
});

/** The names in code quotes of a row, without what marks a list. */
function fieldsOf(name: string): readonly string[] {
  const row = rows.find(([first]) => first === name);
  assert.ok(row, name);
  return [...row[1]!.matchAll(/`(\w+)(?:\[\])?`/g)].map(([, field]) => field!);
}

Deno.test("the published fields and files are there", async () => {
  const made = await plan(await example("saas"), { date: "2027-01-15" });
  const data = { ...JSON.parse(JSON.stringify(made)), guide: await guide(made) };
  const has = (value: object, fields: readonly string[]) =>
    assert.deepEqual(fields.filter((field) => !(field in value)), []);
  has(data, fieldsOf("`plan SOURCE`"));
  has(data.phases[0], fieldsOf("`phases[]`"));
  has(data.checklist[0], fieldsOf("`checklist[]`"));
  has({ ...data.findings[0], ...data.findings[0].finding }, fieldsOf("`findings[]`"));
  has(data.assumptions[0], fieldsOf("`assumptions[]`"));
  has(data.decisions[0], fieldsOf("`decisions[]`"));
  has(data.sections[0], fieldsOf("`sections[]`"));
  const [phase] = data.timeline.phases;
  const step = phase.steps.find((one: object) => "rollback" in one);
  has({ ...step, ...phase, ...data.timeline }, fieldsOf("`timeline`"));
  // Only an uncertain figure has a band, and only evidence that stands elsewhere a source.
  const { harm } = data.findings[0];
  has({ band: 0, source: 0, ...harm, ...harm.evidence }, fieldsOf("a figure"));
  const files = Object.keys(await renderReport(made));
  for (const name of files) assert.ok(rows.some(([first]) => first === `\`${name}\``), name);
});
