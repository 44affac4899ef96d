import {
  after,
  before,
  COLLECTIVE,
  type Correct,
  followsVerb,
  isListItem,
  isNominal,
  isThirdPerson,
  NOT_PLURAL,
  verbSince,
} from "./tagging.ts";
import { nominalGerunds } from "./verb_words.ts";

/** Adjectives that name things as well. */
const NOUNS_TOO = new Set(
  "firm patient animal human criminal mammal medium minimum maximum official professional individual relative representative executive original manual chemical material metal journal trial rental referral proposal approval disposal renewal capital terminal mineral vegetable variable principal stable flat minor junior senior adult native general initial official farrier courier carrier"
    .split(" "),
);

/** Verbs found by the subject before them, and nouns that a clause needs no more. */
export const subjectCorrections: readonly Correct[] = [
  // "the shelves of a warehouse hold pallets": the plural before "of" has its verb here.
  ({ token, tag, mayBeVerb }, at, all) => {
    const noun = all[at - 1];
    if (
      tag !== "noun" || noun?.tag !== "noun" || isThirdPerson(token.lower) ||
      !mayBeVerb
    ) return undefined;
    if (isThirdPerson(noun.token.lower) || verbSince(all, at)) return undefined;
    const of = all.findLastIndex(({ token }, index) =>
      index < at && /^(?:of|in|at|for)$/.test(token.lower)
    );
    const head = all[of - 1];
    const next = all[at + 1];
    const starts = next &&
      (["determiner", "possessive", "number", "preposition"].includes(next.tag) ||
        next.tag === "noun" && isThirdPerson(next.token.lower));
    return of > 0 && at - of <= (/^(?:our|the|an?)$/.test(all[of + 1]!.token.lower) ? 5 : 3) &&
        head?.tag === "noun" && isThirdPerson(head.token.lower) &&
        starts
      ? "verb"
      : undefined;
  },
  // "one of whom presides", "somebody competent inspects them"
  ({ token, tag }, at, all) => {
    if (tag !== "noun" || !isThirdPerson(token.lower) || NOT_PLURAL.test(token.lower)) {
      return undefined;
    }
    const prev = all[at - 1];
    const next = all[at + 1];
    const ends = next === undefined || !["noun", "verb", "be", "have", "modal"].includes(next.tag);
    if (prev?.tag === "relative" && /^(?:who|whom|which)$/.test(prev.token.lower) && ends) {
      return "verb";
    }
    const somebody = /^(?:some|any|every)(?:body|one)$/.test(all[at - 2]?.token.lower ?? "");
    return prev?.tag === "adjective" && somebody && ends ? "verb" : undefined;
  },
  // "a cleaning firm": adjectives that are nouns where no noun follows
  ({ token, tag }, at, all) =>
    tag === "adjective" && NOUNS_TOO.has(token.lower) && all[at + 1]?.tag !== "noun" &&
      (["noun", "adjective", "determiner", "possessive", "number", "gerund"].includes(
        before(all, at)?.tag ?? "",
      ) || all[at - 1]?.tag === "preposition" && !isNominal(all[at + 1]) || isListItem(all, at))
      ? "noun"
      : undefined,
  // "enclosures lying next to": after a plural, a gerund
  ({ token, tag }, at, all) =>
    tag === "noun" && /^\p{L}{3,}ing$/u.test(token.lower) &&
      all[at - 1]?.tag === "noun" && isThirdPerson(all[at - 1]!.token.lower) &&
      (!nominalGerunds.has(token.lower) ||
        ["determiner", "possessive"].includes(all[at + 1]?.tag ?? ""))
      ? "gerund"
      : undefined,
  // "a cylinder holding one substance"
  ({ token, tag }, at, all) =>
    tag === "noun" && /^\p{L}{3,}ing$/u.test(token.lower) && all[at - 1]?.tag === "noun" &&
      ["determiner", "possessive", "number"].includes(all[at + 1]?.tag ?? "")
      ? "gerund"
      : undefined,
  // "the robot compares logs": a singular, a word in -s, and what it acts on
  ({ token, tag, mayBeVerb }, at, all) => {
    const noun = all[at - 1];
    if (tag !== "noun" || noun?.tag !== "noun" || isThirdPerson(noun.token.lower)) return undefined;
    if (!isThirdPerson(token.lower) || !mayBeVerb) return undefined;
    const next = all[at + 1];
    // "compares logs": the next word is what it acts on.
    if (next?.tag === "verb" && isThirdPerson(next.token.lower) && !verbSince(all, at)) {
      next.tag = "noun";
      return "verb";
    }
    const starts = next &&
      (["determiner", "possessive", "number", "pronoun", "adjective", "to", "preposition"].includes(
        next.tag,
      ) || next.tag === "noun" && isThirdPerson(next.token.lower));
    return starts && !verbSince(all, at) ? "verb" : undefined;
  },
  // "I want to offer tickets", "need to list parts"
  ({ token, tag }, at, all) => {
    if (token.lower === "want" && tag !== "verb") return "verb";
    const to = all[at - 1];
    const wish = before(all, at - 1);
    if (tag === "verb" || to?.tag !== "to" || !wish || isThirdPerson(token.lower)) return undefined;
    const wishing =
      /^(?:want|wants|like|likes|need|needs|have|has|able|wish|wishes|allowed|required|possible|order|how|love|prefer|expected|used)$/
        .test(wish.token.lower);
    return wishing && (tag === "noun" || tag === "adjective") ? "verb" : undefined;
  },
  // "is run by"
  ({ tag }, at, all) =>
    tag !== "past" && before(all, at)?.tag === "be" && all[at + 1]?.token.lower === "by" &&
      all[at - 1]?.tag !== "adjective"
      ? "past"
      : undefined,
  // "weirs and locks are structures"
  ({ token, tag }, at, all) => {
    const noun = all[at - 2];
    const plural = noun?.tag === "noun" && isThirdPerson(noun.token.lower);
    const next = after(all, at);
    return tag === "verb" && isThirdPerson(token.lower) && all[at - 1]?.tag === "and" && plural &&
        next && ["be", "have", "modal"].includes(next.tag)
      ? "noun"
      : undefined;
  },
  // "one of them pays", "what he fancies"
  ({ token, tag, mayBeVerb }, at, all) =>
    tag === "noun" && isThirdPerson(token.lower) &&
      (mayBeVerb || /^s?he$/.test(all[at - 1]?.token.lower ?? "")) &&
      /^(?:them|it|he|she|which|who|that)$/.test(all[at - 1]?.token.lower ?? "") &&
      !followsVerb(all, at)
      ? "verb"
      : undefined,
  // "malts and hops": no verb of requirements
  ({ token, tag, mayBeVerb }, at, all) => {
    const noun = all[at - 2];
    const plural = noun?.tag === "noun" && isThirdPerson(noun.token.lower);
    const next = all[at + 1];
    const ends = next === undefined || next.tag === "mark" || next.tag === "preposition" ||
      next.tag === "and";
    return tag === "verb" && isThirdPerson(token.lower) && all[at - 1]?.tag === "and" && plural &&
        ends && !mayBeVerb
      ? "noun"
      : undefined;
  },
  // "community work", "a hire contract": a singular takes a verb in -s.
  ({ token, tag }, at, all) => {
    const noun = all[at - 1];
    if (tag !== "verb" || isThirdPerson(token.lower) || noun?.tag !== "noun") return undefined;
    // "a savings account"
    if (
      isThirdPerson(noun.token.lower) &&
      /^(?:an?|each|every|another)$/.test(before(all, at - 1)?.token.lower ?? "")
    ) return "noun";
    if (isThirdPerson(noun.token.lower) || COLLECTIVE.test(noun.token.lower)) return undefined;
    const earlier = all.slice(0, at - 1);
    const bound = earlier.findLastIndex(({ tag }) => tag === "mark" || tag === "subordinator");
    const open = earlier.slice(bound + 1);
    // "customers with a service contract get an answer": the verb comes behind.
    if (all[at + 1]?.tag === "verb") return "noun";
    // "winners of a category receive"
    if (
      open.some(({ token, tag }, index) =>
        tag === "noun" && isThirdPerson(token.lower) &&
        /^(?:of|in|at|for|from|with|on)$/.test(open[index + 1]?.token.lower ?? "")
      )
    ) return undefined;
    if (
      open.some(({ token, tag }) =>
        tag === "and" || tag === "modal" || tag === "relative" ||
        /^(?:let|make|have|help|lets|makes)$/.test(token.lower)
      )
    ) return undefined;
    const opened = /^(?:an?|the|each|every|of|in|for|this|its|their|his|our)$/.test(
      all[at - 2]?.token.lower ?? "",
    ) || all[at - 2]?.tag === "adjective";
    return opened ? "noun" : undefined;
  },
];
