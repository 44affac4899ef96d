import type { PGlite } from "@electric-sql/pglite";
import { protocol } from "@electric-sql/pglite";
import { quoteSqlIdentifier, quoteSqlLiteral } from "../core/escape.ts";
import { type EmbeddedOptions, openEmbedded } from "../embedded/open_embedded.ts";
import type { Statistics, TableStatistics } from "../statistics/statistics.ts";
import { extendedStatisticsCasts, fakeExtendedStatistics } from "./extended_statistics.ts";
import { type FakeSize, fakeSizes } from "./fake_sizes.ts";
import { reachIndexEnds } from "./index_ends.ts";
import { labSchema } from "./lab_schema.ts";
import { type PlanNode, readPlan } from "./plan.ts";
import { PlanningError } from "./planning_error.ts";
import { relationFiles } from "./relation_files.ts";
import { type CatalogRelation, readRelations } from "./read_relations.ts";
import { restoreColumnSql } from "./restore_statistics.ts";

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

  // What every relation and table was last made to look like: only what differs is made anew.
  const faked = new Map<number, string>();
  const restored = new Map<string, string>();

  async function fake(next: Statistics): Promise<readonly string[]> {
    const sizes = fakeSizes(relations, next);
    await resize(sizes.filter((size) => faked.get(size.relation.oid) !== sizeKey(size)));
    const missing = missingRelations(relations, next);
    const changed = next.tables.filter((table) =>
      restored.get(tableKey(table)) !== columnsKey(table)
    );
    await restoreColumns(database, relations, changed);
    for (const table of changed) {
      for (const extended of table.extended) {
        if (!await fakeExtendedStatistics(database, extended)) {
          missing.push(`${extended.schema}.${extended.name}`);
        }
      }
      restored.set(tableKey(table), columnsKey(table));
    }
    statistics = next;
    return missing;
  }

  // The order matters: the update of pg_class makes PostgreSQL forget the files that it has open, and the
  // eviction the pages that it has read.
  async function resize(sizes: readonly FakeSize[]): Promise<void> {
    if (sizes.length === 0) return;
    const oids = sizes.map(({ relation }) => relation.oid);
    await database.query(
      `update pg_catalog.pg_class c set relpages = v.pages, reltuples = v.rows, relallvisible = v.visible
         from unnest($1::oid[], $2::int[], $3::real[], $4::int[]) v (oid, pages, rows, visible)
        where c.oid = v.oid`,
      [
        oids,
        // relpages is a signed integer: longer relations wrap around.
        sizes.map(({ pages }) => pages | 0),
        sizes.map(({ rows }) => rows),
        sizes.map(({ allVisiblePages }) => allVisiblePages | 0),
      ],
    );
    const images = sizes.filter(({ head }) => head).map(({ relation }) => relation.oid);
    await database.query(
      `select ${labSchema}.pg_buffercache_evict_relation(oid) from unnest($1::oid[]) oid`,
      [images],
    );
    for (const size of sizes) {
      const { relation, pages, head } = size;
      if (relation.path) files.resize(relation.path, pages, head);
      faked.set(relation.oid, sizeKey(size));
    }
  }

  async function define(ddl: string): Promise<void> {
    await resize(fakeSizes(relations, undefined));
    try {
      await run(ddl);
    } finally {
      await database.exec("checkpoint");
      relations = await readRelations(database, files, relations);
      // New columns have no statistics yet, and DDL may have dropped some.
      restored.clear();
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

  /** What is hidden; not known after prices were asked for. */
  let hidden: ReadonlySet<string> | undefined = new Set();

  async function hide(indexes: readonly string[]): Promise<void> {
    const wanted = new Set(indexes);
    const before = hidden;
    const rows = relations.filter(({ schema, name, method }) => {
      const known = `${schema}.${name}`;
      return before ? before.has(known) !== wanted.has(known) : method !== "";
    });
    hidden = wanted;
    shown = undefined;
    if (rows.length === 0) return;
    await database.query(
      `update pg_catalog.pg_index i set indisvalid = not v.hidden
         from unnest($1::oid[], $2::bool[]) v (oid, hidden) where i.indexrelid = v.oid`,
      [
        rows.map(({ oid }) => oid),
        rows.map(({ schema, name }) => wanted.has(`${schema}.${name}`)),
      ],
    );
  }

  // The sets of the last price, with the numbers of their indexes, and which of them are shown.
  let priced: readonly (readonly string[])[] = [];
  let numbers: readonly (readonly number[])[] = [];
  let shown: ReadonlySet<number> | undefined;

  function toggle(sets: readonly (readonly string[])[], wanted: readonly number[]): string {
    if (sets !== priced) {
      const oids = new Map(relations.map(({ schema, name, oid }) => [`${schema}.${name}`, oid]));
      numbers = sets.map((names) => names.flatMap((name) => oids.get(name) ?? []));
      priced = sets;
      shown = undefined;
    }
    const next = new Set(wanted);
    const before = shown;
    const changed = numbers.keys().filter((set) => !before || before.has(set) !== next.has(set));
    const update = { true: new Array<number>(), false: new Array<number>() };
    for (const set of changed) update[next.has(set) ? "true" : "false"].push(...numbers[set]!);
    shown = next;
    hidden = undefined;
    return Object.entries(update).filter(([, oids]) => oids.length > 0)
      .map(([valid, oids]) =>
        `update pg_catalog.pg_index set indisvalid = ${valid} where indexrelid in (${oids});`
      )
      .join("");
  }

  async function price(
    sets: readonly (readonly string[])[],
    request: CostRequest,
  ): Promise<PlanCost> {
    const update = toggle(sets, request.shown);
    if (update !== "") await exchange(protocol.serialize.query(update));
    const plan = await planOf(request) as RawPlan;
    const indexes = new Set<string>();
    collectIndexes(plan, indexes);
    return { cost: plan["Total Cost"], indexes: [...indexes] };
  }

  async function explain(request: PlanRequest): Promise<PlanNode> {
    return readPlan([{ Plan: await planOf(request) }]);
  }

  async function planOf(request: PlanRequest): Promise<unknown> {
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
      const replies = await exchange(message);
      const row = replies.find(({ name }) => name === "dataRow") as
        | { readonly fields: readonly (string | null)[] }
        | undefined;
      return (JSON.parse(row?.fields[0] ?? "[]") as readonly { readonly Plan: unknown }[])[0]?.Plan;
    } catch (error) {
      throw PlanningError.from(error, sql, text.length - sql.length);
    }
  }

  function exchange(message: Uint8Array) {
    return database.runExclusive(() => database.execProtocolStream(message, { syncToFs: false }));
  }

  return {
    fake,
    define,
    set,
    hide,
    explain,
    price,
    [Symbol.asyncDispose]: () => database.close(),
  };
}

