import { freeze } from "../core/freeze.ts";
import { type ColumnData, type TableData, valueAt } from "./input/table_data.ts";

/** Which inclusion dependencies are looked for. */
export interface InclusionOptions {
  /** The most columns on a side, from 1. Defaults to 2. */
  readonly maxColumns?: number;
  /** Also lists inclusions in columns that are no key, or more than a key. Defaults to false. */
  readonly all?: boolean;
}

/** The values of some columns all occur in others: a candidate for a foreign key. */
export interface DiscoveredInclusion {
  /** The table that refers. */
  readonly table: string;
  /** The columns that refer. */
  readonly columns: readonly string[];
  /** The table that is referred to. */
  readonly referenced: string;
  /** The columns that are referred to, in the order of those that refer. */
  readonly referencedColumns: readonly string[];
  /** The share of the referenced values that occur among those that refer, 0 to 1. */
  readonly coverage: number;
  /** Whether the referenced columns identify rows. */
  readonly unique: boolean;
  /** How likely it is meant as a foreign key, 0 to 1. */
  readonly score: number;
}

/**
 * Finds inclusion dependencies between tables: columns whose values all occur in columns of another table,
 * or in other columns of the same one. Rows with a missing value in the referring columns are passed over, as
 * a foreign key does. Values are compared as text.
 *
 * @param tables The tables, with different names.
 * @returns The likeliest foreign keys first.
 * @throws {RangeError} When `maxColumns` is below 1, or two tables have one name.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { discoverInclusions, tableFromObjects } from "@groundplan/groundplan";
 *
 * const customers = tableFromObjects([{ id: 1 }, { id: 2 }, { id: 3 }], { name: "customers" });
 * const orders = tableFromObjects([{ nr: 7, customer_id: 2 }, { nr: 8, customer_id: 2 }], {
 *   name: "orders",
 * });
 * const { inclusions: [first] } = discoverInclusions([customers, orders]);
 * assert.deepEqual([first?.columns, first?.referenced], [["customer_id"], "customers"]);
 * ```
 */
export function discoverInclusions(
  tables: readonly TableData[],
  options: InclusionOptions = {},
): { readonly inclusions: readonly DiscoveredInclusion[] } {
  const { maxColumns = 2, all = false } = options;
  if (!(maxColumns >= 1)) {
    throw new RangeError(`Cannot look for inclusions over ${maxColumns} columns: at least 1`);
  }
  const names = tables.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) {
    throw new RangeError(`Cannot look for inclusions: two tables are named ${twice}`);
  }
  let level = unary(tables);
  const found = [...level];
  for (let size = 2; size <= maxColumns && level.length > 0; size++) {
    level = wider(level);
    found.push(...level);
  }
  const keys = new Set(found.filter(isUnique).map(keyOf));
  const inclusions = found
    .filter((one) =>
      all || keys.has(keyOf(one)) && !partsOf(one).some((part) => keys.has(keyOf(part)))
    )
    .map(weigh)
    .sort((a, b) => b.score - a.score);
  return freeze({ inclusions });
}

/** Columns of two tables, by their places. */
interface Inclusion {
  readonly from: TableData;
  readonly left: readonly number[];
  readonly to: TableData;
  readonly right: readonly number[];
}

function unary(tables: readonly TableData[]): Inclusion[] {
  const sets = new Map<ColumnData, Set<string>>();
  const valuesOf = (column: ColumnData) => {
    let set = sets.get(column);
    if (!set) sets.set(column, set = new Set(column.values.filter((value) => value !== null)));
    return set;
  };
  return tables.flatMap((from) =>
    from.columns.flatMap((column, left) => {
      const values = valuesOf(column);
      if (values.size === 0) return [];
      return tables.flatMap((to) =>
        to.columns.flatMap((other, right): Inclusion[] =>
          other !== column && values.isSubsetOf(valuesOf(other))
            ? [{ from, left: [left], to, right: [right] }]
            : []
        )
      );
    })
  );
}

