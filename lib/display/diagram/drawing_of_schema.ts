import type { ForeignKey, QualifiedName, Schema, Table } from "../../schema/schema.ts";
import type { Box, Drawing, Line, Row } from "./drawing.ts";
import { keyMarks, type MarkedKey } from "./key_marks.ts";

/** What a schema's table diagram shows. Partitions are drawn as one with the table that they are part of. */
export function drawingOfSchema(schema: Schema): Drawing {
  const tables = schema.tables.filter(({ partitionOf }) => partitionOf === undefined);
  const partitions = Map.groupBy(
    schema.tables.filter(({ partitionOf }) => partitionOf !== undefined),
    ({ partitionOf }) => tableKey(partitionOf!),
  );
  const namespaces = new Set(tables.map((table) => table.schema));
  const several = namespaces.size > 1;
  const keys = new Set(tables.map(tableKey));
  const lines = tables.flatMap((table) => [
    ...table.foreignKeys.map((foreignKey) => foreignKeyLine(table, foreignKey)),
    ...(table.inherits ?? []).map((parent): Line => ({
      kind: "specialization",
      part: `inheritance of ${tableKey(table)}`,
      from: { at: tableKey(table) },
      to: { at: tableKey(parent), general: true },
      label: "inherits",
      identifying: false,
    })),
  ]);
  return {
    kind: "tables",
    title: namespaces.size === 1 ? [...namespaces].join() : "schema",
    boxes: tables.map((table) => tableBox(table, several, partitions.get(tableKey(table))?.length)),
    joints: [],
    lines: lines.filter(({ from, to }) => keys.has(from.at) && keys.has(to.at)),
    omitted: [
      ...counted(schema.views.length, "view"),
      ...counted(schema.tables.length - tables.length, "partition"),
    ],
  };
}

function counted(count: number, noun: string): string[] {
  return count === 0 ? [] : [`${count} ${noun}${count === 1 ? "" : "s"}`];
}

function tableKey({ schema, name }: QualifiedName): string {
  return JSON.stringify([schema, name]);
}

function tableBox(table: Table, several: boolean, partitions = 0): Box {
  const keys = candidateKeys(table);
  const referring = new Set(table.foreignKeys.flatMap(({ columns }) => columns));
  const { partitioning } = table;
  const notes = partitioning
    ? [
      `${partitioning.method} by ${partitioning.keys.join(", ")}`,
      ...counted(partitions, "partition"),
    ]
    : [];
  return {
    key: tableKey(table),
    name: table.name,
    ...(several ? { group: table.schema } : {}),
    ...(notes.length ? { note: notes.join(" · ") } : {}),
    rows: table.columns.map((column): Row => ({
      name: column.name,
      type: column.type,
      marks: [...keyMarks(column.name, keys), ...(referring.has(column.name) ? ["FK"] : [])],
      optional: column.nullable,
      kind: column.generated ? "derived" : "plain",
    })),
  };
}

function candidateKeys({ primaryKey, uniques, indexes }: Table): MarkedKey[] {
  const unique = indexes.filter((index) => index.unique && index.where === undefined)
    .map(({ elements }) => elements.map((element) => "column" in element ? element.column : ""));
  return [
    ...(primaryKey ? [{ primary: true, parts: primaryKey.columns }] : []),
    ...[...uniques.map(({ columns }) => columns), ...unique]
      .filter((parts) => !parts.includes(""))
      .map((parts) => ({ primary: false, parts })),
  ];
}

function foreignKeyLine(table: Table, { name, columns, references }: ForeignKey): Line {
  const own = new Set(columns);
  const optional = table.columns.some(({ name, nullable }) => own.has(name) && nullable);
  const atMostOne = candidateKeys(table).some(({ parts }) => parts.every((part) => own.has(part)));
  const primary = table.primaryKey?.columns ?? [];
  return {
    kind: "relationship",
    part: `${tableKey(table)} ${name}`,
    from: { at: tableKey(references), cardinality: { min: optional ? 0 : 1, max: 1 } },
    to: { at: tableKey(table), cardinality: { min: 0, max: atMostOne ? 1 : "*" } },
    label: columns.join(", "),
    identifying: columns.length > 0 && columns.every((column) => primary.includes(column)),
  };
}
