import { parse } from "libpg-query";
import { deparseSync } from "pgsql-deparser";
import { freeze } from "../../core/freeze.ts";
import type { SyntaxNode } from "../../workload/syntax_tree.ts";

/**
 * A parse tree as SQL.
 *
 * @returns Nothing when the text, parsed again, is not the same tree: then it must not be trusted.
 */
export async function printTree(statement: SyntaxNode): Promise<string | undefined> {
  const sql = printNode(statement);
  const [again] = await statementsOf(sql).catch(() => []);
  return again && shape(again) === shape(statement) ? sql.replace(/\s+/g, " ").trim() : undefined;
}

/** Any node of a tree as SQL. */
export function printNode(node: unknown): string {
  return deparseSync(node as Parameters<typeof deparseSync>[0]);
}

/** The tree of a condition. */
export async function parseCondition(sql: string): Promise<SyntaxNode> {
  const [statement] = await statementsOf(`select 1 where ${sql}`);
  return freeze((statement!.SelectStmt as SyntaxNode).whereClause as SyntaxNode);
}

async function statementsOf(sql: string): Promise<readonly SyntaxNode[]> {
  const { stmts = [] } = await parse(sql);
  return stmts.map(({ stmt }) => stmt as unknown as SyntaxNode);
}

// A tree without the places of its words, its fields in one order.
function shape(node: unknown): string {
  return JSON.stringify(node, (key, value) => {
    if (key === "location") return undefined;
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1));
  });
}
