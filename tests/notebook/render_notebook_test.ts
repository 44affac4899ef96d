import assert from "node:assert/strict";
import { parseHTML } from "linkedom";
import { type Notebook, renderNotebook, type RenderNotebookOptions } from "../../mod.ts";
import { type CellSource, code, display, executed, markdown, notebookOf } from "./make_notebook.ts";
import { MARKDOWN_PAYLOADS, XSS_PAYLOADS } from "./xss_payloads.ts";

const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><title>Dots</title></svg>';

async function render(cells: readonly CellSource[], options: RenderNotebookOptions = {}) {
  const html = await renderNotebook(notebookOf(...cells), options);
  const { document } = parseHTML(html);
  const text = (selector: string) =>
    [...document.querySelectorAll(selector)].map((element) => element.textContent!.trim());
  const attributes = (selector: string, name: string) =>
    [...document.querySelectorAll(selector)].map((element) => element.getAttribute(name));
  return { html, document, text, attributes };
}

Deno.test("a page has a title, a language, landmarks and a table of contents", async () => {
  const { text, attributes, document } = await render([
    markdown("# The *plan*\n\nText\n\n## First `part`"),
    markdown("### Detail\n\n## First `part`\n\n#### Too deep"),
  ], { language: "de" });
  assert.deepEqual(text("title"), ["The plan"]);
  assert.deepEqual(attributes("html", "lang"), ["de"]);
  assert.deepEqual(attributes("nav", "aria-label"), ["Contents"]);
  assert.deepEqual(attributes(".skip", "href"), ["#content"]);
  assert.equal(document.querySelectorAll("main#content").length, 1);
  assert.deepEqual(text("nav a"), ["The plan", "First part", "Detail", "First part"]);
  const targets = attributes("nav a", "href").map((href) => decodeURIComponent(href!.slice(1)));
  assert.equal(new Set(targets).size, 4);
  for (const id of targets) assert(document.getElementById(id), id);
  assert.deepEqual(text("nav > details > ul > li > ul > li > a"), ["First part", "First part"]);
});

Deno.test("a page without a heading of its own gets one", async () => {
  const { text } = await render([markdown("text")], { title: "a <b>" });
  assert.deepEqual(text("title"), ["a <b>"]);
  assert.deepEqual(text("main h1"), ["a <b>"]);
  assert.deepEqual(text("nav"), []);
});

Deno.test("code is highlighted, folded or left out", async () => {
  const cells = [code("const a: number = 1; // <b>"), code("hidden()", "hide-input")];
  const open = await render(cells);
  assert.deepEqual(open.text(".code code"), ["const a: number = 1; // <b>", "hidden()"]);
  assert.deepEqual(open.text(".hljs-comment"), ["// <b>"]);
  assert.deepEqual(open.attributes(".code", "open").map((value) => value !== null), [true, false]);
  const folded = await render(cells, { foldCode: true });
  assert.deepEqual(folded.attributes(".code", "open"), [null, null]);
  assert.deepEqual((await render(cells, { noInput: true })).text(".code"), []);
});

Deno.test("the fullest form of an output is taken, and the next when nothing is left of it", async () => {
  const shown = async (data: Readonly<Record<string, unknown>>) =>
    (await render([executed("1", [display(data)])])).document.querySelector(".outputs")?.innerHTML
      .trim();
  const all = {
    "text/html": "<p>html</p>",
    "image/svg+xml": SVG,
    "image/png": "iVBORw0KGgo=",
    "text/markdown": "*markdown*",
    "application/json": { a: 1 },
    "text/plain": "plain",
  };
  assert.match((await shown(all))!, /<p>html<\/p>/);
  assert.match(
    (await shown({ ...all, "text/html": "<script>1</script>" }))!,
    /data:image\/svg\+xml/,
  );
  const { "text/html": _h, "image/svg+xml": _s, ...rest } = all;
  assert.match((await shown(rest))!, /data:image\/png;base64,iVBORw0KGgo=/);
  assert.match((await shown({ ...rest, "image/png": '" onerror="x' }))!, /<em>markdown<\/em>/);
  assert.match((await shown({ "application/json": { a: 1 } }))!, /hljs-attr/);
  assert.match((await shown({ "text/plain": "<b>" }))!, /&lt;b&gt;/);
  assert.match((await shown({ "application/vnd.vega.v5+json": {} }))!, /needs a script to be seen/);
  assert.equal(await shown({}), undefined);
});

