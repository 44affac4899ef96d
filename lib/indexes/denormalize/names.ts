import { IDENTIFIER_BYTES } from "../../engines/postgresql/identifiers.ts";
import type { ForeignKey, Schema } from "../../schema/schema.ts";

/** A name for a column that no column of the schema bears, so that no bare name becomes ambiguous. */
export function freeColumn(schema: Schema, of: string, wanted: string): string {
  const taken = new Set(
    schema.tables.flatMap((table) => [
      table.name,
      // No statement of old names what was added here to another table.
      ...table.columns.filter(({ comment }) => table.name === of || !comment?.endsWith(KEPT))
        .map(({ name }) => name),
    ]),
  );
  return free(wanted, (name) => taken.has(name));
}

/** How the comments of columns end that triggers keep. */
export const KEPT = ", kept by triggers";

/** A name for a table, a function, a trigger or an index that nothing in a namespace bears. */
export function freeName(schema: Schema, namespace: string, wanted: string): string {
  const taken = new Set([
    ...[...schema.tables, ...schema.views, ...schema.sequences, ...schema.types]
      .filter((one) => one.schema === namespace).map(({ name }) => name),
    ...schema.routines.map(({ name }) => name),
    ...schema.tables.flatMap(({ primaryKey, uniques, indexes, triggers, exclusions }) =>
      [...(primaryKey ? [primaryKey] : []), ...uniques, ...indexes, ...triggers, ...exclusions]
        .map(({ name }) => name)
    ),
  ]);
  return free(wanted, (name) => taken.has(name));
}

function free(wanted: string, isTaken: (name: string) => boolean): string {
  for (let number = 1;; number++) {
    const suffix = number === 1 ? "" : `_${number}`;
    const name = `${cut(wanted, IDENTIFIER_BYTES - suffix.length)}${suffix}`;
    if (!isTaken(name)) return name;
  }
}

// PostgreSQL counts bytes; a name is cut between characters.
function cut(name: string, bytes: number): string {
  const encoder = new TextEncoder();
  let text = name;
  while (encoder.encode(text).length > bytes) text = [...text].slice(0, -1).join("");
  return text;
}

/** What a child calls its parent: `customer` of `customer_id`, or the parent's table. */
export function roleOf({ columns, references }: ForeignKey): string {
  const [own, key] = [columns[0]!, references.columns[0]!];
  const named = columns.length === 1 && own.endsWith(`_${key}`) && own.length > key.length + 1;
  return named ? own.slice(0, -key.length - 1) : references.name;
}
