import type { ForeignKey, Table } from "../../../schema/schema.ts";
import { conjuncts } from "../../../whatif/rewrites/statement_view.ts";
import { listOf, namesOf, nodeOf, type SyntaxNode, walk } from "../../../workload/syntax_tree.ts";
import { type PlainSelect, plainSelect } from "../plain_select.ts";
import { pathOf } from "../structure.ts";
import {
  columnNode,
  contains,
  mapSelect,
  replaceNodes,
  takesWholeRows,
  withFrom,
} from "../trees.ts";
import { columnsUsed, joinOf } from "./joined_columns.ts";
import type { KeptCopy } from "./kept_copy.ts";

/** A statement without the join to the parent, wherever all that it takes from there is copied. */
export function eliminateJoin(
  statement: SyntaxNode,
  copy: KeptCopy,
): SyntaxNode | undefined {
  const { schema, child: childTable, parent: parentTable, key, names } = copy;
  const view = plainSelect(statement, schema);
  if (!view || contains(statement, "SubLink", "RangeSubselect", "RangeFunction")) return undefined;
  const aliases = new Set(view.tables.map(({ alias }) => alias));
  if (aliases.size < view.tables.length || takesWholeRows(statement, aliases)) return undefined;
  const held = new Set([...names.keys(), ...key.references.columns]);
  for (const child of view.tables.filter(({ table }) => pathOf(table) === pathOf(childTable))) {
    for (const parent of view.tables.filter(({ table }) => pathOf(table) === pathOf(parentTable))) {
      const join = child.alias === parent.alias
        ? undefined
        : joinOf(view, child.alias, parent.alias, key);
      const used = columnsUsed(view, parent.alias) ?? [];
      if (!join || !used.every((name) => held.has(name))) continue;
      if (used.every((name) => key.references.columns.includes(name))) continue;
      const from = without(view, { child, parent, join, key });
      if (!from) continue;
      const replace = (type: string, fields: SyntaxNode) => {
        const column = type === "ColumnRef" ? view.column({ ColumnRef: fields }) : undefined;
        if (column?.alias !== parent.alias) return undefined;
        const at = key.references.columns.indexOf(column.column.name);
        return columnNode(child.alias, at < 0 ? names.get(column.column.name)! : key.columns[at]!);
      };
      const fields = grouped(mapSelect(from, replace), child.alias, key, [...names.values()]);
      const next = { SelectStmt: fields };
      return eliminateJoin(next, copy) ?? next;
    }
  }
  return undefined;
}

interface Joined {
  readonly child: { readonly alias: string; readonly nullable: boolean; readonly table: Table };
  readonly parent: { readonly alias: string; readonly nullable: boolean };
  readonly join: readonly SyntaxNode[];
  readonly key: ForeignKey;
}

// The FROM and WHERE without the parent.
function without(
  view: PlainSelect,
  { child, parent, join, key }: Joined,
): SyntaxNode | undefined {
  const { fields, tables, conditions } = view;
  if (!tables.some(({ nullable }) => nullable)) {
    const ranges: unknown[] = [];
    walk(fields.fromClause, (type, range) => {
      if (type !== "RangeVar") return;
      const alias = (range.alias as SyntaxNode | undefined)?.aliasname ?? range.relname;
      if (alias !== parent.alias) ranges.push({ RangeVar: range });
      return false;
    });
    const optional = key.columns.filter((name) =>
      child.table.columns.find((column) => column.name === name)!.nullable
    );
    return withFrom(fields, ranges, [
      ...conditions.filter((node) => !join.includes(node)),
      ...optional.map((name) => ({
        NullTest: { arg: columnNode(child.alias, name), nulltesttype: "IS_NOT_NULL" },
      })),
    ]);
  }
  if (!parent.nullable) return undefined;
  let found = false;
  const fromClause = replaceNodes(fields.fromClause, (type, node) => {
    const range = type === "JoinExpr" ? nodeOf(node.rarg, "RangeVar") : undefined;
    const alias = (range?.alias as SyntaxNode | undefined)?.aliasname ?? range?.relname;
    if (node.jointype !== "JOIN_LEFT" || alias !== parent.alias) return undefined;
    const quals = conjuncts(node.quals);
    if (quals.length !== join.length || !quals.every((one) => join.includes(one))) return undefined;
    found = true;
    return node.larg;
  });
  // Another join may not lean on the parent: its conditions are looked through like all else.
  return found ? { ...fields, fromClause } : undefined;
}

// Where the key is grouped by, what it determines has to be grouped by too, now that no primary key says so.
function grouped(
  fields: SyntaxNode,
  alias: string,
  { columns }: ForeignKey,
  copies: readonly string[],
): SyntaxNode {
  const groups = listOf(fields, "groupClause");
  const name = (node: unknown) =>
    namesOf(listOf(nodeOf(node, "ColumnRef") ?? {}, "fields")).join(".");
  const given = new Set(groups.map(name));
  if (groups.length === 0 || !columns.every((column) => given.has(`${alias}.${column}`))) {
    return fields;
  }
  const missing = copies.filter((column) => !given.has(`${alias}.${column}`));
  return {
    ...fields,
    groupClause: [...groups, ...missing.map((column) => columnNode(alias, column))],
  };
}
