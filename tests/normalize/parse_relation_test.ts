import assert from "node:assert/strict";
import fc from "fast-check";
import { parseDependencies, parseRelation } from "@groundplan/groundplan";
import { formatDependency, formatJoin } from "../../lib/normalize/relation.ts";

Deno.test("several attributes, both arrows and all separators are read", () => {
  const { functional, multivalued } = parseDependencies("A,B->C ;; A ->> D,E\n{C} → {A, B}; A↠B;");
  assert.deepEqual(functional, [
    { determinant: ["A", "B"], dependent: ["C"] },
    { determinant: ["C"], dependent: ["A", "B"] },
  ]);
  assert.deepEqual(multivalued, [
    { determinant: ["A"], dependent: ["D", "E"] },
    { determinant: ["A"], dependent: ["B"] },
  ]);
});

Deno.test("the empty set may be written in every usual way", () => {
  for (const text of ["-> A", "∅ -> A", "{} -> A", "() → A"]) {
    assert.deepEqual(parseDependencies(text).functional, [{ determinant: [], dependent: ["A"] }]);
  }
});

Deno.test("names may hold spaces, hyphens, other scripts, and marks when quoted", () => {
  const relation = parseRelation(
    'Order line(order no, unit-price, größe, "a, (b)", "say ""x""")',
    'order no -> unit-price; größe -> "a, (b)", "say ""x"""',
  );
  assert.deepEqual(relation.attributes, ["order no", "unit-price", "größe", "a, (b)", 'say "x"']);
  assert.deepEqual(relation.functional[1]?.dependent, ["a, (b)", 'say "x"']);
});

Deno.test("attributes alone are a relation named R", () => {
  const relation = parseRelation("A, B, C", "A -> B");
  assert.deepEqual([relation.name, relation.attributes], ["R", ["A", "B", "C"]]);
});

Deno.test("join dependencies are read as they are written", () => {
  const { join } = parseDependencies("*(A,B | B,C); ⋈({A, B}, {B, C})");
  assert.deepEqual(join[0], join[1]);
  assert.equal(formatJoin(join[0]!), "⋈({A, B}, {B, C})");
});

Deno.test("what is printed reads back", () => {
  const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,5}$/);
  fc.assert(fc.property(
    fc.array(name, { maxLength: 4 }),
    fc.array(name, { minLength: 1, maxLength: 4 }),
    (determinant, dependent) => {
      const text = formatDependency({ determinant, dependent });
      assert.deepEqual(parseDependencies(text).functional, [{ determinant, dependent }]);
    },
  ));
});

const BROKEN: readonly (readonly [text: string, dependencies: string, message: RegExp])[] = [
  ["R(A,B", "", /expected \) and found the end at column 6/],
  ["R A,B)", "", /expected \( and found "," at column 4/],
  ["R()", "", /has no attributes/],
  ["R(A,A)", "", /attribute A stands there twice/],
  ["R(A,)", "", /expected a name and found "\)" at column 5/],
  ['R("A)', "", /a quote is not closed at column 3/],
  ["R(A,B)", "A", /expected -> or ->> and found the end at column 2/],
  ["R(A,B)", "A->", /expected an attribute after -> and found the end/],
  ["R(A,B,C)", "A->B, B->C", /found "->" at column 8; dependencies are separated by semicolons/],
  ["R(A,B)", "A->B)", /expected ; and found "\)" at column 5/],
];

for (const [text, dependencies, message] of BROKEN) {
  Deno.test(`${text} with "${dependencies}" is refused with the column`, () => {
    assert.throws(() => parseRelation(text, dependencies), { name: "SyntaxError", message });
  });
}

Deno.test("an unknown attribute is named, with what was probably meant", () => {
  assert.throws(() => parseRelation("R(city, zip)", "zipp -> city"), {
    name: "RangeError",
    message: /no such attribute; did you mean zip\?/,
  });
  assert.throws(() => parseRelation("R(A, B, C)", "AB -> C"), {
    name: "RangeError",
    message: /several attributes are separated by commas: A,B/,
  });
  assert.throws(() => parseRelation("R(A, B, C)", "*(A, B)"), {
    name: "RangeError",
    message: /no component holds C/,
  });
});
