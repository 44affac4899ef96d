import { quoteIdentifier } from "../engines/postgresql/identifiers.ts";
import type { OnDelete } from "../model/model.ts";
import { snakeCase, styledName } from "../model/naming.ts";
import {
  addColumn,
  changeColumn,
  type Draft,
  type DraftTable,
  type KeyColumn,
  type Member,
  singularName,
} from "./draft.ts";
import { isNull } from "./expressions.ts";
import { addConstant, addForeignKey } from "./foreign_key.ts";
import { claimColumnName, claimObjectName } from "./identifiers.ts";

/** How a table refers to the rows of an entity. */
export interface ReferOptions {
  /** The entity that is referred to. */
  readonly target: string;
  readonly role?: string | undefined;
  /** The columns to use, where the naming rule is not to be followed. */
  readonly columns?: readonly string[] | undefined;
  readonly required: boolean;
  /** The subtype whose rows alone refer, where the table holds others too. */
  readonly subtype?: string | undefined;
  /** The relationship's id. */
  readonly element: string;
  readonly where: string;
  /** Goes before a column's name that is taken. */
  readonly verb: string;
  readonly comment?: string | undefined;
  readonly onDelete?: OnDelete | undefined;
  readonly onUpdate?: OnDelete | undefined;
  readonly deferrable?: boolean | undefined;
}

/**
 * Makes a table refer to the rows of an entity: columns for the entity's key, a foreign key over them. A
 * supertype without a table of its own gets one optional foreign key for each table that holds its rows,
 * of which a row fills exactly one; the rows of a subtype within a larger table are referred to with its
 * label, so that no other row can be meant.
 *
 * @returns The referring columns, those of all foreign keys together.
 */
export function refer(draft: Draft, table: DraftTable, options: ReferOptions): readonly string[] {
  const place = draft.places.get(options.target);
  const key = draft.keys.get(options.target);
  if (!place || place.tables.length === 0 || !key) return [];
  if (key.length === 0) {
    reportKeyless(draft, options);
    return [];
  }
  const several = place.tables.length > 1;
  const groups = place.tables.map((target) => {
    const columns = referringColumns(draft, table, { ...options, key, several, place: target });
    const { member } = place;
    const constant = member && addConstant(draft, table, {
      wanted: constantName(draft, options, member),
      member,
      nullable: !options.required || options.subtype !== undefined,
      element: options.element,
      where: options.where,
    });
    addForeignKey(draft, table, { ...options, columns, key, constant, target, member });
    return columns;
  });
  if (several) addArc(draft, table, options, groups);
  return groups.flat();
}

function reportKeyless(draft: Draft, { target, where }: ReferOptions): void {
  draft.findings.push({
    code: "reference-without-key",
    severity: "error",
    where,
    what: `${where} cannot be held: ${target} has no primary key that a row could refer to.`,
    why:
      "A foreign key needs a unique key to refer to; the relationship is left out of the schema.",
    fix: `Give ${target} a key.`,
  });
}

interface ReferringColumns extends ReferOptions {
  readonly key: readonly KeyColumn[];
  readonly several: boolean;
  readonly place: DraftTable;
}

function referringColumns(
  draft: Draft,
  table: DraftTable,
  options: ReferringColumns,
): readonly string[] {
  return options.key.map((column, at) => {
    const given = options.several ? undefined : options.columns?.[at];
    const wanted = given ?? referringName(draft, options, column.name);
    const existing = reusable(table, wanted, { given: given !== undefined, type: column.type });
    const nullable = !options.required || options.several || options.subtype !== undefined;
    if (existing !== undefined) {
      if (!nullable) changeColumn(table, existing, { nullable: false });
      return existing;
    }
    const name = claimColumnName(draft, table, wanted, {
      where: options.where,
      instead: `${snakeCase(options.verb)}_${wanted}`,
    });
    addColumn(draft, table, { name, type: column.type, nullable }, options.element);
    const group = options.subtype === undefined ? undefined : table.subtypes.get(options.subtype);
    if (group) (options.required && !options.several ? group.required : group.optional).push(name);
    return name;
  });
}

/** The rule: role, or the singular of the target, before the key's column: `customer_id`. */
function referringName(draft: Draft, options: ReferringColumns, column: string): string {
  const singular = options.several
    ? options.place.singular
    : singularName(draft, { name: options.target });
  if (options.role === undefined) {
    return column === singular || column.startsWith(`${singular}_`)
      ? column
      : `${singular}_${column}`;
  }
  const role = styledName(options.role, draft.model.naming);
  return options.several ? `${role}_${singular}_${column}` : `${role}_${column}`;
}

function constantName(draft: Draft, { role, target }: ReferOptions, member: Member): string {
  const prefix = role === undefined
    ? singularName(draft, { name: target })
    : styledName(role, draft.model.naming);
  return member.type === "boolean" ? `${prefix}_${member.column}` : `${prefix}_kind`;
}

/** A column that is there already and means the same: one that was named, or an attribute of that name. */
function reusable(
  table: DraftTable,
  name: string,
  { given, type }: { readonly given: boolean; readonly type: string },
): string | undefined {
  const column = table.columns.find((one) => one.name === name);
  if (!column) return undefined;
  if (given) return name;
  const isAttribute = [...table.attributes.values()].some((names) => names.includes(name));
  return isAttribute && column.type === type && !column.identity && !column.generated
    ? name
    : undefined;
}

/** Of several foreign keys a row fills one: exactly one where a reference is required. */
function addArc(
  draft: Draft,
  table: DraftTable,
  { required, subtype }: ReferOptions,
  groups: readonly (readonly string[])[],
): void {
  const firsts = groups.map(([first]) => first!);
  const filled = `num_nonnulls(${firsts.map(quoteIdentifier).join(", ")})`;
  const exactly = required && subtype === undefined;
  table.checks.push({
    name: claimObjectName(draft, table, { columns: firsts, label: "check" }),
    expression: exactly ? `(${filled} = 1)` : `(${filled} <= 1)`,
  });
  for (const [first, ...rest] of groups) {
    for (const other of rest) {
      table.checks.push({
        name: claimObjectName(draft, table, { columns: [first!, other], label: "check" }),
        expression: `(${isNull(first!)} = ${isNull(other)})`,
      });
    }
  }
}
