import {
  type AttributeSet,
  EMPTY_SET,
  isSubset,
  minus,
  placesOf,
  singleton,
} from "./attribute_set.ts";
import { closureOf, dependencyBasis } from "./closure.ts";
import { type Decomposition, describe, type Split, withoutContained } from "./decomposition.ts";
import { projectFunctional } from "./projection.ts";
import { lostArrows } from "./prove.ts";
import { formatAttributes, formatDependency, type Relation } from "./relation.ts";
import { type Arrow, namesIn, type Scheme, schemeOf, toDependency } from "./scheme.ts";
import { synthesisOf } from "./synthesize.ts";
import { silent, type Tell } from "./trace.ts";

/**
 * Decomposes a relation into relations in Boyce-Codd normal form whose join is lossless, and says which
 * dependencies are lost: at times none of the ways keeps all. Of splitting the relation and of splitting its
 * 3NF synthesis, the way that loses less is taken.
 *
 * @throws {RangeError} When a dependency names no attribute.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { decomposeBcnf, parseRelation } from "@groundplan/groundplan";
 *
 * const { parts, lost } = decomposeBcnf(parseRelation("R(A, B, C)", "A, B -> C; C -> B"));
 * assert.deepEqual(parts.map(({ attributes }) => attributes), [["B", "C"], ["A", "C"]]);
 * assert.deepEqual(lost, [{ determinant: ["A", "B"], dependent: ["C"] }]);
 * ```
 */
export function decomposeBcnf(relation: Relation): Decomposition {
  const scheme = schemeOf(relation);
  return describe(scheme, bcnfOf(scheme), "bcnf", silent);
}

/**
 * Decomposes a relation into relations in fourth normal form whose join is lossless. Source: Fagin,
 * "Multivalued dependencies and a new normal form for relational databases", ACM TODS 2(3), 1977.
 *
 * @throws {RangeError} When a dependency names no attribute.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { decompose4nf, parseRelation } from "@groundplan/groundplan";
 *
 * const { parts } = decompose4nf(parseRelation("Course(name, teacher, book)", "name ->> teacher"));
 * assert.deepEqual(parts.map(({ attributes }) => attributes), [
 *   ["name", "teacher"],
 *   ["name", "book"],
 * ]);
 * ```
 */
export function decompose4nf(relation: Relation): Decomposition {
  const scheme = schemeOf(relation);
  return describe(scheme, fourthOf(scheme), "fourth", silent);
}

/** The relations of the BCNF decomposition as sets. */
export function bcnfOf(scheme: Scheme, tell: Tell = silent): Split {
  const ways = [[scheme.all], synthesisOf(scheme).sets].map((starts) => {
    const steps: string[] = [];
    const split = starts.flatMap((set) => splitBcnf(scheme, set, (step) => void steps.push(step)));
    const sets = withoutContained(split);
    return { sets, steps, lost: lostArrows(scheme, scheme.functional, sets).length };
  });
  const [direct, fromSynthesis] = ways as [typeof ways[0], typeof ways[0]];
  const best = fromSynthesis.lost < direct.lost ? fromSynthesis : direct;
  if (best === fromSynthesis) {
    tell(
      "bcnf",
      "Splitting the relations of the 3NF synthesis loses less than splitting the whole",
    );
  }
  best.steps.forEach((step) => tell("bcnf", step));
  return { sets: best.sets, complete: true };
}

function splitBcnf(
  scheme: Scheme,
  part: AttributeSet,
  tell: (step: string) => void,
): AttributeSet[] {
  const cover = projectFunctional(scheme, part);
  const whole: Scheme = { ...scheme, all: part, functional: cover, multivalued: [], join: [] };
  const splits = cover
    .map((arrow) => ({ arrow, closed: closureOf(whole, arrow.determinant) }))
    .filter(({ closed }) => closed !== part)
    .map(({ arrow, closed }) => {
      const two = [closed, arrow.determinant | minus(part, closed)];
      return { arrow, two, lost: lostArrows(whole, cover, two).length };
    });
  const best = splits.toSorted((a, b) => a.lost - b.lost)[0];
  const shown = formatAttributes(namesIn(scheme, part));
  if (!best) {
    tell(`${shown} is in BCNF`);
    return [part];
  }
  const [closed, rest] = best.two as [AttributeSet, AttributeSet];
  tell(
    `${shown} is split by ${formatDependency(toDependency(scheme, best.arrow))} into ` +
      `${formatAttributes(namesIn(scheme, closed))} and ${formatAttributes(namesIn(scheme, rest))}`,
  );
  return [closed, rest].flatMap((one) => splitBcnf(scheme, one, tell));
}

