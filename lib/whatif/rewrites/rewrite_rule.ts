import type { Edit } from "../../core/edit.ts";
import type { Statistics } from "../../statistics/statistics.ts";
import type { Schema } from "../../schema/schema.ts";
import type { QueryPattern } from "../../workload/query_pattern.ts";
import type { SyntaxNode } from "../../workload/syntax_tree.ts";
import type { Explained } from "../explained.ts";

/** The values of a statement's parameters, as text. */
export type ParameterValues = readonly (string | null)[];

/** What a rule of rewriting judges: one statement and how it is planned as it stands. */
export interface RewriteContext {
  /** The statement with what it touches. */
  readonly pattern: QueryPattern;
  /** Its parse tree: one node with its type. */
  readonly statement: SyntaxNode;
  /** The tables, their keys and indexes. */
  readonly schema: Schema;
  /** What is known of the data. */
  readonly statistics: Statistics;
  /** The plan of the statement as it stands. */
  readonly before: Explained;
  /** Every statement of the workload with its plan, for what only several show together. */
  readonly workload: readonly Explained[];
  /** Executions a second, by the pattern's name. */
  readonly rates: ReadonlyMap<string, number>;
}

/** Another way to write a statement, not yet proven to be cheaper. */
export interface RewriteProposal {
  /** The place: a column, a table or a pattern. */
  readonly where: string;
  /** What is so, in one sentence. */
  readonly what: string;
  /** What it leads to. */
  readonly why: string;
  /** What would be right. */
  readonly fix: string;
  /** The statement as it would be; absent where only an index is missing. */
  readonly sql?: string;
  /** The statement to compare with, where it is not the one that was given: a later page, for one. */
  readonly against?: string;
  /** The new statement's values, of the old one's. Defaults to the same. */
  readonly values?: (before: ParameterValues) => ParameterValues | undefined;
  /** The old statement's cost counts so many times. Defaults to once. */
  readonly executions?: number;
  /** The hypothetical index that it leans on. */
  readonly edits?: readonly Edit[];
  /** What the application has to change; absent: the rows are the same, and so are the parameters. */
  readonly application?: string;
  /** Whether the new plan is what was aimed at. Defaults to any that costs less. */
  readonly accepts?: (after: Explained, before: Explained) => boolean;
}

/** One way in which statements are written worse than they could be. */
export interface RewriteRule {
  /** The code of its findings. */
  readonly code: string;
  /** Why it matters, in one sentence. */
  readonly why: string;
  /** Where it is described. */
  readonly source: string;
  /** The other ways to write a statement; none where it is fine. */
  readonly match: (
    context: RewriteContext,
  ) => readonly RewriteProposal[] | Promise<readonly RewriteProposal[]>;
}
