import { closedWords, isPluralDeterminer } from "./closed_words.ts";
import { determinerOrRelative, tagCorrections } from "./correct_tags.ts";
import type { English, VerbForm } from "./english.ts";
import { mayBeVerb, type Tagging } from "./tagging.ts";
import { type Tag, type Token, tokenize, type Word } from "./word.ts";

/**
 * Splits a sentence into words and says what each one does. The library's tags are corrected where the
 * neighbours of a word leave no doubt.
 *
 * @param sentence The sentence.
 * @param english Who knows the words.
 * @param offset Where the sentence starts in the whole text.
 */
export function tagWords(sentence: string, english: English, offset = 0): readonly Word[] {
  const tokens = tokenize(sentence, offset);
  const words = tokens.filter(({ kind }) => kind !== "mark");
  const posts = words.map((word) => marksBehind(tokens, word));
  const known = english.tags(words.map(libraryText), posts);
  const tagsOf = new Map(words.map((word, at) => [word, known[at]!]));
  const taggings = tokens.map((token): Tagging => {
    const tags = tagsOf.get(token) ?? new Set<string>();
    const verb = token.kind === "word" && mayBeVerb(token.lower, english);
    return { token, tags, tag: firstTag(token, tags), mayBeVerb: verb };
  });
  taggings.forEach((tagging, at) => {
    tagging.tag = determinerOrRelative(tagging, at, taggings);
    const next = taggings[at + 1]?.tag;
    // "either owned by": no determiner
    if (
      /^(?:either|both|neither)$/.test(tagging.token.lower) && next &&
      ["past", "preposition", "to", "verb", "gerund"].includes(next)
    ) tagging.tag = "adverb";
    // "a till is opened", "a right held by a breeder"
    if (
      /^(?:till|right)$/.test(tagging.token.lower) &&
      ["determiner", "possessive", ...(tagging.token.lower === "right" ? ["noun"] : [])].includes(
        taggings[at - 1]?.tag ?? "",
      ) &&
      !["noun", "adjective"].includes(taggings[at + 1]?.tag ?? "")
    ) tagging.tag = "noun";
    // "the following shall be kept"
    if (
      tagging.token.lower === "following" && taggings[at - 1]?.token.lower === "the" &&
      !["noun", "adjective", "name"].includes(taggings[at + 1]?.tag ?? "")
    ) tagging.tag = "pronoun";
    // "once the couple accepts": no "once a year"
    if (tagging.token.lower === "once" && opensClause(taggings, at)) tagging.tag = "subordinator";
    // ", provided they attended": if
    if (
      tagging.token.lower === "provided" && /^[,(]$/.test(taggings[at - 1]?.token.text ?? "") &&
      next && ["pronoun", "determiner", "possessive", "relative"].includes(next)
    ) tagging.tag = "subordinator";
    // "a second pharmacist"
    if (
      /^(?:second|third|fourth|fifth)$/.test(tagging.token.lower) && next === "noun" &&
      ["determiner", "possessive"].includes(taggings[at - 1]?.tag ?? "")
    ) tagging.tag = "adjective";
    // "we'd also like to keep photos"
    const earlier = taggings.slice(Math.max(0, at - 2), at).findLast(({ tag }) => tag !== "adverb");
    if (
      tagging.token.lower === "like" && earlier &&
      (["modal", "to", "do", "not"].includes(earlier.tag) ||
        /^(?:i|we|they|you|who)$/.test(earlier.token.lower))
    ) tagging.tag = "verb";
    // "members who each hold a share", "they each have a key"
    const prior = taggings[at - 1];
    const behind = taggings[at + 1];
    if (
      tagging.token.lower === "each" && behind && prior &&
      (prior.tag === "relative" || prior.tag === "pronoun") &&
      (["verb", "have", "be", "modal"].includes(behind.tag) ||
        behind.mayBeVerb && !/s$/.test(behind.token.lower))
    ) {
      tagging.tag = "adverb";
      if (behind.tag === "noun") behind.tag = "verb";
    }
    // "one bottle, can or cylinder"
    if (
      tagging.token.lower === "can" && taggings[at - 1]?.token.text === "," && next === "and"
    ) tagging.tag = "noun";
    // "send the box round a circuit"
    if (
      /^(?:round|past|opposite|aboard|underneath|beneath)$/.test(tagging.token.lower) &&
      next === "determiner" && ["noun", "verb", "past"].includes(taggings[at - 1]?.tag ?? "")
    ) tagging.tag = "preposition";
    // "are put right"
    if (
      tagging.token.lower === "right" &&
      /^put(?:s|ting)?$/.test(taggings[at - 1]?.token.lower ?? "")
    ) tagging.tag = "adverb";
    // "adds a note to an existing one"
    if (
      tagging.token.lower === "one" && taggings[at - 1]?.tag === "adjective" &&
      !["noun", "adjective", "number"].includes(next ?? "mark")
    ) tagging.tag = "noun";
    // "an outside firm"
    if (
      /^(?:outside|inside|above)$/.test(tagging.token.lower) &&
      ["determiner", "preposition"].includes(taggings[at - 1]?.tag ?? "")
    ) tagging.tag = "adjective";
    // "my own collections", "a fee of their own"
    if (
      tagging.token.lower === "own" &&
      ["possessive", "genitive"].includes(taggings[at - 1]?.tag ?? "")
    ) tagging.tag = "adverb";
  });
  for (const correct of tagCorrections) {
    taggings.forEach((tagging, at) => {
      if (OPEN.has(tagging.tag)) tagging.tag = correct(tagging, at, taggings) ?? tagging.tag;
    });
  }
  return taggings.map((tagging) => wordOf(tagging, english));
}

function opensClause(taggings: readonly Tagging[], at: number): boolean {
  const next = taggings[at + 1];
  const noun = taggings[at + 2]?.token.lower ?? "";
  return next !== undefined &&
    ["determiner", "possessive", "pronoun", "noun"].includes(next.tag) &&
    !/^(?:second|minute|hour|day|night|week|fortnight|month|quarter|term|season|year)s?$/.test(
      noun,
    );
}

function libraryText({ text, lower, kind }: Token): string {
  // A clitic that was written out is known to the library by its full form only.
  return kind === "word" && !/^\p{Lu}/u.test(text) ? lower : text.replaceAll("’", "'");
}

function marksBehind(tokens: readonly Token[], word: Token): string {
  const at = tokens.indexOf(word);
  const next = tokens[at + 1];
  return next?.kind === "mark" && /^[,;:.!?)]$/.test(next.text) ? next.text : "";
}

