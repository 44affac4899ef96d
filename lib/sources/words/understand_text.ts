import { type Weighed, weighTerms } from "./decide_entities.ts";
import { type Tie, tieEntities } from "./decide_relationships.ts";
import type { English } from "./english.ts";
import type { Fact, Kinds } from "./fact.ts";
import { findValues } from "./find_values.ts";
import { linkClauses } from "./link_clauses.ts";
import type { NameTerm } from "./name_terms.ts";
import { nominalLinks } from "./nominal_links.ts";
import { readFacts, type StatementFacts } from "./read_facts.ts";
import { type ParsedPassage, parsePassages, readStatements } from "./read_statements.ts";
import type { Passage } from "./split_text.ts";
import { type Occurrence, occurrencesOf } from "./weighing/occurrences.ts";
import { type Related, tiedInStatements } from "./weighing/pairs_of.ts";
import { weighNouns } from "./weighing/weigh_nouns.ts";
import type { TagWeights } from "./weighing/weigh_tags.ts";
import { weighTies } from "./weighing/weigh_ties.ts";
import { FITTED_WEIGHTS, type ReadingWeights } from "./weighing/weights.ts";

/** All that a text says, before it is a model. */
export interface Understanding {
  readonly parsed: readonly ParsedPassage[];
  readonly statements: readonly StatementFacts[];
  readonly facts: readonly Fact[];
  readonly terms: ReadonlyMap<string, Weighed>;
  readonly ties: readonly Tie[];
  readonly kinds: readonly Kinds[];
  readonly name: NameTerm;
}

/** What the grammar reads in a text, before it is weighed. */
export interface Reading {
  readonly passages: readonly Passage[];
  readonly text: string;
  readonly parsed: readonly ParsedPassage[];
  readonly statements: readonly StatementFacts[];
  readonly facts: readonly Fact[];
  readonly occurrences: readonly Occurrence[];
  readonly name: NameTerm;
}

/** Reads passages: words, clauses, statements, facts, and which nouns are things. */
export function understandText(
  passages: readonly Passage[],
  text: string,
  english: English,
): Understanding {
  return weighReading(readText({ passages, text }, english));
}

/** Decides which nouns of a reading are things, and which of them have to do with each other. */
export function weighReading(
  reading: Reading,
  weights: ReadingWeights = FITTED_WEIGHTS,
): Understanding {
  const { parsed, passages, statements, facts, name } = reading;
  const byRules = weighTerms(facts);
  // One sentence alone gives too little to weigh.
  const alone = passages.length < 2;
  const terms = alone ? byRules : weighNouns({ ...reading, terms: byRules }, weights.terms);
  const related = relate(reading, terms);
  const ties = alone ? related.ties : weighTies(related, weights.ties);
  return { parsed, statements, facts, terms, ties, kinds: related.kinds, name };
}

/** What the words and the grammar say. */
export function readText(
  { passages, text }: Pick<Reading, "passages" | "text">,
  english: English,
  tags: TagWeights = FITTED_WEIGHTS.tags,
): Reading {
  const parsed = parsePassages(passages, english, tags);
  const { statements: said, name } = readStatements(parsed, text);
  const statements = readFacts(said);
  const facts = [...statements.flatMap((statement) => statement.facts), ...findValues(passages)];
  return { passages, text, parsed, statements, facts, occurrences: occurrencesOf(said), name };
}

/** What the grammar says of each two things. */
export function relate(reading: Reading, terms: ReadonlyMap<string, Weighed>): Related {
  const { statements, facts } = reading;
  const isEntity = (term: string) => terms.get(term)?.entity ?? false;
  const kinds = facts.filter((fact): fact is Kinds =>
    fact.kind === "kinds" && fact.strong && isEntity(fact.super) && fact.subs.some(isEntity)
  );
  const ties = tieEntities(
    [...facts, ...nominalLinks(statements, terms), ...linkClauses(statements, terms)],
    terms,
  );
  return { ...reading, terms, ties, kinds, tiedIn: tiedInStatements(ties) };
}
