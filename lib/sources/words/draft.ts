import type { Displayable } from "../../core/displayable.ts";
import type { Finding } from "../../core/finding.ts";
import type { Model } from "../../model/model.ts";

/** A place in the text of the requirements. */
export interface TextPlace {
  /** The words as they stand. */
  readonly text: string;
  /** Where they start, in UTF-16 code units from 0. */
  readonly start: number;
  /** Where they end: the place of the first character behind them. */
  readonly end: number;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

/** A passage with what was taken from it. */
export interface UnderstoodPassage extends TextPlace {
  /** What the grammar saw in it: `what a thing has`, `what one thing does to another`. */
  readonly patterns: readonly string[];
  /** Paths in the model: `Order`, `Order.placedAt`, `Customer places Order`. */
  readonly elements: readonly string[];
}

/** A passage from which nothing was taken, and why. */
export interface UnreadPassage extends TextPlace {
  /** Why nothing was taken from it. */
  readonly reason: string;
}

/** A rule as the text words it. */
export interface StatedRule extends TextPlace {
  /** What kind of rule it is. */
  readonly kind:
    | "unique"
    | "no overlap"
    | "at most"
    | "at least"
    | "exactly"
    | "never"
    | "unless"
    | "order"
    | "range"
    | "dependency"
    | "access";
  /** The entities that it speaks of. */
  readonly entities: readonly string[];
  /** The element of the model that holds it; absent where a person has to write it. */
  readonly element?: string;
}

/** Something that the text leaves open, with the call that settles it. */
export interface DraftQuestion {
  /** What kind of choice it is. */
  readonly code:
    | "contradiction"
    | "is-it-an-entity"
    | "is-it-a-relationship"
    | "how-many"
    | "is-it-a-key"
    | "which-type"
    | "how-many-rows"
    | "rule-to-write"
    | "subtype"
    | "proposed";
  /** A path in the model. */
  readonly about: string;
  /** The question, for the person who knows the business. */
  readonly question: string;
  /** What the draft took for the time being. */
  readonly assumed: string;
  /** The call that says otherwise, on a builder named `model`. */
  readonly settle: string;
  /** How much hangs on it, the most first. */
  readonly weight: number;
}

/** A first model, read from words; it shows itself as a diagram with its questions. */
export interface Draft extends Displayable {
  /** The model as far as the words go; go on from it with `defineModel(name, { from: model })`. */
  readonly model: Model;
  /** Passage by passage, what was taken from it. */
  readonly understood: readonly UnderstoodPassage[];
  /** Passages from which nothing was taken. */
  readonly notUnderstood: readonly UnreadPassage[];
  /** Every rule that the text words, held by the model or not. */
  readonly rules: readonly StatedRule[];
  /** What is open, the weightiest first. */
  readonly questions: readonly DraftQuestion[];
  /** What is wrong with the text or the model, the worst first. */
  readonly findings: readonly Finding[];
  /** Paths of the elements that `propose` brought in. */
  readonly proposed: readonly string[];
}
