import { isAttributeNoun } from "./attribute_words.ts";
import type { Weighed } from "./decide_entities.ts";
import type { Reference } from "./discourse.ts";
import type { Fact } from "./fact.ts";
import { isPersonNoun } from "./noun_words.ts";
import { isDefinite } from "./record_patterns.ts";
import type { StatementFacts } from "./read_facts.ts";
import { link, objectsOf, owned, type Statement } from "./statement.ts";
import { agentOf } from "./verb_forms.ts";
import { recordVerbs } from "./verb_lists.ts";

/** Verbs by which something comes about. */
const MAKING = new Set(
  `create open raise generate issue send write start trigger make produce charge bill file log get receive
  draw book place add enter schedule report register plan assign print notify prepare launch commission`
    .split(/\s+/),
);

const CONDITION = /^(?:if|when|whenever|once|after|as soon as)$/;

/**
 * What two clauses of one sentence say of each other: "when a bus breaks down, an incident is opened",
 * "a dog must be vaccinated, so there is a card", "for each booking we note the date and which technician
 * comes along".
 */
export function linkClauses(
  statements: readonly StatementFacts[],
  terms: ReadonlyMap<string, Weighed>,
): readonly Fact[] {
  const isEntity = ({ term }: Reference) => terms.get(term ?? "")?.entity === true;
  return statements.flatMap(({ statement }, index): readonly Fact[] => {
    const before = statements[index - 1]?.statement;
    if (!before || before.passage !== statement.passage || statement.quantitative) return [];
    const context = { statement, before, isEntity };
    return [
      ...existing(context),
      ...coming(context),
      ...noted(context),
      ...asked(statements, index),
      ...found(statements, index, isEntity),
      ...doer(statement, terms),
    ];
  });
}

interface Neighbours {
  readonly statement: Statement;
  readonly before: Statement;
  isEntity(reference: Reference): boolean;
}

/** "…, so there is a card": whose it is was said before. */
function existing({ statement, before, isEntity }: Neighbours): readonly Fact[] {
  const { clause } = statement;
  if (!clause.existential || statement.arguments.some(({ place }) => place === "lead")) return [];
  const [owner] = before.subject.filter((one) => isEntity(one) && !one.speaker);
  if (!owner) return [];
  return objectsOf(statement).flatMap((thing) => owned(statement, owner, thing));
}

/** "lost children are a matter of their own; we note the parent who came", "…, and the source is recorded" */
function noted({ statement, before, isEntity }: Neighbours): readonly Fact[] {
  const { verb, passive, clause, subject } = statement;
  if (!recordVerbs.has(verb ?? "") || clause.kind !== "main") return [];
  if (passive) {
    if (!subject.every(isDefinite) || before.clause.kind === "relative") return [];
    const [owner] = before.subject.filter((one) => isEntity(one) && !one.speaker);
    const parts = statement.arguments.filter(({ preposition }) => preposition === "with");
    const things = [...subject, ...parts.flatMap(({ nouns }) => nouns)];
    return owner && statement.arguments.length === parts.length
      ? things.flatMap((thing) => owned(statement, owner, thing))
      : [];
  }
  // "a brew has a number, and the brewer notes the gravity": the brew's
  if (subject.length === 1 && isPerson(subject[0]!) && isEntity(subject[0]!)) {
    const [owner] = before.subject.filter((one) => isEntity(one) && !one.speaker);
    const facts = objectsOf(statement).filter(({ term }) =>
      isAttributeNoun(term?.split(" ") ?? [])
    );
    return owner && owner.term !== subject[0]!.term && facts.length > 0 &&
        statement.arguments.every(({ preposition }) => preposition === undefined)
      ? [
        ...facts.flatMap((thing) => owned(statement, owner, thing)),
        ...link(statement, owner, subject[0]!, { verb: "is noted by", by: "preposition" }),
      ]
      : [];
  }
  if (!subject.every((one) => one.speaker)) return [];
  if (statement.arguments.some(({ preposition }) => preposition !== undefined)) return [];
  const [owner] = before.subject.filter((one) => isEntity(one) && !one.speaker);
  return owner ? objectsOf(statement).flatMap((thing) => owned(statement, owner, thing)) : [];
}

