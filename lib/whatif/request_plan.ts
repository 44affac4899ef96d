import { type PGlite, protocol } from "@electric-sql/pglite";
import type { PlanRequest } from "./planner.ts";
import { PlanningError } from "./planning_error.ts";

/** What `explain (format json)` prints of a node, as far as a price needs it. */
export interface RawPlan {
  readonly "Total Cost": number;
  readonly "Index Name"?: string;
  readonly Plans?: readonly RawPlan[];
}

/**
 * Plans one statement: as few messages as can be, since thousands are planned.
 *
 * @throws {PlanningError} When PostgreSQL refuses it.
 */
export async function requestPlan(database: PGlite, request: PlanRequest): Promise<RawPlan> {
  const { sql, parameters = [], generic = false, verbose = false } = request;
  const text = `explain (format json, verbose ${verbose}, generic_plan ${generic}) ${sql}`;
  const { parse, bind, execute, sync } = protocol.serialize;
  const message = parameters.length === 0 ? protocol.serialize.query(text) : concatenate([
    parse({ text }),
    bind({ values: [...parameters] }),
    execute({}),
    sync(),
  ]);
  try {
    const replies = await exchange(database, message);
    const row = replies.find(({ name }) => name === "dataRow") as
      | { readonly fields: readonly (string | null)[] }
      | undefined;
    const [explained] = JSON.parse(row?.fields[0] ?? "[]") as readonly { readonly Plan: RawPlan }[];
    return explained?.Plan as RawPlan;
  } catch (error) {
    throw PlanningError.from(error, sql, text.length - sql.length);
  }
}

/** Runs statements without parameters and without results. */
export async function runQuickly(database: PGlite, sql: string): Promise<void> {
  await exchange(database, protocol.serialize.query(sql));
}

function exchange(database: PGlite, message: Uint8Array) {
  return database.runExclusive(() => database.execProtocolStream(message, { syncToFs: false }));
}

/** The indexes that a plan reads, without namespaces, each once. */
export function indexesOf(plan: RawPlan): readonly string[] {
  const found = new Set<string>();
  collectIndexes(plan, found);
  return [...found];
}

function collectIndexes(plan: RawPlan, found: Set<string>): void {
  const index = plan["Index Name"];
  if (index !== undefined) found.add(index);
  for (const child of plan.Plans ?? []) collectIndexes(child, found);
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
