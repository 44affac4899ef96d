import { qualify, quoteIdentifier } from "../../engines/postgresql/identifiers.ts";
import type { SchemaEdit } from "../../schema/apply_edits.ts";
import type { Schema, Table } from "../../schema/schema.ts";
import { tableStatistics } from "../../statistics/statistics.ts";
import { parseCondition } from "../../whatif/rewrites/print_tree.ts";
import { isGiven } from "../../whatif/rewrites/statement_view.ts";
import { listOf, namesOf, nodeOf, type SyntaxNode, walk } from "../../workload/syntax_tree.ts";
import { isPlainTable } from "./copied_column.ts";
import { columnDimension, type Dimension, fallsOn, truncatedDimension } from "./dimensions.ts";
import { type ColumnContext, equalityOf, isFixedCondition } from "./fixed_conditions.ts";
import {
  type Aggregate,
  aggregateOf,
  type Filter,
  filterOf,
  isAggregateCall,
  type Measure,
  uniqueMeasures,
} from "./measures.ts";
import { freeName } from "./names.ts";
import { plainSelect } from "./plain_select.ts";
import { copiedStatistics, measureStatistics, newTable } from "./statistics.ts";
import { type FindStructures, pathOf, type Structure } from "./structure.ts";
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
} from "./trees.ts";
import {
  hasRowTriggersBefore,
  listColumns,
  putFunction,
  putTrigger,
  updateOf,
} from "./triggers.ts";

/** A summary by more columns is hardly smaller than what it sums up. */
const MOST_DIMENSIONS = 4;

/** Counts and sums of groups of one table's rows, kept in a table of their own. */
export const summaryTables: FindStructures = ({ statement, schema }) => {
  const read = readOf(statement, schema);
  return read ? [summaryOf(schema, read)] : [];
};

/** What a statement asks of groups of rows. */
interface GroupRead {
  readonly table: Table;
  readonly dimensions: readonly Dimension[];
  readonly filter: Filter;
  readonly measures: readonly Measure[];
  readonly rows: Measure;
  /** The statement over a summary. */
  readonly rewritten: (summary: Summary) => Promise<SyntaxNode>;
}

interface Summary {
  readonly table: string;
  readonly schema: string;
  readonly column: (measure: Measure) => string;
}

