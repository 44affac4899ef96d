import {
  after,
  before,
  type Correct,
  followsVerb,
  isNominal,
  isThirdPerson,
  NOT_PLURAL,
  OPENERS,
  type Tagging,
} from "./tagging.ts";
import { plainVerbs } from "./verb_words.ts";

/** Things whose names are verbs as well. */
const DOCUMENTS =
  /^(?:invoice|order|report|request|claim|offer|quote|receipt|visit|call|transfer|contract|permit|license|lease|loan|rent|transport|ticket|log|record|score|rate|price|discount|shift|test|review|survey|bid|vote|match|race|stay|trip|walk|ride|drive|plan|schedule|deposit|repair|delivery|sample|work|help|access|damage|research|travel|notice|supply|demand|charge|stock)$/;

/** Nouns found by what stands before and behind them. */
export const nounCorrections: readonly Correct[] = [
  // "gift shop sales are handled", "damage reports refer", "invoice after the event"
  ({ token, tag }, at, all) => {
    const opens = at === 0 || /^[*•–—-]$/.test(all[at - 1]?.token.text ?? "");
    if (tag !== "verb" || !opens || isThirdPerson(token.lower)) return undefined;
    const next = all[at + 1];
    if (
      next?.tag === "preposition" &&
      (next.token.lower === "of"
        ? !/^(?:consist|dispose|approve|make|compose)$/.test(token.lower)
        : /^(?:after|before|per|with)$/.test(next.token.lower))
    ) {
      return "noun";
    }
    if (DOCUMENTS.test(token.lower) && (next?.tag === "preposition" || next?.tag === "to")) {
      return "noun";
    }
    const rest = all.slice(at + 1);
    const end = rest.findIndex(({ tag, token }) => tag === "mark" && /^[.;:!?]$/.test(token.text));
    const clause = end < 0 ? rest : rest.slice(0, end);
    const then = clause.findIndex(({ tag }) => ["be", "have", "modal", "verb"].includes(tag));
    const plain = clause.slice(0, then).every(({ tag }) =>
      ["noun", "adjective", "name", "and"].includes(tag)
    );
    return next?.tag === "noun" && then > 0 && plain ? "noun" : undefined;
  },
  // "tenants report defects", "dentists send us cases", "upload source files"
  ({ token, tag }, at, all) =>
    tag === "verb" && isThirdPerson(token.lower) && !plainVerbs.has(token.lower) &&
      followsVerb(all, at)
      ? "noun"
      : undefined,
  // "an offer lapses": no plural stands behind "a", "each", "every".
  ({ token, tag, mayBeVerb }, at, all) => {
    const noun = all[at - 1];
    let start = at - 2;
    // "a group reservation holds"
    while (
      all[start]?.tag === "noun" && !isThirdPerson(all[start]!.token.lower) ||
      (start === at - 3 || start === at - 2) &&
        (all[start]?.tag === "adjective" || all[start]?.tag === "gerund")
    ) start--;
    const determiner = all[start];
    if (
      noun?.tag === "adjective" && tag === "noun" && isThirdPerson(token.lower) &&
      mayBeVerb &&
      /^(?:an?|each|every)$/.test(determiner?.token.lower ?? "") &&
      !isNominal(after(all, at))
    ) {
      noun.tag = "noun";
      return "verb";
    }
    if (
      tag !== "noun" || noun?.tag !== "noun" || !isThirdPerson(token.lower) ||
      NOT_PLURAL.test(token.lower)
    ) return undefined;
    if (
      !/^(?:an?|each|every|one|another|which|what)$/.test(determiner?.token.lower ?? "") ||
      NOT_PLURAL.test(noun.token.lower)
    ) return undefined;
    const next = after(all, at);
    const asked = all.slice(Math.max(0, at - 4), at).some((each) => each.tag === "relative");
    const other = asked ? ["noun"] : ["verb", "be", "have", "modal", "do", "noun"];
    return next && !other.includes(next.tag) ? "verb" : undefined;
  },
  // "price per product", "services (pilotage)": an item or a sentence opens with a noun.
  ({ token, tag }, at, all) => {
    if (
      tag !== "verb" ||
      at > 0 && !OPENERS.test(all[at - 1]!.token.text) && all[at - 1]!.token.text !== "."
    ) return undefined;
    const next = all[at + 1];
    const opens = next?.token.text === "(" || next?.token.lower === "per" || next?.tag === "be" ||
      next?.tag === "have" || next?.tag === "modal";
    return opens || isThirdPerson(token.lower) && (next === undefined || next.tag === "mark")
      ? "noun"
      : undefined;
  },
  // "begin and end of each stay"
  ({ token, tag }, at, all) => {
    if (tag !== "verb") return undefined;
    const next = all[at + 1];
    if (
      next?.token.lower === "of" &&
      !/^(?:consist|dispose|think|approve|know|speak|make|compose|hear|die|take|dream|beware)/.test(
        token.lower,
      )
    ) return "noun";
    if (next?.tag === "and" && all[at + 3]?.token.lower === "of" && !isThirdPerson(token.lower)) {
      return "noun";
    }
    return undefined;
  },
  // "each flat has", "for the disabled": an adjective with a determiner and no noun
  ({ token, tag }, at, all) => {
    const prev = all[at - 1];
    const next = after(all, at);
    if (tag !== "adjective" || !prev || !["determiner", "possessive"].includes(prev.tag)) {
      return undefined;
    }
    // "an upper and a lower boundary"
    if (
      next?.tag === "and" && all[at + 2]?.tag === "determiner" && all[at + 3]?.tag === "adjective"
    ) return undefined;
    if (
      /^(?:same|other|different|following|latter|former|next|last|first|second|third|available|most|more|maximum|minimum|single)$/
        .test(token.lower)
    ) return undefined;
    return next === undefined ||
        !(isNominal(next) || ["gerund", "past", "number", "adjective"].includes(next.tag) ||
          next.tag === "and" && isNominal(after(all, all.indexOf(next))))
      ? "noun"
      : undefined;
  },
  // "may rate a recipe": what follows a modal or "do" is a verb.
  ({ token, tag }, at, all) => {
    const prev = before(all, at);
    if (prev?.tag === "not") {
      const earlier = before(all, all.indexOf(prev));
      return earlier && ["modal", "do"].includes(earlier.tag) && tag === "noun"
        ? "verb"
        : undefined;
    }
    if (prev && (prev.tag === "modal" || prev.tag === "do") && tag !== "past") {
      return isNominal({ token, tag } as Tagging) || tag === "verb" ? "verb" : undefined;
    }
    return undefined;
  },
];
