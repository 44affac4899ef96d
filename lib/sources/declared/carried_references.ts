import { camelCase } from "../../model/naming.ts";
import { type DeclaredSchema, fullName, type NotCarried } from "../declared_schema.ts";
import { roleOf } from "./add_references.ts";
import { type Carried, sameNames } from "./reading.ts";

/** The references that a model can say; of the others it is noted why not. */
export function carriedReferences(
  { tables, references }: DeclaredSchema,
  entities: ReadonlyMap<string, string>,
  problems: NotCarried[],
): readonly Carried[] {
  const byName = new Map(tables.map((table) => [fullName(table), table]));
  const carried = references.filter(({ kind }) => kind !== "many-to-many").flatMap(
    (reference): Omit<Carried, "role" | "part">[] => {
      const from = byName.get(reference.from.table);
      const to = byName.get(reference.to.table);
      if (!from || !to) return [];
      if (sameNames(reference.to.columns, to.primaryKey)) return [{ reference, from, to }];
      const { line, column } = reference;
      problems.push({
        line,
        column,
        what: `${reference.from.table}.${
          reference.from.columns.join(", ")
        } refers to ${reference.to.table}.${
          reference.to.columns.join(", ")
        }, which is not its primary key`,
        fix:
          "The columns are kept as attributes; make them the primary key, or relate the entities",
      });
      return [];
    },
  );
  return carried.map((one): Carried => {
    const target = entities.get(fullName(one.to))!;
    const twins = carried.filter(({ from, to }) => from === one.from && to === one.to);
    const said = one.reference.role ?? roleOf(one.reference.from.columns);
    const named = said !== undefined && said !== "" && said !== camelCase(target)
      ? said
      : undefined;
    const role = named ??
      (twins.length > 1 || one.from === one.to
        ? said ?? camelCase(one.reference.from.columns.join("_"))
        : undefined);
    return { ...one, role, part: role ?? target };
  });
}
