import type { Table } from "../../schema/schema.ts";
import { listOf, nodeOf, unwrap, walk } from "../../workload/syntax_tree.ts";
import { printTree } from "./print_tree.ts";
import type { RewriteRule } from "./rewrite_rule.ts";
import {
  comparisonOf,
  isGiven,
  type StatementTable,
  type StatementView,
  viewStatement,
} from "./statement_view.ts";

/** DISTINCT over rows that a key keeps apart already. */
export const needlessDistinct: RewriteRule = {
  code: "needless-distinct",
  why: "Sorting or hashing all rows finds no duplicate, since a key keeps them apart already.",
  source:
    "G. N. Paulley and P.-Å. Larson, Exploiting Uniqueness in Query Optimization, ICDE 1994, section 4",
  match: async ({ statement, schema, pattern }) => {
    const view = viewStatement(statement, schema);
    const { fields, tables } = view;
    const distinct = listOf(fields, "distinctClause");
    if (view.type !== "SelectStmt" || distinct.length !== 1 || !tables?.length) return [];
    if (Object.keys(distinct[0] as object).length > 0) return []; // DISTINCT ON
    if (fields.groupClause || fields.havingClause || fields.op !== "SETOP_NONE") return [];
    const inherited = tables.some(({ table }) =>
      schema.tables.some(({ inherits = [] }) => inherits.some(({ name }) => name === table.name))
    );
    if (inherited || !isPlain(view) || !keysAreHeld(view, tables)) return [];
    const { distinctClause: _gone, ...rest } = fields;
    const sql = await printTree({ SelectStmt: rest });
    if (sql === undefined) return [];
    const keys = tables.map(({ table, alias }) => `${alias}.${keysOf(table)[0]!.join(", ")}`);
    return [{
      where: pattern.name,
      what: `${pattern.name} asks for DISTINCT rows that are distinct already`,
      why: `Its columns determine the key of every table: ${keys.join("; ")}.`,
      fix: "Leave DISTINCT out.",
      sql,
    }];
  },
};

// Functions that give sets would give several rows for one; aggregates and windows are left alone.
function isPlain({ fields }: StatementView): boolean {
  return listOf(fields, "targetList").every((item) => {
    let plain = true;
    walk(nodeOf(item, "ResTarget")?.val, (type) => {
      if (type === "FuncCall") plain = false;
    });
    return plain;
  });
}

/** Keys of which no part may be missing and which hold at every moment. */
function keysOf(table: Table): readonly (readonly string[])[] {
  const nullable = new Set(
    table.columns.filter((column) => column.nullable).map(({ name }) => name),
  );
  return [...(table.primaryKey ? [table.primaryKey] : []), ...table.uniques]
    .filter(({ columns, deferrable, withoutOverlaps }) =>
      !deferrable && !withoutOverlaps &&
      (columns === table.primaryKey?.columns || columns.every((name) => !nullable.has(name)))
    )
    .map(({ columns }) => columns);
}

// Whether the columns that are returned determine a row of every table: keys and equalities carry on.
function keysAreHeld(view: StatementView, tables: readonly StatementTable[]): boolean {
  const known = new Set<string>();
  const path = (alias: string, column: string) => JSON.stringify([alias, column]);
  for (const item of listOf(view.fields, "targetList")) {
    const value = nodeOf(item, "ResTarget")?.val;
    const [star, owner] = starOf(value);
    for (const { alias, table } of tables) {
      if (!star || (owner !== undefined && owner !== alias)) continue;
      for (const { name } of table.columns) known.add(path(alias, name));
    }
    const column = view.column(value);
    if (column) known.add(path(column.alias, column.column.name));
  }
  const equal: (readonly [string, string])[] = [];
  const every = new Set(tables.map(({ alias }) => alias));
  for (
    const { condition: node, inside } of [
      ...view.conditions.map((condition) => ({ condition, inside: every })),
      ...view.outerConditions,
    ]
  ) {
    const outer = inside !== every;
    const comparison = comparisonOf(node);
    const column = comparison && view.column(comparison.left);
    if (column && comparison?.operator === "=" && isGiven(comparison.right) && !outer) {
      known.add(path(column.alias, column.column.name));
    }
    const [, fields = {}] = unwrap(node) ?? [];
    const operator = JSON.stringify(fields.name);
    const [a, b] = [view.column(fields.lexpr), view.column(fields.rexpr)];
    if (!a || !b || fields.kind !== "AEXPR_OP" || operator !== '[{"String":{"sval":"="}}]') {
      continue;
    }
    const [left, right] = [path(a.alias, a.column.name), path(b.alias, b.column.name)];
    // An outer join's condition says nothing of the rows that are kept without a match.
    if (inside.has(b.alias)) equal.push([left, right]);
    if (inside.has(a.alias)) equal.push([right, left]);
  }
  for (let before = -1; before !== known.size;) {
    before = known.size;
    for (const [from, to] of equal) if (known.has(from)) known.add(to);
    for (const { alias, table } of tables) {
      const held = keysOf(table).some((key) => key.every((name) => known.has(path(alias, name))));
      if (held) { for (const { name } of table.columns) known.add(path(alias, name)); }
    }
  }
  return tables.every(({ alias, table }) => {
    const keys = keysOf(table);
    return keys.some((key) => key.every((name) => known.has(path(alias, name))));
  });
}

function starOf(node: unknown): readonly [star: boolean, owner?: string] {
  const fields = listOf(nodeOf(node, "ColumnRef") ?? {}, "fields");
  const star = fields.some((item) => nodeOf(item, "A_Star"));
  const owner = nodeOf(fields[0], "String")?.sval;
  return owner === undefined ? [star] : [star, String(owner)];
}
