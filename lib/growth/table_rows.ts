import { freeze } from "../core/freeze.ts";
import type { Entity, Model, Relationship } from "../model/model.ts";
import type { Distribution } from "../model/volume.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { grow } from "./grow.ts";

/** Rows of a table, and why. */
export interface TableRows {
  /** How many, rounded. */
  readonly rows: number;
  /** Where the number comes from, in one sentence. */
  readonly because: string;
  /** Whether the number was assumed, for want of a declaration. */
  readonly assumed: boolean;
  /** The entity or relationship in the model. */
  readonly origin?: string;
}

/** Rows of an entity of which nothing is said and that nothing leads to. */
const ASSUMED_ROWS = 1000;
/** Children of a parent of which nothing is said. */
const ASSUMED_FAN_OUT = 10;
/** Values of a multivalued attribute a row. */
const ASSUMED_VALUES = 1.5;

/**
 * Rows of every table of a model, now or after some time. An entity without rows of its own gets them from
 * the entities that it belongs to; one without growth of its own grows as the fastest of them does.
 *
 * @param seconds Seconds from the start of the plan. Defaults to 0.
 * @returns Rows by the table's path, such as `public.orders`.
 */
export function tableRows(
  model: Model,
  schema: Schema,
  seconds = 0,
): ReadonlyMap<string, TableRows> {
  const entities = new Map(model.entities.map((entity) => [entity.name, entity]));
  const starts = new Map<string, TableRows>();
  const factors = new Map<string, number>();

  function startOf(entity: Entity, visiting: ReadonlySet<string> = new Set()): TableRows {
    const known = starts.get(entity.name);
    if (known) return known;
    const rows = entity.volume.rows?.value;
    const found = rows !== undefined
      ? { rows, because: `${entity.name} has ${rows} rows at the start`, assumed: false }
      : inherited(entity, new Set([...visiting, entity.name]));
    starts.set(entity.name, found);
    return found;
  }

  function inherited(entity: Entity, visiting: ReadonlySet<string>): TableRows {
    for (const { parent, relationship } of parentsOf(entity, visiting)) {
      const mean = meanOf(relationship.fanOut);
      const above = startOf(parent, visiting);
      return {
        rows: above.rows * (mean ?? ASSUMED_FAN_OUT),
        because: `${mean ?? ASSUMED_FAN_OUT} for each of ${parent.name}`,
        assumed: mean === undefined || above.assumed,
      };
    }
    return { rows: ASSUMED_ROWS, because: `nothing is said of ${entity.name}`, assumed: true };
  }

  function factorOf(entity: Entity, visiting: ReadonlySet<string> = new Set()): number {
    const known = factors.get(entity.name);
    if (known !== undefined) return known;
    const { rows } = startOf(entity);
    let factor = 1;
    if (entity.volume.growth) {
      factor = rows > 0 ? grow(entity.volume, rows, seconds) / rows : 1;
    } else {
      const next = new Set([...visiting, entity.name]);
      const parents = parentsOf(entity, next).map(({ parent }) => factorOf(parent, next));
      const general = generalOf(entity, next);
      factor = Math.max(1, ...parents, ...general.map((parent) => factorOf(parent, next)));
    }
    factors.set(entity.name, factor);
    return factor;
  }

  // Entities at the one end of a relationship whose many end this is.
  function parentsOf(entity: Entity, visiting: ReadonlySet<string>) {
    return model.relationships.flatMap((relationship) => {
      const [first, second] = relationship.ends;
      if (!first || !second || relationship.ends.length !== 2) return [];
      const pairs = [[first, second], [second, first]] as const;
      return pairs.filter(([one, many]) =>
        one.max === 1 && many.max !== 1 && many.entity === entity.name && !visiting.has(one.entity)
      ).flatMap(([one]) => {
        const parent = entities.get(one.entity);
        return parent ? [{ parent, relationship, mandatory: one.min > 0 }] : [];
      });
    }).sort((a, b) => Number(b.mandatory) - Number(a.mandatory));
  }

  function generalOf(entity: Entity, visiting: ReadonlySet<string>): readonly Entity[] {
    return model.specializations
      .filter(({ subtypes, supertype }) =>
        subtypes.includes(entity.name) && !visiting.has(supertype)
      )
      .flatMap(({ supertype }) => entities.get(supertype) ?? []);
  }

  function ofEntity(entity: Entity): TableRows {
    const start = startOf(entity);
    return { ...start, rows: start.rows * factorOf(entity), origin: entity.id };
  }

  function ofRelationship(relationship: Relationship): TableRows {
    const ends = relationship.ends.flatMap(({ entity }) => entities.get(entity) ?? []);
    const [first = undefined] = ends;
    if (!first) return { rows: ASSUMED_ROWS, because: "no ends", assumed: true };
    const mean = meanOf(relationship.fanOut);
    const base = ofEntity(first);
    // Each of an end takes part at least as often as the other end demands.
    const least = relationship.ends.map(({ min }, at) => {
      const others = relationship.ends.filter((_, other) => other !== at);
      const other = others.length === 1 ? entities.get(others[0]!.entity) : undefined;
      return other && min > 0 ? ofEntity(other).rows * min : 0;
    });
    const rows = mean === undefined
      ? Math.max(base.rows * ASSUMED_FAN_OUT, ...least)
      : base.rows * mean;
    return {
      rows,
      because: mean === undefined
        ? `${ASSUMED_FAN_OUT} for each of ${first.name}, or as many as must take part`
        : `${mean} for each of ${first.name}`,
      assumed: mean === undefined || base.assumed,
      origin: relationship.id,
    };
  }

  function ofTable(table: Table): TableRows {
    const origin = schema.origins?.[`${table.schema}.${table.name}`];
    const entity = model.entities.find(({ id }) => id === origin);
    if (entity) return ofEntity(entity);
    const relationship = model.relationships.find(({ id }) => id === origin);
    if (relationship) return ofRelationship(relationship);
    const owner = model.entities.find((entity) =>
      entity.attributes.some(({ id }) => `${entity.id}.${id}` === origin)
    );
    if (owner) {
      const base = ofEntity(owner);
      return {
        rows: base.rows * ASSUMED_VALUES,
        because: `${ASSUMED_VALUES} values for each of ${owner.name}`,
        assumed: true,
        ...(origin === undefined ? {} : { origin }),
      };
    }
    return { rows: ASSUMED_ROWS, because: "the model has no element for it", assumed: true };
  }

  const rows = new Map<string, TableRows>();
  for (const table of schema.tables) {
    const found = ofTable(table);
    rows.set(`${table.schema}.${table.name}`, freeze({ ...found, rows: Math.round(found.rows) }));
  }
  return rows;
}

/** The mean of a fan-out, where it is said. */
export function meanOf(fanOut: Distribution | undefined): number | undefined {
  const shape = fanOut?.shape;
  if (shape && "mean" in shape) return shape.mean;
  if (fanOut?.values?.length) {
    return fanOut.values.reduce((sum, [value, share]) => sum + Number(value) * share, 0);
  }
  if (fanOut?.min !== undefined && fanOut.max !== undefined) {
    return (Number(fanOut.min) + Number(fanOut.max)) / 2;
  }
  return undefined;
}
