import {
  type DeclaredColumn,
  type DeclaredReference,
  type DeclaredSchema,
  type DeclaredTable,
  fullName,
} from "../declared_schema.ts";
import { schemaError } from "../schema_lexer.ts";
import type { State } from "./dbml_state.ts";
import type { Side } from "./read_references.ts";

/** Resolves what may be named before it is declared: partial tables, aliases, enumerations. */
export function resolveNames(
  { tables, partials, enums, references, notCarried, name, note, file }: State,
): DeclaredSchema {
  const known = new Map<string, string>();
  for (const table of tables) {
    const full = fullName(table);
    if (known.get(full) === full) throw schemaError(file, table, `table ${full} is declared twice`);
    known.set(full, full);
    if (table.alias) known.set(table.alias, full);
    if (table.schema === "public") known.set(table.name, full);
    else if (table.schema === undefined) known.set(`public.${table.name}`, full);
  }
  const finished = tables.map(({ alias: _, types, partials: used, ...table }): DeclaredTable => {
    const columns = table.columns.map((column, at) => withEnum(column, types[at]!, enums));
    for (const partial of used) {
      const found = partials.get(partial.value);
      if (!found) throw schemaError(file, partial, `there is no partial table ${partial.value}`);
      columns.push(
        ...found.columns.filter((column) => !columns.some((own) => own.name === column.name)).map((
          column,
        ) => withEnum(column, found.types[found.columns.indexOf(column)]!, enums)),
      );
      table.primaryKey = table.primaryKey.length > 0 ? table.primaryKey : found.primaryKey;
      table.uniques.push(...found.uniques);
      table.checks.push(...found.checks);
    }
    return { ...table, columns };
  });
  const byName = new Map(finished.map((table) => [fullName(table), table]));
  const resolved = references.map((reference): DeclaredReference => {
    const side = (one: Side): Side => {
      const full = known.get(one.table);
      const table = full === undefined ? undefined : byName.get(full);
      if (!table) throw schemaError(file, reference, `there is no table ${one.table}`);
      const missing = one.columns.find((column) =>
        !table.columns.some((each) => each.name === column)
      );
      if (missing !== undefined) {
        throw schemaError(file, reference, `there is no column ${missing} in ${one.table}`);
      }
      return { ...one, table: full! };
    };
    return turned({ ...reference, from: side(reference.from), to: side(reference.to) }, byName);
  });
  return {
    tables: finished,
    references: resolved,
    notCarried,
    ...(name === undefined ? {} : { name }),
    ...(note === undefined ? {} : { note }),
  };
}

/** A one-to-one reference may be written from either side: the one with the primary key is referred to. */
function turned(
  reference: DeclaredReference,
  tables: ReadonlyMap<string, DeclaredTable>,
): DeclaredReference {
  if (reference.kind !== "one-to-one") return reference;
  const isKey = ({ table, columns }: Side) => {
    const { primaryKey } = tables.get(table)!;
    return primaryKey.length === columns.length &&
      columns.every((column) => primaryKey.includes(column));
  };
  return isKey(reference.from) && !isKey(reference.to)
    ? { ...reference, from: reference.to, to: reference.from }
    : reference;
}

function withEnum(
  column: DeclaredColumn,
  type: string,
  enums: ReadonlyMap<string, readonly string[]>,
): DeclaredColumn {
  const array = type.endsWith("[]");
  const name = type.replace(/\[\]$/, "").replace(/^public\./, "");
  const values = enums.get(name) ?? enums.get(`public.${name}`);
  if (!values || values.length === 0) return column;
  const kind = { kind: "enum" as const, values };
  return { ...column, type: array ? { kind: "array", of: kind } : kind };
}
