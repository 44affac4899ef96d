import type { ExclusionConstraint, Schema, UniqueConstraint } from "../../../schema/schema.ts";
import { quoteIdentifier } from "../identifiers.ts";
import { mapTables, placeOf, type Report, without } from "./dialect.ts";

export function dropUnenforced(schema: Schema, report: (report: Report) => void): Schema {
  return mapTables(schema, (table) => {
    for (const constraint of [...table.checks, ...table.foreignKeys]) {
      if (!constraint.notEnforced) continue;
      report({
        where: placeOf(table, constraint),
        severity: "advice",
        what: "the constraint is left out",
        why: "It states what holds without checking it: only readers and the planner miss it",
        fix: "Say it in a comment, or enforce it",
      });
    }
    return {
      ...table,
      checks: table.checks.filter((check) => !check.notEnforced),
      foreignKeys: table.foreignKeys.filter((key) => !key.notEnforced),
    };
  });
}

export function excludeOverlaps(schema: Schema, report: (report: Report) => void): Schema {
  let scalars = false;
  const lowered = mapTables(schema, (table) => {
    const keys = [...(table.primaryKey ? [table.primaryKey] : []), ...table.uniques]
      .filter((key) => key.withoutOverlaps);
    if (keys.length === 0) return table;
    scalars ||= keys.some((key) => key.columns.length > 1);
    for (const key of keys) {
      report({
        where: placeOf(table, key),
        severity: "advice",
        what: "an exclusion constraint stands for it",
        why:
          "It forbids the same overlaps, but an empty range passes and no foreign key can refer to it",
        fix: "Check that the range is not empty",
      });
    }
    const rest = {
      ...table,
      uniques: table.uniques.filter((key) => !key.withoutOverlaps),
      exclusions: [...table.exclusions, ...keys.map(asExclusion)],
    };
    return table.primaryKey?.withoutOverlaps ? without(rest, "primaryKey") : rest;
  });
  const hasGist = schema.extensions.some(({ name }) => name === "btree_gist");
  if (!scalars || hasGist) return lowered;
  return {
    ...lowered,
    extensions: [...schema.extensions, { name: "btree_gist", schema: "public" }],
  };
}

function asExclusion(key: UniqueConstraint): ExclusionConstraint {
  const elements = key.columns.map((column, at) => ({
    expression: quoteIdentifier(column),
    operator: at === key.columns.length - 1 ? "&&" : "=",
  }));
  return {
    ...without({ ...key, columns: undefined }, "columns", "withoutOverlaps", "nullsNotDistinct"),
    method: "gist",
    elements,
  };
}

export function dropPeriodForeignKeys(schema: Schema, report: (report: Report) => void): Schema {
  return mapTables(schema, (table) => {
    for (const key of table.foreignKeys.filter((one) => one.period)) {
      report({
        where: placeOf(table, key),
        severity: "error",
        what: "the foreign key is left out",
        why: "Rows may refer to a period that nothing covers",
        fix: "Check it in a constraint trigger on both tables, or target PostgreSQL 18",
      });
    }
    return { ...table, foreignKeys: table.foreignKeys.filter((key) => !key.period) };
  });
}

export function refuseSetColumns(schema: Schema, report: (report: Report) => void): Schema {
  return mapTables(schema, (table) => ({
    ...table,
    foreignKeys: table.foreignKeys.map((key) => {
      if (key.onDeleteColumns === undefined) return key;
      report({
        where: placeOf(table, key),
        severity: "error",
        what: `the foreign key refuses to delete instead of ${key.onDelete?.toUpperCase()}`,
        why: "Setting all of its columns would touch columns that must keep their value",
        fix: "Set the columns in a trigger before the delete, or target PostgreSQL 15",
      });
      return without(key, "onDelete", "onDeleteColumns");
    }),
  }));
}