const OPEN = new Set<Tag>(["noun", "name", "adjective", "verb", "past", "gerund"]);

const PERSONAL = ["Person", "FirstName", "LastName", "Honorific", "WeekDay", "Month", "Place"];

function firstTag({ lower, kind, text }: Token, tags: ReadonlySet<string>): Tag {
  if (kind === "mark") return lower === "&" || lower === "/" || lower === "+" ? "and" : "mark";
  if (kind === "number") return "number";
  if (lower === "'s" || lower === "'") return "genitive";
  const closed = closedWords.get(lower);
  if (closed) return closed;
  if (PARTICIPLES.has(lower)) return "past";
  if (lower === "lot") return "noun";
  const has = (...names: readonly string[]) => names.some((name) => tags.has(name));
  if (has("TextValue", "Cardinal", "Ordinal", "Fraction")) {
    return /(?:first|second|third|th)$/.test(lower) ? "adjective" : "number";
  }
  if (has("Gerund") || /^\p{L}{3,}ing$/u.test(lower) && !has("Noun")) return "gerund";
  if (has("PastTense", "Participle")) return "past";
  if (has("Adverb") && !/^(?:ap|com|sup|im|re|multi)ply$/.test(lower)) return "adverb";
  if (/ly$/.test(lower) && !NOT_ADVERBS.test(lower)) return "adverb";
  if (lower.includes("-") && has("Verb")) return "noun";
  if (has("Verb") && !has("Noun")) return "verb";
  if (has("Adjective", "Comparative", "Superlative")) return "adjective";
  if (has(...PERSONAL) && /^\p{Lu}/u.test(text)) return "name";
  return "noun";
}

/** Participles that are seldom anything else. */
const PARTICIPLES = new Set(
  "taken given sent kept held brought made sold written drawn shown known grown chosen driven lent taught bought built paid handed done met"
    .split(" "),
);

const NOT_ADVERBS =
  /^(?:(?:ap|com|sup|im|re|multi)ply|rely|family|supply|reply|assembly|anomaly|butterfly|ally|belly|fly|jelly|lily|july|monopoly|(?:bi)?(?:daily|weekly|monthly|yearly|hourly)|elderly|friendly|early|only|likely|assembly|rally|bully|tally|folly|fly)$/;

function infinitive(lower: string, form: VerbForm, english: English): string {
  const found = english.infinitive(lower, form);
  const unchanged = found === lower || /(?:[nt]e[dn]|ened)$/.test(found) && form === "PastTense";
  return form === "PastTense" && unchanged ? english.infinitive(lower, "Participle") : found;
}

const FORMS: Readonly<Partial<Record<Tag, VerbForm>>> = {
  verb: "PresentTense",
  past: "PastTense",
  gerund: "Gerund",
};

function wordOf({ token, tags, tag }: Tagging, english: English): Word {
  const { text, lower, start, end } = token;
  const form = FORMS[tag];
  const participle = tag === "past" && tags.has("Participle") && !tags.has("PastTense");
  const singular = tag === "noun" || tag === "name" ? english.singular(lower) : lower;
  const lemma = form === undefined
    ? singular
    : infinitive(lower, participle ? "Participle" : form, english);
  const plural = tag === "noun"
    ? singular !== lower || tags.has("Plural") && english.plural(lower) === lower
    : tag === "determiner" && isPluralDeterminer(lower);
  return { text, lower, tag, lemma, plural, start, end };
}
