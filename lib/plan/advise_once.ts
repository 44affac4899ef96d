import { parseBytes } from "../core/quantity.ts";
import type { AdviseIndexesOptions, IndexAdvice } from "../indexes/advice.ts";
import type { Lab } from "../whatif/lab.ts";
import type { PlanContext } from "./plan_context.ts";
import { INDEX_BUDGET } from "./topics/operation_topics.ts";

/** The longest that a plan searches for indexes, in seconds: then it takes the best so far. */
export const ADVICE_DEADLINE = 15;

/** Searches for the indexes that pay when it is first asked, for all sections that ask. */
export function adviseOnce(context: PlanContext, lab: Lab): () => Promise<IndexAdvice> {
  let advice: Promise<IndexAdvice> | undefined;
  const search = async () => {
    const { adviseIndexes } = await import("../indexes/advise_indexes.ts");
    return await adviseIndexes(lab, { deadline: ADVICE_DEADLINE, ...budgetOf(context) });
  };
  return () => advice ??= search();
}

// Somebody's decision on the storage that indexes may take, where it can be read.
function budgetOf({ model }: PlanContext): Pick<AdviseIndexesOptions, "budget"> {
  const choice = model.decisions.find(({ about }) => about === INDEX_BUDGET)?.choice;
  try {
    return choice === undefined ? {} : { budget: parseBytes(choice) };
  } catch {
    return {};
  }
}
