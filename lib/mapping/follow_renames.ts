import type { Finding } from "../core/finding.ts";
import { quoteIdentifier } from "../engines/postgresql/identifiers.ts";
import { identifierOf, type Token, tokenize } from "../engines/postgresql/tokens.ts";
import type { Schema } from "../schema/schema.ts";
import { type Attached, ORIGINS } from "./attached.ts";
import { tablePath } from "./schema_parts.ts";
import { splitKey, splitPath } from "./split_path.ts";

/** Attachments in the names of today, and those that could not be brought up to date. */
export interface FollowedAttachments {
  readonly entries: Attached;
  readonly findings: readonly Finding[];
}

/** The new paths of tables, and the new names of their columns. */
interface Renames {
  /** The path of a table today, by its path then. */
  readonly tables: ReadonlyMap<string, string>;
  /** The names of columns today, by their table's path then and their name then. */
  readonly columns: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/**
 * Brings attachments up to date with elements that have been renamed since the schema was imported: their
 * own paths, the columns that they list, and the names in their SQL as far as these can be told for sure.
 *
 * @param attached What is attached to a model.
 * @param schema What the model gives today, with origins.
 */
export function followRenames(attached: Attached, schema: Schema): FollowedAttachments {
  const before = (attached[ORIGINS] ?? {}) as Readonly<Record<string, string>>;
  const renames = findRenames(before, originsOf(schema));
  if (renames.tables.size === 0 && renames.columns.size === 0) {
    return { entries: attached, findings: [] };
  }
  const findings: Finding[] = [];
  const entries = Object.entries(attached).filter(([key]) => key !== ORIGINS)
    .map(([key, value]) => {
      const place = placeOf(key, renames);
      const followed = follow(value, { renames, table: place.table });
      if (!place.table && mentionsColumn(followed, renames)) findings.push(stale(key));
      return [place.key, followed] as const;
    });
  return { entries: Object.fromEntries(entries), findings };
}

function findRenames(
  before: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
): Renames {
  const [old, recent] = [byElement(before), byElement(now)];
  const tables = new Map<string, string>();
  const columns = new Map<string, Map<string, string>>();
  for (const [element, paths] of old) {
    paths.forEach((path, at) => {
      const today = recent.get(element)?.[at];
      if (today === undefined || today === path) return;
      const [table, name] = splitPath(path);
      const isColumn = Object.hasOwn(before, table);
      if (!isColumn) return void tables.set(path, today);
      const [, renamed] = splitPath(today);
      if (renamed === name) return;
      columns.set(table, (columns.get(table) ?? new Map()).set(name, renamed));
    });
  }
  return { tables, columns };
}

/** The origins of tables and columns: types have some as well. */
function originsOf({ origins = {}, types }: Schema): Readonly<Record<string, string>> {
  const others = new Set(types.map(tablePath));
  return Object.fromEntries(Object.entries(origins).filter(([path]) => !others.has(path)));
}

/** Paths by the element that they came from; those of columns by their table's element as well. */
function byElement(origins: Readonly<Record<string, string>>): ReadonlyMap<string, string[]> {
  const paths = new Map<string, string[]>();
  for (const [path, element] of Object.entries(origins)) {
    const key = JSON.stringify([element, origins[splitPath(path)[0]]]);
    const known = paths.get(key);
    if (known) known.push(path);
    else paths.set(key, [path]);
  }
  return paths;
}

interface Place {
  readonly key: string;
  /** The table's path then, where the attachment is on one. */
  readonly table: string | undefined;
}

const ON_TABLES = new Set(["column", "unique", "check", "exclusion", "index", "trigger"]);

function placeOf(key: string, { tables, columns }: Renames): Place {
  const { kind, path } = splitKey(key);
  if (kind === "table" || kind === "primary key") {
    return { key: `${kind} ${tables.get(path) ?? path}`, table: path };
  }
  if (!ON_TABLES.has(kind) && kind !== "foreign key") return { key, table: undefined };
  const [table, name] = splitPath(path);
  const last = path.slice(table.length);
  const renamed = kind === "column" ? columns.get(table)?.get(name) : undefined;
  const end = renamed === undefined ? last : `.${quotePart(renamed)}`;
  return { key: `${kind} ${tables.get(table) ?? table}${end}`, table };
}

function quotePart(name: string): string {
  return /[."]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
}

interface FollowOptions {
  readonly renames: Renames;
  readonly table: string | undefined;
  /** The property that is looked at. */
  readonly property?: string;
}

/** Properties that are names of columns of the table that the attachment is on. */
const COLUMN_NAMES = new Set(["columns", "column", "include", "onDeleteColumns"]);

/** Properties that are SQL. */
const SQL = new Set([
  "expression",
  "where",
  "definition",
  "query",
  "default",
  "using",
  "check",
  "keys",
  "elements",
]);

function follow(value: unknown, options: FollowOptions): unknown {
  const { renames, table, property = "" } = options;
  const columns = table === undefined ? undefined : renames.columns.get(table);
  if (typeof value === "string") {
    if (COLUMN_NAMES.has(property)) return columns?.get(value) ?? value;
    return SQL.has(property) ? followSql(value, { tables: renames.tables, columns }) : value;
  }
  if (Array.isArray(value)) return value.map((one) => follow(one, options));
  if (typeof value !== "object" || value === null) return value;
  if (property === "references" || property === "partitionOf") {
    return followReference(value, renames);
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, follow(one, { ...options, property: name })]),
  );
}

