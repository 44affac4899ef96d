import assert from "node:assert/strict";
import fc from "fast-check";
import { ansiToHtml, stripAnsi } from "../../lib/notebook/ansi.ts";

const E = "\u001b[";

Deno.test("ansiToHtml() writes colours and styles as spans", () => {
  assert.equal(
    ansiToHtml(`${E}31mred${E}0m plain ${E}1;4;92mbold${E}22;24m green${E}39m.`),
    '<span class="ansi-red">red</span> plain <span class="ansi-bold ansi-underline ansi-bright-green">' +
      'bold</span><span class="ansi-bright-green"> green</span>.',
  );
  assert.equal(
    ansiToHtml(`${E}37;44mon blue${E}m`),
    '<span class="ansi-white ansi-on-blue">on blue</span>',
  );
});

Deno.test("ansiToHtml() reads colours of 256 and of all", () => {
  assert.equal(ansiToHtml(`${E}38;5;1mr`), '<span class="ansi-red">r</span>');
  assert.equal(ansiToHtml(`${E}38;5;196mr`), '<span style="color:rgb(255, 0, 0)">r</span>');
  assert.equal(
    ansiToHtml(`${E}48;5;244mg`),
    '<span style="background-color:rgb(128, 128, 128)">g</span>',
  );
  assert.equal(
    ansiToHtml(`${E}1;38;2;1;2;999;3mc`),
    '<span class="ansi-bold ansi-italic" style="color:rgb(1, 2, 255)">c</span>',
  );
});

Deno.test("ansiToHtml() leaves out what moves a cursor, links or rings", () => {
  assert.equal(
    ansiToHtml(`a${E}2K${E}1Ab\u001b]8;;https://e.example\u0007link\u001b]8;;\u001b\\c\u0007`),
    "ablinkc",
  );
});

Deno.test("ansiToHtml() shows what is left of overwritten lines", () => {
  assert.equal(ansiToHtml("10 %\r100 %\r\nnext"), "100 %\nnext");
  assert.equal(ansiToHtml("abcdef\rxy"), "xycdef");
  assert.equal(ansiToHtml("ab\bc"), "ac");
});

Deno.test("ansiToHtml() makes any text safe, and stripAnsi() gives its plain form", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    const html = ansiToHtml(text);
    const tags = html.match(/<[^>]*>/g) ?? [];
    for (const tag of tags) {
      assert.match(tag, /^<(?:\/span|span(?: (?:class|style)="[\w :,().;-]*")+)>$/);
    }
    const plain = html.replace(/<[^>]*>/g, "").replaceAll("&lt;", "<").replaceAll("&gt;", ">")
      .replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&amp;", "&");
    assert.equal(plain, stripAnsi(text));
  }));
  assert.equal(
    ansiToHtml(`${E}31m<b onclick="x">`),
    '<span class="ansi-red">&lt;b onclick=&quot;x&quot;&gt;</span>',
  );
});
