import type { Chunk, NounPhrase, VerbGroup } from "./phrase.ts";
import { readQuantity } from "./quantity_words.ts";
import type { Tag, Word } from "./word.ts";

/**
 * Groups the words of a sentence into noun phrases, verb groups and what stands between them. Words that
 * only colour a statement (adverbs, greetings) are left out.
 */
export function chunkWords(words: readonly Word[]): readonly Chunk[] {
  const chunks: Chunk[] = [];
  let at = 0;
  while (at < words.length) {
    const read = readChunk(words, at, chunks);
    if (read.chunk) chunks.push(read.chunk);
    at = Math.max(read.next, at + 1);
  }
  return chunks;
}

interface Read<T> {
  readonly chunk?: T;
  readonly next: number;
}

/** "one of whom", "all of which": those meant, or some of them. */
const OF_WHOM =
  /^(?:one|two|three|each|all|some|many|most|both|none|any|several) of (?:whom|which)\b/;

function readChunk(words: readonly Word[], at: number, before: readonly Chunk[]): Read<Chunk> {
  const word = words[at]!;
  if (/^both of (?:whom|which)\b/.test(textFrom(words, at))) {
    const phrase: NounPhrase = { ...pronounPhrase(word), pronoun: "both", plural: true };
    return { chunk: { kind: "noun", phrase }, next: at + 3 };
  }
  if (OF_WHOM.test(textFrom(words, at))) {
    return { chunk: { kind: "relative", word: { ...word, lower: "who" } }, next: at + 3 };
  }
  const phrase = FIXED.find(({ pattern }) => pattern.test(textFrom(words, at)));
  if (phrase) {
    const next = at + phrase.words;
    return phrase.kind === "skip"
      ? { next }
      : { chunk: { kind: phrase.kind, word: { ...word, lower: phrase.as ?? word.lower } }, next };
  }
  if (word.tag === "not") {
    // "not a particular copy", "not to the room": what is denied is left out.
    const skipped = denied(words, at + 1);
    if (skipped !== undefined) return { next: skipped };
  }
  const verb = readVerb(words, at, before);
  if (verb) return { chunk: { kind: "verb", group: verb.group }, next: verb.next };
  const noun = readNoun(words, at);
  const split = noun && splitSubject(words, { at, next: noun.next, before });
  if (split) return { chunk: { kind: "noun", phrase: split.phrase }, next: split.next };
  if (noun) return { chunk: { kind: "noun", phrase: noun.phrase }, next: noun.next };
  switch (word.tag) {
    case "preposition":
    case "to":
      return { chunk: { kind: "preposition", word }, next: at + 1 };
    case "and":
    case "relative":
    case "subordinator":
    case "mark":
    case "adjective":
      return { chunk: { kind: word.tag, word }, next: at + 1 };
    case "past":
      return { chunk: { kind: "adjective", word }, next: at + 1 };
    case "determiner":
      return { next: at + 1 };
    default:
      return { next: at + 1 };
  }
}

interface NounSpan {
  readonly at: number;
  readonly next: number;
  readonly before: readonly Chunk[];
}

/** "for every extension interest is paid", "during their stay guests rent": the last noun is the subject. */
function splitSubject(
  words: readonly Word[],
  { at, next, before }: NounSpan,
): ReturnType<typeof readNoun> {
  const last = words[next - 1];
  const follows = words[next]?.tag ?? "mark";
  const preposition = before.at(-1);
  const opener = before.at(-2);
  if (
    last?.tag !== "noun" || words[next - 2]?.tag !== "noun" ||
    !["be", "have", "modal", "verb"].includes(follows)
  ) return undefined;
  const opens = opener === undefined || opener.kind === "mark" || opener.kind === "and" ||
    opener.kind === "subordinator";
  if (preposition?.kind !== "preposition" || preposition.word.lower === "of" || !opens) {
    return undefined;
  }
  return readNoun(words.slice(0, next - 1), at);
}

