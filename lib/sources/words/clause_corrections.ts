/**
 * What the whole clause says of a word: which one can be its verb, and which ones cannot.
 *
 * @module
 */
import {
  after,
  before,
  COLLECTIVE,
  type Correct,
  hasVerb,
  isThirdPerson,
  type Tagging,
  verbSince,
} from "./tagging.ts";
import { commonVerbs, plainVerbs } from "./verb_words.ts";

/** Endings of nouns, and the few verbs that end so. */
const NOUN_ENDING =
  /(?:[ts]ions?|ments?|ness(?:es)?|it(?:y|ies)|[nt]c(?:y|ies)|ac(?:y|ies)|hoods?|ships?|isms?|olog(?:y|ies))$/;
const VERBS_TOO =
  /^(?:mention|function|position|condition|question|commission|section|ration|partition|caution|station|auction|provision|requisition|transition|sanction|petition|comment|implement|supplement|document|complement|experiment|torment|cement|ferment|fragment|segment|augment|pension|tension|ship|worship|pity)s?$/;

const FINITE = new Set(["be", "have", "modal"]);

/** The head of the subject of the clause around a place: the last of its first nouns. */
function subjectHead(all: readonly Tagging[], at: number): Tagging | undefined {
  let from = at;
  while (
    from > 0 && !["mark", "subordinator", "relative"].includes(all[from - 1]!.tag)
  ) from--;
  let head: Tagging | undefined;
  for (const each of all.slice(from, at)) {
    if (each.tag === "noun" || each.tag === "name") head = each;
    else if (head) return head;
    else if (["preposition", "to"].includes(each.tag)) return undefined;
  }
  return undefined;
}

export const clauseCorrections: readonly Correct[] = [
  // "a report listing deficiencies": endings that no verb has
  ({ token, tag }) =>
    tag === "verb" && NOUN_ENDING.test(token.lower) && !VERBS_TOO.test(token.lower) &&
      !commonVerbs.has(token.lower)
      ? "noun"
      : undefined,
  // "…, and copies are stored": no verb stands right before "is", "has" and "may".
  ({ token, tag }, at, all) => {
    if (tag !== "verb" || plainVerbs.has(token.lower)) return undefined;
    const next = after(all, at);
    const prev = all[at - 1];
    if (!next || !FINITE.has(next.tag) || next.token.lower === "be") return undefined;
    const opens = prev === undefined || prev.tag === "and" || prev.tag === "mark" ||
      prev.tag === "subordinator";
    return opens ? "noun" : undefined;
  },
  // "inspections carried out by the harbour authority result in a report": a plural without its verb
  ({ token, tag, mayBeVerb }, at, all) => {
    if (
      tag !== "noun" || !mayBeVerb || isThirdPerson(token.lower) || hasVerb(all, at) ||
      all[at - 1]?.tag !== "noun" || !commonVerbs.has(token.lower)
    ) return undefined;
    const head = subjectHead(all, at);
    const next = all[at + 1];
    return head && head !== before(all, at) && !verbSince(all, at) &&
        (isThirdPerson(head.token.lower) || COLLECTIVE.test(head.token.lower)) && next &&
        ["preposition", "to", "determiner", "possessive", "number"].includes(next.tag) &&
        next.token.lower !== "of"
      ? "verb"
      : undefined;
  },
];
