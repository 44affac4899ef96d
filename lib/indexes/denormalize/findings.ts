import { formatBytes } from "../../core/format.ts";
import { compareFindings, type Finding } from "../../core/finding.ts";
import type { DenormalizationProposal, RejectedDenormalization } from "./denormalization.ts";
import { denormalizationRules } from "./rules.ts";
import { ruleText } from "./rule_text.ts";
import { round } from "./weighing/round.ts";

/** What was proposed and what was turned down, as findings. */
export function denormalizationFindings(
  proposals: readonly DenormalizationProposal[],
  rejected: readonly RejectedDenormalization[],
): readonly Finding[] {
  return [...proposals.map(proposed), ...rejected.map(turnedDown)].sort(compareFindings);
}

function proposed(
  { kind, where, title, rule, queries, gain, upkeep, bytes, edits }: DenormalizationProposal,
): Finding {
  const rows = queries.map(({ name, before, after }) =>
    `${name} costs ${round(after)} in place of ${round(before)}`
  );
  return {
    code: `worth-a-${kind}`,
    severity: "advice",
    where,
    what: title,
    why: `${rows.join("; ")}. That is worth ${round(gain.value)} units a second; keeping it the ` +
      `same costs ${round(upkeep.value)}. It takes ${formatBytes(bytes.value)}.`,
    fix: `${ruleText(rule)} Read it: ${queries.map(({ rewritten }) => rewritten).join("; ")}`,
    source: denormalizationRules.find((one) => one.kind === kind)!.source,
    figures: [gain, upkeep, bytes],
    edits,
  };
}

function turnedDown(
  { kind, where, title, reason, gain, upkeep }: RejectedDenormalization,
): Finding {
  return {
    code: "do-not-denormalize",
    severity: "advice",
    where,
    what: `Not worth it: ${title}`,
    why: `${reason[0]!.toUpperCase()}${reason.slice(1)}.`,
    fix: `Leave it out: a ${
      denormalizationRules.find((one) => one.kind === kind)!.title
    } would gain ${round(gain)} units a second and cost ${round(upkeep)}.`,
    source: denormalizationRules.find((one) => one.kind === kind)!.source,
  };
}
