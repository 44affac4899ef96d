import type { Schema } from "../../schema/schema.ts";
import type { Lab } from "../../whatif/lab.ts";
import { PlanningError } from "../../whatif/planning_error.ts";
import type { OptionalIndex, WhatIf } from "../../whatif/what_if.ts";
import { parseStatement } from "../../workload/parse_pattern.ts";
import type { QueryPattern } from "../../workload/query_pattern.ts";
import type { IndexKind } from "../advice.ts";
import { type Bits, bitsOf, numbersOf } from "../search/bits.ts";
import { openPlanStore, type PlanStore } from "../search/plan_store.ts";
import {
  type CandidateForm,
  formKey,
  formOf,
  formsOfTable,
  kindsOf,
  nameOf,
} from "./candidate_form.ts";
import { mergeCandidates } from "./merge_candidates.ts";
import { proposeCandidates } from "./propose_candidates.ts";
import { leading, touching } from "./relevant_indexes.ts";
import { statementTerms } from "./statement_terms.ts";
import type { TableTerms } from "./table_terms.ts";
import { seriesOf, usedInRounds } from "./used_in_rounds.ts";
import { dominatedIndexes, gainingAlone } from "./worth_weighing.ts";

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
  /** Whether to stop. */
  readonly expired: () => boolean;
  /** Whether to stop looking for candidates, so that there is time left to choose. */
  readonly enough: () => boolean;
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

type OpenStore = (
  whatIf: WhatIf,
  relevant: readonly Bits[],
  made?: PlanStore["made"],
) => PlanStore;

interface Ending {
  readonly expired: () => boolean;
}

/**
 * Collects the indexes that are worth weighing: what each statement suggests, as far as its plans read it
 * when it is there, and what serves two of these at once.
 */
export async function openCandidatePool(lab: Lab, options: PoolOptions): Promise<CandidatePool> {
  const { patterns, droppable, enough } = options;
  let plans = 0;
  const openStore = ({ expired }: Ending): OpenStore => (whatIf, relevant, made = []) => {
    const before = plans;
    return openPlanStore(whatIf, {
      patterns,
      relevant,
      expired,
      made,
      onPlans: (count) => options.onPlans(plans = before + count),
    });
  };
  const terms: (readonly TableTerms[])[] = [];
  for (const { sql } of patterns) {
    terms.push(statementTerms((await parseStatement(sql)).statement, lab.schema));
  }
  if (options.candidates) {
    const indexes = [...droppable, ...options.candidates];
    const whatIf = lab.whatIf(indexes);
    const relevant = touching(lab.schema, terms, indexes);
    const store = openStore(options)(whatIf, relevant);
    return { indexes, whatIf, store, relevant, considered: options.candidates.length };
  }
  const naming = openNaming(lab.schema, options.kinds);
  const proposals = terms.map((list) => proposeCandidates(list, lab).flatMap(naming.indexOf));
  const briefly = openStore({ expired: enough });
  const users = await readByPlans(lab, proposals, options, briefly);
  const useful = [...users.keys()].filter((index) => !droppable.includes(index));
  const merged = enough() ? [] : mergedOf(useful, users, options.weights)
    .flatMap(({ form, users }) => naming.indexOf(form).map((index) => ({ index, users })));
  const indexes = [...droppable, ...useful, ...merged.map(({ index }) => index)];
  const considered = new Set(proposals.flat()).size + merged.length;
  for (const { index, users: some } of merged) users.set(index, some);
  const fresh = new Set(merged.map(({ index }) => index));
  const weighed = await weigh(lab, {
    terms,
    indexes,
    users,
    fresh,
    droppable,
    openStore: briefly,
    openLast: openStore(options),
  });
  return { ...weighed, considered };
}

/** Gives each form of index one name. */
interface Naming {
  /** The index; nothing where there is one like it, or its kind is not wanted. */
  readonly indexOf: (form: CandidateForm) => readonly OptionalIndex[];
}

function openNaming(schema: Schema, kinds: readonly IndexKind[] | undefined): Naming {
  const taken = new Set(schema.tables.flatMap((table) => [
    table.name,
    ...table.indexes.map(({ name }) => name),
    ...[...(table.primaryKey ? [table.primaryKey] : []), ...table.uniques].map(({ name }) => name),
  ]));
  const there = new Set(schema.tables.flatMap((table) => formsOfTable(table).map(formKey)));
  const named = new Map<string, OptionalIndex>();
  return {
    indexOf(form) {
      const key = formKey(form);
      const unwanted = kinds !== undefined && kindsOf(form).some((kind) => !kinds.includes(kind));
      if (there.has(key) || unwanted) return [];
      const { table, ...index } = form;
      const made = named.get(key) ?? {
        schema: table.schema,
        table: table.name,
        index: { name: nameOf(form, taken), unique: false, ...index },
      };
      named.set(key, made);
      return [made];
    },
  };
}

/** The indexes that plans read when what a statement suggests is there, and the statements that do. */
async function readByPlans(
  lab: Lab,
  proposals: readonly (readonly OptionalIndex[])[],
  { droppable, enough }: PoolOptions,
  openStore: OpenStore,
): Promise<Map<OptionalIndex, ReadonlySet<number>>> {
  const users = new Map<OptionalIndex, ReadonlySet<number>>();
  for (const chunk of chunksOf(proposals)) {
    if (enough()) break;
    const those = [...droppable, ...new Set(chunk.flatMap((query) => proposals[query]!))];
    const { indexes, whatIf } = await definable(lab, those);
    const numbers = new Map(indexes.map((index, at) => [index, at]));
    const own = proposals.map((list, query) =>
      chunk.includes(query) ? bitsOf(list.flatMap((index) => numbers.get(index) ?? [])) : 0n
    );
    const read = await usedInRounds(openStore(whatIf, own), own, seriesOf(indexes));
    for (const [query, used] of read.entries()) {
      for (const at of numbersOf(used)) {
        const index = indexes[at]!;
        users.set(index, new Set(users.get(index)).add(query));
      }
    }
  }
  return users;
}

