/**
 * How long it takes to make a schema of a model and a model of the schema, at 375 tables with 760 foreign
 * keys and at 1,000 with 2,000.
 *
 * @module
 */
import { toModel } from "../lib/mapping/to_model.ts";
import { toSchema } from "../lib/mapping/to_schema.ts";
import type { Attribute, Model } from "../lib/model/model.ts";

/** A linear congruential generator (Knuth, TAOCP 2, 3.3.4): the same model in each run. */
function random(seed: number): (below: number) => number {
  let state = BigInt(seed);
  return (below) => {
    state = (state * 6364136223846793005n + 1442695040888963407n) % 2n ** 64n;
    return Number(state >> 33n) % below;
  };
}

function largeModel(tables: number, references: number): Model {
  const below = random(1);
  const attribute = (_: unknown, at: number): Attribute => ({
    id: `attribute${at}`,
    name: `attribute${at}`,
    type: { kind: "text" },
    optional: at > 3,
  });
  return {
    name: "large",
    engine: "postgresql@18",
    naming: { style: "snake", plural: true, schema: "public" },
    entities: Array.from({ length: tables }, (_, at) => ({
      id: `Thing${at}x`,
      name: `Thing${at}x`,
      attributes: [
        { id: "id", name: "id", type: { kind: "bigint" }, optional: false, identity: "always" },
        ...Array.from({ length: 12 }, attribute),
      ],
      keys: [{ primary: true, parts: ["id"] }],
      volume: {},
    })),
    relationships: Array.from({ length: references }, (_, at) => ({
      id: `r${at}`,
      verb: "has",
      ends: [
        { entity: `Thing${below(tables)}x`, role: `role${at}`, min: 0, max: 1 },
        { entity: `Thing${below(tables)}x`, min: 0, max: "*" },
      ],
      attributes: [],
    })),
    specializations: [],
    domains: [],
    rules: [],
    patterns: [],
    decisions: [],
  };
}

function milliseconds(run: () => unknown): number {
  const begin = performance.now();
  run();
  return Math.round(performance.now() - begin);
}

for (const [tables, references] of [[375, 760], [1000, 2000]] as const) {
  const model = largeModel(tables, references);
  const schema = toSchema(model);
  console.log(JSON.stringify({
    bench: "mapping",
    tables,
    references,
    toSchema: milliseconds(() => toSchema(model)),
    toModel: milliseconds(() => toModel(schema)),
  }));
}
