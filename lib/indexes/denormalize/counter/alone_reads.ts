import { qualify, quoteIdentifier } from "../../../engines/postgresql/identifiers.ts";
import type { Schema } from "../../../schema/schema.ts";
import { parseCondition, printNode } from "../../../whatif/rewrites/print_tree.ts";
import { listOf, nodeOf, type SyntaxNode } from "../../../workload/syntax_tree.ts";
import { equalityOf, isFixedCondition } from "../fixed_conditions.ts";
import {
  type Aggregate,
  aggregatesIn,
  filterOf,
  type Measure,
  uniqueMeasures,
} from "../measures.ts";
import { contains, mapSelect, replaceNodes } from "../trees.ts";
import { type ChildRead, keysOf, overOneTable, prefixOf } from "./child_read.ts";

/** `select count(*) from children where parent_id = $1`. */
export function aloneReads(statement: SyntaxNode, schema: Schema): readonly ChildRead[] {
  const own = overOneTable(statement, schema);
  if (!own) return [];
  const { view, table: child, alias } = own;
  const { conditions, fields } = view;
  return keysOf(schema, child).flatMap(({ key, parent }): readonly ChildRead[] => {
    const given = key.columns.map((name) =>
      conditions.find((node) => equalityOf(node, view)?.column.column.name === name)
    );
    if (given.some((node) => node === undefined)) return [];
    const rest = conditions.filter((node) => !given.includes(node));
    if (!rest.every((node) => isFixedCondition(node, { ...view, schema }))) return [];
    const filter = filterOf(rest, view);
    const targets = listOf(fields, "targetList");
    const calls = aggregatesIn(targets, view, { filter, alias, prefix: prefixOf(child, filter) });
    if (!calls || calls.size === 0) return [];
    const others = targets.some((target) => {
      const left = replaceNodes(
        target,
        (_, fields) => calls.has(fields) ? { Null: {} } : undefined,
      );
      return contains(left, "ColumnRef", "FuncCall");
    });
    if (others) return [];
    return [{
      child,
      key,
      parent,
      filter,
      measures: uniqueMeasures([...calls.values()]),
      rewritten: async (column) => {
        const where = key.references.columns.map((name, at) => {
          const { value } = equalityOf(given[at], view)!;
          return `p.${quoteIdentifier(name)} = ${printNode(value)}`;
        }).join(" and ");
        // A row that is not there has no children: still one row of the result, with none counted.
        const nodes = await nodesOf(
          calls,
          (measure) => `coalesce(p.${quoteIdentifier(column(measure))}, 0)`,
        );
        const { whereClause: _where, ...rest } = mapSelect(fields, (_, call) => nodes.get(call));
        const source = await parseCondition(
          `exists (select from (values (1)) one (row) left join ${qualify(parent)} p on ${where})`,
        );
        const select = nodeOf(nodeOf(source, "SubLink")!.subselect, "SelectStmt")!;
        return { SelectStmt: { ...rest, fromClause: select.fromClause } };
      },
    }];
  });
}

async function nodesOf(
  calls: ReadonlyMap<SyntaxNode, Aggregate>,
  refer: (measure: Measure) => string,
): Promise<ReadonlyMap<SyntaxNode, SyntaxNode>> {
  const nodes = new Map<SyntaxNode, SyntaxNode>();
  for (const [call, { value }] of calls) nodes.set(call, await parseCondition(value(refer)));
  return nodes;
}
