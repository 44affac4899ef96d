import { isAttributeNoun } from "./attribute_words.ts";
import type { Reference } from "./discourse.ts";
import type { Fact } from "./fact.ts";
import { each, place, terms } from "./pattern_words.ts";
import { SKIPPED } from "./preposition_patterns.ts";
import { readPer } from "./record_patterns.ts";
import { link, mention, owned, type Statement } from "./statement.ts";

/** "lease: a plot is leased to one or two tenants": what the title names ties what the clause names. */
export function titleLinks(statement: Statement): readonly Fact[] {
  const { topic, subject, clause, verb } = statement;
  const [title] = topic ?? [];
  if (
    title?.term === undefined || clause.topic === undefined || !clause.titled ||
    clause.kind !== "main"
  ) return [];
  const all = [...subject, ...statement.arguments.flatMap(({ nouns }) => nouns)];
  if (all.some(({ term, phrase }) => term === title.term || phrase.pronoun !== undefined)) {
    return [];
  }
  const stem = (word: string) => word.replace(/(?:e|ing|ment|ation|ings)$/, "").slice(0, 5);
  const named = verb !== undefined && stem(title.term.split(" ").at(-1)!) === stem(verb);
  if (!named && isAttributeNoun(title.term.split(" "))) return [];
  const parties = named ? all : subject;
  return [
    ...mention(statement, title, named ? "association" : "topic"),
    ...parties.flatMap((party) => link(statement, title, party, { verb: "is for", by: "list" })),
  ];
}

/** Under a heading: facts only, or several in the singular of which some are plain facts. */
function listsFacts(subject: readonly Reference[]): boolean {
  const isFact = ({ term }: Reference) => term !== undefined && isAttributeNoun(term.split(" "));
  return subject.every(isFact) || subject.length > 2 && subject.some(isFact);
}

/** "tours: walking tours, bus tours and bike tours" */
const isKindOf = (one: Reference, whole: Reference | undefined) =>
  one.phrase.plural && one.phrase.name.length > 1 && whole?.term === one.phrase.name.at(-1) &&
  one.term !== whole?.term;

/** "rooms: number, floor", or a bare list under a heading */
export function readList(statement: Statement): readonly Fact[] | undefined {
  const { topic, subject, verb } = statement;
  if (verb !== undefined) return undefined;
  const per = statement.arguments.filter(({ preposition }) => preposition === "per");
  const forEach = statement.arguments.filter(({ place, preposition }) =>
    place === "lead" && preposition === "for"
  ).flatMap(({ nouns }) => nouns);
  if (forEach.length > 0 && subject.length > 0) {
    return [
      ...forEach.flatMap((owner) => mention(statement, owner, "owner")),
      ...subject.flatMap((thing) => mention(statement, thing, "item")),
      ...each(forEach, subject, (owner, thing) => owned(statement, owner, thing)),
    ];
  }
  if (!topic || topic.length === 0) {
    const [first, ...others] = subject;
    return [
      ...subject.flatMap((one) =>
        mention(
          statement,
          one,
          statement.clause.kind === "main" && !statement.heading && !statement.fragment
            ? "topic"
            : "weak",
        )
      ),
      ...(statement.clause.each && first
        ? others.flatMap((thing) => owned(statement, first, thing))
        : []),
      ...per.flatMap(({ nouns }) => readPer(statement, subject, nouns)),
    ];
  }
  // Under a heading, only plain facts are its own.
  const inherited = statement.clause.topic === undefined && statement.inherited === true;
  // "1. Trials / a) responsible scientist": in the singular, something that each of them has
  const parts = inherited && statement.nested === true && subject.length > 0 &&
    topic.every(({ phrase }) => phrase.plural) && subject.every(({ phrase }) => !phrase.plural);
  if (
    inherited && !parts && statement.facts !== true && !listsFacts(subject)
  ) {
    return [
      ...subject.flatMap((one) => mention(statement, one, "topic")),
      ...per.flatMap(({ nouns }) => readPer(statement, subject, nouns)),
    ];
  }
  // "there are three kinds of users: readers, editors and administrators"
  const head = statement.clause.topic?.arguments.flatMap(({ nouns }) => nouns).at(-1);
  if (
    head && head.of.length > 0 &&
    /^(?:kind|type|sort|category)$/.test(head.phrase.name.join(" ")) &&
    subject.length > 1 && topic[0]?.term !== undefined
  ) {
    return [
      ...topic.flatMap((one) => mention(statement, one, "topic")),
      ...terms(subject).flatMap((one) => mention(statement, one, "member")),
      {
        kind: "kinds",
        super: topic[0].term,
        subs: terms(subject).map(({ term }) => term!),
        total: true,
        disjoint: true,
        strong: true,
        ...place(statement),
      },
    ];
  }
  // "in several editions: hardcover, paperback": examples.
  const examples = statement.clause.topic?.verb !== undefined &&
    topic.every(({ phrase }) => phrase.plural) &&
    subject.length > 1 &&
    subject.every(({ term, phrase }) =>
      term !== undefined && !isAttributeNoun(term.split(" ")) && !phrase.plural &&
      phrase.determiner === undefined
    );
  if (examples) return [];
  const things = terms(subject).filter(({ term }) => !isAttributeNoun(term!.split(" ")));
  if (
    subject.length > 1 && subject.length === things.length &&
    statement.clause.topic?.verb === undefined && subject.slice(1).some(({ node }) => node.or) &&
    things.every(({ phrase }) => !phrase.plural && phrase.quantity === undefined)
  ) {
    return [
      ...topic.flatMap((one) => mention(statement, one, "topic")),
      ...things.flatMap((one) => mention(statement, one, "member")),
      ...topic.map(({ term }): Fact => ({
        kind: "kinds",
        super: term!,
        subs: things.map((one) => one.term!),
        total: true,
        disjoint: true,
        strong: true,
        ...place(statement),
      })),
    ];
  }
  const sorts = subject.filter((one) => isKindOf(one, topic[0]));
  if (sorts.length > 1) {
    return [
      ...topic.flatMap((one) => mention(statement, one, "topic")),
      ...sorts.flatMap((one) => mention(statement, one, "member")),
      {
        kind: "kinds",
        super: topic[0]!.term!,
        subs: sorts.map(({ term }) => term!),
        total: false,
        disjoint: true,
        strong: true,
        ...place(statement),
      },
    ];
  }
  return [
    ...(inherited ? topic.flatMap((owner) => mention(statement, owner, "owner")) : []),
    ...per.flatMap(({ nouns }) => readPer(statement, subject.length > 0 ? subject : topic, nouns)),
    ...each(topic, subject, (owner, thing) => owned(statement, owner, thing, { by: "list" })),
    ...subject.flatMap((one) => mention(statement, one, "item")),
    ...statement.arguments.flatMap(({ preposition, nouns, place: where }) =>
      where === "lead" && preposition !== undefined && preposition !== "per" &&
        !SKIPPED.has(preposition)
        ? [
          ...each(topic, nouns, (from, to) =>
            link(statement, from, to, {
              verb: `is ${preposition}`,
              by: "preposition",
              preposition,
            })),
          ...nouns.flatMap((noun) => mention(statement, noun, "oblique")),
        ]
        : []
    ),
  ];
}
