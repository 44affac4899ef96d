import type { Decision } from "../model/model.ts";
import { type ChecklistItem, checklistItems } from "./checklist_items.ts";
import { type PhaseName, phases } from "./phases.ts";
import type { TopicSurvey } from "./survey.ts";
import type { StepName } from "./topic.ts";

/** An item of the checklist, judged. */
export interface ChecklistResult {
  /** The item's stable name. */
  readonly id: string;
  /** The phase that it belongs to. */
  readonly phase: PhaseName;
  /** The step of the guide in which it is talked through. */
  readonly step: StepName;
  /** What it asks. */
  readonly question: string;
  /** Whether it is answered, or left open on purpose by a decision. */
  readonly state: "done" | "open" | "waived";
  /** Why it is so, in one sentence. */
  readonly reason: string;
  /** What closes an open item: answers to its questions, or a change that its section asks for. */
  readonly needs?: "answers" | "section";
}

/** How far a phase has come. */
export interface PhaseProgress {
  /** The phase that it belongs to. */
  readonly phase: PhaseName;
  /** Its share of the whole, 0 to 1. */
  readonly weight: number;
  /** Items that are answered. */
  readonly done: number;
  /** Items that a decision leaves open. */
  readonly waived: number;
  /** Items that nobody has answered. */
  readonly open: number;
  /** The share of its items that are not open, 0 to 1. */
  readonly progress: number;
}

/** What a section says about its item. */
export interface SectionAnswer {
  readonly done: boolean;
  readonly reason: string;
}

/** What the checklist is judged by. */
export interface ChecklistEvidence {
  readonly survey: readonly TopicSurvey[];
  /** What each built section says about its item. */
  readonly answers: ReadonlyMap<string, SectionAnswer>;
  readonly decisions: readonly Decision[];
  /** Whether there is nothing yet to ask about. */
  readonly empty?: boolean;
}

/** Judges every item of the published checklist. */
export function judgeChecklist(evidence: ChecklistEvidence): readonly ChecklistResult[] {
  return checklistItems.map((item) => {
    const { section: _section, ...rest } = item;
    return { ...rest, ...judge(item, evidence) };
  });
}

function judge(
  item: ChecklistItem,
  { survey, answers, decisions, empty = false }: ChecklistEvidence,
): Pick<ChecklistResult, "state" | "reason" | "needs"> {
  const decision = decisions.find(({ about }) => about === item.id);
  if (decision) {
    return { state: "waived", reason: `${decision.choice}: ${decision.reason}` };
  }
  if (empty) return { state: "open", reason: "There is no entity yet.", needs: "answers" };
  const answer = item.section === undefined ? undefined : answers.get(item.section);
  if (answer && !answer.done) return { state: "open", reason: answer.reason, needs: "section" };
  const mine = survey.filter((topic) => topic.item === item.id && topic.required);
  const lacking = mine.filter(({ open }) => open.length > 0);
  if (lacking.length > 0) {
    const parts = lacking.map(({ what, open, known, waived }) =>
      `${what} (${known.length + waived.length} of ${open.length + known.length + waived.length})`
    );
    return { state: "open", reason: `Not yet known: ${parts.join("; ")}.`, needs: "answers" };
  }
  if (item.section !== undefined && !answer) {
    return { state: "open", reason: "Its section is not part of this plan.", needs: "section" };
  }
  return { state: "done", reason: answer?.reason ?? "All of it is known." };
}

/** Counts the items of each phase. */
export function phaseProgress(checklist: readonly ChecklistResult[]): readonly PhaseProgress[] {
  return phases.map(({ name, weight }) => {
    const items = checklist.filter(({ phase }) => phase === name);
    const count = (state: ChecklistResult["state"]) =>
      items.filter((item) => item.state === state).length;
    const open = count("open");
    return {
      phase: name,
      weight,
      done: count("done"),
      waived: count("waived"),
      open,
      progress: items.length === 0 ? 1 : (items.length - open) / items.length,
    };
  });
}

/** How far the whole plan has come, 0 to 1: the phases by their weights. */
export function totalProgress(progress: readonly PhaseProgress[]): number {
  // Whole hundredths of a percent: 0.2 + 0.35 + 0.25 + 0.2 is not 1 in binary fractions.
  const total = progress.reduce((sum, { weight, progress }) => sum + weight * progress, 0);
  return Math.round(total * 1e6) / 1e6;
}
