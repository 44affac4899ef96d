import {
  type AdvisedIndex,
  type AdviseIndexesOptions,
  defineModel,
  type Model,
  type ModelBuilder,
  randomFrom,
  t,
} from "@groundplan/groundplan";

/** A workload whose best indexes are known, because it was made around them. */
export interface Planted {
  readonly name: string;
  readonly model: Model;
  readonly options: AdviseIndexesOptions;
  /** What has to be advised: one predicate an index; and nothing else. */
  readonly wanted: readonly ((index: AdvisedIndex) => boolean)[];
}

type Plant = (random: ReturnType<typeof randomFrom>) => Omit<Planted, "name" | "model"> & {
  readonly model: ModelBuilder;
};

/** The keys of an index as text, in their order. */
export function keysOf({ index }: AdvisedIndex): readonly string[] {
  return index.elements.map((element) => "column" in element ? element.column : element.expression);
}

const begins = (...keys: readonly string[]) => (index: AdvisedIndex) =>
  keys.every((key, at) => keysOf(index)[at] === key);
const all = (...tests: readonly ((index: AdvisedIndex) => boolean)[]) => (index: AdvisedIndex) =>
  tests.every((test) => test(index));
const holds = (...columns: readonly string[]) => (index: AdvisedIndex) =>
  columns.every((column) => [...keysOf(index), ...index.index.include ?? []].includes(column));
const method = (name: string) => ({ index }: AdvisedIndex) => index.method === name;
const where = (text: RegExp) => ({ index }: AdvisedIndex) => text.test(index.where ?? "");

/** An orders table with a column that is written all the time and one that nothing asks for. */
function orders(name: string, rows: number, random: ReturnType<typeof randomFrom>): ModelBuilder {
  const model = defineModel(name);
  model.entity("Order", {
    id: t.bigint().identity().key(),
    buyer: t.bigint().distinct(Math.round(rows / (20 + random.below(80)))),
    state: t.text(8).values({ open: 0.002, paid: 0.2, done: 0.798 }),
    region: t.integer().distinct(4).between(0, 3),
    number: t.bigint().distinct(Math.round(rows / 3)),
    email: t.text().width(24).distinct(Math.round(rows / 5)),
    placedAt: t.timestamptz().between("2023-01-01", "2026-01-01").correlation(1),
    views: t.integer().distinct(5000).between(0, 5000),
    total: t.integer().distinct(50_000).between(0, 50_000),
    tags: t.array(t.text()),
    payload: t.json(),
    note: t.text().width(120),
  }).rows(rows);
  // Decoys: written all the time, asked for hardly ever.
  model.access("view", {
    sql: "update orders set views = views + 1 where id = $1",
    rate: `${500 + random.below(4000)}/s`,
  });
  model.access("popular", { sql: "select id from orders where views = 4999", rate: "1e-6/s" });
  return model;
}

const PLANTS: Readonly<Record<string, Plant>> = {
  order(random) {
    const model = orders("order", 1e6 * (1 + random.below(20)), random);
    model.access("latest", {
      sql: "select * from orders where buyer = $1 order by placed_at desc limit 10",
      rate: `${50 + random.below(500)}/s`,
    });
    return { model, options: {}, wanted: [begins("buyer", "placed_at")] };
  },
  covering(random) {
    const model = orders("covering", 1e6 * (2 + random.below(10)), random);
    model.access("sums", {
      sql: "select sum(total) from orders where region = 2",
      rate: `${1 + random.below(5)}/s`,
    });
    return { model, options: {}, wanted: [all(holds("region", "total"), method("btree"))] };
  },
  partial(random) {
    const model = orders("partial", 1e6 * (5 + random.below(20)), random);
    model.access("queue", {
      sql: "select * from orders where state = 'open' order by placed_at limit 20",
      rate: `${10 + random.below(100)}/s`,
    });
    return { model, options: { budget: "4 MB" }, wanted: [where(/state/)] };
  },
  expression(random) {
    const model = orders("expression", 1e6 * (1 + random.below(10)), random);
    model.access("login", {
      sql: "select id from orders where lower(email) = lower($1)",
      rate: `${5 + random.below(100)}/s`,
    });
    return { model, options: {}, wanted: [(index) => /lower\(email\)/.test(keysOf(index)[0]!)] };
  },
  document(random) {
    const model = orders("document", 1e6 * (1 + random.below(5)), random);
    model.access("device", {
      sql: "select id from orders where payload->>'device' = 'x17'",
      rate: `${1 + random.below(100)}/s`,
    });
    return { model, options: {}, wanted: [(index) => /payload/.test(keysOf(index)[0]!)] };
  },
  gin(random) {
    const model = orders("gin", 1e6 * (1 + random.below(5)), random);
    model.access("tagged", {
      sql: "select id from orders where tags @> array['rare']",
      rate: `${1 + random.below(20)}/s`,
    });
    return { model, options: {}, wanted: [all(method("gin"), begins("tags"))] };
  },
  brin(random) {
    const model = orders("brin", 1e7 * (5 + random.below(10)), random);
    model.access("month", {
      sql: "select count(*), sum(total) from orders " +
        "where placed_at between '2025-03-01' and '2025-04-01'",
      rate: `${1 + random.below(5)}/min`,
    });
    return {
      model,
      options: { budget: "3 MB" },
      wanted: [all(method("brin"), begins("placed_at"))],
    };
  },
  skip(random) {
    const model = orders("skip", 1e6 * (3 + random.below(10)), random);
    // One index has to do: by region for the sums, and across the four regions for the numbers.
    model.access("regional", {
      sql: "select max(number), sum(number) from orders where region = 2",
      rate: `${1 + random.below(10)}/s`,
    });
    model.access("by number", {
      sql: "select * from orders where number = $1",
      rate: `${5 + random.below(20)}/s`,
    });
    return { model, options: { maxPerTable: 2 }, wanted: [begins("region", "number")] };
  },
  nothing(random) {
    const model = orders("nothing", 1e6 * (1 + random.below(10)), random);
    model.access("by key", { sql: "select * from orders where id = $1", rate: "500/s" });
    model.access("export", { sql: "select * from orders", rate: "1/min" });
    model.access("insert", {
      sql: "insert into orders (buyer, state, number, total) values ($1, 'open', $2, $3)",
      rate: `${500 + random.below(3000)}/s`,
    });
    return { model, options: {}, wanted: [] };
  },
};

/** The kinds of index that are planted. */
export const PLANTED_KINDS: readonly string[] = Object.keys(PLANTS);

/** Plants a kind of index in a workload. */
export function plant(kind: string, seed: number): Planted {
  const { model, ...rest } = PLANTS[kind]!(randomFrom(`${kind} ${seed}`));
  return { name: `${kind} ${seed}`, model: model.snapshot(), ...rest };
}

/** What is missing of a plant, and what was advised beside it. */
export function harvest(
  { wanted }: Planted,
  indexes: readonly AdvisedIndex[],
): { readonly missing: number; readonly decoys: readonly string[] } {
  return {
    missing: wanted.filter((test) => !indexes.some(test)).length,
    decoys: indexes.filter((index) => !wanted.some((test) => test(index))).map(({ ddl }) => ddl),
  };
}