function readOf(statement: SyntaxNode, schema: Schema): GroupRead | undefined {
  const view = plainSelect(statement, schema);
  const [own, ...more] = view?.tables ?? [];
  if (!view || !own || more.length > 0 || contains(view.fields, "SubLink")) return undefined;
  const { fields, conditions } = view;
  const { alias, table } = own;
  if (fields.distinctClause || !isPlainTable(schema, table) || hasRowTriggersBefore(table)) {
    return undefined;
  }
  if (takesWholeRows(statement, new Set([alias]))) return undefined;
  const context: ColumnContext = { ...view, schema };
  const targets = listOf(fields, "targetList");
  const dimensions = new Map<string, Dimension>();
  const trees: (readonly [tree: unknown, dimension: Dimension])[] = [];
  for (const item of listOf(fields, "groupClause")) {
    const tree = groupedBy(item, targets, context);
    const dimension = columnDimension(tree, context) ?? truncatedDimension(tree, context);
    if (!dimension) return undefined;
    dimensions.set(dimension.key, dimension);
    trees.push([tree, dimension]);
  }
  const fixed: SyntaxNode[] = [];
  const open: SyntaxNode[] = [];
  for (const condition of conditions) {
    const kept = overDimensions(condition);
    if (kept) open.push(kept);
    else if (isFixedCondition(condition, context)) fixed.push(condition);
    else {
      const equal = equalityOf(condition, view);
      const dimension = equal &&
        columnDimension(columnNode(alias, equal.column.column.name), context);
      if (!dimension) return undefined;
      dimensions.set(dimension.key, dimension);
      open.push(condition);
    }
  }
  if (dimensions.size === 0 || dimensions.size > MOST_DIMENSIONS) return undefined;
  const filter = filterOf(fixed, view);
  const options = { filter, alias, prefix: "rows" };
  const asked = [targets, fields.havingClause, fields.sortClause];
  const calls = new Map<SyntaxNode, Aggregate>();
  let known = true;
  walk(asked, (type, call) => {
    if (!isAggregateCall(type, call)) return;
    const aggregate = aggregateOf(call, view, options);
    if (aggregate) calls.set(call, aggregate);
    else known = false;
    return false;
  });
  if (!known || calls.size === 0) return undefined;
  const outputs = new Set(targets.map(outputName));
  const left = replaceNodes(asked, (type, node) => {
    if (calls.has(node) || trees.some(([tree]) => sameTree({ [type]: node }, tree))) {
      return { Null: {} };
    }
    const name = type === "ColumnRef" ? bareName({ ColumnRef: node }) : undefined;
    return name !== undefined && outputs.has(name) ? { Null: {} } : undefined;
  });
  if (contains(left, "ColumnRef") || !callsOnly(left, SCALARS)) return undefined;
  const rows = aggregateOf(COUNT_ALL, view, options)!.measures[0]!;
  return {
    table,
    dimensions: [...dimensions.values()],
    filter,
    measures: uniqueMeasures([...calls.values(), { measures: [rows], value: () => "" }]),
    rows,
    rewritten: async ({ schema, table, column }) => {
      const of = (measure: Measure) =>
        `${quoteIdentifier(alias)}.${quoteIdentifier(column(measure))}`;
      const nodes = new Map<SyntaxNode, SyntaxNode>();
      for (const [call, { value }] of calls) {
        nodes.set(
          call,
          await parseCondition(
            value((measure) => `coalesce(sum(${of(measure)}), 0)::${measure.type}`),
          ),
        );
      }
      const mapped = mapSelect(
        fields,
        (type, node) =>
          nodes.get(node) ??
            (type === "ColumnRef" || type === "FuncCall"
              ? dimensionAt({ [type]: node })
              : undefined),
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
        SelectStmt: withFrom(mapped, [range], [
          ...open,
          await parseCondition(`${of(rows)} > 0`),
        ]),
      };
    },
  };

  function dimensionAt(tree: unknown): SyntaxNode | undefined {
    const found = trees.find(([other]) => sameTree(other, tree));
    return found && columnNode(alias, found[1].name);
  }

  // A condition over a column that is a dimension, or over the start of a unit of one that is cut off.
  function overDimensions(condition: SyntaxNode): SyntaxNode | undefined {
    const whole = replaceNodes(condition, (type, node) => {
      const column = type === "ColumnRef" ? view!.column({ ColumnRef: node }) : undefined;
      return column && dimensions.get(column.column.name) ? { Null: {} } : undefined;
    });
    const plain = !contains(whole, "ColumnRef") && contains(whole, "Null") &&
      isComparison(condition);
    if (plain) return condition;
    const expression = nodeOf(condition, "A_Expr");
    const operator = namesOf(listOf(expression ?? {}, "name")).join(".");
    const column = expression && view!.column(expression.lexpr)?.column.name;
    const cut = [...dimensions.values()].find((one) => one.unit && one.column === column);
    if (
      !expression || !cut || !/^(<|>=)$/.test(operator) || !fallsOn(cut.unit!, expression.rexpr)
    ) {
      return undefined;
    }
    if (!isFixedCondition(condition, context)) return undefined;
    return { A_Expr: { ...expression, lexpr: columnNode(alias, cut.name) } };
  }
}

// A column with whatever the statement brings, in either order.
function isComparison(node: unknown): boolean {
  const expression = nodeOf(node, "A_Expr");
  return (expression?.kind === "AEXPR_OP" || expression?.kind === "AEXPR_IN" ||
    expression?.kind === "AEXPR_BETWEEN" || expression?.kind === "AEXPR_OP_ANY") &&
    [expression.lexpr, expression.rexpr].some((side) => nodeOf(side, "ColumnRef")) &&
    [expression.lexpr, expression.rexpr].some((side) => {
      const items = nodeOf(side, "List") ? listOf(nodeOf(side, "List")!, "items") : [side];
      return items.every(isGiven);
    });
}

const COUNT_ALL: SyntaxNode = { funcname: [{ String: { sval: "count" } }], agg_star: true };
const SCALARS: ReadonlySet<string> = new Set("abs ceil floor round to_char".split(" "));

// What a GROUP BY item means: the number or the name of a column of the result, or itself.
function groupedBy(item: unknown, targets: readonly unknown[], { column }: ColumnContext): unknown {
  const position = (nodeOf(item, "A_Const")?.ival as { readonly ival?: number } | undefined)?.ival;
  if (position !== undefined) return nodeOf(targets[position - 1], "ResTarget")?.val;
  const name = bareName(item);
  if (name === undefined || column(item)) return item;
  return nodeOf(targets.find((target) => nodeOf(target, "ResTarget")?.name === name), "ResTarget")
    ?.val;
}

