import { freeze } from "../../core/freeze.ts";
import type { TableData } from "../input/table_data.ts";
import type { Codes } from "./codes.ts";
import type { Collapsed } from "./collapse.ts";
import { partitionBy, type Validator, validatorFor } from "./validator.ts";

/** Which multivalued dependencies are looked for. */
export interface MultivaluedOptions {
  /** The most columns on the left side, from 0. Defaults to 1. */
  readonly maxLhs?: number;
}

/** A multivalued dependency that holds in the distinct rows: the blocks vary independently. */
export interface DiscoveredMultivalued {
  /** The columns on the left side. */
  readonly determinant: readonly string[];
  /** The finest groups of other columns such that the left side multidetermines each. */
  readonly blocks: readonly (readonly string[])[];
  /** Rows that share their left side with another row. */
  readonly shared: number;
}

/** More groups of columns that belong together than this are not tried in all combinations. */
const MOST_GROUPS = 12;

/**
 * Finds the multivalued dependencies that no functional dependency implies. For a left side, the other
 * columns fall into blocks: columns whose pairs of values do not occur in all combinations within each group
 * of rows belong to one block; then unions of these are tried until the groups are the products of the
 * blocks.
 */
export function findMultivalued(
  table: TableData,
  codes: Codes,
  collapsed: Collapsed,
  { maxLhs = 1 }: MultivaluedOptions,
  expired: () => boolean,
): DiscoveredMultivalued[] {
  const columns = collapsed.classes.map(([first]) => first!).sort((a, b) => a - b);
  const equals = new Map(collapsed.classes.map((members) => [members[0]!, members]));
  const validator = validatorFor(codes);
  const found: DiscoveredMultivalued[] = [];
  const known: { readonly left: readonly number[]; readonly blocks: readonly number[][] }[] = [];
  for (let size = 0; size <= maxLhs; size++) {
    for (const left of combinations(columns, size)) {
      if (expired()) return freeze(found);
      const groups = groupsOf(validator, left);
      if (groups.length === 0) continue;
      const free = [...columns, ...collapsed.unique].filter((column) =>
        !left.includes(column) && !isDetermined(codes, groups, column)
      );
      const blocks = blocksOf(codes, groups, free);
      if (blocks.length < 2 || known.some((one) => follows(one, left, blocks))) continue;
      known.push({ left, blocks });
      const name = (column: number) => table.columns[column]!.name;
      found.push({
        determinant: left.map(name),
        blocks: blocks.map((block) =>
          block.flatMap((column) => equals.get(column) ?? [column]).sort((a, b) => a - b).map(name)
        ),
        shared: groups.reduce((sum, { length }) => sum + length, 0),
      });
    }
  }
  return freeze(found);
}

// A larger left side adds nothing where a smaller one has the same blocks already.
function follows(
  known: { readonly left: readonly number[]; readonly blocks: readonly number[][] },
  left: readonly number[],
  blocks: readonly number[][],
): boolean {
  if (!known.left.every((column) => left.includes(column))) return false;
  const coarse = known.blocks.map((block) => block.filter((column) => !left.includes(column)));
  return blocks.every((block) =>
    coarse.some((one) =>
      one.length === block.length && block.every((column) => one.includes(column))
    )
  );
}

function* combinations(columns: readonly number[], size: number): Generator<number[]> {
  if (size === 0) return void (yield []);
  for (const [at, column] of columns.entries()) {
    for (const rest of combinations(columns.slice(at + 1), size - 1)) yield [column, ...rest];
  }
}

function groupsOf(validator: Validator, left: readonly number[]): number[][] {
  const { rows, ends, clusters } = partitionBy(validator, left);
  const groups: number[][] = [];
  for (let cluster = 0, start = 0; cluster < clusters; cluster++) {
    groups.push([...rows.subarray(start, ends[cluster])]);
    start = ends[cluster]!;
  }
  return groups;
}

function isDetermined({ columns }: Codes, groups: readonly number[][], column: number): boolean {
  const codes = columns[column]!;
  return groups.every((group) => group.every((row) => codes[row] === codes[group[0]!]));
}

function distinctIn(codes: Codes, group: readonly number[], columns: readonly number[]): number {
  if (columns.length === 1) {
    return new Set(group.map((row) => codes.columns[columns[0]!]![row])).size;
  }
  return new Set(group.map((row) => columns.map((at) => codes.columns[at]![row]).join())).size;
}

/** Whether each group holds every combination of its values of `a` and of `b`. */
function areIndependent(
  codes: Codes,
  groups: readonly number[][],
  a: readonly number[],
  b: readonly number[],
): boolean {
  return groups.every((group) =>
    distinctIn(codes, group, [...a, ...b]) ===
      distinctIn(codes, group, a) * distinctIn(codes, group, b)
  );
}

function blocksOf(codes: Codes, groups: readonly number[][], free: readonly number[]): number[][] {
  const joined: number[][] = [];
  for (const column of free) {
    const bound = joined.filter((block) =>
      block.some((other) => !areIndependent(codes, groups, [column], [other]))
    );
    const rest = joined.filter((block) => !bound.includes(block));
    joined.splice(0, joined.length, ...rest, [...bound.flat(), column].sort((a, b) => a - b));
  }
  if (joined.length > MOST_GROUPS) return [];
  return split(codes, groups, joined).map((block) => block.toSorted((a, b) => a - b))
    .sort((a, b) => a[0]! - b[0]!);
}

// The smallest union with the first part that is independent of the rest is a block.
function split(codes: Codes, groups: readonly number[][], parts: readonly number[][]): number[][] {
  const [first, ...others] = parts;
  if (!first) return [];
  if (others.length === 0) return [first];
  const choices = [...Array(1 << others.length).keys()]
    .map((choice) => others.filter((_, at) => choice >> at & 1))
    .sort((a, b) => a.length - b.length);
  for (const choice of choices) {
    const rest = others.filter((part) => !choice.includes(part));
    const block = [first, ...choice].flat();
    if (rest.length === 0) return [block];
    if (areIndependent(codes, groups, block, rest.flat())) {
      return [block, ...split(codes, groups, rest)];
    }
  }
  return [parts.flat()];
}
