import { pascalCase, singularOf } from "../../model/naming.ts";
import { type DeclaredTable, fullName } from "../declared_schema.ts";

/** The entity of each table; tables whose singulars agree keep their own names. */
export function entityNames(tables: readonly DeclaredTable[]): ReadonlyMap<string, string> {
  const wanted = tables.map((table) => ({
    table,
    name: table.entity ?? pascalCase(singularOf(table.name)),
  }));
  const taken = new Set<string>();
  return new Map(wanted.map(({ table, name }) => {
    const candidates = [
      name,
      pascalCase(table.name),
      pascalCase(`${table.schema ?? ""}_${table.name}`),
    ];
    const free = candidates.find((candidate) => candidate !== "" && !taken.has(candidate)) ??
      `${name}${table.line}`;
    taken.add(free);
    return [fullName(table), free];
  }));
}
