import type { IndexElement } from "../../schema/schema.ts";
import { listOf, namesOf, nodeOf } from "../../workload/syntax_tree.ts";
import { printNode } from "./print_tree.ts";
import {
  callOf,
  castOf,
  type Comparison,
  integerOf,
  isGiven,
  type StatementColumn,
  type StatementView,
} from "./statement_view.ts";

/** Another form of one condition. */
export interface PredicateForm {
  /** The column that an index can then serve. */
  readonly column: StatementColumn;
  /** The condition as SQL; absent where only an index over the expression is missing. */
  readonly condition?: string;
  /** What the index that serves it begins with. Defaults to the column. */
  readonly element?: IndexElement;
  /** What the application has to change, where the meaning is not quite the same. */
  readonly application?: string;
  /** Turns a value of a parameter into one that the new form is meant for. */
  readonly value?: (text: string) => string;
}

/** Recognizes one kind of condition that no index can serve. */
export type PredicateMatch = (
  comparison: Comparison,
  view: StatementView,
) => PredicateForm | undefined;

const INTEGERS: ReadonlySet<string> = new Set(["smallint", "integer", "bigint"]);
const isInstant = (type: string) => /^timestamp\b/.test(type);
const isText = (type: string) => type === "text" || /^character varying/.test(type);

/** Conditions that hide a column from its indexes, with the form that shows it. */
export const PREDICATE_FORMS: readonly PredicateMatch[] = [
  dayOf,
  truncated,
  yearOf,
  shifted,
  coalesced,
  concatenated,
  folded,
];

/** Comparisons that cast the column instead of the value. */
export const CAST_FORMS: readonly PredicateMatch[] = [castToText, comparedAsNumeric];

// date(placed_at) = $1, placed_at::date = $1
function dayOf({ operator, left, right }: Comparison, view: StatementView) {
  const call = callOf(left);
  const cast = castOf(left);
  const arg = call?.name === "date" && call.args.length === 1
    ? call.args[0]
    : cast?.to === "date"
    ? cast.arg
    : undefined;
  const column = view.column(arg);
  const isDate = nodeOf(right, "ParamRef") ?? nodeOf(right, "A_Const")?.sval ??
    (castOf(right)?.to === "date" ? true : undefined) ??
    (nodeOf(right, "SQLValueFunction")?.op === "SVFOP_CURRENT_DATE" ? true : undefined);
  if (!column || !isInstant(column.type) || !isDate) return undefined;
  const [name, day] = [printNode(arg), `(${printNode(right)})::date`];
  const CONDITIONS: Readonly<Record<string, string>> = {
    "=": `${name} >= ${day} and ${name} < ${day} + 1`,
    ">=": `${name} >= ${day}`,
    "<": `${name} < ${day}`,
    ">": `${name} >= ${day} + 1`,
    "<=": `${name} < ${day} + 1`,
  };
  return { column, condition: CONDITIONS[operator]! };
}

/** How much of a time's text a unit keeps, and what it is filled up with. */
const UNITS: Readonly<Record<string, readonly [length: number, rest: string]>> = {
  hour: [13, ":00:00"],
  day: [10, ""],
  month: [7, "-01"],
  year: [4, "-01-01"],
};

// date_trunc('day', placed_at) = $1
function truncated({ operator, left, right }: Comparison, view: StatementView) {
  const call = callOf(left);
  if (operator !== "=" || call?.name !== "date_trunc" || call.args.length !== 2) return undefined;
  const unit = stringOf(call.args[0]) ?? "";
  const column = view.column(call.args[1]);
  const to = castOf(right)?.to;
  const fits = nodeOf(right, "ParamRef") || stringOf(right) !== undefined || to === "date" ||
    (to !== undefined && column && to === shortType(column.type));
  if (!column || !isInstant(column.type) || !fits || !Object.hasOwn(UNITS, unit)) return undefined;
  const name = printNode(call.args[1]);
  const from = `(${printNode(right)})::${shortType(column.type)}`;
  const [length, rest] = UNITS[unit]!;
  return {
    column,
    // Times that are not the start of a unit matched no row before, and shall match none now.
    condition: `${name} >= ${from} and ${name} < ${from} + interval '1 ${unit}' and ` +
      `${from} = date_trunc('${unit}', ${from})`,
    value: (text: string) => `${text.slice(0, length)}${rest}`,
  };
}

const shortType = (type: string) => /with time zone/.test(type) ? "timestamptz" : "timestamp";

// extract(year from placed_at) = 2027
function yearOf({ operator, left, right }: Comparison, view: StatementView) {
  const call = callOf(left);
  const year = integerOf(right);
  if (operator !== "=" || !["extract", "date_part"].includes(call?.name ?? "")) return undefined;
  if (stringOf(call!.args[0]) !== "year" || year === undefined || year < 1000 || year > 9000) {
    return undefined;
  }
  const column = view.column(call!.args[1]);
  if (!column || !(isInstant(column.type) || column.type === "date")) return undefined;
  const name = printNode(call!.args[1]);
  return { column, condition: `${name} >= '${year}-01-01' and ${name} < '${year + 1}-01-01'` };
}

// id + 0 = $1
function shifted({ operator, left, right }: Comparison, view: StatementView) {
  const sum = nodeOf(left, "A_Expr");
  const sign = { "+": 1, "-": -1 }[namesOf(listOf(sum ?? {}, "name"))[0] ?? ""];
  if (!sum?.lexpr || sign === undefined) return undefined;
  const turned = sign === 1 && view.column(sum.lexpr) === undefined;
  const [reference, other] = turned ? [sum.rexpr, sum.lexpr] : [sum.lexpr, sum.rexpr];
  const [column, by] = [view.column(reference), integerOf(other)];
  if (!column || !INTEGERS.has(column.type) || by === undefined) return undefined;
  const shift = sign * by;
  const value = integerOf(right);
  const type = column.type === "bigint" ? "bigint" : "integer";
  if (value === undefined && !nodeOf(right, "ParamRef")) return undefined;
  const name = printNode(reference);
  if (value !== undefined) return { column, condition: `${name} ${operator} ${value - shift}` };
  const bound = `(${printNode(right)})::${type}`;
  const condition = `${name} ${operator} ${bound}${
    shift === 0 ? "" : shift > 0 ? ` - ${shift}` : ` + ${-shift}`
  }`;
  return { column, condition };
}

