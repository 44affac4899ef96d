import type { Lab } from "../whatif/lab.ts";
import { adviseOnce } from "./advise_once.ts";
import type { PlanContext } from "./plan_context.ts";

/** The day that a plan without one counts from, so that two plans of one model are the same. */
const NO_DATE = "2000-01-01";

/** Lets a plan be written with the planner at hand, which is closed afterwards where it was opened here. */
export async function withLab<T>(
  context: PlanContext,
  wanted: Lab | boolean | undefined,
  write: (context: PlanContext) => Promise<T>,
): Promise<T> {
  if (!wanted) return await write(context);
  if (wanted !== true) return await write(asking(context, wanted));
  let lab: Lab;
  try {
    // Loaded only when it is asked: it weighs more than all the rest.
    const { openLab } = await import("../whatif/open_lab.ts");
    lab = await openLab(context.model, { today: context.date ?? NO_DATE });
  } catch (error) {
    return await write({ ...context, labFailure: (error as Error).message });
  }
  await using opened = lab;
  return await write(asking(context, opened));
}

function asking(context: PlanContext, lab: Lab): PlanContext {
  return { ...context, lab, advise: adviseOnce(context, lab) };
}
