import { parseDate } from "../core/date.ts";
import type { Edit } from "../core/edit.ts";
import { freeze } from "../core/freeze.ts";
import { parseDuration } from "../core/quantity.ts";
import { ddl } from "../engines/postgresql/ddl.ts";
import { postgresql } from "../engines/postgresql/postgresql.ts";
import { embeddedExtensions } from "../embedded/extensions.ts";
import { parseEngine } from "../engines/engine.ts";
import { declareStatistics } from "../growth/declare_statistics.ts";
import { project } from "../growth/project.ts";
import { tableRows } from "../growth/table_rows.ts";
import { toSchema } from "../mapping/to_schema.ts";
import type { Model } from "../model/model.ts";
import { modelOf } from "../model/model_builder.ts";
import { applySchemaEdits } from "../schema/apply_edits.ts";
import type { Schema } from "../schema/schema.ts";
import { checkStatistics } from "../statistics/check_statistics.ts";
import type { Statistics, TableStatistics } from "../statistics/statistics.ts";
import { costCurve } from "./cost_curve.ts";
import { explainPatterns, resolvePattern } from "./explain_patterns.ts";
import { plannerSettings, readHardware } from "./hardware.ts";
import { hideAndShow } from "./hypothetical_indexes.ts";
import { fitStatistics } from "./fit_statistics.ts";
import type { ExplainOptions, Lab, LabOptions, LabSubject, LabWithOptions } from "./lab.ts";
import type { LabGround, LabView } from "./lab_view.ts";
import { type LabHost, openLabHost } from "./lab_host.ts";
import { columnsOf, modelPatterns } from "./model_patterns.ts";
import { settingsOfVersion } from "./planner_features.ts";
import { replaceLab, sessionLabs } from "./session_labs.ts";
import { stress } from "./stress.ts";
import { openWhatIf } from "./what_if.ts";

/**
 * Opens a lab: PostgreSQL's own planner over tables that are empty and look full, in a worker of its own.
 * It executes nothing. The first lab on a machine takes some seconds, later ones about half a second.
 *
 * @param subject A model, or a schema whose statistics are given or assumed.
 * @param options What is known beside it.
 * @returns The lab; close it with `await using`. In a notebook, where nothing disposes, a lab of the same
 * name closes the one before. An idle worker ends by itself.
 * @throws {PlanningError} When the schema's DDL does not run.
 * @throws {RangeError} When hardware, dates or statistics cannot be used.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { defineModel, openLab } from "@groundplan/groundplan";
 *
 * const shop = defineModel("shop");
 * shop.entity("Order", { id: "bigint identity key", placedAt: "timestamptz" }).rows("40M");
 * await using lab = await openLab(shop);
 * const { plan } = await lab.explain("select * from orders where id = 5");
 * assert.equal(plan.index, "orders_pkey");
 * ```
 */
export async function openLab(subject: LabSubject, options: LabOptions = {}): Promise<Lab> {
  const model = isSchema(subject) ? undefined : modelOf(subject);
  const schema = isSchema(subject) ? subject : toSchema(model!);
  const today = parseDate(options.today ?? new Date().toISOString().slice(0, 10));
  const { version } = parseEngine(schema.engine, [postgresql]);
  const hardware = readHardware(options.hardware);
  const { patterns, setAside } = await modelPatterns(model, schema, options.patterns ?? []);
  const ground: LabGround = {
    options,
    ...(model ? { model } : {}),
    hardware,
    settings: freeze({
      ...plannerSettings(hardware),
      ...settingsOfVersion(version),
      ...options.settings,
    }),
    patterns,
    setAside,
    today,
    version,
    hosts: new Map(),
    sizes: new WeakMap(),
    keys: new WeakMap(),
    state: { closed: false },
  };
  const statistics = options.statistics
    ? fitStatistics(options.statistics, schema)
    : declareStatistics(schema, model, { today });
  checkStatistics(statistics);
  const lab = viewOf(ground, {
    schema,
    base: schema,
    indexes: [],
    hidden: [],
    seconds: 0,
    factor: 1,
    statistics,
  });
  const labs = sessionLabs();
  if (labs) await replaceLab(labs, options.name ?? model?.name ?? "", lab);
  return lab;
}

function isSchema(subject: LabSubject): subject is Schema {
  return "tables" in subject && Array.isArray(subject.tables) && !("entities" in subject);
}

function viewOf(ground: LabGround, view: LabView): Lab {
  const { model, hardware, settings, patterns, setAside, today } = ground;
  const lab: Lab = {
    ...(model ? { model } : {}),
    schema: view.schema,
    statistics: view.statistics,
    hardware,
    settings,
    patterns,
    setAside,
    ...(view.date === undefined ? {} : { date: view.date }),
    today,
    async explain(query, options: ExplainOptions = {}) {
      const { at, ...rest } = options;
      if (at !== undefined) return await lab.at(at).explain(query, rest);
      const pattern = await resolvePattern(query, patterns, columnsOf(view.schema));
      const [result] = await explainPatterns(ground, view, hostOf(ground, view), [pattern], rest);
      return result!;
    },
    async explainAll(queries, options = {}) {
      const { at, ...rest } = options;
      if (at !== undefined) return await lab.at(at).explainAll(queries, rest);
      const columns = columnsOf(view.schema);
      const wanted = queries
        ? await Promise.all(queries.map((query) => resolvePattern(query, patterns, columns)))
        : patterns;
      return await explainPatterns(ground, view, hostOf(ground, view), wanted, rest);
    },
    with: (edits, options) => viewOf(ground, edited(ground, view, edits, options)),
    whatIf: (indexes) => openWhatIf(ground, view, hostOf(ground, view), indexes),
    at: (date) => viewOf(ground, at(ground, view, date)),
    scaled: (factor) =>
      viewOf(ground, moved(ground, view, { factor: view.factor * checked(factor) })),
    stress: (options) => stress(lab, options),
    curve: (query, options) => costCurve(lab, query, options),
    async [Symbol.asyncDispose]() {
      ground.state.closed = true;
      const hosts = [...ground.hosts.values()];
      ground.hosts.clear();
      await Promise.all(hosts.map((host) => host[Symbol.asyncDispose]()));
    },
  };
  return Object.freeze(lab);
}

