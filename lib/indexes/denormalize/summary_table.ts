import { qualify, quoteIdentifier } from "../../engines/postgresql/identifiers.ts";
import type { SchemaEdit } from "../../schema/apply_edits.ts";
import type { Schema } from "../../schema/schema.ts";
import { type TableStatistics, tableStatistics } from "../../statistics/statistics.ts";
import { freeName } from "./names.ts";
import { copiedStatistics, measureStatistics, newTable } from "./statistics.ts";
import { type FindStructures, pathOf, type Structure, type StructureData } from "./structure.ts";
import { groupReadOf } from "./summary_table/group_read.ts";
import { type KeptGroups, nameGroups } from "./summary_table/kept_groups.ts";
import { summingBody } from "./summary_table/summing_body.ts";
import { listColumns, putFunction, putTrigger, updateOf } from "./triggers.ts";

/** Counts and sums of groups of one table's rows, kept in a table of their own. */
export const summaryTables: FindStructures = ({ statement, schema }) => {
  const read = groupReadOf(statement, schema);
  return read ? [summaryOf(schema, nameGroups(schema, read))] : [];
};

function summaryOf(schema: Schema, kept: KeptGroups): Structure {
  const { table, dimensions, measures, rows, filter, summary, columnOf, routine, title } = kept;
  const { watched } = kept;
  const { name } = summary;
  const keys = dimensions.map((one) => one.name);
  const put: SchemaEdit = {
    on: "schema",
    kind: "put-table",
    target: pathOf(summary),
    value: summary,
    reason: `${title}: read without grouping all rows`,
  };
  const groups = dimensions.map((one) => one.of("r")).join(", ");
  const grouped = `from ${qualify(table)} r${
    filter.conditions.length === 0 ? "" : ` where ${filter.of("r")}`
  } group by ${groups}`;
  const touch = `update ${qualify(summary)} set ${quoteIdentifier(columnOf(rows))} = 0 where ${
    keys.map((name, at) => `${quoteIdentifier(name)} = $${at + 1}`).join(" and ")
  }`;
  return {
    key: JSON.stringify([
      "summary-table",
      pathOf(table),
      dimensions.map(({ key }) => key),
      filter.key,
      measures.map(({ key }) => key),
    ]),
    kind: "summary-table",
    where: pathOf(table),
    title,
    edits: [put, ...putTriggers(schema, kept)],
    probe: [put],
    fill: [
      `insert into ${qualify(summary)} (${
        listColumns([...keys, ...measures.map(columnOf)])
      }) select ${
        [
          ...dimensions.map((one) => one.of("r")),
          ...measures.map((one) => `sum(${one.of("r")})`),
        ].join(", ")
      } ${grouped}`,
    ],
    undo: [`drop function ${qualify(routine)}() cascade`, `drop table ${qualify(summary)}`],
    rule: { kind: "trigger" },
    lockedBy: { table, columns: dimensions.map(({ column }) => column) },
    upkeep: [
      { table, kind: "insert", sql: touch, writes: true },
      { table, kind: "delete", sql: touch, writes: true },
      { table, kind: "update", columns: watched, sql: touch, writes: true },
    ],
    cautions: [
      `Whoever changes ${table.name} locks a row of ${name} until the end of the transaction: ` +
      "changes in one group wait for each other.",
      `Groups that become empty stay in ${name} with a count of 0; delete them now and then.`,
    ],
    statistics: async (data) => {
      const rows = await data.rows(`select ${groups} ${grouped}`);
      return [summaryStatistics(data, kept, Math.max(1, rows))];
    },
    rewrite: async (statement) => {
      const other = groupReadOf(statement, schema);
      const fits = other && pathOf(other.table) === pathOf(table) &&
        other.filter.key === filter.key &&
        other.dimensions.every(({ key }) => dimensions.some((one) => one.key === key)) &&
        other.measures.every(({ key }) => measures.some((one) => one.key === key));
      return fits
        ? await other.rewritten({ schema: summary.schema, table: name, column: columnOf })
        : undefined;
    },
  };
}

function putTriggers(schema: Schema, kept: KeptGroups): readonly SchemaEdit[] {
  const { table, summary, routine, watched, title } = kept;
  const common = { table, when: "AFTER", calls: routine, reason: title } as const;
  return [
    putFunction({
      routine,
      body: summingBody(kept),
      comment: `Keeps ${summary.name} up to date with ${table.name}`,
    }),
    putTrigger({
      ...common,
      name: routine.name,
      events: ["INSERT", "DELETE", updateOf(watched)],
      each: "ROW",
    }),
    putTrigger({
      ...common,
      name: freeName(schema, table.schema, `${routine.name}_truncated`),
      events: ["TRUNCATE"],
      each: "STATEMENT",
    }),
  ];
}

function summaryStatistics(
  data: StructureData,
  { table, dimensions, measures, summary, columnOf }: KeptGroups,
  groups: number,
): TableStatistics {
  const base = tableStatistics(data.statistics, table.name, table.schema);
  const each = Math.max(0, base?.rows ?? 0) / groups;
  return newTable(data.schema, summary, groups, [
    ...dimensions.map((one) =>
      one.unit
        ? measureStatistics(data.schema, one.name, one.type, Math.min(groups, 3000))
        : copiedStatistics(data, table, one.column, one.name, table)
    ),
    ...measures.map((one) =>
      measureStatistics(data.schema, columnOf(one), one.type, Math.min(groups, 2 + each))
    ),
  ]);
}
