import { isAttributeNoun } from "./attribute_words.ts";
import { isPersonNoun, noiseNouns } from "./noun_words.ts";
import { readPrepositions } from "./preposition_patterns.ts";
import type { Reference } from "./discourse.ts";
import type { Fact } from "./fact.ts";
import { each, lead, spoken, terms, verbText } from "./pattern_words.ts";
import { behind, counted, link, mention, objectsOf, owned, type Statement } from "./statement.ts";
import { recordVerbs } from "./verb_lists.ts";

/** What people do with facts. */
const NOTING =
  /^(?:note|record|enter|log|document|register|write|type|fill|measure|count|observe|weigh|estimate|determine|describe)$/;

/** "the brewer notes the gravity", "for every lesson the instructor enters the date": facts of what it is about. */
export function readNoted(statement: Statement): readonly Fact[] | undefined {
  const { verb, passive, subject, negated } = statement;
  const people = subject.filter(({ speaker, phrase }) =>
    !speaker && isPersonNoun(phrase.name.at(-1) ?? "")
  );
  const things = objectsOf(statement);
  if (
    passive || negated || statement.clause.titled || !NOTING.test(verb ?? "") ||
    people.length === 0 ||
    people.length < subject.length || things.length === 0
  ) return undefined;
  const facts = things.filter(({ term }) => term !== undefined && isAttributeNoun(term.split(" ")));
  const owners = [
    ...lead(statement),
    ...behind(statement, "for", "of", "about").filter((one) => !lead(statement).includes(one)),
  ].filter(({ term }) => term !== undefined && !noiseNouns.has(term));
  if (facts.length === 0 && owners.length === 0) return undefined;
  const others = things.filter((thing) => !facts.includes(thing));
  const times = behind(statement, "after", "before", "during", "until");
  const about = owners.filter((owner) => !times.includes(owner));
  return [
    ...people.flatMap((one) => mention(statement, one, "subject")),
    ...owners.flatMap((one) => mention(statement, one, "owner")),
    ...facts.flatMap((one) => mention(statement, one, "item")),
    ...others.flatMap((one) => mention(statement, one, "patient")),
    ...each(owners, things, (owner, thing) => owned(statement, owner, thing)),
    ...each(
      people,
      [...about, ...others],
      (from, to) => link(statement, from, to, { verb: verbText(statement), by: "verb" }),
    ),
    ...readPrepositions(statement, things.slice(-1), ["for", "of", "about"]),
  ];
}

const OWNERS = ["for", "of", "about", "on", "from"];

/** "we record the name of each customer", "the system stores drivers with their licences" */
export function readRecorded(statement: Statement): readonly Fact[] | undefined {
  const { verb, passive, subject } = statement;
  if (passive || !recordVerbs.has(verb ?? "") || !spoken(statement)) return undefined;
  if (subject.length === 0 && statement.topic !== undefined && statement.clause.kind === "main") {
    return undefined;
  }
  const things = objectsOf(statement);
  if (things.length === 0) return undefined;
  const owners = [
    ...lead(statement),
    ...behind(statement, ...OWNERS).filter((one) => !lead(statement).includes(one)),
  ];
  const facts = things.flatMap((thing) =>
    mention(statement, thing, owners.length > 0 ? "item" : "object")
  );
  return [
    ...facts,
    ...owners.flatMap((owner) => mention(statement, owner, "owner")),
    ...each(owners, things, (owner, thing) => owned(statement, owner, thing)),
    ...withParts(statement).flatMap(({ nouns }) =>
      nouns.flatMap((noun) => mention(statement, noun, "oblique"))
    ),
    ...withParts(statement).flatMap(({ behind: whole, nouns }) =>
      each(
        whole && things.includes(whole) ? [whole] : things,
        nouns,
        (owner, thing) => owned(statement, owner, thing),
      )
    ),
  ];
}

