import { figure } from "../../core/figure.ts";
import { waiverOf } from "../../lint/lint_schema.ts";
import { findRewrites, type Rewrite } from "../../whatif/find_rewrites.ts";
import type { Block } from "../block.ts";
import { plannable } from "../plannable.ts";
import type { SectionBuilder } from "../section.ts";
import { withoutLab } from "./without_lab.ts";

/** Which query patterns should be written differently, proven by the plans before and after. */
export const rewritesSection: SectionBuilder = {
  id: "rewrites",
  phase: "Optimization",
  title: "Query rewrites",
  build: async (context) => {
    const { lab, model } = context;
    if (!lab) return withoutLab(context);
    const queries = await plannable(lab);
    const { rewrites } = await findRewrites(lab, { queries });
    const open = rewrites.filter(({ finding }) => !waiverOf(finding, model.decisions));
    const reason = open.length === 0
      ? `None of ${queries.length} query patterns has a cheaper form that is known.`
      : `${open.length} cheaper ${
        open.length === 1 ? "form was" : "forms were"
      } found in ${queries.length} ` +
        "query patterns, each proven by two plans.";
    return {
      blocks: [
        { kind: "paragraph", text: reason },
        ...(open.length === 0 ? [] : [summary(open)]),
        ...open.map(statements),
      ],
      findings: open.map(({ finding }) => finding),
      answers: { done: queries.length > 0, reason },
    };
  },
};

function summary(rewrites: readonly Rewrite[]): Block {
  return {
    kind: "table",
    caption: "Cheaper forms, the greatest gain first",
    columns: [
      { name: "Query pattern" },
      { name: "What" },
      { name: "Gain", align: "right" },
      { name: "Plan" },
      { name: "The application" },
    ],
    rows: rewrites.map(({ name, code, gain, comparison, application }) => [
      [{ strong: name }],
      [{ code }],
      [{
        figure: figure(gain, "ratio", {
          evidence: { text: "Cost of the plan as it is over that of the new one", source: name },
        }),
      }],
      comparison.sentence,
      application ?? "stays as it is",
    ]),
  };
}

function statements({ name, before, after, edits }: Rewrite): Block {
  const index = edits.map(({ target, value }) => {
    const { name, elements } = value as {
      readonly name: string;
      readonly elements: readonly { readonly column?: string; readonly expression?: string }[];
    };
    const keys = elements.map(({ column, expression }) => column ?? expression);
    return `create index ${name} on ${target} (${keys.join(", ")});`;
  });
  return {
    kind: "code",
    caption: `${name}, as it is and as it would be`,
    language: "sql",
    text: [`${before.sql};`, ...index, ...(after.sql === before.sql ? [] : [`${after.sql};`])]
      .join("\n\n"),
  };
}
