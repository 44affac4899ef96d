import { listOf, namesOf, type SyntaxNode, walk } from "../../../workload/syntax_tree.ts";
import type { PlainSelect } from "../plain_select.ts";
import { contains } from "../trees.ts";

/** Aggregates that give the same whatever order the rows come in. */
export const AGGREGATES: ReadonlySet<string> = new Set(["count", "sum", "avg", "min", "max"]);

/** Functions that give the same at all times and in all sessions. */
const TIMELESS: ReadonlySet<string> = new Set([
  ...AGGREGATES,
  ..."abs ceil floor length lower round trim upper substring".split(" "),
]);

/** Whether a statement gives the same whenever, wherever and for whomever it runs. */
export function isTimeless(fields: SyntaxNode): boolean {
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

/** Whether every session reads the dates and times in a statement alike: not `'today'`, nor a time without its zone. */
export function readsAlike(
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
