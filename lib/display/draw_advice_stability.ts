import type { Displayable, MimeBundle } from "../core/displayable.ts";
import { formatShare } from "../core/format.ts";
import type { AdviceStability } from "../indexes/advice_stability.ts";
import { printTable, tableBundle } from "./table.ts";

/** Draws what the advice would be if the statistics were wrong. */
export function drawAdviceStability(
  { cases, certain, worstRegret }: Omit<AdviceStability, keyof Displayable>,
): MimeBundle {
  return tableBundle(printTable({
    caption: `${
      certain.length === 0
        ? "No index is"
        : `${certain.join(", ")} ${certain.length === 1 ? "is" : "are"}`
    } advised in every case; at worst the advice costs ${
      formatShare(worstRegret)
    } more than the best`,
    columns: [
      { key: "case", label: "If there are" },
      { key: "kept", label: "Still advised", align: "right" },
      { key: "left", label: "No longer" },
      { key: "added", label: "Beside or instead" },
      { key: "regret", label: "Costs more than the best", align: "right" },
    ],
    rows: cases.map(({ name, kept, left, added, regret }) => ({
      case: name,
      kept: `${kept.length} of ${kept.length + left.length}`,
      left: left.join(", "),
      added: added.map((ddl) => ddl.replace(/^CREATE (UNIQUE )?INDEX (CONCURRENTLY )?/i, ""))
        .join("; "),
      regret: formatShare(regret),
    })),
  }));
}
