import { quoteIdentifier } from "../engines/postgresql/identifiers.ts";
import type { Specialization } from "../model/model.ts";
import { snakeCase } from "../model/naming.ts";
import type { CheckConstraint } from "../schema/schema.ts";
import { comparable, typedLiteral } from "./column_type.ts";
import {
  addColumn,
  changeColumn,
  type Draft,
  type DraftTable,
  entityNamed,
  type Member,
  singularName,
} from "./draft.ts";
import { allOf, anyOf, isMember } from "./expressions.ts";
import { concreteAncestors } from "./hierarchy.ts";
import { claimColumnName, claimObjectName } from "./identifiers.ts";

/** Which rows of a table a specialization is about. */
export interface AddMembersOptions {
  readonly specialization: Specialization;
  /** The subtype that the supertype's rows are marked as in this table, where it holds others too. */
  readonly within?: string;
}

/**
 * Adds what tells the subtypes of a specialization apart in a table: a discriminator where a row is of one
 * subtype at most, a flag for each where it may be of several.
 *
 * @returns How to know the rows of each subtype, by its name.
 */
export function addMembers(
  draft: Draft,
  table: DraftTable,
  options: AddMembersOptions,
): ReadonlyMap<string, Member> {
  return options.specialization.disjoint
    ? addDiscriminator(draft, table, options)
    : addFlags(draft, table, options);
}

function addFlags(
  draft: Draft,
  table: DraftTable,
  { specialization, within }: AddMembersOptions,
): ReadonlyMap<string, Member> {
  const { subtypes, id, supertype, total } = specialization;
  const outer = within === undefined ? undefined : table.subtypes.get(within)?.member;
  const flags = subtypes.map((subtype) => {
    const column = claimColumnName(draft, table, `is_${snakeCase(subtype)}`, {
      where: `${supertype}.is${subtype}`,
    });
    addColumn(
      draft,
      table,
      { name: column, type: "boolean", nullable: false, default: "false" },
      id,
    );
    return { column, literal: "true", type: "boolean", nullable: false } satisfies Member;
  });
  if (outer) {
    for (const flag of flags) {
      addCheck(draft, table, [flag.column], anyOf([isMember(outer), `(NOT ${isMember(flag)})`]));
    }
  }
  if (total) {
    const outside = outer ? [`(NOT ${isMember(outer)})`] : [];
    addCheck(
      draft,
      table,
      flags.map((flag) => flag.column),
      anyOf([...outside, ...flags.map(isMember)]),
    );
  }
  return new Map(subtypes.map((subtype, at) => [subtype, flags[at]!]));
}

function addDiscriminator(
  draft: Draft,
  table: DraftTable,
  { specialization, within }: AddMembersOptions,
): ReadonlyMap<string, Member> {
  const { subtypes, supertype, total, id } = specialization;
  const declared = declaredDiscriminator(draft, table, specialization);
  const column = declared ?? claimColumnName(
    draft,
    table,
    `${singularName(draft, { name: supertype })}_kind`,
    { where: `${supertype}.${specialization.discriminator ?? "kind"}` },
  );
  const optional = within !== undefined || !total;
  if (declared === undefined) {
    addColumn(draft, table, { name: column, type: "text", nullable: optional }, id);
    const group = within === undefined ? undefined : table.subtypes.get(within);
    if (group) (total ? group.required : group.optional).push(column);
  } else if (!optional) {
    changeColumn(table, column, { nullable: false });
  }
  const { type, nullable } = table.columns.find((one) => one.name === column)!;
  const labels = subtypes.map((subtype) =>
    typedLiteral(labelOf(draft, specialization, subtype), type)
  );
  if (declared === undefined || total) {
    const operand = comparable(column, type);
    const expression = labels.length === 1
      ? `(${operand} = ${labels[0]})`
      : `(${operand} = ANY (ARRAY[${labels.join(", ")}]))`;
    addCheck(draft, table, [column], expression);
  }
  return new Map(
    subtypes.map((subtype, at) => [subtype, { column, literal: labels[at]!, type, nullable }]),
  );
}

function addCheck(
  draft: Draft,
  table: DraftTable,
  columns: readonly string[],
  expression: string,
): void {
  const check: CheckConstraint = {
    name: claimObjectName(draft, table, { columns, label: "check" }),
    expression,
  };
  table.checks.push(check);
}

function declaredDiscriminator(
  draft: Draft,
  table: DraftTable,
  { supertype, discriminator }: Specialization,
): string | undefined {
  if (discriminator === undefined) return undefined;
  const owners = [supertype, ...concreteAncestors(draft.model, supertype)];
  for (const owner of owners) {
    const columns = table.attributes.get(`${owner}.${discriminator}`);
    if (columns?.length === 1) return columns[0];
  }
  return undefined;
}

/** The discriminator's value for a subtype: the label of its own enumeration that sounds the same. */
function labelOf(
  draft: Draft,
  { supertype, discriminator }: Specialization,
  subtype: string,
): string {
  const label = snakeCase(subtype);
  const attribute = entityNamed(draft, supertype)?.attributes
    .find((one) => one.name === discriminator);
  if (attribute?.type.kind !== "enum") return label;
  const found = attribute.type.values.find((value) => snakeCase(value) === label);
  if (found !== undefined) return found;
  draft.findings.push({
    code: "discriminator-without-label",
    severity: "error",
    where: `${supertype}.${discriminator}`,
    what: `${supertype}.${discriminator} has no value that stands for the subtype ${subtype}.`,
    why: "A row of that subtype could not be told from the others.",
    fix: `Add ${JSON.stringify(label)} to its values.`,
  });
  return label;
}

/** Adds the checks that each subtype's columns are filled for its own rows and empty for all others. */
export function checkSubtypes(draft: Draft): void {
  for (const table of draft.tables) {
    for (const { member, required, optional } of table.subtypes.values()) {
      const conditions = [
        ...required.map((column) =>
          `(${isMember(member)} = (${quoteIdentifier(column)} IS NOT NULL))`
        ),
        ...optional.map((column) =>
          `(${isMember(member)} OR (${quoteIdentifier(column)} IS NULL))`
        ),
      ];
      if (conditions.length > 0) {
        addCheck(draft, table, [...required, ...optional], allOf(conditions));
      }
    }
  }
}
