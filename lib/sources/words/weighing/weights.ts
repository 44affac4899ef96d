/**
 * What observations on words weigh, as `bench/fit_words.ts` fitted it on annotated texts.
 *
 * @module
 */
import fitted from "./weights.json" with { type: "json" };
import type { Weights } from "./logistic.ts";
import type { TieWeights } from "./weigh_ties.ts";
import type { TagWeights } from "./weigh_tags.ts";

/** The weights of all that is weighed in a text. */
export interface ReadingWeights {
  /** Whether a word is a noun or a verb. */
  readonly tags: TagWeights;
  /** Whether a noun is a thing to keep data about. */
  readonly terms: Weights;
  /** Whether two things have to do with each other. */
  readonly ties: TieWeights;
}

const { tags, terms, stated, supposed } = fitted;

/** The fitted weights. */
export const FITTED_WEIGHTS: ReadingWeights = { tags, terms, ties: { stated, supposed } };
