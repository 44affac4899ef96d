/**
 * What the whole clause says of a word: which one can be its verb, and which ones cannot.
 *
 * @module
 */
import {
  after,
  before,
  beforeNouns,
  COLLECTIVE,
  type Correct,
  hasVerb,
  isThirdPerson,
  opensSentence,
  type Tagging,
  verbSince,
} from "./tagging.ts";
import { commonVerbs, plainVerbs } from "./verb_words.ts";

/** Endings of nouns, and the few verbs that end so. */
const NOUN_ENDING =
  /(?:[ts]ions?|ments?|ness(?:es)?|it(?:y|ies)|[nt]c(?:y|ies)|ac(?:y|ies)|hoods?|ships?|isms?|olog(?:y|ies))$/;
const VERBS_TOO =
  /^(?:mention|function|position|condition|question|commission|section|ration|partition|caution|station|auction|provision|requisition|transition|sanction|petition|comment|implement|supplement|document|complement|experiment|torment|cement|ferment|fragment|segment|augment|pension|tension|ship|worship|pity)s?$/;

const GIVING =
  /^(?:lend|send|give|supply|deliver|hand|assign|rent|sell|pass|offer|lease|allocate|grant)s?$|^(?:lent|sent|given|supplied|delivered|handed|assigned|rented|sold|passed|offered|leased|allocated|granted)$/;

