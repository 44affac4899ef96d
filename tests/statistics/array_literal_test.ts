import assert from "node:assert/strict";
import fc from "fast-check";
import {
  formatArrayLiteral,
  parseArrayLiteral,
  parseNested,
} from "../../lib/statistics/array_literal.ts";
import { openEmbedded } from "../../lib/embedded/open_embedded.ts";

Deno.test("an array that is printed is read back", () => {
  fc.assert(fc.property(fc.array(fc.option(fc.string({ unit: "binary" }))), (values) => {
    assert.deepEqual(parseArrayLiteral(formatArrayLiteral(values)), values);
  }));
});

Deno.test("arrays are read as PostgreSQL prints them, and printed as it reads them", async () => {
  await using database = await openEmbedded();
  const values = [
    "",
    "a",
    "a b",
    'q"q',
    "b\\s",
    "{x,y}",
    "NULL",
    null,
    " pad ",
    "é€😀",
    "a,b",
    "\n",
  ];
  const { rows } = await database.query<{ printed: string; same: boolean }>(
    "select $1::text[]::text as printed, $2::text::text[] = $1::text[] as same",
    [values, formatArrayLiteral(values)],
  );
  assert.deepEqual(parseArrayLiteral(rows[0]!.printed), values);
  assert.equal(rows[0]!.same, true);
  assert.deepEqual(parseNested('{{a,NULL},{"b c",d}}'), [["a", null], ["b c", "d"]]);
  assert.deepEqual(parseArrayLiteral("[0:1]={1,2}"), ["1", "2"]);
});

Deno.test("text that is no array is refused with its place", () => {
  for (const text of ["", "a", "{a", "{a}b", '{"a', "{{a}}", "{a}}"]) {
    assert.throws(() => parseArrayLiteral(text), SyntaxError, text);
  }
});
