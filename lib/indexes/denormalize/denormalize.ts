import { displayable } from "../../core/displayable.ts";
import { figure } from "../../core/figure.ts";
import { compareText } from "../../core/finding.ts";
import { parseDuration, TIME_UNITS } from "../../core/quantity.ts";
import { applySchemaEdits, type SchemaEdit } from "../../schema/apply_edits.ts";
import { getTable } from "../../schema/find_table.ts";
import type { Column, Index, Schema } from "../../schema/schema.ts";
import { resolvePattern } from "../../whatif/explain_patterns.ts";
import type { Explained } from "../../whatif/explained.ts";
import { tableStatistics } from "../../statistics/statistics.ts";
import { STORAGE } from "../../whatif/hardware.ts";
import type { Lab } from "../../whatif/lab.ts";
import { columnsOf } from "../../whatif/model_patterns.ts";
import { PlanningError } from "../../whatif/planning_error.ts";
import type { OptionalIndex } from "../../whatif/what_if.ts";
import { printTree } from "../../whatif/rewrites/print_tree.ts";
import { parsePattern, parseStatement } from "../../workload/parse_pattern.ts";
import type { QueryPattern } from "../../workload/query_pattern.ts";
import { type RowChange, rowChanges } from "../row_changes.ts";
import type {
  Denormalization,
  DenormalizationProposal,
  DenormalizeOptions,
  RejectedDenormalization,
  RewrittenQuery,
} from "./denormalization.ts";
import { denormalizationFindings } from "./findings.ts";
import { helpfulIndexes } from "./helpful_indexes.ts";
import { printStructure } from "./print_structure.ts";
import { denormalizationRules } from "./rules.ts";
import type { ConsistencyRule, Structure } from "./structure.ts";
import { openWriteCost } from "../write_cost.ts";
import { round, structureTables, tryExplain, type UpkeepCost, upkeepCost } from "./weigh.ts";

/** Executions a second that are taken for a pattern without a rate. */
const STANDARD_RATE = 1;
/** A query that keeps more of its cost does not pay for the trouble. */
const KEPT_COST = 0.75;
/** The gain must be worth so many times the upkeep, since one is paid for sure. */
const WORTH = 1.5;
/** An index that brings a query this near to the gain is the simpler way. */
const NEARLY = 1.25;
/** Seconds of work that must be saved in each second, where no query is saved as long a wait. */
const LEAST_WORK = 0.01;
/** Seconds that somebody waits less are worth it however seldom. */
const LEAST_WAIT = 1;
/** How much more must be gained for another index to be proposed with it. */
const WORTH_AN_INDEX = 2;
/** Structures that are looked at: more make one planner slow. */
const MOST_STRUCTURES = 40;

/**
 * Finds what is worth keeping twice: columns of a parent copied into its children, counts and sums kept in
 * the parent, summary tables, materialized views and generated columns. Each is weighed on PostgreSQL's own
 * planner, the rewritten query over the changed schema against the query as it is with the plain indexes that
 * it lacks, and against what it costs to keep the copies the same. Each comes with the rule that does so.
 *
 * A rewritten query returns the same rows as the query; where that cannot be told from the schema, nothing is
 * proposed. Data that may be old are kept by refreshes, all others by triggers in the same transaction.
 *
 * @param lab The planner with its workload.
 * @param options How old data may be, and what is looked at.
 * @throws {RangeError} When there is no pattern of a name.
 * @throws {SyntaxError} When a statement does not parse.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { defineModel, denormalize, openLab } from "@groundplan/groundplan";
 *
 * const shop = defineModel("shop");
 * shop.entity("Product", { id: "bigint identity key", title: "text" }).rows("10k");
 * shop.entity("Review", { id: "bigint identity key", body: "text" }).rows("20M");
 * shop.relate("Product 1 --is judged in--> 0..* Review");
 * shop.access("reviewCount", {
 *   sql: "select count(*) from reviews where product_id = $1", rate: "300/s",
 * });
 * shop.access("review", {
 *   sql: "insert into reviews (body, product_id) values ($1, $2)", rate: "2/s",
 * });
 * await using lab = await openLab(shop);
 * const { proposals: [proposal] } = await denormalize(lab);
 * assert.equal(proposal?.kind, "counter");
 * assert.match(proposal.queries[0]!.rewritten, /reviews_count/);
 * ```
 */
