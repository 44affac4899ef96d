import assert from "node:assert/strict";
import fc from "fast-check";
import { DOMParser } from "linkedom";
import { figure } from "../../lib/core/figure.ts";
import { bundleOf } from "../../lib/core/show.ts";
import { table } from "../../lib/display/table.ts";
import { anyName, hostileNames, obeyedByTerminals } from "./samples.ts";

Deno.test("table() aligns, with numbers on the right in their units", async () => {
  const sizes = table([
    { name: "orders", rows: 40e6, size: 5e9, hot: true },
    { name: "顧客", rows: 900, size: null, hot: false },
  ], {
    caption: "Sizes",
    columns: ["name", { key: "rows", label: "Rows" }, { key: "size", unit: "bytes" }, "hot"],
  });
  const bundle = await bundleOf(sizes);
  assert.equal(
    bundle["text/plain"],
    [
      "Sizes",
      "name          Rows     size  hot",
      "──────  ──────────  ───────  ───",
      "orders  40,000,000  4.66 GB  yes",
      "顧客           900        –  no",
    ].join("\n"),
  );
  assert.equal(
    bundle["text/markdown"],
    [
      "**Sizes**",
      "",
      "| name | Rows | size | hot |",
      "| --- | ---: | ---: | --- |",
      "| orders | 40,000,000 | 4.66 GB | yes |",
      "| 顧客 | 900 | – | no |",
      "",
    ].join("\n"),
  );
  const document = new DOMParser().parseFromString(bundle["text/html"]!, "text/html");
  assert.equal(document.querySelector("caption")!.textContent, "Sizes");
  assert.equal(document.querySelectorAll('th[scope="col"]').length, 4);
  assert.equal(document.querySelectorAll('th[scope="row"]').length, 2);
  assert.match(document.querySelectorAll("td")[0]!.getAttribute("style")!, /text-align:right/);
});

Deno.test("table() shows figures with their band and tag, and breaks long cells", async () => {
  const { "text/plain": text } = await bundleOf(table([{
    what: "a ".repeat(40),
    size: figure(1024, "bytes", { band: [512, 2048], evidence: "guess", tag: "assumed" }),
  }]));
  assert.match(text, /1 kB \(512 bytes to 2 kB, assumed\)/);
  assert.ok(text.split("\n").every((line) => line.length < 100), text);
});

Deno.test("table() counts the rows that it does not print", async () => {
  const rows = Array.from({ length: 1234 }, (_, n) => ({ n }));
  const bundle = await bundleOf(table(rows, { limit: 10 }));
  assert.match(bundle["text/plain"], /\n9\n… and 1,224 more rows$/);
  assert.equal(bundle["text/html"]!.match(/<tr>/g)!.length, 12);
  assert.throws(() => table(rows, { limit: 0 }), RangeError);
  assert.throws(() => table(rows, { columns: ["m"] }), {
    name: "TypeError",
    message: "Cannot make a table with a column m: the rows have n",
  });
});

Deno.test("table() lets no text out of its cell", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyName, { minLength: 1 }), anyName, async (texts, label) => {
      const shown = table(texts.map((text) => ({ text })), {
        caption: label,
        columns: [{ key: "text", label }],
        limit: 1000,
      });
      const bundle = await bundleOf(shown);
      const document = new DOMParser().parseFromString(bundle["text/html"]!, "text/html");
      const names = new Set([...document.querySelectorAll("*")].map(({ localName }) => localName));
      for (const name of ["table", "caption", "thead", "tbody", "tr", "th", "br", "td"]) {
        names.delete(name);
      }
      assert.deepEqual([...names], []);
      assert.equal(document.querySelectorAll("tbody tr").length, texts.length);
      const rows = bundle["text/markdown"]!.split("\n").filter((line) => line.startsWith("| "));
      assert.equal(rows.length, texts.length + 2);
      assert.doesNotMatch(
        bundle["text/plain"],
        obeyedByTerminals,
      );
    }),
    { examples: [[[...hostileNames], hostileNames[0]!]] },
  );
});
