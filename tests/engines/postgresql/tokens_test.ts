import assert from "node:assert/strict";
import fc from "fast-check";
import { loadModule, scanSync } from "libpg-query";
import {
  identifierOf,
  isParenthesized,
  splitTopLevel,
  tokenize,
  tokensOf,
} from "../../../lib/engines/postgresql/tokens.ts";

const PIECES = [
  "select",
  "Äpfel",
  "a$1",
  "$1",
  "$12",
  "'a'",
  "'it''s'",
  "e'a\\'b'",
  "E'\\\\'",
  "b'01'",
  "x'ff'",
  "U&'d\\0061t'",
  'U&"d\\0061t"',
  '"a""b"',
  "$$a'b$$",
  "$t$ $$ ' $t$",
  "-- comment\n",
  "/* a /* b */ ; */",
  "1",
  "1.5e-3",
  ".5",
  "0xFF",
  "1_000",
  "1.",
  "::",
  ":=",
  "..",
  "<=",
  "<>",
  "!=",
  "->>",
  "#>>",
  "@>",
  "?|",
  "||",
  "=-",
  "@-",
  "+",
  "-",
  "*",
  "/",
  "(",
  ")",
  "[",
  "]",
  ",",
  ";",
  ".",
  ":",
  "=>",
  "~~*",
  "`",
  "%",
  "^",
];
const SPACES = ["", " ", "\n", "\t ", " \r\n"];

Deno.test("text is split into the tokens of PostgreSQL's own scanner", async () => {
  await loadModule();
  let compared = 0;
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...PIECES), fc.constantFrom(...SPACES)), { maxLength: 8 }),
      (pieces) => {
        const sql = pieces.flat().join("");
        const expected = scan(sql);
        // The library's scanner keeps comments apart, and so ends a string at one; the server's does not.
        if (expected === undefined || /'\s*--/.test(sql)) return;
        compared++;
        assert.deepEqual([...tokenize(sql)].map(({ text }) => text.trimEnd()), expected, sql);
      },
    ),
    { numRuns: 3000, seed: 1 },
  );
  assert.ok(compared > 1500, `only ${compared} texts were compared`);
});

/** The texts of the scanner's tokens; nothing where it refuses the text. */
function scan(sql: string): string[] | undefined {
  try {
    return scanSync(sql).tokens.map(({ text }) => text.trimEnd());
  } catch {
    return undefined;
  }
}

Deno.test("no character is lost, whatever the text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 60 }), (sql) => {
      let end = 0;
      for (const { text, start } of tokenize(sql)) {
        assert.match(sql.slice(end, start), /^[\s\ufeff]*$/);
        assert.equal(sql.slice(start, start + text.length), text);
        end = start + text.length;
      }
    }),
  );
});

Deno.test("a string goes on behind a line break, and a comment", () => {
  for (const sql of ["'a'\n'b'", "'a' -- c\n 'b'", "e'\\''\n'\\''", "'a'\n\n-- c\n'b'"]) {
    assert.equal(tokensOf(sql).length, 1, sql);
  }
  assert.equal(tokensOf("'a' 'b'").length, 2);
});

Deno.test("what is never closed is one open token", () => {
  for (const sql of ["'a", '"a', "$$a", "/* a /* b */", "e'a\\'", "$x$ $y$"]) {
    const tokens = [...tokenize(sql)];
    assert.equal(tokens.length, 1, sql);
    assert.equal(tokens[0]?.open, true, sql);
  }
});

Deno.test("names, lists and parentheses are read as SQL reads them", () => {
  assert.deepEqual(tokensOf('Order "Or""der" ÄB').map(identifierOf), ["order", 'Or"der', "Äb"]);
  assert.deepEqual(splitTopLevel("a, f(b, c), ',', \"x,y\", array[1,2]"), [
    "a",
    "f(b, c)",
    "','",
    '"x,y"',
    "array[1,2]",
  ]);
  assert.deepEqual(splitTopLevel(""), []);
  assert.equal(isParenthesized("(a) + (b)"), false);
  assert.equal(isParenthesized("((a) + (b))"), true);
  assert.equal(isParenthesized("(')')"), true);
});
