import { figure } from "../../core/figure.ts";
import { pluralOf } from "../../model/naming.ts";
import type { Schema, Table } from "../../schema/schema.ts";
import { eachTable, type LintRule, pathOf } from "../rule.ts";

/** Rules about references between tables. */
export const foreignKeyRules: readonly LintRule[] = [
  {
    code: "foreign-key-without-index",
    severity: "warning",
    applies: "any engine",
    what: "An index begins with the columns of each foreign key.",
    why:
      "Each delete and key update of the referenced row scans the whole referring table, and joins " +
      "from parent to children do too.",
    fix: "Add an index on the foreign key's columns.",
    source: "Azimutt, SchemaSpy; PostgreSQL manual, section 5.5.5",
    judge: eachTable(function* (table, context) {
      for (const key of table.foreignKeys) {
        if (indexedColumns(table).some((index) => serves(index, key.columns))) continue;
        const rows = context.entityOf(table)?.volume.rows;
        yield {
          where: pathOf(table, key.columns.join("+")),
          what: `No index of ${table.name} begins with ${key.columns.join(", ")}, ` +
            `which refers to ${key.references.name}.`,
          ...(rows === undefined ? {} : {
            figures: [
              figure(rows.value, "rows", {
                tag: "assumed",
                evidence: {
                  text: `Rows that each delete of a ${key.references.name} row would read.`,
                  source: `${context.entityOf(table)!.name}.rows`,
                },
              }),
            ],
          }),
        };
      }
    }),
  },
  {
    code: "foreign-key-type-mismatch",
    severity: "error",
    applies: "any engine",
    what: "A foreign key's columns have the types of the columns that they refer to.",
    why:
      "Values fit on one side and not on the other, and comparing them may keep an index from use.",
    fix: "Give both columns the wider type.",
    source: "Azimutt, schemalint",
    judge: eachTable(function* (table, { schema }) {
      for (const key of table.foreignKeys) {
        const target = findTable(schema, key.references);
        for (const [index, name] of key.columns.entries()) {
          const from = table.columns.find((column) => column.name === name);
          const to = target?.columns.find(({ name }) => name === key.references.columns[index]);
          if (!from || !to || baseType(from.type) === baseType(to.type)) continue;
          yield {
            where: pathOf(table, name),
            what: `${table.name}.${name} is ${from.type}, ` +
              `${key.references.name}.${to.name} that it refers to is ${to.type}.`,
          };
        }
      }
    }),
  },
  {
    code: "foreign-key-to-nothing",
    severity: "error",
    applies: "any engine",
    what: "A foreign key refers to columns that exist.",
    why: "The statement that makes it fails.",
    fix: "Name an existing table and its key, or drop the foreign key.",
    source: "Azimutt",
    judge: eachTable(function* (table, { schema }) {
      for (const { name, references } of table.foreignKeys) {
        const target = findTable(schema, references);
        const missing = references.columns.filter((column) =>
          !target?.columns.some(({ name }) => name === column)
        );
        if (target && missing.length === 0) continue;
        yield {
          where: pathOf(table),
          what: target
            ? `${name} refers to ${references.name}.${missing.join(", ")}, which does not exist.`
            : `${name} refers to the table ${references.name}, which does not exist.`,
        };
      }
    }),
  },
  {
    code: "undeclared-relationship",
    severity: "warning",
    applies: "any engine",
    what: "A column that is named like a reference is declared as one.",
    why: "Nothing keeps its values from naming rows that do not exist.",
    fix: "Declare the relationship, or rename the column if it refers to nothing here.",
    source: "Azimutt",
    judge: eachTable(function* (table, { schema }) {
      const declared = new Set(table.foreignKeys.flatMap(({ columns }) => columns));
      for (const { name } of table.columns) {
        const stem = /^(.+?)_?id$/i.exec(name)?.[1];
        if (stem === undefined || declared.has(name)) continue;
        const target = namedTable(schema, stem);
        if (!target || target === table) continue;
        yield {
          where: pathOf(table, name),
          what: `${table.name}.${name} looks like a reference to ${target.name}, ` +
            "but no foreign key says so.",
        };
      }
    }),
  },
  {
    code: "duplicate-foreign-key",
    severity: "warning",
    applies: "any engine",
    what: "A relationship is declared once.",
    why: "Every insert checks it twice, and the two may disagree on what a delete does.",
    fix: "Drop one of the two.",
    source: "Azimutt",
    judge: eachTable(function* (table) {
      const seen = new Map<string, string>();
      for (const { name, columns, references } of table.foreignKeys) {
        const pairs = columns.map((column, index) => [column, references.columns[index]]).sort();
        const same = JSON.stringify([pairs, references.schema, references.name]);
        const first = seen.get(same);
        if (first !== undefined) {
          yield { where: pathOf(table), what: `${name} of ${table.name} repeats ${first}.` };
        } else seen.set(same, name);
      }
    }),
  },
  {
    code: "polymorphic-association",
    severity: "warning",
    applies: "any engine",
    what: "A pair of type and id columns is held by a constraint.",
    why:
      "No foreign key can hold a reference whose table depends on another column: it dangles sooner or later.",
    fix:
      "One nullable foreign key a target with CHECK (num_nonnulls(…) = 1), or a common supertype.",
    source: "sqlcheck; Karwin, SQL Antipatterns (2010), chapter 7",
    judge: eachTable(function* (table) {
      for (const { name } of table.columns) {
        const stem = /^(.+)_type$/i.exec(name)?.[1];
        const id = table.columns.find((column) => column.name === `${stem}_id`);
        const held = table.foreignKeys.some(({ columns }) => id && columns.includes(id.name));
        if (stem === undefined || !id || held) continue;
        yield {
          where: pathOf(table, id.name),
          what: `${table.name}.${id.name} refers to a table that ${name} names.`,
        };
      }
    }),
  },
  {
    code: "adjacency-list",
    severity: "advice",
    applies: "any engine",
    what: "A tree that is stored by parent has a plan for its depth.",
    why: "Reading a subtree takes a recursive query, one step a level; a cycle never ends.",
    fix:
      "Say how deep it goes; forbid cycles by a trigger; read with WITH RECURSIVE … CYCLE, or store a path.",
    source: "sqlcheck; Karwin, SQL Antipatterns (2010), chapter 3",
    judge: eachTable(function* (table) {
      for (const { columns, references } of table.foreignKeys) {
        if (references.name !== table.name || references.schema !== table.schema) continue;
        yield {
          where: pathOf(table, columns.join("+")),
          what: `${table.name} refers to itself by ${columns.join(", ")}.`,
        };
      }
    }),
  },
  {
    code: "isolated-table",
    severity: "advice",
    applies: "any engine",
    what: "Every table is related to another.",
    why: "A table that nothing refers to is often a relationship that was forgotten.",
    fix: "Relate it, or waive this with the reason why it stands alone.",
    source: "SchemaSpy, tbls",
    judge: function* ({ schema }) {
      if (schema.tables.length < 2) return;
      const related = new Set(
        schema.tables.flatMap((table) =>
          table.foreignKeys.flatMap(({ references }) => [
            pathOf(table),
            `${references.schema}.${references.name}`,
          ])
        ),
      );
      for (const table of schema.tables) {
        if (table.partitionOf || related.has(pathOf(table))) continue;
        yield { where: pathOf(table), what: `${table.name} is related to no other table.` };
      }
    },
  },
];

