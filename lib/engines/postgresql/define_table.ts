import type { Column, ForeignKey, Table } from "../../schema/schema.ts";
import type { Definable } from "./dependencies.ts";
import { qualify, quoteIdentifier } from "./identifiers.ts";
import type { Script } from "./order.ts";
import { printColumnSettings, printSetDefault } from "./print/columns.ts";
import { constraintComments, tableComments } from "./print/comments.ts";
import {
  printCheck,
  printExclusion,
  printForeignKey,
  printPrimaryKey,
  printUnique,
} from "./print/constraints.ts";
import { printIndex, printStatistics, printStatisticsTarget } from "./print/indexes.ts";
import { printSequenceOwner } from "./print/sequences.ts";
import {
  inheritsColumns,
  printAttach,
  printPartition,
  printTable,
  type PrintTableOptions,
} from "./print/tables.ts";

/** Defines a table with its keys, constraints and indexes. */
export function defineTable(table: Table, script: Script): void {
  defineWhatItMentions(table, script);
  const isLateDefault = (column: Column): boolean =>
    column.default !== undefined && !isReady(column.default, table, script);
  writeTable(table, script, {
    constraints: inlineConstraints(table, script),
    withoutDefault: isLateDefault,
  });
  const alter = (clause: string): string => `ALTER TABLE ${qualify(table)} ${clause}`;
  script.write(
    ...table.columns.flatMap(printColumnSettings).map(alter),
    ...script.schema.sequences.filter(({ ownedBy }) =>
      ownedBy?.schema === table.schema && ownedBy.name === table.name
    ).flatMap((sequence) => printSequenceOwner(sequence) ?? []),
  );
  script.writeLater(
    "defaults",
    table.columns.filter(isLateDefault).map((column) => printSetDefault(table, column)),
  );
  writeIndexes(table, script);
  script.write(...tableComments(table));
  script.writeLater("settings", [
    ...tableSettings(table).map(alter),
    ...constraintComments(table),
  ]);
}

/** What could also be added afterwards comes first where it can. */
function defineWhatItMentions(table: Table, { names, defineWherePossible }: Script): void {
  defineWherePossible(names.mentions([
    ...table.columns.map((column) => column.default ?? ""),
    ...table.checks.map((check) => check.expression),
    ...table.indexes.map((index) => printIndex(index, table)),
  ].join(" ; ")));
  defineWherePossible(table.foreignKeys.flatMap((key) => names.find(key.references)));
}

/** Whether all that a text of the table mentions is defined, the table itself aside. */
function isReady(sql: string, table: Table, script: Script): boolean {
  const own = script.names.find(table);
  const isOwn = (one: Definable): boolean =>
    own.some(({ kind, at }) => kind === one.kind && at === one.at);
  return script.names.mentions(sql).every((one) => script.isDefined(one) || isOwn(one));
}

/** Writes CREATE TABLE in the form that fits: alone, as a partition, as an heir. */
function writeTable(table: Table, script: Script, options: PrintTableOptions): void {
  const parents = parentsOf(table, script);
  if (table.partitionOf && parents[0] && inheritsColumns(table, parents[0])) {
    script.write(printPartition(table, parents[0], options));
    return;
  }
  // A table that is attached afterwards must have the checks of the one that it is attached to.
  const inherited = parents.flatMap((parent) => allChecks(parent, script))
    .filter((check) => !table.checks.some(({ name }) => name === check.name));
  const columns = table.partitionOf
    ? table.columns.map(({ identity: _, ...column }) => column)
    : table.columns;
  const constraints = [...options.constraints ?? [], ...inherited.map(printCheck)];
  script.write(
    printTable({ ...table, columns }, { ...options, constraints }),
    ...(table.partitionOf ? [printAttach(table)] : []),
    ...(table.inherits ?? []).map((parent) =>
      `ALTER TABLE ${qualify(table)} INHERIT ${qualify(parent)}`
    ),
  );
}

function parentsOf(table: Table, { names, schema }: Script): Table[] {
  return [...(table.partitionOf ? [table.partitionOf] : []), ...table.inherits ?? []]
    .flatMap((name) => names.find(name))
    .flatMap(({ kind, at }) => kind === "table" ? [schema.tables[at]!] : []);
}

