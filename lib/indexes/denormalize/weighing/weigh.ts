import { STORAGE } from "../../../whatif/hardware.ts";
import type { Lab } from "../../../whatif/lab.ts";
import type { RowChange } from "../../row_changes.ts";
import type { Structure } from "../structure.ts";
import { judge } from "./judge.ts";
import { indexCost, indexesOver } from "./kept_indexes.ts";
import type { Read } from "./planned_reads.ts";
import { type Judged, replan } from "./replan.ts";
import { type UpkeepCost, upkeepCost } from "./upkeep_cost.ts";

/** A query that keeps more of its cost does not pay for the trouble. */
const KEPT_COST = 0.75;

/** How much more must be gained for another index to be proposed with it. */
const WORTH_AN_INDEX = 2;

/** A structure with what it gains and costs. */
export interface Weighed {
  readonly structure: Structure;
  /** Whether the queries lean on an index over what is kept. */
  readonly indexed: boolean;
  readonly queries: readonly Judged[];
  readonly gain: number;
  readonly upkeep: UpkeepCost;
  /** Why it does not pay; nothing where it may. */
  readonly reason?: string;
}

interface Weighing {
  readonly probe: Lab;
  readonly structure: Structure;
  readonly reads: readonly Read[];
  readonly changes: readonly RowChange[];
}

/** Weighs one structure: what the queries gain from it, against what it costs to keep it the same. */
export async function weigh({ probe, structure, reads, changes }: Weighing): Promise<Weighed> {
  const plain = await replan(probe, structure, reads);
  const indexes = await indexesOver(probe.schema, structure, plain);
  const view = indexes.length > 0 ? probe.with(indexes) : probe;
  const helpedMore = indexes.length > 0 ? await replan(view, structure, reads) : plain;
  // With the indexes that are there it may do; one more must be worth it.
  const indexed = gainOf(helpedMore) > WORTH_AN_INDEX * gainOf(plain);
  const queries = indexed ? helpedMore : plain;
  const helped = queries.filter(({ before, after }) => after < KEPT_COST * before);
  const gain = gainOf(helped);
  const triggers = await upkeepCost(view, structure, changes);
  const upkeep = indexed
    ? { ...triggers, cost: triggers.cost + await indexCost(view, indexes) }
    : triggers;
  const { secondsPerCost } = STORAGE[probe.hardware.storage];
  const reason = upkeep.refused ??
    judge({ structure, queries, helped, gain, upkeep, reads, secondsPerCost });
  return {
    structure,
    indexed,
    queries: helped,
    gain,
    upkeep,
    ...(reason === undefined ? {} : { reason }),
  };
}

const gainOf = (queries: readonly Judged[]): number =>
  queries.reduce((sum, { rate, before, after }) => sum + rate * Math.max(0, before - after), 0);
