// The first pages of an index as PostgreSQL's planner reads them: little-endian, 8192 bytes a page.
// Source: PostgreSQL 18, src/include/access/nbtree.h, ginblock.h, brin_page.h and storage/bufpage.h.
import { pageBytes } from "./relation_files.ts";
import type { GinCounts } from "../statistics/statistics.ts";

const HEADER = 24;
const BTREE_SPECIAL = 16;

/**
 * An empty B-tree that claims a height: its metapage, then one page a level down to an empty leaf, each
 * inner page holding a single downlink without a key. The planner reads the height from the metapage and
 * for some joins and ranges really descends to the first or last leaf, so the chain can be walked.
 *
 * @param file The file of the empty index, whose first page is its metapage.
 * @param height Levels above the leaves, from 0.
 */
export function btreeChain(file: Uint8Array, height: number): Uint8Array {
  const bytes = new Uint8Array(pageBytes * (height + 2));
  bytes.set(file.subarray(0, pageBytes));
  const view = new DataView(bytes.buffer);
  view.setUint32(HEADER + 8, 1, true); // btm_root
  view.setUint32(HEADER + 12, height, true); // btm_level
  view.setUint32(HEADER + 16, 1, true); // btm_fastroot
  view.setUint32(HEADER + 20, height, true); // btm_fastlevel
  for (let depth = 0; depth <= height; depth++) {
    const page = pageBytes * (depth + 1);
    const level = height - depth;
    const special = pageBytes - BTREE_SPECIAL;
    const item = special - 8;
    view.setUint16(page + 12, level ? HEADER + 4 : HEADER, true); // pd_lower
    view.setUint16(page + 14, level ? item : special, true); // pd_upper
    view.setUint16(page + 16, special, true); // pd_special
    view.setUint16(page + 18, pageBytes | 4, true); // page size and layout version
    if (level) {
      view.setUint32(page + HEADER, item | (1 << 15) | (8 << 17), true); // line pointer: normal, 8 bytes
      view.setUint16(page + item + 2, depth + 2, true); // t_tid: the child's block
      view.setUint16(page + item + 6, 8 | 0x2000, true); // t_info: size, and no key columns follow
    }
    view.setUint32(page + special + 8, level, true); // btpo_level
    view.setUint16(page + special + 12, (level ? 0 : 1) | (depth ? 0 : 2), true); // leaf, root
  }
  return bytes;
}

/** The metapage of a GIN index with its counts, which the cost of a scan rests on. */
export function ginMetapage(file: Uint8Array, counts: GinCounts): Uint8Array {
  const bytes = file.slice(0, pageBytes);
  const view = new DataView(bytes.buffer);
  view.setUint32(HEADER + 12, counts.pendingPages, true);
  view.setUint32(HEADER + 24, counts.totalPages, true);
  view.setUint32(HEADER + 28, counts.entryPages, true);
  view.setUint32(HEADER + 32, counts.dataPages, true);
  view.setBigInt64(HEADER + 40, BigInt(Math.round(counts.entries)), true);
  return bytes;
}

/** Ranges that one page of a BRIN index's range map holds. */
const REVMAP_ITEMS = 1360;

/** The metapage of a BRIN index over a heap of so many pages. */
export function brinMetapage(file: Uint8Array, heapPages: number): Uint8Array {
  const bytes = file.slice(0, pageBytes);
  const view = new DataView(bytes.buffer);
  const pagesPerRange = view.getUint32(HEADER + 8, true);
  const ranges = Math.max(1, Math.ceil(heapPages / pagesPerRange));
  view.setUint32(HEADER + 12, Math.ceil(ranges / REVMAP_ITEMS), true); // lastRevmapPage
  return bytes;
}
