import { createHash } from "node:crypto";

/** A short name made from what it names, so that the same picture always has the same ids. */
export function contentId(...content: readonly string[]): string {
  const hash = createHash("sha256");
  for (const part of content) hash.update(part.toWellFormed()).update("\u0000");
  return `g${hash.digest("hex").slice(0, 10)}`;
}
