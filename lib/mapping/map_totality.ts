import { qualify, quoteIdentifier } from "../engines/postgresql/identifiers.ts";
import type { Specialization } from "../model/model.ts";
import { snakeCase } from "../model/naming.ts";
import { type Draft, type DraftTable, entityNamed, type Member, tablesOf } from "./draft.ts";
import { memberOf } from "./expressions.ts";
import { refersTo } from "./foreign_key.ts";
import { addGroupRule } from "./group_rule.ts";
import { effectiveMapping } from "./hierarchy.ts";
import { addOwnerRule, type Watched } from "./owner_rule.ts";

/**
 * Holds across tables what a specialization says: that a row is of a subtype where it must be, that one
 * which names its subtype has its row there, and that the tables of concrete subtypes share no key.
 */
export function mapTotality(draft: Draft): void {
  for (const specialization of draft.model.specializations) {
    const mapping = effectiveMapping(draft.model, specialization);
    if (mapping === "joined") holdJoined(draft, specialization);
    if (mapping === "concrete" && specialization.disjoint) holdConcrete(draft, specialization);
  }
}

/** A subtype's table as seen from a row of the supertype's. */
interface SubtypeTable extends Watched {
  readonly subtype: string;
  readonly exists: string;
}

function holdJoined(draft: Draft, specialization: Specialization): void {
  const { supertype, subtypes, disjoint, total } = specialization;
  if (!disjoint && !total) return;
  const [owner] = tablesOf(draft, supertype);
  const key = owner?.primaryKey?.columns;
  if (!owner || !key) return;
  const found = subtypes.flatMap((subtype) => subtypeTable(draft, subtype, { owner, key }));
  const members = draft.members.get(specialization.id);
  const within = draft.places.get(supertype)?.member;
  const label = members?.values().next().value;
  const broken = members && label
    ? brokenDisjoint(found, members)
    : `not (${found.map(({ exists }) => exists).join(" or ")})`;
  const some = subtypes.join(" or ");
  addOwnerRule(draft, {
    name: `${owner.name}_${snakeCase(subtypes.join(" "))}`,
    where: supertype,
    message: disjoint
      ? `Each ${supertype} that is marked as ${some} has its row there`
      : `Each ${supertype} is at least one of ${some}`,
    owner,
    key,
    condition: label
      ? `candidate.${quoteIdentifier(label.column)} is not null`
      : within && memberOf("candidate", within),
    broken,
    watchOwner: true,
    watched: found,
  });
}

function subtypeTable(
  draft: Draft,
  subtype: string,
  { owner, key }: { readonly owner: DraftTable; readonly key: readonly string[] },
): readonly SubtypeTable[] {
  return tablesOf(draft, subtype).flatMap((table) => {
    const columns = table.foreignKeys.find((one) =>
      refersTo(one, owner) &&
      key.every((column, at) => one.references.columns[at] === column)
    )?.lookup;
    if (!columns) return [];
    const member = draft.places.get(subtype)?.member;
    const matches = columns.map((column, at) =>
      `subtype.${quoteIdentifier(column)} = owner.${quoteIdentifier(key[at]!)}`
    );
    const where = [...matches, ...(member ? [memberOf("subtype", member)] : [])].join(" and ");
    return [{
      subtype,
      table,
      columns,
      also: member ? [member.column] : [],
      events: ["DELETE", "UPDATE"] as const,
      exists: `exists (select from ${qualify(table)} subtype where ${where})`,
    }];
  });
}

function brokenDisjoint(
  found: readonly SubtypeTable[],
  members: ReadonlyMap<string, Member>,
): string {
  const cases = found.map(({ subtype, exists }) => {
    const member = members.get(subtype)!;
    return `when owner.${quoteIdentifier(member.column)} = ${member.literal} then not ${exists}`;
  });
  return `case ${cases.join(" ")} else false end`;
}

function holdConcrete(draft: Draft, specialization: Specialization): void {
  const { supertype, subtypes } = specialization;
  const own = tablesOf(draft, supertype)
    .filter(({ element }) => element === entityNamed(draft, supertype)?.id);
  const below = subtypes.flatMap((name) => tablesOf(draft, name));
  const [table, ...others] = [...new Set([...own, ...below])];
  const columns = table?.primaryKey?.columns;
  if (!table || !columns || others.length === 0) return;
  addGroupRule(draft, {
    name: `${table.name}_${snakeCase(supertype)}_key`,
    where: supertype,
    message: `Each ${supertype} is at most one of ${subtypes.join(", ")}`,
    table,
    others,
    columns,
    max: 1,
    errcode: "unique_violation",
  });
}
