import type { Finding } from "../../core/finding.ts";
import type { Schema } from "../../schema/schema.ts";
import { byteLength, IDENTIFIER_BYTES, qualify, quoteIdentifier } from "./identifiers.ts";

/** Names that PostgreSQL would cut, as findings. */
export function findNames(schema: Schema): Finding[] {
  return namesOf(schema).filter(([, name]) => byteLength(name) > IDENTIFIER_BYTES)
    .map(([where, name]) => ({
      code: "identifier-too-long",
      severity: "error",
      where,
      what: `The name ${JSON.stringify(name)} takes ${byteLength(name)} bytes`,
      why: `PostgreSQL cuts it to ${IDENTIFIER_BYTES}, where it may meet another name`,
      fix: `Name it in ${IDENTIFIER_BYTES} bytes or fewer`,
      source: "PostgreSQL 18 manual, 4.1.1 Identifiers and Key Words",
    }));
}

function namesOf(schema: Schema): (readonly [where: string, name: string])[] {
  const objects = [
    ...schema.types,
    ...schema.sequences,
    ...schema.tables,
    ...schema.views,
    ...schema.routines,
  ];
  const parts = schema.tables.flatMap((table) =>
    [
      ...table.columns,
      ...(table.primaryKey ? [table.primaryKey] : []),
      ...table.uniques,
      ...table.foreignKeys,
      ...table.checks,
      ...table.exclusions,
      ...table.indexes,
      ...table.triggers,
      ...table.policies,
    ].map(({ name }) => [`${qualify(table)}.${quoteIdentifier(name)}`, name] as const)
  );
  return [
    ...schema.namespaces.map(({ name }) => [quoteIdentifier(name), name] as const),
    ...objects.map((object) => [qualify(object), object.name] as const),
    ...parts,
  ];
}
