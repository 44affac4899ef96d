import type { Correct, Tagging } from "./tagging.ts";
import type { Tag } from "./word.ts";

/** A small word that is not always of one class. */
interface SmallWord {
  readonly words: string;
  readonly as: Tag;
  /** Where it is of this class, by the words around it. */
  fits(around: Around): boolean;
}

interface Around {
  readonly all: readonly Tagging[];
  readonly at: number;
  readonly before: Tag | undefined;
  readonly after: Tag | undefined;
  readonly wordBefore: string;
}

const isOneOf = (tag: Tag | undefined, ...tags: readonly Tag[]) =>
  tag !== undefined && tags.includes(tag);

/** What the neighbours say of a small word; the last that fits counts. */
const SMALL_WORDS: readonly SmallWord[] = [
  {
    // "the workers registered there": where, and no subject
    words: "there",
    as: "adverb",
    fits: ({ all, at, before, after }) =>
      before !== undefined && before !== "preposition" &&
        !isOneOf(after, "be", "have", "modal", "verb") ||
      before === "past" && after === "modal" && all[at + 2]?.tag !== "be",
  },
  {
    // "either owned by": no determiner
    words: "either both neither",
    as: "adverb",
    fits: ({ after }) => isOneOf(after, "past", "preposition", "to", "verb", "gerund"),
  },
  {
    // "a till is opened", "made at a particular till", "in exactly one well of a plate"
    words: "till well",
    as: "noun",
    fits: ({ before, after }) =>
      isOneOf(before, "determiner", "possessive", "adjective", "number") &&
      !isOneOf(after, "noun", "adjective"),
  },
  {
    // "a right held by a breeder", "a water right"
    words: "right",
    as: "noun",
    fits: ({ before, after }) =>
      isOneOf(before, "determiner", "possessive", "noun") && !isOneOf(after, "noun", "adjective"),
  },
  {
    // "a will may revoke earlier ones"
    words: "earlier later further",
    as: "adjective",
    fits: ({ all, at }) => all[at + 1]?.token.lower === "ones",
  },
  {
    // "the following shall be kept"
    words: "following",
    as: "pronoun",
    fits: ({ wordBefore, after }) =>
      wordBefore === "the" && !isOneOf(after, "noun", "adjective", "name"),
  },
  {
    // "once the couple accepts": no "once a year"
    words: "once",
    as: "subordinator",
    fits: opensClause,
  },
  {
    // ", provided they attended": if
    words: "provided",
    as: "subordinator",
    fits: ({ wordBefore, after }) =>
      /^[,(]$/.test(wordBefore) &&
      isOneOf(after, "pronoun", "determiner", "possessive", "relative"),
  },
  {
    // "a second pharmacist"
    words: "second third fourth fifth",
    as: "adjective",
    fits: ({ before, after }) => after === "noun" && isOneOf(before, "determiner", "possessive"),
  },
  {
    // "we'd also like to keep photos"
    words: "like",
    as: "verb",
    fits({ all, at }) {
      const before = all.slice(Math.max(0, at - 2), at).findLast(({ tag }) => tag !== "adverb");
      return isOneOf(before?.tag, "modal", "to", "do", "not") ||
        /^(?:i|we|they|you|who)$/.test(before?.token.lower ?? "");
    },
  },
  {
    // "members who each hold a share", "they each have a key"
    words: "each",
    as: "adverb",
    fits({ all, at, before, after }) {
      const next = all[at + 1];
      return isOneOf(before, "relative", "pronoun") &&
        (isOneOf(after, "verb", "have", "be", "modal") ||
          next?.mayBeVerb === true && !/s$/.test(next.token.lower));
    },
  },
  {
    // "one bottle, can or cylinder"
    words: "can",
    as: "noun",
    fits: ({ wordBefore, after }) => wordBefore === "," && after === "and",
  },
  {
    // "send the box round a circuit"
    words: "round past opposite aboard underneath beneath",
    as: "preposition",
    fits: ({ before, after }) => after === "determiner" && isOneOf(before, "noun", "verb", "past"),
  },
  {
    // "are put right"
    words: "right",
    as: "adverb",
    fits: ({ wordBefore }) => /^put(?:s|ting)?$/.test(wordBefore),
  },
  {
    // "adds a note to an existing one"
    words: "one",
    as: "noun",
    fits: ({ before, after }) =>
      before === "adjective" && !isOneOf(after ?? "mark", "noun", "adjective", "number"),
  },
  {
    // "a later one", "an earlier version"
    words: "later earlier",
    as: "adjective",
    fits: ({ all, at, before, after }) =>
      before === "determiner" && (after === "noun" || all[at + 1]?.token.lower === "one"),
  },
  {
    // "an outside firm"
    words: "outside inside above",
    as: "adjective",
    fits: ({ before, after, all, at }) =>
      isOneOf(before, "determiner", "preposition") ||
      // "by wards and outside practices"
      before === "and" && after === "noun" && all[at - 2]?.tag === "noun",
  },
  {
    // "my own collections", "a fee of their own"
    words: "own",
    as: "adverb",
    fits: ({ before }) => isOneOf(before, "possessive", "genitive"),
  },
];

const BY_WORD: ReadonlyMap<string, readonly SmallWord[]> = new Map(
  [...new Set(SMALL_WORDS.flatMap(({ words }) => words.split(" ")))].map((
    word,
  ) => [word, SMALL_WORDS.filter(({ words }) => words.split(" ").includes(word))]),
);

/** The class of a small word where its neighbours leave no doubt. */
export const smallWordTag: Correct = ({ token }, at, all) => {
  const known = BY_WORD.get(token.lower);
  if (!known) return undefined;
  const around = {
    all,
    at,
    before: all[at - 1]?.tag,
    after: all[at + 1]?.tag,
    wordBefore: all[at - 1]?.token.lower ?? "",
  };
  return known.findLast(({ fits }) => fits(around))?.as;
};

function opensClause({ all, at }: Around): boolean {
  const next = all[at + 1];
  const noun = all[at + 2]?.token.lower ?? "";
  return next !== undefined &&
    ["determiner", "possessive", "pronoun", "noun"].includes(next.tag) &&
    !/^(?:second|minute|hour|day|night|week|fortnight|month|quarter|term|season|year)s?$/.test(
      noun,
    );
}
