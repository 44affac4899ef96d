import { plainAdjectives } from "./noun_words.ts";
import type { NounPhrase } from "./phrase.ts";
import { readQuantity } from "./quantity_words.ts";
import type { Tag, Word } from "./word.ts";

export const NOUN_LIKE = new Set<Tag>(["noun", "name"]);

const MODIFIERS = new Set<Tag>(["adjective", "number", "past", "gerund"]);

/** Reads the noun phrase that starts at a word. */
export function readNoun(
  words: readonly Word[],
  at: number,
): { readonly phrase: NounPhrase; readonly next: number } | undefined {
  const first = words[at];
  if (first && /^(?:each other|one another)$/.test(`${first.lower} ${words[at + 1]?.lower}`)) {
    const phrase: NounPhrase = {
      ...pronounPhrase(first),
      pronoun: "each other",
      determiner: "each other",
      plural: true,
      end: words[at + 1]!.end,
    };
    return { phrase, next: at + 2 };
  }
  const quantity = readQuantity(words, at);
  let next = at + (quantity?.words ?? 0);
  let determiner = quantity ? words[at]!.lower : undefined;
  let owner: NounPhrase | undefined;
  if (quantity && words[next]?.lower === "of" && words[next + 1]?.tag !== "mark") next++;
  for (;;) {
    const word = words[next];
    if (word?.tag === "determiner" || word?.tag === "possessive") {
      if (word.tag === "possessive") owner = pronounPhrase(word);
      determiner ??= word.lower;
      next++;
      // "all of them", "some of the rooms", "each of these"
      if (words[next]?.lower === "of" && QUANTIFIERS.has(word.lower)) next++;
    } else if (word?.tag === "adverb" && next > at && isInside(words, next + 1)) next++;
    else break;
  }
  const second = words[next]?.tag === "number" ? readQuantity(words, next) : undefined;
  const bound = quantity ?? second;
  if (second && !quantity) next += second.words;
  if (second && quantity && words[next]?.tag === "number") next += second.words;
  const pronoun = words[next];
  const shown = next > at ? words[next - 1]!.lower : "";
  if (/^(?:this|that|these|those)$/.test(shown) && !isInside(words, next)) {
    const word = words[next - 1]!;
    const phrase: NounPhrase = {
      ...pronounPhrase(word),
      plural: shown === "these" || shown === "those",
      pronoun: shown === "those" ? "those" : shown === "these" ? "them" : "this",
    };
    return { phrase, next };
  }
  if (
    pronoun?.tag === "pronoun" &&
    (next === at || quantity !== undefined || words[next - 1]!.lower === "of" ||
      determiner === "all" || determiner === "both")
  ) {
    const phrase = { ...pronounPhrase(pronoun), ...(bound ? { quantity: bound } : {}) };
    return { phrase, next: next + 1 };
  }
  // "the first is headed by a foreman"
  if (
    determiner === "the" && /^(?:first|second|third|last|latter|former|other)$/.test(
      words[next]?.lower ?? "",
    ) && ["be", "have", "modal", "verb"].includes(words[next + 1]?.tag ?? "")
  ) {
    const phrase = { ...pronounPhrase(words[next]!), pronoun: "some" };
    return { phrase, next: next + 1 };
  }
  const adjectives: string[] = [];
  while (
    isModifier(words, next) ||
    words[next]?.tag === "and" && adjectives.length > 0 && isDescribing(words[next + 1]) &&
      isModifier(words, next + 1)
  ) {
    const word = words[next]!;
    if (word.tag === "and") {
      next++;
      continue;
    }
    if (word.tag !== "number") adjectives.push(word.lower);
    next++;
  }
  const opening = next;
  while (
    words[next] && NOUN_LIKE.has(words[next]!.tag) && !(next > opening && isLater(words, next))
  ) {
    next++;
  }
  if (next === opening) {
    // "each", "another", "several", "both" standing alone
    const alone = words[at]!;
    if (
      (determiner !== undefined && ALONE.has(alone.lower) && adjectives.length === 0) ||
      (bound !== undefined &&
        /^(?:one|several|many|two|three|four|more)$/.test(words[next - 1]?.lower ?? "") &&
        adjectives.length === 0)
    ) {
      const phrase: NounPhrase = {
        ...pronounPhrase(alone),
        pronoun: PRONOUNS[determiner ?? ""] ?? "one",
        plural: /^(?:some|many|most|several|both)$/.test(determiner ?? ""),
        ...(bound ? { quantity: bound } : {}),
      };
      if (determiner === "another" && words[at + 1]?.lower === "one") {
        return { phrase, next: at + 2 };
      }
      return { phrase, next: Math.max(at + 1, Math.min(next, at + (quantity?.words ?? 1))) };
    }
    return undefined;
  }
  const nouns = naming(words.slice(opening, next));
  const last = nouns.at(-1)!;
  const phrase: NounPhrase = {
    name: nouns.map(({ lemma, lower }, index) => index === nouns.length - 1 ? lemma : lower),
    adjectives,
    plural: last.plural || determiner !== undefined && PLURAL.has(determiner),
    proper: nouns.every(({ tag }) => tag === "name"),
    ...(opening > 0 && /^\p{Lu}\p{Ll}/u.test(last.text) &&
        !/^[.:!?•*–—-]$/.test(words[opening - 1]!.text)
      ? { capital: true }
      : {}),
    start: words[at]!.start,
    end: last.end,
    ...(determiner === undefined ? {} : { determiner }),
    ...(bound ? { quantity: bound } : {}),
    ...(owner ? { owner } : {}),
  };
  if (words[next]?.tag === "genitive") {
    // "the museum's own workshop"
    const owned = readNoun(words, words[next + 1]?.lower === "own" ? next + 2 : next + 1);
    if (owned && owned.phrase.pronoun === undefined) {
      return { phrase: { ...owned.phrase, owner: phrase, start: phrase.start }, next: owned.next };
    }
    next++;
  }
  return { phrase, next };
}