function followReference(value: object, renames: Renames): unknown {
  const { schema, name, columns, ...rest } = value as {
    readonly schema: string;
    readonly name: string;
    readonly columns?: readonly string[];
  };
  const path = [schema, name].map(quotePart).join(".");
  const today = renames.tables.get(path);
  const renamed = renames.columns.get(path);
  const [newSchema, newName] = today === undefined ? [schema, name] : splitPath(today);
  return {
    ...rest,
    schema: newSchema,
    name: newName,
    ...(columns ? { columns: columns.map((column) => renamed?.get(column) ?? column) } : {}),
  };
}

function followSql(
  sql: string,
  { tables, columns }: {
    readonly tables: ReadonlyMap<string, string>;
    readonly columns: ReadonlyMap<string, string> | undefined;
  },
): string {
  const tokens = [...tokenize(sql)];
  let text = "";
  let at = 0;
  const replace = (from: number, to: number, by: string): void => {
    text += sql.slice(at, from) + by;
    at = to;
  };
  tokens.forEach((token, index) => {
    if (token.start < at || !isName(token)) return;
    const last = tokens[index + 2];
    if (tokens[index + 1]?.text === "." && last && isName(last)) {
      const path = [token, last].map((one) => quotePart(identifierOf(one))).join(".");
      const today = tables.get(path);
      if (today === undefined) return;
      const renamed = splitPath(today).map(quoteIdentifier).join(".");
      return replace(token.start, last.start + last.text.length, renamed);
    }
    const renamed = columns?.get(identifierOf(token));
    if (renamed === undefined || !standsForColumn(tokens, index)) return;
    replace(token.start, token.start + token.text.length, quoteIdentifier(renamed));
  });
  return text + sql.slice(at);
}

function isName({ kind }: Token): boolean {
  return kind === "word" || kind === "quoted";
}

/** Neither a function, nor a type, nor a part of another name than that of a trigger's row. */
function standsForColumn(tokens: readonly Token[], index: number): boolean {
  const [owner, before] = [tokens[index - 2], tokens[index - 1]];
  if (tokens[index + 1]?.text === "(" || before?.text === "::") return false;
  return before?.text !== "." || /^(new|old)$/i.test(owner?.text ?? "");
}

function mentionsColumn(value: unknown, { columns }: Renames): boolean {
  const text = JSON.stringify(value);
  return [...columns.values()].some((names) =>
    [...names.keys()].some((name) => new RegExp(`(?<![\\w"])${escape(name)}(?!\\w)`).test(text))
  );
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function stale(key: string): Finding {
  return {
    code: "attachment-names-old-column",
    severity: "warning",
    where: key,
    what: `${key} may speak of a column by the name that it had before it was renamed.`,
    why: "Its SQL spans several tables, where a name alone does not tell whose column it is.",
    fix: "Look at its text, and write the new name where the column is meant.",
  };
}
