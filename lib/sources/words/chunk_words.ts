import { fixedPhraseAt, textFrom } from "./fixed_phrases.ts";
import type { Chunk, NounPhrase } from "./phrase.ts";
import { pronounPhrase, readNoun } from "./read_noun.ts";
import { readVerb } from "./read_verb.ts";
import type { Word } from "./word.ts";

/**
 * Groups the words of a sentence into noun phrases, verb groups and what stands between them. Words that
 * only colour a statement (adverbs, greetings) are left out.
 */
export function chunkWords(words: readonly Word[]): readonly Chunk[] {
  const chunks: Chunk[] = [];
  let at = 0;
  while (at < words.length) {
    const optional = optionalRemark(words, at, chunks.at(-1));
    if (optional) {
      chunks.splice(-1, 1, optional.chunk);
      at = optional.next;
      continue;
    }
    const read = readChunk(words, at, chunks);
    if (read.chunk) chunks.push(read.chunk);
    at = Math.max(read.next, at + 1);
  }
  return chunks;
}

const OPTIONAL =
  /^(?:optional|optionally|nullable|if (?:any|known|available|applicable|given|needed)|where (?:known|available|applicable)|(?:may|can) be (?:empty|missing)|not always known)$/;

/** "phone (optional)": a remark on the noun before it. */
function optionalRemark(
  words: readonly Word[],
  at: number,
  last: Chunk | undefined,
): { readonly chunk: Chunk; readonly next: number } | undefined {
  if (words[at]?.text !== "(" || last?.kind !== "noun") return undefined;
  const close = words.findIndex(({ text }, index) => index > at && text === ")");
  const remark = words.slice(at + 1, close).map(({ lower }) => lower).join(" ");
  if (close < 0 || !OPTIONAL.test(remark)) return undefined;
  const { phrase } = last;
  return {
    chunk: { kind: "noun", phrase: { ...phrase, adjectives: ["optional", ...phrase.adjectives] } },
    next: close + 1,
  };
}

interface Read<T> {
  readonly chunk?: T;
  readonly next: number;
}

/** "one of whom", "all of which": those meant, or some of them. */
const OF_WHOM =
  /^(?:one|two|three|each|every one|all|some|many|most|both|none|any|several) of (?:whom|which)\b/;

function readChunk(words: readonly Word[], at: number, before: readonly Chunk[]): Read<Chunk> {
  const word = words[at]!;
  if (/^both of (?:whom|which)\b/.test(textFrom(words, at))) {
    const phrase: NounPhrase = { ...pronounPhrase(word), pronoun: "both", plural: true };
    return { chunk: { kind: "noun", phrase }, next: at + 3 };
  }
  if (OF_WHOM.test(textFrom(words, at))) {
    const length = word.lower === "every" ? 4 : 3;
    return { chunk: { kind: "relative", word: { ...word, lower: "who" } }, next: at + length };
  }
  const phrase = fixedPhraseAt(words, at);
  if (phrase) {
    const next = at + phrase.words;
    return phrase.kind === "skip"
      ? { next }
      : { chunk: { kind: phrase.kind, word: { ...word, lower: phrase.as ?? word.lower } }, next };
  }
  // "keeps track of keys"
  const keeps = before.at(-1);
  if (
    word.lower === "track" && words[at + 1]?.lower === "of" && keeps?.kind === "verb" &&
    keeps.group.verb === "keep"
  ) return { next: at + 2 };
  // "incidents, however small, are logged"
  const remark = words[at + 1];
  if (
    word.tag === "subordinator" && (remark?.tag === "adjective" || remark?.tag === "past") &&
    words[at + 2]?.text === "," && before.at(-1)?.kind === "mark"
  ) return { next: at + 3 };
  // "arrival, departure, work done": what was done is no thing
  if (
    word.lower === "work" && words[at + 1]?.lower === "done" &&
    (before.at(-1)?.kind === "mark" || before.at(-1)?.kind === "and")
  ) return { next: at + 2 };
  // "between a small and a large box"
  if (
    word.tag === "determiner" && words[at + 1]?.tag === "adjective" &&
    words[at + 2]?.tag === "and" && words[at + 3]?.tag === "determiner" &&
    words[at + 4]?.tag === "adjective"
  ) return { next: at + 3 };
  // "decides which of the workers may operate it"
  if (
    word.lower === "which" && words[at + 1]?.lower === "of" &&
    (words[at + 2]?.tag === "determiner" || words[at + 2]?.tag === "possessive") &&
    before.at(-1)?.kind === "verb"
  ) return { next: at + 2 };
  // "he or she", "his or her"
  if (
    (word.tag === "pronoun" || word.tag === "possessive") && words[at + 1]?.lower === "or" &&
    words[at + 2]?.tag === word.tag
  ) return { next: at + 2 };
  // "item by item"
  if (
    /^(?:by|after)$/.test(words[at + 1]?.lower ?? "") && words[at + 2]?.lower === word.lower
  ) return { next: at + 3 };
  if (word.tag === "not") {
    // "not a particular copy", "not to the room": what is denied is left out.
    const skipped = denied(words, at + 1);
    if (skipped !== undefined) return { next: skipped };
  }
  const verb = readVerb(words, at, before);
  if (verb) return { chunk: { kind: "verb", group: verb.group }, next: verb.next };
  const noun = readNoun(words, at);
  if (noun && isTimeAdverbial(words, { at, next: noun.next, before }, noun.phrase)) {
    return { next: noun.next };
  }
  const split = noun && splitSubject(words, { at, next: noun.next, before });
  if (split) return { chunk: { kind: "noun", phrase: split.phrase }, next: split.next };
  if (noun) return { chunk: { kind: "noun", phrase: noun.phrase }, next: noun.next };
  switch (word.tag) {
    case "preposition":
    case "to":
      // "scouts over eighteen"
      if (words[at + 1]?.tag === "number" && !readNoun(words, at + 1)) return { next: at + 2 };
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

const TIME_UNIT =
  /^(?:second|minute|hour|day|night|morning|afternoon|evening|weekday|weekend|week|fortnight|month|quarter|season|semester|year|decade|monday|tuesday|wednesday|thursday|friday|saturday|sunday|time)$/;

/** "once a month", "every four weeks", "the same day": says when, and is no object. */
function isTimeAdverbial(
  words: readonly Word[],
  { next, before }: NounSpan,
  { name, determiner, quantity }: NounPhrase,
): boolean {
  if (name.length !== 1 || !TIME_UNIT.test(name[0]!)) return false;
  if (!/^(?:an?|all|every|each|that|this|the|any|some)$/.test(determiner ?? "") && !quantity) {
    return false;
  }
  const last = before.at(-1);
  const verb = last?.kind === "verb" ? last.group.verb : undefined;
  if (last?.kind === "preposition" || verb === "have" || verb === "record" || verb === "be") {
    return false;
  }
  if (last?.kind === "noun" && determiner === "the") return false;
  const follower = words[next];
  if (last === undefined || last.kind === "mark") {
    return /^(?:an?|every|each|that|this|any|some)$/.test(determiner ?? "") &&
      !["verb", "be", "have", "modal", "mark", "preposition", "genitive"].includes(
        follower?.tag ?? "mark",
      );
  }
  return follower?.lower !== "of" && determiner !== "the" && last.kind !== "and";
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
