import type { Finding } from "../core/finding.ts";
import type { IndexAdvice } from "../indexes/advice.ts";
import type { LintResult, WaivedFinding } from "../lint/lint_schema.ts";
import type { Decision, Model } from "../model/model.ts";
import type { Schema } from "../schema/schema.ts";
import type { Draft } from "../sources/words/draft.ts";
import type { Lab } from "../whatif/lab.ts";
import type { Reach } from "./reach.ts";

/** What every part of a plan is made from. */
export interface PlanContext {
  /** What is planned. */
  readonly model: Model;
  /** The schema that holds it. */
  readonly schema: Schema;
  /** The schema's statements in the order in which they run. */
  readonly statements: readonly string[];
  /** What the mapping chose, with its reasons. The model's own decisions are in the model. */
  readonly mapping: readonly Decision[];
  /** What is wrong with the model and its mapping. */
  readonly findings: readonly Finding[];
  /** What the rules of good design say of the schema. */
  readonly lint: LintResult;
  /** What somebody decided to live with. */
  readonly waived: readonly WaivedFinding[];
  /** How much of the plan hangs on each element. */
  readonly reach: Reach;
  /** The draft that the model came from, where it was read from words. */
  readonly draft?: Draft;
  /** The first day of the plan, `YYYY-MM-DD`, where one is given. */
  readonly date?: string;
  /** How far ahead the plan looks, in seconds. */
  readonly horizon: number;
  /** PostgreSQL's own planner over the data of the first day, where the plan asks it. */
  readonly lab?: Lab;
  /** The indexes that pay, searched for once for all sections, where the planner is at hand. */
  readonly advise?: () => Promise<IndexAdvice>;
  /** Why the planner could not be opened. */
  readonly labFailure?: string;
  /** Whether the plan lists every rule that it was judged by. */
  readonly bestPractices: boolean;
}
