import type { Schema } from "../../../schema/schema.ts";
import { makeObjectName, quoteIdentifier } from "../identifiers.ts";
import { mapColumns, mapTables, placeOf, type Report, without } from "./dialect.ts";

export function lowerUuidv7(schema: Schema, report: (report: Report) => void): Schema {
  return mapColumns(schema, (column, table) => {
    if (column.default !== "uuidv7()") return column;
    report({
      where: placeOf(table, column),
      severity: "warning",
      what: "random identifiers are made instead",
      why: "New keys land all over the index, which grows and is read more",
      fix: "Target PostgreSQL 18, or use an identity column",
    });
    return { ...column, default: "gen_random_uuid()" };
  });
}

export function storeVirtualColumns(schema: Schema, report: (report: Report) => void): Schema {
  return mapColumns(schema, (column, table) => {
    if (column.generated === undefined || column.generated.stored) return column;
    report({
      where: placeOf(table, column),
      severity: "advice",
      what: "the column is stored",
      why: "It takes space in each row, and adding it rewrites the table",
      fix: "Leave it stored, or compute it in a view",
    });
    return { ...column, generated: { ...column.generated, stored: true } };
  });
}

export function checkUnvalidatedNotNulls(schema: Schema, report: (report: Report) => void): Schema {
  return mapTables(schema, (table) => {
    const unvalidated = table.columns.filter(({ notNull }) => notNull?.notValid);
    if (unvalidated.length === 0) return table;
    for (const column of unvalidated) {
      report({
        where: placeOf(table, column),
        severity: "advice",
        what: "an unvalidated check stands for it",
        why: "The planner does not read a check as NOT NULL",
        fix: "Validate the check, then SET NOT NULL",
      });
    }
    return {
      ...table,
      columns: table.columns.map((column) =>
        unvalidated.includes(column) ? { ...without(column, "notNull"), nullable: true } : column
      ),
      checks: [
        ...table.checks,
        ...unvalidated.map((column) => ({
          name: column.notNull?.name ?? makeObjectName(table.name, column.name, "not_null"),
          expression: `(${quoteIdentifier(column.name)} IS NOT NULL)`,
          notValid: true,
        })),
      ],
    };
  });
}

export function forgetNotNullNames(schema: Schema, report: (report: Report) => void): Schema {
  return mapColumns(schema, (column, table) => {
    if (column.notNull?.noInherit) {
      report({
        where: placeOf(table, column),
        severity: "warning",
        what: "tables that inherit refuse nulls too",
        why: "The NOT NULL constraint was declared for this table alone",
        fix: "Use a check with NO INHERIT",
      });
    }
    return without(column, "notNull");
  });
}
