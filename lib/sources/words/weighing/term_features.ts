/**
 * What speaks for a noun naming a thing to keep data about, and against it: observations with names, for a
 * logistic regression to weigh. `bench/fit_words.ts` fits the weights on annotated texts.
 *
 * @module
 */
import { isAttributeNoun, softAttributeNouns } from "../attribute_words.ts";
import type { Weighed } from "../decide_entities.ts";
import { isPersonNoun, noiseNouns, softNoiseNouns } from "../noun_words.ts";
import type { Passage } from "../split_text.ts";
import type { StatementFacts } from "../read_facts.ts";
import { headOf, upTo } from "./feature_words.ts";
import { sortOfThing } from "./sort_of_thing.ts";
import { thinghoodOf } from "./thinghood.ts";
import type { Occurrence } from "./occurrences.ts";

/** A noun with all that the text says with it. */
export interface Noun {
  readonly weighed: Weighed;
  readonly words: readonly string[];
  readonly head: string;
  readonly occurrences: readonly Occurrence[];
  /** What stands in one list with it. */
  readonly beside: ReadonlySet<string>;
  readonly passages: readonly Passage[];
  readonly statements: readonly StatementFacts[];
  /** What it is said to have, and what is said to have it. */
  readonly owns: ReadonlySet<string>;
  readonly owners: ReadonlySet<string>;
  /** The entities that it is linked to. */
  readonly links: ReadonlySet<string>;
  /** How it is linked and owned: "from of", "to preposition by". */
  readonly ways: ReadonlySet<string>;
}

/** What all nouns of a text share. */
export interface Nouns {
  readonly isEntity: (term: string) => boolean;
  /** The last words of entities that have names of several words. */
  readonly heads: ReadonlySet<string>;
  readonly passages: readonly Passage[];
  readonly text: string;
}

type Feature = (noun: Noun, nouns: Nouns) => readonly string[];

const when = (condition: boolean, feature: string): readonly string[] => condition ? [feature] : [];

/** Observations that are weighed apart for what the rules took for a thing and what they did not. */
const BY_DECISION: readonly Feature[] = [
  ({ weighed }) => weighed.mentions.map(({ role }) => `part: ${role}`),
  ({ weighed: { mentions } }) => {
    const [role] = new Set(mentions.map((mention) => mention.role));
    return when(mentions.every((mention) => mention.role === role), `only ever: ${role}`);
  },
  ({ weighed: { mentions } }) => when(mentions.every(({ bare }) => bare), "always bare"),
  ({ weighed: { mentions } }) => [
    `mentioned: ${upTo(3, new Set(mentions.map(({ start }) => start)).size)}`,
  ],
  ({ owns }) => [`has: ${upTo(3, owns.size)}`],
  ({ links }) => [`linked to things: ${upTo(3, links.size)}`],
  ({ ways }) => [...ways].map((way) => `linked: ${way}`),
  ({ words }) => [`words: ${upTo(3, words.length)}`],
  ({ head }) => when(isPersonNoun(head), "a person"),
  ({ words }) => when(isAttributeNoun(words), "names a fact"),
  ({ head }) => when(noiseNouns.has(head), "names nothing to keep"),
  ({ head, words }) => [
    `sort: ${sortOfThing(head)}`,
    ...when(words.length > 1, `sort of a long name: ${sortOfThing(head)}`),
  ],
  ({ head }) => {
    const ending = ENDING.exec(head)?.[0];
    return ending === undefined ? [] : [`ending: ${ending}`];
  },
  ({ passages }) => [...new Set(passages.map(({ kind }) => `in: ${kind}`))],
  ({ passages }) =>
    PASSAGES.filter(([, words]) =>
      passages.length > 0 && passages.every(({ text }) => words.test(text))
    )
      .map(([name]) => `its passages: ${name}`),
  (noun, { passages }) => [
    ...when(noun.occurrences.every(({ passage }) => passage === 0), "only in the first passage"),
    ...when(
      noun.occurrences.every(({ passage }) => passage === passages.length - 1),
      "only in the last passage",
    ),
  ],
  ({ statements }) => [...new Set(statements.map(({ pattern }) => `pattern: ${pattern}`))],
  ({ occurrences }, { text }) =>
    when(
      occurrences.length > 0 &&
        occurrences.every(({ start, end }) => /^(?:the|this|that)\b/i.test(text.slice(start, end))),
      "always the",
    ),
  ({ occurrences }, { text }) =>
    when(
      occurrences.some(({ start }) => {
        const before = text.slice(Math.max(0, start - 40), start);
        return before.lastIndexOf("(") > before.lastIndexOf(")");
      }),
      "in brackets",
    ),
  ({ statements }) =>
    when(
      statements.length > 0 &&
        statements.every(({ statement }) => statement.clause.kind === "subordinate"),
      "only in subordinate clauses",
    ),
];

