import { addDuration, addMonths, type IsoDate } from "../core/date.ts";
import type { Explained } from "../whatif/explained.ts";
import type { Lab } from "../whatif/lab.ts";
import type { PlanContext } from "./plan_context.ts";

/** How one query pattern runs, today and at the horizon. */
export interface Prediction {
  /** The pattern's name. */
  readonly name: string;
  /** Its plan on the first day. */
  readonly today: Explained;
  /** Its plan at the horizon, where the data could be projected so far. */
  readonly later?: Explained;
  /** From when on it misses its target. */
  readonly missesFrom?: "today" | IsoDate;
}

/** How all query patterns run, and which could not be planned. */
export interface Predictions {
  /** In the order of the model. */
  readonly patterns: readonly Prediction[];
  /** What could not be planned, with the reason. */
  readonly failed: readonly { readonly name: string; readonly why: string }[];
  /** The last day that is looked at. */
  readonly horizon: IsoDate;
}

/** Asks the planner how each query pattern runs today and at the horizon. */
export async function predict(lab: Lab, context: PlanContext): Promise<Predictions> {
  const horizon = addDuration(lab.today, context.horizon);
  const failed = lab.setAside.map(({ name, why }) => ({ name, why }));
  const patterns: Prediction[] = [];
  for (const { name } of lab.patterns) {
    const today = await explain(lab, name);
    if (typeof today === "string") {
      failed.push({ name, why: today });
      continue;
    }
    const later = await explain(lab, name, horizon);
    const known = typeof later === "string" ? {} : { later };
    const missesFrom = misses(today)
      ? "today"
      : known.later && misses(known.later)
      ? await firstMiss(lab, name, horizon)
      : undefined;
    patterns.push({ name, today, ...known, ...(missesFrom ? { missesFrom } : {}) });
  }
  return { patterns, failed, horizon };
}

/** Whether the guessed latency is over the target. */
export function misses({ latency, target }: Explained): boolean {
  return target !== undefined && latency.value > target;
}

async function explain(lab: Lab, name: string, at?: IsoDate): Promise<Explained | string> {
  try {
    return await lab.explain(name, at === undefined ? {} : { at });
  } catch (error) {
    return (error as Error).message;
  }
}

// Halves the time to the horizon until a month is left.
async function firstMiss(lab: Lab, name: string, horizon: IsoDate): Promise<IsoDate> {
  let [before, after] = [0, 1];
  while (addMonths(lab.today, after) < horizon) after *= 2;
  while (after - before > 1) {
    const middle = (before + after) >> 1;
    const at = addMonths(lab.today, middle);
    const there = at >= horizon ? undefined : await explain(lab, name, at);
    if (there === undefined || typeof there === "string" || misses(there)) after = middle;
    else before = middle;
  }
  const day = addMonths(lab.today, after);
  return day < horizon ? day : horizon;
}
