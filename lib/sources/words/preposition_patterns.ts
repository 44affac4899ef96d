import type { Reference } from "./discourse.ts";
import type { Fact } from "./fact.ts";
import { isPersonNoun, noiseNouns } from "./noun_words.ts";
import { each, verbText } from "./pattern_words.ts";
import { groupingVerbs } from "./verb_lists.ts";
import { COLLECTIVE } from "./tagging.ts";
import {
  behind,
  link,
  type LinkWords,
  mention,
  objectsOf,
  owned,
  type Statement,
} from "./statement.ts";

/** "on each vehicle certain equipment is loaded": where. */
export function leadPlaces({ arguments: args }: Statement): readonly Reference[] {
  return args.filter(({ place, preposition }) =>
    place === "lead" &&
    /^(?:at|in|on|after|during|for|from|into|to|within|with)$/.test(preposition ?? "")
  )
    .flatMap(({ nouns }) => nouns);
}

export const SKIPPED = new Set([
  "than",
  "on behalf of",
  "per",
  "as",
  "such as",
  "like",
  "because of",
  "without",
  "including",
  "despite",
  "until",
  "since",
  "till",
  "regarding",
  "around",
]);

/** What the nouns behind prepositions are tied to: the noun right before, else the object, else the subject. */
export function readPrepositions(
  statement: Statement,
  heads: readonly Reference[],
  skip: readonly string[] = [],
): readonly Fact[] {
  const facts: Fact[] = [];
  const objects = objectsOf(statement);
  for (const { preposition, nouns, place, each: own, behind: before } of statement.arguments) {
    if (
      preposition === undefined || place !== "verb" ||
      SKIPPED.has(preposition) && !(preposition === "as" && nouns[0]?.phrase.name[0] === "part") ||
      skip.includes(preposition)
    ) continue;
    // "by exchange", "sorted by colour": how, and by nobody
    const role = preposition === "by" && nouns.every(isMeans)
      ? "oblique"
      : preposition === "by"
      ? "agent"
      : groupingVerbs.has(statement.verb ?? "") && GROUPING.test(preposition)
      ? "group"
      : "oblique";
    facts.push(...nouns.flatMap((noun) => mention(statement, noun, role)));
    const near =
      before && (own === true || objects.includes(before) || before.phrase.pronoun === "one" ||
          NOMINAL.test(preposition) && isAgent(statement, before) ||
          // "with a reply to each review"
          behind(statement, "with").includes(before) && preposition !== "by" ||
          // "turn proposals into experiments with a date and a contact"
          preposition === "with" && behind(statement, "into", "for", "in", "on").includes(before))
        ? own === true || TIGHT.test(preposition) ? [before] : together(statement, before)
        : heads;
    if (/^(?:same|different|unique)$/.test(statement.adjective ?? "")) continue;
    if (
      preposition === "with" && near[0]?.term !== undefined && !near[0].speaker &&
      (own === true || objects.includes(near[0]) || isAgent(statement, near[0]))
    ) {
      facts.push(
        ...each(
          near,
          nouns,
          (owner, thing) => owned(statement, owner, thing, { verb: "has", by: "preposition" }),
        ),
      );
      continue;
    }
    const from = near.some(({ term, speaker }) => term !== undefined && !speaker)
      ? near
      : statement.subject;
    const bridged = from.filter(({ term }) => term !== undefined && !noiseNouns.has(term));
    const tied = bridged.length > 0 ? bridged : statement.subject.filter(({ speaker }) => !speaker);
    facts.push(...each(tied, nouns, (one, other) =>
      link(statement, one, other, {
        verb: verbText(statement, preposition),
        by: "preposition",
        preposition,
        ...standIn(statement, one, other, before),
      })));
  }
  return facts;
}

/** Prepositions that bind to the last of several nouns. */
const TIGHT = /^(?:with|of|from|between|without)$/;

/** "guests charge drinks and meals to a room": both */
function together({ arguments: args }: Statement, one: Reference): readonly Reference[] {
  return args.find(({ preposition, nouns }) => preposition === undefined && nouns.includes(one))
    ?.nouns ?? [one];
}

/** Who or what is tied where the first noun is no thing to keep: the noun right before, the subject, the agent. */
function standIn(
  statement: Statement,
  one: Reference,
  other: Reference,
  before: Reference | undefined,
): Pick<LinkWords, "fallback" | "nearby"> {
  const objects = objectsOf(statement);
  const isOther = before !== undefined && before !== one && before.term !== undefined;
  if (isOther && !objects.includes(before)) return { fallback: before, nearby: true };
  return {
    fallback: objects.includes(one)
      ? statement.subject.find(({ speaker, term }) => !speaker && term !== undefined)
      : behind(statement, "by").find((agent) => agent !== other && agent.term !== undefined),
  };
}

/** A word in the singular that names no person and has no article. */
const isMeans = ({ phrase, of, node }: Reference) =>
  phrase.name.length > 0 && !phrase.plural && phrase.determiner === undefined &&
  phrase.quantity === undefined && phrase.owner === undefined && !phrase.proper &&
  of.length === 0 && !node.brackets && !isPersonNoun(phrase.name.at(-1)!) &&
  !COLLECTIVE.test(phrase.name.at(-1)!);

/** Prepositions that bind to the noun before rather than to the verb. */
const NOMINAL = /^(?:of|from|between)$/;

/** "is inspected by a volunteer from the section" */
function isAgent({ arguments: args }: Statement, reference: Reference): boolean {
  return args.some(({ preposition, nouns }) => preposition === "by" && nouns.includes(reference));
}

const GROUPING = /^(?:to|in|into|under|within|among)$/;

/** Verbs that take whom besides what. */
export const datives: ReadonlySet<string> = new Set(
  "allot allocate send give pay offer issue grant assign lend show bring teach tell award charge deliver hand sell quote"
    .split(" "),
);

/** "we send each customer an invoice": the first object gets the second. */
export function readDative(statement: Statement): readonly Fact[] {
  const objects = statement.arguments.filter(({ preposition, place }) =>
    preposition === undefined && place === "verb"
  );
  const [to, what] = objects;
  if (objects.length !== 2 || !datives.has(statement.verb ?? "") || statement.passive) return [];
  return what!.nouns.flatMap((thing) =>
    to!.nouns.filter(({ speaker }) => !speaker).flatMap((receiver) =>
      link(statement, thing, receiver, {
        verb: `${verbText({ ...statement, passive: true }, "to")}`,
        by: "preposition",
        preposition: "to",
      })
    )
  );
}