/** "shifts weeks ahead", "go through the house room by room": when and how, and no part of the name */
const isLater = (words: readonly Word[], at: number) =>
  /^(?:seconds|minutes|hours|days|weeks|months|years)$/.test(words[at]!.lower) &&
    /^(?:ahead|before|after|later|earlier|ago)$/.test(words[at + 1]?.lower ?? "") ||
  /^(?:by|after)$/.test(words[at + 1]?.lower ?? "") &&
    words[at + 2]?.lower === words[at]!.lower;

/** The words that name the thing: "favourite quotes" are quotes, "n treatments" are treatments. */
function naming(nouns: readonly Word[]): readonly Word[] {
  const from = nouns.slice(0, -1).findLastIndex(({ lower }) =>
    plainAdjectives.has(lower) || lower.length === 1
  );
  return nouns.slice(from + 1);
}

const PRONOUNS: Readonly<Record<string, string>> = {
  each: "each",
  either: "each",
  another: "another",
  both: "both",
  some: "some",
  many: "some",
  most: "some",
  several: "some",
};

const PLURAL = new Set(["these", "those", "both", "several", "many", "few", "all"]);

const ALONE = new Set([
  "each",
  "another",
  "several",
  "both",
  "either",
  "many",
  "all",
  "some",
  "most",
]);

const QUANTIFIERS = new Set([...ALONE, "any", "few", "neither", "none", "half"]);

export function pronounPhrase({ lower, start, end }: Word): NounPhrase {
  const plural = /^(?:they|them|their|theirs|we|our|us|themselves|others)$/.test(lower);
  return { name: [], adjectives: [], plural, pronoun: lower, proper: false, start, end };
}

/** Whether a noun follows the modifiers from a place on. */
function isInside(words: readonly Word[], at: number): boolean {
  let next = at;
  while (
    words[next] && (MODIFIERS.has(words[next]!.tag) || words[next]!.tag === "adverb" ||
      // "lost or damaged parcels"
      words[next]!.tag === "and" && next > at - 1 && isDescribing(words[next - 1]) &&
        isDescribing(words[next + 1]) && words[next + 2]?.tag === "noun")
  ) next++;
  return words[next] !== undefined && NOUN_LIKE.has(words[next]!.tag);
}

const isDescribing = (word: Word | undefined) => word?.tag === "adjective" || word?.tag === "past";

export function isModifier(words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (!word || !MODIFIERS.has(word.tag)) return false;
  return isInside(words, at + 1);
}
