import type { Explained } from "../../../whatif/explained.ts";
import type { Lab } from "../../../whatif/lab.ts";
import { PlanningError } from "../../../whatif/planning_error.ts";

/** Explains a statement; nothing where PostgreSQL refuses it. */
export async function tryExplain(
  lab: Lab,
  sql: string,
  params?: readonly (string | null)[],
): Promise<Explained | undefined> {
  try {
    return await lab.explain(sql, params ? { params } : {});
  } catch (error) {
    if (!(error instanceof PlanningError)) throw error;
    // A value may not fit a parameter of the new statement; without values there is a plan for all.
    return params ? await tryExplain(lab, sql) : undefined;
  }
}
