import { type AttributeSet, isSubset, minus, placesOf, singleton } from "./attribute_set.ts";
import { closureOf } from "./closure.ts";
import { coverOf, splitRight } from "./minimal_cover.ts";
import { minimalSets } from "./minimal_sets.ts";
import type { Arrow, Scheme } from "./scheme.ts";

/**
 * A minimal cover of the functional dependencies that hold among a part's attributes. Attributes outside
 * are removed one at a time, each dependency on one replaced by what determines it. Source: Gottlob,
 * "Computing covers for embedded functional dependencies", PODS 1987.
 */
export function projectFunctional(scheme: Scheme, part: AttributeSet): Arrow[] {
  const arrows = scheme.multivalued.length === 0
    ? placesOf(minus(scheme.all, part)).reduce(resolve, splitRight(scheme.functional))
    : impliedWithin(scheme, part);
  return coverOf({ ...scheme, functional: arrows });
}

function resolve(arrows: readonly Arrow[], place: number): Arrow[] {
  const gone = singleton(place);
  const toIt = arrows.filter(({ dependent }) => dependent === gone);
  const replaced = arrows.flatMap((arrow) => {
    if (arrow.dependent === gone) return [];
    if ((arrow.determinant & gone) === 0n) return [arrow];
    return toIt.map(({ determinant }) => ({
      determinant: determinant | minus(arrow.determinant, gone),
      dependent: arrow.dependent,
    }));
  });
  return withoutWeaker(splitRight(replaced));
}

// Keeps the dependencies with the least left sides, so that replacing does not multiply them.
function withoutWeaker(arrows: readonly Arrow[]): Arrow[] {
  return arrows.filter((arrow) =>
    !arrows.some((other) =>
      other !== arrow && other.dependent === arrow.dependent &&
      isSubset(other.determinant, arrow.determinant)
    )
  );
}

function impliedWithin(scheme: Scheme, part: AttributeSet): Arrow[] {
  return placesOf(part).flatMap((place) => {
    const dependent = singleton(place);
    const determined = (set: AttributeSet) => isSubset(dependent, closureOf(scheme, set));
    return [...minimalSets(minus(part, dependent), determined)]
      .map((determinant) => ({ determinant, dependent }));
  });
}
