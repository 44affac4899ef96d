import { type Figure, figure } from "../core/figure.ts";
import { parseBytes, parseDuration } from "../core/quantity.ts";
import { PAGE } from "../engines/postgresql/sizes/page.ts";
import type { IndexForm } from "../engines/postgresql/sizes/size_table.ts";
import { COMMIT_BYTES, fullPageImages, walBytes } from "../engines/postgresql/sizes/wal.ts";
import { getTable } from "../schema/find_table.ts";
import type { Index, QualifiedName } from "../schema/schema.ts";
import type { Lab } from "../whatif/lab.ts";
import { indexUpkeep, type Upkeep, type UpkeepGround } from "./index_upkeep.ts";
import { type RowChange, rowChanges, type RowChangesOptions } from "./row_changes.ts";
import {
  blocks,
  flowOf,
  hotWith,
  VERSIONS_NEEDED,
  type WrittenTable,
  writtenTable,
} from "./written_table.ts";

/** What the upkeep of indexes is reckoned with. */
export interface WriteCostOptions extends RowChangesOptions {
  /** Time between two checkpoints, `checkpoint_timeout`, such as `"15 min"`, or in seconds. Defaults to 5 min. */
  readonly checkpoint?: number | string;
  /** `max_wal_size`, which brings a checkpoint earlier where much is written. Defaults to 1 GB. */
  readonly maxWalSize?: number | string;
  /** Dead rows after which a table is vacuumed, as a share of its rows, from 0. Defaults to 0.2. */
  readonly vacuumScale?: number;
  /** How long transactions need old versions of rows, such as `"1 s"`, or in seconds. Defaults to 1 s. */
  readonly needed?: number | string;
}

/** An index of a table. */
export interface TableIndex {
  /** The namespace of its table. */
  readonly schema: string;
  /** Its table. */
  readonly table: string;
  /** The index. */
  readonly index: Index;
}

/** What one index costs to keep up to date, whatever other indexes there are. */
export interface IndexWriteCost extends Upkeep {
  /** Rows a second that get an entry. */
  readonly entries: number;
  /** Names of updates that change its columns and so cannot be heap-only while it is there. */
  readonly changedBy: readonly string[];
  /** The cost in the planner's units a second, with what it rests on. */
  readonly figure: Figure;
}

/** What a table's indexes cost together to keep up to date. */
export interface TableWriteCost extends Upkeep {
  /** The share of each update that is heap-only, 0 to 1. */
  readonly hot: readonly { readonly name: string; readonly rate: number; readonly share: number }[];
  /** Each index, those of keys first. */
  readonly indexes: readonly (Upkeep & { readonly name: string })[];
}

/** The upkeep of indexes under a workload. */
export interface WriteCost {
  /** The rows that the workload changes. */
  readonly changes: readonly RowChange[];
  /** Seconds between two checkpoints. */
  readonly checkpoint: number;
  /** What was assumed. */
  readonly assumed: readonly string[];
  /**
   * What an index costs by itself: entries of new rows, of updates that change its columns, and of updates
   * that cannot be heap-only whatever is chosen. The sum over a set is a lower bound of the set's cost.
   *
   * @throws {RangeError} When there is no such table.
   */
  ofIndex(index: TableIndex): IndexWriteCost;
  /**
   * What a table's indexes cost together, in the planner's units a second: with the entries that all of them
   * get when an update is not heap-only because one of them holds what it changes.
   *
   * @param table The table.
   * @param indexes All its indexes that no constraint owns; those of constraints are added.
   * @throws {RangeError} When there is no such table.
   */
  ofSet(table: QualifiedName, indexes: readonly Index[]): number;
  /**
   * The same in detail.
   *
   * @throws {RangeError} When there is no such table.
   */
  describe(table: QualifiedName, indexes: readonly Index[]): TableWriteCost;
}

