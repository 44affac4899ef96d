import { isAttributeNoun } from "./attribute_words.ts";
import type { Reference } from "./discourse.ts";
import type { Fact } from "./fact.ts";
import { isPersonNoun } from "./noun_words.ts";
import { titleLinks } from "./list_patterns.ts";
import { each, lead, spoken, verbText } from "./pattern_words.ts";
import { datives, leadPlaces, readDative, readPrepositions } from "./preposition_patterns.ts";
import { readPer } from "./record_patterns.ts";
import { behind, link, mention, objectsOf, owned, type Statement } from "./statement.ts";
import { contributingVerbs } from "./verb_lists.ts";

/** "as a cook I want to publish recipes", "on every parcel we grow one variety" */
export function readSpoken(statement: Statement): readonly Fact[] | undefined {
  const { verb, subject } = statement;
  if (verb === undefined || !spoken(statement) || subject.length === 0) return undefined;
  const objects = objectsOf(statement);
  const actors = subject.filter(({ term }) => term !== undefined);
  const facts: Fact[] = objects.flatMap((one) => mention(statement, one, "object"));
  if (contributingVerbs.has(verb)) {
    const targets = objects;
    facts.push(...actors.flatMap((actor) => mention(statement, actor, "actor")));
    facts.push(
      ...each(
        actors,
        targets,
        (from, to) => link(statement, from, to, { verb: verbText(statement), by: "verb" }),
      ),
    );
  }
  // "as a mentor I want to look after participants"
  if (verb === "look") {
    const pupils = behind(statement, "after");
    return [
      ...[...actors, ...pupils].flatMap((one) => mention(statement, one, "actor")),
      ...each(
        actors,
        pupils,
        (from, to) => link(statement, from, to, { verb: "looks after", by: "verb" }),
      ),
    ];
  }
  // "I want to note for every piece": nobody is tied to it by looking after it.
  const heads = contributingVerbs.has(verb) ? statement : {
    ...statement,
    subject: objects.length > 0 ? subject : [],
  };
  facts.push(...readDative(statement), ...readPrepositions(heads, objects.slice(-1)));
  const places = lead(statement);
  facts.push(...places.flatMap((one) => mention(statement, one, "oblique")));
  facts.push(
    ...each(objects, places, (from, to) =>
      link(statement, from, to, {
        verb: verbText({ ...statement, passive: true }, "for"),
        by: "preposition",
      })),
  );
  return facts;
}

/** "…, which must be positive": says nothing of what there is. */
function describes({ verb, adjective, clause }: Statement): boolean {
  return verb === "be" && adjective !== undefined && clause.kind === "relative" &&
    clause.arguments.length === 0;
}

/** "for every stage the owner gets an estimate": the estimate is for the stage. */
function forEach(statement: Statement, objects: readonly Reference[]): readonly Fact[] {
  if (statement.passive || objects.length === 0) return [];
  const leading = statement.arguments.filter(({ place, preposition, nouns }) =>
    place === "lead" && preposition === "for" &&
    nouns.every(({ phrase }) =>
      phrase.plural || /^(?:each|every|an?|any|this|these)$/.test(phrase.determiner ?? "")
    )
  ).flatMap(({ nouns }) => nouns);
  return [
    ...leading.flatMap((one) => mention(statement, one, "oblique")),
    ...each(
      objects,
      leading,
      (from, to) =>
        link(statement, from, to, { verb: "is for", by: "preposition", preposition: "for" }),
    ),
  ];
}

const WRITING = /^(?:write|sign|file|submit|issue|draw|fill|prepare|compile|lodge|publish|draft)$/;

/** "the adviser writes a report on each visit": a paper of its own */
function isMade({ verb, passive, subject, negated }: Statement, { phrase }: Reference): boolean {
  return !passive && !negated && WRITING.test(verb ?? "") &&
    subject.some((one) => !one.speaker && isPersonNoun(one.phrase.name.at(-1) ?? "")) &&
    (/^an?$/.test(phrase.determiner ?? "") || phrase.quantity !== undefined);
}

