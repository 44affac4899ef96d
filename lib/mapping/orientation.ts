import type { Model, Relationship, RelationshipEnd } from "../model/model.ts";

/** A relationship of two ends where each row of the second refers to at most one row of the first. */
export interface ToOne {
  readonly relationship: Relationship;
  /** The position of the end that is referred to. */
  readonly oneAt: number;
  readonly one: RelationshipEnd;
  /** The end whose table holds the foreign key. */
  readonly many: RelationshipEnd;
}

/**
 * Finds the end that a foreign key refers to. In a relationship of one to one that is the end that each
 * row of the other needs, so that the foreign key is never null where it can be avoided.
 *
 * @returns Nothing where a table between the ends is needed.
 */
export function toOne(relationship: Relationship): ToOne | undefined {
  const [a, b, ...more] = relationship.ends;
  if (!a || !b || more.length > 0) return undefined;
  const first: ToOne = { relationship, oneAt: 0, one: a, many: b };
  const second: ToOne = { relationship, oneAt: 1, one: b, many: a };
  if (a.max === 1 && b.max === 1) return a.min === 0 && b.min > 0 ? second : first;
  if (a.max === 1) return first;
  return b.max === 1 ? second : undefined;
}

/** The relationships that a foreign key can hold, by the entity whose table holds it. */
export function edgesByEntity(model: Model): ReadonlyMap<string, readonly ToOne[]> {
  return Map.groupBy(
    model.relationships.flatMap((relationship) => toOne(relationship) ?? []),
    ({ many }) => many.entity,
  );
}

/** Whether each row of either end refers to at most one of the other. */
export function isOneToOne({ one, many }: ToOne): boolean {
  return one.max === 1 && many.max === 1;
}

/** The role by which an end is known where its entity's name does not tell it from the other. */
export function roleOf(relationship: Relationship, at: number): string | undefined {
  const end = relationship.ends[at]!;
  if (end.role !== undefined) return end.role;
  const same = relationship.ends.filter((other) => other.entity === end.entity);
  if (same.length < 2) return undefined;
  if (toOne(relationship)) return "parent";
  const names = same.length === 2 ? ["from", "to"] : same.map((_, number) => `nth${number + 1}`);
  return `${names[same.indexOf(end)]}_${end.entity}`;
}
