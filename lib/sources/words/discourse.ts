import { isAttributeNoun, softAttributeNouns } from "./attribute_words.ts";
import type { NounNode } from "./clause.ts";
import { isPersonNoun } from "./noun_words.ts";
import type { NameTerm } from "./name_terms.ts";
import type { NounPhrase } from "./phrase.ts";
import { personalVerbs } from "./verb_lists.ts";

/** A noun with the thing that it speaks of. */
export interface Reference {
  /** What thing; absent for the writer, and for what cannot be told. */
  readonly term?: string;
  /** "We", "I", "the system". */
  readonly speaker: boolean;
  readonly phrase: NounPhrase;
  readonly of: readonly Reference[];
  readonly owner?: Reference;
  /** Another name behind a comma. */
  readonly apposition?: Reference;
  readonly node: NounNode;
}

/** What was spoken of so far, for "it", "they" and "their". */
export interface Discourse {
  /** Nouns of this clause and of those before, the latest last. */
  readonly recent: Reference[];
  /** Subjects of earlier clauses, the latest last; `main` where the clause stands by itself. */
  readonly subjects: {
    readonly reference: Reference;
    readonly main: boolean;
    /** Something was done to it. */
    readonly passive: boolean;
  }[];
  /** What the subject of this clause does. */
  doing?: string | undefined;
  /** What the clause before did something to. */
  focus?: Reference | undefined;
  /** The subject of this clause may or must do it. */
  modal?: boolean;
  /** Whom "I" stands for. */
  actor?: Reference;
  /** What a pronoun of this clause cannot stand for: its subject, or what the clause is about. */
  barred: ReadonlySet<string>;
  /** What the verb of this clause has taken so far: no "it" or "them" behind it. */
  taken: ReadonlySet<string>;
}

/** The thing that a noun or a pronoun speaks of. */
export function resolve(
  node: NounNode,
  discourse: Discourse,
  name: NameTerm,
  asSubject = false,
): Reference {
  const { phrase } = node;
  const of = node.of.map((inner) => resolve(inner, discourse, name));
  const owner = phrase.owner
    ? resolve({ phrase: phrase.owner, of: [] }, discourse, name)
    : undefined;
  const apposition = node.apposition ? resolve(node.apposition, discourse, name) : undefined;
  const base = {
    phrase,
    of,
    node,
    ...(owner ? { owner } : {}),
    ...(apposition ? { apposition } : {}),
  };
  // "implausible ones": of what was spoken of
  if (phrase.pronoun === undefined && phrase.name.join(" ") === "one") {
    const subject = discourse.subjects.at(-1)?.reference;
    // "a bulletin may be replaced by a later one"
    if (
      !asSubject && subject?.term !== undefined && phrase.start > subject.phrase.start &&
      discourse.barred.has(subject.term) && (phrase.plural || !subject.phrase.plural) &&
      phrase.adjectives.some((each) => ANOTHER.test(each))
    ) return { ...base, speaker: false, term: subject.term };
    const found = antecedent({ ...phrase, pronoun: "one" }, discourse, asSubject);
    return { ...base, speaker: false, ...(found?.term === undefined ? {} : { term: found.term }) };
  }
  if (phrase.pronoun === undefined) {
    const term = ofItsKind(phrase, owner) ?? name(phrase, node.of[0]?.phrase);
    // "the application shall", not "application of a participant"
    const speaker = phrase.name.length === 1 && node.of.length === 0 &&
      phrase.determiner !== undefined && !/^(?:an?|any|each|every)$/.test(phrase.determiner) &&
      name.isSpeaker(phrase.name[0]!);
    return { ...base, speaker, ...(term === undefined || speaker ? {} : { term }) };
  }
  const { pronoun } = phrase;
  if (/^(?:we|us|our|ours|ourselves|you|your)$/.test(pronoun)) return { ...base, speaker: true };
  // "for every section one must see all works"
  if (asSubject && pronoun === "one" && discourse.modal) return { ...base, speaker: true };
  if (/^(?:i|me|my|mine|myself)$/.test(pronoun)) {
    const term = discourse.actor?.term;
    return { ...base, speaker: true, ...(term === undefined ? {} : { term }) };
  }
  const found = antecedent(phrase, discourse, asSubject);
  return { ...base, speaker: false, ...(found?.term === undefined ? {} : { term: found.term }) };
}

