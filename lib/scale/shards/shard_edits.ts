import { freeze } from "../../core/freeze.ts";
import { quoteIdentifier } from "../../engines/postgresql/identifiers.ts";
import type { SchemaEdit } from "../../schema/apply_edits.ts";
import type { ExclusionConstraint, ForeignKey, KeyConstraint, Table } from "../../schema/schema.ts";
import { type Distribution, pathOf } from "./shard_candidates.ts";
import { keepsForeignKey } from "./shard_cost.ts";

/** A table with the place that was chosen for it. */
export interface PlacedTable {
  readonly table: Table;
  readonly path: string;
  readonly choice: Distribution;
}

type Distributed = Extract<Distribution, { kind: "distributed" }>;

/**
 * The changes after which each shard can keep what the schema promises: columns that rows are placed by are
 * copied down, keys hold them, foreign keys along copied columns hold them too, and those that no shard could
 * check are dropped.
 */
export function shardEdits(placed: readonly PlacedTable[]): readonly SchemaEdit[] {
  const choices = new Map(placed.map(({ path, choice }) => [path, choice]));
  const edits = placed.flatMap(({ table, path, choice }): readonly SchemaEdit[] => {
    const value = choice.kind === "reference"
      ? { ...table, foreignKeys: keptForeignKeys(table, choice, choices) }
      : distributed(table, choice, choices);
    if (JSON.stringify(value) === JSON.stringify(table)) return [];
    const reason = choice.kind === "reference"
      ? `Copy ${path} to every shard`
      : `Place ${path} by ${choice.column}`;
    return [{ on: "schema", kind: "put-table", target: path, reason, value }];
  });
  return freeze(edits);
}

function distributed(
  table: Table,
  choice: Distributed,
  choices: ReadonlyMap<string, Distribution>,
): Table {
  const { column, type, along } = choice;
  return {
    ...table,
    columns: along === undefined
      ? table.columns
      : [...table.columns, { name: column, type, nullable: false }],
    ...(table.primaryKey ? { primaryKey: widenedFor(table.primaryKey, column) } : {}),
    uniques: table.uniques.map((key) => widenedFor(key, column)),
    indexes: table.indexes.map((index) =>
      index.unique && !index.elements.some((one) => "column" in one && one.column === column)
        ? { ...index, elements: [{ column }, ...index.elements] }
        : index
    ),
    exclusions: table.exclusions.filter((one) => excludesWithin(one, column)),
    foreignKeys: keptForeignKeys(table, choice, choices),
  };
}

function widenedFor<Key extends KeyConstraint>(key: Key, column: string): Key {
  return key.columns.includes(column) ? key : { ...key, columns: [column, ...key.columns] };
}

/** Whether an exclusion constraint compares only rows that one shard holds. */
export function excludesWithin({ elements }: ExclusionConstraint, column: string): boolean {
  return elements.some(({ expression, operator }) =>
    operator === "=" && (expression === column || expression === quoteIdentifier(column))
  );
}

function keptForeignKeys(
  table: Table,
  choice: Distribution,
  choices: ReadonlyMap<string, Distribution>,
): readonly ForeignKey[] {
  return table.foreignKeys.flatMap((key) => {
    const parent = choices.get(pathOf(key.references));
    if (!parent) return [key];
    if (!keepsForeignKey(choice, parent, key)) return [];
    if (choice.kind === "reference" || parent.kind === "reference" || choice.along !== key.name) {
      return [key];
    }
    const clears = key.onDelete === "set null" || key.onDelete === "set default";
    return [{
      ...key,
      columns: [choice.column, ...key.columns],
      references: { ...key.references, columns: [parent.column, ...key.references.columns] },
      ...(clears ? { onDeleteColumns: key.onDeleteColumns ?? key.columns } : {}),
    }];
  });
}
