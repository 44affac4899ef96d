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

/** Values that are planned one by one; the less common are planned in groups. */
const MOST_CASES = 3;
/** Groups of less common values, of equal shares, each planned for the value in its middle. */
const GROUPS = 3;
/** A value that is asked for less often is one of the others. */
const LEAST_SHARE = 0.005;

/**
 * The ways in which executions of a pattern differ: each of the values that its driving parameter has most
 * often, the less common ones in groups, and all others as one typical value.
 */
export async function demandCases(
  lab: Lab,
  query: string,
  explained: Explained,
  parameters: readonly ParameterValues[],
): Promise<readonly PlannedCase[]> {
  const driver = drivingParameter(parameters);
  const typical = explained.parameters?.values;
  if (!driver || !typical) {
    return [{ label: "typical", share: 1, explained, ...(driver ? { driver } : {}) }];
  }
  const cases: PlannedCase[] = [];
  for (const { value, share, members } of grouped(driver.common)) {
    const params = typical.map((other, at) => at === driver.number - 1 ? value : other);
    const name = driver.column?.name ?? `$${driver.number}`;
    try {
      cases.push({
        label: members.length > 1 ? `${name} = ${value} and the like` : `${name} = ${value}`,
        share,
        explained: await lab.explain(query, { params }),
        ...(members.length > 1
          ? {
            driver: among(driver, members.length, members.map(([of, part]) => [of, part / share])),
          }
          : {}),
      });
    } catch (error) {
      // A declared value that does not fit the column's type is one of the others.
      if (!(error instanceof PlanningError)) throw error;
    }
  }
  const rest = 1 - cases.reduce((sum, { share }) => sum + share, 0);
  if (rest > 1e-6 || cases.length === 0) {
    cases.push({
      label: "typical",
      share: Math.max(0, rest),
      explained,
      driver: among(driver, Math.max(1, driver.keys - driver.common.length), []),
    });
  }
  const sum = cases.reduce((total, { share }) => total + share, 0);
  return cases.map((one) => ({ ...one, share: one.share / sum }));
}

function among(
  driver: ParameterValues,
  keys: number,
  common: ParameterValues["common"],
): ParameterValues {
  return { ...driver, keys, common };
}

interface Group {
  /** The value that is planned for all of them. */
  readonly value: string;
  readonly share: number;
  readonly members: ParameterValues["common"];
}

/** The most common values one by one, the others in groups of equal shares. */
function grouped(common: ParameterValues["common"]): readonly Group[] {
  const ranked = common.filter(([, share]) => share > 0).toSorted(([, a], [, b]) => b - a);
  const single = ranked.slice(0, MOST_CASES).filter(([, share]) => share >= LEAST_SHARE);
  const others = ranked.slice(single.length);
  const shareOf = (values: ParameterValues["common"]) =>
    values.reduce((sum, [, share]) => sum + share, 0);
  const part = shareOf(others) / GROUPS;
  const groups: Group[] = single.map(([value, share]) => ({
    value,
    share,
    members: [[value, share]],
  }));
  let members: (readonly [string, number])[] = [];
  let covered = 0;
  for (const [at, one] of others.entries()) {
    members.push(one);
    covered += one[1];
    if (covered < part - 1e-12 && at < others.length - 1) continue;
    let left = covered / 2;
    const middle = members.find(([, share]) => (left -= share) <= 0) ?? members[0]!;
    groups.push({ value: middle[0], share: covered, members });
    members = [];
    covered = 0;
  }
  return groups;
}