export async function denormalize(
  lab: Lab,
  options: DenormalizeOptions = {},
): Promise<Denormalization> {
  const until = performance.now() + 1000 * parseDuration(options.deadline ?? 60);
  const { reads, setAside } = await plannedReads(lab, options);
  const found = await findStructures(lab, reads, options);
  const changes = await plannableChanges(lab, setAside);
  const structures = found.slice(0, MOST_STRUCTURES);
  const probe = structures.length === 0 ? lab : (await openProbe(lab, structures)).lab;
  const weighed: Weighed[] = [];
  for (const structure of structures) {
    if (performance.now() > until) break;
    weighed.push(await weigh({ probe, structure, reads, changes }));
  }
  const complete = weighed.length === found.length;
  const chosen = choose(weighed);
  const { proposals, ...totals } = await settle(lab, reads, chosen, changes);
  const rejected = weighed.filter(({ structure }) =>
    !proposals.some(({ key }) => key === structure.key)
  ).map(rejectionOf).sort((a, b) => b.gain - a.gain || compareText(a.title, b.title));
  const shown = proposals.map(({ proposal }) => proposal);
  return displayable(
    {
      proposals: shown,
      rejected,
      cost: totals,
      findings: denormalizationFindings(shown, rejected),
      edits: shown.flatMap(({ edits }) => edits),
      setAside,
      assumed: [
        ...new Set([
          ...changes.flatMap(({ assumed }) => assumed),
          ...reads.flatMap(({ pattern }) =>
            pattern.rate === undefined ? [`${pattern.name} runs once a second`] : []
          ),
          "a row that a trigger writes costs what a page that is read in sequence does",
        ]),
      ],
      complete,
    },
    async () => (await import("../../display/draw_denormalization.ts")).drawDenormalization,
  );
}

/** A query of the workload with its plan. */
interface Read {
  readonly pattern: QueryPattern;
  readonly explained: Explained;
  /** Its cost, with the plain indexes that it lacks where that is cheaper. */
  readonly base: number;
  readonly indexed: boolean;
  readonly rate: number;
  readonly staleness: number;
}

type SetAside = { readonly name: string; readonly why: string }[];

async function plannedReads(lab: Lab, { queries, staleness = {} }: DenormalizeOptions) {
  const columns = columnsOf(lab.schema);
  const patterns = queries
    ? await Promise.all(queries.map((query) => resolvePattern(query, lab.patterns, columns)))
    : lab.patterns;
  const setAside: SetAside = lab.setAside.map(({ name, why }) => ({ name, why }));
  const planned: { readonly pattern: QueryPattern; readonly explained: Explained }[] = [];
  for (const pattern of patterns.filter(({ kind }) => kind === "select")) {
    try {
      const explained = await lab.explain(queries ? pattern.sql : pattern.name);
      planned.push({ pattern, explained });
    } catch (error) {
      if (!(error instanceof PlanningError)) throw error;
      setAside.push({ name: pattern.name, why: error.message });
    }
  }
  const helped = await helpedCosts(lab, planned.map(({ pattern }) => pattern));
  const reads = planned.map(({ pattern, explained }, at): Read => {
    const declared = lab.model?.patterns.find(({ name }) => name === pattern.name)?.staleness;
    const known = Object.hasOwn(staleness, pattern.name) ? staleness[pattern.name]! : declared ?? 0;
    const indexed = helped[at]! < 0.99 * explained.cost;
    return {
      pattern,
      explained,
      base: indexed ? helped[at]! : explained.cost,
      indexed,
      rate: pattern.rate ?? STANDARD_RATE,
      staleness: parseDuration(known),
    };
  });
  return { reads, setAside };
}

// What each query costs with the plain indexes that it lacks.
async function helpedCosts(
  lab: Lab,
  patterns: readonly QueryPattern[],
): Promise<readonly number[]> {
  let { schema } = lab;
  const shown: number[][] = [];
  const optional: OptionalIndex[] = [];
  for (const pattern of patterns) {
    const edits = helpfulIndexes(schema, pattern, lab.schema);
    schema = applySchemaEdits(schema, edits);
    shown.push(edits.map((_, at) => optional.length + at));
    for (const { target, value } of edits) {
      const table = getTable(schema, target);
      optional.push({ schema: table.schema, table: table.name, index: value as Index });
    }
  }
  const whatIf = lab.whatIf(optional);
  const costs = await whatIf.costs(patterns.map((pattern, at) => ({ pattern, shown: shown[at]! })));
  return costs.map((cost) => cost instanceof Error ? Infinity : cost.cost);
}