// coalesce(status, 'new') = $1
function coalesced({ operator, left, right }: Comparison, view: StatementView) {
  const [reference, preset, ...more] = listOf(nodeOf(left, "CoalesceExpr") ?? {}, "args");
  const column = view.column(reference);
  if (!column || !preset || more.length > 0 || !isGiven(preset)) return undefined;
  if (![preset, right].every((node) => fitsType(node, column.type))) return undefined;
  const name = printNode(reference);
  const found = `${name} ${operator} ${printNode(right)}`;
  if (!column.column.nullable && !column.nullable) return { column, condition: found };
  const [a, b] = [integerOf(preset), integerOf(right)];
  if (operator === "=" && a !== undefined && b !== undefined) {
    return { column, condition: a === b ? `(${found} or ${name} is null)` : found };
  }
  const type = column.column.type.replace(/\([\d,]+\)/, "");
  const typed = (node: unknown) => `(${printNode(node)})::${type}`;
  return {
    column,
    condition: `(${found} or (${name} is null and ${typed(preset)} ${operator} ${typed(right)}))`,
  };
}

// What has the column's type without being cast: so the comparison stays what it was.
function fitsType(node: unknown, type: string): boolean {
  if (nodeOf(node, "ParamRef")) return true;
  if (INTEGERS.has(type)) return integerOf(node) !== undefined;
  if (/^numeric/.test(type)) {
    return integerOf(node) !== undefined || nodeOf(node, "A_Const")?.fval !== undefined;
  }
  return stringOf(node) !== undefined && !/^character\(|^"char"/.test(type);
}

// sku || '' = $1
function concatenated({ operator, left, right }: Comparison, view: StatementView) {
  const sum = nodeOf(left, "A_Expr");
  if (namesOf(listOf(sum ?? {}, "name"))[0] !== "||") return undefined;
  const column = view.column(sum!.lexpr);
  if (!column || !isText(column.type) || stringOf(sum!.rexpr) !== "") return undefined;
  return { column, condition: `${printNode(sum!.lexpr)} ${operator} ${printNode(right)}` };
}

const FOLDING: ReadonlySet<string> = new Set(["lower", "upper", "btrim"]);

// lower(email) = $1: only an index over the same expression can serve it.
function folded({ left }: Comparison, view: StatementView) {
  const call = callOf(left);
  const column = view.column(call?.args[0]);
  if (!call || !column || call.args.length !== 1 || !FOLDING.has(call.name)) return undefined;
  if (!isText(column.type)) return undefined;
  const { name, type } = column.column;
  const quoted = printNode({ ColumnRef: { fields: [{ String: { sval: name } }] } });
  const expression = `${call.name}(${type === "text" ? quoted : `(${quoted})::text`})`;
  return { column, element: { expression } };
}

// id::text = $1
function castToText({ operator, left, right }: Comparison, view: StatementView) {
  const cast = castOf(left);
  const column = view.column(cast?.arg);
  if (operator !== "=" || !column || !["text", "varchar"].includes(cast!.to)) return undefined;
  const type = INTEGERS.has(column.type) || column.type === "uuid" ? column.type : undefined;
  if (!type) return undefined;
  const name = printNode(cast!.arg);
  const text = stringOf(right);
  if (text !== undefined) {
    if (type === "uuid") {
      return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(text)
        ? { column, condition: `${name} = '${text}'` }
        : undefined;
    }
    const number = Number(text);
    return String(number) === text && Number.isSafeInteger(number)
      ? { column, condition: `${name} = ${number}` }
      : undefined;
  }
  const parameter = nodeOf(right, "ParamRef") ? right : castOf(right)?.arg;
  if (!nodeOf(parameter, "ParamRef")) return undefined;
  return {
    column,
    condition: `${name} = (${printNode(parameter)})::${type}`,
    application: `Bind the value as ${type}: text that is none is then an error, not a miss.`,
  };
}

const WIDER: ReadonlySet<string> = new Set(["numeric", "float8", "float4"]);

// id = 5.0, id = $1::numeric: the column is cast, not the value.
function comparedAsNumeric({ operator, left, right }: Comparison, view: StatementView) {
  const column = view.column(left);
  if (!column || !INTEGERS.has(column.type)) return undefined;
  const name = printNode(left);
  const written = (nodeOf(right, "A_Const")?.fval as { readonly fval?: string } | undefined)?.fval;
  if (written !== undefined) {
    return /^\d{1,15}\.0*$/.test(written)
      ? { column, condition: `${name} ${operator} ${Number(written)}` }
      : undefined;
  }
  const cast = castOf(right);
  if (operator !== "=" || !cast || !WIDER.has(cast.to) || !nodeOf(cast.arg, "ParamRef")) {
    return undefined;
  }
  return {
    column,
    condition: `${name} = (${printNode(cast.arg)})::${column.type}`,
    application:
      `Bind the value as ${column.type}: one with a fraction is then rounded or refused.`,
  };
}

function stringOf(node: unknown): string | undefined {
  const value = nodeOf(node, "A_Const")?.sval as { readonly sval?: string } | undefined;
  return value ? value.sval ?? "" : undefined;
}