interface IndexedColumns {
  readonly columns: readonly string[];
  readonly unique: boolean;
}

/** Whether an index finds the rows of a foreign key's values. */
function serves({ columns, unique }: IndexedColumns, wanted: readonly string[]): boolean {
  // At most one row has the values of a unique index: the rest of the foreign key is checked on that row.
  if (unique && columns.every((name) => wanted.includes(name))) return true;
  const head = new Set(columns.slice(0, wanted.length));
  return wanted.every((name) => head.has(name));
}

/** The columns of each B-tree of a table that holds all its rows. */
function indexedColumns(table: Table): readonly IndexedColumns[] {
  const keys = [...(table.primaryKey ? [table.primaryKey] : []), ...table.uniques];
  return [
    ...keys.map(({ columns }) => ({ columns, unique: true })),
    ...table.indexes.filter(({ where, method }) => where === undefined && method === "btree")
      .map(({ elements, unique }) => ({
        columns: elements.map((one) => "column" in one ? one.column : ""),
        unique,
      })),
  ];
}

function findTable(schema: Schema, wanted: { schema: string; name: string }): Table | undefined {
  return schema.tables.find(({ name, schema }) => name === wanted.name && schema === wanted.schema);
}

function namedTable(schema: Schema, stem: string): Table | undefined {
  const wanted = new Set([stem.toLowerCase(), pluralOf(stem.toLowerCase())]);
  return schema.tables.find(({ name }) => wanted.has(name.toLowerCase()));
}

// The length of a text is no reason to call two columns different.
function baseType(type: string): string {
  return type.replace(/\(.*\)/, "").replace("character varying", "text");
}
