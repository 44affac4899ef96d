import assert from "node:assert/strict";
import { COMMANDING, HOSTILE } from "../plan/hostile_model.ts";
import type { RankedFinding } from "../../lib/plan/rank_findings.ts";
import { pageOf, PAGES } from "./page.ts";

for (const name of PAGES) {
  Deno.test(`the page of ${name} runs nothing and loads nothing`, async () => {
    const { all, files } = await pageOf(name);
    assert.deepEqual(all("script, iframe, object, embed, link, base, form, svg, video, audio"), []);
    assert.equal(all("style").length, 1);
    for (const element of all("*")) {
      for (const { name, value } of element.attributes) {
        assert.doesNotMatch(name, /^on|^srcset$|^xlink/);
        if (name === "href") assert.match(value, /^#/);
        if (name === "src") assert.match(value, /^data:image\/svg\+xml;base64,[A-Za-z0-9+/=]+$/);
        if (name === "style") {
          assert.match(
            value,
            /^(overflow:auto|width:\d+%|grid-column:span \d+|--natural:\d+px;max-width:100%;height:auto)$/,
          );
        }
      }
    }
    assert.doesNotMatch(all("style")[0]!.textContent, /url\(|@import|https?:/);
    assert.doesNotMatch(files["diagram.svg"], /<script|<[^>]*\son\w+\s*=/i);
  });

  Deno.test(`the page of ${name} can be read without seeing it`, async () => {
    const { all, document } = await pageOf(name);
    assert.equal(document.documentElement.getAttribute("lang"), "en");
    for (const landmark of ["header", "main", "footer"]) assert.equal(all(landmark).length, 1);
    assert.equal(document.querySelector("body > a")?.getAttribute("href"), "#main");
    for (const element of all("nav, section, [role=region]")) {
      const label = element.getAttribute("aria-label") ??
        document.getElementById(element.getAttribute("aria-labelledby")!)?.textContent;
      assert.ok(label?.trim(), element.outerHTML.slice(0, 100));
    }
    for (const image of all("img")) assert.ok(image.getAttribute("alt")!.length > 20);
    const levels = all("h1, h2, h3, h4").map(({ tagName }) => Number(tagName[1]));
    assert.equal(levels[0], 1);
    assert.equal(levels.filter((level) => level === 1).length, 1);
    for (const [at, level] of levels.entries()) {
      assert.ok(at === 0 || level <= levels[at - 1]! + 1, `${level} follows ${levels[at - 1]}`);
    }
    for (const scroll of all(".scroll, pre")) assert.equal(scroll.getAttribute("tabindex"), "0");
    for (const table of all("table")) {
      assert.ok(table.querySelector("caption")?.textContent.trim());
      assert.ok(table.querySelector("th[scope=col]"));
    }
  });

  Deno.test(`every link of ${name} leads somewhere, and every figure to its evidence`, async () => {
    const { all, document } = await pageOf(name);
    const ids = all("[id]").map(({ id }) => id);
    const known = new Set(ids);
    assert.equal(known.size, ids.length);
    for (const link of all("a")) assert.ok(known.has(link.getAttribute("href")!.slice(1)));
    const linked = new Set(all("nav.wide a").map((link) => link.getAttribute("href")));
    for (const heading of all("main h2, main section section > h3")) {
      assert.ok(linked.has(`#${heading.id}`), heading.textContent);
    }
    for (const shown of all("main .figure")) {
      const number = shown.querySelector("sup a")!.textContent;
      const evidence = document.getElementById(`e${number}`)!;
      assert.equal(evidence.getAttribute("value"), number);
      assert.match(evidence.textContent, /, (exact|measured|estimated|assumed)/);
      const value = shown.textContent.slice(0, -number.length);
      assert.equal(evidence.querySelector("strong")!.textContent, value);
    }
    const numbers = all(".evidence-list li").map((line) => Number(line.getAttribute("value")));
    assert.deepEqual(numbers, numbers.map((_, at) => at + 1));
  });
}

Deno.test("hostile names are shown as they are written", async () => {
  const { document } = await pageOf("hostile");
  const shown = document.body.textContent;
  for (const name of HOSTILE) assert.ok(shown.includes(name.replace("\u202e", "\ufffd")), name);
  // deno-lint-ignore no-control-regex -- what commands a terminal is shown as what cannot be shown
  assert.ok(shown.includes(COMMANDING.replace(/[\u0007\u001b\u009b]/g, "\ufffd")));
  // deno-lint-ignore no-control-regex -- all but tabs and line breaks
  assert.doesNotMatch(shown, /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  assert.equal(document.querySelector("h1")!.textContent, HOSTILE[0]);
});

Deno.test("the report opens with what matters", async () => {
  const { all, document, made } = await pageOf("saas");
  assert.deepEqual(all("main h2").slice(0, 3).map(({ textContent }) => textContent), [
    "What would hurt most",
    "The model",
    "The assumptions that matter most",
  ]);
  const worst = all(".worst > li");
  assert.equal(all("main .finding").length, made.findings.length, "each is there once");
  assert.equal(worst.length, 3);
  const kinds = [...Map.groupBy(made.findings, ({ finding }) => finding.code).values()];
  for (const [at, item] of worst.entries()) {
    const [{ finding, harm }, ...others] = kinds[at]! as [RankedFinding, ...RankedFinding[]];
    for (const other of others.slice(0, 3)) {
      assert.ok(item.querySelector(".effect")!.textContent.includes(other.finding.where));
    }
    for (const words of [finding.what, finding.why, finding.fix]) {
      assert.ok(item.textContent.includes(words), words);
    }
    const number = item.querySelector(".effect .figure a")!.textContent;
    const evidence = document.getElementById(`e${number}`)!;
    assert.ok(evidence.textContent.includes(harm.evidence.text));
    assert.ok(evidence.querySelectorAll("a").length >= 2, "it leads on to what it rests on");
  }
  assert.equal(all(".questions > li").length, Math.min(10, made.assumptions.length));
  assert.ok(all(".questions pre").every(({ textContent }) => textContent.startsWith("saas.")));
});

Deno.test("each section and each item of the checklist is on the page", async () => {
  const { all, made } = await pageOf("shop");
  const titles = all("main h3").map(({ textContent }) => textContent);
  for (const { title } of made.sections) assert.ok(titles.includes(title), title);
  const states = all(".state").map(({ className }) => className.replace("state ", ""));
  assert.deepEqual(states, made.checklist.map(({ state }) => state));
  const reasons = all(".notbuilt").map(({ textContent }) => textContent);
  assert.deepEqual(reasons, made.sections.flatMap(({ reason }) => reason ?? []));
});