// Columns can only be included together if each is by itself; candidates are joined as in level-wise search.
function wider(level: readonly Inclusion[]): Inclusion[] {
  const keys = new Set(level.map(keyOf));
  return level.flatMap((one) =>
    level.flatMap((other): Inclusion[] => {
      const size = one.left.length;
      if (one.from !== other.from || one.to !== other.to) return [];
      if (one.left.slice(0, -1).join() !== other.left.slice(0, -1).join()) return [];
      if (one.right.slice(0, -1).join() !== other.right.slice(0, -1).join()) return [];
      if (one.left.at(-1)! >= other.left.at(-1)!) return [];
      const joined = {
        ...one,
        left: [...one.left, other.left.at(-1)!],
        right: [...one.right, other.right.at(-1)!],
      };
      if (new Set(joined.right).size < joined.right.length) return [];
      if (joined.from === joined.to && joined.left.some((at) => joined.right.includes(at))) {
        return [];
      }
      if (size > 1 && !partsOf(joined).every((part) => keys.has(keyOf(part)))) return [];
      return holds(joined) ? [joined] : [];
    })
  );
}

/** The inclusion with each column left out in turn; none of a single column. */
function partsOf(one: Inclusion): Inclusion[] {
  return one.left.length < 2 ? [] : one.left.map((_, at) => ({
    ...one,
    left: one.left.toSpliced(at, 1),
    right: one.right.toSpliced(at, 1),
  }));
}

function isUnique({ to, right }: Inclusion): boolean {
  return tuples(to, right).size === to.rows && right.every((at) => to.columns[at]!.nulls === 0);
}

function keyOf({ from, left, to, right }: Inclusion): string {
  return `${JSON.stringify([from.name, left, to.name, right])}`;
}

function tuples(table: TableData, columns: readonly number[]): Set<string> {
  const found = new Set<string>();
  for (let row = 0; row < table.rows; row++) {
    const values = columns.map((at) => valueAt(table.columns[at]!, row));
    if (!values.includes(null)) found.add(JSON.stringify(values));
  }
  return found;
}

function holds({ from, left, to, right }: Inclusion): boolean {
  const values = tuples(from, left);
  return values.size > 0 && values.isSubsetOf(tuples(to, right));
}

// Names that match, unique targets and covered values make a foreign key likely; ranges of small numbers
// include each other by accident.
function weigh({ from, left, to, right }: Inclusion): DiscoveredInclusion {
  const values = tuples(from, left).size;
  const targets = tuples(to, right).size;
  const unique = isUnique({ from, left, to, right });
  const coverage = targets === 0 ? 0 : values / targets;
  const columns = left.map((at) => from.columns[at]!.name);
  const referencedColumns = right.map((at) => to.columns[at]!.name);
  const name = columns.reduce(
    (sum, column, at) => sum + nameLikeness(column, to.name, referencedColumns[at]!),
    0,
  ) / columns.length;
  const measure = left.some((at) => from.columns[at]!.kind === "number") ? 0.5 : 1;
  const key = left.length === 1 && values === from.rows && from !== to ? 0.9 : 1;
  return {
    table: from.name,
    columns,
    referenced: to.name,
    referencedColumns,
    coverage,
    unique,
    score: (unique ? 1 : 0.3) * measure * key * (0.6 * name + 0.25 * Math.sqrt(coverage) + 0.15),
  };
}

/** How well a column's name says what it refers to, 0 to 1. */
function nameLikeness(column: string, table: string, referenced: string): number {
  const plain = (text: string) =>
    text.toLowerCase().replace(/\.[a-z]+$/, "").replace(/[^a-z0-9]/g, "");
  const [own, target, key] = [plain(column), plain(table), plain(referenced)];
  const singular = target.replace(/ies$/, "y").replace(/s$/, "");
  if (own === singular + key || own === target + key || own === singular) return 1;
  if (own === key && own.length > 2) return 0.9;
  if (singular.length > 2 && own.includes(singular)) return 0.7;
  return own.endsWith(key) && key.length > 1 ? 0.4 : 0.1;
}
