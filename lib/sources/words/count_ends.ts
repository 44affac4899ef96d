import { softAttributeNouns } from "./attribute_words.ts";
import type { Link, LinkEnd, Owned } from "./fact.ts";
import { isPersonNoun } from "./noun_words.ts";
import { withoutS } from "./verb_forms.ts";
import { compositionVerbs, makingVerbs, manyToManyVerbs } from "./verb_lists.ts";
import { headOf } from "./weighing/feature_words.ts";

/** How many, and whether the words say so. */
export interface Count {
  readonly min: number;
  readonly max: number | "*";
  readonly said: boolean;
  /** "May": none is enough. */
  readonly optional?: boolean;
}

/** The ends of a fact: who has, then what. */
export function endsOf(fact: Link | Owned): readonly [LinkEnd, LinkEnd] {
  return fact.kind === "link" ? [fact.from, fact.to] : [fact.owner, fact.thing];
}

/** How many of the tie's first and second end a fact speaks of. */
export function countsOf(fact: Link | Owned, first: string): readonly [Count, Count] {
  const [a, b] = endsOf(fact);
  const rule = RULES.find(({ fits }) => fits(fact, a, b));
  const said = saidCount(b);
  const counted: Count = rule?.object === undefined ? said : { ...said, ...rule.object };
  const may = fact.kind === "owned"
    ? fact.optional
    : /^(?:may|can|could|might)$/.test(fact.modal ?? "");
  const behind = may ? { ...counted, min: 0, optional: true } : counted;
  const subject = rule?.subject ?? (behind.max === 1 ? "*" : 1);
  const before: Count = { min: 0, max: subject, said: false };
  return a.term === first ? [before, behind] : [behind, before];
}

interface CountRule {
  /** How many of the subject go with one object; without it, as the object's number leaves it. */
  readonly subject?: 1 | "*";
  /** What takes the place of the object's own number. */
  readonly object?: Partial<Count>;
  fits(fact: Link | Owned, subject: LinkEnd, object: LinkEnd): boolean;
}

const isLink = (fact: Link | Owned): fact is Link => fact.kind === "link";
const isPassive = ({ verb }: Link) => verb.startsWith("is ");
const mainVerb = ({ verb }: Link | Owned) => withoutS(verb.replace(/^is /, "").split(" ")[0]!);
const isPerson = (end: LinkEnd) => isPersonNoun(headOf(end.term));
const isOne = ({ quantity, plural }: LinkEnd) =>
  quantity ? quantity.max === 1 || quantity.count === 1 : !plural;
/** "Boreholes are drilled by companies": each by one. */
const areBare = (...ends: readonly LinkEnd[]) =>
  ends.every(({ plural, quantity, determiner }) =>
    plural && quantity === undefined && determiner === undefined
  );

/** How many go with one, where the words leave it open: what anyone would take. The first that fits counts. */
const RULES: readonly CountRule[] = [
  // "the crew cleans every filter": all of them
  {
    object: { min: 0, max: "*", said: true },
    fits: (fact, _, { determiner }) =>
      isLink(fact) && fact.by === "verb" && /^(?:each|every|all)$/.test(determiner ?? ""),
  },
  // "runners follow each other"
  {
    subject: "*",
    fits: (_, __, { determiner }) => determiner === "each other",
  },
  // "a request becomes a ride"
  {
    subject: 1,
    fits: (fact, _, object) =>
      isLink(fact) && /^(?:become|mean|replace)$/.test(mainVerb(fact)) && isOne(object),
  },
  // "a donor signs a declaration": one of his, one day or another
  {
    subject: 1,
    object: { min: 0, max: "*", said: false, optional: true },
    fits: (fact, subject, object) =>
      isLink(fact) && fact.by === "verb" && !isPassive(fact) && makingVerbs.has(mainVerb(fact)) &&
      isPerson(subject) && !isPerson(object) && /^an?$/.test(object.determiner ?? "") &&
      object.quantity === undefined,
  },
  // "a species has a care sheet": its own; not "has a doctor", "has a category"
  {
    subject: 1,
    fits: (fact, _, object) =>
      !isLink(fact) && (fact.by === "have" || fact.by === "owner") && isOne(object) &&
      !isPerson(object) && !softAttributeNouns.has(headOf(object.term)),
  },
  // "copies of books", "boreholes are drilled by companies": each of one
  {
    subject: "*",
    object: { min: 0, max: 1, said: false },
    fits: (fact, subject, object) =>
      isLink(fact) && fact.modal === undefined && areBare(subject, object) &&
      (fact.by === "of" || fact.by === "preposition" && isPassive(fact) &&
          !compositionVerbs.has(mainVerb(fact))),
  },
  // "a trial is carried out at several sites": and a site has several trials; but "is divided into"
  {
    subject: "*",
    fits: (fact, _, object) =>
      isLink(fact) && fact.by === "preposition" && !isOne(object) &&
      !compositionVerbs.has(mainVerb(fact)),
  },
  // "members borrow books"
  {
    subject: "*",
    fits: (fact, subject, object) =>
      isLink(fact) && !isOne(object) && subject.plural && manyToManyVerbs.has(mainVerb(fact)),
  },
];

function saidCount({ quantity, plural, determiner }: LinkEnd): Count {
  if (quantity && quantity.count === undefined) {
    const { min, max } = quantity;
    return { min, max, said: true, ...(min === 0 && max === 1 ? { optional: true } : {}) };
  }
  if (quantity?.count !== undefined) {
    return quantity.count === 1 ? { min: 1, max: 1, said: true } : { min: 0, max: "*", said: true };
  }
  if (plural) return { min: 0, max: "*", said: true };
  return {
    min: 0,
    max: 1,
    said: determiner !== undefined && /^(?:an?|one|its|their|his|her|exactly)$/.test(determiner),
  };
}
