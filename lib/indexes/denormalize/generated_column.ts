import { qualify, quoteIdentifier } from "../../engines/postgresql/identifiers.ts";
import type { SchemaEdit } from "../../schema/apply_edits.ts";
import type { Schema, Table } from "../../schema/schema.ts";
import { tableStatistics } from "../../statistics/statistics.ts";
import { printNode } from "../../whatif/rewrites/print_tree.ts";
import { isGiven, type StatementView } from "../../whatif/rewrites/statement_view.ts";
import { listOf, namesOf, nodeOf, unwrap, walk } from "../../workload/syntax_tree.ts";
import { freeColumn } from "./names.ts";
import { plainSelect } from "./plain_select.ts";
import { measureStatistics, widenedTable } from "./statistics.ts";
import { isPlainTable } from "./steady_key.ts";
import { type FindStructures, pathOf, type Structure } from "./structure.ts";
import {
  aliasesOf,
  columnNode,
  contains,
  mapSelect,
  replaceNodes,
  sameTree,
  shapeOf,
  takesWholeRows,
} from "./trees.ts";

/** Arithmetic over a row's own columns that a statement compares, computed once when the row is written. */
export const generatedColumns: FindStructures = ({ statement, schema }) => {
  const view = plainSelect(statement, schema);
  if (!view || contains(view.fields, "SubLink")) return [];
  const structures: Structure[] = [];
  for (const condition of view.conditions) {
    const comparison = nodeOf(condition, "A_Expr");
    if (!comparison || comparison.kind !== "AEXPR_OP") continue;
    if (!/^(=|<|<=|>|>=)$/.test(namesOf(listOf(comparison, "name")).join("."))) continue;
    for (
      const [side, other] of [
        [comparison.lexpr, comparison.rexpr],
        [comparison.rexpr, comparison.lexpr],
      ]
    ) {
      const computed = isGiven(other) ? computedOf(side, view, schema) : undefined;
      if (computed) structures.push(generatedOf(schema, computed));
    }
  }
  return structures;
};

interface Computed {
  readonly table: Table;
  readonly expression: unknown;
  readonly type: string;
  readonly columns: readonly string[];
}

// Sums, differences and products of numbers: what PostgreSQL computes alike for all.
function computedOf(
  node: unknown,
  view: StatementView & { readonly tables: NonNullable<StatementView["tables"]> },
  schema: Schema,
): Computed | undefined {
  if (nodeOf(node, "ColumnRef") || !isArithmetic(node, view)) return undefined;
  const aliases = aliasesOf(node, view);
  if (!aliases || aliases.size !== 1) return undefined;
  const own = view.tables.find(({ alias }) => aliases.has(alias))!;
  const columns: string[] = [];
  const types = new Set<string>();
  walk(node, (type, fields) => {
    const column = type === "ColumnRef" ? view.column({ ColumnRef: fields }) : undefined;
    if (!column) return;
    columns.push(column.column.name);
    types.add(column.type.replace(/\(.*\)/, ""));
    if (column.column.generated) types.add("generated");
  });
  // Whole numbers could leave their range, and then refuse rows that are fine without the column.
  if (types.size !== 1 || !types.has("numeric") || columns.length < 2) return undefined;
  if (!isPlainTable(schema, own.table)) return undefined;
  const expression = replaceNodes(node, (type, fields) => {
    const column = type === "ColumnRef" ? view.column({ ColumnRef: fields }) : undefined;
    return column && columnNode(column.column.name);
  });
  return { table: own.table, expression, type: "numeric", columns };
}

function isArithmetic(node: unknown, view: Pick<StatementView, "column">): boolean {
  const [type, fields] = unwrap(node) ?? [];
  if (!type || !fields) return false;
  if (type === "ColumnRef") return view.column(node) !== undefined;
  if (type === "A_Const") return fields.ival !== undefined || fields.fval !== undefined;
  return type === "A_Expr" && fields.kind === "AEXPR_OP" && fields.lexpr !== undefined &&
    /^[-+*]$/.test(namesOf(listOf(fields, "name")).join(".")) &&
    isArithmetic(fields.lexpr, view) && isArithmetic(fields.rexpr, view);
}

// As the catalog prints it back.
function canonical(node: unknown): string {
  const expression = nodeOf(node, "A_Expr");
  if (!expression) {
    const whole = nodeOf(node, "A_Const")?.ival as { readonly ival?: number } | undefined;
    return whole ? `(${whole.ival ?? 0})::numeric` : printNode(node);
  }
  const operator = namesOf(listOf(expression, "name")).join("");
  return `(${canonical(expression.lexpr)} ${operator} ${canonical(expression.rexpr)})`;
}

function generatedOf(schema: Schema, { table, expression, type, columns }: Computed): Structure {
  const name = freeColumn(schema, table.name, `${[...new Set(columns)].join("_")}_computed`);
  const text = canonical(expression);
  const title = `${table.name}.${name} keeps ${text}`;
  const put: SchemaEdit = {
    on: "schema",
    kind: "put-column",
    target: pathOf(table),
    value: {
      name,
      type,
      nullable: true,
      generated: { expression: text, stored: true },
    },
    reason: `${title}: computed once, when the row is written`,
  };
  return {
    key: JSON.stringify(["generated-column", pathOf(table), shapeOf(expression)]),
    kind: "generated-column",
    where: pathOf(table),
    title,
    edits: [put],
    probe: [put],
    fill: [],
    undo: [`alter table ${qualify(table)} drop column ${quoteIdentifier(name)}`],
    rule: { kind: "generated column" },
    upkeep: [],
    cautions: [
      `Adding the column writes ${table.name} anew and locks it for as long.`,
      `Whoever reads \`select *\` of ${table.name} gets the new column too.`,
    ],
    statistics: (data) => {
      const rows = Math.max(
        1,
        tableStatistics(data.statistics, table.name, table.schema)?.rows ?? 1,
      );
      return Promise.resolve([
        widenedTable(data, table, [measureStatistics(data.schema, name, type, rows / 3)]),
      ]);
    },
    rewrite: (statement) => {
      const view = plainSelect(statement, schema);
      if (!view || contains(view.fields, "SubLink")) return Promise.resolve(undefined);
      if (takesWholeRows(statement, new Set(view.tables.map(({ alias }) => alias)))) {
        return Promise.resolve(undefined);
      }
      let found = false;
      const fields = mapSelect(view.fields, (kind, node) => {
        if (kind !== "A_Expr") return undefined;
        const computed = computedOf({ A_Expr: node }, view, schema);
        if (!computed || pathOf(computed.table) !== pathOf(table)) return undefined;
        if (!sameTree(computed.expression, expression)) return undefined;
        found = true;
        return columnNode([...aliasesOf({ A_Expr: node }, view)!][0]!, name);
      });
      return Promise.resolve(found ? { SelectStmt: fields } : undefined);
    },
  };
}
