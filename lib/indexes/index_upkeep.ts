import { PAGE } from "../engines/postgresql/sizes/page.ts";
import { entryWalBytes, fullPageImages } from "../engines/postgresql/sizes/wal.ts";
import type { IndexShape } from "./index_shape.ts";

/** What flows into one index and out of it, a second. */
export interface IndexFlow {
  /** Rows that are new and get an entry. */
  readonly inserted: number;
  /** New versions of rows that get an entry beside the one of the old version. */
  readonly versions: number;
  /** Rows whose expressions and predicate are evaluated, whether or not they get an entry. */
  readonly weighed: number;
  /** Dead rows of the table whose entries have to be removed. */
  readonly dead: number;
}

/** What a server does with its pages, and what the planner takes for it. */
export interface UpkeepGround {
  /** Seconds between two checkpoints. */
  readonly checkpoint: number;
  /** Dead rows after which autovacuum cleans a table of so many rows. */
  readonly vacuumAfter: (rows: number) => number;
  readonly seqPageCost: number;
  readonly randomPageCost: number;
  readonly cpuIndexTupleCost: number;
  readonly cpuOperatorCost: number;
}

/** What an index costs to keep up to date, a second. */
export interface Upkeep {
  /** In the planner's units. */
  readonly cost: number;
  /** Bytes of write-ahead log. */
  readonly walBytes: number;
}

/** What writing entries does to pages, a second. */
interface Work {
  /** Units of processor time. */
  readonly cpu: number;
  /** Pages that are read before they are changed. */
  readonly read: number;
  /** Pages that a checkpoint writes. */
  readonly dirtied: number;
  readonly walBytes: number;
}

type Write = (shape: IndexShape, flow: IndexFlow, ground: UpkeepGround) => Work;

/** `DEFAULT_PAGE_CPU_MULTIPLIER`, operators a page: PostgreSQL 18, src/backend/utils/adt/selfuncs.c. */
const OPERATORS_A_PAGE = 50;

/** A split's record without the right half: `xl_btree_split`, three blocks, the high key and the parent. */
const SPLIT = 200;

/** Of the bytes on a full page, those that a split moves: half, or a tenth where keys ascend. */
const MOVED = { random: 0.5, ascending: 0.1 } as const;

const WRITE: Readonly<Record<string, Write>> = {
  btree: writeTree(1),
  // A bucket takes the place of the descent, and the metapage counts each entry.
  hash(shape, { inserted, versions }, ground) {
    const rate = inserted + versions;
    const touched = occupied(rate, shape.pages, ground);
    return {
      cpu: rate * (3 * OPERATORS_A_PAGE * ground.cpuOperatorCost + ground.cpuIndexTupleCost),
      read: touched,
      dirtied: touched,
      walBytes: rate * (entryWalBytes(16) + 16) + touched * imageOf(shape),
    };
  },
  // Bounding keys of inner pages are widened on the way: more to compare and to log than in a B-tree.
  gist: writeTree(3),
  spgist: writeTree(3),
  gin: writeGin,
  brin: writeBrin,
};

/**
 * What an index costs to keep up to date with what flows into it: finding the place, reading and writing the
 * pages that are touched between two checkpoints, the write-ahead log with page images, and its part of
 * VACUUM.
 *
 * Source: finding the place as the planner charges it (PostgreSQL 18, btcostestimate() in
 * src/backend/utils/adt/selfuncs.c); records by src/include/access/nbtxlog.h, ginxlog.h and brin_xlog.h; page
 * images by the occupancy problem. That a written page costs what a sequentially read one does is assumed,
 * as cost_tuplesort() in src/backend/optimizer/path/costsize.c charges its run files.
 */
export function indexUpkeep(shape: IndexShape, flow: IndexFlow, ground: UpkeepGround): Upkeep {
  const write = (WRITE[shape.method] ?? WRITE.gist!)(shape, flow, ground);
  const vacuum = vacuumOf(shape, flow, ground);
  const walBytes = write.walBytes + vacuum.walBytes;
  const evaluated = flow.weighed * shape.evaluations * ground.cpuOperatorCost;
  return {
    walBytes,
    cost: write.cpu + vacuum.cpu + evaluated +
      ground.randomPageCost * write.read +
      ground.seqPageCost * (vacuum.read + write.dirtied + vacuum.dirtied + walBytes / PAGE.bytes),
  };
}

// Pages touched a second at least once between two checkpoints, by random touches.
function occupied(rate: number, pages: number, { checkpoint }: UpkeepGround): number {
  return fullPageImages(rate * checkpoint, Math.max(1, pages)) / checkpoint;
}

/** Bytes of a page's image: the hole in its middle is left out. */
function imageOf({ fill }: IndexShape): number {
  return PAGE.bytes * fill;
}

