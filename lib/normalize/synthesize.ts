import { type AttributeSet, EMPTY_SET, isSubset, minus } from "./attribute_set.ts";
import { eachKey } from "./candidate_keys.ts";
import { closureOf, functionalClosure } from "./closure.ts";
import {
  type Decomposition,
  describe,
  type Split,
  unionOf,
  withoutContained,
} from "./decomposition.ts";
import { coverOf, splitRight } from "./minimal_cover.ts";
import { formatAttributes, type Relation } from "./relation.ts";
import { type Arrow, namesIn, type Scheme, schemeOf } from "./scheme.ts";
import { silent, type Tell } from "./trace.ts";

/**
 * Synthesizes relations in third normal form that keep every functional dependency: one for each group of
 * equivalent left sides of a minimal cover, and one for a key where none holds a key.
 * Source: Bernstein, "Synthesizing third normal form relations from functional dependencies", ACM TODS 1(4),
 * 1976; the key after Biskup, Dayal and Bernstein, SIGMOD 1979.
 *
 * @throws {RangeError} When a dependency names no attribute.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { parseRelation, synthesize } from "@groundplan/groundplan";
 *
 * const { parts } = synthesize(parseRelation("R(A, B, C)", "A -> B; B -> C"));
 * assert.deepEqual(parts.map(({ attributes }) => attributes), [["A", "B"], ["B", "C"]]);
 * ```
 */
export function synthesize(relation: Relation): Decomposition {
  const scheme = schemeOf(relation);
  return describe(scheme, synthesisOf(scheme), "synthesis", silent);
}

/** The relations of the synthesis as sets. */
export function synthesisOf(scheme: Scheme, tell: Tell = silent): Split {
  const cover = coverOf(scheme);
  const classes = equivalentDeterminants(cover);
  const kept = withoutTransitive(cover, classes);
  const groups = classes.map((determinants) => {
    const left = unionOf(determinants);
    const right = unionOf(
      kept.filter(({ determinant }) => determinants.includes(determinant))
        .map(({ dependent }) => dependent),
    );
    const lefts = determinants.map((set) => formatAttributes(namesIn(scheme, set)));
    tell(
      "synthesis",
      `${lefts.join(" and ")} ${
        lefts.length > 1 ? "determine each other and give" : "gives"
      } one relation: ${formatAttributes(namesIn(scheme, left | right))}`,
    );
    return left | right;
  });
  const parts = withoutContained(groups);
  groups.filter((group) => !parts.includes(group)).forEach((group) =>
    tell(
      "synthesis",
      `${formatAttributes(namesIn(scheme, group))} is contained in another: dropped`,
    )
  );
  // The key is one of the functional dependencies alone: the parts must join without the others.
  const functional: Scheme = { ...scheme, multivalued: [], join: [] };
  if (parts.some((part) => closureOf(functional, part) === scheme.all)) {
    return { sets: parts, complete: true };
  }
  const key: AttributeSet = eachKey(functional).next().value ?? EMPTY_SET;
  tell(
    "synthesis",
    `No relation holds a key: ${formatAttributes(namesIn(scheme, key))} becomes one`,
  );
  return { sets: withoutContained([...parts, key]), complete: true };
}

function equivalentDeterminants(cover: readonly Arrow[]): AttributeSet[][] {
  const byClosure = Map.groupBy(
    cover.map(({ determinant }) => determinant),
    (determinant) => functionalClosure(cover, determinant),
  );
  return [...byClosure.values()];
}

// Once equivalent left sides share a relation, dependencies that lead from one through the other are
// transitive in it (Bernstein's steps 4 and 5).
function withoutTransitive(
  cover: readonly Arrow[],
  classes: readonly (readonly AttributeSet[])[],
): Arrow[] {
  const between = classes.flatMap((determinants) =>
    determinants.flatMap((determinant) =>
      determinants.filter((other) => other !== determinant)
        .map((dependent) => ({ determinant, dependent }))
    )
  );
  const across = splitRight(cover).filter(({ determinant, dependent }) =>
    !between.some((one) => one.determinant === determinant && isSubset(dependent, one.dependent))
  );
  return across.reduce((kept, arrow) => {
    const others = kept.filter((other) => other !== arrow);
    const implied = functionalClosure([...others, ...between], arrow.determinant);
    return minus(arrow.dependent, implied) === EMPTY_SET ? others : kept;
  }, across);
}
