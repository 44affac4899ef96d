import { listOf, namesOf, nodeOf, type SyntaxNode } from "../../workload/syntax_tree.ts";

/** What rows are sorted by. */
export interface Sorting {
  readonly node: unknown;
  readonly descending: boolean;
  readonly nulls?: "first" | "last";
}

/** Reads an item of ORDER BY. */
export function sorting(item: unknown, targets: readonly unknown[]): Sorting {
  const sort = nodeOf(item, "SortBy");
  const nulls = sort?.sortby_nulls === "SORTBY_NULLS_FIRST"
    ? "first"
    : sort?.sortby_nulls === "SORTBY_NULLS_LAST"
    ? "last"
    : undefined;
  return {
    node: resolveItem(sort?.node, targets),
    descending: sort?.sortby_dir === "SORTBY_DESC",
    ...(nulls ? { nulls } : {}),
  };
}

/** `order by 2` and `order by total` may mean what is selected. */
export function resolveItem(node: unknown, targets: readonly unknown[]): unknown {
  const position = (nodeOf(node, "A_Const")?.ival as SyntaxNode | undefined)?.ival;
  if (typeof position === "number") return nodeOf(targets[position - 1], "ResTarget")?.val;
  const names = namesOf(listOf(nodeOf(node, "ColumnRef") ?? {}, "fields"));
  const selected = names.length === 1 &&
    targets.map((item) => nodeOf(item, "ResTarget")).find((item) => item?.name === names[0]);
  return selected ? selected.val : node;
}
