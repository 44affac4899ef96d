/** A count as features name it: exactly, or "3+" from the most that is told apart. */
export const upTo = (most: number, count: number): string =>
  count >= most ? `${most}+` : `${count}`;

/** The word of a term that says what it is: "order" of "customer order". */
export const headOf = (term: string): string => term.split(" ").at(-1)!;
