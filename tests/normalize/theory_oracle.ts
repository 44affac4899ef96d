/**
 * Answers by trying everything. A set of functional and multivalued dependencies implies another exactly
 * when the same holds for the propositional formulas X ⇒ Y and X ⇒ (Y ∨ rest): Sagiv, Delobel, Parker and
 * Fagin, "An equivalence between relational database dependencies and a fragment of propositional logic",
 * JACM 28(3), 1981.
 */
import fc from "fast-check";
import type { Relation } from "@groundplan/groundplan";

export interface Formula {
  readonly left: number;
  readonly right: number;
  readonly multivalued: boolean;
}

/** A relation as numbers: bit i is the i-th attribute. */
export interface Oracle {
  readonly size: number;
  readonly all: number;
  readonly formulas: readonly Formula[];
  /** The sets of attributes in which two rows may agree. */
  readonly worlds: readonly number[];
}

export function oracleOf(size: number, formulas: readonly Formula[]): Oracle {
  const all = (1 << size) - 1;
  const worlds = subsets(all).filter((world) => formulas.every((one) => isTrue(all, one, world)));
  return { size, all, formulas, worlds };
}

export function isTrue(all: number, { left, right, multivalued }: Formula, world: number): boolean {
  if (!within(left, world) || within(right, world)) return true;
  return multivalued && within(all & ~(left | right), world);
}

export function implies(oracle: Oracle, formula: Formula): boolean {
  return oracle.worlds.every((world) => isTrue(oracle.all, formula, world));
}

export function closureByForce(oracle: Oracle, set: number): number {
  return oracle.worlds.filter((world) => within(set, world)).reduce((a, b) => a & b, oracle.all);
}

/** The minimal sets that determine all of `part`. */
export function keysByForce(oracle: Oracle, part = oracle.all): number[] {
  const superkeys = subsets(part).filter((set) => within(part, closureByForce(oracle, set)));
  return superkeys.filter((set) => !superkeys.some((other) => other !== set && within(other, set)));
}

/** The highest normal form, by the definitions, of the projection on `part`. */
export function formByForce(oracle: Oracle, part = oracle.all): string {
  const keys = keysByForce(oracle, part);
  const prime = keys.reduce((a, b) => a | b, 0);
  const broken = new Set<string>();
  for (const left of subsets(part)) {
    const closed = closureByForce(oracle, left) & part;
    if (closed === part) continue;
    for (const one of bits(closed & ~left)) {
      if (!(prime & one)) {
        const partial = keys.some((key) => key !== left && within(left, key));
        broken.add(partial ? "2NF" : "3NF");
      }
      broken.add("BCNF");
    }
    for (const right of subsets(oracle.all & ~left)) {
      const inside = right & part;
      if (inside === 0 || (inside | left) === part) continue;
      if (implies(oracle, { left, right, multivalued: true })) broken.add("4NF");
    }
  }
  const forms = ["1NF", "2NF", "3NF", "BCNF", "4NF"];
  const first = forms.findIndex((form) => broken.has(form));
  return first < 0 ? "4NF" : forms[first - 1]!;
}

export function subsets(set: number): number[] {
  const found: number[] = [];
  for (let sub = set;; sub = (sub - 1) & set) {
    found.push(sub);
    if (sub === 0) return found.reverse();
  }
}

export function bits(set: number): number[] {
  return [...Array(31).keys()].map((at) => 1 << at).filter((bit) => set & bit);
}

export function within(inner: number, outer: number): boolean {
  return (inner & ~outer) === 0;
}

export function named(set: number): string[] {
  return bits(set).map((bit) => "ABCDEFGH"[Math.log2(bit)]!);
}

export function numbered(names: readonly string[]): number {
  return names.reduce((set, name) => set | 1 << "ABCDEFGH".indexOf(name), 0);
}

export function relationOf({ all, formulas }: Oracle): Relation {
  const pick = (multivalued: boolean) =>
    formulas.filter((one) => one.multivalued === multivalued)
      .map(({ left, right }) => ({ determinant: named(left), dependent: named(right) }));
  return {
    name: "R",
    attributes: named(all),
    functional: pick(false),
    multivalued: pick(true),
    join: [],
    repeating: [],
  };
}

/** Relations of up to six attributes with functional and, if wanted, multivalued dependencies. */
export function anyOracle({ mixed }: { readonly mixed: boolean }): fc.Arbitrary<Oracle> {
  const size = fc.oneof(
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 3 }) },
    { weight: 4, arbitrary: fc.integer({ min: 4, max: mixed ? 5 : 6 }) },
  );
  return size.chain((size) => {
    const some = (maxLength: number, minLength = 0) =>
      fc.array(fc.integer({ min: 0, max: size - 1 }), { minLength, maxLength })
        .map((places) => places.reduce((all, place) => all | 1 << place, 0));
    const formula = fc.record({
      left: fc.oneof({ weight: 9, arbitrary: some(3, 1) }, { weight: 1, arbitrary: some(1) }),
      right: fc.oneof({ weight: 4, arbitrary: some(1) }, { weight: 1, arbitrary: some(size) }),
      multivalued: mixed ? fc.boolean() : fc.constant(false),
    });
    return fc.array(formula, { maxLength: 7 }).map((formulas) => oracleOf(size, formulas));
  });
}