/** "when a bus breaks down, an incident is opened" */
function coming({ statement, before, isEntity }: Neighbours): readonly Fact[] {
  const [condition, result] = CONDITION.test(before.clause.subordinator ?? "")
    ? [before, statement]
    : [statement, before];
  if (
    !CONDITION.test(condition.clause.subordinator ?? "") || result.clause.kind !== "main" ||
    result.negated || !MAKING.has(result.verb ?? "")
  ) return [];
  const made = (result.passive ? result.subject : objectsOf(result)).filter(isEntity);
  const cause = [...condition.subject, ...objectsOf(condition)].find((one) =>
    isEntity(one) && !one.speaker
  );
  if (!cause) return [];
  const others = [...result.subject, ...result.arguments.flatMap(({ nouns }) => nouns)];
  if (others.some(({ term }) => term === cause.term)) return [];
  return made.flatMap((thing) =>
    link(statement, thing, cause, { verb: "is for", by: "preposition", preposition: "for" })
  );
}

const isPerson = ({ phrase }: Reference) => isPersonNoun(phrase.name.at(-1) ?? "");

const FINDING = /^(?:find|discover|detect|observe|identify|notice|see)$/;

/** "Inspections are done twice a year. Faults found are noted.": by what they were found was said before. */
function found(
  statements: readonly StatementFacts[],
  index: number,
  isEntity: (reference: Reference) => boolean,
): readonly Fact[] {
  const { statement } = statements[index]!;
  if (
    statement.clause.kind !== "participle" || !statement.passive ||
    !FINDING.test(statement.verb ?? "") || statement.arguments.length > 0 ||
    statements[index + 1]?.statement.clause.kind === "infinitive"
  ) return [];
  const earlier = statements.slice(0, index).findLast(({ statement: each }) =>
    each.clause.kind === "main" && each.passage >= statement.passage - 1 &&
    !each.subject.some(({ term }) => statement.subject.some((one) => one.term === term)) &&
    each.subject.some((one) => isEntity(one) && !one.speaker)
  )?.statement;
  const [by] = earlier?.subject.filter(isEntity) ?? [];
  return by
    ? statement.subject.flatMap((one) =>
      link(statement, one, by, { verb: "is found in", by: "preposition", preposition: "in" })
    )
    : [];
}

/** "who drives it": the driver, where the text speaks of drivers. */
function doer(statement: Statement, terms: ReadonlyMap<string, Weighed>): readonly Fact[] {
  const { clause, verb, subject, passive, topic } = statement;
  if (clause.subordinator !== "who" || verb === undefined || passive || subject.length > 0) {
    return [];
  }
  const agent = terms.get(agentOf(verb));
  const about = [...objectsOf(statement), ...topic ?? []].find(({ term }) =>
    terms.get(term ?? "")?.entity === true
  );
  if (!agent?.entity || !about || about.term === agent.term) return [];
  const who = { ...about, term: agent.term, phrase: { ...about.phrase, plural: false } };
  return link(statement, about, who, { verb: "is of", by: "list" });
}

const DECIDING = /^(?:put|decide|determine|choose|plan|fix|lay|say|agree|tell)$/;

/** "we note the date and which technician comes along": the technician is noted too. */
function asked(statements: readonly StatementFacts[], index: number): readonly Fact[] {
  const { statement } = statements[index]!;
  const isAsked = ({ phrase }: Reference) => /^(?:which|what)$/.test(phrase.determiner ?? "");
  const things =
    [statement.subject, ...statement.arguments.map(({ nouns }) => nouns)].find((list) =>
      list.some(isAsked)
    )?.filter((one, at) => at > 0 || isAsked(one)) ?? [];
  if (things.length === 0) return [];
  const ownedBy = (owners: readonly Reference[]) =>
    owners.flatMap((owner) => things.flatMap((thing) => owned(statement, owner, thing)));
  if (statement.topic && statement.topic.every(({ phrase }) => phrase.name.length > 0)) {
    return ownedBy(statement.topic);
  }
  for (let at = index - 1; at >= 0; at--) {
    const { statement: earlier } = statements[at]!;
    if (earlier.passage !== statement.passage) return [];
    if (!recordVerbs.has(earlier.verb ?? "") && !DECIDING.test(earlier.verb ?? "")) continue;
    // "the recipe says which malts go in"
    const says = earlier.subject.filter((one) => !one.speaker && one.term !== undefined);
    if (says.length > 0 && !earlier.passive && !says.some(isPerson)) {
      return ownedBy(says);
    }
    const owners = earlier.arguments.filter(({ preposition }) =>
      /^(?:for|of|about)$/.test(preposition ?? "")
    ).flatMap(({ nouns }) => nouns);
    return ownedBy(owners);
  }
  return [];
}