function denied(words: readonly Word[], at: number): number | undefined {
  const first = words[at];
  if (!first || first.lower === "only" || first.lower === "needed") return undefined;
  const from = (first.tag === "preposition" || first.tag === "to") ? at + 1 : at;
  if (["determiner", "noun", "possessive", "preposition", "to"].includes(first.tag)) {
    return readNoun(words, from)?.next;
  }
  return undefined;
}

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
const FIXED: readonly FixedPhrase[] = [
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

function textFrom(words: readonly Word[], at: number): string {
  return words.slice(at, at + 5).map(({ lower }) => lower).join(" ");
}

const NOUN_LIKE = new Set<Tag>(["noun", "name"]);
const MODIFIERS = new Set<Tag>(["adjective", "number", "past", "gerund"]);

/** Reads the noun phrase that starts at a word. */
export function readNoun(
  words: readonly Word[],
  at: number,
): { readonly phrase: NounPhrase; readonly next: number } | undefined {
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
      pronoun: shown.startsWith("th") && shown.endsWith("se") ? "them" : "this",
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
    if (word.tag !== "number") adjectives.push(word.tag === "adjective" ? word.lower : word.lower);
    next++;
  }
  const first = next;
  while (words[next] && NOUN_LIKE.has(words[next]!.tag)) next++;
  if (next === first) {
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
        ...(bound ? { quantity: bound } : {}),
      };
      return { phrase, next: Math.max(at + 1, Math.min(next, at + (quantity?.words ?? 1))) };
    }
    return undefined;
  }
  const nouns = words.slice(first, next);
  const last = nouns.at(-1)!;
  const phrase: NounPhrase = {
    name: nouns.map(({ lemma, lower }, index) =>
      index === nouns.length - 1 ? lemma : singularModifier(lemma, lower)
    ),
    adjectives,
    plural: last.plural || determiner !== undefined && PLURAL.has(determiner),
    proper: nouns.every(({ tag }) => tag === "name"),
    ...(first > 0 && /^\p{Lu}\p{Ll}/u.test(last.text) &&
        !/^[.:!?•*–—-]$/.test(words[first - 1]!.text)
      ? { capital: true }
      : {}),
    start: words[at]!.start,
    end: last.end,
    ...(determiner === undefined ? {} : { determiner }),
    ...(bound ? { quantity: bound } : {}),
    ...(owner ? { owner } : {}),
  };
  if (words[next]?.tag === "genitive") {
    const owned = readNoun(words, next + 1);
    if (owned && owned.phrase.pronoun === undefined) {
      return { phrase: { ...owned.phrase, owner: phrase, start: phrase.start }, next: owned.next };
    }
    next++;
  }
  return { phrase, next };
}

