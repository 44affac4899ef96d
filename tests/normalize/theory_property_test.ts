import assert from "node:assert/strict";
import fc from "fast-check";
import {
  areEquivalent,
  candidateKeys,
  closure,
  decompose4nf,
  decomposeBcnf,
  type Decomposition,
  lostDependencies,
  minimalCover,
  normalForm,
  parseRelation,
  proveDependency,
  synthesize,
} from "@groundplan/groundplan";
import {
  anyOracle,
  closureByForce,
  formByForce,
  implies,
  keysByForce,
  named,
  numbered,
  type Oracle,
  oracleOf,
  relationOf,
  subsets,
  within,
} from "./theory_oracle.ts";

const FORMS = ["UNF", "1NF", "2NF", "3NF", "BCNF", "4NF", "5NF"];

for (const mixed of [false, true]) {
  const kind = mixed ? "functional and multivalued dependencies" : "functional dependencies";
  const always = (holds: (oracle: Oracle) => void, numRuns = 2_000) =>
    fc.assert(fc.property(anyOracle({ mixed }), holds), { numRuns, seed: 7 });

  Deno.test(`closures under ${kind} are those found by trying everything`, () => {
    always((oracle) => {
      const relation = relationOf(oracle);
      for (const set of subsets(oracle.all)) {
        assert.deepEqual(closure(relation, named(set)), named(closureByForce(oracle, set)));
      }
    });
  });

  Deno.test(`keys under ${kind} are those found by trying everything`, () => {
    always((oracle) => {
      const { keys, complete, prime } = candidateKeys(relationOf(oracle));
      const expected = keysByForce(oracle);
      assert(complete);
      assert.deepEqual(keys.map(numbered).sort(), expected.sort());
      assert.equal(numbered(prime), expected.reduce((a, b) => a | b, 0));
    });
  });

  Deno.test(`normal forms under ${kind} follow the definitions`, () => {
    always((oracle) => {
      const { form, violations } = normalForm(relationOf(oracle));
      assert.equal(form, formByForce(oracle));
      for (const { functional, multivalued } of violations) {
        const { determinant, dependent } = (functional ?? multivalued)!;
        const [left, right] = [numbered(determinant), numbered(dependent)];
        assert(implies(oracle, { left, right, multivalued: functional === undefined }));
        assert.notEqual(closureByForce(oracle, left), oracle.all);
        assert(!within(right, left));
      }
    });
  });

  Deno.test(`BCNF decompositions under ${kind} are in BCNF and lossless`, () => {
    always((oracle) => {
      const result = decomposeBcnf(relationOf(oracle));
      everyPart(oracle, result, "BCNF");
    });
  });

  Deno.test(`4NF decompositions under ${kind} are in 4NF and lossless`, () => {
    always((oracle) => {
      const result = decompose4nf(relationOf(oracle));
      assert(result.complete);
      everyPart(oracle, result, "4NF");
    });
  });

  Deno.test(`the chase agrees with propositional logic under ${kind}`, () => {
    fc.assert(
      fc.property(
        anyOracle({ mixed }),
        fc.nat(),
        fc.nat(),
        fc.boolean(),
        (oracle, left, right, multivalued) => {
          const formula = { left: left & oracle.all, right: right & oracle.all, multivalued };
          const { holds, complete } = proveDependency(relationOf(oracle), {
            kind: multivalued ? "multivalued" : "functional",
            determinant: named(formula.left),
            dependent: named(formula.right),
          });
          assert(complete);
          assert.equal(holds, implies(oracle, formula));
        },
      ),
      { numRuns: 2_000, seed: 7 },
    );
  });
}

