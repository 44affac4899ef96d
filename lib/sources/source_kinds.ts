import type { ReadSchemaOptions } from "./model_of_declared.ts";
import type { OpenedSource, OpenSourceOptions, SeenSource, SourceKind } from "./source.ts";

/** Every kind of source, in the order in which a text is tried for them. */
export const sourceKinds: readonly SourceKind[] = Object.freeze([
  {
    name: "a PostgreSQL database",
    example: "postgres://localhost/app",
    named: /^postgres(ql)?:\/\//i,
    from: "address",
    open: async (source, options) =>
      await (await import("./open_schema.ts")).openPostgres(source, options),
  },
  {
    name: "another database",
    example: "mysql://localhost/app",
    named: /^[a-z][a-z0-9+.-]+:\/\//i,
    from: "address",
  },
  {
    name: "SQL",
    example: "dump.sql",
    named: /\.(sql|ddl|psql)$/i,
    looksLike: (text) =>
      /^\s*(--.*\n|\/\*[\s\S]*?\*\/|\s|\\\w.*\n)*\s*(create|alter|set|begin|comment|drop|insert)\s/i
        .test(
          text.slice(0, 20_000),
        ),
    from: "file",
    open: async (source, options) =>
      await (await import("./open_schema.ts")).openSql(source, options),
  },
  {
    name: "DBML",
    example: "schema.dbml",
    named: /\.dbml$/i,
    looksLike: (text) => /^\s*(Table|Project|Enum|Ref)\b[^\n]*\{/m.test(text),
    from: "file",
    open: openDbml,
  },
  {
    name: "a Prisma schema",
    example: "schema.prisma",
    named: /\.prisma$/i,
    looksLike: (text) => /^\s*(datasource|generator|model)\s+\w+\s*\{/m.test(text),
    from: "file",
    open: openPrisma,
  },
  {
    name: "a model file",
    example: "shop.yaml",
    named: /\.(ya?ml|json)$/i,
    looksLike: (text) => /^\s*(\{|("?model"?)\s*:)/m.test(text.slice(0, 20_000)),
    from: "file",
    open: openModelFile,
  },
  {
    name: "a data file",
    example: "orders.csv",
    named: /\.(csv|tsv|parquet|arrow|ndjson|jsonl|xlsx)$/i,
    from: "file",
  },
  {
    name: "requirements",
    example: '"A clinic has many doctors."',
    named: /\.(md|markdown|txt)$|\s/i,
    looksLike: (text) => /\p{L}+\s+\p{L}+/u.test(text),
    from: "words",
    open: openRequirements,
  },
]);

async function openModelFile({ words, text = "" }: SeenSource): Promise<OpenedSource> {
  const { readModel } = await import("../model/read_model.ts");
  const model = await readModel(text, { file: words === "-" ? "standard input" : words });
  return { kind: "a model file", model, findings: [] };
}

async function openDbml(source: SeenSource, options: OpenSourceOptions): Promise<OpenedSource> {
  const { readDbml } = await import("./dbml/read_dbml.ts");
  return { kind: "DBML", ...readDbml(source.text ?? "", fileOptions(source, options)) };
}

async function openPrisma(source: SeenSource, options: OpenSourceOptions): Promise<OpenedSource> {
  const { readPrisma } = await import("./prisma/read_prisma.ts");
  return {
    kind: "a Prisma schema",
    ...readPrisma(source.text ?? "", fileOptions(source, options)),
  };
}

function fileOptions({ words }: SeenSource, { engine }: OpenSourceOptions): ReadSchemaOptions {
  const file = words === "-" ? "standard input" : words;
  return { file, ...(engine === undefined ? {} : { engine }) };
}

async function openRequirements(
  { words, text = "" }: SeenSource,
  { engine }: OpenSourceOptions,
): Promise<OpenedSource> {
  const source = words === "-" ? "standard input" : words === text ? "requirements" : words;
  const { draftModel } = await import("./words/draft_model.ts");
  const draft = await draftModel(text, { source, ...(engine === undefined ? {} : { engine }) });
  return { kind: "requirements", model: draft.model, findings: draft.findings, draft };
}
