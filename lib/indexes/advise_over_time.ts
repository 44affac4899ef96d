import { addDuration, type IsoDate, parseDate, secondsBetween } from "../core/date.ts";
import { type Displayable, displayable } from "../core/displayable.ts";
import { parseDuration } from "../core/quantity.ts";
import type { Lab } from "../whatif/lab.ts";
import { adviseIndexes } from "./advise_indexes.ts";
import type { AdvisedIndex, AdviseIndexesOptions, IndexAdvice } from "./advice.ts";
import { formKey, formOf } from "./candidates/candidate_form.ts";

/** For which dates indexes are advised. */
export interface AdviseOverTimeOptions extends Omit<AdviseIndexesOptions, "at"> {
  /** How far to look, such as `"5 years"`, or in seconds. Defaults to 5 years. */
  readonly horizon?: number | string;
  /** Dates to advise for, such as `"2028-01"`. Defaults to five, evenly spaced from today to the horizon. */
  readonly dates?: readonly string[];
}

/** Since when an index pays. */
export interface IndexStart {
  /** The index, as it is when it starts to pay. */
  readonly index: AdvisedIndex;
  /** The first date on which it is advised; to about a sixteenth of the time between two dates. */
  readonly from: IsoDate;
  /** The first date on which it is no longer advised. */
  readonly until?: IsoDate;
}

/** Advice at several dates. */
export interface AdviceOverTime extends Displayable {
  /** The advice at each date, ascending. */
  readonly at: readonly { readonly date: IsoDate; readonly advice: IndexAdvice }[];
  /** When each index starts to pay, ascending. */
  readonly starts: readonly IndexStart[];
  /** Whether every search ended by itself. */
  readonly complete: boolean;
}

/** Dates between two neighbours that are looked at to find when an index starts to pay: halves, four times. */
const HALVINGS = 4;

/**
 * Advises indexes for several dates, and finds when each starts to pay. What is advised today and at the
 * horizon makes the candidates; on the dates between them these are weighed again.
 *
 * @param lab The planner with its workload and a model that says how the data grow.
 * @param options How far to look, and all that {@linkcode adviseIndexes} takes; a deadline is for all dates.
 * @throws {RangeError} When an option is out of bounds.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { adviseIndexesOverTime, defineModel, openLab } from "@groundplan/groundplan";
 *
 * const shop = defineModel("shop");
 * shop.entity("Order", { id: "bigint identity key", email: "text" }).rows(20).grows("5k/day");
 * shop.access("find", { sql: "select id from orders where email = $1", rate: "9/s" });
 * await using lab = await openLab(shop, { today: "2026-01-01" });
 * const { starts } = await adviseIndexesOverTime(lab, { horizon: "1 year" });
 * assert.ok(starts[0]!.from > "2026-01-01"); // twenty rows are read as quickly without
 * ```
 */
export async function adviseIndexesOverTime(
  lab: Lab,
  options: AdviseOverTimeOptions = {},
): Promise<AdviceOverTime> {
  const { horizon = "5 years", dates: given, deadline = "120 s", ...rest } = options;
  const start = lab.date ?? lab.today;
  const seconds = parseDuration(horizon);
  if (!(seconds > 0)) throw new RangeError(`Cannot advise for a horizon of ${horizon}`);
  const dates = given
    ? given.map((date) => parseDate(date, { now: lab.today })).sort()
    : [0, 0.25, 0.5, 0.75, 1].map((share) => addDuration(start, share * seconds));
  if (dates.length === 0) throw new RangeError("Cannot advise over time: there are no dates");
  const began = performance.now();
  const left = () => Math.max(0.1, parseDuration(deadline) - (performance.now() - began) / 1000);
  const whole = new Map<IsoDate, IndexAdvice>();
  for (const [at, date] of [dates.at(-1)!, dates[0]!].entries()) {
    if (whole.has(date)) continue;
    whole.set(
      date,
      await adviseIndexes(lab, { ...rest, at: date, deadline: at === 0 ? left() / 2 : left() }),
    );
  }
  const candidates = distinct([...whole.values()].flatMap(({ indexes }) => indexes));
  const advised = new Map<IsoDate, IndexAdvice>();
  const adviseAt = async (date: IsoDate): Promise<IndexAdvice> => {
    const known = advised.get(date) ??
      await adviseIndexes(lab, { ...rest, candidates, at: date, deadline: left() });
    advised.set(date, known);
    return known;
  };
  const at = [];
  for (const date of dates) at.push({ date, advice: await adviseAt(date) });
  const starts: IndexStart[] = [];
  for (const candidate of candidates) {
    const key = keyOf(candidate);
    const chosen = at.map(({ advice }) => has(advice, key));
    const first = chosen.indexOf(true);
    if (first < 0) continue;
    const from = first === 0
      ? dates[0]!
      : await between(dates[first - 1]!, dates[first]!, async (date) =>
        has(await adviseAt(date), key));
    const end = chosen.indexOf(false, first);
    const until = end < 0 ? undefined : dates[end]!;
    const index = (await adviseAt(from)).indexes.find((index) => keyOf(index) === key) ?? candidate;
    starts.push({ index, from, ...(until === undefined ? {} : { until }) });
  }
  starts.sort((a, b) => a.from < b.from ? -1 : a.from > b.from ? 1 : b.index.gain - a.index.gain);
  return displayable(
    { at, starts, complete: [...whole.values(), ...advised.values()].every((one) => one.complete) },
    async () => (await import("../display/draw_advice_over_time.ts")).drawAdviceOverTime,
  );
}

/** What tells an advised index from another, whatever its name. */
function keyOf({ schema, table, index }: AdvisedIndex): string {
  return formKey(formOf({ schema, name: table }, index));
}

function has({ indexes }: IndexAdvice, key: string): boolean {
  return indexes.some((index) => keyOf(index) === key);
}

function distinct(indexes: readonly AdvisedIndex[]): readonly AdvisedIndex[] {
  const forms = [...new Map(indexes.map((index) => [keyOf(index), index])).values()];
  // Two forms of one name at different dates cannot stand side by side.
  return [
    ...new Map(forms.map((index) => [`${index.schema}.${index.index.name}`, index])).values(),
  ];
}

/** The first date on which something is so, which it is on the later one and not on the earlier. */
async function between(
  earlier: IsoDate,
  later: IsoDate,
  is: (date: IsoDate) => Promise<boolean>,
): Promise<IsoDate> {
  let [low, high] = [earlier, later];
  for (let round = 0; round < HALVINGS; round++) {
    const middle = addDuration(low, secondsBetween(low, high) / 2);
    if (middle === low || middle === high) break;
    if (await is(middle)) high = middle;
    else low = middle;
  }
  return high;
}
