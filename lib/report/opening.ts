/**
 * The words that a page and its Markdown twin have in common.
 *
 * @module
 */
import type { Plan } from "../plan/plan.ts";
import type { RankedFinding } from "../plan/rank_findings.ts";
import type { Question } from "../plan/survey.ts";

/** A heading with the fragment that it is reached by. */
export interface Heading {
  readonly id: string;
  readonly title: string;
}

/** The headings of a report before those of its phases. */
export const OPENING: Readonly<Record<"worst" | "picture" | "assumptions" | "progress", Heading>> =
  {
    worst: { id: "worst", title: "What would hurt most" },
    picture: { id: "picture", title: "The model" },
    assumptions: { id: "assumptions", title: "The assumptions that matter most" },
    progress: { id: "progress", title: "How far the plan has come" },
  };

/** The headings of a report after those of its phases. */
export const CLOSING: Readonly<Record<"findings" | "decisions" | "evidence", Heading>> = {
  findings: { id: "findings", title: "All other findings" },
  decisions: { id: "decisions", title: "Decisions" },
  evidence: { id: "evidence", title: "Evidence" },
};

/** How many findings a report opens with. */
const WORST = 3;

/** A finding that a report opens with, and where the same is so. */
export interface WorstFinding extends RankedFinding {
  /** Other places of which the same is found, the worst first. */
  readonly also: readonly string[];
}

/** The findings that would hurt most: of each kind the worst, so that one rule does not hide the others. */
export function worstFindings({ findings }: Plan): readonly WorstFinding[] {
  const kinds = Map.groupBy(findings, ({ finding }) => finding.code);
  return [...kinds.values()].slice(0, WORST).map(([first, ...others]) => ({
    ...first!,
    also: others.map(({ finding }) => finding.where),
  }));
}

/** The findings that a report does not open with. */
export function otherFindings(plan: Plan): readonly RankedFinding[] {
  const shown = new Set(worstFindings(plan).map(({ finding }) => finding));
  return plan.findings.filter(({ finding }) => !shown.has(finding));
}

/** Where else the same is found, in a few words; nothing when nowhere. */
export function alsoText({ also }: WorstFinding): string | undefined {
  if (also.length === 0) return undefined;
  const shown = also.slice(0, 3).join(", ");
  return `The same at ${shown}${also.length > 3 ? ` and ${also.length - 3} more places` : ""}.`;
}

/** How many assumptions a report opens with. */
const MOST_ASSUMPTIONS = 10;

/** What a plan comes to. */
export function summaryOf({ model, schema, checklist, findings }: Plan): string {
  const settled = checklist.filter(({ state }) => state !== "open").length;
  const errors = findings.filter(({ finding }) => finding.severity === "error").length;
  return [
    `${count(model.entities.length, "entity", "entities")} in ${
      count(schema.tables.length, "table")
    }, ${count(model.patterns.length, "query pattern")}.`,
    `${settled} of ${count(checklist.length, "question")} answered.`,
    findings.length === 0
      ? "No finding."
      : `${count(findings.length, "finding")}${
        errors > 0 ? `, ${count(errors, "error")} among them` : ""
      }.`,
  ].join(" ");
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** Introduces the findings that would hurt most. */
export function worstLead(plan: Plan): string {
  const [shown, all] = [worstFindings(plan).length, plan.findings.length];
  if (all === 0) return "Nothing was found: no rule is broken that this version judges.";
  if (all === 1) return "The only finding, with its evidence.";
  return shown === all
    ? `All ${all} findings, the worst first, each with its evidence.`
    : `Of ${all} findings the ${shown === 1 ? "worst" : `${shown} kinds`} that would hurt most, ` +
      "each with its evidence.";
}

/** Introduces the findings that a report does not open with. */
export function findingsLead(plan: Plan): string {
  return otherFindings(plan).length === 0
    ? "None beside those that the report opens with."
    : "The worst first.";
}

/** The assumptions that a report opens with. */
export function shownAssumptions({ assumptions }: Plan): readonly Question[] {
  return assumptions.slice(0, MOST_ASSUMPTIONS);
}

/** Introduces the assumptions. */
export function assumptionsLead({ assumptions }: Plan): string {
  return assumptions.length === 0
    ? "Nothing is taken for granted."
    : "Until somebody says otherwise, the plan takes these for granted. The statement under each settles it, " +
      "with the right answer in place of the likely one.";
}

/** Where the other assumptions are, if there are any. */
export function moreAssumptions({ assumptions }: Plan): string | undefined {
  const more = assumptions.length - MOST_ASSUMPTIONS;
  return more > 0
    ? `${more} more are in plan.json and in the guided sequence (--steps).`
    : undefined;
}

/** Introduces the evidence. */
export const EVIDENCE_LEAD =
  "Each number above is followed by the number of its line here, which says where it comes from.";
