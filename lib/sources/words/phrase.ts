import type { Quantity } from "./quantity_words.ts";
import type { Word } from "./word.ts";

/** A noun with what stands before it: "its two licensed drivers". */
export interface NounPhrase {
  /** Lemmas of the words that name the thing, the head last; empty for a pronoun. */
  readonly name: readonly string[];
  /** Lemmas of the adjectives before the name. */
  readonly adjectives: readonly string[];
  readonly determiner?: string;
  readonly quantity?: Quantity;
  readonly plural: boolean;
  /** Whose it is: "its", "the customer's". */
  readonly owner?: NounPhrase;
  readonly pronoun?: string;
  /** Written with a capital letter inside a sentence. */
  readonly capital?: boolean;
  /** A person, a place or a day with a name of its own. */
  readonly proper: boolean;
  readonly start: number;
  readonly end: number;
}

/** A verb with its helpers: "may not have been returned". */
export interface VerbGroup {
  readonly verb: string;
  readonly passive: boolean;
  readonly negated: boolean;
  readonly modal?: string;
  readonly form: "finite" | "infinitive" | "participle" | "gerund";
  /** What its form says of the subject: "is", "has" and "pays" against "are", "have" and "pay". */
  readonly number?: "one" | "many";
  readonly start: number;
  readonly end: number;
}

/** A piece of a sentence. */
export type Chunk =
  | { readonly kind: "noun"; readonly phrase: NounPhrase }
  | { readonly kind: "verb"; readonly group: VerbGroup }
  | { readonly kind: "preposition"; readonly word: Word }
  | { readonly kind: "and"; readonly word: Word }
  | { readonly kind: "relative"; readonly word: Word }
  | { readonly kind: "subordinator"; readonly word: Word }
  | { readonly kind: "adjective"; readonly word: Word }
  | { readonly kind: "mark"; readonly word: Word };
