import { clauseCorrections } from "./clause_corrections.ts";
import { formCorrections } from "./form_corrections.ts";
import { nounCorrections } from "./noun_corrections.ts";
import { openingCorrections } from "./opening_corrections.ts";
import { pairCorrections } from "./pair_corrections.ts";
import { subjectCorrections } from "./subject_corrections.ts";
import { type Correct, isThirdPerson, type Tagging } from "./tagging.ts";
import { plainVerbs } from "./verb_words.ts";
import type { Tag } from "./word.ts";

/** What the neighbours of a word say of it, in the order in which it is asked. */
export const tagCorrections: readonly Correct[] = [
  ...openingCorrections,
  ...pairCorrections,
  ...subjectCorrections,
  ...nounCorrections,
  ...formCorrections,
  ...clauseCorrections,
];

/** "of that show", "to which defect": a determiner, not a relative. */
export function determinerOrRelative(
  { token, tag }: Tagging,
  at: number,
  all: readonly Tagging[],
): Tag {
  const prev = all[at - 1];
  const next = all[at + 1];
  if (tag !== "relative" || !next) return tag;
  if (token.lower === "that") {
    return prev?.tag === "preposition" && next.tag === "noun" ? "determiner" : tag;
  }
  if (token.lower !== "which" && token.lower !== "what") return tag;
  // "used for which lift", "what load was on the hook"
  const behind = all[at + 2];
  const piped = (prev?.tag === "preposition" || prev?.tag === "to") &&
    (all[at - 2]?.tag === "noun" || all[at - 2]?.token.text === ",");
  if (
    next.tag === "verb" && !isThirdPerson(next.token.lower) && !piped && prev?.tag !== "noun" &&
    prev?.token.text !== "," &&
    (behind === undefined || ["be", "have", "modal", "mark"].includes(behind.tag))
  ) {
    next.tag = "noun";
    return "determiner";
  }
  // "the recipe says which malts, hops and yeasts go in"
  if (
    (next.tag === "verb" || next.tag === "noun") && prev?.tag === "verb" &&
    (behind?.token.text === "," || behind?.tag === "and") && !plainVerbs.has(next.token.lower)
  ) {
    next.tag = "noun";
    return "determiner";
  }
  const ends = behind === undefined || behind.tag === "and" || behind.tag === "mark";
  const asks = all.slice(0, at).some(({ token }) => /^(?:which|what|who|how)$/.test(token.lower));
  // "which car, which stage and how many hours", "who ran which booking"
  if (
    ends && ["noun", "verb", "adjective"].includes(next.tag) &&
    !plainVerbs.has(next.token.lower) && (asks || prev?.tag === "past")
  ) {
    next.tag = "noun";
    return "determiner";
  }
  // "reported by which game master"
  if (
    next.tag === "verb" && !isThirdPerson(next.token.lower) && behind?.tag === "noun" &&
    prev?.tag === "preposition" && (all[at + 3] === undefined || all[at + 3]!.tag === "mark")
  ) {
    next.tag = "noun";
    return "determiner";
  }
  // "it is noted which parties attended it"
  if (
    (next.tag === "verb" || next.tag === "noun") && behind?.tag === "past" &&
    (prev?.tag === "verb" || prev?.tag === "past") && !plainVerbs.has(next.token.lower)
  ) {
    next.tag = "noun";
    return "determiner";
  }
  // "shows which plants go where"
  if (
    next.tag === "verb" && isThirdPerson(next.token.lower) && behind?.tag === "verb" &&
    !isThirdPerson(behind.token.lower) && !plainVerbs.has(next.token.lower)
  ) {
    next.tag = "noun";
    return "determiner";
  }
  // "which branch it belongs to"
  if (next.tag === "verb" && !isThirdPerson(next.token.lower) && behind?.tag === "pronoun") {
    next.tag = "noun";
    return "determiner";
  }
  const afterNoun = prev?.tag === "noun" || prev?.token.text === ",";
  const then = all[at + 2];
  const asked = then !== undefined &&
    ["pronoun", "be", "have", "modal", "determiner", "name", "do"].includes(then.tag);
  return !afterNoun && next.tag === "noun" && (asked && !piped || !isThirdPerson(next.token.lower))
    ? "determiner"
    : tag;
}
