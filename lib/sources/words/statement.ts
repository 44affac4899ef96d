import type { Argument, Clause } from "./clause.ts";
import type { Reference } from "./discourse.ts";
import type { NounPhrase } from "./phrase.ts";
import type { Fact, LinkEnd, Mention, MentionRole, Owned } from "./fact.ts";

/** An argument whose nouns are known. */
export interface ResolvedArgument {
  readonly preposition?: string;
  readonly place: Argument["place"];
  readonly each?: boolean;
  readonly nouns: readonly Reference[];
  readonly behind?: Reference;
}

/** A clause whose nouns are known. */
export interface Statement {
  readonly clause: Clause;
  readonly verb?: string;
  /** The noun that goes with a verb that says little: "part" in "takes part in". */
  readonly light?: string;
  readonly passive: boolean;
  readonly negated: boolean;
  readonly modal?: string;
  readonly subject: readonly Reference[];
  readonly arguments: readonly ResolvedArgument[];
  readonly adjective?: string;
  /** What the list item or heading is about. */
  readonly topic?: readonly Reference[];
  /** The subject of the clause that this one hangs on. */
  readonly outer?: readonly Reference[];
  /** The topic is a heading's or an outer item's. */
  readonly inherited?: boolean;
  /** Stands in a heading. */
  readonly heading?: boolean;
  /** Stands in a cell of a table that lists facts. */
  readonly facts?: boolean;
  /** The table says that these facts may be missing. */
  readonly optional?: boolean;
  /** Stands in an item under another item. */
  readonly nested?: boolean;
  /** Words of a text in prose that are no sentence: "Best regards", "No patients in this one". */
  readonly fragment?: boolean;
  /** Speaks of volumes, rates or speed only. */
  readonly quantitative: boolean;
  /** Lists what is not wanted. */
  readonly denied: boolean;
  readonly passage: number;
}

/** Objects: nouns behind the verb without a preposition. */
export function objectsOf({ arguments: args }: Statement): readonly Reference[] {
  return args.filter(({ preposition, place }) => preposition === undefined && place === "verb")
    .flatMap(({ nouns }) => nouns);
}

/** Nouns behind one of some prepositions. */
export function behind(
  statement: Statement,
  ...prepositions: readonly string[]
): readonly Reference[] {
  return statement.arguments.filter(({ preposition }) =>
    preposition !== undefined && prepositions.includes(preposition)
  )
    .flatMap(({ nouns }) => nouns);
}

const isBare = ({ plural, determiner, quantity, owner, pronoun }: NounPhrase) =>
  !plural && determiner === undefined && quantity === undefined && owner === undefined &&
  pronoun === undefined;

/** The end of a link that a reference makes. */
export function endOf(reference: Reference): LinkEnd & { readonly term: string } {
  const { phrase } = reference;
  const whole = [reference.owner, ...reference.of].find((each) =>
    each?.term !== undefined && each.term !== reference.term
  );
  return {
    term: reference.term!,
    plural: phrase.plural,
    ...(phrase.quantity ? { quantity: phrase.quantity } : {}),
    ...(phrase.determiner === undefined ? {} : { determiner: phrase.determiner }),
    ...(whole ? { whole: endOf(whole) } : {}),
    ...(isBare(phrase) ? { bare: true } : {}),
  };
}

const place = ({ clause, passage }: Statement) => ({
  passage,
  start: clause.start,
  end: clause.end,
});

/** A mention of a reference, if it speaks of a thing. */
export function mention(
  statement: Statement,
  reference: Reference,
  role: MentionRole,
): readonly Mention[] {
  const { term, phrase } = reference;
  if (term === undefined) return [];
  const each = /^(?:each|every)$/.test(phrase.determiner ?? "");
  const weak = statement.quantitative ? "weak" : role;
  return [{
    kind: "mention",
    term,
    role: weak,
    each: each && !statement.quantitative,
    plural: phrase.plural,
    bare: isBare(phrase),
    ...(phrase.quantity ? { quantity: phrase.quantity } : {}),
    passage: statement.passage,
    start: phrase.start,
    end: phrase.end,
  }];
}

/** Mentions behind "per", where no noun has an article. */
export function counted(mentions: readonly Mention[]): readonly Mention[] {
  return mentions.map((one) => ({ ...one, bare: false }));
}

/** What `link()` takes beside the two ends. */
export interface LinkWords {
  readonly verb: string;
  readonly by: Owned["by"];
  readonly preposition?: string;
  /** Stands in where the first turns out to be no thing to keep: "donors give blood at sessions". */
  readonly fallback?: Reference | undefined;
  readonly nearby?: boolean;
}

/** A link between two references, if both speak of things. */
export function link(
  statement: Statement,
  from: Reference,
  to: Reference,
  words: LinkWords,
): readonly Fact[] {
  if (from.term === undefined || to.term === undefined) return [];
  const { fallback, ...said } = words;
  return [{
    kind: "link",
    from: endOf(from),
    to: endOf(to),
    ...said,
    ...(fallback?.term === undefined ? {} : { fallback: endOf(fallback) }),
    negated: statement.negated,
    ...(statement.modal === undefined ? {} : { modal: statement.modal }),
    ...place(statement),
  }];
}

/** What `owned()` takes beside the two ends. */
export interface OwnedWords {
  readonly verb?: string;
  readonly by?: Owned["by"];
  readonly identifies?: boolean;
}

/** Something that a reference has, if both speak of things. */
export function owned(
  statement: Statement,
  owner: Reference,
  thing: Reference,
  words: OwnedWords = {},
): readonly Fact[] {
  if (owner.term === undefined || thing.term === undefined || owner.term === thing.term) return [];
  return [{
    kind: "owned",
    owner: endOf(owner),
    thing: endOf(thing),
    verb: words.verb ?? "has",
    by: words.by ?? "have",
    optional: statement.optional === true ||
      /^(?:may|can|could|might)$/.test(statement.modal ?? "") ||
      /\boptional/.test(thing.phrase.adjectives.join(" ")),
    identifies: words.identifies ?? false,
    ...place(statement),
  }];
}
