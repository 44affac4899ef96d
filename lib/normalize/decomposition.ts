import { freeze } from "../core/freeze.ts";
import { type AttributeSet, EMPTY_SET, isSubset } from "./attribute_set.ts";
import { keysOf } from "./candidate_keys.ts";
import { type ChaseProof, losslessJoin, lostArrows } from "./prove.ts";
import { projectFunctional } from "./projection.ts";
import { formatAttributes, formatDependency, type FunctionalDependency } from "./relation.ts";
import { namesIn, type Scheme, toDependency } from "./scheme.ts";
import type { Tell, TraceTopic } from "./trace.ts";

/** One relation of a decomposition. */
export interface Part {
  /** The relation's name and a number. */
  readonly name: string;
  /** In the order of the relation that was split. */
  readonly attributes: readonly string[];
  /** Its candidate keys, up to a hundred. */
  readonly keys: readonly (readonly string[])[];
  /** A minimal cover of the functional dependencies among its attributes. */
  readonly functional: readonly FunctionalDependency[];
}

/** Relations that replace one. */
export interface Decomposition {
  /** The relations, in the order in which they were found. */
  readonly parts: readonly Part[];
  /** The proof that joining the parts gives the relation back. */
  readonly lossless: ChaseProof;
  /** The functional dependencies that no part can check alone. */
  readonly lost: readonly FunctionalDependency[];
  /** False where too many sets would have to be looked at to be sure of each part's normal form. */
  readonly complete: boolean;
}

/** The attributes of the relations that replace one. */
export interface Split {
  readonly sets: readonly AttributeSet[];
  readonly complete: boolean;
}

/** More keys of one part are not listed. */
const MOST_KEYS = 100;

/** Describes the parts, proves that their join is lossless and says what is lost. */
export function describe(
  scheme: Scheme,
  { sets, complete }: Split,
  topic: TraceTopic,
  tell: Tell,
): Decomposition {
  const parts = sets.map((set, at) => describePart(scheme, set, `${scheme.name}${at + 1}`));
  const lossless = losslessJoin(scheme, sets);
  const lost = lostArrows(scheme, scheme.functional, sets)
    .map((arrow) => toDependency(scheme, arrow));
  for (const { name, attributes, keys } of parts) {
    tell(
      topic,
      `${name}(${attributes.join(", ")}) with ${keys.map(formatAttributes).join(" or ")}`,
    );
  }
  lossless.steps.forEach((step) => tell(topic, `Chase: ${step}`));
  tell(
    topic,
    lossless.holds
      ? "The chase reaches a row of distinguished symbols: the join is lossless"
      : "The chase reaches no row of distinguished symbols: the join makes up rows",
  );
  tell(
    topic,
    lost.length === 0
      ? "Every functional dependency can be checked inside the parts"
      : `Lost: ${lost.map((one) => formatDependency(one)).join("; ")}; checking needs a join`,
  );
  return freeze({ parts, lossless, lost, complete });
}

function describePart(scheme: Scheme, set: AttributeSet, name: string): Part {
  const functional = projectFunctional(scheme, set);
  const { keys } = keysOf(
    { ...scheme, all: set, functional, multivalued: [], join: [] },
    { limit: MOST_KEYS },
  );
  return {
    name,
    attributes: namesIn(scheme, set),
    keys: keys.map((key) => namesIn(scheme, key)),
    functional: functional.map((arrow) => toDependency(scheme, arrow)),
  };
}

/** Leaves out the sets that another holds. */
export function withoutContained(sets: readonly AttributeSet[]): AttributeSet[] {
  return sets.filter((set, at) =>
    !sets.some((other, there) => isSubset(set, other) && (set !== other || there < at))
  );
}

/** All attributes of sets. */
export function unionOf(sets: readonly AttributeSet[]): AttributeSet {
  return sets.reduce((a, b) => a | b, EMPTY_SET);
}
