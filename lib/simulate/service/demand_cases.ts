import type { Explained } from "../../whatif/explained.ts";
import type { Lab } from "../../whatif/lab.ts";
import { PlanningError } from "../../whatif/planning_error.ts";
import { drivingParameter, type ParameterValues } from "./parameter_values.ts";

/** Executions of a pattern that are planned alike. */
export interface PlannedCase {
  /** Such as `typical`, or `country = 'US'`. */
  readonly label: string;
  /** Share of executions, 0 to 1. */
  readonly share: number;
  readonly explained: Explained;
  /** What is left of the driving parameter's values in this case; absent where one value is meant. */
  readonly driver?: ParameterValues;
}

/** Values that are planned one by one; the others are taken together. */
const MOST_CASES = 3;
/** A value that is asked for less often is one of the others. */
const LEAST_SHARE = 0.005;

/**
 * The ways in which executions of a pattern differ: each of the values that its driving parameter has most
 * often, and all others as one typical value.
 */
export async function demandCases(
  lab: Lab,
  query: string,
  explained: Explained,
  parameters: readonly ParameterValues[],
): Promise<readonly PlannedCase[]> {
  const driver = drivingParameter(parameters);
  const typical = explained.parameters?.values;
  const label = "typical";
  if (!driver || !typical) {
    return [{ label, share: 1, explained, ...(driver ? { driver } : {}) }];
  }
  const cases: PlannedCase[] = [];
  for (const [value, share] of driver.common.slice(0, MOST_CASES)) {
    if (share < LEAST_SHARE) continue;
    const params = typical.map((other, at) => at === driver.number - 1 ? value : other);
    try {
      cases.push({
        label: `${driver.column?.name ?? `$${driver.number}`} = ${value}`,
        share,
        explained: await lab.explain(query, { params }),
      });
    } catch (error) {
      // A declared value that does not fit the column's type is one of the others.
      if (!(error instanceof PlanningError)) throw error;
    }
  }
  const rest = 1 - cases.reduce((sum, { share }) => sum + share, 0);
  if (rest > 1e-6 || cases.length === 0) {
    const known = driver.common.slice(cases.length);
    const left = Math.max(rest, 1e-9);
    cases.push({
      label,
      share: Math.max(0, rest),
      explained: await typicalOf(lab, query, explained, typical, driver),
      driver: {
        ...driver,
        keys: Math.max(1, driver.keys - cases.length),
        common: known.map(([value, share]) => [value, Math.min(1, share / left)] as const),
      },
    });
  }
  const sum = cases.reduce((total, { share }) => total + share, 0);
  return cases.map((one) => ({ ...one, share: one.share / sum }));
}

// Declared values are planned for one of them; what is typical beside them is one of the least common.
async function typicalOf(
  lab: Lab,
  query: string,
  explained: Explained,
  typical: readonly (string | null)[],
  { common, number }: ParameterValues,
): Promise<Explained> {
  const planned = typical[number - 1];
  const named = common.slice(0, MOST_CASES).some(([value]) => value === planned);
  const least = common.at(-1)?.[0];
  if (!named || least === undefined || least === planned) return explained;
  const params = typical.map((other, at) => at === number - 1 ? least : other);
  return await lab.explain(query, { params });
}
