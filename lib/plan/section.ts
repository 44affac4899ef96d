import type { Finding } from "../core/finding.ts";
import type { Block } from "./block.ts";
import type { PlanContext } from "./plan_context.ts";
import type { PhaseName } from "./phases.ts";

/** What a capability has to say in a plan. */
export interface SectionContent {
  /** What it says, in order. */
  readonly blocks: readonly Block[];
  /** What it found; ranked with the findings of all sections. */
  readonly findings?: readonly Finding[];
  /** Files that go beside the report, by name: statements to run. */
  readonly files?: Readonly<Record<string, string>>;
  /** Whether it answers its question of the checklist. Absent: the checklist judges by the model. */
  readonly answers?: { readonly done: boolean; readonly reason: string };
}

/** What a plan says of a capability that this version does not have. */
export interface NotBuilt {
  /** What is not there, in one sentence. */
  readonly notBuilt: string;
  /** What can be said or done without it. */
  readonly blocks?: readonly Block[];
}

/** Writes one section of every plan: a row of the table of sections. */
export interface SectionBuilder {
  /** A stable name, such as `indexes`: the fragment of its address and the name of its checklist item. */
  readonly id: string;
  /** The phase that it belongs to. */
  readonly phase: PhaseName;
  /** Its heading. */
  readonly title: string;
  /** Writes it. Nothing: the plan has no such section. */
  readonly build: (
    context: PlanContext,
  ) => SectionContent | NotBuilt | undefined | Promise<SectionContent | NotBuilt | undefined>;
}

/** A section of a plan. */
export interface Section {
  /** Its stable name. */
  readonly id: string;
  /** The phase that it belongs to. */
  readonly phase: PhaseName;
  /** Its heading. */
  readonly title: string;
  /** Whether this version has the capability. */
  readonly built: boolean;
  /** Why it is not built. */
  readonly reason?: string;
  /** What it says, in order. */
  readonly blocks: readonly Block[];
}
