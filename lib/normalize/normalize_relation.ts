import { type Displayable, displayable } from "../core/displayable.ts";
import { freeze } from "../core/freeze.ts";
import type { CandidateKeysOptions } from "./candidate_keys.ts";
import { type AttributeSet, minus } from "./attribute_set.ts";
import { closureOf } from "./closure.ts";
import { bcnfOf, fourthOf } from "./decompose.ts";
import { type Decomposition, describe, unionOf } from "./decomposition.ts";
import { coverOf } from "./minimal_cover.ts";
import { judge, type NormalFormVerdict } from "./normal_form.ts";
import { formatAttributes, type FunctionalDependency, type Relation } from "./relation.ts";
import { namesIn, type Scheme, schemeOf, toDependency } from "./scheme.ts";
import { synthesisOf } from "./synthesize.ts";
import type { Tell, TraceStep } from "./trace.ts";

/** Everything that can be told of a relation from its dependencies. */
export interface NormalizedRelation {
  /** The relation that was judged. */
  readonly relation: Relation;
  /** Its normal form and keys. */
  readonly verdict: NormalFormVerdict;
  /** A minimal cover of its functional dependencies. */
  readonly cover: readonly FunctionalDependency[];
  /** Third normal form, with every functional dependency kept. */
  readonly synthesis: Decomposition;
  /** Boyce-Codd normal form. */
  readonly bcnf: Decomposition;
  /** Fourth normal form. */
  readonly fourth: Decomposition;
  /** Step by step how it was found. */
  readonly trace: readonly TraceStep[];
}

/**
 * Judges a relation and decomposes it: keys, minimal cover, normal form, 3NF, BCNF and 4NF, each with its
 * proof, and a trace that can be followed with pencil and paper.
 *
 * @throws {RangeError} When a dependency names no attribute.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { normalizeRelation, parseRelation } from "@groundplan/groundplan";
 *
 * const { verdict, bcnf } = normalizeRelation(parseRelation("R(A, B, C)", "A -> B; B -> C"));
 * assert.equal(verdict.form, "2NF");
 * assert.deepEqual(bcnf.parts.map(({ attributes }) => attributes), [["B", "C"], ["A", "B"]]);
 * ```
 */
export function normalizeRelation(
  relation: Relation,
  options: CandidateKeysOptions = {},
): NormalizedRelation & Displayable {
  const scheme = schemeOf(relation);
  const trace: TraceStep[] = [];
  const tell: Tell = (topic, text) => void trace.push({ topic, text });
  tellKeys(scheme, tell);
  const cover = coverOf(scheme, tell).map((arrow) => toDependency(scheme, arrow));
  const verdict = judge(scheme, { ...options, repeating: relation.repeating, tell });
  const synthesis = describe(scheme, synthesisOf(scheme, tell), "synthesis", tell);
  const bcnf = describe(scheme, bcnfOf(scheme, tell), "bcnf", tell);
  const fourth = scheme.multivalued.length === 0
    ? bcnf
    : describe(scheme, fourthOf(scheme, tell), "fourth", tell);
  return displayable(
    { relation, verdict, cover: freeze(cover), synthesis, bcnf, fourth, trace: freeze(trace) },
    drawNormalizedRelation,
  );
}

const drawNormalizedRelation = async () =>
  (await import("../display/draw_normalization.ts")).drawNormalizedRelation;

function tellKeys(scheme: Scheme, tell: Tell): void {
  const reached = unionOf(
    scheme.functional.map(({ determinant, dependent }) => minus(dependent, determinant)),
  );
  const core = minus(scheme.all, reached);
  const closed = closureOf(scheme, core);
  const show = (set: AttributeSet) => formatAttributes(namesIn(scheme, set));
  tell(
    "keys",
    `On no right side, so in every key: ${show(core)}; ${show(core)}⁺ = ${show(closed)}`,
  );
  if (closed === scheme.all) tell("keys", `That is everything: ${show(core)} is the only key`);
  else tell("keys", `Missing: ${show(minus(scheme.all, closed))}; more has to be added`);
}
