import { qualify, quoteIdentifier } from "../engines/postgresql/identifiers.ts";
import { relationshipPath } from "../model/compare_models.ts";
import type { Cardinality, Relationship } from "../model/model.ts";
import { snakeCase } from "../model/naming.ts";
import { writeCardinality } from "../model/relationship_sentence.ts";
import { type Draft, type DraftTable, tablesOf } from "./draft.ts";
import { memberOf } from "./expressions.ts";
import { refersTo } from "./foreign_key.ts";
import { addGroupRule } from "./group_rule.ts";
import { toOne } from "./orientation.ts";
import { addOwnerRule, type Watched } from "./owner_rule.ts";

/**
 * Holds what a foreign key cannot: that each customer has at least one order, that each order has at most
 * three vouchers.
 */
export function mapParticipation(draft: Draft): void {
  for (const relationship of draft.model.relationships) {
    const edge = toOne(relationship);
    if (edge) {
      addCounted(draft, { relationship, ownerAt: edge.oneAt, counted: edge.many });
    } else if (relationship.ends.length === 2) {
      const [first, second] = relationship.ends;
      addCounted(draft, { relationship, ownerAt: 0, counted: second! });
      addCounted(draft, { relationship, ownerAt: 1, counted: first! });
    } else {
      relationship.ends.forEach((_, at) => addCombination(draft, relationship, at));
    }
  }
}

interface Counted {
  readonly relationship: Relationship;
  /** The position of the end whose rows must satisfy the rule. */
  readonly ownerAt: number;
  /** How many go with each of them. */
  readonly counted: Cardinality & { readonly entity: string };
}

function addCounted(draft: Draft, { relationship, ownerAt, counted }: Counted): void {
  const mapped = draft.mapped.get(relationship);
  const { min, max } = counted;
  const limited = max !== "*" && max > 1;
  if (!mapped || (min < 1 && !limited)) return;
  const end = relationship.ends[ownerAt]!;
  const columns = mapped.columns.get(ownerAt) ?? [];
  const member = draft.places.get(end.entity)?.member;
  const owners = tablesOf(draft, end.entity);
  for (const owner of owners) {
    const watched = mapped.tables.flatMap((table) =>
      watch(draft, table, { owner, columns, counted })
    );
    const [first] = watched;
    const key = owner.primaryKey?.columns;
    if (!first || !key) continue;
    addOwnerRule(draft, {
      name: [owner.name, relationship.verb, first.table.name].map(snakeCase).join("_"),
      where: relationshipPath(relationship),
      message: `Each ${end.entity} ${relationship.verb} ${
        writeCardinality(counted)
      } ${counted.entity}`,
      owner,
      key,
      condition: member && memberOf("candidate", member),
      broken: countIsNot(watched, key, counted),
      watchOwner: min > 0,
      watched: watched.map((one) => ({ ...one, events: eventsOf({ min, limited }) })),
    });
  }
}

function eventsOf(
  { min, limited }: { readonly min: number; readonly limited: boolean },
): Watched["events"] {
  return [
    ...(limited ? ["INSERT"] as const : []),
    ...(min > 0 ? ["DELETE"] as const : []),
    "UPDATE",
  ];
}

interface WatchedRows extends Watched {
  /** Which rows of the table count: SQL over `counted`. */
  readonly condition: string | undefined;
}

function watch(
  draft: Draft,
  table: DraftTable,
  { owner, columns, counted }: {
    readonly owner: DraftTable;
    readonly columns: readonly string[];
    readonly counted: { readonly entity: string };
  },
): readonly WatchedRows[] {
  const member = draft.places.get(counted.entity)?.member;
  const here = member && tablesOf(draft, counted.entity).includes(table) ? member : undefined;
  return table.foreignKeys
    .filter((key) => refersTo(key, owner) && key.lookup.every((column) => columns.includes(column)))
    .map((key) => ({
      table,
      columns: key.lookup,
      also: here ? [here.column] : [],
      events: [],
      condition: here && memberOf("counted", here),
    }));
}

/** Counts no further than needed to know. */
function countIsNot(
  watched: readonly WatchedRows[],
  key: readonly string[],
  { min, max }: Cardinality,
): string {
  const enough = max === "*" ? min : max + 1;
  const rows = watched.map(({ table, columns, condition }) => {
    const matches = columns.map((column, at) =>
      `counted.${quoteIdentifier(column)} = owner.${quoteIdentifier(key[at]!)}`
    );
    const where = [...matches, ...(condition === undefined ? [] : [condition])].join(" and ");
    return `select 1 from ${qualify(table)} counted where ${where}`;
  });
  const count = `(select count(*) from (${rows.join(" union all ")} limit ${enough}) counted)`;
  return max === "*" ? `${count} < ${min}` : `${count} not between ${min} and ${max}`;
}

/** In a relationship of three ends or more, how many of one go with each combination of the others. */
function addCombination(draft: Draft, relationship: Relationship, at: number): void {
  const mapped = draft.mapped.get(relationship);
  const end = relationship.ends[at]!;
  const where = relationshipPath(relationship);
  if (end.min > 0) {
    draft.findings.push({
      code: "minimum-not-held",
      severity: "warning",
      where,
      what:
        `The database does not hold that each combination of the others needs ${end.min} ${end.entity}.`,
      why:
        "Every possible combination would need a row; a table between the ends has only those that are.",
      fix:
        `Let the end at ${end.entity} be 0..*, or make the relationship an entity with minimums of its own.`,
    });
  }
  if (!mapped || end.max === "*" || end.max < 2) return;
  const columns = relationship.ends.flatMap((_, other) =>
    other === at ? [] : mapped.columns.get(other) ?? []
  );
  for (const table of mapped.tables) {
    addGroupRule(draft, {
      name: [table.name, "max", end.role ?? end.entity].map(snakeCase).join("_"),
      where,
      message: `At most ${end.max} ${end.entity} go with one combination of the others in ${where}`,
      table,
      columns,
      max: end.max,
    });
  }
}
