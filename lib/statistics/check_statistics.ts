import type { ColumnStatistics, CommonValues, Statistics } from "./statistics.ts";

/** Float4 sums of many shares come out a little over 1. */
const SLACK = 0.001;

/**
 * Makes sure that statistics do not contradict themselves.
 *
 * @throws {RangeError} Naming every table and column with what is wrong about it.
 */
export function checkStatistics(statistics: Statistics): void {
  const problems: string[] = [];
  for (const table of statistics.tables) {
    const path = `${table.schema}.${table.name}`;
    const says = (what: string) => problems.push(`${path} ${what}`);
    if (!(table.rows >= -1 && Number.isFinite(table.rows))) says(`has ${table.rows} rows`);
    if (!isCount(table.pages)) says(`has ${table.pages} pages`);
    if (table.pages >= 2 ** 32 - 1) {
      says(`has ${table.pages} pages, more than the 4294967294 of a table`);
    }
    if (!(table.allVisiblePages >= 0 && table.allVisiblePages <= Math.max(table.pages, 0))) {
      says(`has ${table.allVisiblePages} of its ${table.pages} pages all visible`);
    }
    if (table.pages === 0 && table.rows > 0 && !table.inherited) says(`has rows and no pages`);
    for (const column of [...table.columns, ...table.inherited ?? []]) {
      for (const what of columnProblems(column)) problems.push(`${path}.${column.name} ${what}`);
    }
    for (const index of table.indexes) {
      if (!isCount(index.pages)) says(`has an index ${index.name} of ${index.pages} pages`);
      if (!(index.rows >= -1)) says(`has an index ${index.name} of ${index.rows} entries`);
    }
  }
  if (problems.length > 0) {
    throw new RangeError(`Cannot use these statistics: ${problems.join("; ")}`);
  }
}

function isCount(value: number): boolean {
  return value >= 0 && Number.isFinite(value);
}

function columnProblems(column: ColumnStatistics): readonly string[] {
  const { nullFraction, width, distinct, mostCommon, histogram, correlation } = column;
  const problems: string[] = [];
  if (!(nullFraction >= 0 && nullFraction <= 1)) {
    problems.push(`is NULL in ${nullFraction} of its rows`);
  }
  if (!(width >= 0)) problems.push(`is ${width} bytes wide`);
  const count = typeof distinct === "number" ? distinct : distinct.ratio;
  if (!(count >= 0)) problems.push(`has ${count} distinct values`);
  if (typeof distinct !== "number" && distinct.ratio > 1) {
    problems.push(`has ${distinct.ratio} distinct values a row`);
  }
  if (mostCommon) problems.push(...commonProblems(mostCommon, nullFraction));
  if (histogram?.length === 1) problems.push("has a histogram of one bound");
  if (correlation !== undefined && !(Math.abs(correlation) <= 1 + SLACK)) {
    problems.push(`has a correlation of ${correlation}`);
  }
  return problems;
}

function commonProblems({ values, frequencies }: CommonValues, nulls: number): readonly string[] {
  if (values.length !== frequencies.length) {
    return [`has ${values.length} common values with ${frequencies.length} frequencies`];
  }
  if (frequencies.some((share) => !(share >= 0 && share <= 1))) {
    return ["has a common value whose share is not between 0 and 1"];
  }
  const sum = frequencies.reduce((total, share) => total + share, nulls);
  return sum > 1 + SLACK
    ? [`has common values and NULLs in ${sum.toFixed(3)} of its rows, which is over 1`]
    : [];
}
