import assert from "node:assert/strict";
import { parseNotebook, printNotebook } from "../../mod.ts";
import {
  type CellSource,
  code,
  display,
  executed,
  markdown,
  notebookOf,
  notebookText,
} from "./make_notebook.ts";

Deno.test("parseNotebook() joins lines, adds ids and brings the format to 4.5", () => {
  const notebook = parseNotebook(notebookText([
    { ...code(""), source: ["const a = 1;\n", "a"] },
    markdown("# Title"),
  ]));
  assert.equal(notebook.nbformat_minor, 5);
  assert.equal(notebook.cells[0]?.source, "const a = 1;\na");
  for (const { id } of notebook.cells) assert.match(id, /^[\w-]{1,64}$/);
  assert(Object.isFrozen(notebook.cells));
});

Deno.test("parseNotebook() gives a cell without id the same one each time, wherever it stands", () => {
  const [a, b] = notebookOf(code("1"), code("2")).cells;
  const moved = notebookOf(markdown("new"), code("2"), code("1")).cells;
  assert.equal(moved[1]?.id, b?.id);
  assert.equal(moved[2]?.id, a?.id);
});

Deno.test("parseNotebook() keeps ids, and makes them differ", () => {
  const ids = (...cells: readonly CellSource[]) => notebookOf(...cells).cells.map(({ id }) => id);
  assert.deepEqual(ids({ ...code("1"), id: "first" }, { ...code("2"), id: "second" }), [
    "first",
    "second",
  ]);
  assert.equal(new Set(ids(code("1"), code("1"), code("1"))).size, 3);
  assert.equal(new Set(ids({ ...code("1"), id: "a" }, { ...code("2"), id: "a" })).size, 2);
});

Deno.test("parseNotebook() says where text is no JSON", () => {
  const lines = printNotebook(notebookOf(code("1"), code("2"))).split("\n");
  const conflict = lines.toSpliced(12, 0, "<<<<<<< HEAD").join("\n");
  const cut = lines.slice(0, 12).join("\n") + "}";
  for (const [text, line] of [[conflict, 13], [cut, 12]] as const) {
    assert.throws(
      () => parseNotebook(text, { name: "a.ipynb" }),
      (error) => {
        assert(error instanceof SyntaxError);
        assert(error.message.startsWith("Cannot read a.ipynb: it is not JSON ("));
        assert.match(error.message, new RegExp(`\\bline ${line}\\b`));
        return true;
      },
    );
  }
  assert.throws(() => parseNotebook(""), SyntaxError);
});

/** What is wrong with a notebook, and what the error says. */
const MALFORMED: readonly (readonly [unknown, RegExp])[] = [
  [[], /it is \[\], and nbformat 4\.5 has an object there/],
  [{ cells: [], metadata: {} }, /nbformat is missing/],
  [{ nbformat: 3, worksheets: [] }, /format is 3, and only 4 is read; open and save/],
  [{ nbformat: 4, nbformat_minor: 9, metadata: {}, cells: [] }, /nbformat_minor is 9/],
  [{ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: {} }, /cells is \{\}.*a list/],
  [{ nbformat: 4, nbformat_minor: 5, cells: [] }, /metadata is missing/],
  [withCell({ cell_type: "sql" }), /cells\[0\]\.cell_type is "sql".*"code" or "markdown" or "raw"/],
  [withCell({ ...code("1"), source: 5 }), /cells\[0\]\.source is 5.*a list of lines/],
  [withCell({ ...code("1"), source: ["a", 1] }), /cells\[0\]\.source/],
  [withCell({ ...code("1"), id: "no spaces" }), /cells\[0\]\.id is "no spaces"/],
  [withCell({ ...code("1"), execution_count: -1 }), /execution_count is -1/],
  [withCell({ ...code("1"), outputs: undefined }), /cells\[0\]\.outputs is missing/],
  [withCell({ ...markdown("a"), outputs: [] }), /cells\[0\]\.outputs is \[\].*no such key/],
  [withCell(executed("1", [{ output_type: "pyout" }])), /outputs\[0\]\.output_type is "pyout"/],
  [
    withCell(executed("1", [{ output_type: "stream", name: "stdlog", text: "" }])),
    /name is "stdlog".*"stdout" or "stderr"/,
  ],
  [
    withCell(executed("1", [{ output_type: "error", ename: "E", evalue: "", traceback: [1] }])),
    /traceback\[0\] is 1/,
  ],
  [
    withCell(executed("1", [display({ "text/plain": { a: 1 } })])),
    /data\.text\/plain is \{"a":1\}/,
  ],
];

function withCell(cell: unknown): unknown {
  return { nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [cell] };
}

Deno.test("parseNotebook() names the place of what is malformed, and what belongs there", () => {
  for (const [value, message] of MALFORMED) {
    assert.throws(
      () => parseNotebook(JSON.stringify(value), { name: "a.ipynb" }),
      (error) => {
        assert(error instanceof TypeError, String(error));
        assert.match(error.message, message);
        assert.match(error.message, /^Cannot read a\.ipynb: /);
        return true;
      },
    );
  }
});

Deno.test("printNotebook() writes what parseNotebook() reads, byte for byte the second time", () => {
  const notebook = notebookOf(
    markdown("# Title\n\n![p](attachment:p.png)", {
      attachments: { "p.png": { "image/png": "AAAA" } },
    }),
    executed("1\n2", [
      { output_type: "stream", name: "stdout", text: ["a\n", "b"] },
      display({ "text/plain": "x\ny", "application/json": { b: 1, a: [1, "l\nm"] } }),
      {
        output_type: "execute_result",
        execution_count: 1,
        metadata: {},
        data: { "text/plain": "" },
      },
      { output_type: "error", ename: "E", evalue: "v", traceback: ["a", "b"] },
    ]),
    { cell_type: "raw", metadata: { format: "text/html" }, source: "<b>" },
  );
  const text = printNotebook(notebook);
  assert.deepEqual(parseNotebook(text), notebook);
  assert.equal(printNotebook(parseNotebook(text)), text);
  assert(text.endsWith("}\n"));
  assert(text.includes('"source": [\n    "1\\n",\n    "2"\n   ]'));
  assert(text.includes('"a": [\n        1,\n        "l\\nm"\n       ]'));
});
