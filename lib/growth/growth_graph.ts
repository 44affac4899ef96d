import { compareText } from "../core/finding.ts";
import { relationshipPath } from "../model/compare_models.ts";
import type { Entity, Model, Relationship } from "../model/model.ts";
import type { Amount, Growth } from "../model/volume.ts";
import type { Schema } from "../schema/schema.ts";
import { type AgeShare, AT_BIRTH, type FanOutByAge, fanOutVariance } from "./fan_out.ts";
import { readFanOutByAge } from "./fan_out.ts";
import { growthCurve, measuredRows } from "./growth_curve.ts";
import { meanOf, tableRows } from "./table_rows.ts";

/** What grows: an entity, a relationship with a table of its own, or a multivalued attribute. */
export interface GrowthNode {
  /** The model's path: `Order`, `Customer places Order`. */
  readonly element: string;
  /** The table that holds it; an abstract supertype has none. */
  readonly path?: string;
  /** Rows at the start. */
  readonly rows: Amount;
  /** Where the rows come from, in one sentence. */
  readonly because: string;
  /** Whether the rows are a guess. */
  readonly assumed: boolean;
  /** Its own growth; without it, it grows as its driver does. */
  readonly growth?: Growth;
  /** Seconds that a row is kept. */
  readonly retention: number;
  /** Share of the rows that is updated in a year. */
  readonly churn: number;
  /** What brings its rows. */
  readonly driver?: Driver;
  /** The node whose uncertain rows at the start its own are a multiple of. */
  readonly startsWith?: number;
}

/** A parent that brings rows. */
export interface Driver {
  /** The parent's place in the graph: before its child's. */
  readonly node: number;
  /** Children a parent. */
  readonly mean: number;
  /** Variance of their number. */
  readonly variance: number;
  /** When they come. */
  readonly share: AgeShare;
  /** Seconds after which a parent has all of them; 0 where they come with it. */
  readonly complete: number;
}

/** The relationship graph as far as growth goes along it: parents before their children. */
export interface GrowthGraph {
  readonly nodes: readonly GrowthNode[];
  /** Paths that go round: each entity would bring the next, and the last the first. */
  readonly cycles: readonly (readonly string[])[];
}

/** What the graph is made for. */
export interface GrowthGraphOptions {
  readonly today: string;
  /** Seconds; where an entity has several parents, the one that grows most by then drives it. */
  readonly horizon: number;
  /** By relationship (`Customer places Order`) or by the children's entity. */
  readonly fanOutByAge?: Readonly<Record<string, FanOutByAge>>;
}

interface Parent {
  readonly entity: Entity;
  readonly relationship?: Relationship;
  readonly mandatory: boolean;
}

