import { hasFeature } from "../engines/postgresql/features.ts";
import type { Column } from "../schema/schema.ts";
import { addColumn, changeColumn, type Draft, type DraftTable, type KeyColumn } from "./draft.ts";
import {
  claimConstraintName,
  claimObjectName,
  namesIn,
  shortenIdentifier,
  spaceOf,
} from "./identifiers.ts";

/** Makes columns a table's primary key. Where one of them may be empty, a number becomes the key instead. */
export function setPrimaryKey(
  draft: Draft,
  table: DraftTable,
  names: readonly string[],
  name?: string,
): readonly KeyColumn[] {
  if (names.length === 0) return [];
  const arcs = table.columns.filter((column) => names.includes(column.name) && column.nullable);
  for (const name of names) {
    const isAttribute = [...table.attributes.values()].some((columns) => columns.includes(name));
    if (isAttribute) changeColumn(table, name, { nullable: false });
  }
  const open = arcs.some(({ name }) => table.columns.find((one) => one.name === name)?.nullable);
  if (open) {
    table.uniques.push({
      name: claimObjectName(draft, table, { columns: names, label: "key" }),
      columns: names,
      ...(hasFeature(draft.version, "nulls-not-distinct") ? { nullsNotDistinct: true } : {}),
    });
    const name = claimKeyColumn(draft, [table]);
    return setPrimaryKey(draft, table, [addSurrogate(draft, table, { kind: "identity", name })]);
  }
  table.primaryKey = {
    name: name === undefined
      ? claimObjectName(draft, table, { label: "pkey" })
      : claimConstraintName(draft, table, { wanted: name, where: table.name, indexed: true }),
    columns: names,
  };
  return names.map((name) => {
    const { type } = table.columns.find((column) => column.name === name)!;
    return { name, type };
  });
}

/** Puts columns before all others of a table. */
export function bringForward(table: DraftTable, names: readonly string[]): void {
  const first = names.flatMap((name) => table.columns.find((column) => column.name === name) ?? []);
  const rest = table.columns.filter((column) => !names.includes(column.name));
  table.columns.splice(0, table.columns.length, ...first, ...rest);
}

/** A column that is made to be a key. */
export interface Surrogate {
  readonly kind: string;
  readonly name: string;
}

/** Adds a column that fills itself, to serve as a key. */
export function addSurrogate(
  draft: Draft,
  table: DraftTable,
  { kind, name }: Surrogate,
): string {
  const column: Column = kind === "uuidv7"
    ? { name, type: "uuid", nullable: false, default: uuidDefault(draft) }
    : { name, type: "bigint", nullable: false, identity: { mode: "always" } };
  addColumn(draft, table, column, table.element);
  bringForward(table, [name]);
  return name;
}

function uuidDefault({ version }: Draft): string {
  return hasFeature(version, "uuidv7") ? "uuidv7()" : "gen_random_uuid()";
}

/** Takes the name of a key that is made, free in each of some tables: `id`. */
export function claimKeyColumn(draft: Draft, tables: readonly DraftTable[]): string {
  const [first] = tables;
  const free = (name: string): boolean =>
    tables.every((table) => !namesIn(draft, spaceOf("columns of", table)).has(name));
  const names = ["id", shortenIdentifier(`${first?.singular}_id`)];
  for (let number = 2; !names.some(free); number++) {
    names.push(shortenIdentifier(`${first?.singular}_id_${number}`));
  }
  const name = names.find(free)!;
  for (const table of tables) namesIn(draft, spaceOf("columns of", table)).add(name);
  return name;
}
