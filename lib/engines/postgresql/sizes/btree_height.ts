import { PAGE } from "./page.ts";

/** Share of an inner page that a build fills: `BTREE_NONLEAF_FILLFACTOR` in nbtree.h. */
const INNER_FILL = 0.7;

/**
 * Downlinks on an inner page of a B-tree.
 *
 * @param keyBytes Mean bytes of an inner key's data, aligned; 8 are added for its header.
 * @param fill Share of the page that is filled. Defaults to what a build fills.
 */
export function btreeFanout(keyBytes: number, fill: number = INNER_FILL): number {
  const tuple = 8 + keyBytes + PAGE.linePointer;
  const free = Math.floor(PAGE.bytes * (1 - fill));
  const room = PAGE.bytes - PAGE.header - PAGE.btreeSpecial - PAGE.linePointer - free;
  return Math.max(2, Math.floor(room / tuple));
}

/**
 * Levels above the leaves of a B-tree that grew: its root holds as many downlinks as fit before it splits.
 *
 * @param leafPages Leaf pages, from 0.
 * @param keyBytes Mean bytes of an inner key's data, aligned.
 * @returns 0 where the root is a leaf.
 */
export function btreeHeight(leafPages: number, keyBytes: number): number {
  const fanout = btreeFanout(keyBytes);
  const root = btreeFanout(keyBytes, 1);
  let height = 0;
  for (let pages = leafPages; pages > 1; height++) {
    pages = pages <= root ? 1 : Math.ceil(pages / fanout);
  }
  return height;
}
