import type { Structure } from "../structure.ts";
import type { Read } from "./planned_reads.ts";
import type { Judged } from "./replan.ts";
import { round } from "./round.ts";
import type { UpkeepCost } from "./upkeep_cost.ts";

/** The gain must be worth so many times the upkeep, since one is paid for sure. */
export const WORTH = 1.5;

/** An index that brings a query this near to the gain is the simpler way. */
const NEARLY = 1.25;

/** Seconds of work that must be saved in each second, where no query is saved as long a wait. */
const LEAST_WORK = 0.01;

/** Seconds that somebody waits less are worth it however seldom. */
const LEAST_WAIT = 1;

interface Judgement {
  readonly structure: Structure;
  readonly queries: readonly Judged[];
  readonly helped: readonly Judged[];
  readonly gain: number;
  readonly upkeep: UpkeepCost;
  readonly reads: readonly Read[];
  readonly secondsPerCost: number;
}

/** Why it does not pay; nothing where it does. */
export function judge(
  { structure, queries, helped, gain, upkeep, reads, secondsPerCost }: Judgement,
): string | undefined {
  if (queries.length === 0) {
    return "no query can be rewritten with it so that the rows stay the same";
  }
  if (helped.length === 0) {
    const indexed = queries.find(({ name, after }) => {
      const read = reads.find(({ pattern }) => pattern.name === name);
      return read?.indexed && read.explained.cost > NEARLY * after;
    });
    if (indexed) return `an index does for ${indexed.name} what it would do`;
    const [best] = queries.toSorted((a, b) => a.after / a.before - b.after / b.before);
    return `${best!.name} would still cost ${
      round(100 * best!.after / best!.before)
    } % of what it costs without`;
  }
  if (structure.rule.kind === "generated column" && helped.every(({ indexed }) => indexed)) {
    return "an index on the expression does the same without a column";
  }
  if (gain <= WORTH * upkeep.cost) {
    return `keeping it the same costs ${round(upkeep.cost)} units a second (${
      upkeep.events.map(({ what, rate }) => `${round(rate)} ${what} a second`).join(", ")
    }), and the queries gain ${round(gain)}`;
  }
  const work = gain * secondsPerCost;
  const waits = helped.some(({ name, before, after }) => {
    const target = reads.find(({ pattern }) => pattern.name === name)?.explained.target;
    const [now, then] = [before * secondsPerCost, after * secondsPerCost];
    return now - then >= LEAST_WAIT || (target !== undefined && now > target && then <= target);
  });
  return work < LEAST_WORK && !waits
    ? `it saves ${round(1000 * work)} ms of work a second, too little for data that are kept twice`
    : undefined;
}
