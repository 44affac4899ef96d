import { quoteIdentifier } from "../../../engines/postgresql/identifiers.ts";
import type { Schema } from "../../../schema/schema.ts";
import { parseCondition } from "../../../whatif/rewrites/print_tree.ts";
import type { StatementView } from "../../../whatif/rewrites/statement_view.ts";
import { listOf, namesOf, nodeOf, type SyntaxNode, walk } from "../../../workload/syntax_tree.ts";
import { isFixedCondition } from "../fixed_conditions.ts";
import {
  type Aggregate,
  aggregatesIn,
  filterOf,
  type Measure,
  rowCount,
  uniqueMeasures,
} from "../measures.ts";
import { type PlainSelect, plainSelect } from "../plain_select.ts";
import {
  aliasesOf,
  callsOnly,
  contains,
  mapSelect,
  replaceNodes,
  takesWholeRows,
  withFrom,
} from "../trees.ts";
import { type ChildRead, correlates, keysOf, prefixOf } from "./child_read.ts";

/** `select p.…, count(c.id) from parents p left join children c on … group by p.id`. */
export function groupedReads(statement: SyntaxNode, schema: Schema): readonly ChildRead[] {
  const view = plainSelect(statement, schema);
  if (!view || view.tables.length !== 2 || contains(view.fields, "SubLink")) return [];
  const { fields, tables, conditions, outerConditions } = view;
  const groups = listOf(fields, "groupClause");
  if (groups.length === 0 || fields.distinctClause) return [];
  if (takesWholeRows(statement, new Set(tables.map(({ alias }) => alias)))) return [];
  for (const [child, parent] of [[tables[0]!, tables[1]!], [tables[1]!, tables[0]!]] as const) {
    for (const { key, parent: table } of keysOf(schema, child.table)) {
      if (parent.table !== table || parent.nullable) continue;
      const outer = child.nullable;
      const joining = outer ? outerConditions.map(({ condition }) => condition) : conditions;
      const joins = key.columns.map((name, at) =>
        joining.find((node) =>
          correlates(
            node,
            onlyOf(view, child.alias),
            name,
            parent.alias,
            key.references.columns[at]!,
          )
        )
      );
      if (joins.some((node) => node === undefined)) continue;
      const rest = joining.filter((node) => !joins.includes(node));
      const own = rest.filter((node) => only(aliasesOf(node, view), child.alias));
      const others = rest.filter((node) => !own.includes(node));
      // What an outer join asks of the parent leaves the parent's row and takes its children away.
      if (outer && others.length > 0) continue;
      const above = outer ? conditions : others;
      if (!above.every((node) => only(aliasesOf(node, view), parent.alias))) continue;
      if (!own.every((node) => isFixedCondition(node, { ...view, schema }))) continue;
      const grouped = groups.map((node) => view.column(node));
      if (!grouped.every((column) => column?.alias === parent.alias)) continue;
      const names = grouped.map((column) => column!.column.name);
      if (!key.references.columns.every((name) => names.includes(name))) continue;
      const filter = filterOf(own, view);
      const asked = [fields.targetList, fields.havingClause, fields.sortClause];
      const options = { filter, alias: child.alias, prefix: prefixOf(child.table, filter) };
      const calls = aggregatesIn(asked, view, options);
      if (!calls || calls.size === 0) continue;
      const left = replaceNodes(asked, (_, call) => calls.has(call) ? { Null: {} } : undefined);
      if (!only(aliasesOf(withoutOutputNames(left, fields), view), parent.alias)) continue;
      // Whatever else is called might be another aggregate.
      if (!callsOnly(left, SCALARS)) continue;
      const rows = rowCount(view, options);
      const measures = uniqueMeasures([
        ...calls.values(),
        ...(outer ? [] : [{ measures: [rows], value: () => "" }]),
      ]);
      return [{
        child: child.table,
        key,
        parent: parent.table,
        filter,
        measures,
        rewritten: (column) =>
          overParent({ view, calls, rows, outer, above, alias: parent.alias }, column),
      }];
    }
  }
  return [];
}

interface GroupedRead {
  readonly view: PlainSelect;
  readonly calls: ReadonlyMap<SyntaxNode, Aggregate>;
  /** How many children there are. */
  readonly rows: Measure;
  /** Whether parents without children are in the result. */
  readonly outer: boolean;
  /** Conditions over the parent. */
  readonly above: readonly unknown[];
  /** The parent's name in the statement. */
  readonly alias: string;
}

// The statement over the parents alone.
async function overParent(
  { view: { fields }, calls, rows, outer, above, alias }: GroupedRead,
  column: (measure: Measure) => string,
): Promise<SyntaxNode> {
  const refer = (measure: Measure) =>
    `${quoteIdentifier(alias)}.${quoteIdentifier(column(measure))}`;
  const nodes = new Map<SyntaxNode, SyntaxNode>();
  for (const [call, { value }] of calls) {
    // An outer join gives one row for a parent without children, and count(*) counts it.
    const text = outer && call.agg_star ? `greatest(${refer(rows)}, 1)` : value(refer);
    nodes.set(call, await parseCondition(text));
  }
  const mapped = mapSelect(fields, (_, call) => nodes.get(call));
  const { groupClause: _groups, havingClause, ...plain } = mapped;
  const ranges: unknown[] = [];
  walk(fields.fromClause, (type, range) => {
    if (type !== "RangeVar") return;
    const own = (range.alias as SyntaxNode | undefined)?.aliasname ?? range.relname;
    if (own === alias) ranges.push({ RangeVar: range });
    return false;
  });
  return {
    SelectStmt: withFrom(plain, ranges, [
      ...above,
      ...(outer ? [] : [await parseCondition(`${refer(rows)} > 0`)]),
      ...(havingClause ? [havingClause as SyntaxNode] : []),
    ]),
  };
}

/** Functions of one row that statements often wrap around a count. */
const SCALARS: ReadonlySet<string> = new Set(
  "abs ceil floor length lower round to_char trim upper date_trunc".split(" "),
);

const only = (aliases: ReadonlySet<string> | undefined, alias: string): boolean =>
  aliases !== undefined && [...aliases].every((one) => one === alias);

function onlyOf(
  view: Pick<StatementView, "column">,
  alias: string,
): Pick<StatementView, "column"> {
  return {
    column: (node) => {
      const column = view.column(node);
      return column?.alias === alias ? column : undefined;
    },
  };
}

// A bare name in ORDER BY may mean a column of the result.
function withoutOutputNames(value: unknown, fields: SyntaxNode): unknown {
  const names = new Set(
    listOf(fields, "targetList").map((target) => nodeOf(target, "ResTarget")?.name),
  );
  return replaceNodes(value, (type, node) => {
    const own = type === "ColumnRef" ? namesOf(listOf(node, "fields")) : [];
    return own.length === 1 && names.has(own[0]) ? { Null: {} } : undefined;
  });
}