Deno.test("minimal covers are equivalent and irreducible", () => {
  fc.assert(
    fc.property(anyOracle({ mixed: false }), (oracle) => {
      const relation = relationOf(oracle);
      const cover = minimalCover(relation);
      const split = cover.flatMap(({ determinant, dependent }) =>
        dependent.map((one) => ({
          left: numbered(determinant),
          right: numbered([one]),
          multivalued: false,
        }))
      );
      const same = (formulas: typeof split) => {
        const { worlds } = oracleOf(oracle.size, formulas);
        return worlds.join() === oracle.worlds.join();
      };
      assert(same(split));
      assert(areEquivalent(relation, { ...relation, functional: cover }));
      assert.equal(new Set(cover.map(({ determinant }) => determinant.join())).size, cover.length);
      split.forEach((formula, at) => {
        assert(!same(split.toSpliced(at, 1)), "a dependency is redundant");
        for (const left of subsets(formula.left)) {
          if (left === formula.left) continue;
          assert(!same(split.with(at, { ...formula, left })), "a left side can be reduced");
        }
      });
    }),
    { numRuns: 2_000, seed: 7 },
  );
});

Deno.test("relations are equivalent exactly when the same worlds satisfy them", () => {
  fc.assert(
    fc.property(anyOracle({ mixed: true }), fc.nat({ max: 5 }), (oracle, drop) => {
      const other = oracleOf(oracle.size, oracle.formulas.toSpliced(drop, 1));
      assert.equal(
        areEquivalent(relationOf(oracle), relationOf(other)),
        oracle.worlds.join() === other.worlds.join(),
      );
    }),
    { numRuns: 2_000, seed: 7 },
  );
});

Deno.test("3NF synthesis is in 3NF, lossless, and keeps every dependency", () => {
  fc.assert(
    fc.property(anyOracle({ mixed: false }), (oracle) => {
      const result = synthesize(relationOf(oracle));
      everyPart(oracle, result, "3NF");
      assert.deepEqual(result.lost, []);
      assert.equal(keptWorlds(oracle, result).join(), oracle.worlds.join());
    }),
    { numRuns: 2_000, seed: 7 },
  );
});

Deno.test("what a decomposition loses is what its parts do not imply", () => {
  fc.assert(
    fc.property(anyOracle({ mixed: false }), (oracle) => {
      const relation = relationOf(oracle);
      const result = decomposeBcnf(relation);
      const kept = { ...oracle, worlds: keptWorlds(oracle, result) };
      const parts = result.parts.map(({ attributes }) => attributes);
      assert.deepEqual(lostDependencies(relation, parts), result.lost);
      const expected = oracle.formulas.filter((formula) => !implies(kept, formula)).length;
      assert.equal(result.lost.length, expected);
    }),
    { numRuns: 2_000, seed: 7 },
  );
});

Deno.test("a part's keys and dependencies are those of the projection", () => {
  fc.assert(
    fc.property(anyOracle({ mixed: true }), (oracle) => {
      for (const { attributes, keys, functional } of decompose4nf(relationOf(oracle)).parts) {
        const part = numbered(attributes);
        assert.deepEqual(keys.map(numbered).sort(), keysByForce(oracle, part).sort());
        const projected = parseRelation(`P(${attributes.join()})`);
        for (const set of subsets(part)) {
          assert.deepEqual(
            closure({ ...projected, functional }, named(set)),
            named(closureByForce(oracle, set) & part),
          );
        }
      }
    }),
    { numRuns: 500, seed: 7 },
  );
});

function everyPart(oracle: Oracle, { parts, lossless }: Decomposition, least: string): void {
  assert(lossless.holds);
  for (const { attributes } of parts) {
    const form = formByForce(oracle, numbered(attributes));
    assert(FORMS.indexOf(form) >= FORMS.indexOf(least), `${attributes} is only in ${form}`);
  }
  const sets = parts.map(({ attributes }) => numbered(attributes));
  assert(!sets.some((set, at) => sets.some((other, there) => at !== there && within(set, other))));
}

/** The worlds that the dependencies inside the parts allow. */
function keptWorlds(oracle: Oracle, { parts }: Decomposition): readonly number[] {
  const formulas = parts.flatMap(({ attributes }) => {
    const part = numbered(attributes);
    return subsets(part).map((left) => ({
      left,
      right: closureByForce(oracle, left) & part,
      multivalued: false,
    }));
  });
  return oracleOf(oracle.size, formulas).worlds;
}
