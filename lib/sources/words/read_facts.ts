import type { Fact } from "./fact.ts";
import { readNouns } from "./noun_patterns.ts";
import type { Statement } from "./statement.ts";
import { verbPatterns } from "./verb_patterns.ts";

/** What statements say of the data, with the pattern that read each. */
export interface StatementFacts {
  readonly statement: Statement;
  readonly pattern: string;
  readonly facts: readonly Fact[];
}

/** Reads each statement by the first pattern that fits, and every noun in it. */
export function readFacts(statements: readonly Statement[]): readonly StatementFacts[] {
  return statements.map((statement) => {
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
  });
}
