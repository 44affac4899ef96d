import { quoteIdentifier } from "../../../engines/postgresql/identifiers.ts";
import type { Schema, Table } from "../../../schema/schema.ts";
import { parseCondition } from "../../../whatif/rewrites/print_tree.ts";
import { listOf, type SyntaxNode } from "../../../workload/syntax_tree.ts";
import { columnDimension, type Dimension, truncatedDimension } from "../dimensions.ts";
import {
  type Aggregate,
  aggregatesIn,
  type Filter,
  filterOf,
  type Measure,
  rowCount,
  uniqueMeasures,
} from "../measures.ts";
import { groupedBy, selectOfOne } from "../plain_select.ts";
import { isPlainTable } from "../steady_key.ts";
import {
  bareName,
  callsOnly,
  columnNode,
  contains,
  mapSelect,
  outputName,
  replaceNodes,
  sameTree,
  takesWholeRows,
  withFrom,
} from "../trees.ts";
import { hasRowTriggersBefore } from "../triggers.ts";
import { sortConditions } from "./sort_conditions.ts";

/** A summary by more columns is hardly smaller than what it sums up. */
const MOST_DIMENSIONS = 4;

/** Functions of one row that statements often wrap around a count. */
const SCALARS: ReadonlySet<string> = new Set("abs ceil floor round to_char".split(" "));

/** What a statement asks of groups of rows. */
export interface GroupRead {
  readonly table: Table;
  readonly dimensions: readonly Dimension[];
  readonly filter: Filter;
  readonly measures: readonly Measure[];
  /** How many rows a group has. */
  readonly rows: Measure;
  /** The statement over a summary. */
  readonly rewritten: (summary: SummaryColumns) => Promise<SyntaxNode>;
}

/** The table that keeps groups, and its columns. */
export interface SummaryColumns {
  readonly table: string;
  readonly schema: string;
  readonly column: (measure: Measure) => string;
}

/** Reads what a statement asks of groups of one table's rows; nothing where it asks for anything else. */
export function groupReadOf(statement: SyntaxNode, schema: Schema): GroupRead | undefined {
  const one = selectOfOne(statement, schema);
  if (!one || !isPlainTable(schema, one.table) || hasRowTriggersBefore(one.table)) return undefined;
  const { view, alias, table } = one;
  const { fields, conditions } = view;
  if (takesWholeRows(statement, new Set([alias]))) return undefined;
  const context = { ...view, schema, alias };
  const targets = listOf(fields, "targetList");
  const grouped = new Map<string, Dimension>();
  const trees: DimensionTree[] = [];
  for (const item of listOf(fields, "groupClause")) {
    const tree = groupedBy(item, targets, context);
    const dimension = columnDimension(tree, context) ?? truncatedDimension(tree, context);
    if (!dimension) return undefined;
    grouped.set(dimension.key, dimension);
    trees.push([tree, dimension]);
  }
  const sorted = sortConditions(conditions, grouped, context);
  if (!sorted) return undefined;
  const { fixed, open, dimensions } = sorted;
  if (dimensions.size === 0 || dimensions.size > MOST_DIMENSIONS) return undefined;
  const filter = filterOf(fixed, view);
  const options = { filter, alias, prefix: "rows" };
  const asked = [targets, fields.havingClause, fields.sortClause];
  const calls = aggregatesIn(asked, view, options);
  if (!calls || calls.size === 0 || !asksOnlyFor(asked, { calls, trees, targets })) {
    return undefined;
  }
  const rows = rowCount(view, options);
  return {
    table,
    dimensions: [...dimensions.values()],
    filter,
    measures: uniqueMeasures([...calls.values(), { measures: [rows], value: () => "" }]),
    rows,
    rewritten: (summary) => overSummary({ fields, alias, calls, trees, open, rows }, summary),
  };
}

type DimensionTree = readonly [tree: unknown, dimension: Dimension];

interface Asked {
  readonly calls: ReadonlyMap<SyntaxNode, Aggregate>;
  readonly trees: readonly DimensionTree[];
  readonly targets: readonly unknown[];
}

// Whether there is nothing but aggregates, dimensions and names of the result.
function asksOnlyFor(asked: unknown, { calls, trees, targets }: Asked): boolean {
  const outputs = new Set(targets.map(outputName));
  const left = replaceNodes(asked, (type, node) => {
    if (calls.has(node) || trees.some(([tree]) => sameTree({ [type]: node }, tree))) {
      return { Null: {} };
    }
    const name = type === "ColumnRef" ? bareName({ ColumnRef: node }) : undefined;
    return name !== undefined && outputs.has(name) ? { Null: {} } : undefined;
  });
  return !contains(left, "ColumnRef") && callsOnly(left, SCALARS);
}

interface OverTable extends Omit<Asked, "targets"> {
  readonly fields: SyntaxNode;
  readonly alias: string;
  /** Conditions over the summary. */
  readonly open: readonly SyntaxNode[];
  readonly rows: Measure;
}

async function overSummary(
  { fields, alias, calls, trees, open, rows }: OverTable,
  { schema, table, column }: SummaryColumns,
): Promise<SyntaxNode> {
  const of = (measure: Measure) => `${quoteIdentifier(alias)}.${quoteIdentifier(column(measure))}`;
  const nodes = new Map<SyntaxNode, SyntaxNode>();
  for (const [call, { value }] of calls) {
    nodes.set(
      call,
      await parseCondition(
        value((measure) => `coalesce(sum(${of(measure)}), 0)::${measure.type}`),
      ),
    );
  }
  const dimensionAt = (tree: unknown): SyntaxNode | undefined => {
    const found = trees.find(([other]) => sameTree(other, tree));
    return found && columnNode(alias, found[1].name);
  };
  const mapped = mapSelect(
    fields,
    (type, node) =>
      nodes.get(node) ??
        (type === "ColumnRef" || type === "FuncCall" ? dimensionAt({ [type]: node }) : undefined),
  );
  const range = {
    RangeVar: {
      schemaname: schema,
      relname: table,
      inh: true,
      relpersistence: "p",
      alias: { aliasname: alias },
    },
  };
  return {
    SelectStmt: withFrom(mapped, [range], [...open, await parseCondition(`${of(rows)} > 0`)]),
  };
}