async function findStructures(
  { schema }: Pick<Lab, "schema">,
  reads: readonly Read[],
  { kinds }: DenormalizeOptions,
): Promise<readonly Structure[]> {
  const found = new Map<string, Structure>();
  // What costs most is looked at first.
  const costly = reads.toSorted((a, b) => b.rate * b.base - a.rate * a.base);
  for (const { pattern, staleness } of costly) {
    const { statement } = await parseStatement(pattern.sql);
    for (const { kind, find } of denormalizationRules) {
      if (kinds && !kinds.includes(kind)) continue;
      for (const structure of await find({ pattern, statement, schema, staleness })) {
        if (!found.has(structure.key)) found.set(structure.key, structure);
      }
    }
  }
  return [...found.values()];
}

async function plannableChanges(lab: Lab, setAside: SetAside): Promise<readonly RowChange[]> {
  const names = lab.patterns.filter(({ kind }) => kind !== "select").map(({ name }) => name);
  const fits: string[] = [];
  for (const name of names) {
    try {
      await lab.explain(name);
      fits.push(name);
    } catch (error) {
      if (!(error instanceof PlanningError)) throw error;
      setAside.push({ name, why: error.message });
    }
  }
  const changes = await rowChanges(lab, { queries: fits });
  return [...changes, ...churnOf(lab, changes)];
}

// What a model says of updates, where no pattern has any: of any column.
function churnOf({ model, schema, statistics }: Lab, changes: readonly RowChange[]): RowChange[] {
  return schema.tables.flatMap((table): RowChange[] => {
    const origin = schema.origins?.[`${table.schema}.${table.name}`];
    const churn = model?.entities.find(({ id }) => id === origin)?.volume.churn ?? 0;
    const updated = changes.some(({ kind, table: { schema, name } }) =>
      kind === "update" && schema === table.schema && name === table.name
    );
    const rows = tableStatistics(statistics, table.name, table.schema)?.rows ?? 0;
    const rate = churn * Math.max(0, rows) / TIME_UNITS.year!;
    if (updated || !(rate > 0)) return [];
    const keys = new Set(table.primaryKey?.columns ?? []);
    return [{
      name: "churn",
      table: { schema: table.schema, name: table.name },
      kind: "update",
      columns: table.columns.map(({ name }) => name).filter((name) => !keys.has(name)),
      constants: {},
      rate,
      rowsPerStatement: 1,
      assumed: [`the updates of ${table.name} that no query pattern names may change any column`],
    }];
  });
}

// A lab with structures as they will be filled, and the bytes that each takes.
async function openProbe(
  lab: Lab,
  structures: readonly Structure[],
): Promise<{ readonly lab: Lab; readonly bytes: readonly number[] }> {
  const edits = structures.flatMap(({ probe }) => probe);
  const schema = applySchemaEdits(lab.schema, edits);
  const { tables, bytes } = await structureTables(lab, schema, structures);
  return { lab: lab.with(edits, { tables }), bytes };
}