/** Makes the graph along which rows bring rows. */
export function growthGraph(
  model: Model,
  schema: Schema,
  options: GrowthGraphOptions,
): GrowthGraph {
  const { today, horizon, fanOutByAge = {} } = options;
  const entities = new Map(model.entities.map((entity) => [entity.name, entity]));
  const starts = tableRows(model, schema);
  const tables = new Map<string, string>();
  for (const { schema: namespace, name, partitionOf } of schema.tables) {
    const path = `${namespace}.${name}`;
    const origin = schema.origins?.[path];
    if (origin !== undefined && !partitionOf && !tables.has(origin)) tables.set(origin, path);
  }
  const cycles = new Map<string, readonly string[]>();
  const factors = new Map<string, number>();
  const nodes: GrowthNode[] = [];
  const places = new Map<string, number>();

  function growthFactor(entity: Entity, above: readonly string[] = []): number {
    const known = factors.get(entity.name);
    if (known !== undefined) return known;
    const { growth } = entity.volume;
    let factor = 1;
    if (growth) {
      const rows = rowsOf(entity).value;
      const grown = growthCurve(growth, { rows })(horizon);
      factor = rows > 0 ? grown / rows : grown > 0 ? Infinity : 1;
    } else {
      const path = [...above, entity.name];
      factor = Math.max(
        1,
        ...openParents(entity, path).map((parent) => growthFactor(parent.entity, path)),
      );
    }
    // What was reckoned with a parent left out, because it is being reckoned with, holds only there.
    if (above.length === 0) factors.set(entity.name, factor);
    return factor;
  }

  function openParents(entity: Entity, path: readonly string[]): readonly Parent[] {
    return parentsOf(entity).filter(({ entity: { name, volume } }) => {
      const at = path.indexOf(name);
      if (at < 0 || volume.growth) return at < 0;
      const cycle = path.slice(at);
      if (cycle.length > 1) cycles.set(cycle.toSorted(compareText).join("\0"), cycle);
      return false;
    });
  }

  function parentsOf(entity: Entity): readonly Parent[] {
    const parents = model.relationships.flatMap((relationship): Parent[] => {
      const [first, second] = relationship.ends;
      if (!first || !second || relationship.ends.length !== 2) return [];
      return ([[first, second], [second, first]] as const)
        .filter(([one, many]) =>
          one.max === 1 && many.max !== 1 && many.entity === entity.name &&
          one.entity !== many.entity
        )
        .flatMap(([one]) => {
          const parent = entities.get(one.entity);
          return parent ? [{ entity: parent, relationship, mandatory: one.min > 0 }] : [];
        });
    }).sort((a, b) => Number(b.mandatory) - Number(a.mandatory));
    const general = model.specializations.filter(({ subtypes }) => subtypes.includes(entity.name))
      .flatMap(({ supertype }) => entities.get(supertype) ?? [])
      .map((general) => ({ entity: general, mandatory: true }));
    return [...parents, ...general];
  }

  function rowsOf({ name, id, volume }: Entity): Amount {
    if (volume.rows) return volume.rows;
    const measured = measuredRows(volume, today);
    if (measured !== undefined) return { value: measured };
    const table = tables.get(id);
    const start = table === undefined ? undefined : starts.get(table);
    return { value: start?.rows ?? starts.get(name)?.rows ?? 1000 };
  }

  function place(entity: Entity, above: readonly string[] = []): number {
    const known = places.get(entity.id);
    if (known !== undefined) return known;
    const { volume, id, name } = entity;
    const table = tables.get(id);
    const start = table === undefined ? undefined : starts.get(table);
    const path = [...above, name];
    const parents = volume.growth ? [] : openParents(entity, path);
    const driving = mostGrowing(parents, path);
    const rows = rowsOf(entity);
    const first = volume.rows || volume.growth?.kind === "measured" ? undefined : parents[0];
    const startsWith = first && place(first.entity, path);
    const driver = driving && driverOf(driving, rows.value, {
      node: place(driving.entity, path),
      child: name,
    });
    const measured = !volume.rows && volume.growth?.kind === "measured";
    places.set(id, nodes.length);
    nodes.push({
      element: name,
      ...(table === undefined ? {} : { path: table }),
      rows,
      because: measured ? `${name}: the curve through its history` : start?.because ?? "assumed",
      assumed: volume.rows || measured ? false : start?.assumed ?? true,
      ...(volume.growth ? { growth: volume.growth } : {}),
      retention: volume.retention !== undefined && volume.retention > 0
        ? volume.retention
        : Infinity,
      churn: volume.churn ?? 0,
      ...(driver ? { driver } : {}),
      ...(startsWith === undefined ? {} : { startsWith }),
    });
    return nodes.length - 1;
  }

  function mostGrowing(parents: readonly Parent[], path: readonly string[]): Parent | undefined {
    let [best, most] = [undefined as Parent | undefined, 1];
    for (const parent of parents) {
      const factor = growthFactor(parent.entity, path);
      if (factor > most) [best, most] = [parent, factor];
    }
    return best;
  }

  function driverOf(
    { entity, relationship }: Parent,
    rows: number,
    { node, child }: { readonly node: number; readonly child: string },
  ): Driver {
    const parents = rowsOf(entity).value;
    const said = meanOf(relationship?.fanOut);
    const mean = said ?? (parents > 0 ? rows / parents : 0);
    const name = relationship ? relationshipPath(relationship) : child;
    const ages = fanOutByAge[name] ?? fanOutByAge[child];
    const { share, complete } = ages && relationship
      ? readFanOutByAge(ages, name)
      : { share: AT_BIRTH, complete: 0 };
    // A subtype's row is its supertype's: nothing is drawn there.
    const variance = relationship ? fanOutVariance(relationship.fanOut, mean) : 0;
    return { node, mean, variance, share, complete };
  }

  for (const entity of model.entities) place(entity);
  const holders = [
    ...model.relationships.map((one) => ({
      id: one.id,
      element: relationshipPath(one),
      fanOut: one.fanOut,
      owners: one.ends.flatMap(({ entity }) => entities.get(entity) ?? []),
    })),
    ...[...model.entities, ...model.relationships].flatMap((owner) =>
      owner.attributes.filter(({ multiValued }) => multiValued).map((attribute) => ({
        id: `${owner.id}.${attribute.id}`,
        element: `${"verb" in owner ? relationshipPath(owner) : owner.name}.${attribute.name}`,
        fanOut: undefined,
        owners: "verb" in owner ? [] : [owner],
      }))
    ),
  ];
  for (const { id, element, fanOut, owners } of holders) {
    const path = tables.get(id);
    const start = path === undefined ? undefined : starts.get(path);
    if (path === undefined || !start) continue;
    // The first end is the one that takes part: an order contains products.
    const owner = owners.find((owner) => growthFactor(owner) > 1) ?? owners[0];
    const node = owner && places.get(owner.id);
    const parents = owner ? rowsOf(owner).value : 0;
    const mean = parents > 0 ? start.rows / parents : 0;
    nodes.push({
      element,
      path,
      rows: { value: start.rows },
      because: start.because,
      assumed: start.assumed,
      retention: Infinity,
      churn: 0,
      ...(node === undefined ? {} : {
        driver: {
          node,
          mean,
          variance: fanOutVariance(fanOut, mean),
          share: AT_BIRTH,
          complete: 0,
        },
        startsWith: node,
      }),
    });
  }
  const known = new Set(nodes.map(({ path }) => path));
  for (const { schema: namespace, name, partitionOf } of schema.tables) {
    const path = `${namespace}.${name}`;
    const start = starts.get(path);
    if (known.has(path) || partitionOf || !start) continue;
    nodes.push({
      element: path,
      path,
      rows: { value: start.rows },
      because: start.because,
      assumed: start.assumed,
      retention: Infinity,
      churn: 0,
    });
  }
  return { nodes, cycles: [...cycles.values()] };
}
