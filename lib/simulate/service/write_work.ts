import { COMMIT_BYTES, walBytes } from "../../engines/postgresql/sizes/wal.ts";
import type { PlanNode } from "../../whatif/plan.ts";
import type { QueryPattern } from "../../workload/query_pattern.ts";
import type { HotShares } from "./hot_shares.ts";
import type { NodeAccess } from "./node_access.ts";
import type { WorkUnits } from "./node_visit.ts";
import { pagePopularity } from "./page_popularity.ts";
import type { ParameterValues } from "./parameter_values.ts";
import type { IndexFacts, RelationFacts, TableFacts } from "./relation_facts.ts";
import type { PageClass } from "./service_demand.ts";

/** Pages that a statement changes. */
export interface WriteAccess extends NodeAccess {
  /** Pages of these that it changes. */
  readonly dirtied: number;
  /** Which pages. */
  readonly popularity: readonly PageClass[];
  /** New pages that it fills in the mean. */
  readonly added: number;
}

/** What a statement writes. */
export interface WriteWork {
  readonly units: WorkUnits;
  readonly accesses: readonly WriteAccess[];
  /** Rows of all tables. */
  readonly rows: number;
  /** Bytes of log with the commit, without images of pages. */
  readonly walBytes: number;
}

type Operation = "Insert" | "Update" | "Delete" | "Merge";

interface Change {
  readonly facts: RelationFacts;
  readonly table: TableFacts;
  readonly rows: number;
  readonly columns: ReadonlySet<string>;
  /** What is known of the parameters that columns are set to. */
  readonly set: ReadonlyMap<string, ParameterValues>;
  readonly driver: ParameterValues | undefined;
  /** The share of updates that are heap-only. */
  readonly hot: number;
}

interface Written {
  readonly units: WorkUnits;
  readonly accesses: readonly WriteAccess[];
  readonly walBytes: number;
}

/** What is known beside a plan that writes. */
export interface WriteGround {
  readonly facts: RelationFacts;
  readonly parameters: readonly ParameterValues[];
  /** The parameter that decides which rows it is about. */
  readonly driver: ParameterValues | undefined;
  readonly hotShares: HotShares;
}

/**
 * What a plan writes: rows, entries of indexes, checks of foreign keys, log, and the pages that get dirty.
 *
 * @returns Nothing where it writes nothing.
 */
export function writeWork(
  plan: PlanNode,
  pattern: QueryPattern,
  { facts, parameters, driver, hotShares }: WriteGround,
): WriteWork | undefined {
  const parts: (Written & { readonly rows: number })[] = [];
  visit(plan);
  if (parts.length === 0) return undefined;
  const units: Record<string, number> = {};
  for (const part of parts) {
    for (const [work, count] of Object.entries(part.units)) {
      units[work] = (units[work] ?? 0) + count;
    }
  }
  return {
    units,
    accesses: parts.flatMap(({ accesses }) => accesses),
    rows: parts.reduce((sum, { rows }) => sum + rows, 0),
    walBytes: parts.reduce((sum, part) => sum + part.walBytes, COMMIT_BYTES),
  };

  function visit(node: PlanNode): void {
    node.children.forEach(visit);
    const table = node.relation && facts.table(node.relation, node.schema);
    if (node.nodeType !== "ModifyTable" || !table) return;
    const operation = String(node.detail.Operation ?? "Update") as Operation;
    const rows = Math.max(0, node.children[0]?.rows ?? 1);
    const hot = hotShares(pattern.name, table.table);
    const change = { facts, table, rows, ...columnsSet(pattern, table, parameters), driver, hot };
    const upsert = operation === "Insert" && node.detail["Conflict Resolution"] === "UPDATE";
    parts.push({ rows, ...WRITES[upsert ? "Update" : operation](change) });
  }
}

function columnsSet(
  { tables }: QueryPattern,
  { table }: TableFacts,
  parameters: readonly ParameterValues[],
): Pick<Change, "columns" | "set"> {
  const uses = tables.filter((use) => use.written && use.table === table.name)
    .flatMap(({ columns }) => columns.filter(({ usage }) => usage === "set"));
  return {
    columns: new Set(uses.map(({ column }) => column)),
    set: new Map(
      uses.flatMap(({ column, parameter }) => {
        const known = parameter === undefined ? undefined : parameters[parameter - 1];
        return known ? [[column, known] as const] : [];
      }),
    ),
  };
}

