import { didYouMean } from "../core/suggest.ts";
import type { Model } from "../model/model.ts";
import type { HistoryPoint } from "./fit_history.ts";

/** Rows at dates, by the entity whose rows they are. */
export type Histories = Readonly<Record<string, readonly HistoryPoint[]>>;

/**
 * A model whose entities grow as was measured: their rows and their growth are those of the curve through
 * their history.
 *
 * @throws {RangeError} When there is no such entity.
 */
export function withHistory(model: Model, histories: Histories = {}): Model {
  const names = model.entities.map(({ name }) => name);
  for (const name of Object.keys(histories)) {
    if (names.includes(name)) continue;
    throw new RangeError(
      `Cannot use the history of ${name}: no such entity${didYouMean(name, names)}`,
    );
  }
  return {
    ...model,
    entities: model.entities.map((entity) => {
      const history = histories[entity.name];
      if (!history) return entity;
      const { rows: _, ...volume } = entity.volume;
      return { ...entity, volume: { ...volume, growth: { kind: "measured", history } } };
    }),
  };
}
