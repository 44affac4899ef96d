import { freeze } from "../core/freeze.ts";
import {
  type AttributeSet,
  EMPTY_SET,
  isSubset,
  minus,
  placesOf,
  singleton,
} from "./attribute_set.ts";
import { type CandidateKeysOptions, keysOf, reduce } from "./candidate_keys.ts";
import { closureOf } from "./closure.ts";
import { splitRight } from "./minimal_cover.ts";
import { minimalSets } from "./minimal_sets.ts";
import { losslessJoin } from "./prove.ts";
import {
  formatAttributes,
  formatDependency,
  formatJoin,
  type FunctionalDependency,
  type JoinDependency,
  type MultivaluedDependency,
  type Relation,
} from "./relation.ts";
import { type Arrow, namesIn, type Scheme, schemeOf, toDependency } from "./scheme.ts";
import { silent, type Tell } from "./trace.ts";

/** The normal forms, the weakest first; `UNF` is none. */
export type NormalForm = "UNF" | "1NF" | "2NF" | "3NF" | "BCNF" | "4NF" | "5NF";

/** The normal forms in ascending order. */
export const NORMAL_FORMS: readonly NormalForm[] = [
  "UNF",
  "1NF",
  "2NF",
  "3NF",
  "BCNF",
  "4NF",
  "5NF",
];

/** A dependency that keeps a relation from a normal form: the witness. */
export interface Violation {
  /** The lowest form that it breaks; it breaks the higher ones too. */
  readonly breaks: NormalForm;
  /** The violating functional dependency. */
  readonly functional?: FunctionalDependency;
  /** The violating multivalued dependency. */
  readonly multivalued?: MultivaluedDependency;
  /** The violating join dependency. */
  readonly join?: JoinDependency;
  /** The attribute that holds several values, where first normal form is broken. */
  readonly attribute?: string;
  /** Why it breaks the form. */
  readonly because: string;
}

/** The normal form of a relation under its dependencies. */
export interface NormalFormVerdict {
  /**
   * The highest form that the relation is in. `4NF` is the highest that can be told from functional and
   * multivalued dependencies; `5NF` is only told where join dependencies are given.
   */
  readonly form: NormalForm;
  /** What keeps the relation from the higher forms, that which breaks the lowest first. */
  readonly violations: readonly Violation[];
  /** The candidate keys, the smallest first. */
  readonly keys: readonly (readonly string[])[];
  /** The attributes of some key. */
  readonly prime: readonly string[];
  /** False when the keys outgrew their limit: the verdict then rests on those that are listed. */
  readonly complete: boolean;
}

/**
 * Tells the normal form of a relation, with every violating dependency as a witness.
 * Sources: Codd 1971 and 1974 (2NF, 3NF, BCNF); Fagin 1977 and 1979 (4NF, 5NF).
 *
 * @throws {RangeError} When a dependency names no attribute.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { normalForm, parseRelation } from "@groundplan/groundplan";
 *
 * const { form, violations } = normalForm(parseRelation("R(A, B, C)", "A -> B; B -> C"));
 * assert.equal(form, "2NF");
 * assert.deepEqual(violations[0]?.functional, { determinant: ["B"], dependent: ["C"] });
 * ```
 */
export function normalForm(
  relation: Relation,
  options: CandidateKeysOptions = {},
): NormalFormVerdict {
  return judge(schemeOf(relation), { ...options, repeating: relation.repeating });
}

/** How to judge a scheme. */
export interface JudgeOptions extends CandidateKeysOptions {
  readonly repeating?: readonly string[];
  readonly tell?: Tell;
}

/** The verdict on a scheme. */
export function judge(scheme: Scheme, options: JudgeOptions = {}): NormalFormVerdict {
  const { repeating = [], tell = silent } = options;
  const { keys, complete } = keysOf(scheme, options);
  const prime = keys.reduce((a, b) => a | b, EMPTY_SET);
  const context: Context = { scheme, keys, prime };
  const violations = [
    ...repeating.map(repeatingAttribute),
    ...functionalViolations(context),
    ...multivaluedViolations(context),
    ...joinViolations(context),
  ].sort((a, b) => NORMAL_FORMS.indexOf(a.breaks) - NORMAL_FORMS.indexOf(b.breaks));
  const highest = scheme.join.length > 0 ? "5NF" : "4NF";
  const broken = violations[0]?.breaks;
  const form = broken ? NORMAL_FORMS[NORMAL_FORMS.indexOf(broken) - 1]! : highest;
  tell(
    "keys",
    `${complete ? "Keys" : `The first ${keys.length} keys`}: ${
      keys.map((key) => formatAttributes(namesIn(scheme, key))).join(", ")
    }`,
  );
  violations.forEach(({ breaks, because }) => tell("form", `Not in ${breaks}: ${because}`));
  tell("form", violations.length === 0 ? `In ${form}: nothing breaks it` : `So it is in ${form}`);
  return freeze({
    form,
    violations,
    keys: keys.map((key) => namesIn(scheme, key)),
    prime: namesIn(scheme, prime),
    complete,
  });
}

interface Context {
  readonly scheme: Scheme;
  readonly keys: readonly AttributeSet[];
  readonly prime: AttributeSet;
}

