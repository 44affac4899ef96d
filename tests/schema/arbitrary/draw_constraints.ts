import fc from "fast-check";
import { clipName, qualify, quoteIdentifier } from "../../../lib/engines/postgresql/identifiers.ts";
import type { ForeignKey, Routine, Table } from "../../../lib/schema/schema.ts";
import { comment, deferral, type Draw, maybe, pick } from "./draw.ts";
import type { Names } from "./draw_names.ts";

/** Draws foreign keys to any tables, itself among them. */
export function drawForeignKeys(
  draw: Draw,
  table: Table,
  { tables, names }: { readonly tables: readonly Table[]; readonly names: Names },
): Pick<Table, "columns" | "foreignKeys"> {
  const targets = Array.from({ length: draw(fc.nat, { max: 2 }) }, () => pick(draw, tables));
  const taken = new Set(table.columns.map(({ name }) => name));
  const added = targets.map((target, at) => {
    const wanted = clipName(`${clipName(target.name, 50)}_ref${at}`);
    let column = wanted;
    for (let more = 1; taken.has(column); more++) column = `${clipName(wanted, 55)}_${more}`;
    taken.add(column);
    const onDelete = pick(
      draw,
      [undefined, "cascade", "set null", "set default", "restrict"] as const,
    );
    const key: ForeignKey = {
      name: names.fresh(),
      columns: [column],
      references: {
        schema: target.schema,
        name: target.name,
        columns: target.primaryKey!.columns,
      },
      ...(onDelete === undefined ? {} : { onDelete }),
      ...(maybe(draw, 0.2) ? { onUpdate: "cascade" } : {}),
      ...(onDelete === "set null" && maybe(draw, 0.4) ? { onDeleteColumns: [column] } : {}),
      ...(maybe(draw, 0.2) ? { match: "full" } : {}),
      ...pick(draw, [{}, {}, { notValid: true }, { notEnforced: true }]),
      ...deferral(draw),
      ...comment(draw),
    };
    return { key, column: { name: column, type: "bigint", nullable: maybe(draw, 0.5) } };
  });
  return {
    columns: [...table.columns, ...added.map(({ column }) => column)],
    foreignKeys: added.map(({ key }) => key),
  };
}

interface GuardParts {
  readonly names: Names;
  readonly functions: readonly Routine[];
  readonly isReferenced: boolean;
}

/** Draws triggers, policies and row security of a table. */
export function drawGuards(
  draw: Draw,
  table: Table,
  { names, functions, isReferenced }: GuardParts,
): Table {
  const trigger = names.fresh();
  const key = quoteIdentifier(table.primaryKey!.columns[0]!);
  return {
    ...table,
    ...(!isReferenced && maybe(draw, 0.2) && table.columns.every(({ identity }) => !identity)
      ? { unlogged: true }
      : {}),
    triggers: maybe(draw, 0.4)
      ? [{
        name: trigger,
        definition: `CREATE TRIGGER ${
          quoteIdentifier(trigger)
        } BEFORE INSERT OR UPDATE OF ${key} ON ${qualify(table)} FOR EACH ROW EXECUTE FUNCTION ${
          qualify(functions[0]!)
        }('it''s', '2')`,
        ...pick(draw, [{}, {}, { enabled: "disabled" as const }, { enabled: "always" as const }]),
        ...comment(draw),
      }]
      : [],
    policies: maybe(draw, 0.3)
      ? [{
        name: names.fresh(),
        command: pick(draw, ["all", "update"] as const),
        permissive: maybe(draw, 0.5),
        roles: ["public"],
        using: `(${key} > 0)`,
        ...(maybe(draw, 0.5) ? { check: `(${key} < 100)` } : {}),
        ...comment(draw),
      }]
      : [],
    ...pick(draw, [{}, { rowSecurity: "enabled" as const }, { rowSecurity: "forced" as const }]),
    ...pick(draw, [
      {},
      { replicaIdentity: "full" as const },
      { replicaIdentity: { index: table.primaryKey!.name } },
    ]),
    ...(maybe(draw, 0.2) ? { clusteredOn: table.primaryKey!.name } : {}),
  };
}
