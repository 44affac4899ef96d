import { freeze } from "../../core/freeze.ts";
import type { TableData } from "../input/table_data.ts";
import type { Codes } from "./codes.ts";
import type { Collapsed } from "./collapse.ts";
import type { Partition } from "./partition.ts";
import { partitionBy, validatorFor } from "./validator.ts";

/** Which dependencies that nearly hold are looked for. */
export interface ApproximateOptions {
  /** The greatest g3: the share of rows to take out so that it holds. 0 to 1; defaults to 0.05. */
  readonly maxError?: number;
  /** The most columns on the left side, from 1. Defaults to 1. */
  readonly maxLhs?: number;
  /** The most to list. Defaults to 50. */
  readonly top?: number;
}

/** A functional dependency that nearly holds. */
export interface ApproximateDependency {
  /** The columns on the left side. */
  readonly determinant: readonly string[];
  /** The column on the right side. */
  readonly dependent: string;
  /** The share of rows to take out so that it holds (Kivinen and Mannila 1995). */
  readonly g3: number;
  /** The chance that two rows with equal left sides agree (Piatetsky-Shapiro and Matheus 1993). */
  readonly pdep: number;
  /**
   * pdep less what chance gives, 0 to 1, where 1 is a dependency that holds: low where the left side is
   * nearly unique. Source: Parciak et al., "Measuring approximate functional dependencies: a comparative
   * study", ICDE 2024 (μ+).
   */
  readonly mu: number;
  /** The rows to take out, from 1; the first hundred. */
  readonly offending: readonly number[];
  /** How many rows there are to take out. */
  readonly violations: number;
}

/** Only left sides that say more than chance are listed. */
const LEAST_MU = 0.5;
const MOST_OFFENDING = 100;

/** Finds the dependencies that few rows break. */
export function findApproximate(
  table: TableData,
  codes: Codes,
  collapsed: Collapsed,
  options: ApproximateOptions,
  expired: () => boolean,
): ApproximateDependency[] {
  const { maxError = 0.05, maxLhs = 1, top = 50 } = options;
  const columns = collapsed.classes.map(([first]) => first!).sort((a, b) => a - b);
  const validator = validatorFor(codes);
  const counts = new Int32Array(codes.distinct.reduce((a, b) => Math.max(a, b), 1));
  const sums = new Map(columns.map((column) => [column, sumOfSquares(codes, column)]));
  const found: ApproximateDependency[] = [];
  for (const determinant of combinations(columns, maxLhs)) {
    if (expired()) break;
    const partition = partitionBy(validator, determinant);
    const distinct = codes.rows - partition.size + partition.clusters;
    if (partition.clusters === 0) continue;
    for (const dependent of columns) {
      if (determinant.includes(dependent)) continue;
      const { agreeing, pdep } = measure(partition, codes, dependent, counts);
      const g3 = 1 - agreeing / codes.rows;
      if (g3 === 0 || g3 > maxError) continue;
      const mu = muPlus(pdep, sums.get(dependent)!, codes.rows, distinct);
      if (mu < LEAST_MU) continue;
      const offending = offendingRows(partition, codes, dependent, counts);
      found.push({
        determinant: determinant.map((column) => table.columns[column]!.name),
        dependent: table.columns[dependent]!.name,
        g3,
        pdep,
        mu,
        offending: offending.slice(0, MOST_OFFENDING),
        violations: offending.length,
      });
    }
  }
  return freeze(found.sort((a, b) => b.mu - a.mu || a.g3 - b.g3).slice(0, top));
}

function* combinations(columns: readonly number[], most: number): Generator<number[]> {
  for (const [at, column] of columns.entries()) {
    yield [column];
    if (most < 2) continue;
    for (const rest of combinations(columns.slice(at + 1), most - 1)) yield [column, ...rest];
  }
}

/** Rows that agree with the commonest value of their group, and pdep. */
export function measure(
  { rows, ends, clusters, size }: Partition,
  codes: Codes,
  dependent: number,
  counts: Int32Array,
): { readonly agreeing: number; readonly pdep: number } {
  const column = codes.columns[dependent]!;
  let agreeing = codes.rows - size;
  let squares = codes.rows - size;
  for (let cluster = 0, start = 0; cluster < clusters; cluster++) {
    const end = ends[cluster]!;
    let most = 0;
    let sum = 0;
    for (let at = start; at < end; at++) {
      const count = ++counts[column[rows[at]!]!]!;
      sum += 2 * count - 1;
      if (count > most) most = count;
    }
    for (let at = start; at < end; at++) counts[column[rows[at]!]!] = 0;
    agreeing += most;
    squares += sum / (end - start);
    start = end;
  }
  return { agreeing, pdep: squares / codes.rows };
}

/** μ+ from pdep, the chance that two rows agree on the right side at all, the rows and the left values. */
export function muPlus(pdep: number, chance: number, rows: number, distinct: number): number {
  if (pdep === 1) return 1;
  if (rows === distinct || chance === 1) return 0;
  return Math.max(0, 1 - (1 - pdep) / (1 - chance) * (rows - 1) / (rows - distinct));
}

function sumOfSquares(codes: Codes, column: number): number {
  const counts = new Float64Array(codes.distinct[column]!);
  for (const code of codes.columns[column]!) counts[code]!++;
  return counts.reduce((sum, count) => sum + (count / codes.rows) ** 2, 0);
}

// In each group, the rows that differ from its commonest value; of equally common ones, from the first.
function offendingRows(
  { rows, ends, clusters }: Partition,
  codes: Codes,
  dependent: number,
  counts: Int32Array,
): number[] {
  const column = codes.columns[dependent]!;
  const offending: number[] = [];
  for (let cluster = 0, start = 0; cluster < clusters; cluster++) {
    const members = rows.subarray(start, ends[cluster]!);
    start = ends[cluster]!;
    for (const row of members) counts[column[row]!]!++;
    const kept = members.reduce((best, row) =>
      counts[column[row]!]! > counts[column[best]!]! ? row : best
    );
    const value = column[kept]!;
    for (const row of members) counts[column[row]!] = 0;
    for (const row of members) if (column[row] !== value) offending.push(row + 1);
  }
  return offending.sort((a, b) => a - b);
}
