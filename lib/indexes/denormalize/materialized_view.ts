import { qualify } from "../../engines/postgresql/identifiers.ts";
import type { SchemaEdit } from "../../schema/apply_edits.ts";
import type { Index, Schema, Table, View } from "../../schema/schema.ts";
import { parseCondition, printNode } from "../../whatif/rewrites/print_tree.ts";
import { listOf, namesOf, nodeOf, type SyntaxNode, walk } from "../../workload/syntax_tree.ts";
import { freeName } from "./names.ts";
import { type PlainSelect, plainSelect } from "./plain_select.ts";
import { copiedStatistics, measureStatistics, newTable } from "./statistics.ts";
import { type FindStructures, isGuarded, pathOf, type Structure } from "./structure.ts";
import {
  bareName,
  columnNode,
  contains,
  outputName,
  sameTree,
  shapeOf,
  takesWholeRows,
} from "./trees.ts";

/** The youngest that data of a refresh can be. */
const LEAST_STALENESS = 1;

/** The result of a query whose reader does not need the rows of the moment, kept and refreshed. */
export const materializedViews: FindStructures = ({ statement, schema, pattern, staleness }) => {
  if (staleness < LEAST_STALENESS) return [];
  const read = readOf(statement, schema);
  return read ? [viewOf(schema, { ...read, pattern: pattern.name, staleness })] : [];
};

interface Output {
  /** Its name in the view. */
  readonly name: string;
  /** Its name in the result; nothing where it is only filtered or sorted by. */
  readonly shown?: string;
  readonly val: unknown;
  readonly type: string;
  /** The column that it is. */
  readonly source?: { readonly table: Table; readonly column: string };
}

interface ViewRead {
  readonly outputs: readonly Output[];
  readonly definition: SyntaxNode;
  /** Columns that parameters are compared with. */
  readonly filters: readonly { readonly output: Output; readonly condition: SyntaxNode }[];
  readonly order: readonly { readonly sort: SyntaxNode; readonly output: Output }[];
  /** Outputs that tell the rows apart. */
  readonly unique?: readonly string[];
  readonly tables: readonly Table[];
}

function readOf(statement: SyntaxNode, schema: Schema): ViewRead | undefined {
  const view = plainSelect(statement, schema);
  if (!view || contains(view.fields, "SubLink") || view.tables.length === 0) return undefined;
  const { fields, tables, conditions } = view;
  if (tables.some(({ table }) => isGuarded(table))) return undefined;
  if (takesWholeRows(statement, new Set(tables.map(({ alias }) => alias)))) return undefined;
  if (!isTimeless(fields) || !readsAlike(fields, view)) return undefined;
  const typeOf = typesIn(view);
  const groups = listOf(fields, "groupClause");
  const outputs: Output[] = [];
  const names = new Set<string>();
  const add = (wanted: string, val: unknown, shown?: string): Output | undefined => {
    const known = outputs.find((output) => sameTree(output.val, val) && output.shown === shown);
    if (known) return known;
    const type = typeOf(val);
    if (type === undefined) return undefined;
    let name = wanted;
    for (let number = 2; names.has(name); number++) name = `${wanted}_${number}`;
    names.add(name);
    const column = view.column(val);
    const output: Output = {
      name,
      val,
      type,
      ...(shown === undefined ? {} : { shown }),
      ...(column ? { source: { table: column.table, column: column.column.name } } : {}),
    };
    outputs.push(output);
    return output;
  };
  for (const target of listOf(fields, "targetList")) {
    const shown = outputName(target) ?? "?column?";
    const wanted = shown === "?column?" ? "value" : shown;
    if (!add(wanted, nodeOf(target, "ResTarget")!.val, shown)) return undefined;
  }
  const open = conditions.filter((condition) => contains(condition, "ParamRef"));
  const others = { ...fields, whereClause: undefined };
  if (contains(others, "ParamRef")) return undefined;
  const aggregates = groups.length > 0 || hasAggregate(fields);
  const limited = fields.limitCount !== undefined || fields.limitOffset !== undefined;
  const outer = tables.some(({ nullable }) => nullable);
  const filters: { output: Output; condition: SyntaxNode }[] = [];
  if (open.length > 0) {
    // What a limit or an aggregate over all rows gives depends on which rows there are.
    if (limited || fields.distinctClause || (aggregates && groups.length === 0)) return undefined;
    // Conditions of inner joins are lifted alike; those of outer joins stay where they are.
    if (outer && conjunctsOf(fields).length !== conditions.length) return undefined;
    for (const condition of open) {
      const expression = nodeOf(condition, "A_Expr");
      const operator = namesOf(listOf(expression ?? {}, "name")).join(".");
      if (expression?.kind !== "AEXPR_OP" || !view.column(expression.lexpr)) return undefined;
      if (!nodeOf(expression.rexpr, "ParamRef")) return undefined;
      if (!/^(=|<|<=|>|>=)$/.test(operator) || (aggregates && operator !== "=")) return undefined;
      const name = view.column(expression.lexpr)!.column.name;
      const output = add(`by_${name}`, expression.lexpr);
      if (!output) return undefined;
      filters.push({ output, condition });
    }
  }
  const order: { sort: SyntaxNode; output: Output }[] = [];
  for (const item of listOf(fields, "sortClause")) {
    const sort = nodeOf(item, "SortBy")!;
    const position = (nodeOf(sort.node, "A_Const")?.ival as { readonly ival?: number } | undefined)
      ?.ival;
    const name = bareName(sort.node);
    const shown = name !== undefined && outputs.find((output) => output.shown === name);
    const output = position !== undefined
      ? outputs[position - 1]
      : shown || add(`sorted_${order.length + 1}`, sort.node);
    if (!output) return undefined;
    order.push({ sort, output });
  }
  if (fields.distinctClause && outputs.some(({ shown }) => shown === undefined)) return undefined;
  const lifted = filters.map(({ output }) => output.val);
  const where = conditions.filter((condition) => !open.includes(condition));
  const definition = definitionOf(fields, {
    outputs,
    groups: groups.length === 0 ? [] : [
      ...groups.map((item) => groupedBy(item, listOf(fields, "targetList"), view)),
      ...lifted,
    ],
    where: open.length === 0 ? fields.whereClause : where,
    flatten: open.length > 0 && !outer,
    limited,
  });
  const unique = groups.length === 0 ? undefined : groups
    .map((item) => groupedBy(item, listOf(fields, "targetList"), view))
    .map((tree) => outputs.find(({ val }) => sameTree(val, tree))?.name);
  return {
    outputs,
    definition,
    filters,
    order,
    ...(unique?.every((name) => name !== undefined)
      ? { unique: [...unique, ...filters.map(({ output }) => output.name)] as string[] }
      : {}),
    tables: tables.map(({ table }) => table),
  };
}

