import assert from "node:assert/strict";
import { DOMParser } from "linkedom";
import { figure } from "../../lib/core/figure.ts";
import type { Finding } from "../../lib/core/finding.ts";
import { drawFindings } from "../../lib/display/draw_findings.ts";

const findings: readonly Finding[] = [{
  code: "isolated-table",
  severity: "advice",
  where: "Note",
  what: "Note is related to nothing.",
  why: "",
  fix: "Relate it, or drop it.",
}, {
  code: "foreign-key-without-index",
  severity: "error",
  where: "Order.<script>alert(1)</script>",
  what: "No index begins with it.",
  why: "Each delete of a customer reads all orders.",
  fix: "create index on orders (customer_id)",
  source: "PostgreSQL manual, 5.5.5",
  figures: [figure(12, "seconds", { tag: "measured", evidence: "a delete in the lab" })],
}];

Deno.test("drawFindings() puts the worst first and tells severities apart without colour", () => {
  const { "text/plain": text } = drawFindings(findings);
  assert.equal(
    text,
    `1 error, 1 piece of advice

✖ error  Order.<script>alert(1)</script>  (foreign-key-without-index)
  No index begins with it.
  why: Each delete of a customer reads all orders.
  fix: create index on orders (customer_id)
  · 12 s (measured): a delete in the lab
  see PostgreSQL manual, 5.5.5

○ advice  Note  (isolated-table)
  Note is related to nothing.
  fix: Relate it, or drop it.`,
  );
});

Deno.test("drawFindings() escapes what it shows", () => {
  const bundle = drawFindings(findings);
  const document = new DOMParser().parseFromString(bundle["text/html"]!, "text/html");
  assert.equal(document.querySelector("script"), null);
  assert.equal(document.querySelectorAll("tbody tr").length, 2);
  assert.match(bundle["text/markdown"]!, /✖ error \*\*Order.&lt;script&gt;/);
  assert.equal(drawFindings([])["text/plain"], "no findings");
});
