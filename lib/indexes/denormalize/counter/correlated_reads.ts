import { quoteIdentifier } from "../../../engines/postgresql/identifiers.ts";
import type { Schema } from "../../../schema/schema.ts";
import { parseCondition } from "../../../whatif/rewrites/print_tree.ts";
import { listOf, nodeOf, type SyntaxNode, walk } from "../../../workload/syntax_tree.ts";
import { isFixedCondition } from "../fixed_conditions.ts";
import { aggregatesIn, filterOf } from "../measures.ts";
import { plainSelect } from "../plain_select.ts";
import { mapSelect, sameTree } from "../trees.ts";
import { type ChildRead, correlates, keysOf, overOneTable, prefixOf } from "./child_read.ts";

/** `(select count(*) from children c where c.parent_id = p.id)` in a statement over parents. */
export function correlatedReads(statement: SyntaxNode, schema: Schema): readonly ChildRead[] {
  const outer = plainSelect(statement, schema);
  if (!outer) return [];
  const reads: ChildRead[] = [];
  walk(outer.fields, (type, link) => {
    if (type !== "SubLink") return;
    const read = link.subLinkType === "EXPR_SUBLINK" ? correlated(link) : undefined;
    if (read) reads.push(read);
    return false;
  });
  return reads;

  function correlated(link: SyntaxNode): ChildRead | undefined {
    const own = overOneTable(link.subselect as SyntaxNode, schema);
    const targets = own ? listOf(own.view.fields, "targetList") : [];
    if (!own || targets.length !== 1) return undefined;
    const { view, table: child, alias } = own;
    const call = nodeOf(nodeOf(targets[0], "ResTarget")?.val, "FuncCall");
    if (!call) return undefined;
    for (const { key, parent } of keysOf(schema, child)) {
      for (const { alias: above, table } of outer!.tables) {
        if (table !== parent || above === alias) continue;
        const joins = key.columns.map((name, at) =>
          view.conditions.find((node) =>
            correlates(node, view, name, above, key.references.columns[at]!)
          )
        );
        if (joins.some((node) => node === undefined)) continue;
        const rest = view.conditions.filter((node) => !joins.includes(node));
        if (!rest.every((node) => isFixedCondition(node, { ...view, schema }))) continue;
        const filter = filterOf(rest, view);
        const calls = aggregatesIn(targets, view, {
          filter,
          alias,
          prefix: prefixOf(child, filter),
        });
        const aggregate = calls?.get(call);
        if (!aggregate) continue;
        return {
          child,
          key,
          parent,
          filter,
          measures: aggregate.measures,
          rewritten: async (column) => {
            const node = await parseCondition(
              aggregate.value((measure) =>
                `coalesce(${quoteIdentifier(above)}.${quoteIdentifier(column(measure))}, 0)`
              ),
            );
            const fields = mapSelect(
              outer!.fields,
              (type, fields) => type === "SubLink" && sameTree(fields, link) ? node : undefined,
            );
            return { SelectStmt: fields };
          },
        };
      }
    }
    return undefined;
  }
}
