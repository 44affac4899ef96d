import assert from "node:assert/strict";
import { parse, stringify } from "@std/yaml";
import fc from "fast-check";

Deno.test("the stand-in for @std/yaml reads what it writes", () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => {
    const plain = JSON.parse(JSON.stringify(value));
    assert.deepEqual(parse(stringify(plain)), plain);
  }));
});

Deno.test("the stand-in keeps to the core schema and the standard library's errors", () => {
  assert.deepEqual(parse("a: 2026-01-01\nb: yes\nc: null\nd: 0x1f"), {
    a: "2026-01-01",
    b: "yes",
    c: null,
    d: 31,
  });
  assert.equal(parse(""), null);
  assert.throws(() => parse("a: ["), SyntaxError);
  assert.throws(() => parse("a: 1\na: 2"), SyntaxError);
  assert.deepEqual(parse("a: 1\na: 2", { allowDuplicateKeys: true }), { a: 2 });
  assert.throws(() => stringify({ a: () => 1 }), TypeError);
  assert.equal(
    stringify({ b: 1, a: [1] }, { sortKeys: true, arrayIndent: false }),
    "a:\n- 1\nb: 1\n",
  );
});
