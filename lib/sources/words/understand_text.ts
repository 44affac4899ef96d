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

/** Reads passages: words, clauses, statements, facts, and which nouns are things. */
export function understandText(
  passages: readonly Passage[],
  text: string,
  english: English,
): Understanding {
  const parsed = parsePassages(passages, english);
  const { statements: said, name } = readStatements(parsed, text);
  const statements = readFacts(said);
  const facts = [...statements.flatMap((statement) => statement.facts), ...findValues(passages)];
  const terms = weighTerms(facts);
  const isEntity = (term: string) => terms.get(term)?.entity ?? false;
  const kinds = facts.filter((fact): fact is Kinds =>
    fact.kind === "kinds" && fact.strong && isEntity(fact.super) && fact.subs.some(isEntity)
  );
  const ties = tieEntities(
    [...facts, ...nominalLinks(statements, terms), ...linkClauses(statements, terms)],
    terms,
  );
  return { parsed, statements, facts, terms, ties, kinds, name };
}
