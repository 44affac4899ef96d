/**
 * Measures the lab: its first and later starts, plans of one and of ten tables, a hundred tables faked, a
 * relation of 30 TB, hypothetical indexes toggled, and memory. One line of JSON each.
 *
 * @module
 */
import { bareTable } from "../lib/schema/bare_table.ts";
import { emptySchema } from "../lib/schema/empty_schema.ts";
import type { Schema, Table } from "../lib/schema/schema.ts";
import type { ColumnStatistics, Statistics } from "../lib/statistics/statistics.ts";
import { openLab } from "../lib/whatif/open_lab.ts";
import { openPlanner } from "../lib/whatif/planner.ts";

const today = "2026-01-01";

function table(at: number): Table {
  const name = `t${at}`;
  const column = (name: string, type: string, nullable = true) => ({ name, type, nullable });
  return {
    ...bareTable({ schema: "public", name }, [
      column("id", "bigint", false),
      column("parent_id", "bigint"),
      column("label", "text"),
      ...Array.from({ length: 5 }, (_, number) => column(`c${number}`, "integer")),
    ]),
    primaryKey: { name: `${name}_pkey`, columns: ["id"] },
    indexes: [{
      name: `${name}_parent`,
      method: "btree",
      unique: false,
      elements: [{ column: "parent_id" }],
    }],
  };
}

function statisticsOf(schema: Schema, rows: number, pages: number): Statistics {
  const numbers = (name: string, distinct: ColumnStatistics["distinct"]): ColumnStatistics => ({
    name,
    nullFraction: 0,
    width: 8,
    distinct,
    histogram: Array.from({ length: 101 }, (_, at) => String(Math.round(at * 1e6))),
    correlation: 0.1,
  });
  return {
    tag: "assumed",
    evidence: { text: "made up for the bench" },
    tables: schema.tables.map(({ schema, name }) => ({
      schema,
      name,
      rows,
      pages,
      allVisiblePages: pages,
      columns: [
        numbers("id", { ratio: 1 }),
        numbers("parent_id", 1e5),
        ...Array.from({ length: 5 }, (_, at) => numbers(`c${at}`, 1000)),
      ],
      indexes: [`${name}_pkey`, `${name}_parent`].map((index) => ({
        name: index,
        rows,
        pages: Math.ceil(rows / 366),
        expressions: [],
      })),
      extended: [],
    })),
  };
}

const schemaOf = (tables: number): Schema => ({
  ...emptySchema("postgresql@18"),
  tables: Array.from({ length: tables }, (_, at) => table(at)),
});
const milliseconds = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return Math.round((performance.now() - start) * 100) / 100;
};
const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!;
const load = () => Number(Deno.loadavg()[0]!.toFixed(1));
function report(bench: string, value: Record<string, unknown>, wanted: string): void {
  console.log(JSON.stringify({ bench: `lab: ${bench}`, ...value, wanted, load: load() }));
}

const folder = await Deno.makeTempDir();
try {
  for (const name of ["first start on a machine", "later start", "later start", "later start"]) {
    const schema = schemaOf(12);
    const time = await milliseconds(async () => {
      await using lab = await openLab(schema, { today, cache: folder });
      await lab.explain("select * from t1 where id = 5");
    });
    report(
      `${name}, with its first plan`,
      { milliseconds: time },
      name.startsWith("first") ? "at most 6000" : "at most 700",
    );
  }

  const schema = schemaOf(100);
  const statistics = statisticsOf(schema, 1e8, 1.2e6);
  const { ddl } = await import("../lib/engines/postgresql/ddl.ts");
  const statements = ddl(schema, { format: false }).sql;
  await using planner = await openPlanner({ ddl: statements, cache: folder });
  report(
    "100 tables faked",
    { milliseconds: await milliseconds(() => planner.fake(statistics)) },
    "at most 1000",
  );

  const single: number[] = [];
  for (let at = 0; at < 400; at++) {
    const sql = `select * from t${
      at % 100
    } where parent_id = ${at} and c1 < 70 order by id limit 10`;
    single.push(await milliseconds(() => planner.explain({ sql })));
  }
  report("plan of one table, median of 400", { milliseconds: median(single) }, "at most 2");
  const joins: number[] = [];
  for (let at = 0; at < 40; at++) {
    const from = Array.from(
      { length: 10 },
      (_, number) =>
        number === 0
          ? "t0 a0"
          : `join t${number} a${number} on a${number}.parent_id = a${number - 1}.id`,
    ).join(" ");
    joins.push(
      await milliseconds(() =>
        planner.explain({ sql: `select * from ${from} where a0.id = ${at}` })
      ),
    );
  }
  report("plan of ten joined tables, median of 40", { milliseconds: median(joins) }, "at most 15");

  const large = {
    ...statistics,
    tables: statistics.tables.map((known) =>
      known.name === "t7" ? { ...known, rows: 5e11, pages: Math.round(30e12 / 8192) } : known
    ),
  };
  const faked = await milliseconds(() => planner.fake(large));
  const first = await milliseconds(() => planner.explain({ sql: "select * from t7 where id = 1" }));
  const later: number[] = [];
  const small: number[] = [];
  for (let at = 0; at < 100; at++) {
    later.push(
      await milliseconds(() => planner.explain({ sql: `select * from t7 where id = ${at}` })),
    );
    small.push(
      await milliseconds(() => planner.explain({ sql: `select * from t8 where id = ${at}` })),
    );
  }
  report("30 TB: faked", { milliseconds: faked }, "recorded");
  report("30 TB: first plan", { milliseconds: first }, "recorded");
  report(
    "30 TB: later plans, median of 100, for one of a small table",
    { milliseconds: median(later), ratio: Number((median(later) / median(small)).toFixed(2)) },
    "a ratio of about 1",
  );

  const toggles: number[] = [];
  for (let at = 0; at < 50; at++) {
    toggles.push(
      await milliseconds(async () => {
        await planner.hide(at % 2 === 0 ? ["public.t3_parent"] : []);
        await planner.explain({ sql: "select * from t3 where parent_id = 9" });
      }),
    );
  }
  report("an index hidden or shown, and a plan", { milliseconds: median(toggles) }, "recorded");
} finally {
  await Deno.remove(folder, { recursive: true });
}

const measured = await new Deno.Command(Deno.execPath(), {
  args: [
    "eval",
    "--quiet",
    `const { openLab, defineModel } = await import(${
      JSON.stringify(import.meta.resolve("../mod.ts"))
    });
     const model = defineModel("m");
     model.entity("Order", { id: "bigint identity key", total: "numeric(12, 2)" }).rows(1e8);
     const lab = await openLab(model, { today: "2026-01-01" });
     for (let at = 0; at < 50; at++) await lab.explain("select * from orders where id = " + at);
     console.log(Deno.memoryUsage().rss);
     await lab[Symbol.asyncDispose]();`,
  ],
}).output();
report(
  "resident memory of a process with a warm lab",
  { megabytes: Math.round(Number(new TextDecoder().decode(measured.stdout)) / 1e6) },
  "at most 600",
);
