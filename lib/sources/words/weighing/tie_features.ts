/**
 * What speaks for two things having to do with each other, and against it: observations with names, for a
 * logistic regression to weigh. `bench/fit_words.ts` fits the weights on annotated texts.
 *
 * @module
 */
import type { Weighed } from "../decide_entities.ts";
import { endsOf } from "../count_ends.ts";
import type { Tie } from "../decide_relationships.ts";
import { isPersonNoun } from "../noun_words.ts";
import type { Passage } from "../split_text.ts";
import type { StatementFacts } from "../read_facts.ts";
import { headOf, upTo } from "./feature_words.ts";
import type { Meeting, Meetings } from "./meetings.ts";
import type { Occurrence } from "./occurrences.ts";
import { sortOfThing } from "./sort_of_thing.ts";

/** Two things, where they meet, and what was read of them. */
export interface Pair {
  readonly one: Weighed;
  readonly other: Weighed;
  readonly meetings: Meetings | undefined;
  /** What the grammar read of the pair. */
  readonly ties: readonly Tie[];
  /** To how many other things each is tied. */
  readonly degrees: readonly [number, number];
  /** How many things both are tied to. */
  readonly common: number;
}

/** What a feature may look at beside the pair. */
export interface TextRead {
  /** What a term is tied to by the facts of a statement. */
  tiedIn(term: string, statement: StatementFacts): ReadonlySet<string>;
  readonly statements: readonly StatementFacts[];
  readonly passages: readonly Passage[];
}

type Feature = (pair: Pair, read: TextRead) => readonly string[];

/** Observations that count whether the grammar read a tie or not. */
const GENERAL: readonly Feature[] = [
  ({ one, other }) => {
    const persons = [one, other].filter(({ term }) => isPersonNoun(headOf(term))).length;
    return [`persons: ${persons}`];
  },
  ({ one, other }) => {
    const sorts = [one, other].map(({ term }) => sortOfThing(headOf(term))).sort();
    return [`sorts: ${sorts.join(", ")}`];
  },
  ({ one, other }) => {
    const least = Math.min(one.score, other.score);
    return [
      `surely things: ${
        least < 1.5 ? "hardly" : least < 2 ? "rather" : least < 3 ? "yes" : "very"
      }`,
    ];
  },
  ({ degrees }) => [`other ties: ${upTo(2, Math.min(...degrees))}`],
  ({ common }) => [`tied to the same: ${upTo(2, common)}`],
  ({ meetings }) => (meetings?.passages ?? 0) > 1 ? ["meet again"] : [],
  ({ meetings }, { passages }) =>
    meetings ? [`in: ${passages[meetings.nearest.second.passage]!.kind}`] : ["never meet"],
  ({ meetings }, read) => meetings ? meetingFeatures(meetings.nearest, read) : [],
];

const isPreposition = (word: string) =>
  /^(?:in|on|at|of|to|from|for|by|with|into|per|between|under|against|about|without|during|via|through|within|after|before|as)$/
    .test(word);

const CLOSED =
  /^(?:an?|the|each|every|all|any|some|its|their|his|her|our|this|that|these|those|which|who|whom|whose|one|two|several|many|more|other|another|in|on|at|of|to|from|for|by|with|into|per|and|or|but|as|after|before|when|if|between|under|against|about|without|during|either|both|no|not|has|have|had|is|are|was|were|be|been|can|may|must|shall|should|will|than|via|through|within)$/;

const JOINED = /^(?:and|or|,|an?|the|its|their|one|two|several|each|-)$/;

