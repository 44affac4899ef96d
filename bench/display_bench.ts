/**
 * How long pictures take: the diagram of a 20-entity model in a warm process, and of 1,000 tables.
 *
 * @module
 */
import { diagram } from "../lib/display/diagram.ts";
import { bareTable } from "../lib/schema/bare_table.ts";
import { emptySchema } from "../lib/schema/empty_schema.ts";
import type { ForeignKey, Schema, Table } from "../lib/schema/schema.ts";
import { defineModel, type Model, t } from "../mod.ts";

const WORDS = [
  "order",
  "line",
  "item",
  "rule",
  "type",
  "status",
  "history",
  "note",
  "file",
  "price",
];

/** A linear congruential generator (Knuth, TAOCP 2, 3.3.4): the same tables in each run. */
function random(seed: number): () => number {
  let state = BigInt(seed);
  return () => {
    state = (state * 6364136223846793005n + 1442695040888963407n) % 2n ** 64n;
    return Number(state >> 11n) / 2 ** 53;
  };
}

function modelOf(entities: number): Model {
  const next = random(1);
  const model = defineModel("bench");
  for (let at = 0; at < entities; at++) {
    model.entity(`Entity${at}`, {
      id: t.bigint().identity().key(),
      name: t.text(80).unique(),
      createdAt: t.timestamptz(),
      price: t.numeric(12, 2),
      note: t.text().optional(),
    });
    if (at > 0) model.relate(`Entity${Math.floor(next() * at)} 1 --has--> 0..* Entity${at}`);
    if (at > 3 && at % 4 === 0) model.relate(`Entity${at - 3} 0..* --knows--> 0..* Entity${at}`);
  }
  return model.snapshot();
}

/** Areas of 40 tables each: two references inside, every fifth table one outside. */
function schemaOf(tables: number): Schema {
  const next = random(2);
  const name = (at: number) => `area${Math.floor(at / 40)}_${WORDS[at % 10]}_${at % 40}`;
  const column = (name: string, type = "bigint") => ({ name, type, nullable: false });
  return {
    ...emptySchema("postgresql@18"),
    tables: Array.from({ length: tables }, (_, at): Table => {
      const start = at - at % 40;
      const inside = at === start ? [] : [start, start + Math.floor(next() * (at - start))];
      const targets = new Set([...inside, ...(at % 5 === 4 ? [Math.floor(next() * tables)] : [])]);
      const foreignKeys = [...targets].map((target): ForeignKey => ({
        name: `${name(at)}_${target}_fkey`,
        columns: [`${name(target)}_id`],
        references: { schema: "public", name: name(target), columns: ["id"] },
      }));
      return {
        ...bareTable({ schema: "public", name: name(at) }, [
          column("id"),
          ...foreignKeys.map(({ columns }) => column(columns[0]!)),
          ...WORDS.map((word) => column(word, "text")),
        ]),
        primaryKey: { name: `${name(at)}_pkey`, columns: ["id"] },
        foreignKeys,
      };
    }),
  };
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function measure(bench: string, runs: number, work: () => Promise<unknown>): Promise<void> {
  const first = await milliseconds(work);
  const times: number[] = [];
  for (let run = 0; run < runs; run++) times.push(await milliseconds(work));
  const median = times.toSorted((a, b) => a - b)[Math.floor(runs / 2)]!;
  const round = (value: number) => Math.round(value * 10) / 10;
  console.log(
    JSON.stringify({ bench, first: round(first), median: round(median), unit: "ms", runs }),
  );
}

if (import.meta.main) {
  const model = modelOf(20);
  const schema = schemaOf(1000);
  await measure("diagram of 20 entities", 15, () => diagram(model));
  await measure("diagram of 1,000 tables", 3, () => diagram(schema));
}
