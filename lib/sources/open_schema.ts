import type { Evidence } from "../core/figure.ts";
import type { Finding } from "../core/finding.ts";
import { mapModel } from "../mapping/map_model.ts";
import { recognizeModel } from "../mapping/recognize_model.ts";
import { type ModelElements, putElement } from "../model/edit_model.ts";
import type { Model } from "../model/model.ts";
import type { Schema } from "../schema/schema.ts";
import type { Statistics } from "../statistics/statistics.ts";
import type { Workload } from "../workload/query_pattern.ts";
import { importDatabase } from "./import_database.ts";
import { importSchema, type SetAside } from "./import_schema.ts";
import type { OpenedSource, OpenSourceOptions, SeenSource } from "./source.ts";

/** Opens SQL: the schema that it makes, as a model. */
export async function openSql(
  { words, text = "" }: SeenSource,
  { engine }: OpenSourceOptions,
): Promise<OpenedSource> {
  const name = words === "-" ? "standard input" : words;
  const imported = await importSchema(new TextEncoder().encode(text), {
    name,
    ...(engine === undefined ? {} : { engine }),
  });
  return asOpened("SQL", name, imported.schema, imported.setAside);
}

/** Opens a live PostgreSQL: its schema as a model, with the rows and the queries that it has counted. */
export async function openPostgres(
  { words }: SeenSource,
  { engine }: OpenSourceOptions,
): Promise<OpenedSource> {
  const { address, schema, setAside, statistics, workload } = await importDatabase(
    words,
    engine === undefined ? {} : { engine },
  );
  const opened = asOpened("a PostgreSQL database", address, schema, setAside);
  const counted = withRows(opened.model, statistics);
  const model = workload === undefined ? counted : withPatterns(counted, workload, address);
  return { ...opened, model, statistics, ...(workload ? { workload } : {}) };
}

function asOpened(
  kind: string,
  name: string,
  schema: Schema,
  setAside: readonly SetAside[],
): OpenedSource {
  const { model, findings } = recognizeModel(schema, { name: modelName(name) });
  return {
    kind,
    model,
    schema,
    setAside,
    findings: [
      ...setAside.filter(({ severity }) => severity !== "advice")
        .map((one) => asFinding(one, name)),
      ...findings,
    ],
  };
}

/** `dumps/my shop.sql` becomes `my shop`; an address, its database. */
function modelName(name: string): string {
  const last = decodeURIComponent(name.replace(/\/+$/, "").split("/").at(-1) ?? "");
  return last.replace(/\.(?:sql|ddl|psql|gz)+$/i, "") || "imported";
}

const REASONS: Readonly<Record<"error" | "warning", readonly [why: string, fix: string]>> = {
  error: [
    "What the statement makes is not in the model",
    "Mend the statement and import it again, or say it in the model",
  ],
  warning: [
    "What stands in its place has its name, and not all that it can do",
    "Look at what depends on it before relying on the plan there",
  ],
};

function asFinding(
  { code, severity, line, column, statement, reason }: SetAside,
  name: string,
): Finding {
  const [why, fix] = REASONS[severity === "error" ? "error" : "warning"];
  return {
    code: `import-${code}`,
    severity,
    where: line === undefined ? statement : `${name}:${line}:${column}`,
    what: reason,
    why,
    fix,
  };
}

/** A model whose entities have as many rows as the tables that they came from. */
function withRows(model: Model, statistics: Statistics): Model {
  const origins = mapModel(model).schema.origins ?? {};
  const rows = new Map(
    statistics.tables.filter((table) => table.rows >= 0)
      .map((table) => [origins[`${table.schema}.${table.name}`], Math.round(table.rows)] as const),
  );
  return {
    ...model,
    entities: model.entities.map((entity) =>
      rows.has(entity.id)
        ? { ...entity, volume: { ...entity.volume, rows: { value: rows.get(entity.id)! } } }
        : entity
    ),
  };
}

/** A model with the queries that a server has counted, each with its rate. */
function withPatterns(model: Model, { patterns }: Workload, address: string): Model {
  const origin: Evidence = { text: `Counted by ${address}`, source: "pg_stat_statements" };
  return patterns.reduce<Model>((grown, { name, sql, rate, targets, parameters }) => {
    const pattern: ModelElements["patterns"] = {
      id: name,
      name,
      origin,
      sql,
      ...(rate === undefined ? {} : { rate }),
      targets,
      parameters,
    };
    return putElement(grown, "patterns", pattern);
  }, model);
}