/**
 * What keeping indexes up to date costs under a lab's workload, which PostgreSQL's planner does not charge:
 * entries of inserts and of updates that are not heap-only, pages, write-ahead log and VACUUM.
 *
 * @param lab The planner with its workload; its date and its data are those that count.
 * @param options Checkpoints, and whose changes are read.
 * @throws {SyntaxError} When a statement does not parse.
 * @throws {RangeError} When there is no pattern of a name.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { defineModel, openLab, openWriteCost } from "@groundplan/groundplan";
 *
 * const shop = defineModel("shop");
 * shop.entity("Order", { id: "bigint identity key", status: "text", note: "text" }).rows("4M");
 * shop.access("ship", { sql: "update orders set status = 'sent' where id = $1", rate: "200/s" });
 * await using lab = await openLab(shop);
 * const writes = await openWriteCost(lab);
 * const on = (column: string) => ({
 *   name: `orders_${column}`, method: "btree", unique: false, elements: [{ column }],
 * });
 * const orders = { schema: "public", name: "orders" };
 * // An index on what is updated costs heap-only updates; one on what is not costs nothing here.
 * assert.ok(writes.ofSet(orders, [on("note")]) < writes.ofSet(orders, [on("status")]) / 10);
 * ```
 */
export async function openWriteCost(lab: Lab, options: WriteCostOptions = {}): Promise<WriteCost> {
  const changes = await rowChanges(lab, options);
  const needed = parseDuration(options.needed ?? VERSIONS_NEEDED);
  const tables = new Map<string, WrittenTable>();
  const tableOf = (name: QualifiedName): WrittenTable => {
    const key = JSON.stringify([name.schema, name.name]);
    const known = tables.get(key) ?? writtenTable(lab, changes, getTable(lab.schema, name), needed);
    tables.set(key, known);
    return known;
  };
  const bare = groundOf(lab, parseDuration(options.checkpoint ?? "5 min"), options.vacuumScale);
  const written = lab.schema.tables.filter(({ schema, name }) =>
    changes.some(({ table }) => table.schema === schema && table.name === name)
  ).map(tableOf);
  const checkpoint = intervalOf(written, bare, parseBytes(options.maxWalSize ?? "1 GiB"));
  const ground = { ...bare, checkpoint };
  return {
    changes,
    checkpoint,
    assumed: [...new Set(changes.flatMap(({ assumed }) => assumed))],
    ofIndex: ({ schema, table, index }) =>
      costOfIndex(tableOf({ schema, name: table }), index, ground),
    ofSet: (name, indexes) => costOfSet(tableOf(name), indexes, ground).cost,
    describe: (name, indexes) => costOfSet(tableOf(name), indexes, ground),
  };
}

function costOfIndex(
  written: WrittenTable,
  index: Index,
  ground: UpkeepGround,
): IndexWriteCost {
  const own = written.shapeOf(index);
  const always = [own, ...written.owned.map(written.shapeOf)];
  const flow = flowOf(
    written,
    own,
    (change) => always.some((one) => blocks(one, change, written)) ? 0 : written.hot.get(change)!,
  );
  const { cost, walBytes } = indexUpkeep(own.shape, flow, ground);
  const changedBy = written.changes.filter((change) =>
    change.kind === "update" && blocks(own, change, written)
  ).map(({ name }) => name);
  return {
    cost,
    walBytes,
    entries: flow.inserted + flow.versions,
    changedBy: [...new Set(changedBy)],
    figure: figure(cost, "cost", {
      tag: "assumed",
      band: [cost / 2, cost * 2],
      evidence: {
        text:
          `${round(flow.inserted)} new rows and ${round(flow.versions)} new versions a second ` +
          `get an entry, ${round(flow.dead)} dead rows a second are cleaned away, ` +
          `${
            round(walBytes)
          } bytes of write-ahead log a second; that a written page costs what a ` +
          "sequentially read one does is assumed",
        source: "PostgreSQL, src/backend/utils/adt/selfuncs.c; lib/indexes/index_upkeep.ts",
      },
    }),
  };
}

function round(value: number): string {
  return Number(value.toPrecision(3)).toString();
}

