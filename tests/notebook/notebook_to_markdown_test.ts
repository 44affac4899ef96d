import assert from "node:assert/strict";
import { notebookToMarkdown } from "../../mod.ts";
import { code, display, executed, markdown, notebookOf } from "./make_notebook.ts";

const SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>';

Deno.test("notebookToMarkdown() writes text, code and outputs in order", async () => {
  const { markdown: text, pictures } = await notebookToMarkdown(notebookOf(
    markdown("# Plan\n\nText\n"),
    executed("a\n```b", [
      { output_type: "stream", name: "stdout", text: "\u001b[31mone\u001b[0m\n" },
      display({ "text/plain": "t", "text/markdown": "| a |\n|---|\n| 1 |\n" }),
      display({ "application/json": { a: 1 } }),
      { output_type: "error", ename: "TypeError", evalue: "no *b*", traceback: [] },
    ]),
    code(""),
  ));
  assert.equal(
    text,
    "# Plan\n\nText\n\n````ts\na\n```b\n````\n\n```text\none\n```\n\n| a |\n|---|\n| 1 |\n\n" +
      '```json\n{\n  "a": 1\n}\n```\n\n**TypeError**: no \\*b\\*\n',
  );
  assert.deepEqual(pictures, []);
});

Deno.test("notebookToMarkdown() keeps pictures in files, with a text and their table", async () => {
  const figure = {
    "text/plain": "t",
    "text/markdown": "| a |\n|---|",
    "text/html": '<figure><img alt="Rows &quot;grow&quot;" src="data:"></figure>',
    "image/svg+xml": SVG,
  };
  const { markdown: text, pictures } = await notebookToMarkdown(
    notebookOf(
      markdown("![m](attachment:m.png)", { attachments: { "m.png": { "image/png": "AAAA" } } }),
      executed("1", [display(figure), display({ "image/png": "AAEC\n" }, { vscode_altText: "P" })]),
    ),
    { pictures: "a b_files", noInput: true },
  );
  assert.equal(
    text,
    '![m](a%20b_files/cell_1_1.png)\n\n![Rows "grow"](a%20b_files/cell_2_1.svg)\n\n| a |\n|---|\n\n' +
      "![P](a%20b_files/cell_2_2.png)\n",
  );
  assert.deepEqual(pictures.map(({ name, content }) => [name, [...content].slice(0, 3)]), [
    ["cell_1_1.png", [0, 0, 0]],
    ["cell_2_1.svg", [...new TextEncoder().encode("<sv")]],
    ["cell_2_2.png", [0, 1, 2]],
  ]);
});

Deno.test("notebookToMarkdown() sanitizes HTML outputs and leaves out what is tagged", async () => {
  const html = { "text/html": "<b onclick=x>b</b><script>1</script>" };
  const { markdown: text } = await notebookToMarkdown(notebookOf(
    executed("1", [display(html)]),
    { ...executed("2", [display({ "text/plain": "two" })]), metadata: { tags: ["remove-output"] } },
    { ...executed("3", [display({ "text/plain": "three" })]), metadata: { tags: ["remove-cell"] } },
    { cell_type: "raw", metadata: {}, source: "raw" },
  ));
  assert.equal(text, "```ts\n1\n```\n\n<b>b</b>\n\n```ts\n2\n```\n");
});
