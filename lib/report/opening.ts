/**
 * The words that a page and its Markdown twin have in common.
 *
 * @module
 */
import { postgresql } from "../engines/postgresql/postgresql.ts";
import type { Plan } from "../plan/plan.ts";
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
export const WORST = 3;

/** How many assumptions a report opens with. */
const MOST_ASSUMPTIONS = 10;

/** An engine and its version as they are called: `PostgreSQL 18`. */
export function engineTitle(engine: string): string {
  const [name, version] = engine.split("@");
  return [name === postgresql.name ? postgresql.title : name, version].join(" ").trim();
}

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
export function worstLead(findings: number): string {
  if (findings === 0) return "Nothing was found: no rule is broken that this version judges.";
  if (findings === 1) return "The only finding, with its evidence.";
  return findings <= WORST
    ? `All ${findings} findings, the worst first, each with its evidence.`
    : `The ${WORST} findings that would hurt most, of ${findings}, each with its evidence.`;
}

/** Introduces the findings that a report does not open with. */
export function findingsLead({ findings }: Plan): string {
  return findings.length <= WORST
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
