import type { Collapsed } from "./collapse.ts";
import { columnsIn } from "./column_sets.ts";
import type { Search } from "./search.ts";

/** A minimal functional dependency between columns, by their numbers in the table. */
export interface FoundDependency {
  readonly determinant: readonly number[];
  readonly dependent: number;
}

/** What a search found, in terms of the table's own columns, one at a time. */
export interface Found {
  readonly counts: { readonly functional: number; readonly unique: number };
  /** Whether everything is there. */
  readonly complete: boolean;
  /** Where something is missing: all left sides of up to so many columns are there. */
  readonly completeUpTo?: number;
  /** Columns whose left sides are not all there. */
  readonly incomplete: readonly number[];
  readonly functional: () => Generator<FoundDependency>;
  readonly unique: () => Generator<readonly number[]>;
}

/**
 * Puts back the columns that were taken out: each column of a left side may be any of its class, so may
 * the right side; within a class each determines each; unique columns determine everything, and unique
 * combinations determine them.
 */
export function expand(collapsed: Collapsed, search: Search, rows: number): Found {
  const { classes, constants, unique } = collapsed;
  const width = classes.length;
  const columns = [...classes.flat(), ...unique];
  const { words, sets, complete } = search;
  const sizes = classes.map(({ length }) => length);
  const waysOf = (target: number) => {
    let ways = 0;
    for (let at = 0; at < sets[target]!.length; at += words) {
      ways += columnsIn(sets[target]!, at, words).reduce((all, one) => all * sizes[one]!, 1);
    }
    return ways;
  };
  const single = rows < 2;
  const combined = single ? 1 : waysOf(width);
  const functional = constants.length +
    unique.length * (columns.length - 1) + unique.length * combined +
    sizes.reduce((all, size, target) => all + size * (size - 1) + size * waysOf(target), 0);
  return {
    counts: {
      functional: single ? constants.length : functional,
      unique: combined + unique.length,
    },
    complete: complete.every(Boolean),
    ...(search.completeUpTo === undefined ? {} : { completeUpTo: search.completeUpTo }),
    incomplete: [
      ...classes.flatMap((members, target) => complete[target] ? [] : members),
      ...(complete[width] ? [] : unique),
    ].sort((a, b) => a - b),
    *functional() {
      for (const dependent of constants) yield { determinant: [], dependent };
      for (const key of unique) {
        for (const dependent of columns) {
          if (dependent !== key) yield { determinant: [key], dependent };
        }
      }
      if (unique.length > 0) {
        for (const determinant of ways(width)) {
          for (const dependent of unique) yield { determinant, dependent };
        }
      }
      for (const [target, members] of classes.entries()) {
        for (const dependent of members) {
          for (const other of members) {
            if (other !== dependent) yield { determinant: [other], dependent };
          }
          for (const determinant of ways(target)) yield { determinant, dependent };
        }
      }
    },
    *unique() {
      if (single) yield [];
      for (const key of unique) yield [key];
      if (!single) yield* ways(width);
    },
  };

  function* ways(target: number): Generator<number[]> {
    for (let at = 0; at < sets[target]!.length; at += words) {
      const members = columnsIn(sets[target]!, at, words).map((one) => classes[one]!);
      yield* choices(members, 0, []);
    }
  }
}

function* choices(
  members: readonly (readonly number[])[],
  at: number,
  chosen: readonly number[],
): Generator<number[]> {
  if (at === members.length) {
    yield chosen.toSorted((a, b) => a - b);
    return;
  }
  for (const column of members[at]!) yield* choices(members, at + 1, [...chosen, column]);
}
