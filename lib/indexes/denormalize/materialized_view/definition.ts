import { type SyntaxNode, walk } from "../../../workload/syntax_tree.ts";
import type { Output } from "./outputs.ts";

/** What a view is defined by, besides the statement. */
export interface DefinitionParts {
  readonly outputs: readonly Output[];
  readonly groups: readonly unknown[];
  readonly conditions: readonly unknown[];
  /** Whether conditions of joins were taken out into `conditions`. */
  readonly flatten: boolean;
  readonly limited: boolean;
}

/** The statement that a view keeps the rows of. */
export function definitionOf(fields: SyntaxNode, parts: DefinitionParts): SyntaxNode {
  const { outputs, groups, conditions, flatten, limited } = parts;
  const { whereClause: _where, sortClause, groupClause: _groups, ...rest } = fields;
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
      ...whereOf(conditions),
      ...(groups.length === 0 ? {} : { groupClause: groups }),
      ...(limited && sortClause ? { sortClause } : {}),
    },
  };
}

/** Conditions as a WHERE clause; nothing where there is none. */
export function whereOf(conditions: readonly unknown[]): { readonly whereClause?: unknown } {
  const [only, ...more] = conditions;
  if (only === undefined) return {};
  return {
    whereClause: more.length === 0 ? only : { BoolExpr: { boolop: "AND_EXPR", args: conditions } },
  };
}
