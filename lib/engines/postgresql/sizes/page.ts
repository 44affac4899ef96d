/** How a PostgreSQL page is laid out, in bytes. Source: src/include/storage/bufpage.h. */
export const PAGE = Object.freeze({
  bytes: 8192,
  /** `SizeOfPageHeaderData`, aligned. */
  header: 24,
  /** `ItemIdData`: the line pointer of each item. */
  linePointer: 4,
  /** `BTPageOpaqueData` at the end of each B-tree page. */
  btreeSpecial: 16,
});

/** Rounds bytes up to a multiple of an alignment: `TYPEALIGN`. */
export function alignTo(bytes: number, alignment: number): number {
  return Math.ceil(bytes / alignment) * alignment;
}
