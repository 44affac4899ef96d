import { isAttributeNoun } from "./attribute_words.ts";
import { type Discourse, resolve } from "./discourse.ts";
import type { NameTerm } from "./name_terms.ts";
import { isPersonNoun, noiseNouns } from "./noun_words.ts";
import type { NounPhrase } from "./phrase.ts";
import type { Statement } from "./statement.ts";
import { isQuantitative } from "./quantity_words.ts";
import { transparent } from "./transparent_references.ts";

/** What was spoken of around the brackets. */
export interface BracketContext {
  readonly index: number;
  readonly discourse: Discourse;
  readonly name: NameTerm;
  readonly text: string;
}

/** What stands in brackets behind a noun: a list of its facts or values, or a remark. */
export function bracketStatements(
  statement: Statement,
  { index, discourse, name, text }: BracketContext,
): readonly Statement[] {
  const nouns = [...statement.subject, ...statement.arguments.flatMap(({ nouns }) => nouns)];
  const all = nouns.flatMap((noun) => [noun, ...noun.of]);
  return all.flatMap((noun) =>
    (noun.node.brackets ?? []).map((clause): Statement => {
      // "connections (each with a meter)"
      const subject = clause.subject.map((node) =>
        /^(?:each|both|they|it|one)$/.test(node.phrase.pronoun ?? "")
          ? { ...noun, node }
          : transparent(resolve(node, discourse, name))
      );
      const args = clause.arguments.map(({ nouns, ...rest }) => ({
        place: rest.place,
        ...(rest.preposition === undefined ? {} : { preposition: rest.preposition }),
        nouns: nouns.map((node) => transparent(resolve(node, discourse, name))),
      }));
      const facts = subject.filter(({ phrase }: { readonly phrase: NounPhrase }) =>
        phrase.name.length > 0
      );
      const attributes = facts.filter(({ term }) => isAttributeNoun(term?.split(" ") ?? []));
      // "(three to four children)"
      const counted = facts.length === 1 && facts[0]!.phrase.quantity !== undefined ||
        // "(several toys + a tent)"
        facts.length > 1 && facts.every(({ phrase }) =>
            phrase.quantity !== undefined || /^(?:an?|one)$/.test(phrase.determiner ?? "")
          );
      // "(fault, technician, parts used)": where one is a fact or a person, all are parts.
      const parts = facts.length > 1 && !isPersonNoun(noun.phrase.name.at(-1) ?? "") &&
        !noiseNouns.has(noun.term ?? "") && !isAttributeNoun(noun.term?.split(" ") ?? []) &&
        facts.some(({ term, phrase }) =>
          isAttributeNoun(term?.split(" ") ?? []) || isPersonNoun(phrase.name.at(-1) ?? "")
        ) && !facts.some(({ node }) => node.or);
      const lists = clause.verb === undefined &&
        (attributes.length * 2 > facts.length || counted || parts);
      return {
        clause,
        passive: clause.verb?.passive ?? false,
        negated: clause.verb?.negated ?? false,
        subject: clause.verb || lists ? subject : [],
        arguments: clause.verb ? args : [],
        quantitative: isQuantitative(text.slice(clause.start, clause.end)),
        denied: false,
        passage: index,
        ...(clause.verb ? { verb: clause.verb.verb } : {}),
        ...(lists && noun.term !== undefined ? { topic: [noun] } : {}),
      };
    })
  );
}
