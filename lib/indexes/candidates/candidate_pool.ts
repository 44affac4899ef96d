import { parseEngine } from "../../engines/engine.ts";
import { postgresql } from "../../engines/postgresql/postgresql.ts";
import type { Schema } from "../../schema/schema.ts";
import { distinctCount, tableStatistics } from "../../statistics/statistics.ts";
import { findTable } from "../../schema/find_table.ts";
import type { Lab } from "../../whatif/lab.ts";
import type { OptionalIndex, WhatIf } from "../../whatif/what_if.ts";
import { PlanningError } from "../../whatif/planning_error.ts";
import type { QueryPattern } from "../../workload/query_pattern.ts";
import { parseStatement } from "../../workload/parse_pattern.ts";
import type { IndexKind } from "../advice.ts";
import { type Bits, bitsOf, numbersOf } from "../search/bits.ts";
import { openPlanStore, type PlanStore, type StoredPlan } from "../search/plan_store.ts";
import {
  type CandidateForm,
  columnsOfForm,
  formKey,
  formOf,
  formsOfTable,
  kindsOf,
  nameOf,
} from "./candidate_form.ts";
import { mergeCandidates } from "./merge_candidates.ts";
import { proposeCandidates } from "./propose_candidates.ts";
import { statementTerms, type TableTerms } from "./statement_terms.ts";

/** Where candidates are looked for. */
export interface PoolOptions {
  /** The statements. */
  readonly patterns: readonly QueryPattern[];
  /** What each costs a second. */
  readonly weights: readonly number[];
  /** Kinds that may be proposed; absent: all. */
  readonly kinds?: readonly IndexKind[];
  /** The only candidates; absent: what the statements suggest. */
  readonly candidates?: readonly OptionalIndex[];
  /** Indexes of the schema that may be missing. */
  readonly droppable: readonly OptionalIndex[];
  readonly expired: () => boolean;
  readonly onPlans: (plans: number) => void;
}

/** The indexes that are weighed, and the statements that each can matter to. */
export interface CandidatePool {
  /** The droppable indexes, and behind them the candidates. */
  readonly indexes: readonly OptionalIndex[];
  readonly whatIf: WhatIf;
  /** Of each statement, the indexes that can make a difference. */
  readonly relevant: readonly Bits[];
  /** The plans that were made, and those to come. */
  readonly store: PlanStore;
  /** Candidates that there were, those included that are of no use to any plan. */
  readonly considered: number;
}

/** Up to so many indexes are weighed for a statement without looking which of them its plans read. */
const FEW = 12;

/**
 * Collects the indexes that are worth weighing: what each statement suggests, as far as its plans read it
 * when it is there, and what serves two of these at once.
 */
