import type { ColumnUse, JoinUse, TableUse, Usage } from "./query_pattern.ts";
import { listOf, namesOf, nodeOf, type SyntaxNode, unwrap } from "./syntax_tree.ts";

/** Columns by table: by its name, or by schema and name. */
export type TableColumns = Readonly<Record<string, readonly string[]>>;

interface OpenTable {
  readonly schema?: string;
  readonly table: string;
  readonly alias: string;
  written: boolean;
  readonly columns: ColumnUse[];
}

interface Scope {
  readonly tables: OpenTable[];
  readonly outer?: Scope;
  /** Names of common table expressions that are seen here. */
  readonly common: ReadonlySet<string>;
}

/** How a column is compared, before it is known which. */
type Context = Partial<ColumnUse> & { readonly usage: Usage };

const OPERATORS: Readonly<Record<string, Usage>> = {
  "=": "equality",
  "<": "range",
  "<=": "range",
  ">": "range",
  ">=": "range",
  "<>": "other",
  "~~": "like",
  "~~*": "like",
  "!~~": "other",
  "~": "like",
  "@>": "contains",
  "<@": "contains",
  "&&": "contains",
  "?": "contains",
  "?|": "contains",
  "?&": "contains",
  "@@": "contains",
  "%": "like",
};

/** Finds the tables of a statement and what it does to their columns. */
export function findUses(
  statement: SyntaxNode,
  columns: TableColumns = {},
): { readonly tables: readonly TableUse[]; readonly joins: readonly JoinUse[] } {
  const found: OpenTable[] = [];
  const joins: JoinUse[] = [];
  const STATEMENTS: Readonly<Record<string, (fields: SyntaxNode, scope: Scope) => void>> = {
    SelectStmt: visitSelect,
    InsertStmt(fields, scope) {
      const table = open(scope, fields.relation as SyntaxNode, true);
      const [row] = listOf(nodeOf(fields.selectStmt, "SelectStmt") ?? {}, "valuesLists");
      const values = listOf(nodeOf(row, "List") ?? {}, "items");
      for (const [at, item] of listOf(fields, "cols").entries()) {
        const column = String(nodeOf(item, "ResTarget")?.name);
        table?.columns.push({ column, usage: "set", ...comparand(values[at]) });
      }
      visitStatement(fields.selectStmt, scope);
      visitReturning(fields, scope);
    },
    UpdateStmt(fields, scope) {
      const table = open(scope, fields.relation as SyntaxNode, true);
      for (const item of listOf(fields, "fromClause")) visitFrom(item, scope);
      for (const item of listOf(fields, "targetList")) {
        const target = nodeOf(item, "ResTarget");
        table?.columns.push({ column: String(target?.name), usage: "set" });
        visit(target?.val, scope, { usage: "other" });
      }
      visitWhere(fields.whereClause, scope);
      visitReturning(fields, scope);
    },
    DeleteStmt(fields, scope) {
      open(scope, fields.relation as SyntaxNode, true);
      for (const item of listOf(fields, "usingClause")) visitFrom(item, scope);
      visitWhere(fields.whereClause, scope);
      visitReturning(fields, scope);
    },
    MergeStmt(fields, scope) {
      open(scope, fields.relation as SyntaxNode, true);
      visitFrom(fields.sourceRelation, scope);
      visitWhere(fields.joinCondition, scope);
    },
  };

  visitStatement(statement, { tables: [], common: new Set() });
  return { tables: found, joins };

  function open(scope: Scope, range: SyntaxNode, written = false): OpenTable | undefined {
    const name = String(range.relname);
    if (!range.schemaname && scope.common.has(name)) return undefined;
    const alias = (range.alias as SyntaxNode | undefined)?.aliasname;
    const table: OpenTable = {
      ...(range.schemaname ? { schema: String(range.schemaname) } : {}),
      table: name,
      alias: String(alias ?? name),
      written,
      columns: [],
    };
    found.push(table);
    scope.tables.push(table);
    return table;
  }

  function visitStatement(node: unknown, outer: Scope): void {
    const [type, fields] = unwrap(node) ?? [];
    if (!type || !fields) return;
    const common = new Set(outer.common);
    const clause = fields.withClause as SyntaxNode | undefined;
    const scope: Scope = { tables: [], outer, common };
    for (const item of clause ? listOf(clause, "ctes") : []) {
      const expression = nodeOf(item, "CommonTableExpr");
      if (!expression) continue;
      if (clause!.recursive) common.add(String(expression.ctename));
      visitStatement(expression.ctequery, { tables: [], outer, common: new Set(common) });
      common.add(String(expression.ctename));
    }
    STATEMENTS[type]?.(fields, scope);
  }

  function visitSelect(fields: SyntaxNode, scope: Scope): void {
    for (const side of ["larg", "rarg"]) {
      if (fields[side]) visitStatement({ SelectStmt: fields[side] }, scope);
    }
    for (const item of listOf(fields, "fromClause")) visitFrom(item, scope);
    const targets = listOf(fields, "targetList");
    for (const item of targets) {
      visit(nodeOf(item, "ResTarget")?.val, scope, { usage: "projection" });
    }
    visitWhere(fields.whereClause, scope);
    const positional = (node: unknown) => {
      const position = (nodeOf(node, "A_Const")?.ival as SyntaxNode | undefined)?.ival;
      return typeof position === "number"
        ? nodeOf(targets[position - 1], "ResTarget")?.val
        : aliased(node, targets) ?? node;
    };
    for (const item of listOf(fields, "groupClause")) {
      visit(positional(item), scope, { usage: "group" });
    }
    for (const item of listOf(fields, "distinctClause")) visit(item, scope, { usage: "group" });
    visitWhere(fields.havingClause, scope);
    for (const item of listOf(fields, "sortClause")) {
      const sort = nodeOf(item, "SortBy");
      const direction = sort?.sortby_dir === "SORTBY_DESC" ? "desc" : "asc";
      visit(positional(sort?.node), scope, { usage: "order", direction });
    }
    for (const item of listOf(fields, "windowClause")) visit(item, scope, { usage: "other" });
    for (const item of listOf(fields, "valuesLists")) visit(item, scope, { usage: "other" });
    visit(fields.limitCount, scope, { usage: "other" });
    visit(fields.limitOffset, scope, { usage: "other" });
  }

  function visitReturning(fields: SyntaxNode, scope: Scope): void {
    const clause = fields.returningClause as SyntaxNode | undefined;
    const list = clause ? listOf(clause, "exprs") : listOf(fields, "returningList");
    for (const item of list) {
      visit(nodeOf(item, "ResTarget")?.val, scope, { usage: "projection" });
    }
  }

  function visitFrom(node: unknown, scope: Scope): void {
    const range = nodeOf(node, "RangeVar");
    if (range) return void open(scope, range);
    const join = nodeOf(node, "JoinExpr");
    if (join) {
      visitFrom(join.larg, scope);
      visitFrom(join.rarg, scope);
      visitWhere(join.quals, scope);
      const shared = namesOf(listOf(join, "usingClause"));
      const [left, right] = scope.tables.slice(-2);
      for (const column of shared) {
        for (const side of [left, right]) {
          side?.columns.push({ column, usage: "join", operator: "=" });
        }
        if (left && right) {
          joins.push({
            left: { alias: left.alias, column },
            right: { alias: right.alias, column },
          });
        }
      }
      return;
    }
    const subselect = nodeOf(node, "RangeSubselect");
    if (subselect) return visitStatement(subselect.subquery, scope);
    visit(node, scope, { usage: "other" });
  }

  function visitWhere(node: unknown, scope: Scope): void {
    const bool = nodeOf(node, "BoolExpr");
    if (bool) return listOf(bool, "args").forEach((item) => visitWhere(item, scope));
    const nullTest = nodeOf(node, "NullTest");
    if (nullTest) return visit(nullTest.arg, scope, { usage: "null test" });
    const expression = nodeOf(node, "A_Expr");
    if (expression) return visitComparison(expression, scope);
    visit(node, scope, { usage: "equality", constant: "true" });
  }

  function visitComparison(fields: SyntaxNode, scope: Scope): void {
    const operator = namesOf(listOf(fields, "name")).at(-1) ?? "";
    const kind = String(fields.kind);
    const usage = kind === "AEXPR_IN" || kind === "AEXPR_OP_ANY"
      ? "in"
      : kind === "AEXPR_BETWEEN" || kind === "AEXPR_BETWEEN_SYM"
      ? "range"
      : kind === "AEXPR_DISTINCT" || kind === "AEXPR_NOT_DISTINCT"
      ? "other"
      : OPERATORS[operator] ?? "other";
    const left = nodeOf(fields.lexpr, "ColumnRef");
    const right = nodeOf(fields.rexpr, "ColumnRef");
    if (left && right && operator === "=" && kind === "AEXPR_OP") {
      const [a, b] = [resolve(left, scope), resolve(right, scope)];
      if (a && b && a.table !== b.table) {
        a.table.columns.push({ column: a.column, usage: "join", operator });
        b.table.columns.push({ column: b.column, usage: "join", operator });
        joins.push({
          left: { alias: a.table.alias, column: a.column },
          right: { alias: b.table.alias, column: b.column },
        });
        return;
      }
    }
    if (kind === "AEXPR_BETWEEN") {
      const [low, high] = listOf(nodeOf(fields.rexpr, "List") ?? {}, "items");
      visit(fields.lexpr, scope, { usage, operator: ">=", ...comparand(low) });
      visit(fields.lexpr, scope, { usage, operator: "<=", ...comparand(high) });
      return visit(fields.rexpr, scope, { usage, operator });
    }
    visit(fields.lexpr, scope, { usage, operator, ...comparand(fields.rexpr) });
    visit(fields.rexpr, scope, { usage, operator, ...comparand(fields.lexpr) });
  }

  function visit(node: unknown, scope: Scope, context: Context): void {
    if (node === undefined || node === null) return;
    if (Array.isArray(node)) return node.forEach((item) => visit(item, scope, context));
    const [type, fields] = unwrap(node) ?? [];
    if (!type || !fields) return;
    if (type === "ColumnRef") return use(fields, scope, context);
    if (type === "SelectStmt") return visitStatement(node, scope);
    if (type === "SubLink") {
      visit(fields.testexpr, scope, { usage: "in", operator: "=" });
      return visitStatement(fields.subselect, scope);
    }
    if (type === "A_Expr" && context.usage !== "projection" && context.usage !== "order") {
      if (OPERATORS[namesOf(listOf(fields, "name")).at(-1) ?? ""]) {
        return visitComparison(fields, scope);
      }
    }
    if (type === "TypeCast") return visit(fields.arg, scope, context);
    const within = type === "FuncCall" ? namesOf(listOf(fields, "funcname")).at(-1) : undefined;
    const inner: Context = within ? { ...context, within } : context;
    for (const child of Object.values(fields)) {
      if (typeof child === "object") visit(Array.isArray(child) ? child : child, scope, inner);
    }
  }

  function use(reference: SyntaxNode, scope: Scope, context: Context): void {
    const fields = listOf(reference, "fields");
    if (fields.some((item) => nodeOf(item, "A_Star"))) {
      const [owner] = namesOf(fields);
      for (const table of scope.tables) {
        if (owner === undefined || table.alias === owner) {
          table.columns.push({ column: "*", usage: context.usage });
        }
      }
      return;
    }
    const found = resolve(reference, scope);
    found?.table.columns.push({ column: found.column, ...context });
  }

  function resolve(
    reference: SyntaxNode,
    scope: Scope,
  ): { readonly table: OpenTable; readonly column: string } | undefined {
    const names = namesOf(listOf(reference, "fields"));
    const column = names.at(-1);
    const owner = names.at(-2);
    if (column === undefined) return undefined;
    for (let place: Scope | undefined = scope; place; place = place.outer) {
      const table = owner !== undefined
        ? place.tables.find(({ alias }) => alias === owner)
        : place.tables.find((candidate) => columnsOf(candidate)?.includes(column)) ??
          (place.tables.length === 1 && !columnsOf(place.tables[0]!) ? place.tables[0] : undefined);
      if (table) return { table, column };
    }
    return undefined;
  }

  function columnsOf({ schema, table }: OpenTable): readonly string[] | undefined {
    return columns[schema ? `${schema}.${table}` : table] ?? columns[table];
  }
}

function comparand(node: unknown): Pick<ColumnUse, "parameter" | "constant"> {
  const [type, fields] = unwrap(node) ?? [];
  if (!type || !fields) return {};
  if (type === "ParamRef") return { parameter: Number(fields.number) };
  if (type === "TypeCast") return comparand(fields.arg);
  if (type === "List") return comparand(listOf(fields, "items")[0]);
  if (type === "A_ArrayExpr") return comparand(listOf(fields, "elements")[0]);
  if (type !== "A_Const") return {};
  const value = fields.sval ?? fields.ival ?? fields.fval ?? fields.boolval;
  if (value === undefined) return {};
  const [constant = fields.boolval ? "false" : "0"] = Object.values(value as SyntaxNode);
  return { constant: String(constant) };
}

// `order by total` may mean an output column.
function aliased(node: unknown, targets: readonly unknown[]): unknown {
  const names = namesOf(listOf(nodeOf(node, "ColumnRef") ?? {}, "fields"));
  if (names.length !== 1) return undefined;
  const target = targets.map((item) => nodeOf(item, "ResTarget")).find((item) =>
    item?.name === names[0]
  );
  return target?.val;
}
