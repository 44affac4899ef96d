import { tableStatistics } from "../../../statistics/statistics.ts";
import type { Explained } from "../../../whatif/explained.ts";
import type { Lab } from "../../../whatif/lab.ts";
import type { PlanNode } from "../../../whatif/plan.ts";
import type { RowChange } from "../../row_changes.ts";
import type { Structure, UpkeepStatement } from "../structure.ts";
import { round } from "./round.ts";
import { tryExplain } from "./try_explain.ts";

/** Changes of one row a second from which on those who wait for each other are too many. */
export const HOT_ROW = 100;

/** The planner's units for a row that is written in place: a page, and the write-ahead log of the change. */
const ROW_WRITTEN = 1 + 150 / 8192;

/** What keeping a structure the same costs, in units a second. */
export interface UpkeepCost {
  readonly cost: number;
  /** Changes a second that set it off, by what they are. */
  readonly events: readonly { readonly what: string; readonly rate: number }[];
  /** For a refresh: how often it runs, in seconds; nothing where it would never be done in time. */
  readonly every?: number;
  /** Why it must not be. */
  readonly refused?: string;
}

/** What a structure costs under the changes of a workload, by the planner that knows it. */
export async function upkeepCost(
  probe: Lab,
  structure: Structure,
  changes: readonly RowChange[],
): Promise<UpkeepCost> {
  const { refresh, rule } = structure;
  if (refresh !== undefined && rule.kind === "refresh") {
    return await refreshCost(probe, refresh, rule.every);
  }
  const hot = hotRow(probe, structure, changes);
  if (hot !== undefined) return { cost: 0, events: [], refused: hot };
  let cost = 0;
  const events = new Map<string, number>();
  for (const upkeep of structure.upkeep) {
    const rate = rateOf(upkeep, changes);
    if (rate === 0) continue;
    const planned = await tryExplain(probe, upkeep.sql);
    if (!planned) return { cost: Infinity, events: [], refused: "its upkeep cannot be planned" };
    const rows = upkeep.writes ? writtenRows(planned.plan) : 0;
    cost += rate * (genericCost(planned) + rows * ROW_WRITTEN);
    const what = `${upkeep.kind}s of ${upkeep.table.name}`;
    events.set(what, (events.get(what) ?? 0) + rate);
  }
  return { cost, events: [...events].map(([what, rate]) => ({ what, rate })) };
}

// A trigger's statement is planned for all values.
function genericCost({ others, cost }: Explained): number {
  return others.find(({ label }) => label === "generic")?.plan.totalCost ?? cost;
}

function writtenRows({ nodeType, rows, children }: PlanNode): number {
  return nodeType === "ModifyTable" ? children[0]?.rows ?? 0 : rows;
}

function rateOf(
  { table, kind, columns }: UpkeepStatement,
  changes: readonly RowChange[],
): number {
  return changes.filter((change) =>
    change.table.name === table.name && change.table.schema === table.schema &&
    change.kind === kind &&
    (columns === undefined || change.columns.some((name) => columns.includes(name)))
  ).reduce((sum, { rate }) => sum + rate, 0);
}

// A refresh reads all again; it must be done long before the next one is due.
async function refreshCost(probe: Lab, sql: string, staleness: number): Promise<UpkeepCost> {
  const planned = await tryExplain(probe, sql);
  if (!planned) return { cost: Infinity, events: [], refused: "its query cannot be planned" };
  const seconds = planned.latency.value;
  const every = staleness - seconds;
  if (every < 2 * seconds) {
    return {
      cost: Infinity,
      events: [],
      refused: `a refresh takes about ${round(seconds)} s, too long for rows that may be ${
        round(staleness)
      } s old`,
    };
  }
  const cost = (planned.cost + planned.rows * ROW_WRITTEN) / every;
  return { cost, every, events: [{ what: "refreshes", rate: 1 / every }] };
}

// How often the one row changes that most changes meet.
function hotRow(
  { statistics }: Lab,
  { lockedBy }: Structure,
  changes: readonly RowChange[],
): string | undefined {
  if (!lockedBy) return undefined;
  const { table, columns } = lockedBy;
  const known = tableStatistics(statistics, table.name, table.schema);
  const share = columns.reduce((share, name) => {
    const column = known?.columns.find((one) => one.name === name);
    // New rows have the newest value of a column that grows.
    if (!column || (column.correlation ?? 0) > 0.9) return share;
    return share * (column.mostCommon?.frequencies[0] ?? 0);
  }, 1);
  const rate = changes.filter((change) =>
    change.table.name === table.name && change.table.schema === table.schema &&
    change.kind !== "update"
  ).reduce((sum, change) => sum + change.rate, 0);
  return rate * share > HOT_ROW
    ? `about ${round(rate * share)} changes of ${table.name} a second would wait for one row`
    : undefined;
}
