import assert from "node:assert/strict";
import { DOMParser } from "linkedom";
import {
  decompositionDiagram,
  discoverDependencies,
  duplicatedCells,
  keyLattice,
  normalizeRelation,
  parseRelation,
  type RelationPicture,
  show,
  tableFromObjects,
} from "@groundplan/groundplan";

function assertSound({ svg, alt, text, markdown }: RelationPicture): void {
  assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  assert.doesNotMatch(svg, /<script|<style|NaN|undefined|Infinity/);
  assert(new DOMParser().parseFromString(svg, "image/svg+xml").querySelector("title"));
  for (const form of [alt, text, markdown]) assert(form.length > 10);
}

const LINE = parseRelation(
  "Line(order, product, quantity, productName)",
  "order, product -> quantity; product -> productName",
);

Deno.test("a decomposition shows the relation, its dependencies and what it becomes", async () => {
  const result = normalizeRelation(LINE);
  const picture = decompositionDiagram(result);
  assertSound(picture);
  assert.equal(
    picture.alt,
    "Line is in 1NF; in BCNF it becomes 2 relations, and no dependency is lost",
  );
  assert.match(picture.svg, /breaks 2NF/);
  assert.equal(picture.svg, decompositionDiagram(normalizeRelation(LINE)).svg);
  let html = "";
  await show(result, { write: (bundle) => void (html = bundle["text/html"]!) });
  assert.match(html, /^<figure style="margin:0"><img alt="Line/);
});

Deno.test("each decomposition can be drawn, and what is lost is said", () => {
  const lossy = normalizeRelation(parseRelation("R(A, B, C)", "A, B -> C; C -> B"));
  assert.match(decompositionDiagram(lossy).alt, /A, B → C is lost/);
  const mixed = normalizeRelation(parseRelation("R(A, B, C)", "A ->> B"));
  assert.match(
    decompositionDiagram(mixed, { into: "fourth" }).alt,
    /in 4NF it becomes 2 relations/,
  );
  assert.match(decompositionDiagram(mixed, { into: "synthesis" }).alt, /becomes 1 relation,/);
  assert.equal(decompositionDiagram(mixed, { into: "none" }).alt, "R is in BCNF");
});

Deno.test("hostile names are text in every picture", () => {
  const hostile = '<img src=x onerror="alert(1)">';
  const relation = {
    ...LINE,
    name: hostile,
    attributes: [hostile, "B & C"],
    functional: [{ determinant: [hostile], dependent: ["B & C"] }],
  };
  const table = tableFromObjects([{ [hostile]: "</svg>", b: "&" }, {
    [hostile]: "</svg>",
    b: "&",
  }]);
  const pictures = [
    decompositionDiagram(normalizeRelation(relation)),
    keyLattice(relation),
    duplicatedCells(table, { determinant: [hostile], dependent: ["b"] }),
  ];
  for (const picture of pictures) {
    assertSound(picture);
    assert.doesNotMatch(picture.svg, /<img/);
    assert.doesNotMatch(picture.markdown, /(?<!\\)<img/);
  }
});

Deno.test("a lattice marks the keys, and refuses what no page can show", () => {
  const picture = keyLattice(parseRelation("R(A, B, C, D)", "A, B -> C, D; C -> B; D -> A"));
  assertSound(picture);
  assert.match(picture.alt, /\{A, B\}, \{A, C\}, \{B, D\}, \{C, D\}/);
  assert.match(picture.text, /4 keys among 16 sets/);
  const wide = parseRelation(
    "R(A, B, C, D, E, F)",
    "A -> B; B -> A; C -> D; D -> C; E -> F; F -> E",
  );
  assert.throws(() => keyLattice(wide), RangeError);
});

Deno.test("duplicated cells are marked in the user's rows, and contradictions come first", () => {
  const rows = [
    { id: 1, zip: "89073", city: "Ulm" },
    { id: 2, zip: "10115", city: "Berlin" },
    { id: 3, zip: "89073", city: "Ulm" },
    { id: 4, zip: "89073", city: "Ullm" },
  ];
  const picture = duplicatedCells(tableFromObjects(rows, { name: "orders" }), {
    determinant: ["zip"],
    dependent: ["city"],
  });
  assertSound(picture);
  assert.equal(
    picture.alt,
    "orders: 2 of 4 rows repeat what zip → city says already, and 1 group contradicts itself",
  );
  assert.match(picture.text, /^1 .*Ulm {2}1\n4 .*Ullm ✖ .*\n3 .*Ulm ″/m);
  assert.throws(
    () => duplicatedCells(tableFromObjects(rows), { determinant: ["zipp"], dependent: ["city"] }),
    /did you mean zip\?/,
  );
});

Deno.test("what was discovered shows itself as tables", async () => {
  const rows = Array.from({ length: 90 }, (_, at) => ({ id: at, town: at % 9, state: at % 9 % 3 }));
  const found = await discoverDependencies(tableFromObjects(rows, { name: "towns" }));
  await show(found, {
    write: (bundle) => {
      assert.match(
        bundle["text/plain"],
        /towns: 3 functional dependencies and 1 unique combinations/,
      );
      assert.match(bundle["text/plain"], /town → state/);
      assert.match(bundle["text/html"]!, /<table>/);
    },
  });
});
