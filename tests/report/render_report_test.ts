import assert from "node:assert/strict";
import { join } from "node:path";
import { parseHTML } from "linkedom";
import MarkdownIt from "markdown-it";
import { figure } from "../../lib/core/figure.ts";
import { text } from "../../lib/plan/block.ts";
import { plan } from "../../lib/plan/plan.ts";
import type { SectionBuilder } from "../../lib/plan/section.ts";
import { renderReport, writeReport } from "../../lib/report/render_report.ts";
import { example } from "../plan/examples.ts";
import { pageOf } from "./page.ts";

Deno.test("equal plans give equal bytes, and the files say what the plan says", async () => {
  const first = await pageOf("shop");
  const second = await pageOf("shop");
  assert.deepEqual(first.files, second.files);
  const data = JSON.parse(first.files["plan.json"]);
  assert.deepEqual(data, JSON.parse(JSON.stringify(first.made)));
  let rest = first.files["schema.sql"];
  for (const sql of first.made.statements) {
    assert.ok(rest.startsWith(`${sql};\n`));
    rest = rest.slice(sql.length + 2).trimStart();
  }
  assert.equal(rest, "");
});

const size = figure(3 * 2 ** 30, "bytes", { band: 0.1, evidence: "heap layout" });

const ALL_BLOCKS: SectionBuilder = {
  id: "all",
  phase: "Optimization",
  title: "All <blocks>",
  build: () => ({
    blocks: [
      { kind: "heading", text: "A & B" },
      {
        kind: "paragraph",
        text: text`Holds ${size}, in ${{ code: "a|b" }}; ${{ strong: "<b>" }}; see ${{
          section: "all",
          text: "above",
        }}.`,
      },
      { kind: "list", items: ["one", [{ code: "two" }]] },
      { kind: "list", items: ["first"], ordered: true },
      {
        kind: "table",
        caption: "T",
        columns: [{ name: "" }, { name: "n|m", align: "right" }],
        rows: [["x|y", [{ figure: size }]]],
      },
      { kind: "table", caption: "Empty", columns: [{ name: "a" }], rows: [] },
      { kind: "code", caption: "C", language: "sql", text: "select '```';" },
      { kind: "findings", findings: [], none: "Nothing." },
      { kind: "picture", picture: "diagram", options: { around: "Order" }, caption: "Part" },
    ],
  }),
};

Deno.test("every kind of block is drawn, on the page and in Markdown", async () => {
  const files = await renderReport(await plan(await example("shop"), { sections: [ALL_BLOCKS] }));
  const { document } = parseHTML(files["report.html"]);
  const part = document.getElementById("section-all")!.parentElement!;
  assert.equal(part.querySelector("h3")!.textContent, "All <blocks>");
  assert.equal(part.querySelector("h4")!.textContent, "A & B");
  assert.match(part.querySelector("p")!.textContent, /^Holds 3 GB\d+, in a\|b; <b>; see above\.$/);
  assert.equal(part.querySelectorAll("ul li, ol li").length, 3);
  assert.equal(part.querySelector("td.number")!.textContent.slice(0, 4), "3 GB");
  assert.equal(part.querySelector("pre")!.textContent, "select '```';");
  assert.equal(part.querySelectorAll("img").length, 1);
  const rendered = new MarkdownIt().render(files["report.md"]);
  assert.match(rendered, /<td>x\|y<\/td>/);
  assert.match(rendered, /select '```';/);
  assert.match(
    files["report.md"],
    /\*\*3 GB\*\*, estimated \(2\.7 GB to 3\.3 GB\)\. heap layout\./,
  );
});

Deno.test("a section that asks for a picture that there is not is an error", async () => {
  const section: SectionBuilder = {
    ...ALL_BLOCKS,
    build: () => ({ blocks: [{ kind: "picture", picture: "diagramm", caption: "x" }] }),
  };
  const made = await plan(await example("shop"), { sections: [section] });
  await assert.rejects(renderReport(made), /no such picture; did you mean diagram\?/);
});

async function inFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const { name } of Deno.readDir(folder)) names.push(name);
  return names.sort();
}

Deno.test("a report is written whole, over an older one too", () =>
  inFolder(async (folder) => {
    const made = await plan(await example("sensors"));
    const target = join(folder, "new", "er");
    await writeReport(made, target);
    await Deno.writeTextFile(join(target, "report.md"), "old");
    const files = await writeReport(made, target);
    assert.deepEqual(await namesIn(target), Object.keys(files).sort());
    for (const [name, content] of Object.entries(files)) {
      assert.equal(await Deno.readTextFile(join(target, name)), content);
    }
  }));

Deno.test("nothing is written where a file stands in the way", () =>
  inFolder(async (folder) => {
    const made = await plan(await example("sensors"));
    await Deno.writeTextFile(join(folder, "file"), "mine");
    await assert.rejects(writeReport(made, join(folder, "file")));
    assert.equal(await Deno.readTextFile(join(folder, "file")), "mine");
    assert.deepEqual(await namesIn(folder), ["file"]);
  }));
