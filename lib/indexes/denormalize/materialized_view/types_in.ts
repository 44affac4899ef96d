import { listOf, namesOf, nodeOf } from "../../../workload/syntax_tree.ts";
import type { PlainSelect } from "../plain_select.ts";

/** Tells the types of columns, counts and sums; what else there is, is not kept. */
export function typesIn(view: PlainSelect) {
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
