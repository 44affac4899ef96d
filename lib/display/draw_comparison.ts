import { display, type MimeBundle } from "../core/displayable.ts";
import type { PlanComparison } from "../whatif/compare_plans.ts";
import { table } from "./table.ts";

/** Draws what is different between two plans: a sentence, and the steps on either side. */
export function drawComparison({ sentence, gone, come }: PlanComparison): Promise<MimeBundle> {
  const rows = Array.from({ length: Math.max(gone.length, come.length) }, (_, at) => ({
    before: gone[at] ?? "",
    after: come[at] ?? "",
  }));
  return table(rows, { caption: sentence, columns: ["before", "after"] })[display]();
}
