import type { Table } from "../../schema/schema.ts";
import { listOf, namesOf, nodeOf, type SyntaxNode, unwrap } from "../../workload/syntax_tree.ts";
import { printNode } from "../../whatif/rewrites/print_tree.ts";

/** What an index can be ordered by: a column of a table, or an expression over its columns. */
export interface IndexableTerm {
  /** The column; absent for an expression. */
  readonly column?: string;
  /** SQL without the table's alias. */
  readonly text: string;
  /** The columns that it reads. */
  readonly columns: readonly string[];
}

/**
 * The term that a node of a statement is, where it reads columns of one table and always gives the same
 * value for the same row.
 *
 * @param isOwn Whether a column reference belongs to the table.
 */
export function indexableTerm(
  node: unknown,
  table: Table,
  isOwn: (reference: SyntaxNode) => boolean,
): IndexableTerm | undefined {
  const reference = nodeOf(node, "ColumnRef");
  if (reference) {
    const column = namesOf(listOf(reference, "fields")).at(-1);
    if (column === undefined || !isOwn(reference) || !typeOf(table, column)) return undefined;
    return { column, text: column, columns: [column] };
  }
  const columns = new Set<string>();
  if (!isImmutable(node, table, isOwn, columns) || columns.size === 0) return undefined;
  return { text: printNode(withoutAliases(node)), columns: [...columns] };
}

function typeOf(table: Table, column: string): string | undefined {
  return table.columns.find(({ name }) => name === column)?.type;
}

/** A node as it reads where its table is the only one. */
export function withoutAliases(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutAliases);
  if (typeof node !== "object" || node === null) return node;
  const reference = nodeOf(node, "ColumnRef");
  if (reference) return { ColumnRef: { fields: listOf(reference, "fields").slice(-1) } };
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, withoutAliases(value)]),
  );
}

/** Functions that PostgreSQL marks immutable for every type that they take. */
const IMMUTABLE = new Set(
  ("lower upper btrim ltrim rtrim trim length char_length character_length octet_length abs ceil " +
    "ceiling floor round sign mod md5 substr substring left right replace reverse lpad rpad initcap " +
    "split_part strpos position translate repeat starts_with jsonb_extract_path " +
    "jsonb_extract_path_text jsonb_array_length jsonb_typeof array_length cardinality lower_inc " +
    "upper_inc isempty").split(" "),
);

/** Functions that are immutable over times without a zone. */
const IMMUTABLE_OF_LOCAL_TIME = new Set(["date_trunc", "date_part", "extract"]);

/** Operators that are immutable over the usual types; arithmetic of times is not among them. */
const OPERATORS = new Set(["+", "-", "*", "/", "%", "||", "->", "->>", "#>", "#>>"]);

/** Types that text and numbers are cast to in one way only. */
const CAST_TARGETS = new Set(
  "int2 int4 int8 smallint integer int bigint numeric float4 float8 bool boolean uuid text varchar"
    .split(" "),
);

function isImmutable(
  node: unknown,
  table: Table,
  isOwn: (reference: SyntaxNode) => boolean,
  columns: Set<string>,
): boolean {
  const [type, fields] = unwrap(node) ?? [];
  if (!type || !fields) return false;
  const every = (list: readonly unknown[]) =>
    list.every((item) => isImmutable(item, table, isOwn, columns));
  switch (type) {
    case "A_Const":
      return true;
    case "ColumnRef": {
      const column = namesOf(listOf(fields, "fields")).at(-1);
      if (column === undefined || !isOwn(fields) || !typeOf(table, column)) return false;
      columns.add(column);
      return true;
    }
    case "CoalesceExpr":
      return every(listOf(fields, "args"));
    case "TypeCast": {
      const target = namesOf(listOf(fields.typeName as SyntaxNode ?? {}, "names")).at(-1) ?? "";
      const [column, ...more] = columnsIn(fields.arg);
      const from = column === undefined ? "text" : typeOf(table, column) ?? "";
      if (target === "date" && nodeOf(fields.arg, "ColumnRef")) {
        return from === "timestamp without time zone" && every([fields.arg]);
      }
      return CAST_TARGETS.has(target) && more.length === 0 && !/time|date/.test(from) &&
        every([fields.arg]);
    }
    case "A_Expr": {
      const operator = namesOf(listOf(fields, "name")).at(-1) ?? "";
      const zoned = columnsIn(fields).some((name) => /time/.test(typeOf(table, name) ?? ""));
      return fields.kind === "AEXPR_OP" && OPERATORS.has(operator) && !zoned &&
        every([fields.lexpr, fields.rexpr].filter((side) => side !== undefined));
    }
    case "FuncCall": {
      const name = namesOf(listOf(fields, "funcname")).at(-1) ?? "";
      const args = listOf(fields, "args");
      // With the configuration named it does not depend on a setting.
      if (name === "to_tsvector") return args.length === 2 && every(args);
      if (IMMUTABLE_OF_LOCAL_TIME.has(name)) {
        const local = columnsIn(args).every((column) =>
          /^(date|timestamp without time zone)/.test(typeOf(table, column) ?? "")
        );
        // date_trunc() takes a date for a time with a zone.
        const date = columnsIn(args).some((column) => typeOf(table, column) === "date");
        return local && !(date && name === "date_trunc") && every(args);
      }
      return IMMUTABLE.has(name) && every(args);
    }
    default:
      return false;
  }
}

function columnsIn(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(columnsIn);
  if (typeof node !== "object" || node === null) return [];
  const reference = nodeOf(node, "ColumnRef");
  if (reference) return namesOf(listOf(reference, "fields")).slice(-1);
  return Object.values(node).flatMap(columnsIn);
}
