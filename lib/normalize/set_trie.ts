/** Sets of places, stored by their sorted members, for subset questions over many sets. */
export interface SetTrie {
  readonly children: Map<number, SetTrie>;
  /** A set ends here. */
  end: boolean;
}

/** A trie that holds no set. */
export function emptyTrie(): SetTrie {
  return { children: new Map(), end: false };
}

/** Adds a set, given by its places in ascending order. */
export function addToTrie(trie: SetTrie, places: readonly number[]): void {
  let node = trie;
  for (const place of places) {
    let next = node.children.get(place);
    if (!next) node.children.set(place, next = emptyTrie());
    node = next;
  }
  node.end = true;
}

/** Whether the trie holds a subset of the set, given by its places in ascending order. */
export function hasSubsetIn(trie: SetTrie, places: readonly number[], from = 0): boolean {
  if (trie.end) return true;
  for (let at = from; at < places.length; at++) {
    const next = trie.children.get(places[at]!);
    if (next && hasSubsetIn(next, places, at + 1)) return true;
  }
  return false;
}