interface DefinitionParts {
  readonly outputs: readonly Output[];
  readonly groups: readonly unknown[];
  readonly where: unknown;
  /** Whether conditions of joins were taken out into `where`. */
  readonly flatten: boolean;
  readonly limited: boolean;
}

function definitionOf(fields: SyntaxNode, parts: DefinitionParts): SyntaxNode {
  const { outputs, groups, where, flatten, limited } = parts;
  const { whereClause: _where, sortClause, groupClause: _groups, ...rest } = fields;
  const conditions = Array.isArray(where) ? where : where === undefined ? [] : [where];
  const ranges: unknown[] = [];
  walk(fields.fromClause, (type, range) => {
    if (type !== "RangeVar") return;
    ranges.push({ RangeVar: range });
    return false;
  });
  return {
    SelectStmt: {
      ...rest,
      targetList: outputs.map(({ name, val }) => ({ ResTarget: { name, val } })),
      ...(flatten ? { fromClause: ranges } : {}),
      ...(conditions.length === 0 ? {} : {
        whereClause: conditions.length === 1
          ? conditions[0]
          : { BoolExpr: { boolop: "AND_EXPR", args: conditions } },
      }),
      ...(groups.length === 0 ? {} : { groupClause: groups }),
      ...(limited && sortClause ? { sortClause } : {}),
    },
  };
}

function conjunctsOf({ whereClause }: SyntaxNode): readonly unknown[] {
  const bool = nodeOf(whereClause, "BoolExpr");
  if (bool?.boolop === "AND_EXPR") return listOf(bool, "args");
  return whereClause === undefined ? [] : [whereClause];
}

function groupedBy(
  item: unknown,
  targets: readonly unknown[],
  { column }: { readonly column: (node: unknown) => unknown },
): unknown {
  const position = (nodeOf(item, "A_Const")?.ival as { readonly ival?: number } | undefined)?.ival;
  if (position !== undefined) return nodeOf(targets[position - 1], "ResTarget")?.val;
  const name = bareName(item);
  if (name === undefined || column(item)) return item;
  const named = targets.find((target) => nodeOf(target, "ResTarget")?.name === name);
  return nodeOf(named, "ResTarget")?.val ?? item;
}

const AGGREGATES: ReadonlySet<string> = new Set(["count", "sum", "avg", "min", "max"]);

