import { freeze } from "../core/freeze.ts";
import type { PhaseName } from "./phases.ts";
import type { StepName } from "./topic.ts";

/** One question that a plan answers: a row of the published checklist. */
export interface ChecklistItem {
  /** A stable name, which a decision may waive and topics belong to. */
  readonly id: string;
  /** The phase that it belongs to. */
  readonly phase: PhaseName;
  /** The step of the guide in which it is talked through. */
  readonly step: StepName;
  /** What it asks. */
  readonly question: string;
  /** The section whose content answers it; without one the model does. */
  readonly section?: string;
}

/** The published checklist: every question of a plan, in the order of its phases. */
export const checklistItems: readonly ChecklistItem[] = freeze([
  {
    id: "entities",
    phase: "Requirements",
    step: "Entities and relationships",
    question:
      "Is each entity and attribute named and described, with unit, example, owner and sensitivity?",
  },
  {
    id: "relationships",
    phase: "Requirements",
    step: "Entities and relationships",
    question: "Is each relationship named, with how many take part at each end?",
  },
  {
    id: "rules",
    phase: "Requirements",
    step: "Constraints and validation",
    question: "Are the rules of the business written down?",
  },
  {
    id: "patterns",
    phase: "Requirements",
    step: "Query patterns",
    question:
      "Has each query pattern a rate, a latency target, an isolation and a tolerated staleness?",
  },
  {
    id: "volumes",
    phase: "Requirements",
    step: "Entities and relationships",
    question: "Is it known how much of each entity there is, and how it grows?",
  },
  {
    id: "normalization",
    phase: "Design",
    step: "Constraints and validation",
    question: "Is it normalized, and is each exception worth its price?",
    section: "normalization",
  },
  {
    id: "keys",
    phase: "Design",
    step: "Entities and relationships",
    question: "Is the key of each table chosen, with a reason?",
    section: "keys",
  },
  {
    id: "tables",
    phase: "Design",
    step: "Entities and relationships",
    question: "Are tables, columns and types laid down?",
    section: "tables",
  },
  {
    id: "constraints",
    phase: "Design",
    step: "Constraints and validation",
    question: "Does a check, a unique key, a foreign key or a trigger hold each rule?",
    section: "constraints",
  },
  {
    id: "dictionary",
    phase: "Design",
    step: "Entities and relationships",
    question: "Does a data dictionary say what each column means?",
    section: "dictionary",
  },
  {
    id: "practices",
    phase: "Design",
    step: "Constraints and validation",
    question: "Does the schema follow the best practices of its engine?",
    section: "practices",
  },
  {
    id: "indexes",
    phase: "Optimization",
    step: "Query patterns",
    question: "Which indexes pay for themselves?",
    section: "indexes",
  },
  {
    id: "rewrites",
    phase: "Optimization",
    step: "Query patterns",
    question: "Which queries should be written differently?",
    section: "rewrites",
  },
  {
    id: "access-paths",
    phase: "Optimization",
    step: "Query patterns",
    question: "How will the engine run each query, today and at the horizon?",
    section: "access-paths",
  },
  {
    id: "partitions",
    phase: "Optimization",
    step: "Query patterns",
    question: "Which tables should be partitioned, and how?",
    section: "partitions",
  },
  {
    id: "shards",
    phase: "Optimization",
    step: "Query patterns",
    question: "When does one server no longer do, and by which key is the data spread?",
    section: "shards",
  },
  {
    id: "growth",
    phase: "Optimization",
    step: "Query patterns",
    question: "When does the disk fill, a key run out, the memory no longer hold?",
    section: "growth",
  },
  {
    id: "latency",
    phase: "Optimization",
    step: "Query patterns",
    question:
      "Does each query pattern keep its latency target under load until the horizon, and what gives out first?",
    section: "latency",
  },
  {
    id: "migration",
    phase: "Implementation",
    step: "Migrations and versioning",
    question: "Which steps lead there, and how long does each lock?",
    section: "migration",
  },
  {
    id: "compatibility",
    phase: "Implementation",
    step: "Migrations and versioning",
    question: "Does what runs today keep running through each step?",
    section: "compatibility",
  },
  {
    id: "integration",
    phase: "Implementation",
    step: "Migrations and versioning",
    question: "How do other systems stay in sync?",
    section: "integration",
  },
  {
    id: "recovery",
    phase: "Implementation",
    step: "Backup and recovery",
    question: "What does a lost disk cost, and how is it brought back?",
    section: "recovery",
  },
]);