function costOfSet(
  written: WrittenTable,
  indexes: readonly Index[],
  ground: UpkeepGround,
): TableWriteCost {
  const forms: readonly IndexForm[] = [...written.owned, ...indexes];
  const shapes = forms.map(written.shapeOf);
  const hot = hotWith(written, indexes);
  const parts = shapes.map((shape, at) => ({
    name: forms[at]!.name,
    ...indexUpkeep(shape.shape, flowOf(written, shape, (change) => hot.get(change)!), ground),
  }));
  // An update that is not heap-only logs more of its row as well, and leaves a dead one for VACUUM.
  const logged = walBytes({ rowBytes: written.rowBytes, entryBytes: [] });
  const cold = [...hot].reduce(
    (sum, [change, share]) => sum + change.rate * (written.hot.get(change)! - share),
    0,
  );
  const more = cold * Math.max(0, logged.update - logged.hotUpdate);
  const cleaned = cold * written.heapPages /
    ground.vacuumAfter(written.contents.rows);
  return {
    cost: parts.reduce((sum, { cost }) => sum + cost, 0) +
      ground.seqPageCost * (more / PAGE.bytes + cleaned),
    walBytes: parts.reduce((sum, part) => sum + part.walBytes, more),
    hot: [...hot].map(([{ name, rate }, share]) => ({ name, rate, share })),
    indexes: parts,
  };
}

/** `autovacuum_vacuum_threshold`, `autovacuum_vacuum_scale_factor`. */
const VACUUM = { threshold: 50, scale: 0.2 } as const;

function groundOf(
  { settings }: Lab,
  checkpoint: number,
  scale: number = VACUUM.scale,
): UpkeepGround {
  const number = (name: string, standard: number) => Number(settings[name] ?? standard);
  return {
    checkpoint,
    vacuumAfter: (rows) => VACUUM.threshold + scale * rows,
    seqPageCost: number("seq_page_cost", 1),
    randomPageCost: number("random_page_cost", 4),
    cpuIndexTupleCost: number("cpu_index_tuple_cost", 0.005),
    cpuOperatorCost: number("cpu_operator_cost", 0.0025),
  };
}

/** `checkpoint_completion_target`; see CalculateCheckpointSegments() in src/backend/access/transam/xlog.c. */
const COMPLETION = 0.9;

// A checkpoint comes when its time is up or when enough was logged since the last; the more often they
// come, the more page images are logged.
function intervalOf(
  tables: readonly WrittenTable[],
  ground: UpkeepGround,
  maxWalSize: number,
): number {
  const most = maxWalSize / (1 + COMPLETION);
  const logged = (checkpoint: number) =>
    checkpoint * tables.reduce((sum, table) => sum + tableWal(table, { ...ground, checkpoint }), 0);
  if (logged(ground.checkpoint) <= most) return ground.checkpoint;
  let [low, high] = [1, ground.checkpoint];
  for (let round = 0; round < 30; round++) {
    const middle = (low + high) / 2;
    if (logged(middle) <= most) low = middle;
    else high = middle;
  }
  return low;
}

// What a table logs a second with the indexes that it has.
function tableWal(written: WrittenTable, ground: UpkeepGround): number {
  const { table, changes, heapPages, rowBytes, contents } = written;
  const set = costOfSet(written, table.indexes, ground);
  const logged = walBytes({ rowBytes, entryBytes: [] });
  const records = { insert: logged.insert, update: logged.hotUpdate, delete: logged.delete };
  const images = (touches: number) =>
    fullPageImages(touches * ground.checkpoint, heapPages) / ground.checkpoint * PAGE.bytes;
  const perPage = Math.max(1, contents.rows / Math.max(1, heapPages));
  return changes.reduce((sum, { kind, rate, rowsPerStatement }) => {
    const commits = rate / Math.max(1, rowsPerStatement) * COMMIT_BYTES;
    const touched = kind === "insert" ? 0 : rate / Math.min(perPage, Math.max(1, rowsPerStatement));
    return sum + rate * records[kind] + commits + images(touched);
  }, set.walBytes);
}