function sizeKey({ pages, rows, allVisiblePages, head }: FakeSize): string {
  const view = head && new DataView(head.buffer, head.byteOffset, head.byteLength);
  // The metapage says all that differs between two heads of one index: a height, or counts.
  const meta = view && head.length >= 72
    ? Array.from({ length: 12 }, (_, at) => view.getUint32(24 + 4 * at, true))
    : [];
  return JSON.stringify([pages, rows, allVisiblePages, head?.length ?? 0, ...meta]);
}

const tableKey = ({ schema, name }: TableStatistics) => JSON.stringify([schema, name]);

function columnsKey({ columns, inherited, extended, indexes }: TableStatistics): string {
  const expressions = indexes.filter((index) => index.expressions.length > 0)
    .map(({ name, expressions }) => [name, expressions]);
  return JSON.stringify([columns, inherited, extended, expressions]);
}

function missingRelations(
  relations: readonly CatalogRelation[],
  statistics: Statistics,
): string[] {
  const known = new Set(relations.map(({ schema, name }) => `${schema}.${name}`));
  return statistics.tables.flatMap(({ schema, name, indexes }) =>
    [name, ...indexes.map((index) => index.name)].map((relation) => `${schema}.${relation}`)
  ).filter((name) => !known.has(name));
}

async function restoreColumns(
  database: PGlite,
  relations: readonly CatalogRelation[],
  tables: readonly TableStatistics[],
): Promise<void> {
  if (tables.length === 0) return;
  const known = new Map(
    relations.map((relation) => [`${relation.schema}.${relation.name}`, relation]),
  );
  const calls: { readonly sql: string; readonly what: string }[] = [];
  for (const table of tables) {
    const { schema } = table;
    const relation = known.get(`${schema}.${table.name}`);
    if (!relation) continue;
    const leading = new Map(
      relations.filter((index) =>
        index.schema === schema && index.table === table.name && index.method === "btree" &&
        !index.partial
      )
        .map(({ keys: [first] }) => [first?.column, first?.category ?? ""]),
    );
    for (const [columns, inherited] of [[table.columns, false], [table.inherited, true]] as const) {
      for (const column of columns ?? []) {
        const target = { schema, relation: table.name, column: column.name, inherited };
        const category = leading.get(column.name);
        const reaching = category === undefined ? column : reachIndexEnds(column, category);
        calls.push({
          sql: restoreColumnSql(target, reaching),
          what: `${schema}.${table.name}.${column.name}`,
        });
      }
    }
    for (const index of table.indexes) {
      if (!known.has(`${schema}.${index.name}`)) continue;
      for (const column of index.expressions) {
        const number = Number(column.name);
        const target = { schema, relation: index.name, column: number, inherited: false };
        calls.push({
          sql: restoreColumnSql(target, column),
          what: `expression ${number} of ${schema}.${index.name}`,
        });
      }
    }
  }
  await database.query(
    "delete from pg_catalog.pg_statistic where starelid = any ($1::oid[])",
    [
      relations.filter((relation) =>
        tables.some(({ schema, name }) => schema === relation.schema && name === relation.table)
      ).map(({ oid }) => oid),
    ],
  );
  const BATCH = 100;
  for (let start = 0; start < calls.length; start += BATCH) {
    await restoreBatch(database, calls.slice(start, start + BATCH));
  }
}

// A bad value only raises a warning and makes the call return false.
async function restoreBatch(
  database: PGlite,
  calls: readonly { readonly sql: string; readonly what: string }[],
): Promise<void> {
  const notices: string[] = [];
  const sql = `select array[${calls.map((call) => call.sql).join(",\n")}] as done`;
  const [, result] = await database.exec(
    `set client_min_messages = warning; ${sql}; set client_min_messages = error`,
    { onNotice: ({ message }) => notices.push(message ?? "") },
  );
  const done = result?.rows[0]?.done as readonly boolean[];
  const failed = calls.filter((_, at) => done[at] !== true).map(({ what }) => what);
  if (failed.length > 0) {
    throw new RangeError(
      `Cannot use the statistics of ${failed.join(", ")}: ${[...new Set(notices)].join("; ")}`,
    );
  }
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

/** What `explain (format json)` prints of a node, as far as a price needs it. */
interface RawPlan {
  readonly "Total Cost": number;
  readonly "Index Name"?: string;
  readonly Plans?: readonly RawPlan[];
}

function collectIndexes(plan: RawPlan, found: Set<string>): void {
  const index = plan["Index Name"];
  if (index !== undefined) found.add(index);
  for (const child of plan.Plans ?? []) collectIndexes(child, found);
}