/** "A plan refers to its successor": to another plan. */
function ofItsKind({ name }: NounPhrase, owner: Reference | undefined): string | undefined {
  const succeeds = /^(?:predecessor|successor|forerunner)$/.test(name.join(" "));
  return succeeds && !owner?.speaker ? owner?.term : undefined;
}

const ANOTHER =
  /^(?:first|second|last|later|earlier|former|previous|old|new|newer|older|next|other|original|preceding|further|main|larger|smaller|higher|lower|broader|narrower)$/;

/** Remembers a reference and what hangs on it. */
export function remember(
  discourse: Discourse,
  reference: Reference,
  subject?: { readonly main: boolean; readonly passive: boolean },
): void {
  for (const inner of reference.of) remember(discourse, inner);
  if (reference.term === undefined || reference.phrase.pronoun !== undefined && reference.speaker) {
    return;
  }
  discourse.recent.push(reference);
  if (subject && !reference.speaker) {
    discourse.subjects.push({ reference, ...subject });
  }
}

/** A name, a date: what "its" and "they" do not stand for. */
function isPlainFact(term: string): boolean {
  const words = term.split(" ");
  return isAttributeNoun(words) && !softAttributeNouns.has(words.at(-1)!);
}

type Fits = (reference: Reference) => boolean;

const isPerson: Fits = ({ term }) => term !== undefined && isPersonNoun(term.split(" ").at(-1)!);
const isPlural: Fits = ({ phrase }) =>
  phrase.plural ||
  /^(?:staff|people|police|personnel|livestock|cattle)$/.test(phrase.name.at(-1) ?? "");
/** "a room has a size; some have a drum kit" */
const isMany: Fits = ({ phrase }) =>
  phrase.plural || /^(?:an?|each|every)$/.test(phrase.determiner ?? "");
const isOneThing: Fits = (reference) => isOne(reference) && !isPerson(reference);
const isOne: Fits = ({ phrase }) => !phrase.plural;

/** Who or what each pronoun may stand for, the best first. */
const FITTING: Readonly<
  Record<string, { readonly fits: readonly Fits[]; readonly subjectFirst: boolean }>
> = {
  it: { fits: [isOneThing, isOne, () => true], subjectFirst: true },
  its: { fits: [isOneThing, isOne, () => true], subjectFirst: true },
  they: { fits: [isPlural, isPerson, () => true], subjectFirst: true },
  their: { fits: [isPlural, isPerson, () => true], subjectFirst: true },
  them: { fits: [isPlural, isPerson, () => true], subjectFirst: false },
  he: { fits: [isPerson], subjectFirst: true },
  she: { fits: [isPerson], subjectFirst: true },
  him: { fits: [isPerson], subjectFirst: false },
  her: { fits: [isPerson], subjectFirst: true },
  his: { fits: [isPerson], subjectFirst: true },
  others: { fits: [isPerson], subjectFirst: false },
  "each other": { fits: [], subjectFirst: false },
  theirs: { fits: [isPlural, isPerson, () => true], subjectFirst: true },
  those: { fits: [isPlural, () => true], subjectFirst: true },
  some: { fits: [isMany, () => true], subjectFirst: true },
  another: { fits: [() => true], subjectFirst: false },
  this: { fits: [isOne], subjectFirst: false },
  each: { fits: [isPlural, () => true], subjectFirst: false },
  one: { fits: [isPlural, () => true], subjectFirst: false },
};

const isPeople: Fits = (reference) => isPlural(reference) && isPerson(reference);

const MEMORY = 60;