/** "topics form a tree", "headings may be subdivided" */
function isHierarchy(
  { verb = "", arguments: args }: Statement,
  objects: readonly Reference[],
): boolean {
  return /^(?:form|make|build|compose|constitute)$/.test(verb) &&
      objects.some(({ phrase }) =>
        /^(?:tree|hierarchy|taxonomy)$/.test(phrase.name.at(-1) ?? "")
      ) ||
    /^(?:nest|subdivide)$/.test(verb) && args.length === 0;
}

/** "each order is placed by one customer", "wards place requisitions" */
export function readAction(statement: Statement): readonly Fact[] | undefined {
  const { verb, subject, topic } = statement;
  if (verb === undefined) return undefined;
  const who = subject.length > 0 ? subject : topic ?? [];
  if (who.length === 0 && statement.arguments.length === 0) return undefined;
  // "materials are bought from suppliers, but lead and tin": nothing is taken by a passive.
  const objects = statement.passive && !datives.has(verb) ? [] : objectsOf(statement);
  if (isHierarchy(statement, objects)) {
    return who.flatMap((one) => [
      ...mention(statement, one, "subject"),
      ...link(statement, one, { ...one, phrase: { ...one.phrase, plural: false } }, {
        verb: "is under",
        by: "verb",
      }),
    ]);
  }
  const titled = topic && subject.length > 0 ? titleLinks(statement) : [];
  const unique = statement.adjective === "unique" && statement.outer
    ? behind(statement, "per", "within", "in")
    : [];
  if (unique.length > 0) {
    return [
      ...unique.flatMap((one) => mention(statement, one, "oblique")),
      ...each(
        statement.outer!,
        unique,
        (from, to) =>
          link(statement, from, to, { verb: "is in", by: "preposition", preposition: "in" }),
      ),
    ];
  }
  const facts = topic && subject.length > 0
    ? subject.filter(({ term, phrase }) =>
      term !== undefined && isAttributeNoun(term.split(" ")) && phrase.owner === undefined &&
      phrase.determiner === undefined
    )
    : [];
  const whole = statement.adjective === "unique" && facts.length > 0
    ? behind(statement, "per", "within", "in")
    : [];
  const per = behind(statement, "per");
  const where = statement.passive || objects.length === 0 ? leadPlaces(statement) : [];
  return [
    ...titled,
    ...(per.length > 0
      ? readPer(
        statement,
        objects.length > 0 ? objects.slice(-1) : facts.length > 0 ? topic! : who,
        per,
      )
      : []),
    ...where.flatMap((one) => mention(statement, one, "oblique")),
    ...statement.arguments.filter(({ nouns }) => nouns.some((one) => where.includes(one))).flatMap(
      ({ preposition = "in", nouns }) =>
        each(who, nouns, (from, to) =>
          link(statement, from, to, {
            verb: verbText(statement, preposition),
            by: "preposition",
            preposition,
          })),
    ),
    ...each(topic ?? [], facts, (owner, thing) => owned(statement, owner, thing, { by: "list" })),
    ...each(
      topic ?? [],
      whole,
      (from, to) =>
        link(statement, from, to, { verb: "is in", by: "preposition", preposition: "in" }),
    ),
    ...who.flatMap((one) => mention(statement, one, describes(statement) ? "weak" : "subject")),
    ...objects.flatMap((one) =>
      mention(statement, one, isMade(statement, one) ? "made" : "patient")
    ),
    ...each(
      who,
      objects,
      (from, to) => link(statement, from, to, { verb: verbText(statement), by: "verb" }),
    ),
    ...readDative(statement),
    ...readPrepositions(statement, objects.length > 0 ? objects : who),
    ...forEach(statement, objects),
  ];
}
