import { qualify } from "../../engines/postgresql/identifiers.ts";
import type { SchemaEdit } from "../../schema/apply_edits.ts";
import { bareTable } from "../../schema/bare_table.ts";
import type { Index, Schema, Table, View } from "../../schema/schema.ts";
import { parseCondition, printNode } from "../../whatif/rewrites/print_tree.ts";
import { nodeOf, type SyntaxNode } from "../../workload/syntax_tree.ts";
import { whereOf } from "./materialized_view/definition.ts";
import type { Output } from "./materialized_view/outputs.ts";
import { type ViewRead, viewReadOf } from "./materialized_view/view_read.ts";
import { freeName } from "./names.ts";
import { copiedStatistics, measureStatistics, newTable } from "./statistics.ts";
import { type FindStructures, pathOf, type Structure } from "./structure.ts";
import { columnNode, sameTree, shapeOf } from "./trees.ts";

/** The youngest that data of a refresh can be. */
const LEAST_STALENESS = 1;

/** The result of a query whose reader does not need the rows of the moment, kept and refreshed. */
export const materializedViews: FindStructures = ({ statement, schema, pattern, staleness }) => {
  if (staleness < LEAST_STALENESS) return [];
  const read = viewReadOf(statement, schema);
  return read ? [viewOf(schema, { ...read, pattern: pattern.name, staleness })] : [];
};

function viewOf(
  schema: Schema,
  read: ViewRead & { readonly pattern: string; readonly staleness: number },
): Structure {
  const { outputs, definition, filters, tables, pattern, staleness, unique } = read;
  const namespace = tables[0]!.schema;
  const base = pattern.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase()
    .replace(/[^a-z0-9_]+/g, "_").replace(/^_+|_+$/g, "") || "kept";
  const name = freeName(schema, namespace, `${base}_kept`.slice(0, 50));
  const query = printNode(definition).replace(/\s+/g, " ").trim();
  const index = (columns: readonly string[], isUnique: boolean): Index => ({
    name: freeName(schema, namespace, `${name}_${isUnique ? "key" : columns.join("_")}`),
    method: "btree",
    unique: isUnique,
    elements: columns.map((column) => ({ column })),
  });
  const by = [...new Set(filters.map(({ output }) => output.name))];
  const indexes: readonly Index[] = [
    ...(unique ? [index([...by, ...unique.filter((column) => !by.includes(column))], true)] : []),
    ...(by.length > 0 && !unique ? [index(by, false)] : []),
  ];
  const view: View = {
    schema: namespace,
    name,
    materialized: true,
    columns: outputs.map(({ name, type }) => ({ name, type })),
    query,
    indexes,
    comment: `What ${pattern} reads, refreshed at intervals`,
  };
  const asTable: Table = {
    ...bareTable(
      { schema: namespace, name },
      outputs.map(({ name, type }) => ({ name, type, nullable: true })),
    ),
    indexes,
  };
  const title = `${name} keeps what ${pattern} reads of ${
    [...new Set(tables.map((table) => table.name))].join(", ")
  }`;
  const edit = { on: "schema", target: pathOf(view), reason: title } as const;
  const edits: readonly SchemaEdit[] = [{ ...edit, kind: "put-view", value: view }];
  return {
    key: JSON.stringify(["materialized-view", shapeOf(definition)]),
    kind: "materialized-view",
    where: pathOf(tables[0]!),
    title,
    edits,
    probe: [{ ...edit, kind: "put-table", value: asTable }],
    fill: [],
    undo: [`drop materialized view ${qualify(view)}`],
    rule: { kind: "refresh", every: staleness, concurrently: unique !== undefined },
    upkeep: [],
    refresh: query,
    cautions: [
      ...(unique ? [] : [
        `A refresh of ${name} locks out its readers: no columns are known that tell its rows apart.`,
      ]),
      `${pattern} reads what was so at the last refresh.`,
    ],
    statistics: async (data) => {
      const rows = Math.max(1, await data.rows(query));
      return [
        newTable(
          data.schema,
          asTable,
          rows,
          outputs.map(({ name, type, source }) =>
            source
              ? copiedStatistics(data, source.table, source.column, name, source.table)
              : measureStatistics(data.schema, name, type, rows / 2)
          ),
        ),
      ];
    },
    rewrite: async (statement) => {
      const other = viewReadOf(statement, schema);
      if (!other || !sameTree(other.definition, definition)) return undefined;
      const column = (output: Output) => columnNode(output.name);
      const conditions = other.filters.map(({ output, condition }) => ({
        A_Expr: { ...nodeOf(condition, "A_Expr")!, lexpr: column(output) },
      }));
      const { SelectStmt } = await selectFrom(view);
      return {
        SelectStmt: {
          ...SelectStmt as SyntaxNode,
          targetList: other.outputs.flatMap(({ name, shown }) =>
            shown === undefined ? [] : [{
              ResTarget: { ...(name === shown ? {} : { name: shown }), val: columnNode(name) },
            }]
          ),
          ...whereOf(conditions),
          ...(other.order.length === 0 ? {} : {
            sortClause: other.order.map(({ sort, output }) => ({
              SortBy: { ...sort, node: column(output) },
            })),
          }),
          // What a limit left out is not in the view; the rest is all wanted.
        },
      };
    },
  };
}

async function selectFrom(view: View): Promise<SyntaxNode> {
  const condition = await parseCondition(`exists (select 1 from ${qualify(view)})`);
  return nodeOf(condition, "SubLink")!.subselect as SyntaxNode;
}
