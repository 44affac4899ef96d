import { createHash } from "node:crypto";

/** The half of the corpus a text lies in: to tune on, or only to judge by. */
export type Half = "tune" | "judge";

/** What the assignment of a text to a half depends on. */
export interface Titled {
  readonly title: string;
  readonly style: string;
}

const SEED = "groundplan corpus 1: ";

/**
 * Deals texts to the two halves without a hand in it: within each style in the order of a seeded hash of
 * the title, in turn, so that both halves hold the same mix of styles.
 *
 * @param texts All texts of the corpus; no two with the same title.
 * @returns The half of each title.
 */
export function halves(texts: readonly Titled[]): ReadonlyMap<string, Half> {
  const dealt = texts
    .map(({ title, style }) => ({ title, style, hash: hash(title) }))
    .sort((a, b) => compare(a.style, b.style) || compare(a.hash, b.hash));
  return new Map(dealt.map(({ title }, turn) => [title, turn % 2 === 0 ? "tune" : "judge"]));
}

function hash(title: string): string {
  return createHash("sha256").update(SEED + title).digest("hex");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
