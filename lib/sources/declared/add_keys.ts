import { camelCase, styledName } from "../../model/naming.ts";
import { type DeclaredTable, fullName } from "../declared_schema.ts";
import { type Reading, sameNames } from "./reading.ts";

/** The columns of a primary key are never null, said or not. */
export function withRequiredKey(table: DeclaredTable): DeclaredTable {
  const columns = table.columns.map((column) =>
    table.primaryKey.includes(column.name) ? { ...column, optional: false } : column
  );
  return { ...table, columns };
}

/** Adds the primary and the unique keys of a table; what a relationship says already is left out. */
export function addKeys(
  { builder, entities, references, problems }: Reading,
  table: DeclaredTable,
): void {
  const name = entities.get(fullName(table))!;
  const own = builder.snapshot().entities.find((entity) => entity.name === name)!;
  const partsOf = (columns: readonly string[]): readonly string[] | undefined => {
    const left = new Set(columns);
    const parts: string[] = [];
    for (const { reference, part } of references.filter(({ from }) => from === table)) {
      if (!reference.from.columns.every((column) => left.has(column))) continue;
      parts.push(part);
      for (const column of reference.from.columns) left.delete(column);
    }
    for (const column of left) {
      const found = own.attributes.find((each) =>
        (each.column ?? styledName(each.name, builder.snapshot().naming)) === column
      );
      if (!found) return undefined;
      parts.push(found.name);
    }
    return parts.sort((a, b) => columnAt(a) - columnAt(b));
  };
  const columnAt = (part: string) =>
    table.columns.findIndex(({ name: column }) =>
      camelCase(column) === part ||
      references.some(({ part: other, reference }) =>
        other === part && reference.from.columns.includes(column)
      )
    );
  const add = (columns: readonly string[], primary: boolean) => {
    if (columns.length === 0) return;
    const parts = partsOf(columns);
    if (!parts) {
      problems.push({
        line: table.line,
        column: table.column,
        what: `The ${primary ? "primary" : "unique"} key (${
          columns.join(", ")
        }) of ${table.name} holds only a part of a reference`,
        fix: `Write it as a rule of ${name}`,
      });
    } else if (primary) builder.entity(name).key(...parts);
    else if (
      !references.some(({ from, reference }) =>
        from === table && sameNames(reference.from.columns, columns)
      )
    ) builder.entity(name).unique(...parts);
  };
  add(table.primaryKey, true);
  for (const unique of table.uniques) add(unique, false);
}
