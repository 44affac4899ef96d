import type { ExclusionConstraint, Schema, Sequence, Table } from "../../../schema/schema.ts";
import { makeObjectName, qualify, quoteLiteral } from "../identifiers.ts";
import { mapColumns, mapTables, placeOf, type Report, without } from "./dialect.ts";

export function validateOnPartitioned(schema: Schema, report: (report: Report) => void): Schema {
  return mapTables(schema, (table) => {
    if (table.partitioning === undefined) return table;
    return {
      ...table,
      foreignKeys: table.foreignKeys.map((key) => {
        if (!key.notValid) return key;
        report({
          where: placeOf(table, key),
          severity: "warning",
          what: "the foreign key is validated at once",
          why: "Both tables are locked while all rows are read",
          fix: "Add it NOT VALID to each partition first",
        });
        return without(key, "notValid");
      }),
    };
  });
}

export function excludeInPartitions(schema: Schema, report: (report: Report) => void): Schema {
  const above = new Map(schema.tables.map((table) => [qualify(table), table]));
  const inherited = (table: Table): readonly ExclusionConstraint[] => {
    const parent = table.partitionOf && above.get(qualify(table.partitionOf));
    return parent === undefined ? [] : [...parent.exclusions, ...inherited(parent)];
  };
  return mapTables(schema, (table) => {
    if (table.partitioning !== undefined) {
      for (const exclusion of table.exclusions) {
        report({
          where: placeOf(table, exclusion),
          severity: "warning",
          what: "each partition has the constraint instead",
          why: "A partition that is added later must be given it by hand",
          fix: "Give it to each new partition, or target PostgreSQL 17",
        });
      }
      return { ...table, exclusions: [] };
    }
    const own = inherited(table).map((exclusion) => ({
      ...without(exclusion, "comment"),
      name: makeObjectName(table.name, exclusion.name, "excl"),
    }));
    return own.length === 0 ? table : { ...table, exclusions: [...table.exclusions, ...own] };
  });
}

export function countWithSequence(schema: Schema, report: (report: Report) => void): Schema {
  const sequences: Sequence[] = [];
  const byName = new Map(schema.tables.map((table) => [qualify(table), table]));
  const rootOf = (table: Table): Table => {
    const parent = table.partitionOf && byName.get(qualify(table.partitionOf));
    return parent === undefined ? table : rootOf(parent);
  };
  const lowered = mapColumns(schema, (column, table) => {
    const root = rootOf(table);
    if (column.identity === undefined || root.partitioning === undefined) return column;
    const { mode: _, name, ...options } = column.identity;
    const sequence = {
      schema: root.schema,
      name: name ?? makeObjectName(root.name, column.name, "seq"),
    };
    if (root === table) {
      sequences.push({
        ...sequence,
        type: column.type,
        ...options,
        ownedBy: { schema: table.schema, name: table.name, column: column.name },
      });
      report({
        where: placeOf(table, column),
        severity: "advice",
        what: "a sequence gives its default",
        why: "An INSERT may give a number of its own, and collide later",
        fix: "Let no program write the column",
      });
    }
    return {
      ...without(column, "identity"),
      default: `nextval(${quoteLiteral(qualify(sequence))}::regclass)`,
    };
  });
  if (sequences.length === 0) return schema;
  return { ...lowered, sequences: [...schema.sequences, ...sequences] };
}
