/**
 * Nouns that stand for others: "a set of performances", "a piece of jewellery", "both".
 *
 * @module
 */
import { isAttributeNoun, softAttributeNouns } from "./attribute_words.ts";
import type { NounNode } from "./clause.ts";
import type { Discourse, Reference } from "./discourse.ts";

/** "a number of rehearsals and concerts": the rehearsals, and the concerts */
export function severally(node: NounNode): readonly NounNode[] {
  const head = node.phrase.name.at(-1) ?? "";
  return node.of.length > 1 && (SETS.has(head) || head === "number")
    ? node.of.map((inner) => ({ ...node, of: [inner] }))
    : [node];
}

/** "a set of performances" is performances; "the number of pieces" is a fact of its own. */
export function transparent(reference: Reference): Reference {
  const { phrase, of, apposition } = reference;
  const head = phrase.name.at(-1);
  const [inner] = of;
  // "one person, the holder"
  if (GENERIC.test(phrase.name.join(" ")) && apposition?.term !== undefined) {
    return { ...reference, term: apposition.term };
  }
  if (
    head === "part" && inner?.term !== undefined && phrase.determiner === undefined &&
    !phrase.plural
  ) {
    return { ...reference, term: inner.term };
  }
  if (head === undefined || inner?.term === undefined || phrase.name.length !== 1) return reference;
  const { phrase: within } = inner;
  if (
    COMPOSED.has(head) && within.determiner === undefined && within.quantity === undefined &&
    !within.plural && within.owner === undefined
  ) {
    // "the date of birth of each patient": whose it is stays
    return { ...reference, term: `${head} of ${inner.term}`, of: inner.of };
  }
  if (head === "number" && /^(?:an?|any)$/.test(phrase.determiner ?? "") && inner.phrase.plural) {
    return { ...reference, term: inner.term, phrase: { ...phrase, plural: true }, of: [] };
  }
  // "reserve quantities of a batch"
  if (
    /^(?:quantity|amount)$/.test(head) && (phrase.plural || /^an?$/.test(phrase.determiner ?? ""))
  ) {
    return { ...reference, term: inner.term, of: [] };
  }
  // "the number of pieces" against "the number of its mould"
  const single = !within.plural && (within.determiner !== undefined || within.owner !== undefined);
  if (/^(?:number|count|quantity|amount)$/.test(head) && !(head === "number" && single)) {
    return { ...reference, term: `number of ${inner.term}`, of: [] };
  }
  // "a piece of jewellery"
  const uncounted = !within.plural && within.determiner === undefined &&
    within.owner === undefined && within.quantity === undefined;
  if (!SETS.has(head) && !(/^(?:piece|item|article)$/.test(head) && uncounted && !phrase.plural)) {
    return reference;
  }
  if (isAttributeNoun(inner.term.split(" ")) && !softAttributeNouns.has(inner.term)) {
    return head === "set" || head === "list"
      ? { ...reference, term: inner.term, of: [] }
      : reference;
  }
  return { ...reference, term: inner.term, phrase: { ...phrase, plural: true } };
}

/** "the name and the address of each patient": both are the patient's. */
export function shareWhole(nouns: readonly Reference[]): readonly Reference[] {
  const last = nouns.at(-1);
  const isFact = ({ phrase, node }: Reference) =>
    isAttributeNoun(phrase.name) && node.apposition === undefined && !node.or;
  if (nouns.length < 2 || last!.of.length === 0 || !nouns.every(isFact)) return nouns;
  return nouns.map((noun) =>
    noun.of.length === 0 && noun.owner === undefined ? { ...noun, of: last!.of } : noun
  );
}

const GENERIC = /^(?:person|people|someone|somebody|body|institution|thing|object|place)$/;
const COMPOSED = new Set(
  "limit area range date place time country year month length rate cost mode method degree proof cause port point unit level state name power bill proof letter certificate"
    .split(" "),
);
const SETS = new Set(
  "couple set list chain sequence row pile heap succession range variety majority rest content kind type sort pair dozen handful lot bunch mix one panel"
    .split(" "),
);

/** "both are partners": the last two nouns that were no subjects. */
export function both(
  node: NounNode,
  { recent, subjects }: Discourse,
): readonly Reference[] | undefined {
  if (node.phrase.pronoun !== "both") return undefined;
  const started = new Set(subjects.map(({ reference }) => reference.term));
  const two = recent.filter(({ term, phrase }) =>
    phrase.pronoun === undefined && !started.has(term)
  ).slice(-2);
  return two.map((one) => ({ ...one, node, phrase: { ...one.phrase, plural: true } }));
}