function hasAggregate(fields: SyntaxNode): boolean {
  let found = false;
  walk([fields.targetList, fields.havingClause, fields.sortClause], (type, call) => {
    if (type === "FuncCall" && AGGREGATES.has(namesOf(listOf(call, "funcname")).at(-1) ?? "")) {
      found = true;
    }
  });
  return found;
}

/** Functions that give the same at all times and in all sessions. */
const TIMELESS: ReadonlySet<string> = new Set([
  ...AGGREGATES,
  ..."abs ceil floor length lower round trim upper substring".split(" "),
]);

// What a view keeps must not depend on when, where and for whom it was refreshed.
function isTimeless(fields: SyntaxNode): boolean {
  if (contains(fields, "SQLValueFunction", "RangeFunction", "RangeSubselect", "GroupingSet")) {
    return false;
  }
  let timeless = true;
  walk(fields, (type, node) => {
    if (type !== "FuncCall") return;
    const name = namesOf(listOf(node, "funcname")).at(-1) ?? "";
    if (!TIMELESS.has(name) || node.over || node.agg_filter || node.agg_order) timeless = false;
  });
  return timeless;
}

const ISO = /^\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?(Z|[+-]\d{2}(:?\d{2})?)?$/;

// Dates and times that sessions would read in different ways: `'today'`, or a time without its zone.
function readsAlike(
  fields: SyntaxNode,
  view: PlainSelect,
): boolean {
  let alike = true;
  const judge = (value: unknown, zoned: boolean) =>
    walk(value, (type, constant) => {
      const text = type === "A_Const"
        ? (constant.sval as { readonly sval?: string } | undefined)?.sval
        : undefined;
      if (text === undefined) return;
      const zone = ISO.exec(text)?.[4];
      if (!ISO.test(text) || (zoned && zone === undefined)) alike = false;
    });
  walk(fields, (type, node) => {
    if (type === "A_Expr") {
      for (const [one, other] of [[node.lexpr, node.rexpr], [node.rexpr, node.lexpr]]) {
        const of = view.column(one)?.type ?? "";
        if (/^(date|time)/.test(of)) judge(other, /with time zone/.test(of));
      }
    }
    if (type === "TypeCast") {
      const to = namesOf(listOf((node.typeName ?? {}) as SyntaxNode, "names")).at(-1) ?? "";
      if (/^(date|time|timestamp|timetz|timestamptz)$/.test(to)) {
        judge(node.arg, to.endsWith("tz"));
        if (contains(node.arg, "ColumnRef")) alike = false;
      }
    }
  });
  return alike;
}

// Types of columns, counts and sums; what else there is, is not kept.
function typesIn(view: PlainSelect) {
  const SUM: Readonly<Record<string, string>> = {
    smallint: "bigint",
    integer: "bigint",
    bigint: "numeric",
    "double precision": "double precision",
    real: "real",
  };
  const typeOf = (node: unknown): string | undefined => {
    const column = view.column(node);
    if (column) return column.column.type;
    const call = nodeOf(node, "FuncCall");
    const name = namesOf(listOf(call ?? {}, "funcname")).at(-1);
    const [argument] = listOf(call ?? {}, "args");
    const of = view.column(argument)?.type ?? (argument ? typeOf(argument) : undefined);
    if (name === "count") return "bigint";
    if (name === "min" || name === "max") return of;
    if (name === "sum" && of) return SUM[of] ?? (/^numeric/.test(of) ? "numeric" : undefined);
    if (name === "avg" && of && /^(smallint|integer|bigint|numeric)/.test(of)) return "numeric";
    const expression = nodeOf(node, "A_Expr");
    const operator = namesOf(listOf(expression ?? {}, "name")).join(".");
    if (expression?.kind === "AEXPR_OP" && /^[-+*/]$/.test(operator)) {
      const sides = [typeOf(expression.lexpr), typeOf(expression.rexpr)];
      return sides.every((side) =>
          side !== undefined && /^(integer|bigint|smallint|numeric)/.test(side)
        ) &&
          sides.some((side) => /^numeric/.test(side!))
        ? "numeric"
        : undefined;
    }
    const constant = nodeOf(node, "A_Const");
    if (constant?.ival !== undefined) return "integer";
    return constant?.fval !== undefined ? "numeric" : undefined;
  };
  return typeOf;
}

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
    schema: namespace,
    name,
    columns: outputs.map(({ name, type }) => ({ name, type, nullable: true })),
    uniques: [],
    foreignKeys: [],
    checks: [],
    exclusions: [],
    indexes,
    triggers: [],
    policies: [],
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
      const other = readOf(statement, schema);
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
          ...(conditions.length === 0 ? {} : {
            whereClause: conditions.length === 1
              ? conditions[0]
              : { BoolExpr: { boolop: "AND_EXPR", args: conditions } },
          }),
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
