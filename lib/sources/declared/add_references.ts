import { camelCase } from "../../model/naming.ts";
import { type DeclaredReference, fullName } from "../declared_schema.ts";
import { type Carried, type Reading, sameNames } from "./reading.ts";

/** What a foreign key's column calls the row that it refers to: `billing_customer_id` gives `billingCustomer`. */
export function roleOf(columns: readonly string[]): string | undefined {
  return columns.length === 1
    ? camelCase(columns[0]!.replace(/_?(?:id|key|code|no|nr|uuid|fk)$/i, ""))
    : undefined;
}

/** Adds the relationship of a foreign key. */
export function addReference(
  { builder, entities }: Reading,
  { reference, from, to, role }: Carried,
): void {
  const { columns } = reference.from;
  const required = columns.every((name) =>
    from.columns.find((column) => column.name === name)?.optional === false
  );
  const single = reference.kind === "one-to-one" ||
    from.uniques.some((unique) => sameNames(unique, columns)) ||
    sameNames(from.primaryKey, columns);
  const identifying = required && columns.every((name) => from.primaryKey.includes(name));
  builder.relate({
    verb: reference.verb ?? "belongs to",
    ends: [
      { entity: entities.get(fullName(from))!, many: { min: 0, max: single ? 1 : "*" } },
      {
        entity: entities.get(fullName(to))!,
        many: { min: required ? 1 : 0, max: 1 },
        columns,
        ...(role === undefined ? {} : { role }),
      },
    ],
    ...(identifying ? { identifying } : {}),
    ...(reference.onDelete === undefined ? {} : { onDelete: reference.onDelete }),
    ...(reference.onUpdate === undefined ? {} : { onUpdate: reference.onUpdate }),
  });
}

/** Adds a relationship that is many at both ends, and has no table of its own in the file. */
export function addManyToMany(
  { builder, entities }: Reading,
  { from, to, verb, role }: DeclaredReference,
): void {
  const [first, second] = [entities.get(from.table), entities.get(to.table)];
  if (first === undefined || second === undefined) return;
  const roles = first === second || role !== undefined
    ? [{ role: `${role ?? "from"}` }, { role: role === undefined ? "to" : `${role}Of` }]
    : [{}, {}];
  builder.relate({
    verb: verb ?? "is related to",
    ends: [{ entity: first, many: "0..*", ...(first === second ? roles[0] : {}) }, {
      entity: second,
      many: "0..*",
      ...(first === second ? roles[1] : {}),
    }],
  });
}
