import type { Table } from "../../schema/schema.ts";
import { printNode } from "../../whatif/rewrites/print_tree.ts";
import { listOf, namesOf, nodeOf, type SyntaxNode } from "../../workload/syntax_tree.ts";
import { type IndexableTerm, indexableTerm, withoutAliases } from "./indexable_term.ts";
import type { Comparison, TermCondition, TermOrder } from "./table_terms.ts";

/** A table while what is asked of it is collected. */
export interface OpenTable {
  readonly table: Table;
  readonly alias: string;
  readonly conditions: TermCondition[];
  readonly orders: TermOrder[][];
  readonly groups: IndexableTerm[][];
  readonly needed: Set<string>;
}

/** The tables that columns of a part of a statement may be of. */
export interface Scope {
  readonly tables: OpenTable[];
  readonly outer: Scope | undefined;
  /** Names of common table expressions that are seen here. */
  readonly common: Set<string>;
}

/** Whether a column reference may be of a table. */
export function refersTo(reference: SyntaxNode, { alias, table }: OpenTable): boolean {
  const names = namesOf(listOf(reference, "fields"));
  const [column, owner] = [names.at(-1), names.at(-2)];
  return (owner === undefined || owner === alias) &&
    table.columns.some(({ name }) => name === column);
}

/** Notes a condition on a term, where its columns are of one table. */
export function addCondition(
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

/** The term that a node is, where its columns are of one table. */
export function termOf(node: unknown, owner: OpenTable, scope: Scope): IndexableTerm | undefined {
  const owners = tablesOf(node, scope);
  return owners.length === 1 && owners[0] === owner
    ? indexableTerm(node, owner.table, () => true)
    : undefined;
}

/** Notes a column that is read, or all of a star. */
export function readColumn(reference: SyntaxNode, scope: Scope): void {
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

/** The tables that a node's columns are of; subqueries are left out. */
export function tablesOf(node: unknown, scope: Scope): readonly OpenTable[] {
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
    const owner = place.tables.find((table) => refersTo(reference, table));
    if (owner) return owner;
  }
  return undefined;
}