Deno.test("pictures have a text: their own, the fuller bundle's, or the cell's", async () => {
  const alt = async (data: Readonly<Record<string, unknown>>, metadata = {}) =>
    (await render([executed("1", [display(data, metadata)])])).attributes("img", "alt");
  const png = { "image/png": "AAAA" };
  assert.deepEqual(await alt(png, { vscode_altText: 'Rows "grow"' }), ['Rows "grow"']);
  assert.deepEqual(await alt({ ...png, "text/plain": "Rows grow\nmore" }), ["Rows grow"]);
  assert.deepEqual(await alt({ ...png, "text/plain": "{ a: 1 }" }), ["Picture 1 of cell 1"]);
  assert.deepEqual(await alt({ "image/svg+xml": SVG }), ["Dots"]);
  assert.deepEqual(await alt({ "text/html": '<img src="data:image/png;base64,AAAA">' }), [
    "Picture 1 of cell 1",
  ]);
});

Deno.test("prints and errors are text, with their colours", async () => {
  const { text, html } = await render([executed("1", [
    { output_type: "stream", name: "stdout", text: "\u001b[31mred\u001b[0m <i>" },
    { output_type: "stream", name: "stderr", text: "careful" },
    {
      output_type: "error",
      ename: "TypeError",
      evalue: "no <b>",
      traceback: ["TypeError", " at x"],
    },
  ])]);
  assert.deepEqual(text(".ansi-red"), ["red"]);
  assert.deepEqual(text("pre.stderr"), ["careful"]);
  assert.deepEqual(text(".error > p"), ["TypeError: no <b>"]);
  assert.deepEqual(text(".error pre"), ["TypeError\n at x"]);
  assert.doesNotMatch(html, /<[ib]>/);
});

Deno.test("tags leave out cells and parts of cells", async () => {
  const tagged = (tag: string) => ({
    ...executed("source()", [{ output_type: "stream", name: "stdout", text: "output" }]),
    metadata: { tags: [tag] },
  });
  const seen = async (tag: string) => {
    const { text } = await render([tagged(tag)]);
    return [text(".code code").length, text(".outputs pre").length];
  };
  assert.deepEqual(await seen("other"), [1, 1]);
  assert.deepEqual(await seen("remove-cell"), [0, 0]);
  assert.deepEqual(await seen("remove-input"), [0, 1]);
  assert.deepEqual(await seen("remove-output"), [1, 0]);
});

Deno.test("attachments and pictures beside the notebook are inside the page", async () => {
  const cell = markdown("![a](attachment:my%20a.png) ![b](img/b.png) ![c](gone.png)", {
    attachments: { "my a.png": { "image/png": "AAAA" } },
  });
  const { attributes, text } = await render([cell], {
    readPicture: (address) => address === "img/b.png" ? "data:image/png;base64,BBBB" : undefined,
  });
  assert.deepEqual(attributes("img", "src"), [
    "data:image/png;base64,AAAA",
    "data:image/png;base64,BBBB",
  ]);
  assert.match(text("main p")[0]!, /\[c: not found\]$/);
});

Deno.test("a page is the same each time, and holds no script whatever the notebook holds", async () => {
  const notebook: Notebook = notebookOf(
    ...[...MARKDOWN_PAYLOADS, ...XSS_PAYLOADS].map((payload) => markdown(payload)),
    ...XSS_PAYLOADS.map((payload) =>
      executed(payload, [
        display({ "text/html": payload }, { vscode_altText: payload }),
        display({ "image/svg+xml": payload, "text/plain": payload }),
        display({ "text/markdown": payload, "image/png": payload }, {
          "image/png": { width: payload },
        }),
        display({ [payload]: payload }),
        { output_type: "stream", name: "stdout", text: payload },
        { output_type: "error", ename: payload, evalue: payload, traceback: [payload] },
      ])
    ),
  );
  const options = { title: XSS_PAYLOADS[0]!, language: '"><script>' };
  const html = await renderNotebook(notebook, options);
  assert.equal(await renderNotebook(notebook, options), html);
  const { document } = parseHTML(html);
  const names = [...document.querySelectorAll("*")].map(({ localName }) => localName.toLowerCase());
  assert(!names.includes("script"));
  assert.equal(names.filter((name) => name === "style").length, 1);
  assert.equal(names.filter((name) => name === "link").length, 1);
  assert.equal(names.filter((name) => name === "meta").length, 4);
  for (const element of document.querySelectorAll("*")) {
    for (const { name } of element.attributes) assert(!name.startsWith("on"), element.outerHTML);
  }
});
