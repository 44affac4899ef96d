import { addColumn, changeColumn, type Draft, type DraftTable, type KeyColumn } from "./draft.ts";
import { claimColumnName, claimObjectName } from "./identifiers.ts";

/** Makes columns a table's primary key. Where one of them may be empty, a number becomes the key instead. */
export function setPrimaryKey(
  draft: Draft,
  table: DraftTable,
  names: readonly string[],
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
      ...(draft.version >= 15 ? { nullsNotDistinct: true } : {}),
    });
    return setPrimaryKey(draft, table, [addNumber(draft, table)]);
  }
  table.primaryKey = {
    name: claimObjectName(draft, table, { label: "pkey" }),
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

/** Adds a generated number to serve as a key. */
export function addNumber(draft: Draft, table: DraftTable): string {
  const name = claimKeyColumn(draft, table);
  addColumn(draft, table, {
    name,
    type: "bigint",
    nullable: false,
    identity: { mode: "always" },
  }, table.element);
  bringForward(table, [name]);
  return name;
}

/** Takes the name of a key that is made: `id`. */
export function claimKeyColumn(draft: Draft, table: DraftTable): string {
  const taken = table.columns.some((column) => column.name === "id");
  return claimColumnName(draft, table, taken ? `${table.singular}_id` : "id", {
    where: `${table.name}.id`,
  });
}
