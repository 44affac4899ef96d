import assert from "node:assert/strict";
import fc from "fast-check";
import { parseHTML } from "linkedom";
import { loadModule, parseSync } from "libpg-query";
import {
  escapeHtml,
  escapeMarkdown,
  escapeXml,
  markdownCode,
  quoteDot,
  quoteSqlIdentifier,
  quoteSqlLiteral,
  sqlComment,
} from "../../lib/core/escape.ts";

const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom(
    `"><script>alert(1)</script>`,
    `'; drop table users; --`,
    "`code` | [x](javascript:alert(1))",
    "a\nb\r\nc\u2028d",
    `\\"`,
  ),
);

Deno.test("escapeHtml() keeps text as text in content and attributes", () => {
  fc.assert(fc.property(hostile.filter((text) => !/[\0\r]/.test(text)), (text) => {
    const { document } = parseHTML(
      `<html><body><p title="${escapeHtml(text)}">${escapeHtml(text)}</p></body></html>`,
    );
    const p = document.querySelector("p")!;
    assert.equal(p.children.length, 0);
    assert.equal(p.textContent, text);
    assert.equal(document.querySelectorAll("*").length, 4 - 1);
  }));
});

Deno.test("escapeXml() leaves no character that XML forbids", () => {
  fc.assert(fc.property(hostile, (text) => {
    const escaped = escapeXml(text);
    assert.ok(escaped.isWellFormed());
    // deno-lint-ignore no-control-regex
    assert.doesNotMatch(escaped, /[<>"'\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
  }));
});

Deno.test("quoteSqlIdentifier() and quoteSqlLiteral() survive PostgreSQL's own parser", async () => {
  await loadModule();
  const name = hostile.filter((text) =>
    text !== "" && !text.includes("\0") && text.isWellFormed() &&
    new TextEncoder().encode(text).length < 64
  );
  fc.assert(fc.property(name, (text) => {
    const sql = `select ${quoteSqlLiteral(text)} as ${quoteSqlIdentifier(text)}`;
    const tree = JSON.parse(JSON.stringify(parseSync(sql)));
    const target = tree.stmts[0].stmt.SelectStmt.targetList[0].ResTarget;
    assert.equal(target.name, text);
    assert.equal(target.val.A_Const.sval.sval ?? "", text);
  }));
});

Deno.test("quoteSqlIdentifier() refuses what no engine stores", () => {
  assert.throws(() => quoteSqlIdentifier(""), RangeError);
  assert.throws(() => quoteSqlIdentifier("a\0b"), RangeError);
  assert.throws(() => quoteSqlLiteral("a\0b"), RangeError);
});

Deno.test("sqlComment() comments every line", async () => {
  await loadModule();
  fc.assert(fc.property(hostile.filter((text) => !text.includes("\0")), (text) => {
    assert.equal(parseSync(`${sqlComment(text)}\nselect 1`).stmts?.length, 1);
  }));
});

Deno.test("escapeMarkdown() leaves no markup and one line", () => {
  assert.equal(escapeMarkdown("a|b\n<i>*c*</i>"), "a\\|b &lt;i&gt;\\*c\\*&lt;/i&gt;");
});

Deno.test("markdownCode() cannot be ended from inside", () => {
  assert.equal(markdownCode("a`b"), "`` a`b ``");
  assert.equal(markdownCode("a"), "`a`");
});

Deno.test("quoteDot() escapes quotes and backslashes", () => {
  assert.equal(quoteDot('a"b\\c\nd'), '"a\\"b\\\\c\\nd"');
});
