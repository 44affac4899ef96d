import { type Block, text } from "../block.ts";
import type { PlanContext } from "../plan_context.ts";
import type { SectionBuilder } from "../section.ts";
import { type Timeline, timelineFromEmpty } from "../timeline.ts";

/** How to get there, and how to stay. */
export const implementationSections: readonly SectionBuilder[] = [
  {
    id: "migration",
    phase: "Implementation",
    title: "Migration and timeline",
    build: (context) => {
      const timeline = timelineFromEmpty(context.statements);
      return {
        blocks: timelineBlocks(timeline, context),
        answers: {
          done: timeline.phases.length > 0,
          reason: timeline.phases.length === 0
            ? "There is nothing to make yet."
            : "From an empty database, each step with its lock and, where one is needed, its rollback.",
        },
      };
    },
  },
  {
    id: "compatibility",
    phase: "Implementation",
    title: "Backward compatibility",
    build: () => ({
      notBuilt:
        "Checking each step against the queries that run today is not built yet in this version.",
    }),
  },
  {
    id: "integration",
    phase: "Implementation",
    title: "Integration and synchronization",
    build: () => ({
      notBuilt: "Planning how other systems stay in sync is not built yet in this version.",
    }),
  },
  {
    id: "recovery",
    phase: "Implementation",
    title: "Backup and recovery",
    build: () => ({ notBuilt: "Planning backup and recovery is not built yet in this version." }),
  },
];

function timelineBlocks({ phases }: Timeline, { date }: PlanContext): readonly Block[] {
  const steps = phases.reduce((sum, phase) => sum + phase.steps.length, 0);
  const locked = phases[0]?.steps[0]?.lockSeconds;
  return [
    {
      kind: "paragraph",
      text: [
        `From an empty database: ${phases.length} phases, ${steps} statements` +
        (date === undefined ? ". " : `, from ${date}. `),
        ...(locked ? text`Others wait ${locked}: no table is in use yet.` : []),
      ],
    },
    {
      kind: "table",
      caption: "The phases in order",
      columns: [
        { name: "", align: "right" },
        { name: "Phase" },
        { name: "Why here" },
        { name: "Statements", align: "right" },
      ],
      rows: phases.map(({ name, reason, steps }, at) => [
        String(at + 1),
        [{ strong: name }],
        reason,
        String(steps.length),
      ]),
    },
    ...phases.map(({ name, steps }, at): Block => ({
      kind: "code",
      caption: `Phase ${at + 1}: ${name}`,
      language: "sql",
      text: steps.map(({ sql }) => sql).join("\n"),
    })),
    {
      kind: "code",
      caption: "Taking it back, from the last step to the first",
      language: "sql",
      text: phases.toReversed().flatMap(({ steps }) => steps.toReversed())
        .flatMap(({ rollback }) => rollback ?? []).join("\n"),
    },
  ];
}
