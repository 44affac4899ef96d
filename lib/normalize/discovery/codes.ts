/**
 * A table as numbers: in each column, rows with equal values have equal codes, numbered from 0 in order of
 * first appearance. The arrays may lie in shared memory.
 */
export interface Codes {
  readonly rows: number;
  /** One array a column. */
  readonly columns: readonly Int32Array[];
  /** How many codes each column has. */
  readonly distinct: readonly number[];
}

/** The codes row by row: the code of column c in row r is at `r * columns + c`. */
export function rowMajor({ rows, columns }: Codes): Int32Array {
  const width = columns.length;
  const all = new Int32Array(rows * width);
  columns.forEach((column, at) => {
    for (let row = 0, to = at; row < rows; row++, to += width) all[to] = column[row]!;
  });
  return all;
}

/** Renumbers codes in order of first appearance. Equal arrays then mean equal partitions of the rows. */
export function renumber(
  codes: Int32Array,
  limit: number,
): { codes: Int32Array; distinct: number } {
  const renamed = new Int32Array(limit).fill(-1);
  const result = new Int32Array(codes.length);
  let distinct = 0;
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (renamed[code] === -1) renamed[code] = distinct++;
    result[row] = renamed[code]!;
  }
  return { codes: result, distinct };
}
