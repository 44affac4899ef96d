import type { Finding } from "../core/finding.ts";
import type { Column, Schema, Table } from "../schema/schema.ts";
import { sortSchema } from "../schema/sort_schema.ts";
import { type Attached, ORIGINS } from "./attached.ts";
import { followRenames } from "./follow_renames.ts";
import {
  ownProperties,
  partPath,
  SCHEMA_PARTS,
  type SchemaPart,
  TABLE_PARTS,
  type TablePart,
  tablePath,
} from "./schema_parts.ts";
import { splitKey, splitPath } from "./split_path.ts";

/** A schema with attachments, and the attachments that found no place. */
export interface AttachedSchema {
  readonly schema: Schema;
  readonly findings: readonly Finding[];
}

type Properties = Readonly<Record<string, unknown>>;
type Named = Properties & { readonly name: string };

/** A table while attachments change it. */
interface OpenTable {
  own: Properties;
  primaryKey: Named | undefined;
  readonly parts: Map<TablePart, Map<string, Named>>;
}

/**
 * Gives a schema what is attached to the model that it came from. Where tables and columns have been
 * renamed since, the attachments follow; what belongs to a table that is gone is reported.
 */
export function applyAttached(schema: Schema, attached: Attached): AttachedSchema {
  const { entries, findings } = followRenames(attached, schema);
  const tables = new Map(schema.tables.map((table) => [tablePath(table), open(table)]));
  const lists = new Map(
    (Object.entries(SCHEMA_PARTS) as [SchemaPart, keyof Schema][]).map(([kind, list]) => [
      kind,
      new Map(
        (schema[list] as unknown as readonly Named[]).map((one) => [partPath(one, kind), one]),
      ),
    ]),
  );
  const orphans: Finding[] = [];
  for (const [key, value] of sortEntries(entries)) {
    const { kind, path } = splitKey(key);
    const list = lists.get(kind as SchemaPart);
    if (kind === ORIGINS) continue;
    else if (list) putPart(list, path, value);
    else if (kind === "table") putTable(tables, path, value);
    else if (!putOnTable(tables, { kind, path, value })) orphans.push(orphan(key));
  }
  const namespaces = [...lists.get("namespace")!.values()];
  return {
    schema: sortSchema({
      ...schema,
      ...Object.fromEntries(
        [...lists].map(([kind, list]) => [SCHEMA_PARTS[kind], [...list.values()]]),
      ),
      namespaces: namespaces as unknown as Schema["namespaces"],
      tables: [...tables.values()].map(close),
    }),
    findings: [...findings, ...orphans],
  };
}

/** Tables come before what is on them. */
function sortEntries(entries: Attached): readonly (readonly [string, unknown])[] {
  const order = ([key]: readonly [string, unknown]): number => key.startsWith("table ") ? 0 : 1;
  return Object.entries(entries).sort((a, b) => order(a) - order(b));
}

function open(table: Table): OpenTable {
  const kinds = Object.entries(TABLE_PARTS) as [TablePart, keyof Table][];
  return {
    own: ownProperties(table),
    primaryKey: table.primaryKey as Named | undefined,
    parts: new Map(kinds.map(([kind, list]) => [
      kind,
      new Map((table[list] as unknown as readonly Named[]).map((one) => [one.name, one])),
    ])),
  };
}

function close({ own, primaryKey, parts }: OpenTable): Table {
  const order = own["columns"] as readonly string[];
  const columns = parts.get("column")! as unknown as ReadonlyMap<string, Column>;
  const listed = order.flatMap((name) => columns.get(name) ?? []);
  const others = [...columns.values()].filter(({ name }) => !order.includes(name));
  const lists = [...parts].filter(([kind]) => kind !== "column")
    .map(([kind, list]) => [TABLE_PARTS[kind], [...list.values()]]);
  return {
    ...own,
    columns: [...listed, ...others],
    ...(primaryKey ? { primaryKey } : {}),
    ...Object.fromEntries(lists),
  } as unknown as Table;
}

function putPart(list: Map<string, Named>, path: string, value: unknown): void {
  const changed = changedBy(list.get(path), value);
  if (changed) list.set(path, changed);
  else list.delete(path);
}

/** A whole object takes the place of another; some properties change it; `null` takes it away. */
function changedBy(old: Properties | undefined, value: unknown): Named | undefined {
  if (value === null) return undefined;
  const properties = value as Properties;
  if (isWhole(properties)) return properties;
  if (old === undefined) return undefined;
  const changed = Object.entries({ ...old, ...properties }).filter(([, one]) => one !== null);
  return Object.fromEntries(changed) as Named;
}

function isWhole(properties: Properties): properties is Named {
  return "name" in properties;
}

function putTable(tables: Map<string, OpenTable>, path: string, value: unknown): void {
  const old = tables.get(path);
  if (value === null) tables.delete(path);
  else if (isWhole(value as Properties)) tables.set(path, open(value as Table));
  else if (old) old.own = changedBy(old.own, value)!;
}

function putOnTable(
  tables: ReadonlyMap<string, OpenTable>,
  { kind, path, value }: {
    readonly kind: string;
    readonly path: string;
    readonly value: unknown;
  },
): boolean {
  if (kind === "primary key") {
    const table = tables.get(path);
    // The one part that its path does not name: a change of it may be a change of its name.
    if (table && value === null) table.primaryKey = undefined;
    else if (table) {
      table.primaryKey = changedBy({}, { ...table.primaryKey, ...value as Properties });
    }
    return table !== undefined || value === null;
  }
  const [owner, name] = splitPath(path);
  const list = tables.get(owner)?.parts.get(kind as TablePart);
  if (!list) return value === null;
  const changed = changedBy(list.get(name), value);
  if (changed) list.set(name, changed);
  else list.delete(name);
  return changed !== undefined || value === null;
}

function orphan(key: string): Finding {
  return {
    code: "attachment-without-place",
    severity: "warning",
    where: key,
    what: `The model keeps ${key}, which belongs to nothing that it still has.`,
    why: "It came with an imported schema; what it was on has been dropped or changed since.",
    fix: "Drop it from what is attached to the model.",
  };
}