/** A structure with what it gains and costs. */
interface Weighed {
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

async function weigh({ probe, structure, reads, changes }: Weighing): Promise<Weighed> {
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

type Judged = RewrittenQuery & { readonly indexed: boolean };

const gainOf = (queries: readonly Judged[]): number =>
  queries.reduce((sum, { rate, before, after }) => sum + rate * Math.max(0, before - after), 0);

// Every query that a structure can serve, planned as it would be written.
async function replan(
  probe: Lab,
  structure: Structure,
  reads: readonly Read[],
): Promise<readonly Judged[]> {
  const queries: Judged[] = [];
  for (const read of reads) {
    const rewritten = await rewrite(structure, read);
    const after = rewritten === undefined
      ? undefined
      : await tryExplain(probe, rewritten, read.explained.parameters?.values);
    if (!after) continue;
    queries.push({
      name: read.pattern.name,
      rate: read.rate,
      sql: read.pattern.sql,
      rewritten: rewritten!,
      before: read.base,
      after: after.cost,
      age: structure.rule.kind === "refresh" ? structure.rule.every : 0,
      indexed: read.indexed,
    });
  }
  return queries;
}

/** Kinds whose columns stand in a table with other rows to choose from. */
const INDEXABLE: ReadonlySet<string> = new Set(["copied-column", "generated-column"]);

// Plain indexes over the columns that are kept, as the rewritten queries look for them.
async function indexesOver(
  schema: Schema,
  structure: Structure,
  queries: readonly { readonly rewritten: string }[],
): Promise<readonly SchemaEdit[]> {
  if (!INDEXABLE.has(structure.kind)) return [];
  const kept = new Set(structure.probe.map(({ value }) => (value as Column).name));
  const indexes: SchemaEdit[] = [];
  for (const { rewritten } of queries) {
    const pattern = await parsePattern(rewritten, { columns: columnsOf(schema) });
    for (const edit of helpfulIndexes(applySchemaEdits(schema, indexes), pattern)) {
      const { elements } = edit.value as Index;
      if (elements.some((one) => "column" in one && kept.has(one.column))) indexes.push(edit);
    }
  }
  return indexes;
}

function indexBytes({ schema, statistics }: Lab, indexes: readonly SchemaEdit[]): number {
  return indexes.reduce((sum, { target, value }) => {
    const { schema: namespace, name } = getTable(schema, target);
    const sized = tableStatistics(statistics, name, namespace)?.indexes
      .find((index) => index.name === (value as Index).name);
    return sum + 8192 * (sized?.pages ?? 0);
  }, 0);
}

async function indexCost(lab: Lab, indexes: readonly SchemaEdit[]): Promise<number> {
  const writes = await openWriteCost(lab, {
    queries: lab.patterns.filter(({ kind }) => kind !== "select").map(({ name }) => name),
  });
  return indexes.reduce((sum, { target, value }) => {
    const { schema, name } = getTable(lab.schema, target);
    return sum + writes.ofIndex({ schema, table: name, index: value as Index }).cost;
  }, 0);
}

async function rewrite(
  structure: Structure,
  { pattern, staleness }: Read,
): Promise<string | undefined> {
  if (structure.rule.kind === "refresh" && staleness < structure.rule.every) return undefined;
  const { statement } = await parseStatement(pattern.sql);
  const tree = await structure.rewrite(statement);
  return tree && await printTree(tree);
}

interface Judgement {
  readonly structure: Structure;
  readonly queries: readonly Judged[];
  readonly helped: readonly Judged[];
  readonly gain: number;
  readonly upkeep: UpkeepCost;
  readonly reads: readonly Read[];
  readonly secondsPerCost: number;
}

// Why it does not pay; nothing where it does.
function judge(
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

// The structure that gains most first; a query that is rewritten with one gains from no other.
function choose(weighed: readonly Weighed[]): readonly Weighed[] {
  const chosen: Weighed[] = [];
  const done = new Set<string>();
  let open = weighed.filter(({ reason }) => reason === undefined);
  while (open.length > 0) {
    const left = open.map((one) => {
      const queries = one.queries.filter(({ name }) => !done.has(name));
      const gain = queries.reduce(
        (sum, { rate, before, after }) => sum + rate * (before - after),
        0,
      );
      return { ...one, queries, gain };
    }).filter(({ gain, upkeep }) => gain > WORTH * upkeep.cost);
    const [best, ...rest] = left.sort((a, b) =>
      (b.gain - b.upkeep.cost) - (a.gain - a.upkeep.cost) ||
      compareText(a.structure.key, b.structure.key)
    );
    if (!best) break;
    chosen.push(best);
    for (const { name } of best.queries) done.add(name);
    open = rest;
  }
  return chosen;
}

interface Settled {
  readonly key: string;
  readonly proposal: DenormalizationProposal;
}

// All that was chosen together, named anew one after the other and planned as one schema: what makes rows
// wider costs the queries that gain nothing, too.
async function settle(
  lab: Lab,
  reads: readonly Read[],
  chosen: readonly Weighed[],
  changes: readonly RowChange[],
): Promise<{
  readonly proposals: readonly Settled[];
  readonly before: number;
  readonly after: number;
  readonly upkeep: number;
}> {
  let kept = [...chosen];
  const total = (costOf: (read: Read) => number) =>
    reads.reduce((sum, read) => sum + read.rate * costOf(read), 0);
  while (kept.length > 0) {
    const made = await nameAnew(lab, reads, kept);
    // What an index alone would gain is no gain of what is kept twice.
    const before = total(({ pattern, base, explained }) =>
      made.some(({ rewritten }) => rewritten.has(pattern.name)) ? base : explained.cost
    );
    const { lab: whole, bytes } = await openProbe(lab, made.map(({ structure }) => structure));
    const costs = new Map<string, number>();
    for (const { pattern, explained } of reads) {
      const own = made.find(({ rewritten }) => rewritten.has(pattern.name));
      const sql = own?.rewritten.get(pattern.name) ?? pattern.sql;
      const planned = await tryExplain(whole, sql, explained.parameters?.values);
      costs.set(pattern.name, planned?.cost ?? explained.cost);
    }
    const after = total(({ pattern }) => costs.get(pattern.name)!);
    const upkeeps: UpkeepCost[] = [];
    for (const { structure, indexes } of made) {
      const triggers = await upkeepCost(whole, structure, changes);
      const more = indexes.length > 0 ? await indexCost(whole, indexes) : 0;
      upkeeps.push({ ...triggers, cost: triggers.cost + more });
    }
    const upkeep = upkeeps.reduce((sum, { cost }) => sum + cost, 0);
    if (after + upkeep >= before) {
      kept = kept.slice(0, -1);
      continue;
    }
    const proposals = made.map(({ structure, schema, rewritten, weighed }, at) => ({
      key: weighed.structure.key,
      proposal: proposalOf(
        schema,
        structure,
        weighed.queries.filter(({ name }) => rewritten.has(name)).map((
          { indexed: _, ...query },
        ) => ({
          ...query,
          rewritten: rewritten.get(query.name)!,
          after: costs.get(query.name)!,
        })),
        upkeeps[at]!,
        bytes[at]! + indexBytes(whole, made[at]!.indexes),
      ),
    }));
    return { proposals, before, after: after + upkeep, upkeep };
  }
  const before = total(({ explained }) => explained.cost);
  return { proposals: [], before, after: before, upkeep: 0 };
}

interface Named {
  /** With the indexes that its queries lean on. */
  readonly structure: Structure;
  readonly indexes: readonly SchemaEdit[];
  /** The schema that it is added to. */
  readonly schema: Schema;
  readonly rewritten: ReadonlyMap<string, string>;
  readonly weighed: Weighed;
}

async function nameAnew(
  lab: Lab,
  reads: readonly Read[],
  kept: readonly Weighed[],
): Promise<readonly Named[]> {
  const named: Named[] = [];
  let { schema } = lab;
  for (const weighed of kept) {
    const found = await findStructures({ schema }, reads, { kinds: [weighed.structure.kind] });
    const bare = found.find(({ key }) => key === weighed.structure.key) ?? weighed.structure;
    const rewritten = new Map<string, string>();
    for (const { name } of weighed.queries) {
      const read = reads.find(({ pattern }) => pattern.name === name)!;
      const sql = await rewrite(bare, read);
      if (sql !== undefined) rewritten.set(name, sql);
    }
    const indexes = weighed.indexed
      ? await indexesOver(
        applySchemaEdits(schema, bare.edits),
        bare,
        [...rewritten.values()].map((rewritten) => ({ rewritten })),
      )
      : [];
    const structure = {
      ...bare,
      edits: [...bare.edits, ...indexes],
      probe: [...bare.probe, ...indexes],
    };
    named.push({ structure, indexes, schema, rewritten, weighed });
    schema = applySchemaEdits(schema, structure.edits);
  }
  return named;
}

const PLANNER = "PostgreSQL's planner over the projected statistics";

function proposalOf(
  schema: Schema,
  structure: Structure,
  queries: readonly RewrittenQuery[],
  upkeep: UpkeepCost,
  bytes: number,
): DenormalizationProposal {
  const { kind, where, title, undo, edits, cautions } = structure;
  const gain = queries.reduce((sum, { rate, before, after }) => sum + rate * (before - after), 0);
  const rule: ConsistencyRule = structure.rule.kind === "refresh" && upkeep.every !== undefined
    ? { ...structure.rule, every: upkeep.every }
    : structure.rule;
  return {
    kind,
    where,
    title,
    rule,
    ddl: printStructure(schema, structure),
    undo: undo.map((statement) => `${statement};`),
    edits,
    queries,
    gain: figure(gain, "cost", {
      evidence: {
        text: `Units a second: ${
          queries.map(({ name, rate, before, after }) =>
            `${name} ${round(rate)} times from ${round(before)} to ${round(after)}`
          ).join("; ")
        }`,
        source: PLANNER,
      },
    }),
    upkeep: figure(upkeep.cost, "cost", {
      tag: "assumed",
      band: [upkeep.cost / 2, upkeep.cost * 2],
      evidence: {
        text: `Units a second: ${
          upkeep.events.length === 0
            ? "nothing in the workload changes it"
            : upkeep.events.map(({ what, rate }) => `${round(rate)} ${what} a second`).join(", ")
        }`,
        source: PLANNER,
      },
    }),
    bytes: figure(Math.max(0, bytes), "bytes", {
      band: 0.1,
      evidence: {
        text: "Wider rows, new tables and their indexes, once filled",
        source: "PostgreSQL's page layout over the projected statistics",
      },
    }),
    cautions,
  };
}

function rejectionOf(
  { structure: { kind, where, title }, queries, gain, upkeep, reason }: Weighed,
): RejectedDenormalization {
  return {
    kind,
    where,
    title,
    queries: queries.map(({ name }) => name),
    gain,
    upkeep: Number.isFinite(upkeep.cost) ? upkeep.cost : 0,
    reason: reason ?? "another proposal does as much for the same queries",
  };
}
