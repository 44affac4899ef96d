import type { Index, IndexElement, Table } from "../schema/schema.ts";

/** An index that another one makes needless. */
export interface RepeatedIndex {
  /** The index; never one that a constraint owns, and unique only where another keeps the same unique. */
  readonly index: Index;
  /** The index or the constraint that stands for it. */
  readonly by: string;
  /** Whether the other has the same keys, or goes on behind them. */
  readonly how: "duplicate" | "prefix";
}

/**
 * The indexes of a table that another index or a key makes needless: the same keys, or the first keys of a
 * longer one, read forward or backward; what it includes is found in the other as well; and the other holds
 * all its rows.
 */
export function repeatedIndexes(table: Table): readonly RepeatedIndex[] {
  const all = keysOf(table);
  return all.flatMap((keys): readonly RepeatedIndex[] => {
    if (!keys.index) return [];
    const { index } = keys;
    const same = all.find((other) => other !== keys && isSame(keys, other));
    if (same) return [{ index, by: same.name, how: "duplicate" }];
    const longer = all.find((other) => other !== keys && isPrefix(keys, other));
    return longer ? [{ index, by: longer.name, how: "prefix" }] : [];
  });
}

/** An index's keys in the form in which two are compared. */
interface Keys {
  readonly name: string;
  readonly method: string;
  readonly unique: boolean;
  /** The keys read forward, and read backward. */
  readonly parts: readonly string[];
  readonly backward: readonly string[];
  /** All columns that it holds. */
  readonly columns: ReadonlySet<string>;
  readonly include: readonly string[];
  /** The predicate, its terms in order. A part of the rows is kept on purpose: it is no repetition. */
  readonly rows: string;
  /** Missing values count as equal. */
  readonly nullsEqual: boolean;
  /** Absent for what a constraint owns: it stands for a rule and is never the one to drop. */
  readonly index?: Index;
}

function isSame(keys: Keys, other: Keys): boolean {
  if (keys.parts.length !== other.parts.length || !covers(keys, other)) return false;
  const mutual = covers({ ...other, unique: false }, keys);
  // Of two that are equal, the later by name goes, unless one is a constraint, unique or holds more.
  return !other.index || !keys.unique && other.unique || !mutual ||
    keys.unique === other.unique && other.name < keys.name;
}

function isPrefix(keys: Keys, other: Keys): boolean {
  return keys.parts.length < other.parts.length && !keys.unique && covers(keys, other);
}

/** Whether the other begins with the same keys, includes the same columns and holds the same rows. */
function covers(keys: Keys, other: Keys): boolean {
  if (keys.method !== other.method || keys.rows !== other.rows) return false;
  if (keys.unique && (!other.unique || keys.nullsEqual && !other.nullsEqual)) return false;
  if (!keys.include.every((column) => other.columns.has(column))) return false;
  // Only B-trees have an order, in which the first keys come first; in others each column is by itself.
  return [other.parts, other.backward].some((parts) =>
    keys.parts.every((part, at) => parts[at] === part)
  );
}

function keysOf(table: Table): readonly Keys[] {
  const constraints = [...(table.primaryKey ? [table.primaryKey] : []), ...table.uniques];
  return [
    ...constraints.filter(({ withoutOverlaps }) => !withoutOverlaps)
      .map(({ columns, ...key }) =>
        keysFrom({
          ...key,
          method: "btree",
          unique: true,
          elements: columns.map((column) => ({ column })),
        })
      ),
    ...table.indexes.map((index) => ({ ...keysFrom(index), index })),
  ];
}

function keysFrom(
  { name, method, unique, nullsNotDistinct = false, elements, include = [], where = "" }: Index,
): Keys {
  return {
    name,
    method,
    unique,
    nullsEqual: nullsNotDistinct,
    parts: elements.map((element) => partOf(element, false)),
    backward: elements.map((element) => partOf(element, method === "btree")),
    columns: new Set([
      ...elements.flatMap((element) => "column" in element ? [element.column] : []),
      ...include,
    ]),
    include,
    rows: termsOf(where).join(" AND "),
  };
}

function partOf(element: IndexElement, backward: boolean): string {
  const { descending = false, nulls, collation, operatorClass, ...key } = element;
  const first = (nulls ?? (descending ? "first" : "last")) === "first";
  return JSON.stringify([
    key,
    descending !== backward,
    first !== backward,
    collation,
    operatorClass,
  ]);
}

// Canonical text puts each term of a conjunction in parentheses of its own.
function termsOf(where: string): readonly string[] {
  if (/\bOR\b/.test(where)) return [where];
  const inner = where.replace(/^\((\(.*\))\)$/s, "$1");
  return inner.split(/\s+AND\s+/).map((term) => term.trim()).sort();
}
