import type { Finding } from "../core/finding.ts";
import { observeVolumes } from "../mapping/observe_volumes.ts";
import { recognizeModel } from "../mapping/recognize_model.ts";
import { addQueries } from "./add_queries.ts";
import { importDatabase } from "./import_database.ts";
import { importSchema, type SetAside } from "./import_schema.ts";
import { readAddress } from "./live/postgres_address.ts";
import type { OpenedSource, OpenSourceOptions, SeenSource } from "./source.ts";

/** Opens SQL: its schema, and the model that it means. */
export async function openSql(
  { words, text = "" }: SeenSource,
  { engine }: OpenSourceOptions,
): Promise<OpenedSource> {
  const name = words === "-" ? "standard input" : words;
  const { schema, setAside } = await importSchema(text, {
    name,
    ...(engine === undefined ? {} : { engine }),
  });
  const { model, findings } = recognizeModel(schema, { name: modelName(name) });
  return {
    kind: "SQL",
    model,
    schema,
    setAside,
    findings: [...findings, ...setAside.map((one) => asFinding(one, name))],
  };
}

/** Opens a live PostgreSQL: its schema, the model that it means, its statistics and its statements. */
export async function openDatabase(
  { words }: SeenSource,
  { engine }: OpenSourceOptions,
): Promise<OpenedSource> {
  const imported = await importDatabase(words, engine === undefined ? {} : { engine });
  const { schema, setAside, statistics, workload, address } = imported;
  const { database } = await readAddress(words);
  const { model, findings } = recognizeModel(schema, { name: modelName(database) });
  const observed = observeVolumes(model, statistics);
  const asked = addQueries(observed, workload, "pg_stat_statements");
  return {
    kind: "a PostgreSQL database",
    model: asked.model,
    schema,
    setAside,
    statistics,
    findings: [
      ...findings,
      ...asked.findings,
      ...setAside.map((one) => asFinding(one, address)),
    ],
  };
}

function modelName(source: string): string {
  return source.split(/[\\/]/).at(-1)!.replace(/(\.(sql|ddl|psql|gz|dump))+$/i, "") || "imported";
}

function asFinding(
  { code, severity, line, column, statement, reason, count }: SetAside,
  name: string,
): Finding {
  const place = [
    name,
    ...(line === undefined ? [] : [line, ...(column === undefined ? [] : [column])]),
  ];
  return {
    code: `import-${code}`,
    severity,
    where: place.join(":"),
    what: `${statement}${count === undefined ? "" : ` (${count} of them)`}: ${reason}`,
    why: severity === "advice"
      ? "A schema does not hold it, so the plan does not either."
      : "The plan does not speak of it.",
    fix: severity === "error"
      ? "Mend the statement and import again"
      : "Nothing, if that was expected",
  };
}
