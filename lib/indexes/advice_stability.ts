import { type Displayable, displayable } from "../core/displayable.ts";
import type { ColumnStatistics, Statistics } from "../statistics/statistics.ts";
import type { Lab } from "../whatif/lab.ts";
import { openLab } from "../whatif/open_lab.ts";
import { adviseIndexes } from "./advise_indexes.ts";
import type { AdvisedIndex, AdviseIndexesOptions, IndexAdvice } from "./advice.ts";
import { formKey, formOf } from "./candidates/candidate_form.ts";
import { workloadCost } from "./workload_cost.ts";

/** What the advice would be if the statistics were wrong in one way. */
export interface StabilityCase {
  /** What is taken to be wrong, such as `twice the rows`. */
  readonly name: string;
  /** Names of advised indexes that would still be advised. */
  readonly kept: readonly string[];
  /** Names of advised indexes that would not. */
  readonly left: readonly string[];
  /** Statements of indexes that would be advised beside or instead. */
  readonly added: readonly string[];
  /** What the advice costs there beyond the best advice there, as a share of it: 0 is nothing. */
  readonly regret: number;
}

/** How far advice depends on statistics. */
export interface AdviceStability extends Displayable {
  /** One for each way in which the statistics may be wrong. */
  readonly cases: readonly StabilityCase[];
  /** Names of indexes that are advised in every case. */
  readonly certain: readonly string[];
  /** The largest regret of any case. */
  readonly worstRegret: number;
}

/** How far statistics are taken to be wrong, either way. */
const FACTOR = 2;

/** How statistics may be wrong, with a lab over such data. */
const CASES: readonly {
  readonly name: string;
  readonly open: (lab: Lab) => Lab | Promise<Lab>;
  /** Whether the lab has a planner of its own; other views share theirs, which goes on. */
  readonly owned?: true;
}[] = [
  { name: "half the rows", open: (lab) => lab.scaled(1 / FACTOR) },
  { name: "twice the rows", open: (lab) => lab.scaled(FACTOR) },
  { name: "half the distinct values", open: (lab) => withDistinct(lab, 1 / FACTOR), owned: true },
  { name: "twice the distinct values", open: (lab) => withDistinct(lab, FACTOR), owned: true },
];

/**
 * How stable advice is under statistics that are wrong by a factor of two either way, in the rows and in the
 * distinct values: which indexes would be advised all the same, and how much dearer the advice is there than
 * the best.
 *
 * @param lab The planner that the advice was made with.
 * @param advice The advice.
 * @param options What the advice was made with; the deadline is for each case.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { adviceStability, adviseIndexes, defineModel, openLab } from "@groundplan/groundplan";
 *
 * const shop = defineModel("shop");
 * shop.entity("Order", { id: "bigint identity key", email: "text" }).rows("4M");
 * shop.access("find", { sql: "select id from orders where email = $1", rate: "90/s" });
 * await using lab = await openLab(shop);
 * const { certain, worstRegret } = await adviceStability(lab, await adviseIndexes(lab));
 * assert.equal(certain.length, 1);
 * assert.ok(worstRegret < 0.01);
 * ```
 */
export async function adviceStability(
  lab: Lab,
  advice: IndexAdvice,
  options: AdviseIndexesOptions = {},
): Promise<AdviceStability> {
  const view = advice.at === undefined || advice.at === lab.date ? lab : lab.at(advice.at);
  const { at: _, ...rest } = options;
  const cases: StabilityCase[] = [];
  for (const { name, open, owned } of CASES) {
    const other = await open(view);
    try {
      const found = await adviseIndexes(other, rest);
      const there = new Set(found.indexes.map(keyOf));
      const here = new Set(advice.indexes.map(keyOf));
      const own = await workloadCost(other.with(advice.edits));
      const best = await workloadCost(other.with(found.edits));
      const named = (wanted: boolean) =>
        advice.indexes.filter((index) => there.has(keyOf(index)) === wanted)
          .map(({ index }) => index.name);
      cases.push({
        name,
        kept: named(true),
        left: named(false),
        added: found.indexes.filter((index) => !here.has(keyOf(index))).map(({ ddl }) => ddl),
        regret: best.total > 0 ? Math.max(0, own.total / best.total - 1) : 0,
      });
    } finally {
      if (owned) await other[Symbol.asyncDispose]();
    }
  }
  const names = advice.indexes.map(({ index }) => index.name);
  return displayable(
    {
      cases,
      certain: names.filter((name) => cases.every(({ kept }) => kept.includes(name))),
      worstRegret: Math.max(0, ...cases.map(({ regret }) => regret)),
    },
    async () => (await import("../display/draw_advice_stability.ts")).drawAdviceStability,
  );
}

function keyOf({ schema, table, index }: AdvisedIndex): string {
  return formKey(formOf({ schema, name: table }, index));
}

const SOURCE = "lib/indexes/advice_stability.ts";

async function withDistinct(lab: Lab, factor: number): Promise<Lab> {
  const { schema, hardware, settings, patterns, today } = lab;
  return await openLab(schema, {
    name: `${SOURCE} ${factor}`,
    statistics: scaleDistinct(lab.statistics, factor),
    hardware,
    settings,
    patterns,
    today,
  });
}

/** Statistics with so many times the distinct values; columns whose values are all listed stay. */
export function scaleDistinct(statistics: Statistics, factor: number): Statistics {
  const scale = (column: ColumnStatistics): ColumnStatistics => {
    const { distinct, mostCommon } = column;
    if (typeof distinct !== "number") {
      // What is unique stays so: a key is no estimate.
      return distinct.ratio >= 1
        ? column
        : { ...column, distinct: { ratio: Math.min(1, distinct.ratio * factor) } };
    }
    const listed = mostCommon?.values.length ?? 0;
    if (distinct <= listed) return column;
    return { ...column, distinct: Math.max(listed + 1, Math.round(distinct * factor)) };
  };
  return {
    ...statistics,
    evidence: {
      text: `${statistics.evidence.text}; distinct values times ${factor}`,
      source: SOURCE,
    },
    tables: statistics.tables.map((table) => ({
      ...table,
      columns: table.columns.map((column) => {
        const scaled = scale(column);
        return typeof scaled.distinct === "number" && table.rows > 0
          ? { ...scaled, distinct: Math.min(scaled.distinct, table.rows) }
          : scaled;
      }),
      ...(table.inherited ? { inherited: table.inherited.map(scale) } : {}),
    })),
  };
}
