import { closedWords, isPluralDeterminer } from "./closed_words.ts";
import { determinerOrRelative, tagCorrections } from "./correct_tags.ts";
import type { English, VerbForm } from "./english.ts";
import { numberOf } from "./quantity_words.ts";
import { smallWordTag } from "./small_word_corrections.ts";
import { mayBeVerb, type Tagging } from "./tagging.ts";
import { type TagWeights, weighTags } from "./weighing/weigh_tags.ts";
import { FITTED_WEIGHTS } from "./weighing/weights.ts";
import { type Tag, type Token, tokenize, type Word } from "./word.ts";

/** What `tagWords()` takes beside the sentence. */
export interface TagWordsOptions {
  /** Where the sentence starts in the whole text. */
  readonly offset?: number;
  readonly tags?: TagWeights;
}

/**
 * Splits a sentence into words and says what each one does. The library's tags are corrected where the
 * neighbours of a word leave no doubt, and weighed where they may be nouns or verbs.
 *
 * @param sentence The sentence.
 * @param english Who knows the words.
 */
export function tagWords(
  sentence: string,
  english: English,
  { offset = 0, tags: weights = FITTED_WEIGHTS.tags }: TagWordsOptions = {},
): readonly Word[] {
  const taggings = tagByRules(sentence, english, offset);
  const tags = weighTags(taggings, weights);
  return taggings.map((tagging, at) => wordOf({ ...tagging, tag: tags[at]! }, english));
}

/** The words of a sentence as the library and the rules tag them, before they are weighed. */
export function tagByRules(sentence: string, english: English, offset = 0): readonly Tagging[] {
  const tokens = tokenize(sentence, offset);
  const words = tokens.filter(({ kind }) => kind !== "mark");
  const posts = words.map((word) => marksBehind(tokens, word));
  const known = english.tags(words.map(libraryText), posts);
  const tagsOf = new Map(words.map((word, at) => [word, known[at]!]));
  const taggings = tokens.map((token): Tagging => {
    const tags = tagsOf.get(token) ?? new Set<string>();
    const verb = token.kind === "word" && mayBeVerb(token.lower, english);
    const first = firstTag(token, tags);
    // "Lesson" at the start of a cell is no name.
    const tag = first === "name" && token === tokens[0] &&
        (tokens.length === 1 || tokens[1]?.text === "=") && !tags.has("FirstName")
      ? "noun"
      : first;
    return { token, tags, tag, mayBeVerb: verb };
  });
  taggings.forEach((tagging, at) => {
    tagging.tag = determinerOrRelative(tagging, at, taggings);
    tagging.tag = smallWordTag(tagging, at, taggings) ?? tagging.tag;
    // "who each hold a share": what follows is the verb.
    const next = taggings[at + 1];
    if (tagging.token.lower === "each" && tagging.tag === "adverb" && next?.tag === "noun") {
      next.tag = "verb";
    }
  });
  for (const correct of tagCorrections) {
    taggings.forEach((tagging, at) => {
      if (OPEN.has(tagging.tag)) tagging.tag = correct(tagging, at, taggings) ?? tagging.tag;
    });
  }
  return taggings;
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
  if (lower.includes("-") && numberOf(lower) !== undefined) return "number";
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
  if (form === "PastTense" && unchanged) return regular(english.infinitive(lower, "Participle"));
  return form === "Participle" && found === lower
    ? regular(english.infinitive(lower, "PastTense"))
    : regular(found);
}

/** `moored` is `moor` where the library leaves it as it is. */
const regular = (verb: string) =>
  /[^e]ed$/.test(verb) && verb.length > 5 ? verb.slice(0, -2) : verb;

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