/** Observations that are weighed once. */
const GENERAL: readonly Feature[] = [
  ({ weighed: { score } }) => [`score: ${Math.max(-2, Math.min(5, Math.round((score - 1) * 2)))}`],
  ({ weighed }) => when(weighed.entity, "taken for a thing"),
  ({ weighed: { mentions } }) => [
    ...when(mentions.some(({ each }) => each), "each of them"),
    ...when(mentions.some(({ plural }) => plural), "in the plural"),
    ...when(mentions.some(({ quantity }) => quantity !== undefined), "counted"),
    ...when(mentions.some(({ bare, plural }) => !bare && !plural), "with an article"),
    ...when(
      mentions.some(({ plural }) => plural) &&
        mentions.some(({ bare, plural }) => !bare && !plural),
      "in both numbers",
    ),
  ],
  ({ passages }) => [`passages: ${upTo(3, passages.length)}`],
  ({ owners }) => [`had by: ${upTo(3, owners.size)}`],
  (
    { occurrences },
  ) => [
    ...new Set(occurrences.map(({ part }) => `stands as: ${part.length > 10 ? "other" : part}`)),
  ],
  ({ head }) => [
    ...when(softAttributeNouns.has(head), "may name a fact"),
    ...when(softNoiseNouns.has(head), "may name nothing to keep"),
    `head: ${head}`,
  ],
  ({ statements }) => when(statements.some(({ statement }) => statement.negated), "denied"),
  ({ words, head }, { isEntity, heads }) => [
    ...when(words.length > 1 && isEntity(head), "its head is a thing"),
    ...when(words.length > 1 && isEntity(words[0]!), "its first word is a thing"),
    ...when(words.length === 1 && heads.has(head), "a longer name is a thing"),
  ],
  ({ statements }) => [
    ...new Set(
      statements.flatMap(({ statement: { verb } }) => verb === undefined ? [] : [`verb: ${verb}`]),
    ),
  ],
  ({ occurrences }) => [
    ...new Set(
      occurrences.filter(({ reference }) => reference.phrase.pronoun === undefined).map((
        { reference: { phrase } },
      ) =>
        `determiner: ${
          phrase.owner?.pronoun ?? phrase.determiner ?? (phrase.owner ? "possessive" : "none")
        }`
      ),
    ),
  ],
  ({ occurrences }, { text }) =>
    when(
      occurrences.length > 0 &&
        occurrences.every(({ start }) => /^\p{Lu}/u.test(text.slice(start, start + 2))),
      "always with a capital",
    ),
  ({ statements }) =>
    ["main", "infinitive", "participle"].filter((kind) =>
      statements.length > 0 && statements.every(({ statement }) => statement.clause.kind === kind)
    ).map((kind) => `only in clauses: ${kind}`),
];

const ENDING = /(?:ance|ence|[ts]ion|ment|ity|ness|ing|ship|er|or|ist|al|age|ure|th)$/;

