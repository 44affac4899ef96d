import { quoteIdentifier } from "../../engines/postgresql/identifiers.ts";
import { printNode } from "../../whatif/rewrites/print_tree.ts";
import { conjuncts, type StatementView } from "../../whatif/rewrites/statement_view.ts";
import { listOf, namesOf, nodeOf, type SyntaxNode, walk } from "../../workload/syntax_tree.ts";
import { columnNode, replaceNodes, shapeOf } from "./trees.ts";

/** A number kept for a group of rows: how many, or the sum of a column. */
export interface Measure {
  /** Tells it from the others of one structure. */
  readonly key: string;
  /** The column that keeps it. */
  readonly name: string;
  /** The column's type. */
  readonly type: string;
  /** What one row adds, as SQL over a row of a name. */
  readonly of: (row: string) => string;
  /** Columns that it depends on. */
  readonly columns: readonly string[];
  /** The column whose sum may become `NaN`, from which nothing can be taken away again. */
  readonly notANumber?: string;
}

/** An aggregate of a statement, by the measures that it is computed from. */
export interface Aggregate {
  readonly measures: readonly Measure[];
  /** Its value as SQL, of what stands for each measure, where the measures are of one group. */
  readonly value: (refer: (measure: Measure) => string) => string;
}

/** Types whose sums are exact, with the type of the sum. */
const SUMS: Readonly<Record<string, string>> = {
  smallint: "bigint",
  integer: "bigint",
  bigint: "numeric",
};

/** What rows are counted: a condition over the columns of one table. */
export interface Filter {
  readonly conditions: readonly SyntaxNode[];
  readonly columns: readonly string[];
  /** As SQL over a row of a name; true where there is no condition. */
  readonly of: (row: string) => string | undefined;
  readonly key: string;
}

/** Reads conditions over one table as a filter. */
export function filterOf(
  conditions: readonly SyntaxNode[],
  view: Pick<StatementView, "column">,
): Filter {
  const parts = conditions.flatMap((condition) => conjuncts(condition));
  const columns = new Set<string>();
  const over = (row: string, node: unknown) =>
    replaceNodes(node, (type, fields) => {
      const column = type === "ColumnRef" ? view.column({ ColumnRef: fields }) : undefined;
      if (!column) return undefined;
      columns.add(column.column.name);
      return columnNode(row, column.column.name);
    });
  const plain = parts.map((part) => over("r", part));
  return {
    conditions: parts,
    columns: [...columns],
    of: (row) =>
      parts.length === 0
        ? undefined
        : parts.map((part) => `(${printNode(over(row, part))})`).join(" and "),
    key: plain.map(shapeOf).sort().join("&"),
  };
}

/** Over which rows aggregates are. */
export interface AggregateOptions {
  readonly filter: Filter;
  /** What the names of the columns that keep them begin with. */
  readonly prefix: string;
  /** The table's name in the statement. */
  readonly alias: string;
}

/**
 * Reads a call of `count`, `sum` or `avg` over columns of one table.
 *
 * @returns Nothing where it is something else, or cannot be kept exactly: a sum of floating point, a maximum.
 */
export function aggregateOf(
  call: SyntaxNode,
  view: Pick<StatementView, "column">,
  { filter, prefix, alias }: AggregateOptions,
): Aggregate | undefined {
  const names = namesOf(listOf(call, "funcname"));
  const name = names.length === 1 ? names[0]! : names[0] === "pg_catalog" ? names[1]! : "";
  if (call.agg_distinct || call.agg_order || call.agg_filter || call.over || call.func_variadic) {
    return undefined;
  }
  const args = listOf(call, "args");
  if (name === "count" && call.agg_star) {
    const rows = count();
    return { measures: [rows], value: (refer) => refer(rows) };
  }
  const column = args.length === 1 ? view.column(args[0]) : undefined;
  if (!column || column.alias !== alias || column.column.generated) return undefined;
  const present = count(column.column.nullable ? column.column.name : undefined);
  if (name === "count") return { measures: [present], value: (refer) => refer(present) };
  if (name !== "sum" && name !== "avg") return undefined;
  const sum = sumOf(column.column.name, column.type);
  if (!sum) return undefined;
  const numeric = (text: string) => `${text}::numeric`;
  return {
    measures: [present, sum],
    value: (refer) => {
      const value = name === "sum"
        ? refer(sum)
        : `${numeric(refer(sum))} / ${numeric(refer(present))}`;
      return `case when ${refer(present)} > 0 then ${value} end`;
    },
  };

  function count(column?: string): Measure {
    const condition = (row: string) =>
      [
        ...(filter.conditions.length > 0 ? [filter.of(row)!] : []),
        ...(column === undefined ? [] : [`${row}.${quoteIdentifier(column)} is not null`]),
      ].join(" and ");
    return {
      key: `count(${column ?? "*"})`,
      name: column === undefined ? `${prefix}_count` : `${prefix}_${column}_count`,
      type: "bigint",
      of: (row) => condition(row) === "" ? "1" : `case when ${condition(row)} then 1 else 0 end`,
      columns: [...filter.columns, ...(column === undefined ? [] : [column])],
    };
  }

  function sumOf(name: string, base: string): Measure | undefined {
    // Without a fixed scale a sum would print with more digits after rows are gone than before.
    const type = SUMS[base] ?? (/^numeric\(\d+, ?\d+\)$/.test(base) ? "numeric" : undefined);
    if (type === undefined) return undefined;
    const value = (row: string) => `coalesce(${row}.${quoteIdentifier(name)}, 0)`;
    return {
      key: `sum(${name})`,
      name: `${prefix}_${name}_sum`,
      type,
      of: (row) =>
        filter.conditions.length > 0
          ? `case when ${filter.of(row)} then ${value(row)} else 0 end`
          : value(row),
      columns: [...filter.columns, name],
      ...(base.startsWith("numeric") ? { notANumber: name } : {}),
    };
  }
}

/** The calls of aggregates in a tree over one table; nothing where one of them cannot be kept. */
export function aggregatesIn(
  value: unknown,
  view: Pick<StatementView, "column">,
  options: AggregateOptions,
): ReadonlyMap<SyntaxNode, Aggregate> | undefined {
  const found = new Map<SyntaxNode, Aggregate>();
  let known = true;
  walk(value, (type, fields) => {
    if (!isAggregateCall(type, fields)) return;
    const aggregate = aggregateOf(fields, view, options);
    if (aggregate) found.set(fields, aggregate);
    else known = false;
    return false;
  });
  return known ? found : undefined;
}

const COUNT_ALL: SyntaxNode = { funcname: [{ String: { sval: "count" } }], agg_star: true };

/** How many rows there are. */
export function rowCount(view: Pick<StatementView, "column">, options: AggregateOptions): Measure {
  return aggregateOf(COUNT_ALL, view, options)!.measures[0]!;
}

/** Each measure once. */
export function uniqueMeasures(aggregates: readonly Aggregate[]): readonly Measure[] {
  const all = aggregates.flatMap(({ measures }) => measures);
  return all.filter((measure, at) => all.findIndex(({ key }) => key === measure.key) === at);
}

/** Whether a call is of an aggregate that may be kept; what it is else is left to PostgreSQL. */
export function isAggregateCall(type: string, fields: SyntaxNode): boolean {
  return type === "FuncCall" &&
    /^(count|sum|avg)$/.test(namesOf(listOf(fields, "funcname")).at(-1) ?? "") &&
    nodeOf({ FuncCall: fields }, "FuncCall") !== undefined;
}