function antecedent(
  { pronoun, start }: NounPhrase,
  { recent, subjects, barred, taken, doing, focus }: Discourse,
  asSubject: boolean,
): Reference | undefined {
  const rule = Object.hasOwn(FITTING, pronoun!) ? FITTING[pronoun!] : undefined;
  if (!rule) return undefined;
  const isThing = ({ term }: Reference) => term !== undefined && !isPlainFact(term);
  // What was spoken of long ago is meant by no pronoun.
  const near = recent.slice(-MEMORY).filter((each) => each.phrase.start < start && isThing(each))
    .slice(-8);
  const before = subjects.slice(-MEMORY).filter(({ reference }) =>
    reference.phrase.start < start && isThing(reference)
  );
  const possessive = /^(?:its|their|theirs|his|her)$/.test(pronoun!);
  const own = before.findLast(({ reference }) => possessive || !barred.has(reference.term!))
    ?.reference;
  // A pronoun that is a subject goes on with what the statement before was about.
  const subject = asSubject ? before.findLast(({ main }) => main)?.reference ?? own : own;
  const isBarred = (term: string | undefined) =>
    !possessive &&
    (barred.has(term!) || !/^(?:another|one|each|others)$/.test(pronoun!) && taken.has(term!));
  // "its rates depend on the band, and it …": whose rates they are
  const owning = asSubject && !subject?.owner?.speaker ? subject?.owner : undefined;
  const now = before.at(-1);
  // "employees supervise others", "runners follow each other"
  if (
    /^(?:others|each other)$/.test(pronoun!) && !asSubject && now && barred.size === 1 &&
    barred.has(now.reference.term!)
  ) return now.reference;
  // "a canal is fed by another", but "runs from one port to another"
  if (pronoun === "another" && !asSubject && now && barred.has(now.reference.term!)) {
    const inside = near.findLast((each) =>
      each.phrase.start > now.reference.phrase.start && each.term !== now.reference.term
    );
    return inside ?? now.reference;
  }
  // "samples are packed before a courier collects them": what was done to them goes on.
  const undergone = before.findLast(({ reference }) => !barred.has(reference.term!));
  if (
    /^(?:them|each)$/.test(pronoun!) && undergone?.passive && isPlural(undergone.reference) &&
    !isBarred(undergone.reference.term)
  ) return undergone.reference;
  // "a student picks a topic or proposes one"
  if (
    focus && /^(?:it|them|one)$/.test(pronoun!) && !asSubject && focus.phrase.start < start &&
    !isBarred(focus.term) && isThing(focus) &&
    (pronoun === "one" || (pronoun === "it" ? isOneThing(focus) : isPlural(focus)))
  ) return focus;
  // "we make a quote for customers; if they accept": people do
  const fitting = asSubject && pronoun === "they" && doing !== undefined && personalVerbs.has(doing)
    ? [isPeople, isPerson, ...rule.fits]
    : rule.fits;
  for (const fits of fitting) {
    // "once the owner agrees to a treatment, it is carried out"
    const inside = rule.subjectFirst && asSubject && own && own !== subject && !fits(own)
      ? near.findLast((each) =>
        each.phrase.start > own.phrase.start && each.phrase.pronoun === undefined && fits(each) &&
        !isBarred(each.term)
      )
      : undefined;
    if (inside) return inside;
    if (
      rule.subjectFirst && (asSubject || pronoun !== "it") && subject && fits(subject) &&
      !isBarred(subject.term)
    ) return subject;
    if (rule.subjectFirst && owning?.term !== undefined && fits(owning)) return owning;
    // "the yard, which sends an estimate before it starts": the subject of the clause before
    if (
      rule.subjectFirst && asSubject && own && own !== subject && fits(own) && !isBarred(own.term)
    ) {
      return own;
    }
    const found = near.findLast((each) =>
      each.phrase.pronoun === undefined && fits(each) &&
      !isBarred(each.term)
    );
    if (found) return found;
  }
  return undefined;
}
