import { isDeepStrictEqual } from "node:util";
import { compareText } from "../core/finding.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { partsOf, tablePath } from "./schema_parts.ts";

/**
 * What an imported schema has and its model cannot say, by kind and path: `index public.orders.by_date`. A
 * whole object where the model has none, only the properties that differ where it has one (`null` for one
 * that is to be absent), and `null` for an object that is to be absent.
 */
export type Attached = Readonly<Record<string, unknown>>;

/** The entry that tells which element each table and column came from, so that renames are followed. */
export const ORIGINS = "origins";

/**
 * Finds what must be attached to a model so that it gives a schema again.
 *
 * @param said What the model gives by itself.
 * @param wanted The schema that it is to give.
 * @returns The attachments by kind and path, sorted; nothing where the model says it all.
 */
export function residue(said: Schema, wanted: Schema): Attached {
  const known = new Set(said.tables.map(tablePath));
  const whole = new Set(wanted.tables.filter((table) => !known.has(tablePath(table))));
  const before = partsOf(said, new Set());
  const after = partsOf(wanted, whole);
  const dropped = [...before.keys()].filter((key) => !after.has(key))
    .map((key) => [key, null] as const);
  const put = [...after].flatMap(([key, value]) => {
    const old = before.get(key);
    if (isDeepStrictEqual(old, value)) return [];
    return [[key, old === undefined ? value : difference(old, value)] as const];
  });
  const entries = [...dropped, ...put].sort(([a], [b]) => compareText(a, b));
  if (entries.length === 0) return {};
  return { ...Object.fromEntries(entries), ...originsFor(said, wanted.tables, entries) };
}

function difference(said: unknown, wanted: unknown): Readonly<Record<string, unknown>> {
  const before = said as Readonly<Record<string, unknown>>;
  const after = wanted as Readonly<Record<string, unknown>>;
  const properties = new Set([...Object.keys(before), ...Object.keys(after)]);
  return Object.fromEntries(
    [...properties].filter((name) => !isDeepStrictEqual(before[name], after[name]))
      .map((name) => [name, after[name] ?? null]),
  );
}

/** The origins of the tables that something is attached to, and of their columns. */
function originsFor(
  said: Schema,
  tables: readonly Table[],
  entries: readonly (readonly [string, unknown])[],
): Attached {
  const origins = Object.entries(said.origins ?? {});
  const texts = entries.map(([key, value]) => `${key} ${JSON.stringify(value)}`).join("\n");
  const concerned = new Set(
    tables.map(tablePath).filter((path) => texts.includes(path)),
  );
  const kept = origins.filter(([path]) =>
    concerned.has(path) || [...concerned].some((table) => path.startsWith(`${table}.`))
  );
  return kept.length === 0 ? {} : { [ORIGINS]: Object.fromEntries(kept) };
}