function repeatingAttribute(attribute: string): Violation {
  return {
    breaks: "1NF",
    attribute,
    because: `${attribute} holds several values in one row`,
  };
}

function functionalViolations(context: Context): Violation[] {
  const { scheme, keys } = context;
  const known = scheme.multivalued.length === 0
    ? [...splitRight(scheme.functional), ...partialDependencies(context)]
    : minimalDependencies(scheme);
  const groups = new Map<string, { breaks: NormalForm; arrow: Arrow }>();
  for (const arrow of known) {
    if (closureOf(scheme, arrow.determinant) === scheme.all) continue;
    const breaks = formBroken(context, arrow);
    const group = `${breaks} ${arrow.determinant}`;
    const dependent = (groups.get(group)?.arrow.dependent ?? EMPTY_SET) | arrow.dependent;
    groups.set(group, { breaks, arrow: { determinant: arrow.determinant, dependent } });
  }
  return [...groups.values()].map(({ breaks, arrow }) => {
    const functional = toDependency(scheme, arrow);
    return { breaks, functional, because: explain(scheme, keys, breaks, functional, arrow) };
  });
}

function formBroken({ scheme, keys, prime }: Context, arrow: Arrow): NormalForm {
  if (isSubset(arrow.dependent, prime)) return "BCNF";
  const minimal = reduce(
    arrow.determinant,
    (set) => isSubset(arrow.dependent, closureOf(scheme, set)),
  );
  const partOf = (set: AttributeSet) => keys.some((key) => key !== set && isSubset(set, key));
  return partOf(arrow.determinant) || partOf(minimal) ? "2NF" : "3NF";
}

function explain(
  scheme: Scheme,
  keys: readonly AttributeSet[],
  breaks: NormalForm,
  functional: FunctionalDependency,
  { determinant }: Arrow,
): string {
  const left = formatAttributes(functional.determinant);
  const right = formatAttributes(functional.dependent);
  const shown = formatDependency(functional);
  if (breaks === "BCNF") {
    return `${shown} has a left side, ${left}, that is no superkey (${right} is prime, so 3NF holds)`;
  }
  if (breaks === "3NF") {
    return `${shown} has a left side, ${left}, that is no superkey, and ${right} is not prime`;
  }
  const key = keys.find((one) => one !== determinant && isSubset(determinant, one));
  const part = key === undefined
    ? `${left} holds more than it needs, and what it needs is part of a key`
    : `${left} is only a part of the key ${formatAttributes(namesIn(scheme, key))}`;
  return `${shown} is partial: ${part}, and ${right} is not prime`;
}

// What parts of keys determine, also where no declared dependency says it by itself.
function partialDependencies({ scheme, keys, prime }: Context): Arrow[] {
  const declared = splitRight(scheme.functional);
  const arrows = new Map<string, Arrow>();
  for (const key of keys) {
    for (const place of placesOf(key)) {
      const part = minus(key, singleton(place));
      const closed = closureOf(scheme, part);
      for (const target of placesOf(minus(closed, part | prime))) {
        const dependent = singleton(target);
        const shown = declared.some((arrow) =>
          arrow.dependent === dependent && isSubset(arrow.determinant, part)
        );
        if (shown) continue;
        const determinant = reduce(part, (set) => isSubset(dependent, closureOf(scheme, set)));
        arrows.set(`${determinant}>${target}`, { determinant, dependent });
      }
    }
  }
  return [...arrows.values()];
}

/** The most minimal dependencies an attribute is looked at with, where multivalued ones are given. */
const MOST_DETERMINANTS = 1_000;

// Multivalued and functional dependencies together imply functional ones that none of them shows; so all
// minimal ones are looked at.
function minimalDependencies(scheme: Scheme): Arrow[] {
  return placesOf(scheme.all).flatMap((place) => {
    const dependent = singleton(place);
    const determined = (set: AttributeSet) => isSubset(dependent, closureOf(scheme, set));
    return minimalSets(minus(scheme.all, dependent), determined)
      .take(MOST_DETERMINANTS)
      .map((determinant) => ({ determinant, dependent }))
      .toArray();
  });
}

function multivaluedViolations({ scheme }: Context): Violation[] {
  return scheme.multivalued.flatMap((arrow) => {
    const dependent = minus(arrow.dependent, arrow.determinant);
    const says = dependent !== EMPTY_SET && (arrow.determinant | dependent) !== scheme.all;
    if (!says || closureOf(scheme, arrow.determinant) === scheme.all) return [];
    const multivalued = toDependency(scheme, { determinant: arrow.determinant, dependent });
    const because = `${formatDependency(multivalued, "↠")} has a left side, ` +
      `${formatAttributes(multivalued.determinant)}, that is no superkey`;
    return [{ breaks: "4NF" as const, multivalued, because }];
  });
}

function joinViolations({ scheme, keys }: Context): Violation[] {
  const byKeys: Scheme = {
    ...scheme,
    functional: keys.map((determinant) => ({ determinant, dependent: scheme.all })),
    multivalued: [],
    join: [],
  };
  return scheme.join.flatMap((components) => {
    if (losslessJoin(byKeys, components).holds) return [];
    const join = { components: components.map((component) => namesIn(scheme, component)) };
    return [{
      breaks: "5NF" as const,
      join,
      because: `${formatJoin(join)} does not follow from the keys`,
    }];
  });
}
