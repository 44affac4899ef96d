import { findTable } from "../../schema/find_table.ts";
import type { Schema } from "../../schema/schema.ts";
import { listOf, namesOf, nodeOf, type SyntaxNode, unwrap } from "../../workload/syntax_tree.ts";
import { beginsPlainly, COMPARISONS, isConstant } from "./comparisons.ts";
import { indexableTerm } from "./indexable_term.ts";
import { resolveItem, type Sorting, sorting } from "./sorting.ts";
import {
  addCondition,
  type OpenTable,
  readColumn,
  refersTo,
  type Scope,
  tablesOf,
  termOf,
} from "./statement_scope.ts";
import type { Comparison, TableTerms, TermOrder } from "./table_terms.ts";

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
    group(listOf(fields, "groupClause").map((item) => resolveItem(item, targets)), scope);
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
      addCondition(fields.testexpr, scope, "join");
      const value = nodeOf(inner, "ResTarget")?.val;
      for (const table of found.slice(before)) {
        const term = indexableTerm(value, table.table, (reference) => refersTo(reference, table));
        if (term?.column) table.conditions.push({ term, comparison: "join" });
      }
      return;
    }
    const flag = type === "BoolExpr" ? listOf(fields, "args")[0] : fields.arg ?? node;
    if (type === "NullTest") addCondition(flag, scope, "null", always ? node : undefined);
    else if (type === "ColumnRef" || type === "BooleanTest" || nodeOf(flag, "ColumnRef")) {
      addCondition(flag, scope, "equality", always ? node : undefined);
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
        addCondition(
          part,
          scope,
          joined && comparison === "equality" ? "join" : prefix ? comparison : "similar",
          always && isConstant(other) && comparison === "equality" ? node : undefined,
          used,
        );
      }
    }
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
}
