import { type Displayable, displayable } from "../core/displayable.ts";
import { formatBytes, formatDuration, formatNumber } from "../core/format.ts";
import { getTable } from "../schema/find_table.ts";
import { comparePlans } from "../whatif/compare_plans.ts";
import type { Explained } from "../whatif/explained.ts";
import type { Lab } from "../whatif/lab.ts";
import { PlanningError } from "../whatif/planning_error.ts";
import type { AdvisedIndex, DroppedIndex, IndexAdvice } from "./advice.ts";
import { type IndexBuild, indexBuild } from "./build_index.ts";
import { foreignKeyChecks } from "./foreign_key_support.ts";
import { type RedundantIndex, redundantIndexes } from "./redundant_indexes.ts";
import { tableContents } from "./table_contents.ts";
import { openWriteCost } from "./write_cost.ts";

/** A query with its plans as things are and with the advice. */
export interface QueryChange {
  /** The pattern's name, or the statement. */
  readonly name: string;
  /** Executions a second. */
  readonly rate: number;
  /** The plan as things are. */
  readonly before: Explained;
  /** The plan with the advice. */
  readonly after: Explained;
  /** What the change is, in one sentence. */
  readonly sentence: string;
}

/** What a query would cost with the advice but without one of its indexes. */
export interface LeftOut {
  /** The query. */
  readonly name: string;
  /** Its cost with all that is advised, in planner units. */
  readonly cost: number;
  /** Its cost without the index. */
  readonly without: number;
  /** How it would be run instead. */
  readonly path: string;
}

/** Why an index is advised. */
export interface IndexReason {
  /** The index. */
  readonly index: AdvisedIndex;
  /** Queries that read it, with the plans before and after, those that gain most first. */
  readonly gains: readonly QueryChange[];
  /** Statements that have to write it. */
  readonly writers: readonly string[];
  /** Updates that can no longer be heap-only, and give every index of the table an entry. */
  readonly changedBy: readonly string[];
  /** Bytes of write-ahead log a second for it. */
  readonly walBytes: number;
  /** How it is built. */
  readonly build: IndexBuild;
  /** What is lost if it alone is left out. */
  readonly leftOut: readonly LeftOut[];
  /** All of it in a few sentences. */
  readonly sentences: readonly string[];
}

/** Advice on indexes with its reasons. */
export interface ExplainedAdvice extends Displayable {
  /** The advice. */
  readonly advice: IndexAdvice;
  /** Why each index is advised, in the order in which they should be built. */
  readonly reasons: readonly IndexReason[];
  /** Queries that become dearer. */
  readonly losers: readonly QueryChange[];
  /** The indexes to drop, with their reasons. */
  readonly drop: readonly DroppedIndex[];
  /** Indexes that are of no use once the advised ones are there: repeated, or the beginning of one of them. */
  readonly needless: readonly RedundantIndex[];
  /** Seconds that all builds take, one after the other. */
  readonly buildSeconds: number;
}

/** The order in which indexes are built: what saves most for each second of building first. */
function buildOrder(reasons: readonly IndexReason[]): readonly IndexReason[] {
  const worth = ({ index, build }: IndexReason) =>
    (index.gain - index.writeCost) / Math.max(1e-3, build.seconds.value);
  return reasons.toSorted((a, b) =>
    worth(b) - worth(a) || (a.index.index.name < b.index.index.name ? -1 : 1)
  );
}

/**
 * The reasons of advice: for each index who gains by it, with the plans before and after, who has to write it,
 * how long it takes to build and what it locks meanwhile, and what is lost if it is left out.
 *
 * @param lab The planner that the advice was made with.
 * @param advice The advice.
 * @throws {PlanningError} When PostgreSQL refuses the advised schema.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { adviseIndexes, defineModel, explainAdvice, openLab } from "@groundplan/groundplan";
 *
 * const shop = defineModel("shop");
 * shop.entity("Order", { id: "bigint identity key", email: "text" }).rows("4M");
 * shop.access("find", { sql: "select id from orders where email = $1", rate: "90/s" });
 * await using lab = await openLab(shop);
 * const { reasons } = await explainAdvice(lab, await adviseIndexes(lab));
 * assert.match(reasons[0]!.sentences.join(" "), /find goes from/);
 * assert.equal(reasons[0]!.build.lock, "SHARE UPDATE EXCLUSIVE");
 * ```
 */
