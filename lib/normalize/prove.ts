import { freeze } from "../core/freeze.ts";
import { type AttributeSet, EMPTY_SET, isSubset, minus } from "./attribute_set.ts";
import { closureOf } from "./closure.ts";
import type {
  FunctionalDependency,
  JoinDependency,
  MultivaluedDependency,
  Relation,
} from "./relation.ts";
import { type Arrow, attributeSet, type Scheme, schemeOf, toDependency } from "./scheme.ts";
import { chase, symbolsOf, type Tableau, tableauOf } from "./tableau.ts";

/** What a chase showed. */
export interface ChaseProof {
  /** Whether it follows. */
  readonly holds: boolean;
  /** Whether the chase ended; where it outgrew its limit, `holds` is false and nothing is proved. */
  readonly complete: boolean;
  /** The tableau at first: a1 is the distinguished symbol of the first column. */
  readonly before: readonly (readonly string[])[];
  /** The tableau at the end. Where nothing follows, it is rows that show why. */
  readonly after: readonly (readonly string[])[];
  /** What each step equated or added. */
  readonly steps: readonly string[];
}

/**
 * Proves by the chase that joining the projections on the parts gives the relation back, or shows rows that
 * the join would make up.
 *
 * @param parts The attributes of each part; together they are all attributes.
 * @throws {RangeError} When a part names no attribute or an attribute is in no part.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { parseRelation, proveLosslessJoin } from "@groundplan/groundplan";
 *
 * const relation = parseRelation("R(A, B, C)", "B -> C");
 * assert.equal(proveLosslessJoin(relation, [["A", "B"], ["B", "C"]]).holds, true);
 * assert.equal(proveLosslessJoin(relation, [["A", "C"], ["B", "C"]]).holds, false);
 * ```
 */
export function proveLosslessJoin(
  relation: Relation,
  parts: readonly (readonly string[])[],
): ChaseProof {
  const scheme = schemeOf(relation);
  return freeze(losslessJoin(scheme, parts.map((part) => attributeSet(relation, part))));
}

/** The proof over sets. */
export function losslessJoin(scheme: Scheme, parts: readonly AttributeSet[]): ChaseProof {
  const left = minus(scheme.all, parts.reduce((a, b) => a | b, EMPTY_SET));
  if (left !== EMPTY_SET) {
    const lost = scheme.names.filter((_, place) => left >> BigInt(place) & 1n);
    throw new RangeError(
      `Cannot join the parts of ${scheme.name} to the whole: no part holds ${lost.join(", ")}`,
    );
  }
  const whole = (row: readonly number[]) => row.every((symbol) => symbol === 0);
  return prove(scheme, tableauOf(scheme, parts), (tableau) => tableau.some(whole));
}

/** A dependency to prove. */
export type Dependency =
  | ({ readonly kind: "functional" } & FunctionalDependency)
  | ({ readonly kind: "multivalued" } & MultivaluedDependency)
  | ({ readonly kind: "join" } & JoinDependency);

/**
 * Proves by the chase that a dependency follows from those of the relation, or shows rows that satisfy all
 * of these and break it.
 *
 * @throws {RangeError} When the dependency names no attribute.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { parseRelation, proveDependency } from "@groundplan/groundplan";
 *
 * const relation = parseRelation("R(A, B, C)", "A ->> B; C -> B");
 * const coalesced = { kind: "functional", determinant: ["A"], dependent: ["B"] } as const;
 * assert.equal(proveDependency(relation, coalesced).holds, true);
 * ```
 */
export function proveDependency(relation: Relation, dependency: Dependency): ChaseProof {
  const scheme = schemeOf(relation);
  if (dependency.kind === "join") {
    const components = dependency.components.map((names) => attributeSet(relation, names));
    return freeze(losslessJoin(scheme, components));
  }
  const determinant = attributeSet(relation, dependency.determinant);
  const dependent = attributeSet(relation, dependency.dependent);
  if (dependency.kind === "multivalued") {
    const whole = minus(scheme.all, dependent) | determinant;
    return freeze(losslessJoin(scheme, [determinant | dependent, whole]));
  }
  return freeze(prove(
    scheme,
    tableauOf(scheme, [determinant, scheme.all]),
    (tableau) => agree(scheme, tableau, dependent),
  ));
}

/**
 * The functional dependencies that no part can check alone: those that the dependencies among the
 * attributes of single parts do not imply. Source: Ullman, "Principles of Database and Knowledge-Base
 * Systems", volume 1, 1988, section 7.6.
 *
 * @throws {RangeError} When a part names no attribute.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { lostDependencies, parseRelation } from "@groundplan/groundplan";
 *
 * const relation = parseRelation("R(A, B, C)", "A, B -> C; C -> B");
 * assert.deepEqual(lostDependencies(relation, [["B", "C"], ["A", "C"]]), [
 *   { determinant: ["A", "B"], dependent: ["C"] },
 * ]);
 * ```
 */
export function lostDependencies(
  relation: Relation,
  parts: readonly (readonly string[])[],
): readonly FunctionalDependency[] {
  const scheme = schemeOf(relation);
  const sets = parts.map((part) => attributeSet(relation, part));
  return freeze(
    lostArrows(scheme, scheme.functional, sets).map((arrow) => toDependency(scheme, arrow)),
  );
}

/** Those of the arrows, less what is kept of them, that the parts do not keep. */
export function lostArrows(
  scheme: Scheme,
  arrows: readonly Arrow[],
  parts: readonly AttributeSet[],
): Arrow[] {
  return arrows.flatMap(({ determinant, dependent }) => {
    const lost = minus(dependent, closureOverParts(scheme, determinant, parts));
    return lost === EMPTY_SET ? [] : [{ determinant, dependent: lost }];
  });
}

// What follows from the dependencies inside the parts, without computing their projections.
function closureOverParts(
  scheme: Scheme,
  set: AttributeSet,
  parts: readonly AttributeSet[],
): AttributeSet {
  for (let closed = set;;) {
    const before = closed;
    for (const part of parts) closed |= closureOf(scheme, closed & part) & part;
    if (closed === before || isSubset(scheme.all, closed)) return closed;
  }
}

function agree(scheme: Scheme, tableau: Tableau, set: AttributeSet): boolean {
  return scheme.names.every((_, place) =>
    !(set >> BigInt(place) & 1n) || tableau.every((row) => row[place] === 0)
  );
}

function prove(
  scheme: Scheme,
  tableau: Tableau,
  reached: (tableau: Tableau) => boolean,
): ChaseProof {
  const before = symbolsOf(tableau);
  const steps: string[] = [];
  const complete = chase(scheme, tableau, {
    until: reached,
    tell: (step) => void steps.push(step),
  });
  const holds = reached(tableau);
  return { holds, complete: holds || complete, before, after: symbolsOf(tableau), steps };
}