export async function openCandidatePool(lab: Lab, options: PoolOptions): Promise<CandidatePool> {
  const { patterns, droppable, expired } = options;
  const { schema, statistics } = lab;
  const terms: (readonly TableTerms[])[] = [];
  for (const { sql } of patterns) {
    terms.push(statementTerms((await parseStatement(sql)).statement, schema));
  }
  const taken = new Set(schema.tables.flatMap((table) => [
    table.name,
    ...table.indexes.map(({ name }) => name),
    ...[...(table.primaryKey ? [table.primaryKey] : []), ...table.uniques].map(({ name }) => name),
  ]));
  const there = new Set(schema.tables.flatMap((table) => formsOfTable(table).map(formKey)));
  const named = new Map<string, OptionalIndex>();
  const indexOf = (form: CandidateForm): OptionalIndex => {
    const key = formKey(form);
    const known = named.get(key);
    if (known) return known;
    const { table, ...index } = form;
    const made: OptionalIndex = {
      schema: table.schema,
      table: table.name,
      index: { name: nameOf(form, taken), unique: false, ...index },
    };
    named.set(key, made);
    return made;
  };
  const wanted = (form: CandidateForm) =>
    !there.has(formKey(form)) &&
    (!options.kinds || kindsOf(form).every((kind) => options.kinds!.includes(kind)));
  let plans = 0;

  if (options.candidates) {
    const indexes = [...droppable, ...options.candidates];
    const whatIf = lab.whatIf(indexes);
    const relevant = touching(schema, terms, indexes);
    const store = storeOf(whatIf, relevant);
    return { indexes, whatIf, store, relevant, considered: options.candidates.length };
  }

  const proposals = terms.map((list) =>
    proposeCandidates(list, { schema, statistics }).filter(wanted).map(indexOf)
  );
  const first = await definable(lab, [...droppable, ...new Set(proposals.flat())]);
  const numbers = new Map(first.indexes.map((index, at) => [index, at]));
  const own = proposals.map((list) => bitsOf(list.flatMap((index) => numbers.get(index) ?? [])));
  const kept = await usedInRounds(storeOf(first.whatIf, own), own, first.indexes);
  const useful = numbersOf(kept.reduce((all, bits) => all | bits, 0n)).map((at) =>
    first.indexes[at]!
  );
  const forms = useful.map(formOfIndex);
  const merged = expired() ? [] : mergedFor(forms, kept, first.indexes, options.weights)
    .filter(wanted).map(indexOf);
  const indexes = [
    ...droppable,
    ...useful.filter((index) => !droppable.includes(index)),
    ...merged,
  ];
  const second = lab.whatIf(indexes);
  const near = touching(schema, terms, indexes);
  const led = leading(lab, terms, indexes);
  const store = storeOf(second, near);
  const many = near.map((bits) => numbersOf(bits).length > FEW ? bits : 0n);
  const again = await usedInRounds(store, many, indexes);
  const weighed = near.map((bits, query) => {
    if (many[query] === 0n) return bits;
    const own = numbersOf(kept[query]!).map((at) => indexes.indexOf(first.indexes[at]!));
    return again[query]! | bitsOf(own.filter((at) => at >= 0)) & bits;
  });
  const both = bitsOf(merged.map((index) => indexes.indexOf(index)));
  const wide = await gainingAlone(store, {
    weighed,
    near: near.map((bits, query) => bits & led[query]!),
    merged: both,
  });
  const dominated = await dominatedIndexes(store, wide, indexes, second.bytes);
  // What no plan reads is left behind: the planner opens even what is hidden.
  const relevant = wide.map((bits) => bits & ~dominated);
  const all = relevant.reduce((sum, bits) => sum | bits, bitsOf(droppable.map((_, at) => at)));
  const left = numbersOf(all);
  const places = new Map(left.map((at, place) => [at, place]));
  const moved = (bits: Bits) => bitsOf(numbersOf(bits & all).map((at) => places.get(at)!));
  const last = lab.whatIf(left.map((at) => indexes[at]!));
  return {
    indexes: last.indexes,
    whatIf: last,
    store: storeOf(
      last,
      near.map(moved),
      store.made.map((list) =>
        list.filter(({ plan }) => (plan.used & ~all) === 0n)
          .map(({ shown, plan: { cost, used } }) => ({
            shown: moved(shown),
            plan: { cost, used: moved(used) },
          }))
      ),
    ),
    relevant: relevant.map(moved),
    considered: first.indexes.length + merged.length - droppable.length,
  };

  function storeOf(
    whatIf: WhatIf,
    relevant: readonly Bits[],
    made: PlanStore["made"] = [],
  ): PlanStore {
    const before = plans;
    return openPlanStore(whatIf, {
      patterns,
      relevant,
      expired,
      onFailure: () => {},
      made,
      onPlans: (made) => options.onPlans(plans = before + made),
    });
  }
}

// One that PostgreSQL refuses to define would spoil all: then the unusual ones are tried one by one.
async function definable(
  lab: Lab,
  indexes: readonly OptionalIndex[],
): Promise<{ readonly indexes: readonly OptionalIndex[]; readonly whatIf: WhatIf }> {
  const works = async (some: readonly OptionalIndex[]): Promise<WhatIf | undefined> => {
    const whatIf = lab.whatIf(some);
    try {
      const [pattern] = lab.patterns;
      if (pattern) await whatIf.costs([{ pattern, shown: [] }]);
      return whatIf;
    } catch (error) {
      if (error instanceof PlanningError) return undefined;
      throw error;
    }
  };
  const whole = await works(indexes);
  if (whole) return { indexes, whatIf: whole };
  const fine: OptionalIndex[] = [];
  for (const optional of indexes) {
    const kinds = kindsOf(formOfIndex(optional));
    const plain = kinds.every((kind) => kind === "btree" || kind === "covering" || kind === "brin");
    if (plain || await works([optional])) fine.push(optional);
  }
  return { indexes: fine, whatIf: lab.whatIf(fine) };
}

function formOfIndex({ schema, table, index }: OptionalIndex): CandidateForm {
  return formOf({ schema, name: table }, index);
}

