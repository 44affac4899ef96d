import { isWord, type Token } from "../../engines/postgresql/tokens.ts";

/** Why a statement is not run. */
export type AsideCode =
  | "rows"
  | "ownership"
  | "setting"
  | "transaction"
  | "server"
  | "query"
  | "psql-command"
  | "foreign-data";

/** What to do with a statement: run it, run it for what it sets, or put it aside with the reason. */
export type Treatment =
  | { readonly kind: "run" }
  | { readonly kind: "extension"; readonly name: string; readonly schema?: string }
  | { readonly kind: "drop" }
  | { readonly kind: "set" }
  | { readonly kind: "aside"; readonly code: AsideCode; readonly reason: string };

interface Row {
  /** The first words of the statement; a `*` stands for any one word. */
  readonly begins: readonly string[];
  /** Words that must follow somewhere. */
  readonly has?: readonly string[];
  readonly treatment: Treatment;
}

const ROWS = aside("rows", "Rows are not read");
const OWNERSHIP = aside("ownership", "Roles and their rights are no part of a schema");
const SETTING = aside("setting", "A setting of the session that changes no object");
const TRANSACTION = aside("transaction", "Each statement is run by itself");
const SERVER = aside("server", "It is of the server, not of one database");
const FOREIGN = aside("foreign-data", "Foreign servers are no part of a schema");
const RUN: Treatment = { kind: "run" };

/** The first row that fits decides; what fits none is run. */
const ROWS_OF_TREATMENT: readonly Row[] = [
  { begins: ["insert"], treatment: ROWS },
  { begins: ["update"], treatment: ROWS },
  { begins: ["delete"], treatment: ROWS },
  { begins: ["truncate"], treatment: ROWS },
  { begins: ["copy"], treatment: ROWS },
  { begins: ["merge"], treatment: ROWS },
  { begins: ["refresh"], treatment: ROWS },
  { begins: ["lock"], treatment: TRANSACTION },
  { begins: ["grant"], treatment: OWNERSHIP },
  { begins: ["revoke"], treatment: OWNERSHIP },
  { begins: ["reassign"], treatment: OWNERSHIP },
  { begins: ["security", "label"], treatment: OWNERSHIP },
  { begins: ["alter", "default", "privileges"], treatment: OWNERSHIP },
  ...["create", "alter", "drop"].flatMap((verb): Row[] => [
    ...["role", "user", "group"].map((what) => ({
      begins: [verb, what],
      treatment: OWNERSHIP,
    })),
    { begins: [verb, "database"], treatment: SERVER },
    { begins: [verb, "tablespace"], treatment: SERVER },
    { begins: [verb, "subscription"], treatment: SERVER },
    { begins: [verb, "server"], treatment: FOREIGN },
    { begins: [verb, "foreign", "data"], treatment: FOREIGN },
  ]),
  { begins: ["create", "user", "mapping"], treatment: FOREIGN },
  { begins: ["import", "foreign"], treatment: FOREIGN },
  { begins: ["alter"], has: ["owner", "to"], treatment: OWNERSHIP },
  { begins: ["alter", "system"], treatment: SERVER },
  { begins: ["comment", "on", "extension"], treatment: SETTING },
  { begins: ["comment", "on", "database"], treatment: SERVER },
  { begins: ["comment", "on", "role"], treatment: OWNERSHIP },
  { begins: ["alter", "extension"], treatment: SETTING },
  { begins: ["drop", "extension"], treatment: { kind: "drop" } },
  { begins: ["drop"], treatment: { kind: "drop" } },
  { begins: ["alter", "table"], has: ["drop"], treatment: { kind: "drop" } },
  { begins: ["alter", "domain"], has: ["drop"], treatment: { kind: "drop" } },
  { begins: ["begin"], treatment: TRANSACTION },
  { begins: ["start", "transaction"], treatment: TRANSACTION },
  { begins: ["commit"], treatment: TRANSACTION },
  { begins: ["end"], treatment: TRANSACTION },
  { begins: ["rollback"], treatment: TRANSACTION },
  { begins: ["savepoint"], treatment: TRANSACTION },
  { begins: ["release"], treatment: TRANSACTION },
  { begins: ["set", "role"], treatment: OWNERSHIP },
  { begins: ["set", "session"], treatment: OWNERSHIP },
  { begins: ["set"], has: ["search_path"], treatment: { kind: "set" } },
  { begins: ["set", "schema"], treatment: { kind: "set" } },
  { begins: ["reset", "search_path"], treatment: { kind: "set" } },
  { begins: ["set"], treatment: SETTING },
  { begins: ["reset"], treatment: SETTING },
  { begins: ["select"], has: ["set_config"], treatment: { kind: "set" } },
  { begins: ["select"], has: ["setval"], treatment: ROWS },
  { begins: ["select"], has: ["into"], treatment: RUN },
  { begins: ["select"], treatment: aside("query", "A query makes nothing") },
  { begins: ["with"], treatment: aside("query", "A query makes nothing") },
  { begins: ["values"], treatment: aside("query", "A query makes nothing") },
  { begins: ["table"], treatment: aside("query", "A query makes nothing") },
  { begins: ["call"], treatment: aside("query", "Procedures are not called") },
  { begins: ["analyze"], treatment: ROWS },
  { begins: ["vacuum"], treatment: ROWS },
  { begins: ["cluster"], treatment: ROWS },
  { begins: ["reindex"], treatment: ROWS },
  { begins: ["notify"], treatment: SETTING },
  { begins: ["listen"], treatment: SETTING },
  { begins: ["load"], treatment: SERVER },
  { begins: ["explain"], treatment: aside("query", "A query makes nothing") },
  { begins: ["prepare"], treatment: SETTING },
  { begins: ["discard"], treatment: SETTING },
];

function aside(code: AsideCode, reason: string): Treatment {
  return { kind: "aside", code, reason };
}

/** Says what to do with a statement, by its words. */
export function classifyStatement(tokens: readonly Token[]): Treatment {
  const extension = readExtension(tokens);
  if (extension) return extension;
  const row = ROWS_OF_TREATMENT.find(({ begins, has }) =>
    begins.every((word, at) => word === "*" || isWord(tokens[at], word)) &&
    (has ?? []).every((word) => tokens.some((token) => isWord(token, word)))
  );
  return row?.treatment ?? RUN;
}

/** `CREATE EXTENSION [IF NOT EXISTS] name [WITH] [SCHEMA name]`. */
function readExtension(tokens: readonly Token[]): Treatment | undefined {
  if (!isWord(tokens[0], "create") || !isWord(tokens[1], "extension")) return undefined;
  const at = isWord(tokens[2], "if") ? 5 : 2;
  const name = tokens[at];
  if (name === undefined) return RUN;
  const schema = tokens[tokens.findIndex((token) => isWord(token, "schema")) + 1];
  return {
    kind: "extension",
    name: nameOf(name),
    ...(tokens.some((token) => isWord(token, "schema")) && schema
      ? { schema: nameOf(schema) }
      : {}),
  };
}

function nameOf({ kind, text }: Token): string {
  return kind === "quoted" ? text.slice(1, -1).replaceAll('""', '"') : text.toLowerCase();
}
