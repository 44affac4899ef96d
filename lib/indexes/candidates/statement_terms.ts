import { findTable } from "../../schema/find_table.ts";
import type { Schema, Table } from "../../schema/schema.ts";
import { printNode } from "../../whatif/rewrites/print_tree.ts";
import { listOf, namesOf, nodeOf, type SyntaxNode, unwrap } from "../../workload/syntax_tree.ts";
import { type IndexableTerm, indexableTerm, withoutAliases } from "./indexable_term.ts";

/** How a term is compared. */
export type Comparison = "equality" | "range" | "prefix" | "join" | "contains" | "similar" | "null";

/** A condition on a term of a table. */
export interface TermCondition {
  readonly term: IndexableTerm;
  readonly comparison: Comparison;
  /** SQL of the condition, where it holds for every row that is read and compares with constants only. */
  readonly constant?: string;
}

/** A term that rows are put in order by. */
export interface TermOrder {
  readonly term: IndexableTerm;
  readonly descending: boolean;
  readonly nulls?: "first" | "last";
}

/** What one part of a statement asks of one table that it names. */
export interface TableTerms {
  readonly table: Table;
  readonly alias: string;
  readonly conditions: readonly TermCondition[];
  /** Orders that rows are wanted in. */
  readonly orders: readonly (readonly TermOrder[])[];
  /** Terms that rows are grouped by. */
  readonly groups: readonly (readonly IndexableTerm[])[];
  /** Every column that is read. */
  readonly needed: readonly string[];
}

interface OpenTable {
  readonly table: Table;
  readonly alias: string;
  readonly conditions: TermCondition[];
  readonly orders: TermOrder[][];
  readonly groups: IndexableTerm[][];
  readonly needed: Set<string>;
}

interface Scope {
  readonly tables: OpenTable[];
  readonly outer: Scope | undefined;
  /** Names of common table expressions that are seen here. */
  readonly common: Set<string>;
}

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  "=": "equality",
  "<": "range",
  "<=": "range",
  ">": "range",
  ">=": "range",
  "~~": "prefix",
  "~~*": "similar",
  "~": "similar",
  "~*": "similar",
  "%": "similar",
  "@>": "contains",
  "<@": "contains",
  "&&": "contains",
  "?": "contains",
  "?|": "contains",
  "?&": "contains",
  "@@": "contains",
  "@?": "contains",
};