/** Indexes that hold a column which a statement reads: no plan of it can use another. */
function touching(
  schema: Schema,
  terms: readonly (readonly TableTerms[])[],
  indexes: readonly OptionalIndex[],
): readonly Bits[] {
  const columns = indexes.map((optional) => {
    const table = findTable(schema, { schema: optional.schema, name: optional.table })!;
    return { table, names: new Set(columnsOfForm(formOfIndex(optional), table)) };
  });
  return terms.map((list) =>
    bitsOf(columns.flatMap(({ table, names }, at) =>
      list.some((open) =>
          open.table === table &&
          (open.needed.length === 0 || open.needed.some((column) => names.has(column)))
        )
        ? [at]
        : []
    ))
  );
}

/** A scan skips over no more values of the first keys than this, if it is to be worth it. */
const MOST_SKIPPED = 10_000;

/**
 * Indexes of which a statement tests or orders by the first key, or by a later one behind keys of so few
 * values that a scan can skip over them.
 */
function leading(
  { schema, statistics }: Pick<Lab, "schema" | "statistics">,
  terms: readonly (readonly TableTerms[])[],
  indexes: readonly OptionalIndex[],
): readonly Bits[] {
  const skips = parseEngine(schema.engine, [postgresql]).version >= 18;
  const reachable = indexes.map(({ schema, table, index: { elements } }) => {
    const known = tableStatistics(statistics, table, schema);
    const columns = [...known?.columns ?? [], ...known?.inherited ?? []];
    const keys: string[] = [];
    let values = 1;
    for (const element of elements) {
      const text = "column" in element ? element.column : element.expression;
      keys.push(JSON.stringify([schema, table, text]));
      const column = columns.find(({ name }) => name === text);
      values *= column ? distinctCount(column.distinct, known!.rows) : Infinity;
      if (!skips || values > MOST_SKIPPED) break;
    }
    return keys;
  });
  return terms.map((list) => {
    const wanted = new Set(list.flatMap(({ table, conditions, orders, groups }) =>
      [
        ...conditions.map(({ term }) => term.text),
        ...orders.flatMap(([first]) => first?.term.text ?? []),
        ...groups.flatMap((group) => group.map(({ text }) => text)),
      ].map((text) => JSON.stringify([table.schema, table.name, text]))
    ));
    return bitsOf(reachable.flatMap((keys, at) => keys.some((key) => wanted.has(key)) ? [at] : []));
  });
}

/** What is left of the indexes in each series of rounds: else the widest would hide all others. */
const SERIES: readonly {
  readonly rounds: number;
  readonly keep: (index: OptionalIndex["index"]) => boolean;
}[] = [
  { rounds: 5, keep: () => true },
  { rounds: 4, keep: ({ include }) => !include?.length },
  { rounds: 3, keep: ({ include, where }) => !include?.length && where === undefined },
  {
    rounds: 3,
    keep: ({ include, where, elements }) =>
      !include?.length && where === undefined && elements.length === 1,
  },
  { rounds: 2, keep: ({ method }) => method === "brin" },
];

/**
 * The indexes that plans read: with all visible, then with those hidden that were read, and so on. Source:
 * the rounds find what works together, as in Schlosser et al., "Efficient scalable multi-attribute index
 * selection using recursive strategies", 2019, and in Dexter.
 */
async function usedInRounds(
  store: PlanStore,
  visible: readonly Bits[],
  indexes: readonly OptionalIndex[],
): Promise<readonly Bits[]> {
  const found = visible.map(() => 0n);
  const without: (StoredPlan | undefined)[] = [];
  const active = visible.flatMap((bits, query) => bits === 0n ? [] : [query]);
  await store.fetch(active.map((query) => ({ query, shown: 0n })));
  for (const query of active) without[query] = store.get(query, 0n);
  for (const { rounds, keep } of SERIES) {
    const series = bitsOf(indexes.flatMap(({ index }, at) => keep(index) ? [at] : []));
    let open = active.map((query) => ({ query, shown: visible[query]! & series }));
    for (let round = 0; round < rounds && open.length > 0; round++) {
      if (!await store.fetch(open)) return found;
      open = open.flatMap(({ query, shown }) => {
        const plan = store.get(query, shown)!;
        const base = without[query]?.cost ?? Infinity;
        if (plan.used === 0n || plan.cost >= base * (1 - 1e-6)) return [];
        found[query]! |= plan.used;
        return [{ query, shown: shown & ~plan.used }];
      });
    }
  }
  return found;
}

