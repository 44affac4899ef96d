import { qualify, quoteIdentifier } from "../../engines/postgresql/identifiers.ts";
import type { Schema, Table } from "../../schema/schema.ts";
import { tableStatistics } from "../../statistics/statistics.ts";
import { aloneReads } from "./counter/alone_reads.ts";
import type { ChildRead } from "./counter/child_read.ts";
import { correlatedReads } from "./counter/correlated_reads.ts";
import { groupedReads } from "./counter/grouped_reads.ts";
import { type KeptCounts, nameCounts } from "./counter/kept_counts.ts";
import { putCounters } from "./counter/put_counters.ts";
import { measureStatistics, widenedTable } from "./statistics.ts";
import { type FindStructures, pathOf, type Structure } from "./structure.ts";
import { equalColumns } from "./triggers.ts";
import type { SyntaxNode } from "../../workload/syntax_tree.ts";

/** Counts and sums over the children of a row, kept in the row. */
export const counters: FindStructures = ({ statement, schema }) =>
  readsOf(statement, schema).map((read) => counterOf(schema, nameCounts(schema, read)));

function readsOf(statement: SyntaxNode, schema: Schema): readonly ChildRead[] {
  return [
    ...aloneReads(statement, schema),
    ...correlatedReads(statement, schema),
    ...groupedReads(statement, schema),
  ];
}

function counterOf(schema: Schema, kept: KeptCounts): Structure {
  const { child, key, parent, filter, measures, columnOf, watched, title } = kept;
  const { columns, edits, routines } = putCounters(schema, kept);
  const names = measures.map(columnOf);
  const sums = measures.map((measure) => `coalesce(sum(${measure.of("r")}), 0)`).join(", ");
  const equalNumbers = (columns: readonly string[]) =>
    columns.map((name, at) => `${quoteIdentifier(name)} = $${at + 1}`).join(" and ");
  const touch = `update ${qualify(parent)} set ${quoteIdentifier(names[0]!)} = 0 where ${
    equalNumbers(key.references.columns)
  }`;
  return {
    key: JSON.stringify([
      "counter",
      pathOf(child),
      key.columns,
      pathOf(parent),
      filter.key,
      measures.map((measure) => measure.key),
    ]),
    kind: "counter",
    where: pathOf(parent),
    title,
    edits,
    probe: columns,
    fill: [
      `update ${qualify(parent)} p set (${
        names.map(quoteIdentifier).join(", ")
      }) = (select ${sums} from ${qualify(child)} r where ${
        equalColumns("r", key.columns, "p", key.references.columns)
      })`,
    ],
    undo: [
      ...routines.map((routine) => `drop function ${qualify(routine)}() cascade`),
      `alter table ${qualify(parent)} ${
        names.map((name) => `drop column ${quoteIdentifier(name)}`).join(", ")
      }`,
    ],
    rule: { kind: "trigger" },
    lockedBy: { table: child, columns: key.columns },
    upkeep: [
      { table: child, kind: "insert", sql: touch, writes: true },
      { table: child, kind: "delete", sql: touch, writes: true },
      { table: child, kind: "update", columns: watched, sql: touch, writes: true },
      {
        table: parent,
        kind: "insert",
        sql: `select 1 from ${qualify(child)} where ${equalNumbers(key.columns)}`,
        writes: false,
      },
    ],
    cautions: [
      `Whoever changes ${child.name} locks the row of ${parent.name} until the end of the ` +
      `transaction: changes under one row of ${parent.name} wait for each other.`,
      ...(measures.some(({ notANumber }) => notANumber !== undefined)
        ? [`NaN is refused in ${child.name}: a sum never gets rid of it.`]
        : []),
      `Only the triggers may write ${names.join(", ")}.`,
      `Whoever reads \`select *\` of ${parent.name} gets the new column too.`,
    ],
    statistics: (data) => {
      const rows = (of: Table) =>
        Math.max(1, tableStatistics(data.statistics, of.name, of.schema)?.rows ?? 1);
      const distinct = Math.min(1000, 2 + 3 * rows(child) / rows(parent));
      const added = measures.map((measure) =>
        measureStatistics(data.schema, columnOf(measure), measure.type, distinct)
      );
      return Promise.resolve([widenedTable(data, parent, added)]);
    },
    rewrite: async (statement) => {
      const found = readsOf(statement, schema).find((other) =>
        pathOf(other.child) === pathOf(child) && pathOf(other.parent) === pathOf(parent) &&
        other.key.columns.join() === key.columns.join() && other.filter.key === filter.key &&
        other.measures.every(({ key }) => measures.some((measure) => measure.key === key))
      );
      return await found?.rewritten(columnOf);
    },
  };
}
