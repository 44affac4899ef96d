import { quoteIdentifier } from "../engines/postgresql/identifiers.ts";
import { sizeTable } from "../engines/postgresql/sizes/size_table.ts";
import { repeatedIndexes } from "../lint/repeated_indexes.ts";
import type { Index, Table } from "../schema/schema.ts";
import type { Lab } from "../whatif/lab.ts";
import type { PlanNode } from "../whatif/plan.ts";
import { foreignKeySupport, supportsForeignKey } from "./foreign_key_support.ts";

/** Why an index is of no use. */
export type Redundancy =
  /** Another has the same keys. */
  | "duplicate"
  /** A longer one begins with its keys. */
  | "prefix"
  /** No plan of the workload reads it. */
  | "unused";

/** An index that could go without making a query dearer. */
export interface RedundantIndex {
  /** The namespace of its table. */
  readonly schema: string;
  /** Its table. */
  readonly table: string;
  /** The index; never one of a constraint, and never one that alone keeps values unique. */
  readonly index: Index;
  /** Why it is of no use. */
  readonly redundancy: Redundancy;
  /** The index or the constraint that stands for it. */
  readonly by?: string;
  /** Bytes that it takes. */
  readonly bytes: number;
  /** The statement that drops it without stopping reads or writes. */
  readonly ddl: string;
  /** The same in one sentence. */
  readonly reason: string;
}

/** What is looked at. */
export interface RedundantIndexesOptions {
  /**
   * Whether indexes that no plan reads are named, beside repeated ones. The workload then has to be all that
   * runs. Defaults to true where there are query patterns.
   */
  readonly unused?: boolean;
}

/**
 * The indexes of a lab's schema that are of no use: duplicates, prefixes of longer ones, and those that no
 * plan of the workload reads. What a constraint owns stays, and so do unique indexes that nothing else keeps,
 * what a table is clustered by or identified with, and the last index that finds the rows of a foreign key.
 *
 * @param lab The planner with its workload.
 * @param options What is looked at.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { importSchema, openLab, redundantIndexes } from "@groundplan/groundplan";
 *
 * const { schema } = await importSchema(`
 *   create table orders (id bigint primary key, customer bigint, at date);
 *   create index short on orders (customer);
 *   create index long on orders (customer, at);`);
 * await using lab = await openLab(schema);
 * const [found] = await redundantIndexes(lab, { unused: false });
 * assert.equal(found!.reason, "It is the beginning of long, which answers the same queries");
 * ```
 */
export async function redundantIndexes(
  lab: Lab,
  options: RedundantIndexesOptions = {},
): Promise<readonly RedundantIndex[]> {
  const { unused = lab.patterns.length > 0 } = options;
  const read = unused ? await indexesRead(lab) : undefined;
  return lab.schema.tables.filter(({ partitionOf }) => !partitionOf).flatMap((table) => {
    const repeated = new Map(repeatedIndexes(table).map((found) => [found.index.name, found]));
    const gone = new Set<string>();
    const found: RedundantIndex[] = [];
    for (const index of table.indexes) {
      const repetition = repeated.get(index.name);
      if (!repetition && (read === undefined || read.has(`${table.schema}.${index.name}`))) {
        continue;
      }
      const keeps = repetition?.how === "duplicate"
        ? isHeld(table, index)
        : stays(table, index, gone);
      if (keeps) continue;
      gone.add(index.name);
      const redundancy = repetition?.how ?? "unused";
      found.push({
        schema: table.schema,
        table: table.name,
        index,
        redundancy,
        ...(repetition ? { by: repetition.by } : {}),
        bytes: bytesOf(lab, table, index),
        ddl: dropIndex(table, index),
        reason: REASONS[redundancy](repetition?.by ?? ""),
      });
    }
    return found;
  });
}

const REASONS: Readonly<Record<Redundancy, (by: string) => string>> = {
  duplicate: (by) => `It repeats ${by}`,
  prefix: (by) => `It is the beginning of ${by}, which answers the same queries`,
  unused: () => "No plan of the workload reads it",
};

/** The statement that drops an index: without a lock that stops others, except on partitioned tables. */
export function dropIndex(
  table: Pick<Table, "schema" | "partitioning">,
  { name }: Pick<Index, "name">,
): string {
  const concurrently = table.partitioning ? "" : "CONCURRENTLY ";
  return `DROP INDEX ${concurrently}${quoteIdentifier(table.schema)}.${quoteIdentifier(name)}`;
}

// What a table is clustered by or identified with.
function isHeld({ clusteredOn, replicaIdentity }: Table, index: Index): boolean {
  return index.attachedTo !== undefined || clusteredOn === index.name ||
    typeof replicaIdentity === "object" && replicaIdentity.index === index.name;
}

// An index that is unique is a rule; one that finds a foreign key's rows stays unless another does.
function stays(table: Table, index: Index, gone: ReadonlySet<string>): boolean {
  if (isHeld(table, index) || index.unique) return true;
  return table.foreignKeys.some((key) =>
    supportsForeignKey(index, key) &&
    foreignKeySupport(table, key).every((name) => name === index.name || gone.has(name))
  );
}

function bytesOf(lab: Lab, table: Table, { name }: Index): number {
  const known = lab.statistics.tables.find((one) =>
    one.schema === table.schema && one.name === table.name
  );
  const pages = known?.indexes.find((index) => index.name === name)?.pages;
  if (pages !== undefined) return pages * 8192;
  const contents = { rows: Math.max(0, known?.rows ?? 0), columns: known?.columns ?? [] };
  const sized = sizeTable(lab.schema, table, contents);
  return sized.indexes.find((index) => index.name === name)?.size.bytes ?? 0;
}

/** Indexes that any plan of the workload reads, whatever the values are, by namespace and name. */
async function indexesRead(lab: Lab): Promise<ReadonlySet<string>> {
  const names = new Map(
    lab.schema.tables.flatMap(({ schema, indexes }) =>
      indexes.map(({ name }) => [name, `${schema}.${name}`] as const)
    ),
  );
  const read = new Set<string>();
  for (const { name } of lab.patterns) {
    const { plan, others } = await lab.explain(name).catch(() => ({ plan: undefined, others: [] }));
    for (const one of [...(plan ? [plan] : []), ...others.map(({ plan }) => plan)]) visit(one);
  }
  return read;

  function visit({ index, children }: PlanNode): void {
    const path = index === undefined ? undefined : names.get(index);
    if (path !== undefined) read.add(path);
    children.forEach(visit);
  }
}