/** The relations of the 4NF decomposition as sets. */
export function fourthOf(scheme: Scheme, tell: Tell = silent): Split {
  if (scheme.multivalued.length === 0) return bcnfOf(scheme, () => {});
  const { sets, complete } = splitFourth(scheme, scheme.all, tell);
  return { sets: withoutContained(sets), complete };
}

function splitFourth(scheme: Scheme, part: AttributeSet, tell: Tell): Split {
  const determinant = declaredDeterminants(scheme, part)
    .find((set) => breaksFourth(scheme, part, set)) ?? searchFourth(scheme, part);
  const shown = formatAttributes(namesIn(scheme, part));
  if (determinant === undefined || determinant === "unknown") {
    const complete = determinant === undefined;
    tell("fourth", complete ? `${shown} is in 4NF` : `${shown} is too wide to be proved in 4NF`);
    return { sets: [part], complete };
  }
  const closed = closureOf(scheme, determinant) & part;
  const own = minus(closed, determinant);
  const others = blocksWithin(scheme, part, closed);
  const sets = others.map((block) => determinant | block);
  if (own !== EMPTY_SET) sets.unshift(closed);
  const witness = own === EMPTY_SET
    ? formatDependency({
      determinant: namesIn(scheme, determinant),
      dependent: [others.map((block) => namesIn(scheme, block).join(", ")).join(" | ")],
    }, "↠")
    : formatDependency(toDependency(scheme, { determinant, dependent: own }));
  const into = sets.map((one) => formatAttributes(namesIn(scheme, one))).join(", ");
  tell("fourth", `${shown} is split by ${witness} into ${into}`);
  const splits = sets.map((one) => splitFourth(scheme, one, tell));
  return {
    sets: splits.flatMap((split) => split.sets),
    complete: splits.every((split) => split.complete),
  };
}

function declaredDeterminants(scheme: Scheme, part: AttributeSet): AttributeSet[] {
  const arrows: readonly Arrow[] = [...scheme.functional, ...scheme.multivalued];
  return [...new Set(arrows.map(({ determinant }) => determinant))]
    .filter((determinant) => isSubset(determinant, part));
}

function blocksWithin(scheme: Scheme, part: AttributeSet, set: AttributeSet): AttributeSet[] {
  return dependencyBasis(scheme, set).map((block) => block & part).filter((block) => block !== 0n);
}

function breaksFourth(scheme: Scheme, part: AttributeSet, set: AttributeSet): boolean {
  return !isSubset(part, closureOf(scheme, set)) && blocksWithin(scheme, part, set).length > 1;
}

/** Beyond so many sets, the search within a part is given up. */
const MOST_SETS = 100_000;

// A declared left side need not show a violation inside a part. Sets are searched from the largest down:
// when a set does not separate two attributes, no subset of it does.
function searchFourth(scheme: Scheme, part: AttributeSet): AttributeSet | "unknown" | undefined {
  const places = placesOf(part);
  let looked = 0;
  for (const [at, first] of places.entries()) {
    for (const second of places.slice(at + 1)) {
      const seen = new Set<AttributeSet>();
      const waiting = [minus(part, singleton(first) | singleton(second))];
      while (waiting.length > 0) {
        const set = waiting.pop()!;
        if (seen.has(set)) continue;
        seen.add(set);
        if (++looked > MOST_SETS) return "unknown";
        const holdsFirst = blocksWithin(scheme, part, set).find((block) =>
          (block & singleton(first)) !== EMPTY_SET
        )!;
        if ((holdsFirst & singleton(second)) !== EMPTY_SET) continue;
        if (!isSubset(part, closureOf(scheme, set))) return set;
        for (const place of placesOf(set)) waiting.push(minus(set, singleton(place)));
      }
    }
  }
  return undefined;
}
