import { freeze } from "../core/freeze.ts";
import { isSubset, minus, placesOf, singleton } from "./attribute_set.ts";
import { functionalClosure, impliesFunctional, impliesMultivalued } from "./closure.ts";
import {
  formatAttributes,
  formatDependency,
  type FunctionalDependency,
  type Relation,
} from "./relation.ts";
import { type Arrow, namesIn, type Scheme, schemeOf, toDependency } from "./scheme.ts";
import { silent, type Tell } from "./trace.ts";

/**
 * Reduces functional dependencies to a minimal cover: nothing on a left side and no dependency can be left
 * out. Left sides are reduced before redundant dependencies are dropped; the other order leaves some behind.
 * A cover is not unique; any two are equivalent. Source: Maier, "Minimum covers in the relational database
 * model", JACM 27(4), 1980.
 *
 * @returns Dependencies with one per left side.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { minimalCover, parseRelation } from "@groundplan/groundplan";
 *
 * const relation = parseRelation("R(A, B, C)", "A -> B, C; B -> C; A, B -> C");
 * assert.deepEqual(minimalCover(relation), [
 *   { determinant: ["A"], dependent: ["B"] },
 *   { determinant: ["B"], dependent: ["C"] },
 * ]);
 * ```
 */
export function minimalCover(relation: Relation): readonly FunctionalDependency[] {
  const scheme = schemeOf(relation);
  return freeze(coverOf(scheme).map((arrow) => toDependency(scheme, arrow)));
}

/** A minimal cover of a scheme's functional dependencies, one a left side. */
export function coverOf(scheme: Scheme, tell: Tell = silent): Arrow[] {
  const show = (arrow: Arrow) => formatDependency(toDependency(scheme, arrow));
  const split = splitRight(scheme.functional);
  if (split.length > 0) {
    tell("cover", `Single attributes on the right: ${split.map(show).join("; ")}`);
  }
  const reduced = split.map((arrow) => {
    let determinant = arrow.determinant;
    for (const place of placesOf(arrow.determinant).reverse()) {
      const smaller = minus(determinant, singleton(place));
      const closed = functionalClosure(split, smaller);
      if (!isSubset(arrow.dependent, closed)) continue;
      tell(
        "cover",
        `${scheme.names[place]} is extraneous in ${show({ ...arrow, determinant })}: ` +
          `${formatAttributes(namesIn(scheme, smaller))}⁺ = ${
            formatAttributes(namesIn(scheme, closed))
          }`,
      );
      determinant = smaller;
    }
    return { determinant, dependent: arrow.dependent };
  });
  let cover = distinct(reduced);
  for (const arrow of [...cover]) {
    const others = cover.filter((other) => other !== arrow);
    if (!isSubset(arrow.dependent, functionalClosure(others, arrow.determinant))) continue;
    tell("cover", `${show(arrow)} is redundant: the others imply it`);
    cover = others;
  }
  const grouped = groupByDeterminant(cover);
  tell(
    "cover",
    grouped.length > 0
      ? `Minimal cover: ${grouped.map(show).join("; ")}`
      : "Minimal cover: no dependency is left",
  );
  return grouped;
}

/** Each dependency as several with one attribute on the right, the trivial ones left out. */
export function splitRight(arrows: readonly Arrow[]): Arrow[] {
  return distinct(
    arrows.flatMap(({ determinant, dependent }) =>
      placesOf(minus(dependent, determinant)).map((place) => ({
        determinant,
        dependent: singleton(place),
      }))
    ),
  );
}

function distinct(arrows: readonly Arrow[]): Arrow[] {
  const seen = new Map(arrows.map((arrow) => [`${arrow.determinant}>${arrow.dependent}`, arrow]));
  return [...seen.values()];
}

function groupByDeterminant(arrows: readonly Arrow[]): Arrow[] {
  const groups = new Map<bigint, bigint>();
  for (const { determinant, dependent } of arrows) {
    groups.set(determinant, (groups.get(determinant) ?? 0n) | dependent);
  }
  return [...groups].map(([determinant, dependent]) => ({ determinant, dependent }));
}

/**
 * Whether the functional and multivalued dependencies of two relations imply each other.
 *
 * @throws {RangeError} When the relations have different attributes.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { areEquivalent, parseRelation } from "@groundplan/groundplan";
 *
 * const one = parseRelation("R(A, B, C)", "A -> B, C");
 * const other = parseRelation("R(A, B, C)", "A -> B; A -> C");
 * assert(areEquivalent(one, other));
 * ```
 */
export function areEquivalent(a: Relation, b: Relation): boolean {
  if (new Set(a.attributes).symmetricDifference(new Set(b.attributes)).size > 0) {
    throw new RangeError(
      `Cannot compare the dependencies of ${a.name} and ${b.name}: their attributes differ`,
    );
  }
  const left = schemeOf(a);
  const right = schemeOf({ ...b, attributes: a.attributes });
  return impliesAll(left, right) && impliesAll(right, left);
}

/** Whether a scheme's dependencies imply those of another scheme over the same attributes. */
export function impliesAll(scheme: Scheme, others: Scheme): boolean {
  return others.functional.every((arrow) => impliesFunctional(scheme, arrow)) &&
    others.multivalued.every((arrow) => impliesMultivalued(scheme, arrow));
}
