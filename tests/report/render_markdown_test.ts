import assert from "node:assert/strict";
import { parseHTML } from "linkedom";
import MarkdownIt from "markdown-it";
import { pageOf, PAGES } from "./page.ts";

const ALLOWED = "H1 H2 H3 H4 P UL OL LI TABLE THEAD TBODY TR TH TD CODE PRE STRONG EM IMG".split(
  " ",
);

for (const name of PAGES) {
  Deno.test(`the Markdown of ${name} has the page's headings and no markup of its own`, async () => {
    const { all, files, made } = await pageOf(name);
    const rendered = new MarkdownIt({ html: true }).render(files["report.md"]);
    const { document } = parseHTML(`<main>${rendered}</main>`);
    const tags = new Set([...document.querySelectorAll("main *")].map(({ tagName }) => tagName));
    assert.deepEqual([...tags].filter((tag) => !ALLOWED.includes(tag)), []);
    const images = [...document.querySelectorAll("img")].map((image) => image.getAttribute("src"));
    assert.deepEqual(images, ["diagram.svg"]);
    assert.deepEqual(
      titles(document.querySelectorAll("h1, h2, h3")),
      titles(all("h1, main h2, main h3")),
    );
    for (const row of document.querySelectorAll("tr")) {
      const head = row.closest("table")!.querySelectorAll("thead th").length;
      assert.equal(row.children.length, head, row.textContent.slice(0, 80));
    }
    for (const { finding } of made.findings) assert.ok(files["report.md"].includes(finding.code));
  });
}

// Markdown keeps the characters that a page replaces.
function titles(list: Iterable<{ textContent: string }>): readonly string[] {
  return [...list].map(({ textContent }) =>
    textContent.replace(/\s+/g, " ").trim().replace(
      /[\u202a-\u202e\u2066-\u2069]/g,
      "\ufffd",
    )
  );
}