function checked(factor: number): number {
  if (factor >= 0 && Number.isFinite(factor)) return factor;
  throw new RangeError(`Cannot scale the rows by ${factor}: give a number from 0`);
}

function hostOf({ hosts, options, state }: LabGround, { base }: LabView): LabHost {
  if (state.closed) throw new TypeError("Cannot plan: the lab is closed; open another");
  // What the embedded PostgreSQL does not ship (pg_stat_statements and the like) seldom matters to a plan.
  const extensions = base.extensions.filter(({ name }) => embeddedExtensions.includes(name));
  const statements = ddl({ ...base, extensions }, { engine: "postgresql@18", format: false }).sql;
  const known = hosts.get(statements);
  if (known) return known;
  const deadline = options.deadline;
  const host = openLabHost({
    ddl: statements,
    extensions: extensions.map(({ name }) => name),
    ...(options.cache === undefined ? {} : { cache: options.cache }),
  }, {
    ...(deadline === undefined
      ? {}
      : { deadline: typeof deadline === "number" ? deadline : parseDuration(deadline) }),
  });
  hosts.set(statements, host);
  return host;
}

function edited(
  ground: LabGround,
  view: LabView,
  edits: readonly Edit[],
  { tables }: LabWithOptions = {},
): LabView {
  const schema = applySchemaEdits(view.schema, edits);
  const light = tables === undefined &&
    edits.every(({ kind }) => kind === "add-index" || kind === "drop-index");
  const overlay = light ? hideAndShow(view, schema, ground.sizes) : undefined;
  if (overlay) return { ...view, schema, ...overlay };
  const changed = { ...view, schema, base: schema, indexes: [], hidden: [] };
  const { model, options } = ground;
  if (tables) {
    const isNew = (old: TableStatistics) =>
      tables.some(({ name, schema }) => name === old.name && schema === old.schema);
    const known = [...view.statistics.tables.filter((old) => !isNew(old)), ...tables];
    return {
      ...changed,
      statistics: fitStatistics({ ...view.statistics, tables: known }, schema),
    };
  }
  return options.statistics || !model
    ? { ...changed, statistics: fitStatistics(view.statistics, schema) }
    : moved(ground, changed, {});
}

function at(ground: LabGround, view: LabView, text: string): LabView {
  const date = parseDate(text, { now: ground.today });
  const seconds = (Date.parse(date) - Date.parse(ground.today)) / 1000;
  if (seconds < 0) {
    throw new RangeError(
      `Cannot plan for ${date}: growth counts from ${ground.today}; give a later date, or set \`today\``,
    );
  }
  if (!ground.model) {
    throw new RangeError(
      `Cannot plan for ${date}: the schema says nothing of growth; open the lab on a model, or use scaled()`,
    );
  }
  return { ...moved(ground, view, { seconds }), date };
}

// The view at another time or size.
function moved(
  { model, options, today }: LabGround,
  view: LabView,
  change: Partial<Pick<LabView, "seconds" | "factor">>,
): LabView {
  const { schema } = view;
  const seconds = change.seconds ?? view.seconds;
  const factor = change.factor ?? view.factor;
  const statistics = !options.statistics && (model || !options.statistics)
    ? declareStatistics(schema, model, { today, seconds, scale: factor })
    : projected(options.statistics!, schema, model, seconds, factor);
  checkStatistics(statistics);
  const next = { ...view, seconds, factor, statistics };
  // Indexes that exist only here are sized for the rows of the new view.
  const overlay = view.indexes.length > 0
    ? hideAndShow({ ...next, statistics }, schema)
    : undefined;
  return overlay ? { ...next, ...overlay } : next;
}

function projected(
  statistics: Statistics,
  schema: Schema,
  model: Model | undefined,
  seconds: number,
  scale: number,
): Statistics {
  const fitted = fitStatistics(statistics, schema);
  if (!model || seconds === 0) {
    return scale === 1 ? fitted : project(fitted, schema, { factor: scale });
  }
  const [now, then] = [tableRows(model, schema), tableRows(model, schema, seconds)];
  const factor = Object.fromEntries(
    schema.tables.map((table) => {
      const path = `${table.schema}.${table.name}`;
      const before = now.get(path)?.rows ?? 0;
      return [table.name, before > 0 ? scale * (then.get(path)?.rows ?? before) / before : scale];
    }),
  );
  return project(fitted, schema, { factor, seconds });
}
