import { type Figure, figure } from "../core/figure.ts";
import type { AccessPattern, Entity, Model, Relationship } from "../model/model.ts";
import type { Schema } from "../schema/schema.ts";

/** How much of a plan hangs on each of its elements. */
export interface Reach {
  /**
   * How much of the plan hangs on a place, 0 to 1, with its evidence. An entity has the mean of its shares
   * of the query load, of the rows and of the relationships; a query pattern its share of the load.
   *
   * @param where A path in the model (`Order.placedAt`, `Customer places Order`, a query pattern's
   * name) or in the schema (`public.orders.placed_at`). An unknown one has the mean of all entities.
   */
  readonly of: (where: string) => Figure;
  /** The entities that a query pattern names. */
  readonly entitiesOf: (pattern: AccessPattern) => readonly string[];
}

/** The place of what the whole plan hangs on. */
export const WHOLE_PLAN = "*";

/** What a pattern without a rate is taken for, so that it weighs something. */
export const STANDARD_RATE = 1;

/** Works out how much of a plan hangs on each element of its model. */
export function reachOf(model: Model, schema: Schema): Reach {
  const owners = ownersByTable(model, schema);
  const tables = new Map(
    schema.tables.map((table) => [
      table.name.toLowerCase(),
      owners.get(`${table.schema}.${table.name}`)!,
    ]),
  );
  const roles = new Map(
    model.relationships.flatMap(({ ends }) => ends)
      .flatMap(({ role, entity }) => role === undefined ? [] : [[role, entity] as const]),
  );
  const named = new Map(
    model.patterns.map((pattern) => [pattern, entitiesNamed(pattern, { tables, roles })]),
  );
  const entitiesOf = (pattern: AccessPattern) => named.get(pattern) ?? [];
  const shares = new Map(
    model.entities.map((entity) => [entity.name, sharesOf(entity, model, entitiesOf)]),
  );
  const load = totalRate(model.patterns);

  const of = (where: string): Figure => {
    if (where === WHOLE_PLAN) {
      return figure(1, "ratio", { tag: "exact", evidence: "The whole plan hangs on it." });
    }
    const pattern = model.patterns.find(({ name }) => name === where);
    if (pattern) {
      return figure(share(pattern.rate ?? STANDARD_RATE, load), "ratio", {
        tag: pattern.rate === undefined ? "assumed" : "estimated",
        evidence: { text: "Its share of the executions of all query patterns.", source: where },
      });
    }
    const names = entityNames(where, { shares, owners, model });
    const known = names.flatMap((name) => shares.get(name) ?? []);
    if (known.length === 0) {
      return figure(shares.size === 0 ? 1 : 1 / shares.size, "ratio", {
        evidence: `Belongs to no single entity: counts as one of ${shares.size}.`,
      });
    }
    // Between two entities, the one that more hangs on decides.
    return known.reduce((a, b) => a.value >= b.value ? a : b);
  };
  return { of, entitiesOf };
}

function sharesOf(
  entity: Entity,
  model: Model,
  entitiesOf: Reach["entitiesOf"],
): Figure {
  const parts: Figure[] = [];
  if (model.patterns.length > 0) {
    const mine = model.patterns.filter((pattern) => entitiesOf(pattern).includes(entity.name));
    parts.push(figure(share(totalRate(mine), totalRate(model.patterns)), "ratio", {
      evidence: {
        text: `Share of the executions whose query pattern names ${entity.name}: ${
          mine.length === 0 ? "none" : mine.map(({ name }) => name).join(", ")
        }.`,
        source: "rates of the query patterns",
      },
    }));
  }
  const rows = model.entities.reduce((sum, { volume }) => sum + (volume.rows?.value ?? 0), 0);
  if (entity.volume.rows && rows > 0) {
    parts.push(figure(entity.volume.rows.value / rows, "ratio", {
      evidence: { text: "Share of the rows of all entities.", source: `${entity.name}.rows` },
    }));
  }
  if (model.relationships.length > 0) {
    const links = model.relationships.filter((one) => takesPart(entity, one));
    parts.push(figure(links.length / model.relationships.length, "ratio", {
      tag: "exact",
      evidence: { text: "Share of the relationships that it takes part in.", source: entity.name },
    }));
  }
  const mean = parts.length === 0
    ? 1 / model.entities.length
    : parts.reduce((sum, { value }) => sum + value, 0) / parts.length;
  return figure(mean, "ratio", {
    evidence: {
      text: `How much of the plan hangs on ${entity.name}: the mean of ` +
        `${parts.length === 0 ? "nothing known, so one entity's part" : "its shares"}.`,
      source: entity.name,
      inputs: parts,
    },
  });
}

/** Whether an entity is an end of a relationship, or holds its rows. */
export function takesPart({ name }: Entity, { ends, via }: Relationship): boolean {
  return via === name || ends.some(({ entity }) => entity === name);
}

/** A part of a whole; all of it when the whole is nothing. */
function share(part: number, whole: number): number {
  return whole > 0 ? part / whole : 1;
}

function totalRate(patterns: readonly AccessPattern[]): number {
  return patterns.reduce((sum, { rate = STANDARD_RATE }) => sum + rate, 0);
}

/** The names of the entities whose rows each table holds, by the table's path. */
function ownersByTable(
  model: Model,
  { tables, origins = {} }: Schema,
): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, readonly string[]>();
  for (const { id, ends } of model.relationships) names.set(id, ends.map(({ entity }) => entity));
  for (const { id, name, attributes } of model.entities) {
    names.set(id, [name]);
    for (const attribute of attributes) names.set(`${id}.${attribute.id}`, [name]);
  }
  return new Map(tables.map(({ schema, name }) => {
    const path = `${schema}.${name}`;
    return [path, Object.hasOwn(origins, path) ? names.get(origins[path]!) ?? [] : []];
  }));
}

interface NamesInQueries {
  /** The entities whose rows a table holds, by its name in lower case. */
  readonly tables: ReadonlyMap<string, readonly string[]>;
  /** The entity that a role of a relationship leads to. */
  readonly roles: ReadonlyMap<string, string>;
}

// Without a parse tree, a pattern is taken to touch each table that it names as a word of its own.
function entitiesNamed(
  { sql, query }: AccessPattern,
  { tables, roles }: NamesInQueries,
): readonly string[] {
  const named = new Set<string>();
  if (query) {
    named.add(query.entity);
    for (const path of query.with ?? []) {
      for (const step of path.split(".")) named.add(roles.get(step) ?? step);
    }
  }
  const bare = (sql ?? "").replace(/'(?:[^']|'')*'/g, "''").toLowerCase();
  for (const [word] of bare.matchAll(/[\p{L}_][\p{L}\p{N}_$]*/gu)) {
    for (const entity of tables.get(word) ?? []) named.add(entity);
  }
  return [...named];
}

interface Places {
  readonly shares: ReadonlyMap<string, Figure>;
  readonly owners: ReadonlyMap<string, readonly string[]>;
  readonly model: Model;
}

function entityNames(where: string, { shares, owners, model }: Places): readonly string[] {
  for (let path = where; path !== ""; path = path.slice(0, Math.max(0, path.lastIndexOf(".")))) {
    if (shares.has(path)) return [path];
    const names = owners.get(path);
    if (names?.length) return names;
  }
  const relationship = model.relationships.find(({ id }) => id === where);
  if (relationship) return relationship.ends.map(({ entity }) => entity);
  const words = new Set(where.split(/[\s,.>]+/));
  return model.entities.map(({ name }) => name).filter((name) => words.has(name));
}
