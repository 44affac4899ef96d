import type { Denormalization } from "../../indexes/denormalize/denormalization.ts";
import { ruleText } from "../../indexes/denormalize/rule_text.ts";
import type { Finding } from "../../core/finding.ts";
import type { Lab } from "../../whatif/lab.ts";
import type { Block } from "../block.ts";

/** Seconds that a plan waits for it: what is not weighed by then is left out, and said so. */
const DEADLINE = 45;

/** What a plan says of keeping data twice. */
export async function denormalizationBlocks(
  lab: Lab | undefined,
): Promise<{ readonly blocks: readonly Block[]; readonly findings: readonly Finding[] }> {
  if (!lab) return { blocks: [], findings: [] };
  // Loaded only where there is a planner to ask.
  const { denormalize } = await import("../../indexes/denormalize/denormalize.ts");
  const result = await denormalize(lab, { deadline: DEADLINE });
  return {
    blocks: [
      { kind: "paragraph", text: summary(result) },
      ...proposalTable(result),
      ...rejectedTable(result),
      ...statements(result),
    ],
    findings: result.findings.filter(({ code }) => code !== "do-not-denormalize"),
  };
}

function summary({ proposals, rejected, complete }: Denormalization): string {
  const weighed = proposals.length + rejected.length;
  const ways = weighed === 1 ? "way" : "ways";
  return [
    proposals.length === 0
      ? "Nothing is worth keeping twice: do not denormalize."
      : `${proposals.length} of ${weighed} ${ways} to keep data twice ${
        proposals.length === 1 ? "pays" : "pay"
      }; each rewritten query returns the same rows.`,
    ...(weighed === 0 ? ["No query pattern reads what could be copied or counted."] : []),
    ...(complete ? [] : ["The time ran out before all were weighed: run denormalize(lab)."]),
  ].join(" ");
}

function proposalTable({ proposals }: Denormalization): Block[] {
  if (proposals.length === 0) return [];
  return [{
    kind: "table",
    caption: "Worth keeping twice: denormalize(lab)",
    columns: [
      { name: "What" },
      { name: "Kept the same" },
      { name: "Query patterns" },
      { name: "Gain a second", align: "right" },
      { name: "Upkeep a second", align: "right" },
      { name: "Takes", align: "right" },
    ],
    rows: proposals.map(({ title, rule, queries, gain, upkeep, bytes }) => [
      title,
      ruleText(rule),
      queries.map(({ name }) => name).join(", "),
      [{ figure: gain }],
      [{ figure: upkeep }],
      [{ figure: bytes }],
    ]),
  }];
}

function rejectedTable({ rejected }: Denormalization): Block[] {
  if (rejected.length === 0) return [];
  return [{
    kind: "table",
    caption: "Weighed, and better left out",
    columns: [{ name: "What" }, { name: "Why not" }],
    rows: rejected.map(({ title, reason }) => [title, `${reason}.`]),
  }];
}

function statements({ proposals }: Denormalization): Block[] {
  return proposals.map(({ title, ddl, queries }) => ({
    kind: "code",
    caption: `${title}: the statements, and the queries as they are then`,
    language: "sql",
    text: [...ddl, ...queries.map(({ rewritten }) => `${rewritten};`)].join("\n\n"),
  }));
}
