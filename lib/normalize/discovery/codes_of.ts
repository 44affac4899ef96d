import type { TableData } from "../input/table_data.ts";
import { type Codes, renumber } from "./codes.ts";

/** Whether two missing values count as equal. */
export type NullSemantics = "equal" | "distinct";

/** The codes of a table. Where missing values are distinct, each gets a code of its own. */
export function codesOf(table: TableData, nulls: NullSemantics): Codes {
  const columns = table.columns.map(({ codes, values, nullCode, nulls: missing }) => {
    if (nulls === "equal" || missing === 0) return { codes, distinct: values.length };
    let next = values.length;
    return renumber(codes.map((code) => code === nullCode ? next++ : code), next);
  });
  return {
    rows: table.rows,
    columns: columns.map(({ codes }) => codes),
    distinct: columns.map(({ distinct }) => distinct),
  };
}
