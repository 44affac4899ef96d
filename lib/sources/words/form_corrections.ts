import {
  after,
  before,
  type Correct,
  hasVerb,
  isComplement,
  isListItem,
  isNominal,
  isThirdPerson,
  opensNoun,
} from "./tagging.ts";
import { nominalGerunds, nounsLikeVerbs, plainVerbs } from "./verb_words.ts";

const NO_PARTICIPLE =
  /^(?:interested|tired|excited|worried|pleased|married|limited|detailed|advanced|dedicated)$/;

/** Gerunds, participles, and verbs that only the rest of the clause tells. */
export const formCorrections: readonly Correct[] = [
  // "the tattoo parlours lots": library verbs that are nearly always nouns here.
  ({ token, tag }) => tag === "verb" && nounsLikeVerbs.has(token.lower) ? "noun" : undefined,
  // "done by a haulier or picked up by the customer"
  ({ token, tag }, at, all) =>
    tag === "noun" && /[^e]ed$/.test(token.lower) && token.lower.length > 4 &&
      all[at - 1]?.tag === "and" &&
      all.slice(0, at).some((each) => each.tag === "past") &&
      ["preposition", "adverb", "to"].includes(all[at + 1]?.tag ?? "")
      ? "past"
      : undefined,
  // "belong to purchasing groups", "type of charging point": no act, but a kind of thing
  ({ tag }, at, all) =>
    tag === "gerund" && all[at + 1]?.tag === "noun" &&
      (/^(?:to|in|into|at|on|per)$/.test(all[at - 1]?.token.lower ?? "") ||
        /^(?:of|from)$/.test(all[at - 1]?.token.lower ?? "") &&
          !isThirdPerson(all[at + 1]!.token.lower))
      ? "noun"
      : undefined,
  // "bookings", "a reading", "the building"
  ({ token, tag }, at, all) => {
    if (tag !== "gerund") return undefined;
    const behind = all[at + 1];
    if (
      behind && ["determiner", "possessive", "pronoun", "number"].includes(behind.tag) &&
      all[at - 1]?.tag !== "determiner"
    ) return undefined;
    if (/ings$/.test(token.lower)) return "noun";
    if (nominalGerunds.has(token.lower) && !isNominal(after(all, at))) return "noun";
    return undefined;
  },
  ({ token, tag }) => tag !== "noun" && /ings$/.test(token.lower) ? "noun" : undefined,
  // "a standing order", "the loaded weight", "each licensed driver"
  ({ tag }, at, all) => {
    if (tag !== "gerund" && tag !== "past" && tag !== "verb") return undefined;
    const prev = before(all, at);
    if (!opensNoun(prev)) return undefined;
    const next = after(all, at);
    // "some taken out of other cars"
    if (
      tag === "past" &&
      (prev!.tag === "number" || /^(?:some|all|most|many|several|two|three|both|others)$/.test(
        prev!.token.lower,
      )) && ["preposition", "to"].includes(next?.tag ?? "")
    ) return undefined;
    // "each bearing a number"
    if (tag !== "verb" && prev?.token.lower === "each" && next?.tag !== "noun") return undefined;
    if (
      tag === "past" && all[at - 1]?.token.lower === "one" && all[at - 2]?.token.lower === "each"
    ) return undefined;
    if (
      tag === "past" && all[at - 1]?.token.lower === "each" &&
      /^(?:after|before|by|from|in|at)$/.test(next?.token.lower ?? "")
    ) {
      return undefined;
    }
    if (tag === "verb") {
      return next?.tag === "noun" || next?.tag === "verb" ? "noun" : undefined;
    }
    // "the scheduled and actual times"
    if (
      next?.tag === "and" && ["adjective", "past"].includes(all[at + 2]?.tag ?? "") &&
      all[at + 3]?.tag === "noun"
    ) return "adjective";
    // "a firing takes place"
    const acts = next?.tag === "verb" && plainVerbs.has(next.token.lower);
    return isNominal(next) || next?.tag === "verb" && !acts || next?.tag === "gerund"
      ? "adjective"
      : "noun";
  },
  // "a rate", "each visit", "one call", "new orders", "more batches"
  ({ tag, token }, at, all) => {
    if (tag !== "verb") return undefined;
    const prev = before(all, at);
    if (prev?.tag === "determiner" && ["that", "all", "both", "each"].includes(prev.token.lower)) {
      return prev.token.lower === "each" && !isThirdPerson(token.lower) ? "noun" : undefined;
    }
    const direct = all[at - 1];
    // "…, some expire"
    if (
      /^(?:some|most|many|several|few)$/.test(direct?.token.lower ?? "") &&
      !isThirdPerson(token.lower) && /^[,;(]$/.test(all[at - 2]?.token.text ?? "") &&
      !isNominal(all[at + 1])
    ) return undefined;
    if (direct?.tag === "adverb" && ["more", "less"].includes(direct.token.lower)) return "noun";
    if (plainVerbs.has(token.lower) || token.lower === "want") return undefined;
    if (opensNoun(prev) || prev?.tag === "preposition") return "noun";
    if (prev?.tag === "adjective" && direct === prev) return "noun";
    // "subscribe to shows": no infinitive ends in -s.
    if (prev?.tag === "to" && isThirdPerson(token.lower)) return "noun";
    return undefined;
  },
  // "(name, address)", "rows and blocks,"
  ({ tag, token }, at, all) => {
    if (tag !== "verb" || !isListItem(all, at)) return undefined;
    const prev = all[at - 1];
    const next = all[at + 1];
    const joins = prev?.tag === "and" && !isNominal(all[at - 2]) && all[at - 2]?.tag !== "mark";
    const follows = next?.tag === "and" && all[at + 2]?.tag === "verb" && prev?.tag !== "mark";
    return joins || follows || isThirdPerson(token.lower) && prev === undefined && !next
      ? undefined
      : "noun";
  },
  // "(police form)": a bare verb that opens a bracket or an item before a noun
  ({ tag }, at, all) =>
    tag === "verb" && all[at - 1]?.token.text === "(" && all[at + 1]?.tag === "noun" &&
      isListItem(all.toSpliced(at, 1), at)
      ? "noun"
      : undefined,
  // "are set by", "is put into", "was read"
  ({ tag, token }, at, all) =>
    before(all, at)?.tag === "be" &&
      [
        "set",
        "put",
        "read",
        "cut",
        "split",
        "let",
        "hit",
        "shut",
        "sent",
        "held",
        "spread",
        "cast",
        "shed",
        "bound",
        "lost",
        "run",
        "open",
      ]
        .includes(token.lower) &&
      token.lower !== "open" && tag !== "past"
      ? "past"
      : undefined,
  // "is owned", "was found": adjectives that were participles stay participles before "by".
  ({ tag, token }, at, all) =>
    tag === "adjective" && /(?:ed|en|lost|kept|held|sent|sold|paid)$/.test(token.lower) &&
      !NO_PARTICIPLE.test(token.lower) &&
      (before(all, at)?.tag === "be" && !isNominal(after(all, at)) || isComplement(all, at) &&
          ["by", "to", "from", "in", "on", "at", "for", "with", "into", "as"].includes(
            after(all, at)?.token.lower ?? "",
          ))
      ? "past"
      : undefined,
  // "Wards place requisitions", "the sponsor funds races": a clause without a verb, two nouns in a row.
  ({ tag, token, mayBeVerb }, at, all) => {
    if (tag !== "noun" || hasVerb(all, at)) return undefined;
    const prev = all[at - 1];
    const next = all[at + 1];
    if (prev?.tag !== "noun" || !next) return undefined;
    const plural = /[^s]s$/.test(prev.token.lower);
    const third = isThirdPerson(token.lower);
    // "a savings account"
    if (plural && /^(?:an?|each|every|another|one)$/.test(before(all, at - 1)?.token.lower ?? "")) {
      return undefined;
    }
    if (plural === third || !mayBeVerb) return undefined;
    return [
        "noun",
        "determiner",
        "number",
        "possessive",
        "adjective",
        "preposition",
        "to",
        "pronoun",
        "past",
        "gerund",
        "and",
      ]
        .includes(next.tag)
      ? "verb"
      : undefined;
  },
];