const WRITES: Readonly<Record<Operation, (change: Change) => Written>> = {
  Insert(change) {
    const { table, rows } = change;
    const perPage = Math.max(1, table.rows / Math.max(1, table.pages));
    const pages = Math.max(1, rows / perPage);
    const entries = table.indexes.map((index) => entryAccess(change, index));
    const checked = references(change, table.table.foreignKeys);
    return {
      units: {
        writtenRow: rows,
        writtenEntry: rows * table.indexes.length,
        ...checked.units,
      },
      accesses: [
        {
          table,
          kind: "random",
          pages,
          whole: false,
          dirtied: pages,
          // Rows go to the last page with room.
          popularity: [{ pages, share: 1 }],
          added: rows / perPage,
        },
        ...entries,
        ...checked.accesses,
      ],
      walBytes: rows * logged(table).insert + checked.walBytes,
    };
  },
  Update(change) {
    const { table, rows, columns, driver, hot } = change;
    const moved = rows * (1 - hot);
    const { hotUpdate, update } = logged(table);
    const changed = Math.min(table.pages, rows * (1 + (1 - hot) / 2));
    const heap: NodeAccess = { table, kind: "random", pages: changed, whole: false };
    const popularity = pagePopularity(heap, driver);
    const checked = references(
      change,
      table.table.foreignKeys.filter((key) => key.columns.some((column) => columns.has(column))),
    );
    return {
      units: {
        writtenRow: rows,
        writtenEntry: moved * table.indexes.length,
        ...checked.units,
      },
      accesses: [
        // The plan has read the old rows' pages; half of those that move go to one more.
        { ...heap, pages: moved / 2, dirtied: changed, popularity, added: 0 },
        ...(moved > 0
          ? table.indexes.map((index) => {
            // The key of a column that is not set is the old one: its leaf is the row's.
            const leaf = { table, index, kind: "index leaf", pages: moved, whole: false } as const;
            return index.leading !== undefined && columns.has(index.leading)
              ? entryAccess({ ...change, rows: moved }, index)
              : { ...leaf, dirtied: moved, popularity: pagePopularity(leaf, driver), added: 0 };
          })
          : []),
        ...checked.accesses,
      ],
      walBytes: rows * (hot * hotUpdate + (1 - hot) * update) + checked.walBytes,
    };
  },
  Delete({ table, rows, driver }) {
    const dirtied = Math.min(table.pages, rows);
    const heap: NodeAccess = { table, kind: "random", pages: dirtied, whole: false };
    return {
      units: { writtenRow: rows * 0.7 },
      accesses: [{
        ...heap,
        pages: 0,
        dirtied,
        popularity: pagePopularity(heap, driver),
        added: 0,
      }],
      walBytes: rows * logged(table).delete,
    };
  },
  Merge: (change) => WRITES.Update(change),
};

/** `xl_heap_lock` with its headers: what the lock of a parent row logs. */
const ROW_LOCK_BYTES = 56;

/** The parents' rows are looked up and locked against changes of their keys, which dirties their pages. */
function references(
  { facts, rows, set }: Change,
  keys: TableFacts["table"]["foreignKeys"],
): Written {
  const accesses = keys.flatMap(({ columns, references }): readonly WriteAccess[] => {
    const parent = facts.table(references.name, references.schema);
    const index = parent?.indexes.find(({ unique, leading }) =>
      unique && leading === references.columns[0]
    );
    if (!parent || !index) return [];
    const values = set.get(columns[0] ?? "");
    const pages = Math.min(parent.pages, rows);
    const read = (access: NodeAccess, dirtied: number): WriteAccess => ({
      ...access,
      dirtied,
      popularity: values
        ? pagePopularity(access, values)
        : [{ pages: Math.max(1, (access.index ?? parent).pages), share: 1 }],
      added: 0,
    });
    return [
      read({ table: parent, index, kind: "index leaf", pages, whole: false }, 0),
      read({ table: parent, kind: "random", pages, whole: false }, pages),
    ];
  });
  return {
    units: { reference: rows * keys.length },
    accesses,
    walBytes: rows * keys.length * ROW_LOCK_BYTES,
  };
}

// A new entry goes to the leaf of its key: the last one for keys that rise with time.
function entryAccess({ table, rows, set }: Change, index: IndexFacts): WriteAccess {
  const values = index.leading === undefined ? undefined : set.get(index.leading);
  const rising = Math.abs(index.correlation) > 0.9 && !(values?.declared ?? false);
  const pages = Math.min(
    index.pages,
    rising ? Math.max(1, rows * index.pages / Math.max(1, index.rows)) : rows,
  );
  const access: NodeAccess = { table, index, kind: "index leaf", pages, whole: false };
  return {
    ...access,
    dirtied: pages,
    popularity: rising
      ? [{ pages, share: 1 }]
      : values?.declared
      ? pagePopularity(access, values)
      : [{ pages: Math.max(1, index.pages), share: 1 }],
    added: rows * index.pages / Math.max(1, index.rows),
  };
}

/** Share of a leaf page that entries fill where keys come in no order. */
const LEAF_FILL = 0.7;

function logged({ rowBytes, indexes }: TableFacts) {
  return walBytes({
    rowBytes,
    entryBytes: indexes.map(({ pages, rows }) =>
      Math.min(512, Math.max(16, pages * 8192 * LEAF_FILL / Math.max(1, rows) - 4))
    ),
  });
}
