import type { Reference } from "../discourse.ts";
import type { Statement } from "../statement.ts";

/** A place where a text speaks of a thing, by a noun or a pronoun. */
export interface Occurrence {
  readonly term: string;
  readonly reference: Reference;
  readonly passage: number;
  /** Which statement of the text it stands in. */
  readonly at: number;
  readonly start: number;
  readonly end: number;
  /** Its part in the statement: "subject", "object", "of", or the preposition before it. */
  readonly part: string;
  /** Nouns of one number stand in one list: "drivers and vans". */
  readonly list: number;
}

/** Every place where the statements speak of something, in their order. */
export function occurrencesOf(statements: readonly Statement[]): readonly Occurrence[] {
  let list = 0;
  return statements.flatMap((statement, at) => {
    const { passage } = statement;
    const read = (reference: Reference, part: string, own: number): readonly Occurrence[] => {
      const { term, phrase: { start, end }, of, owner, apposition } = reference;
      return [
        ...(term === undefined
          ? []
          : [{ term, reference, passage, at, start, end, part, list: own }]),
        ...of.flatMap((each) => read(each, "of", ++list)),
        ...(owner ? read(owner, "owner", ++list) : []),
        ...(apposition ? read(apposition, "apposition", ++list) : []),
      ];
    };
    const readList = (references: readonly Reference[], part: string) => {
      const own = ++list;
      return references.flatMap((reference) => read(reference, part, own));
    };
    return [
      ...readList(statement.subject, statement.passive ? "patient" : "subject"),
      ...statement.arguments.flatMap(({ nouns, preposition, place }) =>
        readList(nouns, preposition ?? (place === "verb" ? "object" : "place"))
      ),
      ...readList(statement.topic ?? [], statement.inherited ? "heading" : "topic"),
      ...readList(statement.outer ?? [], "outer"),
    ];
  });
}
