import type { NounPhrase, VerbGroup } from "./phrase.ts";

/** A noun phrase with what hangs on it. */
export interface NounNode {
  readonly phrase: NounPhrase;
  /** "copies of books": the books. */
  readonly of: readonly NounNode[];
  /** "one host, a member": the other name behind the comma. */
  readonly apposition?: NounNode;
  /** Joined to the one before by "or". */
  readonly or?: boolean;
  /** What stands in brackets or between dashes behind it. */
  readonly brackets?: readonly Clause[];
}

/** What a verb takes: an object, or nouns behind a preposition. */
export interface Argument {
  readonly preposition?: string;
  readonly nouns: readonly NounNode[];
  /** Where it stands: before the subject, on the subject, or behind the verb. */
  readonly place: "lead" | "subject" | "verb";
  /** "blocks, each with one keeper": said of the noun before, whatever the verb. */
  readonly each?: boolean;
  /** Stands right behind this noun. */
  readonly behind?: NounNode;
}

/** One statement: who, does, what. */
export interface Clause {
  readonly kind: "main" | "relative" | "participle" | "infinitive" | "subordinate" | "complement";
  readonly subordinator?: string;
  readonly subject: readonly NounNode[];
  readonly verb?: VerbGroup;
  readonly adjective?: string;
  readonly arguments: readonly Argument[];
  /** "35 rooms each" */
  readonly each: boolean;
  /** The clause opens with "there is". */
  readonly existential: boolean;
  /** What stands before the colon or dash that the clause follows. */
  readonly topic?: Clause;
  /** Stands right behind the colon or dash. */
  readonly titled?: boolean;
  /** The subject of the clause that this one hangs on. */
  readonly outer?: readonly NounNode[];
  readonly start: number;
  readonly end: number;
}
