import { qualify, quoteLiteral } from "../engines/postgresql/identifiers.ts";
import type { Entity } from "../model/model.ts";
import { type Draft, type DraftTable, singularName, tablesOf } from "./draft.ts";
import { claimName } from "./identifiers.ts";

/**
 * Lets the tables that hold the rows of one entity number them from one sequence: with an identity of its
 * own each would begin at 1, and one number would mean several rows.
 */
export function shareNumbers(draft: Draft, entity: Entity): void {
  const tables = tablesOf(draft, entity.name);
  for (const name of numberedColumns(entity, tables)) {
    const sequence = {
      schema: draft.namespace,
      name: claimName(draft, `${singularName(draft, entity)}_${name}_seq`, {
        spaces: [`relations of ${draft.namespace}`],
        where: entity.name,
      }),
    };
    draft.sequences.push({ ...sequence, type: "bigint" });
    for (const table of tables) {
      const at = table.columns.findIndex((column) => column.name === name);
      const { identity: _, ...column } = table.columns[at]!;
      table.columns[at] = {
        ...column,
        default: `nextval(${quoteLiteral(qualify(sequence))}::regclass)`,
      };
    }
  }
}

function numberedColumns(entity: Entity, tables: readonly DraftTable[]): readonly string[] {
  const [first] = tables;
  const declared = entity.attributes.filter((attribute) => attribute.identity)
    .flatMap((attribute) => first?.attributes.get(`${entity.name}.${attribute.name}`) ?? []);
  const made = (first?.primaryKey?.columns ?? []).filter((name) =>
    first?.columns.some((column) => column.name === name && column.identity)
  );
  return [...new Set([...declared, ...made])];
}
