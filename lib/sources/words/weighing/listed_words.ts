/** What the words of lists stand for: each list is one text, its words parted by white space. */
export function listedWords<Key extends string | number>(
  keys: readonly Key[],
  lists: Readonly<Record<Key, string>>,
): ReadonlyMap<string, Key> {
  return new Map(
    keys.flatMap((key) => lists[key].trim().split(/\s+/).map((word) => [word, key] as const)),
  );
}
