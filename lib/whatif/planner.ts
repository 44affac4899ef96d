import { quoteSqlIdentifier, quoteSqlLiteral } from "../core/escape.ts";
import { type EmbeddedOptions, openEmbedded } from "../embedded/open_embedded.ts";
import type { Statistics } from "../statistics/statistics.ts";
import { extendedStatisticsCasts } from "./extended_statistics.ts";
import { openFakeTables } from "./fake_tables.ts";
import { openIndexVisibility } from "./index_visibility.ts";
import { labSchema } from "./lab_schema.ts";
import { type PlanNode, readPlan } from "./plan.ts";
import { PlanningError } from "./planning_error.ts";
import { relationFiles } from "./relation_files.ts";
import { type CatalogRelation, readRelations } from "./read_relations.ts";
import { indexesOf, requestPlan, runQuickly } from "./request_plan.ts";

/** What a planner is opened on. */
export interface PlannerOptions extends Omit<EmbeddedOptions, "settings" | "filesystem"> {
  /** The statements that make every table and index. */
  readonly ddl: string;
}

/** One plan that is asked for. */
export interface PlanRequest {
  readonly sql: string;
  /** Values of `$1`, `$2`, … as text; without them a generic plan is made where the statement has parameters. */
  readonly parameters?: readonly (string | null)[];
  readonly generic?: boolean;
  /** Adds each node's output columns. */
  readonly verbose?: boolean;
}

/** A plan that is only priced, with some of the indexes that can be shown. */
export interface CostRequest extends PlanRequest {
  /** Which of the sets of indexes are to be seen, by their numbers. */
  readonly shown: readonly number[];
}

/** What a plan costs, and the indexes that it reads. */
export interface PlanCost {
  /** In the planner's units. */
  readonly cost: number;
  /** Names of the indexes, without namespaces, each once. */
  readonly indexes: readonly string[];
}

/** PostgreSQL's planner over tables that are empty and look full. Runs where its caller runs. */
export interface Planner extends AsyncDisposable {
  /**
   * Makes the tables look as the statistics say.
   *
   * @returns What was set aside: relations that the statistics name and the database lacks.
   */
  fake(statistics: Statistics): Promise<readonly string[]>;
  /** Runs more DDL, such as an index, while the tables are empty, and makes them look full again. */
  define(ddl: string): Promise<void>;
  /** Settings for the plans that follow; what is absent goes back to the embedded default. */
  set(settings: Readonly<Record<string, string>>): Promise<void>;
  /** Hides these indexes from the plans that follow, and shows all others. */
  hide(indexes: readonly string[]): Promise<void>;
  /**
   * Plans one statement and executes nothing.
   *
   * @throws {PlanningError} When PostgreSQL refuses it.
   */
  explain(request: PlanRequest): Promise<PlanNode>;
  /**
   * Prices one statement with some of the sets of indexes to be seen and the others hidden. What was hidden
   * before stays so until the next `hide()`.
   *
   * @param sets Indexes that are shown and hidden together, with their namespaces.
   * @throws {PlanningError} When PostgreSQL refuses it.
   */
  price(sets: readonly (readonly string[])[], request: CostRequest): Promise<PlanCost>;
}

/**
 * Opens a planner on a schema.
 *
 * @throws {PlanningError} When the DDL does not run.
 */
export async function openPlanner(options: PlannerOptions): Promise<Planner> {
  const files = relationFiles();
  const database = await openEmbedded({
    ...options,
    extensions: [...new Set([...options.extensions ?? [], "pg_buffercache"])],
    // Nothing is read but catalogs and first pages; the default would take 100 MB more.
    settings: { shared_buffers: "16MB" },
    filesystem: () => files.filesystem,
  });
  const tables = openFakeTables(database, files);
  const indexes = openIndexVisibility(database);
  let relations: readonly CatalogRelation[] = [];
  let statistics: Statistics | undefined;
  const inForce = new Map<string, string>();
  try {
    await run(options.ddl);
    await database.exec(`reset all; create schema ${labSchema};
      create extension if not exists pg_buffercache schema ${labSchema};
      ${extendedStatisticsCasts}
      set search_path = public; set client_min_messages = error;
      set ignore_checksum_failure = on; checkpoint`);
    relations = await readRelations(database, files);
  } catch (error) {
    await database.close();
    throw error;
  }

  async function run(sql: string): Promise<void> {
    try {
      await database.exec(sql);
    } catch (error) {
      throw PlanningError.from(error, sql);
    }
  }

  async function fake(next: Statistics): Promise<readonly string[]> {
    const missing = await tables.fake(relations, next);
    statistics = next;
    return missing;
  }

  async function define(ddl: string): Promise<void> {
    await tables.empty(relations);
    try {
      await run(ddl);
    } finally {
      await database.exec("checkpoint");
      relations = await readRelations(database, files, relations);
      // New columns have no statistics yet, and DDL may have dropped some.
      tables.forgetColumns();
      if (statistics) await fake(statistics);
    }
  }

  async function set(settings: Readonly<Record<string, string>>): Promise<void> {
    const statements: string[] = [];
    for (const name of inForce.keys()) {
      if (!(name in settings)) statements.push(`reset ${quoteSqlIdentifier(name)}`);
    }
    for (const [name, value] of Object.entries(settings)) {
      if (inForce.get(name) !== value) {
        statements.push(`set ${quoteSqlIdentifier(name)} = ${quoteSqlLiteral(value)}`);
      }
    }
    if (statements.length === 0) return;
    await run(statements.join("; "));
    inForce.clear();
    for (const [name, value] of Object.entries(settings)) inForce.set(name, value);
  }

  async function price(
    sets: readonly (readonly string[])[],
    request: CostRequest,
  ): Promise<PlanCost> {
    const update = indexes.toggle(relations, sets, request.shown);
    if (update !== "") await runQuickly(database, update);
    const plan = await requestPlan(database, request);
    return { cost: plan["Total Cost"], indexes: indexesOf(plan) };
  }

  return {
    fake,
    define,
    set,
    hide: (names) => indexes.hide(relations, names),
    explain: async (request) => readPlan([{ Plan: await requestPlan(database, request) }]),
    price,
    [Symbol.asyncDispose]: () => database.close(),
  };
}
