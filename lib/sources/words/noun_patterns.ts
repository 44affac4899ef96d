/**
 * What the inside of a noun phrase says, whatever the statement: "copies of books", "the customer's job",
 * "rooms (number, floor)", "one invoice per job".
 *
 * @module
 */
import { isAttributeNoun } from "./attribute_words.ts";
import type { Reference } from "./discourse.ts";
import type { Fact } from "./fact.ts";
import { transparentNouns } from "./noun_words.ts";
import {
  counted,
  link,
  mention,
  objectsOf,
  owned,
  type ResolvedArgument,
  type Statement,
} from "./statement.ts";

/** Reads every noun of a statement. */
export function readNouns(statement: Statement): readonly Fact[] {
  const all = [...statement.subject, ...statement.arguments.flatMap(({ nouns }) => nouns)];
  return [...all.flatMap((noun) => readNoun(statement, noun)), ...readModifiers(statement)];
}

function readNoun(statement: Statement, noun: Reference): readonly Fact[] {
  return [
    ...READERS.flatMap((read) => read(statement, noun)),
    ...noun.of.flatMap((inner) => readNoun(statement, inner)),
  ];
}

type Read = (statement: Statement, noun: Reference) => readonly Fact[];

const READERS: readonly Read[] = [
  // "copies of books", "the name of the customer"
  (statement, noun) => {
    const head = noun.phrase.name.at(-1);
    if (head === undefined || transparentNouns.has(head) && noun.term === noun.of[0]?.term) {
      return [];
    }
    return noun.of.flatMap((whole) => [
      ...mention(statement, whole, isAttributeNoun([head]) ? "owner" : "of"),
      ...(isAttributeNoun([head])
        ? owned(statement, whole, noun, { by: "of" })
        : link(statement, noun, whole, { verb: "is of", by: "of", preposition: "of" })),
    ]);
  },
  // "one host, a member", "a series, a set of performances"
  (statement, noun) => {
    const other = noun.apposition;
    if (!other || noun.term === undefined) return [];
    return other.of.flatMap((part) => owned(statement, noun, part, { verb: "consists of" }));
  },
  // "the customer's job", "its rooms"
  (statement, noun) => {
    const { owner } = noun;
    if (!owner?.term || noun.term === undefined) return [];
    const own = owner.speaker;
    return [
      ...mention(
        statement,
        owner,
        own ? "actor" : owner.phrase.pronoun === undefined ? "owner" : "weak",
      ),
      ...owned(statement, owner, noun, { by: "owner" }),
    ];
  },
];

/** "a seat in a performance", "one invoice per job", "an agreement between a customer and a station" */
function readModifiers(statement: Statement): readonly Fact[] {
  return statement.arguments.flatMap((argument) =>
    MODIFIERS.flatMap((read) => read(statement, argument))
  );
}

const MODIFIERS:
  readonly ((statement: Statement, argument: ResolvedArgument) => readonly Fact[])[] = [
    (statement, { preposition, nouns, behind, place }) => {
      if (
        preposition !== "per" || statement.adjective === "unique" || statement.verb === undefined
      ) return [];
      // "prices are agreed with each customer per group": the prices
      const objects = objectsOf(statement);
      // "a list of trips per driver": the trips
      const listed = behind && objects.find(({ node }) => node.of.includes(behind.node));
      const heads = behind && (objects.includes(behind) || place === "subject")
        ? [behind]
        : listed
        ? [listed]
        : statement.subject;
      return [
        ...nouns.flatMap((noun) => counted(mention(statement, noun, "oblique"))),
        ...(place === "verb" && !behind && !statement.passive
          ? []
          : heads.flatMap((head) =>
            nouns.flatMap((noun) =>
              link(statement, head, noun, { verb: "is per", by: "per", preposition })
            )
          )),
      ];
    },
    // On the subject: "calls of vessels at a port", "seats in a hall have"
    (statement, { preposition, nouns, behind, place }) => {
      if (place !== "subject" || preposition === undefined || !behind || preposition === "per") {
        return [];
      }
      if (preposition === "with") {
        return nouns.flatMap((
          noun,
        ) => [
          ...owned(statement, behind, noun, { by: "preposition" }),
          ...mention(statement, noun, "item"),
        ]);
      }
      if (
        ![
          "in",
          "at",
          "on",
          "for",
          "between",
          "from",
          "to",
          "by",
          "into",
          "about",
          "against",
          "concerning",
        ].includes(preposition)
      ) {
        return [];
      }
      return nouns.flatMap((noun) => [
        ...link(statement, behind, noun, {
          verb: `is ${preposition}`,
          by: "preposition",
          preposition,
        }),
        ...mention(statement, noun, "oblique"),
      ]);
    },
  ];
