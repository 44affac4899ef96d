import { formatNumber } from "../core/format.ts";
import type { Plan } from "../plan/plan.ts";
import { engineTitle } from "../plan/engine_title.ts";
import { alsoText, summaryOf, worstFindings } from "./opening.ts";
import { sentence } from "./sentence.ts";
import { terminalLine, terminalText } from "./visible_text.ts";

const BAR = 20;

/** A bar of text for a share of 1. */
export function barText(share: number, width: number = BAR): string {
  const full = Math.round(share * width);
  return "█".repeat(full) + "░".repeat(width - full);
}

/** How many assumptions a terminal shows. */
const MOST_ASSUMPTIONS = 3;

/** What matters of a plan, for a terminal. */
export function planText(plan: Plan): string {
  const say = terminalText;
  const bars = plan.phases.map(({ phase, progress, done, waived, open, weight }) =>
    `${phase.padEnd(15)} ${barText(progress)} ${done + waived} of ${done + waived + open}, weighs ${
      Math.round(weight * 100)
    } %`
  );
  const worst = worstFindings(plan).flatMap((one, at) => {
    const { finding, harm } = one;
    const tags = `${finding.severity} ${finding.code}, harm ${formatNumber(harm.value)}`;
    const also = alsoText(one);
    return [
      say(`${at + 1}. ${finding.what} [${tags}]`),
      `   ${say(finding.fix)}`,
      ...(also === undefined ? [] : [`   ${say(also)}`]),
    ];
  });
  const settle = plan.assumptions.slice(0, MOST_ASSUMPTIONS).flatMap((
    { ask, assumes = "", call },
    at,
  ) => [
    say(`${at + 1}. ${ask} Assumed: ${sentence(assumes)}`),
    ...call.split("\n").map((line) => `   ${terminalLine(line)}`),
  ]);
  return [
    say(`${plan.name}: plan for ${engineTitle(plan.engine)}`),
    summaryOf(plan),
    "",
    ...bars,
    `${"Plan".padEnd(15)} ${barText(plan.progress)} ${formatNumber(plan.progress * 100)} %`,
    ...(worst.length === 0 ? [] : ["", "What would hurt most", ...worst]),
    ...(settle.length === 0 ? [] : ["", "The assumptions that matter most", ...settle]),
  ].join("\n");
}