function allChecks(table: Table, script: Script): Table["checks"] {
  return [
    ...table.checks.filter((check) => !check.noInherit),
    ...parentsOf(table, script).flatMap((parent) => allChecks(parent, script)),
  ];
}

/** The constraints that can stand within CREATE TABLE; the others are written later. */
function inlineConstraints(table: Table, script: Script): string[] {
  const add = (clause: string): string => `ALTER TABLE ${qualify(table)} ADD ${clause}`;
  const isLateKey = isLatePart(table, script);
  const keys = [
    ...(table.primaryKey ? [{ ...table.primaryKey, print: printPrimaryKey }] : []),
    ...table.uniques.map((unique) => ({ ...unique, print: printUnique })),
  ];
  const checks = table.checks.filter((check) =>
    !check.notValid && isReady(check.expression, table, script)
  );
  const foreignKeys = table.foreignKeys.filter((key) =>
    !key.notValid && isReferable(key, table, script)
  );
  script.writeLater(
    "keys",
    keys.filter(isLateKey).map((key) => add(key.print(key))),
    partitionDepth(table, script),
  );
  script.writeLater(
    "checks",
    table.checks.filter((check) => !checks.includes(check)).map(printCheck).map(add),
  );
  script.writeLater(
    "foreignKeys",
    table.foreignKeys.filter((key) => !foreignKeys.includes(key)).map(printForeignKey).map(add),
  );
  return [
    ...keys.filter((key) => !isLateKey(key)).map((key) => key.print(key)),
    ...table.exclusions.map(printExclusion),
    ...checks.map(printCheck),
    ...foreignKeys.map(printForeignKey),
  ];
}

/** A part with a name of its own comes before the whole that it is attached to, and both after all tables. */
function isLatePart(
  table: Table,
  script: Script,
): (part: { readonly attachedTo?: string }) => boolean {
  const isWhole = table.partitioning !== undefined && script.lateTrees.has(qualify(table));
  return (part) => isWhole || part.attachedTo !== undefined;
}

function partitionDepth(table: Table, script: Script): number {
  const parent = table.partitionOf && parentsOf(table, script)[0];
  return parent === undefined ? 0 : 1 + partitionDepth(parent, script);
}

/** Whether the referenced table is there with the key that the foreign key refers to. */
function isReferable(key: ForeignKey, table: Table, script: Script): boolean {
  if (script.lateTrees.has(qualify(key.references))) return false;
  const isSelf = key.references.schema === table.schema && key.references.name === table.name;
  const found = script.names.find(key.references).filter(({ kind }) => kind === "table");
  if (found.length === 0 || !(isSelf || found.every(script.isDefined))) return false;
  const target = script.schema.tables[found[0]!.at]!;
  const columns = [...key.references.columns].sort().join("\0");
  return [...(target.primaryKey ? [target.primaryKey] : []), ...target.uniques]
    .some((unique) => [...unique.columns].sort().join("\0") === columns);
}

function writeIndexes(table: Table, script: Script): void {
  const isLate = isLatePart(table, script);
  for (const index of table.indexes) {
    const statement = printIndex(index, table);
    if (isLate(index)) script.writeLater("keys", [statement], partitionDepth(table, script));
    else if (!script.lateTrees.has(qualify(table)) && isReady(statement, table, script)) {
      script.write(statement);
    } else script.writeLater("indexes", [statement]);
  }
  for (const statistics of table.statistics ?? []) {
    const target = printStatisticsTarget(statistics);
    script.writeLater("indexes", [
      printStatistics(statistics, table),
      ...(target === undefined ? [] : [target]),
    ]);
  }
}

/** The settings of a table that name its indexes, each as a clause. */
function tableSettings({ replicaIdentity: identity, clusteredOn }: Table): string[] {
  const replica = identity === undefined || typeof identity === "string"
    ? identity?.toUpperCase()
    : `USING INDEX ${quoteIdentifier(identity.index)}`;
  return [
    ...(replica === undefined ? [] : [`REPLICA IDENTITY ${replica}`]),
    ...(clusteredOn === undefined ? [] : [`CLUSTER ON ${quoteIdentifier(clusteredOn)}`]),
  ];
}