interface WeighedPool {
  readonly terms: readonly (readonly TableTerms[])[];
  readonly indexes: readonly OptionalIndex[];
  /** The statements that each index was made for or is read by. */
  readonly users: ReadonlyMap<OptionalIndex, ReadonlySet<number>>;
  /** Indexes that no plan was seen to read yet. */
  readonly fresh: ReadonlySet<OptionalIndex>;
  readonly droppable: readonly OptionalIndex[];
  readonly openStore: OpenStore;
  /** Opens the store that the search goes on with. */
  readonly openLast: OpenStore;
}

/** Finds which indexes matter to which statement, and leaves behind what matters to none. */
async function weigh(
  lab: Lab,
  { terms, indexes, users, fresh, droppable, openStore, openLast }: WeighedPool,
): Promise<Omit<CandidatePool, "considered">> {
  const whatIf = lab.whatIf(indexes);
  const near = touching(lab.schema, terms, indexes);
  const store = openStore(whatIf, near);
  const many = near.map((bits) => numbersOf(bits).length > FEW ? bits : 0n);
  const read = await usedInRounds(store, many, seriesOf(indexes));
  const usedBy = (query: number, unread: boolean) =>
    bitsOf(
      indexes.flatMap((index, at) =>
        fresh.has(index) === unread && users.get(index)?.has(query) ? [at] : []
      ),
    );
  const led = leading(lab, terms, indexes);
  const wide = await gainingAlone(store, {
    weighed: near.map((bits, query) =>
      many[query] === 0n ? bits : read[query]! | usedBy(query, false) & bits
    ),
    near: near.map((bits, query) => bits & led[query]!),
    meant: near.map((_, query) => usedBy(query, true)),
  });
  const dominated = await dominatedIndexes(store, wide, indexes, whatIf.bytes);
  const relevant = wide.map((bits) => bits & ~dominated);
  const kept = relevant.reduce((sum, bits) => sum | bits, bitsOf(droppable.map((_, at) => at)));
  const places = new Map(numbersOf(kept).map((at, place) => [at, place]));
  const moved = (bits: Bits) => bitsOf(numbersOf(bits & kept).map((at) => places.get(at)!));
  // The planner opens even what is hidden: what matters to no statement is left behind.
  const left = lab.whatIf([...places.keys()].map((at) => indexes[at]!));
  const made = store.made.map((list) =>
    list.filter(({ plan }) => (plan.used & ~kept) === 0n).map(({ shown, plan }) => ({
      shown: moved(shown),
      plan: { cost: plan.cost, used: moved(plan.used) },
    }))
  );
  return {
    indexes: left.indexes,
    whatIf: left,
    store: openLast(left, near.map(moved), made),
    relevant: relevant.map(moved),
  };
}

/** The planner opens all indexes of a table, hidden ones too: so many are there at a time. */
const OF_A_TABLE_AT_A_TIME = 40;
const AT_A_TIME = 600;

/** Statements in their order, in groups that suggest few indexes of any one table. */
function chunksOf(
  proposals: readonly (readonly OptionalIndex[])[],
): readonly (readonly number[])[] {
  const chunks: number[][] = [];
  let there = new Set<OptionalIndex>();
  for (const [query, list] of proposals.entries()) {
    const joined = there.union(new Set(list));
    const tables = Map.groupBy(joined, ({ schema, table }) => JSON.stringify([schema, table]));
    const crowded = [...tables.values()].some(({ length }) => length > OF_A_TABLE_AT_A_TIME);
    if (chunks.length === 0 || joined.size > AT_A_TIME || crowded) {
      chunks.push([query]);
      there = new Set(list);
    } else {
      chunks.at(-1)!.push(query);
      there = joined;
    }
  }
  return chunks;
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

/** Merged candidates of the statements that run most, at most so many a table. */
const MERGED_PER_TABLE = 24;

function mergedOf(
  useful: readonly OptionalIndex[],
  readBy: ReadonlyMap<OptionalIndex, ReadonlySet<number>>,
  weights: readonly number[],
): readonly { readonly form: CandidateForm; readonly users: ReadonlySet<number> }[] {
  const known = new Map(useful.map((index) => [formKey(formOfIndex(index)), readBy.get(index)!]));
  const usersOf = (form: CandidateForm) => known.get(formKey(form)) ?? new Set<number>();
  const counts = new Map<string, number>();
  return mergeCandidates(useful.map(formOfIndex))
    .map(({ form, parents: [a, b] }) => {
      const served = usersOf(a).symmetricDifference(usersOf(b));
      const users = usersOf(a).union(usersOf(b));
      return {
        form,
        users,
        weight: served.values().reduce((sum, query) => sum + weights[query]!, 0),
      };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .flatMap(({ form, users }) => {
      const table = JSON.stringify(form.table);
      const count = (counts.get(table) ?? 0) + 1;
      counts.set(table, count);
      return count <= MERGED_PER_TABLE ? [{ form, users }] : [];
    });
}
