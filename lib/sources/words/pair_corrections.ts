import {
  before,
  beforeNouns,
  type Correct,
  hasVerb,
  isThirdPerson,
  NOT_PLURAL,
  opensSentence,
  type Tagging,
  verbSince,
} from "./tagging.ts";
import { commonVerbs, plainBases, plainVerbs } from "./verb_words.ts";

const UNCHANGED = /^(?:put|set|cut|read|let|split|hit|shut|spread|cast|shed)$/;

/** Whether a verb before a place has it among its objects. */
function governs(all: readonly Tagging[], at: number): boolean {
  for (let index = at - 1; index >= 0; index--) {
    const { tag, token } = all[index]!;
    if (["mark", "subordinator", "relative", "and", "pronoun"].includes(tag)) return false;
    if (tag === "verb") {
      return DITRANSITIVE.test(token.lower);
    }
  }
  return false;
}

const DITRANSITIVE =
  /^(?:give|send|offer|show|teach|assign|grant|pay|lend|bring|sell|award|hand|issue|tell)s?$/;

/** Two words side by side of which either may be the verb. */
export const pairCorrections: readonly Correct[] = [
  // "club pays half the fee": a noun that is seldom a verb, and its verb
  ({ token, tag }, at, all) => {
    const next = all[at + 1];
    const then = all[at + 2];
    if (
      tag !== "verb" || isThirdPerson(token.lower) || !next || !isThirdPerson(next.token.lower) ||
      ["pronoun", "modal", "to", "do"].includes(before(all, at)?.tag ?? "") ||
      !(next.mayBeVerb && plainVerbs.has(next.token.lower)) || commonVerbs.has(token.lower) ||
      then?.tag === "verb"
    ) return undefined;
    next.tag = "verb";
    return "noun";
  },
  // "a certificate, which the manager checks", "the cook's membership ends"
  ({ token, tag, mayBeVerb }, at, all) => {
    const noun = all[at - 1];
    if (
      tag !== "noun" || !mayBeVerb || !isThirdPerson(token.lower) || noun?.tag !== "noun" ||
      isThirdPerson(noun.token.lower) || NOT_PLURAL.test(token.lower)
    ) return undefined;
    const next = all[at + 1];
    const ends = next === undefined || /^[,.;]$/.test(next.token.text) || next.tag === "and" &&
        all[at + 2]?.tag === "verb";
    let start = at - 2;
    while (all[start]?.tag === "noun" || all[start]?.tag === "adjective") start--;
    const opened = /^(?:the|this|that|an?|each|every)$/.test(all[start]?.token.lower ?? "") ||
      all[start]?.tag === "genitive" || all[start]?.tag === "possessive";
    return ends && opened && !hasVerb(all, at) ? "verb" : undefined;
  },
  // "gives every new track votes": the clause has its verb.
  ({ token, tag }, at, all) =>
    tag === "verb" && isThirdPerson(token.lower) && !plainVerbs.has(token.lower) &&
      all[at - 1]?.tag === "noun" && governs(all, at)
      ? "noun"
      : undefined,
  // "volunteers work at the token desks": a plural takes the first of two, and the other is a noun.
  ({ token, tag, mayBeVerb }, at, all) => {
    const noun = all[at - 1];
    if (
      tag !== "noun" || !mayBeVerb || isThirdPerson(token.lower) || noun?.tag !== "noun" ||
      !isThirdPerson(noun.token.lower) || !(at === 1 || opensSentence(all, at - 1) || at === 2)
    ) return undefined;
    const next = all[at + 1];
    if (!next || !["preposition", "to", "determiner", "possessive"].includes(next.tag)) {
      return undefined;
    }
    const rest = all.slice(at + 1);
    const end = rest.findIndex(({ tag }) => tag === "mark" || tag === "relative");
    const verb = (end < 0 ? rest : rest.slice(0, end)).find(({ tag }) =>
      ["verb", "be", "have", "modal", "do"].includes(tag)
    );
    if (!verb || verb.tag !== "verb" || !isThirdPerson(verb.token.lower)) return undefined;
    verb.tag = "noun";
    return "verb";
  },
  // "are drilled by drilling companies"
  ({ tag }, at, all) =>
    tag === "gerund" && all[at - 1]?.token.lower === "by" && all[at - 2]?.tag === "past" &&
      all[at + 1]?.tag === "noun"
      ? "noun"
      : undefined,
  // "takes part in a trial"
  ({ token, tag }, at, all) =>
    tag === "verb" && /^(?:part|place|care|note)$/.test(token.lower) &&
      /^tak(?:es?|ing|en)$|^took$/.test(all[at - 1]?.token.lower ?? "")
      ? "noun"
      : undefined,
  // "maintain contract templates"
  ({ token, tag }, at, all) =>
    tag === "verb" && !isThirdPerson(token.lower) && all[at - 1]?.tag === "verb" &&
      all[at + 1]?.tag === "noun" &&
      !/^(?:help|let|make|go|come|want)s?$/.test(all[at - 1]!.token.lower)
      ? "noun"
      : undefined,
  // "belongs to a breed, wears two tags"
  ({ token, tag, mayBeVerb }, at, all) => {
    const prev = all[at - 1];
    const next = all[at + 1];
    return tag === "noun" && mayBeVerb && isThirdPerson(token.lower) &&
        (prev?.token.text === "," || prev?.tag === "and") &&
        next !== undefined && ["determiner", "number", "possessive"].includes(next.tag) &&
        !/^(?:each|both|all)$/.test(next.token.lower) &&
        all.slice(0, at).some((each) =>
          each.tag === "verb" && isThirdPerson(each.token.lower) ||
          /^(?:is|has|was)$/.test(each.token.lower)
        )
      ? "verb"
      : undefined;
  },
  // "the school trains guide dogs": a singular takes the verb in -s.
  ({ token, tag, mayBeVerb }, at, all) => {
    const noun = all[at - 1];
    const next = all[at + 1];
    if (
      tag !== "noun" || !mayBeVerb || !isThirdPerson(token.lower) || noun?.tag !== "noun" ||
      isThirdPerson(noun.token.lower) || next?.tag !== "verb" || isThirdPerson(next.token.lower) ||
      all[at + 2]?.tag !== "noun" ||
      !/^(?:the|an?|each|every|our|this)$/.test(all[at - 2]?.token.lower ?? "") ||
      verbSince(all, at)
    ) return undefined;
    next.tag = "noun";
    return "verb";
  },
  // "a dog and an applicant suit each other"
  ({ token, tag, mayBeVerb }, at, all) => {
    const next = all[at + 1];
    const then = all[at + 2];
    return tag === "noun" && mayBeVerb && !isThirdPerson(token.lower) &&
        all[at - 1]?.tag === "noun" &&
        (/^each$/.test(next?.token.lower ?? "") && then?.token.lower === "other" ||
          next?.token.lower === "one" && then?.token.lower === "another")
      ? "verb"
      : undefined;
  },
  // "aids such as crutches"
  ({ tag }, at, all) =>
    tag === "verb" && all[at - 1]?.token.lower === "as" && all[at - 2]?.token.lower === "such"
      ? "noun"
      : undefined,
  // "vet visits (vet, reason, result)", "come from nature reserves"
  ({ token, tag }, at, all) => {
    const next = all[at + 1];
    if (
      tag !== "verb" || !isThirdPerson(token.lower) || plainVerbs.has(token.lower) ||
      all[at - 1]?.tag !== "noun" || isThirdPerson(all[at - 1]!.token.lower)
    ) return undefined;
    const opens = opensSentence(all, at - 1) && /^[(:]$/.test(next?.token.text ?? "");
    const ends = (next === undefined || /^[.,;)]$/.test(next.token.text)) &&
      all[at - 2]?.tag === "preposition" && verbSince(all, at - 2);
    return opens || ends ? "noun" : undefined;
  },
  // "items are bank accounts": "be" has what follows.
  ({ token, tag }, at, all) => {
    if (
      tag !== "verb" || !isThirdPerson(token.lower) || plainVerbs.has(token.lower) ||
      all[at - 1]?.tag !== "noun" || isThirdPerson(all[at - 1]!.token.lower)
    ) return undefined;
    const from = beforeNouns(all, at - 1);
    return all[from]?.tag === "be" ? "noun" : undefined;
  },
  // "parts, each cut from one board"
  ({ token, tag }, at, all) =>
    tag !== "past" && UNCHANGED.test(token.lower) && all[at - 1]?.token.lower === "each" &&
      /^(?:from|by|in|at|into|on|for)$/.test(all[at + 1]?.token.lower ?? "")
      ? "past"
      : undefined,
  // "sessions of a case take place"
  ({ token, tag }, at, all) =>
    tag === "noun" && plainBases.has(token.lower) && all[at - 1]?.tag === "noun"
      ? "verb"
      : undefined,
  // "…, and boxes stand on shelves"
  ({ token, tag }, at, all) => {
    const prev = all[at - 1];
    const next = all[at + 1];
    const then = all[at + 2];
    if (
      tag !== "verb" || !isThirdPerson(token.lower) || plainVerbs.has(token.lower) ||
      !(prev === undefined || prev.tag === "and" || prev.token.text === ",") ||
      next?.tag !== "noun" || !next.mayBeVerb || isThirdPerson(next.token.lower) || !then ||
      !["preposition", "to", "determiner", "number", "possessive"].includes(then.tag)
    ) return undefined;
    next.tag = "verb";
    return "noun";
  },
  // "three judges award marks for six traits"
  ({ token, tag, mayBeVerb }, at, all) => {
    const noun = all[at - 1];
    const next = all[at + 1];
    if (
      tag !== "noun" || !mayBeVerb || isThirdPerson(token.lower) || noun?.tag !== "noun" ||
      !isThirdPerson(noun.token.lower) || NOT_PLURAL.test(noun.token.lower) ||
      next?.tag !== "verb" || !isThirdPerson(next.token.lower) ||
      plainVerbs.has(next.token.lower) ||
      verbSince(all, at)
    ) return undefined;
    next.tag = "noun";
    return "verb";
  },
  // "rangers patrol trails and report damage"
  ({ token, tag }, at, all) => {
    const next = all[at + 1];
    if (
      tag !== "noun" || all[at - 1]?.tag !== "and" || isThirdPerson(token.lower) ||
      !commonVerbs.has(token.lower) || all[at - 2]?.tag !== "noun" || !next ||
      !["noun", "determiner", "possessive", "number", "adjective"].includes(next.tag)
    ) return undefined;
    for (let index = at - 2; index >= 0; index--) {
      const each = all[index]!;
      if (["mark", "subordinator", "and"].includes(each.tag)) return undefined;
      if (each.tag === "verb") {
        return index < at - 2 && !isThirdPerson(each.token.lower) ? "verb" : undefined;
      }
    }
    return undefined;
  },
  // "are sorted at a hub and put on a tour"
  ({ token, tag }, at, all) => {
    if (tag === "past" || !UNCHANGED.test(token.lower) || all[at - 1]?.tag !== "and") {
      return undefined;
    }
    const passive = all.findLastIndex((each, index) =>
      index < at && each.tag === "past" && before(all, index)?.tag === "be"
    );
    const between = all.slice(passive + 1, at - 1);
    return passive > 0 &&
        !between.some(({ tag, token }) =>
          tag === "relative" || tag === "subordinator" || tag === "mark" && token.text !== ","
        ) && !between.some(({ tag }) => tag === "verb" || tag === "have" || tag === "modal")
      ? "past"
      : undefined;
  },
];
