/** A key as far as a diagram marks it. */
export interface MarkedKey {
  readonly primary: boolean;
  readonly parts: readonly string[];
}

/**
 * The marks of the keys that a name takes part in: `PK`, and `UK` for the other candidate keys, with a
 * number where several of them could be confused.
 */
export function keyMarks(name: string, keys: readonly MarkedKey[]): string[] {
  const composite = keys.filter(({ primary, parts }) => !primary && parts.length > 1);
  return keys.filter(({ parts }) => parts.includes(name)).map((key) => {
    if (key.primary) return "PK";
    if (key.parts.length === 1 || composite.length === 1) return "UK";
    return `UK${composite.indexOf(key) + 1}`;
  });
}
