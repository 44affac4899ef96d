/**
 * What tells a noun from a verb where a word may be both ("orders", "set", "planning"): observations with
 * names, for logistic regressions to weigh. `bench/fit_words.ts` fits the weights on tagged sentences.
 *
 * @module
 */
import { clauseAround, FINITE, isThirdPerson, type Tagging } from "../tagging.ts";
import { withoutS } from "../verb_forms.ts";
import type { Tag } from "../word.ts";
import { upTo } from "./feature_words.ts";
import { nounhoodOf } from "./nounhood.ts";

/** Classes of words whose own form says what the neighbours are. */
const CLOSED = new Set<Tag>(
  [
    "determiner",
    "possessive",
    "pronoun",
    "preposition",
    "to",
    "and",
    "modal",
    "be",
    "have",
    "do",
    "not",
    "relative",
    "subordinator",
    "mark",
    "genitive",
    "number",
    "adverb",
  ],
);

const LIBRARY =
  /^(?:Noun|Verb|PresentTense|Infinitive|Gerund|PastTense|Participle|Plural|Singular|Adjective|Adverb|Person|ProperNoun|Uncountable|Actor)$/;

/** How the noun phrase that a word may belong to starts: "an" says that what ends in -s is no noun of it. */
function openerOf(all: readonly Tagging[], at: number): string {
  let from = at;
  while (NOMINAL.has(all[from - 1]?.tag ?? "mark")) from--;
  const before = all[from - 1];
  const nouns = all.slice(from, at).filter(({ tag }) => tag === "noun").length;
  const opener = before === undefined ? "the start" : numberOf(before) ?? before.tag;
  return `${opener}, ${upTo(2, nouns)} nouns`;
}

/** How many a determiner or a number announces; a determiner that leaves it open is its own answer. */
function numberOf({ tag, token: { lower } }: Tagging): string | undefined {
  if (tag === "number") return /^(?:1|one)$/.test(lower) ? "one" : "many";
  if (tag !== "determiner") return undefined;
  if (/^(?:an?|each|every|another|this|that|either|neither)$/.test(lower)) return "one";
  const many = /^(?:these|those|many|several|some|few|both|all|most|more|other)$/.test(lower);
  return many ? "many" : lower;
}

const NOMINAL = new Set<Tag>(["noun", "name", "adjective"]);

/** What is observed of a word that may be a noun or a verb. */
export function tagFeatures(all: readonly Tagging[], at: number): readonly string[] {
  const { token, tag, tags } = all[at]!;
  const { lower, text } = token;
  const tagAt = (place: number) => all[place]?.tag ?? "edge";
  const wordAt = (place: number) => {
    const tagging = all[place];
    return tagging === undefined ? "edge" : CLOSED.has(tagging.tag) ? tagging.token.lower : "";
  };
  const [before, after] = [tagAt(at - 1), tagAt(at + 1)];
  const [wordBefore, wordAfter] = [wordAt(at - 1), wordAt(at + 1)];
  const [from, to] = clauseAround(all, at);
  const verbs = (part: readonly Tagging[]) => part.some((each) => FINITE.has(each.tag));
  const earlier = verbs(all.slice(from, at));
  const later = verbs(all.slice(at + 1, to + 1));
  const finite = `verb ${earlier ? later ? "around" : "before" : later ? "behind" : "nowhere"}`;
  const s = isThirdPerson(lower) ? "-s" : "";
  const ending = /(?:ings?|ed|en|s|tion|ment|er)$/.exec(lower)?.[0] ?? "";
  const degree = nounhoodOf(lower) ?? "unknown";
  const known = [...tags].filter((each) => LIBRARY.test(each)).sort().join("+");
  const nouns = before === "noun"
    ? [`behind a noun${isThirdPerson(all[at - 1]!.token.lower) ? "-s" : ""}: ${s}, ${after}`]
    : [];
  const opener = openerOf(all, at);
  return [
    `${tag}`,
    `opened by ${opener}: _${s}`,
    `opened by ${opener}: ${tag}${s} ${after}`,
    `opened by ${opener}: a noun: ${degree}${s}`,
    `ending: ${ending}`,
    `${tag}, ending: ${ending}`,
    `word: ${withoutS(lower)}`,
    `a noun: ${degree}${s}`,
    `a noun: ${degree}, ${tag}`,
    `${before} a noun: ${degree}${s}`,
    `a noun: ${degree}${s} ${after}`,
    `${before} a noun: ${degree} ${after}`,
    `library: ${known}`,
    `${before} _`,
    `_ ${after}`,
    `${tagAt(at - 2)} ${before} _`,
    `_ ${after} ${tagAt(at + 2)}`,
    `${before} _ ${after}`,
    `${before} ${tag} ${after}`,
    `${before} _${s}`,
    `_${s} ${after}`,
    `“${wordBefore}” _`,
    `_ “${wordAfter}”`,
    `“${wordBefore}” ${tag}`,
    `${tag} “${wordAfter}”`,
    `“${wordBefore}” _ “${wordAfter}”`,
    finite,
    `${tag}, ${earlier || later ? "a verb" : "no verb"}`,
    `${finite}: _${s} ${after}`,
    ...nouns,
    ...(at === from ? ["opens a clause"] : []),
    ...(at === to ? ["closes a clause"] : []),
    ...(/^\p{Lu}/u.test(text) ? ["with a capital"] : []),
  ];
}
