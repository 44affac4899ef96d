import { qualify, quoteIdentifier } from "../../../engines/postgresql/identifiers.ts";
import type { SchemaEdit } from "../../../schema/apply_edits.ts";
import type { QualifiedName } from "../../../schema/schema.ts";
import { freeName, KEPT, roleOf } from "../names.ts";
import { pathOf } from "../structure.ts";
import {
  differ,
  equalColumns,
  listColumns,
  putFunction,
  putTrigger,
  refuseRepeatableRead,
  updateOf,
} from "../triggers.ts";
import type { KeptCopy } from "./kept_copy.ts";

/** What makes columns that copy others, and keeps them the same. */
export interface CopyEdits {
  /** The edits that make the columns. */
  readonly columns: readonly SchemaEdit[];
  /** All edits. */
  readonly edits: readonly SchemaEdit[];
  /** The functions that the triggers call. */
  readonly routines: readonly QualifiedName[];
}

/** The columns, functions and triggers that keep columns of a parent in its children. */
export function putCopies(kept: KeptCopy): CopyEdits {
  const { schema, child, key, parent, columns, names, from, to, title } = kept;
  const fetch = {
    schema: child.schema,
    name: freeName(schema, child.schema, `${child.name}_copy_${roleOf(key)}`),
  };
  const spread = {
    schema: child.schema,
    name: freeName(schema, child.schema, `${parent.name}_spread_to_${child.name}`),
  };
  const match = equalColumns("p", key.references.columns, "new", key.columns);
  const take = `select ${listColumns(from, "p")} into ${listColumns(to, "new")} from ${
    qualify(parent)
  } p where ${match} for share`;
  const set = to.map((name, at) => `${quoteIdentifier(name)} = new.${quoteIdentifier(from[at]!)}`);
  const pass = `update ${qualify(child)} c set ${set.join(", ")} where ${
    equalColumns("c", key.columns, "new", key.references.columns)
  }`;
  const put: readonly SchemaEdit[] = columns.map((column) => ({
    on: "schema",
    kind: "put-column",
    target: pathOf(child),
    value: {
      name: names.get(column.name)!,
      type: column.type,
      nullable: true,
      ...(column.collation === undefined ? {} : { collation: column.collation }),
      comment: `Copy of ${parent.name}.${column.name}${KEPT}`,
    },
    reason: `${title}: read without a join`,
  }));
  const edits: readonly SchemaEdit[] = [
    ...put,
    putFunction({
      routine: fetch,
      body: [
        "begin",
        "  -- The lock lets no change of the row that is copied pass unseen.",
        `  ${take};`,
        "  return new;",
        "end;",
      ].join("\n"),
      comment: `Takes ${from.join(", ")} of ${parent.name} into a row of ${child.name}`,
    }),
    putFunction({
      routine: spread,
      body: [
        "begin",
        `  if tg_op = 'UPDATE' and not (${differ([...from, ...key.references.columns])}) then`,
        "    return null;",
        "  end if;",
        refuseRepeatableRead(title),
        `  ${pass};`,
        "  return null;",
        "end;",
      ].join("\n"),
      comment: `Passes ${from.join(", ")} of ${parent.name} on to ${child.name}`,
    }),
    putTrigger({
      name: fetch.name,
      table: child,
      when: "BEFORE",
      events: ["INSERT", updateOf([...key.columns, ...to])],
      each: "ROW",
      calls: fetch,
      reason: title,
    }),
    putTrigger({
      name: spread.name,
      table: parent,
      when: "AFTER",
      events: ["INSERT", updateOf([...from, ...key.references.columns])],
      each: "ROW",
      calls: spread,
      reason: title,
    }),
  ];
  return { columns: put, edits, routines: [fetch, spread] };
}
