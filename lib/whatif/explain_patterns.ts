import { didYouMean } from "../core/suggest.ts";
import { embeddedExtensions } from "../embedded/extensions.ts";
import { indexesOf } from "../engines/postgresql/sizes/size_table.ts";
import type { Schema } from "../schema/schema.ts";
import type { TableColumns } from "../workload/find_uses.ts";
import { parsePattern } from "../workload/parse_pattern.ts";
import type { QueryPattern } from "../workload/query_pattern.ts";
import { chooseParameters } from "./choose_parameters.ts";
import { type Explained, explained, type ExplainedParts } from "./explained.ts";
import type { ExplainOptions } from "./lab.ts";
import type { LabHost } from "./lab_host.ts";
import type { PlannerView } from "./lab_protocol.ts";
import type { LabGround, LabView } from "./lab_view.ts";
import type { PlanNode } from "./plan.ts";
import type { LeadingColumns } from "./planner_features.ts";
import type { PlanRequest } from "./planner.ts";
import { PlanningError } from "./planning_error.ts";
import { refuseReaders } from "./refuse_readers.ts";

/**
 * A pattern by its name, or the pattern of a statement.
 *
 * @throws {RangeError} When the text is one word and no pattern has that name.
 */
export async function resolvePattern(
  query: string,
  patterns: readonly QueryPattern[],
  columns: TableColumns,
): Promise<QueryPattern> {
  const named = patterns.find(({ name }) => name === query.trim());
  if (named) return named;
  if (/^\s*[\w.-]+\s*$/.test(query)) {
    throw new RangeError(
      `Cannot explain ${query.trim()}: there is no query pattern of that name${
        didYouMean(query.trim(), patterns.map(({ name }) => name))
      }`,
    );
  }
  return await parsePattern(query, { columns });
}

function leadingColumns(schema: Schema): LeadingColumns {
  return Object.fromEntries(
    schema.tables.flatMap(indexesOf).flatMap(({ name, elements: [first] }) =>
      first && "column" in first ? [[name, first.column]] : []
    ),
  );
}

type Ask = ExplainedParts["plans"][number]["label"];

/** One plan that is asked for, and for which values. */
export interface Question {
  readonly label: Ask;
  readonly values?: readonly (string | null)[];
  readonly request: PlanRequest;
}

/** Plans patterns in one go: each for typical, common and rare values, and for all values at once. */
export async function explainPatterns(
  ground: LabGround,
  view: LabView,
  host: LabHost,
  patterns: readonly QueryPattern[],
  options: Omit<ExplainOptions, "at">,
): Promise<readonly Explained[]> {
  for (const { sql } of patterns) await refuseReaders(sql, view.schema);
  const questions = patterns.map((pattern) => questionsOf(pattern, view, options));
  const settings = { ...ground.settings, ...options.settings };
  const answers = await host.plan(
    { ...viewInForce(ground, view), settings },
    view.statistics,
    questions.flatMap((list) => list.map(({ request }) => request)),
  );
  const leading = leadingColumns(view.schema);
  let next = 0;
  return patterns.map((pattern, at) => {
    const asked = questions[at]!;
    const got = answers.slice(next, next += asked.length);
    const plans = asked.flatMap(({ label, values }, index) => {
      const plan = got[index]!;
      return plan instanceof PlanningError
        ? []
        : [{ label, ...(values ? { values } : {}), plan: plan as PlanNode }];
    });
    // A value that does not fit its type leaves the generic plan.
    if (plans.length === 0) throw got.find((answer) => answer instanceof PlanningError)!;
    return explained({
      pattern,
      ...(view.date === undefined ? {} : { at: view.date }),
      plans,
      hardware: ground.hardware,
      settings,
      assumed: assumptions(ground, view, pattern),
      version: ground.version,
      leading,
    });
  });
}

/** What the planner is asked of a pattern; the first is what the pattern's cost is taken from. */
export function questionsOf(
  pattern: QueryPattern,
  view: LabView,
  { params }: Pick<ExplainOptions, "params">,
): readonly Question[] {
  const { sql, parameterCount } = pattern;
  if (parameterCount === 0) return [{ label: "plain", request: { sql } }];
  if (params) {
    if (params.length !== parameterCount) {
      throw new RangeError(
        `Cannot explain ${pattern.name} with ${params.length} values: it has ${parameterCount} parameters`,
      );
    }
    const values = params.map((value) => value === null ? null : String(value));
    return [{ label: "given", values, request: { sql, parameters: values } }];
  }
  return [
    ...chooseParameters(pattern, view.schema, view.statistics).map(({ label, values }) => ({
      label,
      values,
      request: { sql, parameters: values },
    })),
    { label: "generic" as const, request: { sql, generic: true } },
  ];
}

/** A view as its worker puts it in force. */
export function viewInForce(ground: LabGround, view: LabView): PlannerView {
  return {
    statisticsKey: keyOf(ground, view),
    settings: ground.settings,
    indexes: view.indexes,
    hidden: view.hidden,
    ...clockOf(ground, view),
  };
}

// Data of a date are asked for as of that date; else the machine's own clock goes on.
function clockOf({ options, today }: LabGround, { date }: LabView): { readonly now?: number } {
  const day = date ?? (options.today === undefined ? undefined : today);
  return day === undefined ? {} : { now: Date.parse(day) };
}

// Statistics are told apart by identity: a view that shares them shares the key.
function keyOf({ keys }: LabGround, { statistics }: LabView): string {
  const known = keys.get(statistics) ?? crypto.randomUUID();
  keys.set(statistics, known);
  return known;
}

function assumptions(
  ground: LabGround,
  view: LabView,
  pattern: QueryPattern,
): readonly string[] {
  const list: string[] = [];
  for (const { table, columns } of pattern.tables) {
    const known = view.statistics.tables.find(({ name }) => name === table);
    if (!known) continue;
    if (view.statistics.tag === "assumed") list.push(`${table} has ${known.rows} rows`);
    const used = new Set(
      columns.filter(({ usage }) => usage !== "projection" && usage !== "set")
        .map(({ column }) => column),
    );
    for (const column of [...known.columns, ...known.inherited ?? []]) {
      if (!used.has(column.name) || column.tag !== "assumed") continue;
      const values = typeof column.distinct === "number"
        ? `${column.distinct} distinct values`
        : `${column.distinct.ratio} distinct values a row`;
      list.push(`${table}.${column.name} has ${values}, ${column.nullFraction} of them NULL`);
    }
  }
  if (Object.keys(ground.options.hardware ?? {}).length === 0) {
    list.push("hardware: network SSD, 16 GB of memory, 4 cores; set `hardware` for another");
  }
  for (const { name } of view.schema.extensions) {
    if (name !== "plpgsql" && !embeddedExtensions.includes(name)) {
      list.push(`extension ${name} is left out: the embedded PostgreSQL does not ship it`);
    }
  }
  list.push("text is compared by code points (collation C)");
  return [...new Set(list)];
}
