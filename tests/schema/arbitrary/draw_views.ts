import fc from "fast-check";
import { qualify, quoteIdentifier } from "../../../lib/engines/postgresql/identifiers.ts";
import type { QualifiedName, Sequence, Table, View } from "../../../lib/schema/schema.ts";
import { comment, type Draw, maybe, pick } from "./draw.ts";

/** Draws sequences of their own. */
export function drawSequences(draw: Draw, place: () => QualifiedName): Sequence[] {
  return Array.from({ length: draw(fc.nat, { max: 1 }) }, () => ({
    ...place(),
    type: pick(draw, ["integer", "bigint"]),
    ...pick(draw, [{}, { increment: "-2" }, { start: "7", maximum: "99", cycle: true }]),
    ...comment(draw),
  }));
}

/** Draws views over tables. */
export function drawViews(
  draw: Draw,
  tables: readonly Table[],
  place: () => QualifiedName,
): View[] {
  return Array.from({ length: draw(fc.nat, { max: 2 }) }, () => {
    const table = pick(draw, tables);
    const column = table.columns[0]!;
    const materialized = maybe(draw, 0.3);
    const name = place();
    return {
      ...name,
      materialized,
      columns: [
        { name: column.name, type: column.type, ...comment(draw) },
        { name: "text", type: "text" },
      ],
      query: `SELECT ${quoteIdentifier(column.name)},\n    'it''s; --'::text AS text\n   FROM ${
        qualify(table)
      }`,
      indexes: materialized
        ? [{
          name: place().name,
          method: "btree",
          unique: false,
          elements: [{ column: column.name }],
        }]
        : [],
      ...(!materialized && maybe(draw, 0.3) ? { options: { security_barrier: "true" } } : {}),
      ...comment(draw),
    };
  });
}