function meetingFeatures(meeting: Meeting, { statements, tiedIn }: TextRead): readonly string[] {
  const { first, second, reach, between, words, opening } = meeting;
  const parts = `${partOf(first.part)} and ${partOf(second.part)}`;
  const pronouns = [
    ...(first.reference.phrase.pronoun === undefined ? [] : ["a pronoun first"]),
    ...(second.reference.phrase.pronoun === undefined ? [] : ["a pronoun second"]),
  ];
  if (reach === "next passage") {
    return [
      `next passage: ${parts}`,
      `next passage: ${opening ? "opening" : "later"}`,
      ...pronouns,
    ];
  }
  const { statement } = statements[first.at]!;
  const { statement: later } = statements[second.at]!;
  const same = reach === "statement";
  const prepositions = words.filter(isPreposition);
  const long = words.length;
  const [sort, other] = [first, second].map(({ term }) => sortOfThing(headOf(term)));
  const tied = [first, second].map(({ term, at }) => tiedIn(term, statements[at]!));
  return [
    `${reach}: tied there: ${tied.map(({ size }) => upTo(2, size)).join(", ")}`,
    ...([...tied[0]!].some((term) => tied[1]!.has(term))
      ? [`${reach}: tied there to the same`]
      : []),
    `${reach}: ${upTo(4, between)} between`,
    ...(same && first.list === second.list
      ? ["in one list"]
      : [`${reach}: ${parts}`, `${reach}: ${parts}, ${upTo(2, between)} between`]),
    ...(same
      ? [`verb: ${statement.verb ?? "none"}`, `pattern: ${statements[first.at]!.pattern}`]
      : [
        `clauses: ${statement.clause.kind}, ${later.clause.kind}`,
        `joined by: ${later.clause.subordinator ?? "nothing"}`,
      ]),
    `a ${sort} as ${partOf(first.part)}`,
    `then a ${other} as ${partOf(second.part)}`,
    `${reach}: a ${sort}, then a ${other}`,
    `first: ${determinerOf(first)}`,
    `second: ${determinerOf(second)}`,
    `first: ${determinerOf(first)}, second: ${determinerOf(second)}`,
    `words between: ${
      long <= 2 ? "0-2" : long <= 4 ? "3-4" : long <= 7 ? "5-7" : long <= 12 ? "8-12" : "13+"
    }`,
    ...words.slice(0, 1).filter((word) => CLOSED.test(word)).map((word) => `first word: ${word}`),
    ...words.slice(-1).filter((word) => CLOSED.test(word)).map((word) => `last word: ${word}`),
    ...prepositions.slice(-1).flatMap((word) => [
      `last preposition: ${word}`,
      `last preposition: ${word}, ${upTo(2, between)} between`,
    ]),
    ...(words.some((word) => /^[;:]$/.test(word)) ? ["a colon between"] : []),
    ...(words.includes(",") ? ["a comma between"] : []),
    ...(words.includes("(") && !words.includes(")") ? ["in brackets behind"] : []),
    ...(words.some((word) => /^(?:which|who|that|whose|whom)$/.test(word))
      ? ["a relative between"]
      : []),
    ...(words.length > 0 && words.every((word) => JOINED.test(word)) ? ["side by side"] : []),
    ...(statement.negated || later.negated ? ["denied"] : []),
    ...(statement.quantitative ? ["speaks of volumes"] : []),
    ...pronouns,
  ];
}

/** How a noun is introduced: "each", "its", "several". */
function determinerOf({ reference: { phrase } }: Occurrence): string {
  if (phrase.pronoun !== undefined) return "a pronoun";
  if (phrase.owner) return phrase.owner.pronoun ?? "a genitive";
  if (phrase.quantity) return "a number";
  return phrase.determiner ?? (phrase.plural ? "plural" : "bare");
}

/** Seldom prepositions are one. */
const partOf = (part: string) =>
  /^(?:subject|patient|object|of|owner|apposition|topic|heading|outer|place)$/.test(part) ||
    isPreposition(part)
    ? part
    : "other";

/** Observations on what the grammar read. */
const STATED: readonly Feature[] = [
  ({ ties }) =>
    ties.flatMap(({ facts }) =>
      facts.flatMap((fact) => {
        const preposition = fact.kind === "link" ? fact.preposition : undefined;
        const [from, to] = endsOf(fact).map(({ term }) => sortOfThing(headOf(term)));
        return [
          `by: ${fact.by}`,
          ...(preposition === undefined ? [] : [`by: ${fact.by} ${preposition}`]),
          `by: ${fact.by}, a ${from}, a ${to}`,
          `said: ${fact.verb}`,
          fact.kind === "owned" ? "has" : "does",
          ...(fact.kind === "link" && fact.negated ? ["said not to be"] : []),
          ...(fact.kind === "link" && fact.fallback ? ["with a stand-in"] : []),
        ];
      })
    ),
  ({ ties }) => {
    const places = new Set(ties.flatMap(({ facts }) => facts.map(({ start }) => start)));
    return places.size > 1 ? ["said again"] : [];
  },
  ({ ties }) => ties.length > 1 ? ["in two ways"] : [],
];

/** Observations on things of which the grammar read nothing. */
const SUPPOSED: readonly Feature[] = [
  ({ degrees, common }) => Math.min(...degrees) === 0 && common === 0 ? ["one stands alone"] : [],
  ({ degrees }) => [`ties of the other: ${upTo(3, Math.max(...degrees))}`],
];

/** What is observed of two things between which the grammar read a tie. */
export function statedFeatures(pair: Pair, read: TextRead): readonly string[] {
  const features = [...GENERAL, ...STATED].flatMap((feature) => feature(pair, read));
  const itself = pair.one === pair.other
    ? ["with itself", ...features.map((feature) => `with itself, ${feature}`)]
    : [];
  return [...new Set([...features, ...itself])];
}

/** What is observed of two things that meet without the grammar reading a tie. */
export function supposedFeatures(pair: Pair, read: TextRead): readonly string[] {
  return [...new Set([...GENERAL, ...SUPPOSED].flatMap((feature) => feature(pair, read)))];
}
