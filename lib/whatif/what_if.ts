import type { SchemaEdit } from "../schema/apply_edits.ts";
import { applySchemaEdits } from "../schema/apply_edits.ts";
import { getTable } from "../schema/find_table.ts";
import type { Index, Table } from "../schema/schema.ts";
import type { QueryPattern } from "../workload/query_pattern.ts";
import { type Question, questionsOf, viewInForce } from "./explain_patterns.ts";
import { hideAndShow, namesInLab } from "./hypothetical_indexes.ts";
import type { LabHost, PricedView } from "./lab_host.ts";
import type { LabGround, LabView } from "./lab_view.ts";
import type { PlanCost } from "./planner.ts";
import { PlanningError } from "./planning_error.ts";
import { refuseReaders } from "./refuse_readers.ts";

/** An index that may be there or not: a hypothetical one, or one of the schema. */
export interface OptionalIndex {
  /** Its table's namespace. */
  readonly schema: string;
  /** Its table. */
  readonly table: string;
  /** The index. */
  readonly index: Index;
}

/** A statement to price, and the optional indexes that are there, by their numbers. */
export interface WhatIfQuestion {
  /** The statement, as its pattern. */
  readonly pattern: QueryPattern;
  /** Numbers of optional indexes, from 0; all others are not there. */
  readonly shown: readonly number[];
}

/** What a statement costs, and the optional indexes that its plan reads. */
export interface WhatIfCost {
  /** In the planner's units. */
  readonly cost: number;
  /** Numbers of optional indexes, ascending. */
  readonly used: readonly number[];
}

/** What statements cost under any set of a number of optional indexes: thousands of answers a second. */
export interface WhatIf {
  /** The optional indexes. */
  readonly indexes: readonly OptionalIndex[];
  /** Bytes of each optional index; hypothetical ones as newly built. */
  readonly bytes: readonly number[];
  /**
   * The costs of statements, for the same values as {@linkcode Lab.explain} plans first.
   *
   * @returns For each its cost, or why it cannot be planned.
   * @throws {PlanningError} When the schema or the statistics cannot be used.
   */
  costs(questions: readonly WhatIfQuestion[]): Promise<readonly (WhatIfCost | PlanningError)[]>;
}

/** Makes the indexes optional in a view of a lab. */
export function openWhatIf(
  ground: LabGround,
  view: LabView,
  host: LabHost,
  indexes: readonly OptionalIndex[],
): WhatIf {
  const missing = indexes.filter((optional) => !indexIn(tableOf(view, optional), optional));
  const schema = applySchemaEdits(
    view.schema,
    missing.map(({ schema, table, index }) => ({
      on: "schema",
      kind: "add-index",
      target: `${schema}.${table}`,
      value: index,
      reason: "",
    } satisfies SchemaEdit)),
  );
  const overlay = hideAndShow(view, schema, ground.sizes);
  if (!overlay) throw new TypeError("Cannot make indexes optional: one has another's name");
  const whole: LabView = { ...view, ...overlay, schema };
  const sets = indexes.map((optional) => {
    const table = tableOf(whole, optional);
    const base = indexIn(tableOf({ schema: view.base }, optional), optional);
    return namesInLab(schema, table, optional.index, base);
  });
  const priced: PricedView = {
    key: crypto.randomUUID(),
    view: viewInForce(ground, whole),
    sets,
  };
  const pages = new Map<string, number>(
    overlay.statistics.tables.flatMap(({ schema, indexes }) =>
      indexes.map(({ name, pages }) => [`${schema}.${name}`, pages] as const)
    ),
  );
  const numbers = new Map(
    sets.flatMap((names, number) =>
      names.map((name) => [name.slice(name.indexOf(".") + 1), number] as const)
    ),
  );
  /** What is asked of each statement: values that do not fit its types leave the generic plan. */
  const asked = new Map<string, readonly Question[]>();

  async function costs(questions: readonly WhatIfQuestion[]) {
    for (const { pattern } of questions) {
      if (asked.has(pattern.sql)) continue;
      await refuseReaders(pattern.sql, view.schema);
      asked.set(pattern.sql, questionsOf(pattern, view, {}));
    }
    const answers = await host.price(
      priced,
      overlay!.statistics,
      questions.map(({ pattern, shown }) => ({ ...asked.get(pattern.sql)![0]!.request, shown })),
    );
    const results = answers.map((answer) =>
      answer instanceof PlanningError ? answer : costOf(answer)
    );
    for (const [at, result] of results.entries()) {
      const { sql } = questions[at]!.pattern;
      const [first, ...rest] = asked.get(sql)!;
      if (!(result instanceof PlanningError) || rest.length === 0) continue;
      asked.set(sql, rest);
      const [again] = await costs([questions[at]!]);
      // What has no plan at all says why in its own values.
      if (again instanceof PlanningError) asked.set(sql, [first!]);
      else results[at] = again!;
    }
    return results;
  }

  function costOf({ cost, indexes }: PlanCost): WhatIfCost {
    const used = new Set(indexes.flatMap((name) => numbers.get(name) ?? []));
    return { cost, used: [...used].sort((a, b) => a - b) };
  }

  return {
    indexes,
    bytes: sets.map((names) => 8192 * names.reduce((sum, name) => sum + (pages.get(name) ?? 0), 0)),
    costs,
  };
}

function tableOf({ schema }: Pick<LabView, "schema">, optional: OptionalIndex): Table {
  return getTable(schema, { schema: optional.schema, name: optional.table });
}

function indexIn({ indexes }: Table, { index }: OptionalIndex): boolean {
  return indexes.some(({ name }) => name === index.name);
}
