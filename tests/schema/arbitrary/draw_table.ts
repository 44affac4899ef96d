import fc from "fast-check";
import {
  clipName,
  makeObjectName,
  qualify,
  quoteIdentifier,
} from "../../../lib/engines/postgresql/identifiers.ts";
import type {
  CheckConstraint,
  Column,
  Index,
  QualifiedName,
  Sequence,
  Table,
} from "../../../lib/schema/schema.ts";
import { type Kind, quoteAsCatalog } from "./column_kinds.ts";
import { comment, deferral, type Draw, maybe, pick, some } from "./draw.ts";
import type { Names } from "./draw_names.ts";

interface TableParts {
  readonly names: Names;
  readonly kinds: readonly Kind[];
  readonly place: () => QualifiedName;
}

/** Draws a table without foreign keys. */
export function drawTable(draw: Draw, { names, kinds, place }: TableParts): Table {
  const own = place();
  const [key, ...columnNames] = names.several(2 + draw(fc.nat, { max: 6 })) as [
    string,
    ...string[],
  ];
  const chosen = columnNames.map((name) => ({ name, kind: pick(draw, kinds) }));
  const columns = chosen.map(({ name, kind }) => drawColumn(draw, name, kind));
  const columnsOf = (type: string): string[] =>
    columns.filter((column) => column.type === type && column.generated === undefined)
      .map(({ name }) => name);
  const generated = columnsOf("integer").slice(0, 1).filter(() => maybe(draw, 0.3))
    .map((from): Column => ({
      name: `${clipName(key, 50)}_gen`,
      type: "integer",
      nullable: true,
      generated: { expression: `(${quoteIdentifier(from)} + 1)`, stored: maybe(draw, 0.5) },
    }));
  const checks = chosen.filter(({ kind }) => kind.check && maybe(draw, 0.4))
    .map(({ name, kind }): CheckConstraint => ({
      name: names.fresh(),
      expression: kind.check!(quoteIdentifier(name)),
      ...pick(draw, [{}, {}, { noInherit: true }, { notValid: true }, { notEnforced: true }]),
      ...comment(draw),
    }));
  const isPlain = ({ type }: Column): boolean =>
    ["integer", "text", "uuid", "date", "character varying(254)"].includes(type);
  const plain = columns.filter(isPlain).map(({ name }) => name);
  const [range] = columnsOf("daterange");
  return {
    ...own,
    ...comment(draw),
    columns: [drawKeyColumn(draw, own, key), ...columns, ...generated],
    primaryKey: {
      name: names.fresh(),
      columns: [key],
      ...(plain.length > 0 && maybe(draw, 0.1) ? { include: [plain[0]!] } : {}),
      ...(maybe(draw, 0.1) ? { storage: { fillfactor: "70" } } : {}),
      ...comment(draw),
    },
    uniques: plain.length > 0 && maybe(draw, 0.5)
      ? [{
        name: names.fresh(),
        columns: some(draw, plain),
        ...(maybe(draw, 0.3) ? { nullsNotDistinct: true } : {}),
        ...deferral(draw),
        ...comment(draw),
      }]
      : [],
    foreignKeys: [],
    checks,
    exclusions: range !== undefined && maybe(draw, 0.5)
      ? [{
        name: names.fresh(),
        method: "gist",
        elements: [{ expression: quoteIdentifier(range), operator: "&&" }],
        ...(maybe(draw, 0.5) ? { where: `(${quoteIdentifier(key)} > 5)` } : {}),
        ...deferral(draw),
        ...comment(draw),
      }]
      : [],
    indexes: drawIndexes(draw, chosen, { names, key }),
    triggers: [],
    policies: [],
    ...(maybe(draw, 0.2) ? { storage: { fillfactor: "85", ...toastOptions(columns) } } : {}),
    ...(plain.length > 1 && maybe(draw, 0.3)
      ? {
        statistics: [{
          ...place(),
          kinds: ["ndistinct", "mcv"] as const,
          // The catalog keeps columns in their order.
          elements: plain.slice(0, 2).map(quoteIdentifier),
          ...(maybe(draw, 0.3) ? { target: 300 } : {}),
          ...comment(draw),
        }],
      }
      : {}),
  };
}

/** Without a column that can be moved out of the row there is no place for its options. */
function toastOptions(columns: readonly Column[]): Record<string, string> {
  const hasToast = columns.some(({ type }) => type === "text" || type === "jsonb");
  return hasToast ? { "toast.autovacuum_enabled": "false" } : {};
}

function drawKeyColumn(draw: Draw, table: QualifiedName, name: string): Column {
  const column = { name, type: "bigint", nullable: false } as const;
  return pick<Column>(draw, [
    column,
    { ...column, identity: { mode: "always" } },
    { ...column, identity: { mode: "by default", start: "10", increment: "5", cache: "3" } },
    { ...column, default: `nextval(${quoteAsCatalog(qualify(serialName(table)))}::regclass)` },
  ]);
}

function serialName({ schema, name }: QualifiedName): QualifiedName {
  return { schema, name: makeObjectName(name, "serial", "sq") };
}

/** The sequences of serial columns. */
export function serials(table: Table): Sequence[] {
  return table.columns.filter((column) => column.default?.startsWith("nextval("))
    .map((column) => ({
      ...serialName(table),
      type: "bigint",
      ownedBy: { schema: table.schema, name: table.name, column: column.name },
    }));
}

function drawColumn(draw: Draw, name: string, kind: Kind): Column {
  const nullable = maybe(draw, 0.6);
  const isText = kind.type === "text";
  return {
    name,
    type: kind.type,
    nullable,
    ...(!nullable && maybe(draw, 0.2) ? { notNull: { notValid: true } } : {}),
    ...(kind.default !== undefined && maybe(draw, 0.6) ? { default: kind.default } : {}),
    ...(isText && maybe(draw, 0.2) ? { collation: '"C"' } : {}),
    ...(isText && maybe(draw, 0.2) ? { storage: "external" as const } : {}),
    ...(isText && maybe(draw, 0.2) ? { compression: "pglz" as const } : {}),
    ...(maybe(draw, 0.1) ? { statisticsTarget: 500 } : {}),
    ...(maybe(draw, 0.1) ? { options: { n_distinct: "-0.5" } } : {}),
    ...comment(draw),
  };
}

function drawIndexes(
  draw: Draw,
  columns: readonly { readonly name: string; readonly kind: Kind }[],
  { names, key }: { readonly names: Names; readonly key: string },
): Index[] {
  const special = columns.filter(({ kind }) => kind.index && maybe(draw, 0.4))
    .map(({ name, kind }): Index => ({
      name: names.fresh(),
      method: "btree",
      unique: false,
      ...kind.index!(quoteIdentifier(name)),
      ...comment(draw),
    }));
  const plain: readonly (() => Index)[] = [
    () => ({
      name: names.fresh(),
      method: "btree",
      unique: true,
      elements: [{ column: key, descending: true, nulls: "last" }],
      storage: { fillfactor: "60" },
      ...comment(draw),
    }),
    () => ({ name: names.fresh(), method: "hash", unique: false, elements: [{ column: key }] }),
    () => ({
      name: names.fresh(),
      method: "brin",
      unique: false,
      elements: [{ column: key, operatorClass: "int8_minmax_multi_ops" }],
      where: `(${quoteIdentifier(key)} > 5)`,
      storage: { pages_per_range: "8" },
    }),
  ];
  return [...special, ...some(draw, plain, 0).map((make) => make())];
}
