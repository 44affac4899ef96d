import type { Fact } from "./fact.ts";
import type { Reference } from "./discourse.ts";
import { readNouns } from "./noun_patterns.ts";
import { mention, type Statement } from "./statement.ts";
import { verbPatterns } from "./verb_patterns.ts";

/** What statements say of the data, with the pattern that read each. */
export interface StatementFacts {
  readonly statement: Statement;
  readonly pattern: string;
  readonly facts: readonly Fact[];
}

/** Reads each statement by the first pattern that fits, and every noun in it. */
export function readFacts(statements: readonly Statement[]): readonly StatementFacts[] {
  return withUnread(statements.map(readStatementFacts));
}

/**
 * Adds nouns that stand in a statement and in no fact: the patterns make nothing of them, which need not
 * mean that they are nothing.
 */
function withUnread(read: readonly StatementFacts[]): readonly StatementFacts[] {
  const known = new Set(
    read.flatMap(({ facts }) =>
      facts.flatMap((fact) =>
        fact.kind === "mention" || fact.kind === "excluded" ? [fact.term] : []
      )
    ),
  );
  return read.map((one) => {
    const { statement, facts, pattern } = one;
    if (statement.quantitative || statement.heading || UNHEARD.test(pattern)) return one;
    const unread = [...statement.subject, ...statement.arguments.flatMap(({ nouns }) => nouns)]
      .flatMap(withParts).filter(({ term, speaker, phrase }) =>
        term !== undefined && !speaker && phrase.pronoun === undefined && !known.has(term)
      );
    return unread.length === 0 ? one : {
      ...one,
      facts: [...facts, ...unread.flatMap((noun) => mention(statement, noun, "unread"))],
    };
  });
}

const UNHEARD =
  /^(?:what is said by the way|what is not wanted|what is not kept|what is left out)$/;

const withParts = (noun: Reference): readonly Reference[] => [
  noun,
  ...noun.of.flatMap(withParts),
  ...(noun.apposition ? withParts(noun.apposition) : []),
];

function readStatementFacts(statement: Statement): StatementFacts {
  for (const { name, read } of verbPatterns) {
    const facts = read(statement);
    if (facts) {
      const nouns = facts.some(({ kind }) =>
          kind === "excluded"
        ) || name === "what is said by the way"
        ? []
        : readNouns(statement);
      return { statement, pattern: name, facts: [...facts, ...nouns] };
    }
  }
  return { statement, pattern: "none", facts: readNouns(statement) };
}
