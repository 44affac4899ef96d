/**
 * What is known of sets of columns: which targets two rows show them not to determine. Sets of a table of n
 * columns are numbers of n bits, the first column the highest, so that descending order is lexicographic.
 * Targets are bits of an n + 1 bit number: the columns, moved up by one, and at bit 0 the row itself, which
 * unique combinations determine.
 */
export interface Lattice {
  /** Takes note that two rows agree in exactly these columns. @returns Whether that is news. */
  readonly learn: (agreed: number) => boolean;
  /** The sets that may be minimal left sides, in descending order, with the targets that they may determine. */
  readonly candidates: (maxSize: number) => Iterable<readonly [set: number, targets: number]>;
}

/** The bit of a target; the row comes after the last column. */
export function targetBit(target: number, width: number): number {
  return 1 << (width - target);
}

/** All targets of a table. */
export function allTargets(width: number): number {
  return 2 ** (width + 1) - 1;
}

/** The columns of a set, ascending. */
export function columnsOf(set: number, width: number): number[] {
  const columns: number[] = [];
  for (let column = 0; column < width; column++) {
    if (set >> (width - 1 - column) & 1) columns.push(column);
  }
  return columns;
}
