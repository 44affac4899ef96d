import { formatDuration } from "../../core/format.ts";
import { figure } from "../../core/figure.ts";
import type { Table } from "../../schema/schema.ts";
import { keysDrawn } from "../keys_drawn.ts";
import { eachColumn, eachTable, type LintRule, pathOf } from "../rule.ts";
import { declaredRows } from "./volumes.ts";

/** The rows from which the cost of a random key is felt: its index no longer fits in little memory. */
const LARGE = 10_000_000;

const LIMITS: Readonly<Record<string, number>> = { smallint: 2 ** 15 - 1, integer: 2 ** 31 - 1 };

/** Rules about primary and unique keys. */
export const keyRules: readonly LintRule[] = [
  {
    code: "no-primary-key",
    severity: "error",
    applies: "any engine",
    what: "Every table has a primary key.",
    why:
      "Rows cannot be told apart: duplicates creep in, replication and upserts cannot name a row.",
    fix: "Declare the candidate key that identifies a row as the primary key.",
    source: "Azimutt, tbls, SchemaSpy, sqlcheck",
    judge: eachTable(function* (table) {
      if (table.primaryKey) return;
      yield { where: pathOf(table), what: `The table ${table.name} has no primary key.` };
    }),
  },
  {
    code: "integer-key-overflow",
    severity: "error",
    applies: "postgresql",
    what: "A generated key outlasts the horizon.",
    why: "When the numbers run out, every insert fails until the column is rewritten as bigint.",
    fix: "Make the key a bigint now: it costs 4 bytes a row, and a rewrite under lock later.",
    source: "Azimutt; squawk prefer-bigint-over-int",
    judge: eachColumn(function* (column, table, context) {
      const limit = LIMITS[column.type];
      const generated = column.identity !== undefined || column.default?.startsWith("nextval(");
      const entity = context.entityOf(table);
      if (limit === undefined || !generated || !entity) return;
      const drawn = keysDrawn(entity, context.horizon);
      if (drawn === undefined || drawn.high < limit) return;
      const used = figure(drawn.value, "count", {
        band: [drawn.low, drawn.high],
        evidence: {
          text: `Keys drawn by ${entity.name} in ${
            formatDuration(context.horizon)
          }, from its rows and growth.`,
          source: `${entity.name}.rows`,
        },
      });
      const room = figure(limit, "count", {
        tag: "exact",
        evidence: {
          text: `The largest ${column.type}.`,
          source: "PostgreSQL manual, section 8.1.1",
        },
      });
      yield {
        where: pathOf(table, column.name),
        what: `The ${column.type} key ${table.name}.${column.name} ` +
          `${drawn.value < limit ? "may run" : "runs"} out within the horizon.`,
        figures: [used, room],
      };
    }),
  },
  {
    code: "random-uuid-key",
    severity: "warning",
    applies: "postgresql",
    what: "The key of a large table is not a random UUID.",
    why:
      "Random keys touch a different index page with each insert: once the index exceeds memory, " +
      "each insert reads from disk and writes a full page to the log.",
    fix: "Default to uuidv7() (PostgreSQL 18; an extension before), whose values ascend with time.",
    source: "RFC 9562, section 6.2; PostgreSQL manual, section 9.14",
    judge: eachColumn(function* (column, table, context) {
      const random = /\b(gen_random_uuid|uuid_generate_v4|uuidv4)\(\)/.test(column.default ?? "");
      const entity = context.entityOf(table);
      if (!random || !table.primaryKey?.columns.includes(column.name)) return;
      if (!entity || (entity.volume.rows?.value ?? 0) < LARGE) return;
      yield {
        where: pathOf(table, column.name),
        what: `The key of ${table.name} is a random UUID, and the table is large.`,
        figures: [declaredRows(entity)],
      };
    }),
  },
  {
    code: "serial-column",
    severity: "advice",
    applies: "postgresql",
    what: "Generated numbers come from identity columns.",
    why: "A serial's sequence has owners and grants of its own, and a plain INSERT can bypass it.",
    fix: "Use GENERATED ALWAYS AS IDENTITY.",
    source: "PostgreSQL wiki, Don't Do This: serial; squawk prefer-identity",
    judge: eachColumn(function* (column, table, { schema }) {
      const owned = schema.sequences.some(({ ownedBy }) =>
        ownedBy?.schema === table.schema && ownedBy.name === table.name &&
        ownedBy.column === column.name
      );
      if (!owned || !column.default?.startsWith("nextval(")) return;
      yield {
        where: pathOf(table, column.name),
        what: `${table.name}.${column.name} is a serial.`,
      };
    }),
  },
  {
    code: "soft-delete-without-partial-unique",
    severity: "warning",
    applies: "any engine",
    what:
      "Unique values of a table with soft deletes are unique among the rows that are not deleted.",
    why:
      "A value that was deleted can never be used again: the customer who comes back cannot register.",
    fix: "Replace the constraint by a unique index with WHERE deleted_at IS NULL.",
    source: "Azimutt; PostgreSQL manual, section 11.8",
    judge: eachTable(function* (table) {
      const flag = table.columns.find(({ name }) => SOFT_DELETE.test(name));
      if (!flag) return;
      const whole = [
        ...table.uniques,
        ...table.indexes.filter(({ unique, where }) => unique && where === undefined),
      ];
      for (const { name, ...rest } of whole) {
        // A key that holds the primary key is unique whatever is deleted: it serves foreign keys.
        const columns = "columns" in rest ? rest.columns : [];
        if (table.primaryKey?.columns.every((column) => columns.includes(column))) continue;
        yield {
          where: pathOf(table),
          what: `${name} of ${table.name} holds for deleted rows too, which ${flag.name} marks.`,
          fix: `Replace ${name} by a unique index WHERE ${
            flag.type === "boolean" ? `NOT ${flag.name}` : `${flag.name} IS NULL`
          }.`,
        };
      }
    }),
  },
  {
    code: "nullable-unique",
    severity: "advice",
    applies: "any engine",
    what: "The columns of a unique key are not null.",
    why: "Nulls are not equal to each other: rows that lack a part may be there twice.",
    fix: "Make the columns NOT NULL, or declare the key NULLS NOT DISTINCT (PostgreSQL 15).",
    source: "PostgreSQL manual, section 5.5.3",
    judge: eachTable(function* (table) {
      for (const { name, columns, nullsNotDistinct } of table.uniques) {
        const open = table.columns.filter((one) => one.nullable && columns.includes(one.name));
        // A key of one column that may be missing says what it means: unique where it is there.
        if (nullsNotDistinct || open.length === 0 || columns.length === 1) continue;
        yield {
          where: pathOf(table),
          what: `${name} of ${table.name} lets rows be there twice where ` +
            `${open.map(({ name }) => name).join(", ")} ${open.length === 1 ? "is" : "are"} null.`,
        };
      }
    }),
  },
  {
    code: "partitioned-unique-without-key",
    severity: "error",
    applies: "postgresql",
    what: "A unique key of a partitioned table holds its partition columns.",
    why: "PostgreSQL enforces uniqueness within a partition only, and refuses the table.",
    fix: "Add the partition columns to the key, or partition by a column of the key.",
    source: "PostgreSQL manual, section 5.12.2.3",
    judge: eachTable(function* (table) {
      if (!table.partitioning) return;
      for (const key of uniqueKeys(table)) {
        const missing = table.partitioning.keys.filter((name) => !key.columns.includes(name));
        if (missing.length === 0) continue;
        yield {
          where: pathOf(table),
          what: `${key.name} lacks ${missing.join(", ")}, by which ${table.name} is partitioned.`,
        };
      }
    }),
  },
];

const SOFT_DELETE = /^(deleted(_?at|_?on)?|is_?deleted|removed_at|archived_at)$/i;

function uniqueKeys(table: Table): readonly { name: string; columns: readonly string[] }[] {
  return [...(table.primaryKey ? [table.primaryKey] : []), ...table.uniques];
}