/** Finds what a statement asks of each table: conditions, orders, groups and the columns that it reads. */
export function statementTerms(statement: SyntaxNode, schema: Schema): readonly TableTerms[] {
  const found: OpenTable[] = [];
  visitStatement(statement, undefined);
  return found.map((open) => ({ ...open, needed: [...open.needed] }));

  function visitStatement(node: unknown, outer: Scope | undefined): void {
    const [type, fields] = unwrap(node) ?? [];
    if (!type || !fields) return;
    const scope: Scope = { tables: [], outer, common: new Set(outer?.common) };
    const clause = fields.withClause as SyntaxNode | undefined;
    for (const item of clause ? listOf(clause, "ctes") : []) {
      const expression = nodeOf(item, "CommonTableExpr");
      visitStatement(expression?.ctequery, scope);
      scope.common.add(String(expression?.ctename));
    }
    for (const side of ["larg", "rarg"]) {
      if (fields[side]) visitStatement({ SelectStmt: fields[side] }, scope);
    }
    if (fields.relation) open(scope, fields.relation as SyntaxNode);
    for (const list of ["fromClause", "usingClause"]) {
      for (const item of listOf(fields, list)) visitFrom(item, scope);
    }
    if (type === "MergeStmt") visitFrom(fields.sourceRelation, scope);
    if (fields.selectStmt) visitStatement(fields.selectStmt, scope);
    condition(fields.whereClause, scope, true);
    condition(fields.joinCondition, scope, true);
    condition(fields.havingClause, scope, false);
    const targets = listOf(fields, "targetList");
    for (const item of targets) read(nodeOf(item, "ResTarget")?.val, scope);
    const returning = listOf(fields.returningClause as SyntaxNode ?? fields, "exprs");
    for (const item of [...returning, ...listOf(fields, "returningList")]) {
      read(nodeOf(item, "ResTarget")?.val, scope);
    }
    group(listOf(fields, "groupClause").map((item) => target(item, targets)), scope);
    const distinct = listOf(fields, "distinctClause").filter((item) => unwrap(item));
    const all = listOf(fields, "distinctClause").length > 0 && distinct.length === 0;
    group(all ? targets.map((item) => nodeOf(item, "ResTarget")?.val) : distinct, scope);
    order(listOf(fields, "sortClause").map((item) => sorting(item, targets)), scope);
    for (const item of listOf(fields, "windowClause")) window(nodeOf(item, "WindowDef"), scope);
  }

  function open(scope: Scope, range: SyntaxNode): void {
    const name = String(range.relname);
    if (!range.schemaname && scope.common.has(name)) return;
    const table = range.schemaname
      ? findTable(schema, { schema: String(range.schemaname), name })
      : findTable(schema, name);
    if (!table) return;
    const alias = String((range.alias as SyntaxNode | undefined)?.aliasname ?? name);
    const opened: OpenTable = {
      table,
      alias,
      conditions: [],
      orders: [],
      groups: [],
      needed: new Set(),
    };
    found.push(opened);
    scope.tables.push(opened);
  }

  function visitFrom(node: unknown, scope: Scope): void {
    const range = nodeOf(node, "RangeVar");
    if (range) return open(scope, range);
    const join = nodeOf(node, "JoinExpr");
    if (!join) {
      const subselect = nodeOf(node, "RangeSubselect");
      return subselect ? visitStatement(subselect.subquery, scope) : read(node, scope);
    }
    const before = scope.tables.length;
    visitFrom(join.larg, scope);
    visitFrom(join.rarg, scope);
    condition(join.quals, scope, join.jointype === "JOIN_INNER");
    for (const column of namesOf(listOf(join, "usingClause"))) {
      for (const side of scope.tables.slice(before)) {
        if (!side.table.columns.some(({ name }) => name === column)) continue;
        side.needed.add(column);
        const term = { column, text: column, columns: [column] };
        side.conditions.push({ term, comparison: "join" });
      }
    }
  }

  // `always` tells whether every row that the statement reads has to meet it.
  function condition(node: unknown, scope: Scope, always: boolean): void {
    const [type, fields] = unwrap(node) ?? [];
    if (!type || !fields) return;
    if (type === "BoolExpr" && fields.boolop !== "NOT_EXPR") {
      const all = always && fields.boolop === "AND_EXPR";
      return listOf(fields, "args").forEach((item) => condition(item, scope, all));
    }
    if (type === "A_Expr") return compare(node, fields, scope, always);
    if (type === "SubLink") {
      const [inner] = listOf(nodeOf(fields.subselect, "SelectStmt") ?? {}, "targetList");
      const before = found.length;
      visitStatement(fields.subselect, scope);
      read(fields.testexpr, scope);
      if (fields.subLinkType !== "ANY_SUBLINK") return;
      add(fields.testexpr, scope, "join");
      const value = nodeOf(inner, "ResTarget")?.val;
      for (const table of found.slice(before)) {
        const term = indexableTerm(value, table.table, (reference) => named(reference, table));
        if (term?.column) table.conditions.push({ term, comparison: "join" });
      }
      return;
    }
    const flag = type === "BoolExpr" ? listOf(fields, "args")[0] : fields.arg ?? node;
    if (type === "NullTest") add(flag, scope, "null", always ? node : undefined);
    else if (type === "ColumnRef" || type === "BooleanTest" || nodeOf(flag, "ColumnRef")) {
      add(flag, scope, "equality", always ? node : undefined);
    }
    if (type === "BoolExpr" && nodeOf(flag, "SubLink")) return condition(flag, scope, false);
    read(node, scope);
  }

  function compare(node: unknown, fields: SyntaxNode, scope: Scope, always: boolean): void {
    const { kind, lexpr, rexpr } = fields;
    read(lexpr, scope);
    read(rexpr, scope);
    const operator = namesOf(listOf(fields, "name")).at(-1) ?? "";
    const comparison: Comparison | undefined = kind === "AEXPR_BETWEEN"
      ? "range"
      : kind === "AEXPR_IN"
      ? operator === "=" ? "equality" : undefined
      : COMPARISONS[operator];
    if (!comparison) return;
    for (const [own, other] of [[lexpr, rexpr], [rexpr, lexpr]]) {
      const rows = nodeOf(own, "RowExpr");
      for (const part of rows ? listOf(rows, "args") : [own]) {
        const used = tablesOf(other, scope);
        const joined = used.length > 0;
        if (kind === "AEXPR_OP_ANY" && own === rexpr && comparison === "equality") {
          // `$1 = any (tags)` has no index; `tags @> array[$1]` has.
          continue;
        }
        const prefix = comparison !== "prefix" || beginsPlainly(other);
        add(
          part,
          scope,
          joined && comparison === "equality" ? "join" : prefix ? comparison : "similar",
          always && isConstant(other) && comparison === "equality" ? node : undefined,
          used,
        );
      }
    }
  }

  function add(
    node: unknown,
    scope: Scope,
    comparison: Comparison,
    constant?: unknown,
    besides: readonly OpenTable[] = [],
  ): void {
    const [owner, ...others] = tablesOf(node, scope);
    if (!owner || others.length > 0 || besides.includes(owner)) return;
    const term = indexableTerm(node, owner.table, () => true);
    if (!term) return;
    const text = constant === undefined ? undefined : printNode(withoutAliases(constant));
    owner.conditions.push({ term, comparison, ...(text === undefined ? {} : { constant: text }) });
  }

  function group(nodes: readonly unknown[], scope: Scope): void {
    for (const node of nodes) read(node, scope);
    for (const owner of scope.tables) {
      const terms = nodes.flatMap((node) => termOf(node, owner, scope) ?? []);
      if (terms.length > 0) owner.groups.push(terms);
    }
  }

  function order(list: readonly Sorting[], scope: Scope): void {
    for (const { node } of list) read(node, scope);
    for (const owner of scope.tables) {
      const terms = list.map(({ node, ...rest }) => ({
        ...rest,
        term: termOf(node, owner, scope),
      }));
      const end = terms.findIndex(({ term }) => term === undefined);
      const own = terms.slice(0, end < 0 ? terms.length : end) as TermOrder[];
      if (own.length > 0) owner.orders.push(own);
    }
  }

  function window(definition: SyntaxNode | undefined, scope: Scope): void {
    if (!definition) return;
    const first = listOf(definition, "partitionClause").map((node) => ({
      node,
      descending: false,
    }));
    order([
      ...first,
      ...listOf(definition, "orderClause").map((item) => sorting(item, [])),
    ], scope);
  }

  function termOf(node: unknown, owner: OpenTable, scope: Scope): IndexableTerm | undefined {
    const owners = tablesOf(node, scope);
    return owners.length === 1 && owners[0] === owner
      ? indexableTerm(node, owner.table, () => true)
      : undefined;
  }

  /** Notes the columns that a node reads, and visits the subqueries in it. */
  function read(node: unknown, scope: Scope): void {
    if (Array.isArray(node)) return node.forEach((item) => read(item, scope));
    if (typeof node !== "object" || node === null) return;
    for (const [type, fields] of Object.entries(node as SyntaxNode)) {
      if (typeof fields !== "object" || fields === null) continue;
      if (type === "ColumnRef") readColumn(fields as SyntaxNode, scope);
      else if (type === "SelectStmt") visitStatement({ SelectStmt: fields }, scope);
      else if (type === "SubLink") condition({ SubLink: fields }, scope, false);
      else {
        if (type === "FuncCall") extreme(fields as SyntaxNode, scope);
        if (type === "CaseWhen") read((fields as SyntaxNode).expr, scope);
        read(fields, scope);
      }
    }
  }

  // min() and max() read the end of an order.
  function extreme(fields: SyntaxNode, scope: Scope): void {
    const name = namesOf(listOf(fields, "funcname")).at(-1);
    if (fields.over) window(fields.over as SyntaxNode, scope);
    if (name !== "min" && name !== "max") return;
    order([{ node: listOf(fields, "args")[0], descending: false }], scope);
  }

  function readColumn(reference: SyntaxNode, scope: Scope): void {
    const fields = listOf(reference, "fields");
    if (fields.some((item) => nodeOf(item, "A_Star"))) {
      const [owner] = namesOf(fields);
      for (const { table, alias, needed } of scope.tables) {
        if (owner === undefined || owner === alias) {
          for (const { name } of table.columns) needed.add(name);
        }
      }
      return;
    }
    const column = namesOf(fields).at(-1);
    const owner = ownerOf(reference, scope);
    if (owner && column !== undefined) owner.needed.add(column);
  }

  function tablesOf(node: unknown, scope: Scope): readonly OpenTable[] {
    const tables = new Set<OpenTable>();
    const visit = (value: unknown): void => {
      if (Array.isArray(value)) return value.forEach(visit);
      if (typeof value !== "object" || value === null || "SelectStmt" in value) return;
      const reference = nodeOf(value, "ColumnRef");
      const owner = reference && ownerOf(reference, scope);
      if (owner) tables.add(owner);
      if (!reference) Object.values(value).forEach(visit);
    };
    visit(node);
    return [...tables];
  }

  function ownerOf(reference: SyntaxNode, scope: Scope): OpenTable | undefined {
    for (let place: Scope | undefined = scope; place; place = place.outer) {
      const owner = place.tables.find((table) => named(reference, table));
      if (owner) return owner;
    }
    return undefined;
  }
}

