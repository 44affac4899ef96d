import {
  after,
  before,
  type Correct,
  followsVerb,
  hasVerb,
  isComplement,
  isListItem,
  isNominal,
  isThirdPerson,
  NOT_PLURAL,
  OPENERS,
  opensNoun,
  type Tagging,
  verbSince,
} from "./tagging.ts";
import {
  commonVerbs,
  nearlyPlainVerbs,
  nominalGerunds,
  nounsLikeVerbs,
  plainVerbs,
} from "./verb_words.ts";
import type { Tag } from "./word.ts";

const NO_PARTICIPLE =
  /^(?:interested|tired|excited|worried|pleased|married|limited|detailed|advanced|dedicated)$/;

/** Adjectives that name things as well. */
const NOUNS_TOO = new Set(
  "firm patient official professional individual relative representative executive original manual chemical material metal journal trial rental referral proposal approval disposal renewal capital terminal mineral vegetable variable principal stable flat minor junior senior adult native general initial official farrier courier carrier"
    .split(" "),
);

/** Things whose names are verbs as well. */
const DOCUMENTS =
  /^(?:invoice|order|report|request|claim|offer|quote|receipt|visit|call|transfer|contract|permit|license|lease|loan|rent|transport|ticket|log|record|score|rate|price|discount|shift|test|review|survey|bid|vote|match|race|stay|trip|walk|ride|drive|plan|schedule|deposit|repair|delivery|sample)$/;

const COLLECTIVE =
  /^(?:people|staff|crew|team|police|who|children|women|men|public|audience|board|committee|family)$/;

const UNCHANGED = /^(?:put|set|cut|read|let|split|hit|shut|spread|cast|shed)$/;

function opensSentence(all: readonly Tagging[], at: number): boolean {
  const first = all[at - 1]?.tag === "adverb" ? at - 1 : at;
  return first === 0 || /^[.!?:;•*(]$/.test(all[first - 1]!.token.text);
}

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

/** What the neighbours of a word say of it, in the order in which it is asked. */
export const tagCorrections: readonly Correct[] = [
  ({ token, tag }) => tag === "noun" && plainVerbs.has(token.lower) ? "verb" : undefined,
  // "Cooks publish recipes", "lifts to races": no sentence opens with a verb in -s, but for "Includes …"
  // and, in a list of what a thing does, "places orders".
  ({ token, tag }, at, all) => {
    const next = all[at + 1];
    const acts = next !== undefined &&
      (["determiner", "possessive"].includes(next.tag) ||
        next.tag === "noun" && isThirdPerson(next.token.lower));
    return tag === "verb" && opensSentence(all, at) && isThirdPerson(token.lower) && !acts &&
        !plainVerbs.has(token.lower) && !nearlyPlainVerbs.has(token.lower)
      ? "noun"
      : undefined;
  },
  // "supplier, buyer, lines with article"
  ({ token, tag }, at, all) => {
    const next = all[at + 1];
    return tag === "verb" && isThirdPerson(token.lower) && !plainVerbs.has(token.lower) &&
        all[at - 1]?.token.text === "," && all[at - 2]?.tag === "noun" &&
        (next === undefined || next.tag === "mark" || next.tag === "preposition") && !hasVerb(
          all.toSpliced(at, 1),
          at - 1,
        )
      ? "noun"
      : undefined;
  },
  // "purchase orders: supplier, buyer"
  ({ token, tag }, at, all) =>
    tag === "verb" && opensSentence(all, at) && !isThirdPerson(token.lower) &&
      all[at + 1]?.tag === "noun" && /^[:(–—-]$/.test(all[at + 2]?.token.text ?? "")
      ? "noun"
      : undefined,
  // "per technician and work order"
  ({ token, tag }, at, all) =>
    tag === "verb" && !isThirdPerson(token.lower) && all[at - 1]?.tag === "and" &&
      all[at - 2]?.tag === "noun" && !isThirdPerson(all[at - 2]!.token.lower) &&
      all[at - 3]?.tag === "preposition" && all[at + 1]?.tag === "noun"
      ? "noun"
      : undefined,
  // "lift maintenance", "load planning": what is done takes an article or a plural.
  ({ token, tag }, at, all) => {
    const next = all[at + 1];
    const then = all[at + 2];
    return tag === "verb" && opensSentence(all, at) && !isThirdPerson(token.lower) &&
        next?.tag === "noun" && !isThirdPerson(next.token.lower) && then?.tag !== "noun" &&
        !COLLECTIVE.test(next.token.lower)
      ? "noun"
      : undefined;
  },
  // "data sets produced in an experiment are": the verb comes later.
  ({ token, tag }, at, all) => {
    if (
      tag !== "verb" || !isThirdPerson(token.lower) || plainVerbs.has(token.lower) ||
      all[at - 1]?.tag !== "noun" || all[at + 1]?.tag !== "past"
    ) return undefined;
    const rest = all.slice(at + 2);
    const end = rest.findIndex(({ tag, token }) =>
      tag === "relative" || tag === "subordinator" || tag === "and" ||
      tag === "mark" && token.text !== ","
    );
    return (end < 0 ? rest : rest.slice(0, end)).some(({ tag }) =>
        ["be", "have", "modal", "verb"].includes(tag)
      )
      ? "noun"
      : undefined;
  },
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
      if (["mark", "relative", "subordinator", "and"].includes(each.tag)) return undefined;
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
    return of > 0 && at - of <= 3 && head?.tag === "noun" && isThirdPerson(head.token.lower) &&
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
  // "one of them pays"
  ({ token, tag, mayBeVerb }, at, all) =>
    tag === "noun" && isThirdPerson(token.lower) && mayBeVerb &&
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
      start === at - 3 && all[start]?.tag === "adjective"
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
  // "the tattoo parlours lots": library verbs that are nearly always nouns here.
  ({ token, tag }) => tag === "verb" && nounsLikeVerbs.has(token.lower) ? "noun" : undefined,
  // "bookings", "a reading", "the building"
  ({ token, tag }, at, all) => {
    if (tag !== "gerund") return undefined;
    const behind = all[at + 1];
    if (
      behind && ["determiner", "possessive", "pronoun"].includes(behind.tag) &&
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
    // "each bearing a number"
    if (tag !== "verb" && prev?.token.lower === "each" && next?.tag !== "noun") return undefined;
    if (
      tag === "past" && all[at - 1]?.token.lower === "each" &&
      /^(?:after|before|by|from|in|at)$/.test(next?.token.lower ?? "")
    ) {
      return undefined;
    }
    if (tag === "verb") {
      return next?.tag === "noun" || next?.tag === "verb" ? "noun" : undefined;
    }
    return isNominal(next) || next?.tag === "verb" || next?.tag === "gerund" ? "adjective" : "noun";
  },
  // "a rate", "each visit", "one call", "new orders", "more batches"
  ({ tag, token }, at, all) => {
    if (tag !== "verb") return undefined;
    const prev = before(all, at);
    if (prev?.tag === "determiner" && ["that", "all", "both", "each"].includes(prev.token.lower)) {
      return prev.token.lower === "each" && !isThirdPerson(token.lower) ? "noun" : undefined;
    }
    const direct = all[at - 1];
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
  const piped = prev?.tag === "preposition" && all[at - 2]?.tag === "noun";
  if (
    next.tag === "verb" && !isThirdPerson(next.token.lower) && !piped && prev?.tag !== "noun" &&
    prev?.token.text !== "," &&
    (behind === undefined || ["be", "have", "modal", "mark"].includes(behind.tag))
  ) {
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
