import { freeze } from "../core/freeze.ts";
import { mapElements } from "../model/edit_model.ts";
import type { Model } from "../model/model.ts";
import type { Statistics } from "../statistics/statistics.ts";
import { toSchema } from "./to_schema.ts";

/**
 * A model with the rows that a server counted, for each entity that has a table there and no rows declared.
 *
 * @param model A model of the schema that the statistics were gathered on.
 * @param statistics What the server knows.
 */
export function observeVolumes(model: Model, statistics: Statistics): Model {
  const { origins = {} } = toSchema(model);
  const rows = new Map(
    statistics.tables.flatMap(({ schema, name, rows }) => {
      const entity = origins[`${schema}.${name}`];
      return entity === undefined || rows < 0 ? [] : [[entity, rows] as const];
    }),
  );
  return freeze(mapElements(model, "entities", (entity) => {
    const value = rows.get(entity.id);
    if (value === undefined || entity.volume.rows !== undefined) return entity;
    return { ...entity, volume: { ...entity.volume, rows: { value: Math.round(value) } } };
  }));
}