function descent({ height, rows }: IndexShape, { cpuOperatorCost }: UpkeepGround): number {
  const compared = Math.ceil(Math.log2(Math.max(2, rows)));
  return (compared + (height + 1) * OPERATORS_A_PAGE) * cpuOperatorCost;
}

function writeTree(factor: number): Write {
  return (shape, { inserted, versions }, ground) => {
    const { pages, entriesPerLeaf, growingEnds, entry } = shape;
    const rate = inserted + versions;
    const added = inserted / entriesPerLeaf;
    // New rows of growing keys go to few pages and to pages that are new; the versions of old rows anywhere.
    const atEnds = occupied(inserted, Math.min(pages, growingEnds), ground);
    const local = growingEnds < pages && atEnds + added < occupied(inserted, pages, ground);
    const known = (local ? atEnds : occupied(inserted, pages, ground)) +
      occupied(versions, pages, ground);
    const splits = rate / entriesPerLeaf;
    const moved = PAGE.bytes * MOVED[growingEnds === 1 ? "ascending" : "random"];
    return {
      cpu: rate * (factor * descent(shape, ground) + ground.cpuIndexTupleCost),
      read: known,
      dirtied: known + (local ? added : 0),
      walBytes: rate * (entryWalBytes(entry.bytes) + (factor - 1) * 24) +
        splits * (SPLIT + moved) + known * imageOf(shape),
    };
  };
}

/** `gin_pending_list_limit`. */
const PENDING_BYTES = 4 * 1024 * 1024;

// With fastupdate new entries wait in a list; when it is full, they are sorted, and those of one element go
// in together. The entry of a rare element is logged whole with its list of rows.
function writeGin(
  shape: IndexShape,
  { inserted, versions }: IndexFlow,
  ground: UpkeepGround,
): Work {
  const { pages, rows, entry, waits } = shape;
  const rate = inserted + versions;
  const elements = rate * entry.perRow;
  const listBytes = entry.perRow * (entry.bytes + PAGE.linePointer);
  const batch = waits ? Math.max(1, PENDING_BYTES / listBytes) * entry.perRow : 1;
  const merged = fullPageImages(batch, entry.distinct) / batch;
  const postings = Math.min(256, rows * entry.perRow / entry.distinct * 2);
  const touched = occupied(elements * merged, pages, ground);
  const waiting = waits ? rate * (listBytes + LIST_RECORD) : 0;
  return {
    cpu: elements * merged * (2 * descent(shape, ground)) +
      elements * (ground.cpuIndexTupleCost + ground.cpuOperatorCost),
    read: touched,
    dirtied: touched + (waits ? rate * listBytes / PAGE.bytes : 0),
    walBytes: waiting + elements * merged * (entryWalBytes(entry.bytes) + postings) +
      touched * imageOf(shape),
  };
}

/** A record for the list of waiting entries: `ginxlogUpdateMeta` with its metapage and the list's last page. */
const LIST_RECORD = 24 + 2 * 20 + 2 + 72;
/** A record of a changed summary, without the summary. */
const SUMMARY_RECORD = 24 + 20 + 2 + 2;

// A summary is read for each row and rewritten when the row lies outside: of k rows in random order, the
// least and the greatest so far change 2 ln k times.
function writeBrin(
  shape: IndexShape,
  { inserted, versions }: IndexFlow,
  ground: UpkeepGround,
): Work {
  const { rows, pages, ranges, entry } = shape;
  const rate = inserted + versions;
  const inRange = Math.max(2, rows / ranges);
  const changes = rate * Math.min(1, (1 + 2 * Math.log(inRange)) / inRange);
  const touched = occupied(changes, pages, ground);
  return {
    cpu: rate * (2 * OPERATORS_A_PAGE + 2) * ground.cpuOperatorCost / 10,
    read: 0,
    dirtied: touched,
    walBytes: changes * (SUMMARY_RECORD + entry.bytes) + touched * imageOf(shape),
  };
}

/** `xl_btree_vacuum` with its block, for a page; 2 bytes for each entry that goes. */
const VACUUM_RECORD = 24 + 20 + 2 + 4;

// VACUUM reads each index whole once it has gathered the dead rows; BRIN keeps no entries of rows.
function vacuumOf(shape: IndexShape, { dead }: IndexFlow, ground: UpkeepGround): Work {
  if (shape.method === "brin" || dead <= 0) return { cpu: 0, read: 0, dirtied: 0, walBytes: 0 };
  const { pages, rows, share, entry, tableRows } = shape;
  const gathered = ground.vacuumAfter(tableRows);
  const rounds = dead / gathered;
  const removed = gathered * share * entry.perRow;
  const dirtied = rounds * fullPageImages(removed, pages);
  return {
    cpu: rounds * rows * entry.perRow * ground.cpuIndexTupleCost,
    read: rounds * pages,
    dirtied,
    walBytes: dirtied * (VACUUM_RECORD + imageOf(shape)) + rounds * removed * 2,
  };
}