interface Sorting {
  readonly node: unknown;
  readonly descending: boolean;
  readonly nulls?: "first" | "last";
}

function sorting(item: unknown, targets: readonly unknown[]): Sorting {
  const sort = nodeOf(item, "SortBy");
  const nulls = sort?.sortby_nulls === "SORTBY_NULLS_FIRST"
    ? "first"
    : sort?.sortby_nulls === "SORTBY_NULLS_LAST"
    ? "last"
    : undefined;
  return {
    node: target(sort?.node, targets),
    descending: sort?.sortby_dir === "SORTBY_DESC",
    ...(nulls ? { nulls } : {}),
  };
}

// `order by 2` and `order by total` may mean what is selected.
function target(node: unknown, targets: readonly unknown[]): unknown {
  const position = (nodeOf(node, "A_Const")?.ival as SyntaxNode | undefined)?.ival;
  if (typeof position === "number") return nodeOf(targets[position - 1], "ResTarget")?.val;
  const names = namesOf(listOf(nodeOf(node, "ColumnRef") ?? {}, "fields"));
  const selected = names.length === 1 &&
    targets.map((item) => nodeOf(item, "ResTarget")).find((item) => item?.name === names[0]);
  return selected ? selected.val : node;
}

function named(reference: SyntaxNode, { alias, table }: OpenTable): boolean {
  const names = namesOf(listOf(reference, "fields"));
  const [column, owner] = [names.at(-1), names.at(-2)];
  return (owner === undefined || owner === alias) &&
    table.columns.some(({ name }) => name === column);
}

function isConstant(node: unknown): boolean {
  if (nodeOf(node, "A_Const")) return true;
  const cast = nodeOf(node, "TypeCast");
  if (cast) return isConstant(cast.arg);
  const list = nodeOf(node, "List");
  return list !== undefined && listOf(list, "items").every(isConstant);
}

// A pattern that is not known yet may well begin with letters.
function beginsPlainly(node: unknown): boolean {
  const cast = nodeOf(node, "TypeCast");
  if (cast) return beginsPlainly(cast.arg);
  const text = (nodeOf(node, "A_Const")?.sval as SyntaxNode | undefined)?.sval;
  return typeof text !== "string" || !/^[%_]/.test(text);
}