const singularModifier = (lemma: string, lower: string) => lower.endsWith("ss") ? lower : lemma;
const PRONOUNS: Readonly<Record<string, string>> = {
  each: "each",
  either: "each",
  another: "another",
  both: "both",
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

function pronounPhrase({ lower, start, end }: Word): NounPhrase {
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

function isModifier(words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (!word || !MODIFIERS.has(word.tag)) return false;
  return isInside(words, at + 1);
}

const LINKING = new Set([
  "want",
  "wish",
  "need",
  "like",
  "have",
  "able",
  "allow",
  "require",
  "expect",
  "suppose",
  "permit",
  "try",
  "plan",
  "decide",
  "be",
  "oblige",
  "entitle",
]);

/** Reads the verb group that starts at a word. */
export function readVerb(
  words: readonly Word[],
  at: number,
  before: readonly Chunk[],
): { readonly group: VerbGroup; readonly next: number } | undefined {
  const first = words[at]!;
  let next = at;
  let modal: string | undefined;
  let negated = false;
  let form: VerbGroup["form"] = "finite";
  let verb: Word | undefined;
  let passive = false;
  let auxiliary: Word | undefined;
  if (first.tag === "to") {
    const follower = skipAdverbs(words, at + 1);
    const tag = words[follower]?.tag;
    if (tag !== "verb" && tag !== "be" && tag !== "have" && tag !== "do") return undefined;
    form = "infinitive";
    next = at + 1;
  } else if (first.tag === "gerund" || first.tag === "past") {
    return readBareParticiple(words, at, before);
  } else if (!["verb", "be", "have", "do", "modal", "not"].includes(first.tag)) {
    return undefined;
  }
  for (; next < words.length; next++) {
    const word = words[next]!;
    // "need not be members"
    if (word.tag === "verb" && word.lemma === "need" && words[next + 1]?.lower === "not") {
      modal = "may";
      next++;
    } else if (word.tag === "modal") modal = word.lower;
    else if (word.tag === "not") negated = true;
    else if (word.tag === "adverb") {
      if (verb) break;
    } else if (word.tag === "do") auxiliary = word;
    else if (word.tag === "be" || word.tag === "have") {
      if (verb) break;
      auxiliary = word;
    } else if (
      word.tag === "to" && (auxiliary?.tag === "have" || verb && LINKING.has(verb.lemma))
    ) {
      const tag = words[skipAdverbs(words, next + 1)]?.tag;
      if (tag !== "verb" && tag !== "be" && tag !== "have") break;
      const needs = verb?.lemma === "need" || auxiliary?.tag === "have" && !verb;
      modal = needs ? negated ? "may" : "must" : modal ?? "may";
      // "need not", "does not have to": it is optional, not denied.
      if (needs) negated = false;
      verb = undefined;
      auxiliary = undefined;
    } else if (
      word.tag === "past" && auxiliary && !verb && !isAttributive(words, next, auxiliary)
    ) {
      passive = auxiliary.tag === "be";
      verb = word;
      if (LINKING.has(word.lemma) && words[next + 1]?.tag === "to") continue;
      next++;
      break;
    } else if (word.tag === "gerund" && auxiliary?.tag === "be" && !verb) {
      verb = word;
      next++;
      break;
    } else if (
      word.tag === "adjective" && auxiliary?.tag === "be" &&
      /^(?:able|free|welcome|likely|due|ready|happy)$/.test(word.lower) &&
      words[next + 1]?.tag === "to"
    ) {
      verb = { ...word, lemma: "able" };
    } else if (word.tag === "verb" && !verb) {
      verb = word;
      if (LINKING.has(word.lemma) && words[skipAdverbs(words, next + 1)]?.tag === "to") continue;
      next++;
      if (isPhrasal(words, next)) next++;
      break;
    } else break;
  }
  const main = verb ?? auxiliary;
  if (!main) return undefined;
  if (first.tag === "not" && form === "finite" && next === at + 1) return undefined;
  const lemma = main.tag === "be"
    ? "be"
    : main.tag === "have"
    ? "have"
    : main.tag === "do"
    ? "do"
    : main.lemma;
  const last = words[next - 1]!;
  return {
    group: {
      verb: lemma,
      passive,
      negated,
      form,
      start: first.start,
      end: last.end,
      ...(modal === undefined ? {} : { modal }),
    },
    next,
  };
}

const PHRASAL = new Set(
  `fill in,fill out,check in,check out,hand in,hand out,pick up,carry out,set up,give back,bring in,bring back,take over,send out,
  send in,hand over,lend out,rent out,hire out,sign in,write up,write down,type in,look up,use up,turn down,back up,call off,make up,
  put together,build up,break down,drop off,lay out,work out,give out,take back,fill up,claim back,pay back,put on,take up,draw up`
    .split(/,\s*/),
);

/** "fill in a form": the particle belongs to the verb. */
function isPhrasal(words: readonly Word[], at: number): boolean {
  const particle = words[at];
  const verb = words[at - 1];
  return particle !== undefined && verb !== undefined &&
    PHRASAL.has(`${verb.lemma} ${particle.lower}`) &&
    words[at + 1]?.tag !== "preposition";
}

function skipAdverbs(words: readonly Word[], at: number): number {
  let next = at;
  while (words[next]?.tag === "adverb") next++;
  return next;
}

/** "has paid members": the participle belongs to the noun. */
function isAttributive(words: readonly Word[], at: number, auxiliary: Word): boolean {
  return auxiliary.tag === "have" && words[at + 1] !== undefined &&
    NOUN_LIKE.has(words[at + 1]!.tag);
}

/** "parts supplied by", "members using", "ordered by date" */
function readBareParticiple(
  words: readonly Word[],
  at: number,
  before: readonly Chunk[],
): { readonly group: VerbGroup; readonly next: number } | undefined {
  const word = words[at]!;
  const behind = words[skipAdverbs(words, at + 1)];
  const last = before.at(-1);
  const afterNoun = last?.kind === "noun";
  const attributive = isModifier(words, at) && !(afterNoun && word.tag === "past");
  if (attributive && !(afterNoun || last?.kind === "preposition" && word.tag === "gerund")) {
    return undefined;
  }
  const { lemma, start, end } = word;
  if (word.tag === "gerund") {
    const group: VerbGroup = {
      verb: lemma,
      passive: false,
      negated: false,
      form: "gerund",
      start,
      end,
    };
    return { group, next: at + 1 };
  }
  const spoken = last?.kind === "noun" &&
    /^(?:we|they|i|he|she|you)$/.test(last.phrase.pronoun ?? "");
  const active = last?.kind === "relative" || spoken || afterNoun && behind !== undefined &&
      (["determiner", "possessive", "noun", "pronoun", "number"].includes(behind.tag));
  const group: VerbGroup = {
    verb: lemma,
    passive: !active,
    negated: false,
    form: active ? "finite" : "participle",
    start,
    end,
  };
  return { group, next: at + 1 };
}
