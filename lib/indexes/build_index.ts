import type { Figure } from "../core/figure.ts";
import { PAGE } from "../engines/postgresql/sizes/page.ts";
import { indexEntry } from "../engines/postgresql/sizes/size_table.ts";
import { predicateShare } from "../engines/postgresql/sizes/predicate_share.ts";
import { type BulkAmounts, bulkSeconds } from "../engines/postgresql/throughput.ts";
import type { Index, Schema, Table } from "../schema/schema.ts";
import type { PagedContents } from "./table_contents.ts";

/** How an index is built on a table that is in use. */
export interface IndexBuild {
  /** Seconds that it takes. */
  readonly seconds: Figure;
  /** The lock on the table while it is built. */
  readonly lock: "SHARE UPDATE EXCLUSIVE" | "SHARE";
  /** What waits for it, in one sentence. */
  readonly waits: string;
}

/**
 * How long an index takes to build and what it locks meanwhile: CONCURRENTLY reads the table twice and stops
 * nobody; on a partitioned table, where that does not exist, writes wait.
 *
 * Source: PostgreSQL 18 manual, CREATE INDEX, Building Indexes Concurrently; durations by
 * {@linkcode THROUGHPUT}.
 *
 * @param schema Where user types are looked up.
 * @param table The index's table.
 * @param index The index.
 * @param size What the table holds, and the bytes that the index will take.
 */
export function indexBuild(
  schema: Pick<Schema, "types">,
  table: Table,
  index: Index,
  { contents, bytes }: { readonly contents: PagedContents; readonly bytes: number },
): IndexBuild {
  const entries = contents.rows * predicateShare(index.where, contents.columns, contents.rows);
  const { perRow } = indexEntry(schema, table, index, contents);
  const concurrently = table.partitioning === undefined;
  const scan = contents.pages * PAGE.bytes * (concurrently ? 2 : 1);
  return {
    seconds: bulkSeconds(
      { scan, write: bytes, ...sortingOf(table, index, entries, perRow) },
      `Building ${index.name}`,
    ),
    lock: concurrently ? "SHARE UPDATE EXCLUSIVE" : "SHARE",
    waits: concurrently
      ? "Nobody waits but other changes of the table's definition and VACUUM; it waits itself for " +
        "transactions that began before it"
      : "Writes to the table wait until it is built; reads go on",
  };
}

function sortingOf(table: Table, index: Index, entries: number, perRow: number): BulkAmounts {
  const { method, elements } = index;
  if (method === "brin") return {};
  if (method === "gin") return { "gin elements": entries * perRow };
  if (method === "hash") return { "hash entries": entries };
  if (method !== "btree") return { "gist entries": entries };
  const [first] = elements;
  const type = first && "column" in first
    ? table.columns.find(({ name }) => name === first.column)?.type
    : "text";
  const text = /^(text|character|citext|numeric|json)/.test(type ?? "text");
  return { [text ? "sort text keys" : "sort fixed keys"]: entries };
}
