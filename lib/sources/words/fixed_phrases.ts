import type { Word } from "./word.ts";

interface FixedPhrase {
  readonly pattern: RegExp;
  readonly words: number;
  readonly kind: "skip" | "and" | "preposition" | "subordinator";
  readonly as?: string;
}

const fixed = (text: string, kind: FixedPhrase["kind"], as?: string): FixedPhrase => ({
  pattern: new RegExp(`^${text}(?![\\p{L}-])`, "u"),
  words: text.split(" ").length,
  kind,
  ...(as === undefined ? {} : { as }),
});

/** Words that together are one small word. */
export const fixedPhrases: readonly FixedPhrase[] = [
  fixed("as well as", "and", "and"),
  fixed("together with", "and", "and"),
  fixed("along with", "preposition", "with"),
  fixed("each other", "skip"),
  fixed("one another", "skip"),
  fixed("such as", "preposition", "such as"),
  fixed("for example", "preposition", "such as"),
  fixed("for instance", "preposition", "such as"),
  fixed("e.g", "preposition", "such as"),
  fixed("e.g.", "preposition", "such as"),
  fixed("other than", "preposition", "than"),
  fixed("rather than", "preposition", "than"),
  fixed("instead of", "preposition", "without"),
  fixed("on behalf of", "preposition", "on behalf of"),
  fixed("by means of", "preposition", "by"),
  fixed("because of", "preposition", "because of"),
  fixed("depending on", "preposition", "depending on"),
  fixed("according to", "preposition", "according to"),
  fixed("in case", "subordinator", "if"),
  fixed("so that", "subordinator", "so"),
  fixed("in order to", "subordinator", "so"),
  fixed("as long as", "subordinator", "if"),
  fixed("as soon as", "subordinator", "when"),
  fixed("even if", "subordinator", "if"),
  fixed("as possible", "skip"),
  fixed("in a certain order", "skip"),
  fixed("in a given order", "skip"),
  fixed("in order", "skip"),
  fixed("out of service", "skip"),
  fixed("out of order", "skip"),
  fixed("in use", "skip"),
  fixed("on site", "skip"),
  fixed("on paper", "skip"),
  fixed("on request", "skip"),
  fixed("by hand", "skip"),
  fixed("at home", "skip"),
  fixed("in person", "skip"),
  fixed("on duty", "skip"),
  fixed("in advance", "skip"),
  fixed("on holiday", "skip"),
  fixed("in full", "skip"),
  fixed("in detail", "skip"),
  fixed("on time", "skip"),
  fixed("by phone", "skip"),
  fixed("by email", "skip"),
  fixed("by post", "skip"),
  fixed("of course", "skip"),
  fixed("as well", "skip"),
  fixed("at all", "skip"),
  fixed("at a time", "skip"),
  fixed("at once", "skip"),
  fixed("at the same time", "skip"),
  fixed("at any time", "skip"),
  fixed("by the way", "skip"),
  fixed("one after the other", "skip"),
  fixed("from time to time", "skip"),
  fixed("in turn", "skip"),
  fixed("in fact", "skip"),
  fixed("in general", "skip"),
  fixed("no longer", "skip"),
  fixed("and so on", "skip"),
  fixed("for now", "skip"),
  fixed("on average", "skip"),
  fixed("on the other hand", "skip"),
  fixed("take place", "skip"),
];

export function textFrom(words: readonly Word[], at: number): string {
  return words.slice(at, at + 5).map(({ lower }) => lower).join(" ");
}
