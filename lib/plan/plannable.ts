import type { Lab } from "../whatif/lab.ts";

/** The names of the query patterns that the planner takes: one that it refuses does not keep out the others. */
export async function plannable(lab: Lab): Promise<readonly string[]> {
  const names: string[] = [];
  for (const { name } of lab.patterns) {
    const fits = await lab.explain(name).then(() => true, () => false);
    if (fits) names.push(name);
  }
  return names;
}
