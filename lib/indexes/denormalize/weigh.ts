import type { Schema } from "../../schema/schema.ts";
import { type TableStatistics, tableStatistics } from "../../statistics/statistics.ts";
import type { Explained } from "../../whatif/explained.ts";
import type { Lab } from "../../whatif/lab.ts";
import type { PlanNode } from "../../whatif/plan.ts";
import { PlanningError } from "../../whatif/planning_error.ts";
import type { RowChange } from "../row_changes.ts";
import type { Structure, UpkeepStatement } from "./structure.ts";

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

/** A number with three digits. */
export function round(value: number): string {
  return Number(value.toPrecision(3)).toLocaleString("en-US");
}

/** What tables look like with structures, each made over those before it, and the bytes that each takes. */
export interface StructureTables {
  readonly tables: readonly TableStatistics[];
  /** In the order of the structures. */
  readonly bytes: readonly number[];
}

/** The statistics of all structures, each made over those before it. */
export async function structureTables(
  lab: Lab,
  schema: Schema,
  structures: readonly Structure[],
): Promise<StructureTables> {
  let { statistics } = lab;
  const tables = new Map<string, TableStatistics>();
  const bytes: number[] = [];
  const pathOf = ({ schema, name }: TableStatistics) => `${schema}.${name}`;
  const pagesOf = ({ pages, indexes }: TableStatistics) =>
    pages + indexes.reduce((sum, index) => sum + index.pages, 0);
  for (const structure of structures) {
    const made = await structure.statistics({
      schema,
      statistics,
      rows: async (sql) => (await tryExplain(lab, sql))?.rows ?? 1000,
    });
    bytes.push(
      8192 * made.reduce((sum, table) => {
        const before = statistics.tables.find((one) => pathOf(one) === pathOf(table));
        return sum + pagesOf(table) - (before ? pagesOf(before) : 0);
      }, 0),
    );
    for (const table of made) tables.set(pathOf(table), table);
    statistics = {
      ...statistics,
      tables: [
        ...statistics.tables.filter((one) => !tables.has(pathOf(one))),
        ...tables.values(),
      ],
    };
  }
  return { tables: [...tables.values()], bytes };
}