function summaryOf(schema: Schema, read: GroupRead): Structure {
  const { table, filter, rows } = read;
  const dimensions = [...read.dimensions].sort((a, b) => a.key < b.key ? -1 : 1);
  const measures = [...read.measures].sort((a, b) => a.key < b.key ? -1 : 1);
  const taken = new Set(dimensions.map(({ name }) => name));
  const names = new Map<string, string>();
  for (const measure of measures) {
    const wanted = measure.key === rows.key ? "rows" : measure.name;
    let name = wanted;
    for (let number = 2; taken.has(name); number++) name = `${wanted}_${number}`;
    taken.add(name);
    names.set(measure.key, name);
  }
  const nameOf = (measure: Measure) => names.get(measure.key)!;
  const name = freeName(
    schema,
    table.schema,
    `${table.name}_by_${dimensions.map((one) => one.name).join("_")}`,
  );
  const summary: Table = {
    schema: table.schema,
    name,
    comment: `Counts and sums of ${table.name}, kept by triggers`,
    columns: [
      ...dimensions.map((one) => ({ name: one.name, type: one.type, nullable: false })),
      ...measures.map((one) => ({ name: nameOf(one), type: one.type, nullable: false })),
    ],
    primaryKey: { name: `${name}_pkey`, columns: dimensions.map((one) => one.name) },
    uniques: [],
    foreignKeys: [],
    checks: [],
    exclusions: [],
    indexes: [],
    triggers: [],
    policies: [],
  };
  const keys = dimensions.map((one) => one.name);
  const title = `${name} keeps ${measures.map(({ key }) => key).join(", ")} of ${table.name} by ${
    keys.join(", ")
  }${filter.conditions.length === 0 ? "" : ` where ${filter.of(table.name)}`}`;
  const count = { schema: table.schema, name: freeName(schema, table.schema, `${name}_keep`) };
  const watched = [
    ...new Set([
      ...dimensions.map(({ column }) => column),
      ...measures.flatMap(({ columns }) => columns),
    ]),
  ];
  const held = (row: string) =>
    filter.of(row) === undefined ? "true" : `(${filter.of(row)}) is true`;
  const at = (row: string) =>
    dimensions.map((one) => `s.${quoteIdentifier(one.name)} = ${one.of(row)}`).join(" and ");
  const sum = (sign: string, row: string, value: (measure: Measure) => string) =>
    `update ${qualify(summary)} s set ${
      measures.map((one) =>
        `${quoteIdentifier(nameOf(one))} = s.${quoteIdentifier(nameOf(one))} ${sign} ${value(one)}`
      ).join(", ")
    } where ${at(row)}`;
  const columns = listColumns([...keys, ...measures.map(nameOf)]);
  const same = `row(${
    dimensions.map((one) => one.of("new")).join(", ")
  }) is not distinct from row(${dimensions.map((one) => one.of("old")).join(", ")})`;
  const holdsNaN = measures.flatMap(({ notANumber }) => notANumber ?? []);
  const body = [
    "begin",
    "  if tg_op = 'TRUNCATE' then",
    `    delete from ${qualify(summary)};`,
    "    return null;",
    "  end if;",
    ...(holdsNaN.length === 0 ? [] : [
      `  if tg_op <> 'DELETE' and 'NaN' in (${listColumns(holdsNaN, "new")}) then`,
      "    raise exception using",
      "      errcode = 'numeric_value_out_of_range',",
      `      message = 'NaN cannot be taken away again from ${name.replaceAll("'", "''")}';`,
      "  end if;",
    ]),
    `  if tg_op = 'UPDATE' then`,
    `    if ${same} and ${held("old")} and ${held("new")} then`,
    `      if row(${measures.map((one) => one.of("new")).join(", ")}) is distinct from row(${
      measures.map((one) => one.of("old")).join(", ")
    }) then`,
    `        ${sum("+", "new", (one) => `${one.of("new")} - ${one.of("old")}`)};`,
    "      end if;",
    "      return null;",
    "    end if;",
    "  end if;",
    "  if tg_op <> 'INSERT' then",
    `    if ${held("old")} then`,
    `      ${sum("-", "old", (one) => one.of("old"))};`,
    "    end if;",
    "  end if;",
    "  if tg_op <> 'DELETE' then",
    `    if ${held("new")} then`,
    `      insert into ${qualify(summary)} as s (${columns})`,
    `      values (${
      [...dimensions.map((one) => one.of("new")), ...measures.map((one) => one.of("new"))]
        .join(", ")
    })`,
    `      on conflict (${listColumns(keys)}) do update set ${
      measures.map((one) =>
        `${quoteIdentifier(nameOf(one))} = s.${quoteIdentifier(nameOf(one))} + excluded.${
          quoteIdentifier(nameOf(one))
        }`
      ).join(", ")
    };`,
    "    end if;",
    "  end if;",
    "  return null;",
    "end;",
  ].join("\n");
  const put: SchemaEdit = {
    on: "schema",
    kind: "put-table",
    target: pathOf(summary),
    value: summary,
    reason: `${title}: read without grouping all rows`,
  };
  const edits: readonly SchemaEdit[] = [
    put,
    putFunction({ routine: count, body, comment: `Keeps ${name} up to date with ${table.name}` }),
    putTrigger({
      name: count.name,
      table,
      when: "AFTER",
      events: ["INSERT", "DELETE", updateOf(watched)],
      each: "ROW",
      calls: count,
      reason: title,
    }),
    putTrigger({
      name: freeName(schema, table.schema, `${count.name}_truncated`),
      table,
      when: "AFTER",
      events: ["TRUNCATE"],
      each: "STATEMENT",
      calls: count,
      reason: title,
    }),
  ];
  const grouped = `from ${qualify(table)} r${
    filter.conditions.length === 0 ? "" : ` where ${filter.of("r")}`
  } group by ${dimensions.map((one) => one.of("r")).join(", ")}`;
  const touch = `update ${qualify(summary)} set ${quoteIdentifier(nameOf(rows))} = 0 where ${
    keys.map((name, at) => `${quoteIdentifier(name)} = $${at + 1}`).join(" and ")
  }`;
  return {
    key: JSON.stringify([
      "summary-table",
      pathOf(table),
      dimensions.map(({ key }) => key),
      filter.key,
      measures.map(({ key }) => key),
    ]),
    kind: "summary-table",
    where: pathOf(table),
    title,
    edits,
    probe: [put],
    fill: [
      `insert into ${qualify(summary)} (${columns}) select ${
        [
          ...dimensions.map((one) => one.of("r")),
          ...measures.map((one) => `sum(${one.of("r")})`),
        ].join(", ")
      } ${grouped}`,
    ],
    undo: [`drop function ${qualify(count)}() cascade`, `drop table ${qualify(summary)}`],
    rule: { kind: "trigger" },
    lockedBy: { table, columns: dimensions.map(({ column }) => column) },
    upkeep: [
      { table, kind: "insert", sql: touch, writes: true },
      { table, kind: "delete", sql: touch, writes: true },
      { table, kind: "update", columns: watched, sql: touch, writes: true },
    ],
    cautions: [
      `Whoever changes ${table.name} locks a row of ${name} until the end of the transaction: ` +
      "changes in one group wait for each other.",
      `Groups that become empty stay in ${name} with a count of 0; delete them now and then.`,
    ],
    statistics: async (data) => {
      const rows = await data.rows(
        `select ${dimensions.map((one) => one.of("r")).join(", ")} ${grouped}`,
      );
      const held = Math.max(1, rows);
      const base = tableStatistics(data.statistics, table.name, table.schema);
      return [
        newTable(data.schema, summary, held, [
          ...dimensions.map((one) =>
            one.unit
              ? measureStatistics(data.schema, one.name, one.type, Math.min(held, 3000))
              : copiedStatistics(data, table, one.column, one.name, table)
          ),
          ...measures.map((one) =>
            measureStatistics(
              data.schema,
              nameOf(one),
              one.type,
              Math.min(held, 2 + Math.max(0, base?.rows ?? 0) / held),
            )
          ),
        ]),
      ];
    },
    rewrite: async (statement) => {
      const other = readOf(statement, schema);
      const fits = other && pathOf(other.table) === pathOf(table) &&
        other.filter.key === filter.key &&
        other.dimensions.every(({ key }) => dimensions.some((one) => one.key === key)) &&
        other.measures.every((measure) => names.has(measure.key));
      return fits
        ? await other.rewritten({ schema: summary.schema, table: name, column: nameOf })
        : undefined;
    },
  };
}
