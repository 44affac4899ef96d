import type { Extension, Namespace } from "../../../schema/schema.ts";
import { quoteIdentifier } from "../identifiers.ts";

/** `CREATE SCHEMA`. A new database has `public`. */
export function printNamespace({ name }: Namespace): string | undefined {
  return name === "public" ? undefined : `CREATE SCHEMA ${quoteIdentifier(name)}`;
}

/** `CREATE EXTENSION`. */
export function printExtension({ name, schema }: Extension): string {
  const where = schema === "pg_catalog" ? "" : ` WITH SCHEMA ${quoteIdentifier(schema)}`;
  return `CREATE EXTENSION IF NOT EXISTS ${quoteIdentifier(name)}${where}`;
}
