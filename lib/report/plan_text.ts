import { formatNumber } from "../core/format.ts";
import type { Plan } from "../plan/plan.ts";
import { engineTitle, summaryOf, WORST } from "./opening.ts";

const BAR = 20;

/** A bar of text for a share of 1. */
export function barText(share: number, width: number = BAR): string {
  const full = Math.round(share * width);
  return "█".repeat(full) + "░".repeat(width - full);
}

// deno-lint-ignore no-control-regex -- these are what is looked for
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** Text that cannot move the cursor of a terminal, colour it, or turn its own direction. */
export function terminalText(text: string): string {
  return text.replace(/\s+/g, " ").replace(UNSAFE, "\ufffd");
}

/** What matters of a plan, for a terminal. */
export function planText(plan: Plan): string {
  const lines = [
    `${plan.name}: plan for ${engineTitle(plan.engine)}`,
    summaryOf(plan),
    "",
    ...plan.phases.map(({ phase, progress, done, waived, open, weight }) =>
      `${phase.padEnd(15)} ${barText(progress)} ${done + waived} of ${
        done + waived + open
      }, weighs ${Math.round(weight * 100)} %`
    ),
    `${"Plan".padEnd(15)} ${barText(plan.progress)} ${formatNumber(plan.progress * 100)} %`,
  ];
  const worst = plan.findings.slice(0, WORST).flatMap(({ finding, harm }, at) => [
    `${at + 1}. ${finding.what} [${finding.severity} ${finding.code}, harm ${
      formatNumber(harm.value)
    }]`,
    `   ${finding.fix}`,
  ]);
  const settle = plan.assumptions.slice(0, WORST).flatMap(({ ask, assumes, call }, at) => [
    `${at + 1}. ${ask} Assumed: ${assumes}.`,
    `   ${call}`,
  ]);
  return [
    ...lines,
    ...(worst.length === 0 ? [] : ["", "What would hurt most", ...worst]),
    ...(settle.length === 0 ? [] : ["", "The assumptions that matter most", ...settle]),
  ].map((line) => /^ {3}\S/.test(line) ? `   ${terminalText(line.trim())}` : terminalLine(line))
    .join("\n");
}

// Keeps the blanks that align the bars.
function terminalLine(line: string): string {
  return line.includes("█") || line.includes("░") ? line : terminalText(line);
}
