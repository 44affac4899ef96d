import assert from "node:assert/strict";
import { parseHTML } from "linkedom";
import MarkdownIt from "markdown-it";
import { guide } from "../../lib/plan/guide.ts";
import { plan } from "../../lib/plan/plan.ts";
import { drawGuide } from "../../lib/report/draw_guide.ts";
import { drawPlan } from "../../lib/report/draw_plan.ts";
import { example, EXAMPLES } from "../plan/examples.ts";
import { hostileModel } from "../plan/hostile_model.ts";

Deno.test("several plans can stand on one page of a notebook", async () => {
  const bundles = await Promise.all(
    EXAMPLES.map(async (name) => drawPlan(await plan(await example(name)))),
  );
  const { document } = parseHTML(`<main>${bundles.map((one) => one["text/html"]).join("")}</main>`);
  const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  for (const link of document.querySelectorAll("a")) {
    assert.ok(ids.includes(link.getAttribute("href")!.slice(1)), link.outerHTML);
  }
  assert.deepEqual([...document.querySelectorAll("script, style")], []);
  for (const bundle of bundles) assert.doesNotMatch(bundle["text/markdown"]!, /diagram\.svg\)/);
});

Deno.test("the text of a plan and of a guide cannot command a terminal", async () => {
  const made = await plan(hostileModel());
  for (const bundle of [await drawPlan(made), drawGuide(await guide(made))]) {
    // deno-lint-ignore no-control-regex -- all but the line break
    assert.doesNotMatch(bundle["text/plain"], /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  }
});

Deno.test("a guide shows itself in each form, hostile names too", async () => {
  const bundle = drawGuide(await guide(hostileModel()));
  const { document } = parseHTML(`<main>${bundle["text/html"]}</main>`);
  assert.deepEqual([...document.querySelectorAll("script, img, svg, style")], []);
  assert.equal(document.querySelectorAll("section > ol > li").length, 5);
  const rendered = new MarkdownIt({ html: true }).render(bundle["text/markdown"]!);
  const page = parseHTML(`<main>${rendered}</main>`).document;
  assert.deepEqual([...page.querySelectorAll("script, img, svg, style, a")], []);
  assert.equal(page.querySelectorAll("h2").length, 5);
});

Deno.test("a guide names what is known, what is missing, and the next call", async () => {
  const made = await guide(await example("shop"));
  const { "text/plain": shown } = drawGuide(made);
  assert.match(shown, /✓ description of each entity: known/);
  assert.match(shown, /[◐○] .*: \d+ of \d+ known/);
  assert.match(shown, /Planning backup and recovery is not built yet in this version\./);
  assert.ok(shown.endsWith(made.next!.call.split("\n").map((line) => `  ${line}`).join("\n")));
});
