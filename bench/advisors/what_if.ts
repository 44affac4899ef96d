import type { Index } from "../../lib/schema/schema.ts";
import type { SchemaEdit } from "../../lib/schema/apply_edits.ts";
import type { Lab } from "../../lib/whatif/lab.ts";
import type { QueryPattern } from "../../lib/workload/query_pattern.ts";

/** An index that could be there. */
export interface Choice {
  /** Tells it apart: `purchases(client_id,placed_on)`. */
  readonly key: string;
  readonly table: string;
  readonly columns: readonly string[];
  readonly index: Index;
  readonly bytes: number;
}

/** What keeping indexes up to date costs a second, in the planner's units. */
export type Upkeep = (indexes: readonly Pick<Choice, "table" | "index">[]) => number;

/** A planner that is asked what statements would cost with other indexes, and counts how often. */
export interface WhatIf {
  readonly patterns: readonly QueryPattern[];
  /** Plans of statements that were asked for. */
  readonly plans: number;
  /** Plain B-trees over columns, with their sizes. */
  choices(
    wanted: readonly { readonly table: string; readonly columns: readonly string[] }[],
  ): Choice[];
  /** The cost of one execution of each statement. */
  costs(
    set: readonly Choice[],
    patterns?: readonly QueryPattern[],
  ): Promise<ReadonlyMap<string, number>>;
  /** Which indexes of a set the plan of each statement reads. */
  used(
    set: readonly Choice[],
    patterns?: readonly QueryPattern[],
  ): Promise<ReadonlyMap<string, readonly Choice[]>>;
  /** The workload's cost a second: plans and upkeep. */
  workload(set: readonly Choice[]): Promise<number>;
}

/** The edit that adds an index. */
export function addIndex({ table, index }: Pick<Choice, "table" | "index">): SchemaEdit {
  return { on: "schema", kind: "add-index", target: table, value: index, reason: "to be judged" };
}

/** Opens a planner to ask; what was asked once is remembered. */
export function openWhatIf(
  lab: Lab,
  upkeep: Upkeep,
  patterns: readonly QueryPattern[] = lab.patterns,
): WhatIf {
  const made = new Map<string, Choice>();
  const known = new Map<string, { readonly cost: number; readonly used: readonly Choice[] }>();
  let all: readonly Choice[] = [];
  let pricer = lab.whatIf([]);
  let plans = 0;

  function choices(
    wanted: readonly { readonly table: string; readonly columns: readonly string[] }[],
  ): Choice[] {
    const fresh: { key: string; table: string; columns: readonly string[]; index: Index }[] = [];
    const keys = new Set(made.keys());
    for (const { table, columns } of wanted) {
      const key = keyOf(table, columns);
      if (keys.has(key)) continue;
      keys.add(key);
      const name = `rival_${all.length + fresh.length}`;
      const elements = columns.map((column) => ({ column }));
      const index: Index = { name, method: "btree", unique: false, elements };
      fresh.push({ key, table, columns, index });
    }
    if (fresh.length > 0) {
      pricer = lab.whatIf(
        [...all, ...fresh].map(({ table, index }) => ({ schema: "public", table, index })),
      );
      const sized = fresh.map((one, at) => ({ ...one, bytes: pricer.bytes[all.length + at]! }));
      for (const choice of sized) made.set(choice.key, choice);
      all = [...all, ...sized];
    }
    return [...new Set(wanted.map(({ table, columns }) => made.get(keyOf(table, columns))!))];
  }

  // A statement sees only the indexes of its own tables.
  function memo(set: readonly Choice[], { name, tables }: QueryPattern): string {
    const visible = set.filter(({ table }) => tables.some((use) => use.table === table));
    return [name, ...visible.map(({ key }) => key).sort()].join("\n");
  }

  async function ask(set: readonly Choice[], asked: readonly QueryPattern[]): Promise<void> {
    const missing = asked.filter((pattern) => !known.has(memo(set, pattern)));
    if (missing.length === 0) return;
    const shown = set.map((choice) => all.indexOf(choice));
    const answers = await pricer.costs(missing.map((pattern) => ({ pattern, shown })));
    plans += missing.length;
    for (const [at, pattern] of missing.entries()) {
      const answer = answers[at]!;
      if (answer instanceof Error) throw answer;
      const used = answer.used.map((number) => all[number]!);
      known.set(memo(set, pattern), { cost: answer.cost, used });
    }
  }

  async function costs(
    set: readonly Choice[],
    asked: readonly QueryPattern[] = patterns,
  ): Promise<ReadonlyMap<string, number>> {
    await ask(set, asked);
    return new Map(asked.map((pattern) => [pattern.name, known.get(memo(set, pattern))!.cost]));
  }

  async function used(
    set: readonly Choice[],
    asked: readonly QueryPattern[] = patterns,
  ): Promise<ReadonlyMap<string, readonly Choice[]>> {
    await ask(set, asked);
    return new Map(asked.map((pattern) => [
      pattern.name,
      known.get(memo(set, pattern))!.used,
    ]));
  }

  return {
    patterns,
    get plans() {
      return plans;
    },
    choices,
    costs,
    used,
    async workload(set) {
      const each = await costs(set);
      return patterns.reduce((sum, { name, rate = 1 }) => sum + rate * each.get(name)!, 0) +
        upkeep(set);
    },
  };
}

const keyOf = (table: string, columns: readonly string[]) => `${table}(${columns.join(",")})`;

/** What an advisor of the bench is given, and what it gives back. */
export type Rival = (whatIf: WhatIf, budget: number) => Promise<readonly Choice[]>;

/** Bytes of a set. */
export const bytesOf = (set: readonly Choice[]): number =>
  set.reduce((sum, { bytes }) => sum + bytes, 0);
