import type { PlanContext } from "../plan_context.ts";
import type { SectionContent } from "../section.ts";

/** What a section says that needs the planner, where the plan did not ask it. */
export function withoutLab({ labFailure, model }: PlanContext): SectionContent {
  const reason = model.patterns.length === 0
    ? "There is no query pattern to plan yet."
    : labFailure === undefined
    ? "PostgreSQL's planner was not asked: plan() asks it with the option `lab: true`."
    : `PostgreSQL's planner could not be asked: ${labFailure}.`;
  return { blocks: [{ kind: "paragraph", text: reason }], answers: { done: false, reason } };
}