export async function explainAdvice(lab: Lab, advice: IndexAdvice): Promise<ExplainedAdvice> {
  const view = advice.at === undefined || advice.at === lab.date ? lab : lab.at(advice.at);
  const advised = view.with(advice.edits);
  const names = advice.queries.map(({ name }) => name);
  const writes = await openWriteCost(view, { queries: names.filter((name) => known(view, name)) });
  const checks = await foreignKeyChecks(view, writes.changes);
  const textOf = (name: string) => checks.find((check) => check.name === name)?.sql ?? name;
  const changes = new Map<string, QueryChange>();
  for (const { name, rate } of advice.queries) {
    const before = await ask(view, textOf(name));
    const after = before && await ask(advised, textOf(name), before);
    if (!before || !after) continue;
    const { sentence } = comparePlans(before.plan, after.plan);
    changes.set(name, { name, rate, before, after, sentence });
  }
  const reasons: IndexReason[] = [];
  for (const index of advice.indexes) {
    const table = getTable(view.schema, { schema: index.schema, name: index.table });
    const gains = index.usedBy.flatMap((name) => changes.get(name) ?? [])
      .sort((a, b) => saved(b) - saved(a));
    const rest = view.with(advice.edits.filter(({ value }) => value !== index.index));
    const leftOut: LeftOut[] = [];
    for (const { name, before, after } of gains) {
      const other = await ask(rest, textOf(name), before);
      if (other) leftOut.push({ name, cost: after.cost, without: other.cost, path: other.path });
    }
    const own = writes.ofIndex(index);
    const build = indexBuild(view.schema, table, index.index, {
      contents: tableContents(view.statistics, view.schema, table),
      bytes: index.bytes,
    });
    const writers = writes.changes.filter((change) =>
      change.table.schema === index.schema && change.table.name === index.table &&
      (change.kind !== "update" || own.changedBy.includes(change.name))
    ).map(({ name }) => name);
    const reason = {
      index,
      gains,
      writers: [...new Set(writers)],
      changedBy: own.changedBy,
      walBytes: own.walBytes,
      build,
      leftOut,
    };
    reasons.push({ ...reason, sentences: sentencesOf(reason) });
  }
  const ordered = buildOrder(reasons);
  const own = new Set(advice.indexes.map(({ index }) => index.name));
  const needless = await redundantIndexes(advised, { unused: false });
  return displayable(
    {
      advice,
      reasons: ordered,
      losers: [...changes.values()].filter(({ before, after }) => after.cost > before.cost * 1.001),
      drop: advice.drop,
      needless: needless.filter(({ index }) => !own.has(index.name)),
      buildSeconds: ordered.reduce((sum, { build }) => sum + build.seconds.value, 0),
    },
    async () => (await import("../display/draw_explained_advice.ts")).drawExplainedAdvice,
  );
}

function saved({ rate, before, after }: QueryChange): number {
  return rate * (before.cost - after.cost);
}

function known(lab: Lab, name: string): boolean {
  return lab.patterns.some((pattern) => pattern.name === name);
}

/** What a statement without a plan throws. */
const UNKNOWN = [PlanningError, RangeError, SyntaxError];

// The same values before and after, so that two plans are of one question. A statement that was given as text
// and is known by its beginning only has no plans here.
async function ask(lab: Lab, query: string, like?: Explained): Promise<Explained | undefined> {
  const values = like?.parameters?.values;
  try {
    return await lab.explain(query, values ? { params: values } : {});
  } catch (error) {
    if (UNKNOWN.some((kind) => error instanceof kind)) return undefined;
    throw error;
  }
}

function sentencesOf(
  { index, gains, writers, changedBy, walBytes, build, leftOut }: Omit<IndexReason, "sentences">,
): readonly string[] {
  const { bytes, gain, writeCost } = index;
  const change = ({ name, before, after }: QueryChange) =>
    `${name} goes from a cost of ${formatNumber(before.cost)} to ${formatNumber(after.cost)}`;
  const [worst] = leftOut.toSorted((a, b) => b.without / b.cost - a.without / a.cost);
  return [
    ...(gains.length > 0 ? [`${gains.map(change).join("; ")}.`] : []),
    `It saves ${formatNumber(gain)} units a second and costs ${formatNumber(writeCost)} to keep, ` +
    `on ${formatBytes(bytes)}${
      writers.length === 0
        ? ", which nothing writes."
        : `; ${writers.join(", ")} ${writers.length === 1 ? "writes" : "write"} it, ${
          formatBytes(walBytes)
        } of write-ahead log a second.`
    }`,
    ...(changedBy.length > 0
      ? [
        `${
          changedBy.join(", ")
        } can no longer be heap-only: each changed row gets an entry in all ` +
        `indexes of ${index.table}.`,
      ]
      : []),
    `Building it takes about ${
      formatDuration(build.seconds.value)
    } under ${build.lock}. ${build.waits}.`,
    ...(worst && worst.without > worst.cost
      ? [
        `Left out, ${worst.name} costs ${formatNumber(worst.without)}: ${
          worst.path[0]!.toLowerCase()
        }${worst.path.slice(1)}`,
      ]
      : []),
  ];
}
