import type { Quantity } from "./quantity_words.ts";

/** How a noun took part in a statement: what speaks for a thing, or against it. */
export type MentionRole =
  | "owner"
  | "topic"
  | "subject"
  | "object"
  | "patient"
  | "made"
  | "group"
  | "agent"
  | "oblique"
  | "of"
  | "item"
  | "part"
  | "defined"
  | "association"
  | "member"
  | "weak"
  | "actor"
  | "speaker"
  | "unread";

/** Where a fact was read. */
export interface Place {
  /** The index of the passage. */
  readonly passage: number;
  readonly start: number;
  readonly end: number;
}

/** A noun was spoken of. */
export interface Mention extends Place {
  readonly kind: "mention";
  readonly term: string;
  readonly role: MentionRole;
  readonly each: boolean;
  readonly plural: boolean;
  /** In the singular, without an article or a number: "water", "in quarantine". */
  readonly bare: boolean;
  readonly quantity?: Quantity;
}

/** One end of a link. */
export interface LinkEnd {
  readonly term: string;
  readonly plural: boolean;
  readonly quantity?: Quantity;
  readonly determiner?: string;
  /** Stands without an article or a number: "milk". */
  readonly bare?: boolean;
  /** What it is a fact or a part of: "the driver's answer", "the values of the parameters". */
  readonly whole?: LinkEnd;
}

/** Two nouns were tied together. */
export interface Link extends Place {
  readonly kind: "link";
  readonly from: LinkEnd;
  readonly to: LinkEnd;
  /** As it would be read from the one to the other: "is supplied by". */
  readonly verb: string;
  readonly by:
    | "verb"
    | "have"
    | "of"
    | "preposition"
    | "owner"
    | "list"
    | "brackets"
    | "per"
    | "nearness";
  /** The word that binds the second noun: "from", "to". */
  readonly preposition?: string;
  readonly modal?: string;
  readonly negated: boolean;
  /** Stands in for the first end where that is no thing to keep. */
  readonly fallback?: LinkEnd;
  /** The fallback is the noun next to the preposition: only where the first end is no thing at all. */
  readonly nearby?: boolean;
}

/** A noun was said to have another: an attribute, or a thing of its own. */
export interface Owned extends Place {
  readonly kind: "owned";
  readonly owner: LinkEnd;
  readonly thing: LinkEnd;
  readonly verb: string;
  readonly by: Link["by"];
  readonly optional: boolean;
  /** Stated as what tells one from another. */
  readonly identifies: boolean;
  /** The words between brackets behind it: its values. */
  readonly values?: readonly string[];
}

/** Kinds of a thing. */
export interface Kinds extends Place {
  readonly kind: "kinds";
  readonly super: string;
  readonly subs: readonly string[];
  readonly total: boolean;
  readonly disjoint: boolean;
  /** How sure the words are: "is either a car or a van" against "such as vans". */
  readonly strong: boolean;
}

/** Two names of one thing. */
export interface Alias extends Place {
  readonly kind: "alias";
  readonly name: string;
  readonly other: string;
}

/** What is said not to be kept. */
export interface Excluded extends Place {
  readonly kind: "excluded";
  readonly term: string;
}

/** What a fact may be: "status (new, paid)". */
export interface Values extends Place {
  readonly kind: "values";
  readonly term: string;
  readonly values: readonly string[];
}

/** What a sentence says of the data. */
export type Fact = Mention | Link | Owned | Kinds | Alias | Excluded | Values;