/** What a passage may be about beside the data. */
const PASSAGES: readonly (readonly [string, RegExp])[] = [
  ["I", /\b(?:I|I['’]m|I['’]d|my|me)\b/],
  ["we", /\b(?:we|our|us)\b/i],
  ["you", /\b(?:you|your|please|pls)\b/i],
  ["denial", /\b(?:no|not|nothing|none|never|without)\b|n['’]t\b/i],
  [
    "software",
    /\b(?:diagram|model|requirements?|software|database|system|app|tool|project|program)\b/i,
  ],
  ["numbers", /\d/],
  [
    "kept elsewhere",
    /\b(?:(?:other|another|different|separate|own) (?:systems?|programs?|software|lists?|apps?|tools?|projects?|spreadsheets?|files?|books?|database)|on paper|thrown away|in (?:his|her|their|my) head|none of (?:our|your|my)|not (?:our|your|my|yours|mine|ours)|nobody['’]s|(?:of )?no concern|out(?:side)? (?:of |the )*scope|elsewhere|automatically|not (?:needed|wanted|necessary|stored|recorded|kept|included|part)|keep nothing|ignore|leave (?:it|that|them|him|her) out)\b/i,
  ],
];

/** Observations that mean one thing for one sort of noun and another for another. */
const BY_KIND_OF_WORD: readonly Feature[] = [
  ({ weighed: { mentions } }) =>
    [
      ...new Set(mentions.map(({ role }) => role)),
    ].map((role) => `part: ${role}`),
  ({ weighed: { mentions } }) => [
    ...when(mentions.some(({ plural }) => plural), "in the plural"),
    ...when(mentions.some(({ bare, plural }) => !bare && !plural), "with an article"),
    ...when(mentions.some(({ quantity }) => quantity !== undefined), "counted"),
    ...when(mentions.every(({ bare }) => bare), "always bare"),
  ],
  ({ weighed: { mentions } }) => [
    `mentioned: ${upTo(3, new Set(mentions.map(({ start }) => start)).size)}`,
  ],
  ({ owns }) => [`has: ${upTo(2, owns.size)}`],
  ({ owners }) => [`had by: ${upTo(2, owners.size)}`],
  ({ links }) => [`linked to things: ${upTo(2, links.size)}`],
  ({ words }) => [`words: ${upTo(2, words.length)}`],
  ({ beside }) => {
    const known = [...beside].flatMap((term) => thinghoodOf(headOf(term)) ?? []);
    if (known.length === 0) return ["in no list"];
    const mean = known.reduce<number>((sum, degree) => sum + degree, 0) / known.length;
    return [`in a list of: ${mean < 3.2 ? "facts" : mean < 5.9 ? "both" : "things"}`];
  },
];

/** A rating as all the marks that it reaches: neighbouring ratings share most of their weights. */
const atLeast = (rating: number) =>
  Array.from({ length: rating + 1 }, (_, mark) => `a thing: ${mark}+`);

/** What is observed of a noun. */
export function termFeatures(noun: Noun, nouns: Nouns): readonly string[] {
  const decided = noun.weighed.entity ? "a thing" : "no thing";
  const both = BY_DECISION.flatMap((feature) => feature(noun, nouns));
  const sort = sortOfThing(noun.head);
  const rated = thinghoodOf(noun.head);
  const thinghood = rated === undefined ? "unknown" : `${Math.floor(rated / 2)}`;
  const byWord = BY_KIND_OF_WORD.flatMap((feature) => feature(noun, nouns));
  return [
    ...new Set([
      ...GENERAL.flatMap((feature) => feature(noun, nouns)),
      ...both,
      ...both.map((feature) => `${decided}, ${feature}`),
      ...byWord,
      ...(rated === undefined ? ["a thing: unknown"] : atLeast(rated)),
      `a thing: ${thinghood}, a ${sort}`,
      ...byWord.flatMap((feature) => [`${sort}, ${feature}`, `a thing: ${thinghood}, ${feature}`]),
    ]),
  ];
}
