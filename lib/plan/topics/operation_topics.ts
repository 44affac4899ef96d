import type { Decision } from "../../model/model.ts";
import { literal, variableOf } from "../code.ts";
import type { PlanContext } from "../plan_context.ts";
import { WHOLE_PLAN } from "../reach.ts";
import type { Topic } from "../topic.ts";

/** The decision that limits the storage of new indexes. */
export const INDEX_BUDGET = "indexes.budget";

/** What the plan wants to know of how the database comes to be and is kept. The answers are decisions. */
export const operationTopics: readonly Topic[] = [
  decisionTopic(INDEX_BUDGET, {
    item: "indexes",
    what: "how much storage indexes may take",
    required: false,
    decades: 0.3,
    ask: "How much storage may new indexes take together?",
    assumes: "as much as pays for itself",
    answer: { choice: "20 GB", reason: "What is left on the disk for three years." },
  }),
  decisionTopic("server.machine", {
    item: "latency",
    what: "which machine the database runs on",
    decades: 0.6,
    ask: "Which machine will the database run on: cores, memory, kind of storage?",
    assumes: "4 cores, 16 GB, network SSD",
    answer: { choice: "8 cores, 64 GB, nvme", reason: "It is what the provider has in stock." },
  }),
  decisionTopic("migration.from", {
    item: "migration",
    what: "what there is today",
    decades: 0.6,
    ask: "Is there a database today that must become this one?",
    assumes: "no: the plan starts at an empty database",
    answer: { choice: "nothing", reason: "This is a new system." },
  }),
  decisionTopic("migration.versions", {
    item: "compatibility",
    what: "how many versions of the application run side by side",
    decades: 0.3,
    ask: "How long do an old and a new version of the application run side by side?",
    assumes: "the application stops while the schema changes",
    answer: { choice: "one release", reason: "Deployments roll over two hours." },
  }),
  decisionTopic("integration.systems", {
    item: "integration",
    what: "which systems stay in sync",
    decades: 0.4,
    ask: "Which other systems need this data, and how soon after a change?",
    assumes: "none",
    answer: { choice: "the warehouse, within 15 min", reason: "Reports run hourly." },
  }),
  decisionTopic("recovery.point", {
    item: "recovery",
    what: "how much data a lost disk may cost",
    decades: 0.5,
    ask: "How many minutes of data may a lost disk cost (the recovery point)?",
    assumes: "nothing is promised",
    answer: { choice: "5 min", reason: "Payments can be replayed for that long." },
  }),
  decisionTopic("recovery.time", {
    item: "recovery",
    what: "how long recovery may take",
    decades: 0.4,
    ask: "How long may the data be out of reach after a loss (the recovery time)?",
    assumes: "nothing is promised",
    answer: { choice: "1 h", reason: "Shops close for that long once a year." },
  }),
  decisionTopic("recovery.retention", {
    item: "recovery",
    what: "how far back a backup must reach",
    decades: 0.2,
    ask: "How far back must a mistake be undone from a backup?",
    assumes: "nothing is promised",
    answer: { choice: "35 days", reason: "Monthly closing finds mistakes of the month before." },
  }),
];

interface DecisionTopic {
  readonly item: string;
  readonly what: string;
  readonly decades: number;
  /** Defaults to true. */
  readonly required?: boolean;
  readonly ask: string;
  readonly assumes: string;
  readonly answer: Omit<Decision, "about">;
}

function decisionTopic(about: string, topic: DecisionTopic): Topic {
  const { ask, assumes, answer, item, what, decades, required = true } = topic;
  return {
    id: about,
    item,
    what,
    required,
    decades,
    subjects: ({ model }: PlanContext) => {
      const decision = model.decisions.find((one) => one.about === about);
      return [{
        about,
        place: WHOLE_PLAN,
        ...(decision ? { known: `${decision.choice}: ${decision.reason}` } : {}),
        ask,
        assumes,
        call: () => `${variableOf(model)}.decide(${literal(about)}, ${literal(answer)});`,
      }];
    },
  };
}