/** Costs that differ by a smaller share are as good as the same. */
const NEARLY = 0.002;

interface Weighed {
  readonly weighed: readonly Bits[];
  /** Indexes that a statement's conditions or orders could begin with. */
  readonly near: readonly Bits[];
  /** Indexes that are meant for several statements. */
  readonly merged: Bits;
}

/**
 * Adds to what matters to each statement what is of use to it alone, and is weighed for others or is of use
 * to several.
 */
async function gainingAlone(
  store: PlanStore,
  { weighed, near, merged }: Weighed,
): Promise<readonly Bits[]> {
  const all = weighed.reduce((sum, bits) => sum | bits, 0n);
  const alone = near.flatMap((bits, query) =>
    numbersOf(bits & (all | merged)).map((at) => ({ query, at, shown: 1n << BigInt(at) }))
  );
  const bare = weighed.map((_, query) => ({ query, shown: 0n }));
  if (!await store.fetch([...bare, ...alone])) return weighed;
  const gaining = alone.filter(({ query, shown }) =>
    store.get(query, shown)!.cost < store.get(query, 0n)!.cost * (1 - NEARLY)
  );
  const served = Map.groupBy(gaining, ({ at }) => at);
  const wide = [...weighed];
  for (const { query, at, shown } of gaining) {
    if ((all & shown) !== 0n || served.get(at)!.length > 1) wide[query]! |= shown;
  }
  return wide;
}

/**
 * Candidates that another of the same table is as good as, alone and for every statement that they matter
 * to, and that take no less storage.
 */
async function dominatedIndexes(
  store: PlanStore,
  relevant: readonly Bits[],
  indexes: readonly OptionalIndex[],
  bytes: readonly number[],
): Promise<Bits> {
  const alone = relevant.flatMap((bits, query) =>
    numbersOf(bits).map((at) => ({ query, at, shown: 1n << BigInt(at) }))
  );
  const bare = relevant.map((_, query) => ({ query, shown: 0n }));
  if (!await store.fetch([...bare, ...alone])) return 0n;
  const costs = new Map<number, Map<number, number>>();
  for (const { query, at, shown } of alone) {
    const own = costs.get(at) ?? new Map<number, number>();
    costs.set(at, own.set(query, store.get(query, shown)!.cost));
  }
  const sameTable = Map.groupBy(costs.keys(), (at) => {
    const { schema, table } = indexes[at]!;
    return JSON.stringify([schema, table]);
  });
  let dominated = 0n;
  for (const group of sameTable.values()) {
    for (const at of group) {
      const own = [...costs.get(at)!];
      const better = group.some((other) => {
        if (other === at || (dominated >> BigInt(other) & 1n) === 1n) return false;
        const [size, limit] = [bytes[other]!, bytes[at]!];
        if (size > limit) return false;
        const others = costs.get(other)!;
        const gains = own.some(([query, cost]) => cost < store.get(query, 0n)!.cost * (1 - NEARLY));
        return gains &&
          own.every(([query, cost]) => (others.get(query) ?? Infinity) <= cost * (1 + NEARLY));
      });
      if (better) dominated |= 1n << BigInt(at);
    }
  }
  return dominated;
}

/** Merged candidates of the statements that run most, at most so many a table. */
const MERGED_PER_TABLE = 24;

function mergedFor(
  forms: readonly CandidateForm[],
  kept: readonly Bits[],
  indexes: readonly OptionalIndex[],
  weights: readonly number[],
): readonly CandidateForm[] {
  const users = new Map<string, Set<number>>();
  for (const [query, bits] of kept.entries()) {
    for (const at of numbersOf(bits)) {
      const key = formKey(formOfIndex(indexes[at]!));
      users.set(key, (users.get(key) ?? new Set()).add(query));
    }
  }
  const usersOf = (form: CandidateForm) => users.get(formKey(form)) ?? new Set<number>();
  const counts = new Map<string, number>();
  return mergeCandidates(forms)
    .map(({ form, parents: [a, b] }) => {
      const served = [...usersOf(a).symmetricDifference(usersOf(b))];
      const both = usersOf(a).size > 0 && usersOf(b).size > 0;
      return { form, weight: both ? served.reduce((sum, query) => sum + weights[query]!, 0) : 0 };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .flatMap(({ form }) => {
      const table = JSON.stringify(form.table);
      const count = (counts.get(table) ?? 0) + 1;
      counts.set(table, count);
      return count <= MERGED_PER_TABLE ? [form] : [];
    });
}
