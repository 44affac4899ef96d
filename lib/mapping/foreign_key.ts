import { quoteIdentifier } from "../engines/postgresql/identifiers.ts";
import { hasFeature } from "../engines/postgresql/features.ts";
import type { OnDelete } from "../model/model.ts";
import type { ForeignKey, QualifiedName } from "../schema/schema.ts";
import { comparable } from "./column_type.ts";
import { addColumn, type Draft, type DraftTable, type KeyColumn, type Member } from "./draft.ts";
import { isNotNull, isNull } from "./expressions.ts";
import { claimColumnName, claimObjectName } from "./identifiers.ts";

/** A column that holds the label of a subtype. */
export interface AddConstantOptions {
  readonly wanted: string;
  readonly member: Member;
  readonly nullable: boolean;
  readonly element: string;
  readonly where: string;
}

/** Adds a column that can hold one value: the label of the subtype that a foreign key refers to. */
export function addConstant(
  draft: Draft,
  table: DraftTable,
  { wanted, member, nullable, element, where }: AddConstantOptions,
): string {
  const { type, literal } = member;
  const name = claimColumnName(draft, table, wanted, { where });
  addColumn(draft, table, { name, type, nullable, default: literal }, element);
  table.checks.push({
    name: claimObjectName(draft, table, { columns: [name], label: "check" }),
    expression: type === "boolean"
      ? quoteIdentifier(name)
      : `(${comparable(name, type)} = ${literal})`,
  });
  return name;
}

/** A foreign key to be. */
export interface AddForeignKeyOptions {
  readonly columns: readonly string[];
  readonly target: DraftTable;
  /** The columns of the target's key. */
  readonly key: readonly KeyColumn[];
  /** The column that holds the label of the subtype that is meant. */
  readonly constant?: string | undefined;
  readonly member?: Member | undefined;
  readonly required: boolean;
  readonly where: string;
  readonly comment?: string | undefined;
  readonly onDelete?: OnDelete | undefined;
  readonly onUpdate?: OnDelete | undefined;
  readonly deferrable?: boolean | undefined;
}

/** Adds a foreign key over columns that are there. */
export function addForeignKey(
  draft: Draft,
  table: DraftTable,
  options: AddForeignKeyOptions,
): void {
  const { columns, key, constant, target, member, onDelete, onUpdate, deferrable } = options;
  const referenced = [...key.map((column) => column.name), ...(member ? [member.column] : [])];
  if (member) addReferencedKey(draft, target, referenced);
  const partly = onDelete === "set null" && constant !== undefined;
  const some = partly && hasFeature(draft.version, "set-null-columns");
  if (partly && !some) keepTogether(draft, table, [columns[0]!, constant]);
  const all = [...columns, ...(constant === undefined ? [] : [constant])];
  table.foreignKeys.push({
    name: claimObjectName(draft, table, { columns, label: "fkey" }),
    columns: all,
    references: { schema: target.schema, name: target.name, columns: referenced },
    ...(onUpdate === undefined || onUpdate === "no action" ? {} : { onUpdate }),
    ...(onDelete === undefined || onDelete === "no action" ? {} : { onDelete }),
    ...(some ? { onDeleteColumns: columns } : {}),
    ...(deferrable ? { deferrable: true, initiallyDeferred: true } : {}),
    ...(options.comment === undefined ? {} : { comment: options.comment }),
    lookup: columns,
    mayDefer: deferrable === undefined,
  });
  if (onDelete === "set null" && options.required) reportSetNull(draft, options.where);
}

/** Where the label is set to null too, a reference without one would not be checked any more. */
function keepTogether(
  draft: Draft,
  table: DraftTable,
  [column, constant]: readonly [column: string, constant: string],
): void {
  table.checks.push({
    name: claimObjectName(draft, table, { columns: [column, constant], label: "check" }),
    expression: `(${isNull(column)} OR ${isNotNull(constant)})`,
  });
}

function reportSetNull(draft: Draft, where: string): void {
  draft.findings.push({
    code: "set-null-on-required",
    severity: "error",
    where,
    what: `${where} sets the reference to null on delete, but requires one.`,
    why: "Each delete of a row that is referred to would fail.",
    fix: "Choose restrict or cascade, or let the reference be absent (0..1).",
  });
}

/** A foreign key needs a unique constraint over exactly the columns that it refers to. */
export function addReferencedKey(
  draft: Draft,
  table: DraftTable,
  columns: readonly string[],
): void {
  if (hasKeyOver(table, columns)) return;
  table.uniques.push({
    name: claimObjectName(draft, table, { columns, label: "key" }),
    columns: [...columns],
  });
}

/** Whether a primary key or a unique constraint is over exactly these columns, in whatever order. */
export function hasKeyOver(table: DraftTable, columns: readonly string[]): boolean {
  return [table.primaryKey, ...table.uniques].some((key) =>
    key !== undefined && key.columns.length === columns.length &&
    key.columns.every((column) => columns.includes(column))
  );
}

/** Whether a foreign key refers to a table. */
export function refersTo(
  { references }: Pick<ForeignKey, "references">,
  table: QualifiedName,
): boolean {
  return references.schema === table.schema && references.name === table.name;
}