/** "for each station the position and the altitude shall be held", "a check-in is stored for each visit" */
export function readRecordedOf(statement: Statement): readonly Fact[] | undefined {
  const { verb, passive } = statement;
  // "for each of them the insurer and the value are on file"
  const stands = verb === "be" && objectsOf(statement).length === 0 &&
    statement.arguments.some(({ place, preposition }) => place === "lead" && preposition === "for");
  if (!stands && (!passive || !recordVerbs.has(verb ?? ""))) return undefined;
  const about = behind(statement, "for", "of", "about").filter(({ term }) =>
    term !== undefined && !noiseNouns.has(term)
  );
  // "is stored for each visit" against "is written for exactly one patient"
  const owners = about.filter(({ phrase }) => phrase.quantity === undefined);
  const others = statement.arguments.filter(({ preposition, place, nouns }) =>
    place === "verb" && preposition !== undefined &&
    (nouns.every((one) => about.includes(one) && !owners.includes(one)) ||
      !/^(?:for|of|about|per|with|as|after|before|until|since|within|during)$/.test(preposition))
  );
  // "for each vote it is recorded how …": nothing is meant by "it"
  const subject = owners.length > 0
    ? statement.subject.filter(({ phrase }) => phrase.pronoun !== "it")
    : statement.subject;
  const facts: Fact[] = subject.flatMap((
    one,
  ) => [...mention(statement, one, owners.length > 0 || isDefinite(one) ? "item" : "subject")]);
  facts.push(...owners.flatMap((owner) => mention(statement, owner, "owner")));
  facts.push(...each(owners, subject, (owner, thing) => owned(statement, owner, thing)));
  const parts = withParts(statement).flatMap(({ nouns }) => nouns);
  facts.push(
    ...withParts(statement).flatMap(({ behind: whole, nouns }) =>
      each(
        whole && subject.includes(whole) ? [whole] : subject,
        nouns,
        (owner, thing) => owned(statement, owner, thing),
      )
    ),
  );
  facts.push(...parts.flatMap((thing) => mention(statement, thing, "item")));
  facts.push(...readPer(statement, subject, behind(statement, "per")));
  for (const { preposition, nouns } of others) {
    const words = {
      verb: verbText(statement, preposition),
      by: "preposition",
      preposition: preposition!,
    } as const;
    facts.push(...each(subject, nouns, (from, to) => link(statement, from, to, words)));
    facts.push(
      ...nouns.flatMap((noun) =>
        mention(statement, noun, preposition === "by" ? "agent" : "oblique")
      ),
    );
  }
  return facts;
}

/** "the source is recorded": of what was spoken of before. */
export const isDefinite = ({ phrase }: Reference) =>
  phrase.determiner === "the" && !phrase.plural && phrase.quantity === undefined;

/** "the medicines with their dosage" */
const withParts = ({ arguments: args }: Statement) =>
  args.filter(({ preposition }) => preposition === "with" || preposition === "along with");

/** "a rate is kept per room type and season": what joins two things is a thing itself. */
export function readPer(
  statement: Statement,
  heads: readonly Reference[],
  of: readonly Reference[],
): readonly Fact[] {
  const joins = new Set(terms(of).map(({ term }) => term)).size > 1;
  return [
    ...of.flatMap((one) => counted(mention(statement, one, joins ? "subject" : "oblique"))),
    ...heads.flatMap((head) => mention(statement, head, joins ? "association" : "object")),
    ...each(
      heads,
      of,
      (from, to) => link(statement, from, to, { verb: "is per", by: "per", preposition: "per" }),
    ),
  ];
}

/** "prices depend on the zone and the season": what joins two things is a thing itself. */
export function readDepending(statement: Statement): readonly Fact[] | undefined {
  const on = terms(behind(statement, "on", "upon"));
  if (statement.verb !== "depend" || statement.passive || on.length === 0) return undefined;
  if (new Set(on.map(({ term }) => term)).size > 1) {
    return [
      ...statement.subject.flatMap((head) => mention(statement, head, "association")),
      ...on.flatMap((one) => mention(statement, one, "subject")),
      ...each(
        statement.subject,
        on,
        (from, to) =>
          link(statement, from, to, { verb: "depends on", by: "per", preposition: "on" }),
      ),
    ];
  }
  return [...statement.subject, ...on].flatMap((one) => mention(statement, one, "weak"));
}
