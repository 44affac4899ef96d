import { type AttributeSet, isSubset, minus, placesOf, singleton } from "./attribute_set.ts";
import type { Relation } from "./relation.ts";
import { type Arrow, attributeSet, namesIn, type Scheme, schemeOf } from "./scheme.ts";

/**
 * The closure of a set of attributes: everything that they determine, through functional and multivalued
 * dependencies.
 *
 * @param relation The relation with its dependencies.
 * @param attributes Names of attributes.
 * @returns Names in the order of the relation.
 * @throws {RangeError} When there is no such attribute.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { closure, parseRelation } from "@groundplan/groundplan";
 *
 * const relation = parseRelation("R(A, B, C, D)", "A -> B; B -> C");
 * assert.deepEqual(closure(relation, ["A"]), ["A", "B", "C"]);
 * ```
 */
export function closure(relation: Relation, attributes: readonly string[]): string[] {
  const scheme = schemeOf(relation);
  return namesIn(scheme, closureOf(scheme, attributeSet(relation, attributes)));
}

/** Everything that a set determines. */
export function closureOf(scheme: Scheme, set: AttributeSet): AttributeSet {
  return scheme.multivalued.length === 0
    ? functionalClosure(scheme.functional, set)
    : mixedClosure(scheme, set);
}

/** Everything that a set determines by functional dependencies alone. */
export function functionalClosure(arrows: readonly Arrow[], set: AttributeSet): AttributeSet {
  let closed = set;
  let waiting = arrows;
  for (;;) {
    const next: Arrow[] = [];
    const before = closed;
    for (const arrow of waiting) {
      if (isSubset(arrow.determinant, closed)) closed |= arrow.dependent;
      else next.push(arrow);
    }
    if (closed === before) return closed;
    waiting = next;
  }
}

/**
 * The dependency basis of a set: the finest blocks of the other attributes such that the set
 * multidetermines each block. Source: Beeri, "On the membership problem for functional and multivalued
 * dependencies in relational databases", ACM TODS 5(3), 1980.
 */
export function dependencyBasis(scheme: Scheme, set: AttributeSet): AttributeSet[] {
  const splitters = [
    ...scheme.multivalued,
    ...scheme.functional.flatMap(({ determinant, dependent }) =>
      placesOf(dependent).map((place) => ({ determinant, dependent: singleton(place) }))
    ),
  ];
  let blocks = [minus(scheme.all, set)].filter((block) => block !== 0n);
  for (let changed = true; changed;) {
    changed = false;
    for (const { determinant, dependent } of splitters) {
      blocks = blocks.flatMap((block) => {
        const inside = block & dependent;
        if ((block & determinant) !== 0n || inside === 0n || inside === block) return [block];
        changed = true;
        return [inside, minus(block, inside)];
      });
    }
  }
  return blocks;
}

// Beeri's rule: an attribute follows when it is a block by itself and some functional dependency that does
// not hold it on the left has it on the right.
function mixedClosure(scheme: Scheme, set: AttributeSet): AttributeSet {
  const reachable = scheme.functional.reduce(
    (places, { determinant, dependent }) => places | minus(dependent, determinant),
    0n,
  );
  return dependencyBasis(scheme, set)
    .filter((block) => (block & (block - 1n)) === 0n && isSubset(block, reachable))
    .reduce((closed, block) => closed | block, set);
}

/** Whether a functional dependency follows. */
export function impliesFunctional(scheme: Scheme, arrow: Arrow): boolean {
  return isSubset(arrow.dependent, closureOf(scheme, arrow.determinant));
}

/** Whether a multivalued dependency follows. */
export function impliesMultivalued(scheme: Scheme, { determinant, dependent }: Arrow): boolean {
  const outside = minus(dependent, determinant);
  return dependencyBasis(scheme, determinant)
    .every((block) => isSubset(block, outside) || (block & outside) === 0n);
}