/** Verbs that stand before other nouns as nouns. */
const NAMING =
  /^(?:research|host|trade|target|field|study|test|work|service|support|project|guest|partner|transport|process|market|store|stock|control|purchase|contact|point|branch|head|home|travel)$/;

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
  return head;
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
    if (!isThirdPerson(token.lower) && next.tag === "have") return undefined;
    let from = beforeNouns(all, at - 1);
    if (["determiner", "possessive", "number"].includes(all[from]?.tag ?? "")) from--;
    const opener = all[from];
    const opens = opener === undefined || ["and", "mark", "subordinator"].includes(opener.tag) ||
      // "rooms, in which racks are set up"
      opener.tag === "relative" && all[from - 1]?.tag === "preposition";
    // "the works the shop sells are insured"
    return opens && (prev === undefined || prev.tag !== "noun" || !isThirdPerson(prev.token.lower))
      ? "noun"
      : undefined;
  },
  // "orders are postponed"
  ({ token, tag }, at, all) =>
    tag === "noun" && /[^e]ed$/.test(token.lower) && token.lower.length > 5 &&
      all[at - 1] !== undefined && before(all, at)?.tag === "be" && after(all, at)?.tag !== "noun"
      ? "past"
      : undefined,
  // "the rate set by the board", "a meter, read weekly by a rider"
  ({ token }, at, all) => {
    if (!/^(?:put|set|cut|read|split|run)$/.test(token.lower)) return undefined;
    const next = /^(?:daily|weekly|monthly|yearly|annually)$/.test(all[at + 1]?.token.lower ?? "")
      ? all[at + 2]
      : after(all, at);
    return next?.token.lower === "by" && !["modal", "to", "do"].includes(all[at - 1]?.tag ?? "")
      ? "past"
      : undefined;
  },
  // "has to accept or refuse"
  ({ token, tag, mayBeVerb }, at, all) =>
    tag === "noun" && mayBeVerb && !isThirdPerson(token.lower) && all[at - 1]?.tag === "and" &&
      all[at - 2]?.tag === "verb" && ["to", "modal"].includes(all[at - 3]?.tag ?? "") &&
      all[at + 1]?.tag !== "noun" && all[at + 1]?.token.lower !== "of"
      ? "verb"
      : undefined,
  // "individual guests"
  ({ token, tag }, at, all) =>
    tag === "noun" && /^(?:individual|original|initial|general|professional)$/.test(token.lower) &&
      all[at + 1]?.tag === "noun"
      ? "adjective"
      : undefined,
  // "contact persons for companies", "deposit required for new customers"
  ({ token, tag }, at, all) => {
    const next = all[at + 1];
    if (tag !== "verb" || isThirdPerson(token.lower) || !opensSentence(all, at)) return undefined;
    return next?.tag === "past" && !hasVerb(all.toSpliced(at, 1), at) ||
        token.lower === "contact" &&
          /^(?:persons?|people|details|data)$/.test(next?.token.lower ?? "")
      ? "noun"
      : undefined;
  },
  // "what people grow is their affair"
  ({ token, tag, mayBeVerb }, at, all) =>
    tag === "noun" && mayBeVerb && !isThirdPerson(token.lower) && all[at - 1]?.tag === "noun" &&
      (isThirdPerson(all[at - 1]!.token.lower) || COLLECTIVE.test(all[at - 1]!.token.lower)) &&
      /^(?:what|that|which|whom)$/.test(all[at - 2]?.token.lower ?? "") &&
      (all[at + 1] === undefined || all[at + 1]!.tag !== "noun")
      ? "verb"
      : undefined,
  // "game masters watch two games": the first of three is no verb
  ({ token, tag }, at, all) => {
    const [noun, verb, then] = all.slice(at + 1, at + 4);
    if (
      tag !== "verb" || isThirdPerson(token.lower) || !opensSentence(all, at) ||
      noun?.tag !== "noun" || !isThirdPerson(noun.token.lower) || verb?.tag !== "noun" ||
      isThirdPerson(verb.token.lower) || !verb.mayBeVerb || !then ||
      !["determiner", "number", "possessive"].includes(then.tag)
    ) return undefined;
    verb.tag = "verb";
    return "noun";
  },
  // "those that pass are released"
  ({ token, tag, mayBeVerb }, at, all) =>
    tag === "noun" && mayBeVerb && !isThirdPerson(token.lower) &&
      /^(?:that|who|which)$/.test(all[at - 1]?.token.lower ?? "") &&
      (all[at - 2]?.token.lower === "those" ||
        all[at - 2]?.tag === "noun" && isThirdPerson(all[at - 2]!.token.lower)) &&
      FINITE.has(after(all, at)?.tag ?? "")
      ? "verb"
      : undefined,
  // "a claim, to which photos and a report are attached": behind "to which" stands the subject.
  ({ token, tag }, at, all) =>
    tag === "verb" && !plainVerbs.has(token.lower) &&
      /^whi?ch$|^whom$/.test(all[at - 1]?.token.lower ?? "") && all[at - 1]!.tag === "relative" &&
      ["preposition", "to"].includes(all[at - 2]?.tag ?? "") && all[at - 2]!.token.lower !== "of" &&
      !["determiner", "possessive"].includes(all[at + 1]?.tag ?? "")
      ? "noun"
      : undefined,
  // "…, and clubs rent them": of two verbs side by side the first is none.
  ({ token, tag }, at, all) => {
    const prev = all[at - 1];
    const next = all[at + 1];
    return tag === "verb" && isThirdPerson(token.lower) && !plainVerbs.has(token.lower) &&
        next?.tag === "verb" && !isThirdPerson(next.token.lower) &&
        (prev === undefined || prev.tag === "and" || prev.tag === "mark")
      ? "noun"
      : undefined;
  },
  // "recycling centres accept waste": "selling tickets is" would be one thing
  ({ tag }, at, all) => {
    const [noun, verb] = all.slice(at + 1, at + 3);
    return tag === "gerund" && opensSentence(all, at) && noun?.tag === "noun" &&
        isThirdPerson(noun.token.lower) &&
        (verb === undefined || /^(?:are|were|have|with|:)$/.test(verb.token.lower) ||
          verb.tag === "modal" || verb.tag === "verb" && !isThirdPerson(verb.token.lower))
      ? "noun"
      : undefined;
  },
  // "leaders are scouts"
  ({ token, tag }, at, all) =>
    tag === "verb" && isThirdPerson(token.lower) && before(all, at)?.tag === "be"
      ? "noun"
      : undefined,
  // "target language": what the dictionary does not know as a verb is none behind a noun.
  ({ token, tag, tags, mayBeVerb }, at, all) =>
    tag === "verb" && !mayBeVerb && !tags.has("PastTense") && !isThirdPerson(token.lower) &&
      all[at - 1]?.tag === "noun" && !isThirdPerson(all[at - 1]!.token.lower) &&
      !COLLECTIVE.test(all[at - 1]!.token.lower)
      ? "noun"
      : undefined,
  // "lends instruments to research groups": whom it is lent to
  ({ token, tag }, at, all) => {
    const next = all[at + 1];
    return tag === "verb" && all[at - 1]?.tag === "to" && NAMING.test(token.lower) &&
        next?.tag === "noun" && isThirdPerson(next.token.lower) &&
        all.slice(0, at - 2).some((each) => GIVING.test(each.token.lower))
      ? "noun"
      : undefined;
  },
  // "customers, mainly garden centres, reserve"
  ({ token, tag }, at, all) =>
    tag === "verb" && !isThirdPerson(token.lower) && all[at + 1]?.tag === "noun" &&
      all[at + 2]?.token.text === "," &&
      /^(?:mainly|mostly|usually|chiefly|especially|typically|often|normally)$/.test(
        all[at - 1]?.token.lower ?? "",
      ) && all[at - 2]?.token.text === ","
      ? "noun"
      : undefined,
  // "where three judges award marks": of three the second is the verb.
  ({ token, tag, mayBeVerb }, at, all) => {
    const noun = all[at - 1];
    const next = all[at + 1];
    if (
      tag !== "noun" || !mayBeVerb || isThirdPerson(token.lower) || !commonVerbs.has(token.lower) ||
      noun?.tag !== "noun" || !isThirdPerson(noun.token.lower) || next?.tag !== "verb" ||
      !isThirdPerson(next.token.lower) || plainVerbs.has(next.token.lower) || verbSince(all, at)
    ) return undefined;
    next.tag = "noun";
    return "verb";
  },
  // "students apply for exchange places": the clause has its verb, and "for" its noun.
  ({ token, tag }, at, all) => {
    if (
      tag !== "verb" || !isThirdPerson(token.lower) || plainVerbs.has(token.lower) ||
      all[at - 1]?.tag !== "noun" || isThirdPerson(all[at - 1]!.token.lower)
    ) return undefined;
    const from = beforeNouns(all, at - 1);
    const opener = all[from];
    return opener?.tag === "preposition" && opener.token.lower !== "of" && verbSince(all, from) &&
        !all.slice(0, from).some((each) => each.tag === "relative")
      ? "noun"
      : undefined;
  },
  // "a report listing deficiencies"
  ({ token, tag }, at, all) => {
    const next = all[at + 1];
    return (tag === "noun" || tag === "adjective") &&
        /^(?:listing|stating|naming|giving|showing|containing|covering|describing|detailing|specifying|itemising|itemizing|summarising|summarizing)$/
          .test(token.lower) &&
        all[at - 1]?.tag === "noun" && next !== undefined &&
        (["determiner", "possessive", "number"].includes(next.tag) ||
          next.tag === "noun" && isThirdPerson(next.token.lower))
      ? "gerund"
      : undefined;
  },
  // "services such as water"
  ({ tag }, at, all) =>
    tag === "verb" && all[at + 1]?.token.lower === "such" && all[at + 2]?.token.lower === "as"
      ? "noun"
      : undefined,
  // "for each call the port bills dues"
  ({ token, tag, mayBeVerb }, at, all) => {
    const noun = all[at - 1];
    const next = all[at + 1];
    return tag === "noun" && mayBeVerb && isThirdPerson(token.lower) &&
        noun?.tag === "noun" && !isThirdPerson(noun.token.lower) &&
        /^(?:the|an?|each|every)$/.test(all[at - 2]?.token.lower ?? "") && next?.tag === "noun" &&
        isThirdPerson(next.token.lower) && !verbSince(all, at) && !hasVerb(all, at)
      ? "verb"
      : undefined;
  },
  // "whose volunteers decide"
  ({ tag }, at, all) => tag === "verb" && all[at - 1]?.token.lower === "whose" ? "noun" : undefined,
  // "attractions spread over five areas"
  ({ token, tag }, at, all) =>
    tag === "verb" && token.lower === "spread" && all[at - 1]?.tag === "noun" &&
      hasVerb(all.toSpliced(at, 1), at - 1)
      ? "past"
      : undefined,
  // "I coach kids"
  ({ token, tag, mayBeVerb }, at, all) => {
    const next = all[at + 1];
    if (
      tag !== "noun" || !mayBeVerb || isThirdPerson(token.lower) || !next ||
      !/^(?:i|we|they|you)$/.test(all[at - 1]?.token.lower ?? "") ||
      ["be", "have", "modal"].includes(next.tag)
    ) return undefined;
    if (next.tag === "verb" && isThirdPerson(next.token.lower)) next.tag = "noun";
    return "verb";
  },
  // "is valid for a single ride and lapses after a day": no plural beside "a ride"
  ({ token, tag, mayBeVerb }, at, all) => {
    const next = all[at + 1];
    if (
      tag !== "noun" || !mayBeVerb || !isThirdPerson(token.lower) || all[at - 1]?.tag !== "and" ||
      all[at - 2]?.tag !== "noun" || isThirdPerson(all[at - 2]!.token.lower) || !next ||
      !["preposition", "to", "adverb"].includes(next.tag) || next.token.lower === "of"
    ) return undefined;
    const from = beforeNouns(all, at - 2);
    return /^(?:an?|the|one|its|this)$/.test(all[from]?.token.lower ?? "") &&
        all.slice(0, from).some((each) =>
          /^(?:is|has|was)$/.test(each.token.lower) ||
          each.tag === "verb" && isThirdPerson(each.token.lower)
        )
      ? "verb"
      : undefined;
  },
  // "…, and some tasks call for a permit"
  ({ token, tag, mayBeVerb }, at, all) => {
    const next = all[at + 1];
    if (
      tag !== "noun" || !mayBeVerb || isThirdPerson(token.lower) || !commonVerbs.has(token.lower) ||
      all[at - 1]?.tag !== "noun" || !isThirdPerson(all[at - 1]!.token.lower) || !next ||
      !["preposition", "to", "determiner", "possessive", "number"].includes(next.tag) ||
      next.token.lower === "of"
    ) return undefined;
    let from = at - 1;
    while (["noun", "adjective", "determiner", "number"].includes(all[from]?.tag ?? "")) from--;
    return all[from]?.tag === "and" && all[from - 1]?.token.text === "," ? "verb" : undefined;
  },
  // "from the plans work orders are derived"
  ({ token, tag }, at, all) => {
    const next = all[at + 1];
    const then = all[at + 2];
    return tag === "verb" && !isThirdPerson(token.lower) && next?.tag === "noun" &&
        then !== undefined && FINITE.has(then.tag) && all[at - 1]?.tag === "noun" &&
        subjectHead(all, at) === undefined
      ? "noun"
      : undefined;
  },
  // "size, year built, value according to": nothing before the comma could do it
  ({ token, tag }, at, all) =>
    tag === "verb" && !isThirdPerson(token.lower) && all[at - 1]?.token.text === "," &&
      all.slice(0, at).some((each) => each.tag === "noun") && all[at + 1]?.token.lower !== "by" &&
      ["preposition", "gerund", "mark", "past"].includes(all[at + 1]?.tag ?? "mark") &&
      !hasVerb(all.toSpliced(at, 1), at - 1)
      ? "noun"
      : undefined,
  // "owes ten hours of community work a year": the clause has its verb.
  ({ token, tag }, at, all) => {
    if (
      tag !== "verb" || isThirdPerson(token.lower) || all[at - 1]?.tag !== "noun" ||
      isThirdPerson(all[at - 1]!.token.lower) || !verbSince(all, at) || plainVerbs.has(token.lower)
    ) return undefined;
    const opener = all[at - 2]?.token.lower ?? "";
    return /^(?:of|for|in|on|by)$/.test(opener) && all[at - 3]?.tag === "noun" &&
        verbSince(all, at - 3)
      ? "noun"
      : undefined;
  },
  // "boards, consisting of teachers, hold examinations"
  ({ token, tag, mayBeVerb }, at, all) => {
    if (
      tag !== "noun" || !mayBeVerb || isThirdPerson(token.lower) ||
      !commonVerbs.has(token.lower) || all[at - 1]?.token.text !== "," || hasVerb(all, at)
    ) return undefined;
    const comma = all.findIndex(({ token }) => token.text === ",");

    const head = subjectHead(all, comma);
    const next = all[at + 1];
    return comma < at - 1 && head && isThirdPerson(head.token.lower) && next &&
        (["determiner", "possessive", "number", "adjective"].includes(next.tag) ||
          next.tag === "noun" && isThirdPerson(next.token.lower))
      ? "verb"
      : undefined;
  },
  // "the plan, drawn up by a designer, shows which plants go where"
  ({ token, tag, mayBeVerb }, at, all) => {
    if (tag !== "noun" || !mayBeVerb || !isThirdPerson(token.lower)) return undefined;
    const comma = all.findIndex(({ token }) => token.text === ",");
    const next = all[at + 1];
    if (
      all[at - 1]?.token.text !== "," || comma >= at - 1 || !next || hasVerb(all, at) ||
      !["past", "gerund"].includes(all[comma + 1]?.tag ?? "")
    ) return undefined;
    const head = subjectHead(all, comma);
    return head && !isThirdPerson(head.token.lower) &&
        ["determiner", "possessive", "number", "relative", "preposition", "to"].includes(next.tag)
      ? "verb"
      : undefined;
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
        ["preposition", "to", "determiner", "possessive", "number", "adverb"].includes(next.tag) &&
        next.token.lower !== "of"
      ? "verb"
      : undefined;
  },
];
