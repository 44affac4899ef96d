import { listOf, nodeOf, type SyntaxNode } from "../../workload/syntax_tree.ts";
import type { Comparison } from "./table_terms.ts";

/** How operators compare. */
export const COMPARISONS: Readonly<Record<string, Comparison>> = {
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

/** Whether a node is a constant, or a list of them. */
export function isConstant(node: unknown): boolean {
  if (nodeOf(node, "A_Const")) return true;
  const cast = nodeOf(node, "TypeCast");
  if (cast) return isConstant(cast.arg);
  const list = nodeOf(node, "List");
  return list !== undefined && listOf(list, "items").every(isConstant);
}

/** A pattern that is not known yet may well begin with letters. */
export function beginsPlainly(node: unknown): boolean {
  const cast = nodeOf(node, "TypeCast");
  if (cast) return beginsPlainly(cast.arg);
  const text = (nodeOf(node, "A_Const")?.sval as SyntaxNode | undefined)?.sval;
  return typeof text !== "string" || !/^[%_]/.test(text);
}
