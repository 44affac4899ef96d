import assert from "node:assert/strict";
import { join } from "node:path";
import { openEmbedded } from "../../lib/embedded/open_embedded.ts";
import { parseStatisticsDump } from "../../lib/statistics/parse_statistics_dump.ts";
import { readStatistics } from "../../lib/statistics/read_statistics.ts";
import type { Statistics } from "../../lib/statistics/statistics.ts";
import {
  formatStatistics,
  loadStatistics,
  parseStatistics,
  saveStatistics,
} from "../../lib/statistics/statistics_file.ts";
import { restoreColumnSql } from "../../lib/whatif/restore_statistics.ts";

async function measured(): Promise<Statistics> {
  await using database = await openEmbedded();
  await database.exec(`
    create table t (id int primary key, "Odd ""name" text, tags text[], at daterange, words tsvector);
    create index t_lower on t (lower("Odd ""name"));
    insert into t select i, case when i % 5 > 0 then 'it''s \\ {' || i % 7 end, array['a' || i % 3, 'b'],
      daterange('2024-01-01', '2024-01-02'::date + i % 9), to_tsvector('simple', 'w' || i % 4)
      from generate_series(1, 2000) i;
    analyze t`);
  return await readStatistics(database);
}

Deno.test("statistics that are saved are loaded, and the same values give the same bytes", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const statistics = await measured();
    const path = join(folder, "statistics.json");
    await saveStatistics(path, statistics);
    assert.deepEqual(await loadStatistics(path), statistics);
    assert.equal(
      formatStatistics(parseStatistics(formatStatistics(statistics))),
      formatStatistics(statistics),
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a file that is no statistics file is refused with the place", async () => {
  const text = formatStatistics(await measured());
  const changed = (change: (value: Record<string, unknown>) => void) => {
    const value = JSON.parse(text);
    change(value);
    return JSON.stringify(value);
  };
  assert.throws(() => parseStatistics(text.slice(0, 100)), SyntaxError);
  assert.throws(() => parseStatistics("{}"), /not "groundplan-statistics"/);
  assert.throws(
    () => parseStatistics(changed((value) => value.version = 7)),
    /version 7 is not known/,
  );
  assert.throws(
    // deno-lint-ignore no-explicit-any -- broken on purpose
    () => parseStatistics(changed((value: any) => value.tables[0].columns[1].width = "wide")),
    /tables\[0\]\.columns\[1\]\.width is not a number/,
  );
  assert.throws(
    // deno-lint-ignore no-explicit-any -- broken on purpose
    () => parseStatistics(changed((value: any) => value.tables[0].rows = -7)),
    /public\.t has -7 rows/,
  );
});

// What PostgreSQL 18's pg_dump prints, see dumpRelationStats() in src/bin/pg_dump/pg_dump.c.
const DUMP = `--
-- Statistics for Name: orders; Type: STATISTICS DATA; Schema: public; Owner: -
--

SELECT * FROM pg_catalog.pg_restore_relation_stats(
	'version', '180000'::integer,
	'schemaname', 'public',
	'relname', 'orders',
	'relpages', '541'::integer,
	'reltuples', '100000'::real,
	'relallvisible', '540'::integer,
	'relallfrozen', '0'::integer
);
SELECT * FROM pg_catalog.pg_restore_attribute_stats(
	'version', '180000'::integer,
	'schemaname', 'public',
	'relname', 'orders',
	'attname', 'status',
	'inherited', 'f'::boolean,
	'null_frac', '0.25'::real,
	'avg_width', '5'::integer,
	'n_distinct', '-0.5'::real,
	'most_common_vals', E'{new,"it''s \\\\\\\\"}'::text,
	'most_common_freqs', '{0.7,0.05}'::real[],
	'correlation', '0.5'::real
);
SELECT * FROM pg_catalog.pg_restore_relation_stats(
	'version', '180000'::integer,
	'schemaname', 'public',
	'relname', 'orders_lower',
	'relpages', '30'::integer,
	'reltuples', '100000'::real
);
`;

Deno.test("a dump of statistics is read", () => {
  const { tables } = parseStatisticsDump(DUMP, { "public.orders_lower": "public.orders" });
  assert.deepEqual(tables, [{
    schema: "public",
    name: "orders",
    rows: 100_000,
    pages: 541,
    allVisiblePages: 540,
    columns: [{
      name: "status",
      nullFraction: 0.25,
      width: 5,
      distinct: { ratio: 0.5 },
      mostCommon: { values: ["new", "it's \\"], frequencies: [0.7, 0.05] },
      correlation: 0.5,
    }],
    indexes: [{ name: "orders_lower", rows: 100_000, pages: 30, expressions: [] }],
    extended: [],
  }]);
  assert.throws(() => parseStatisticsDump("select 1"), /no call of pg_restore_relation_stats/);
});

Deno.test("what is printed as calls is read back from them", async () => {
  const { tables } = await measured();
  const [table] = tables;
  const text = table!.columns.map((column) => {
    const target = { schema: "public", relation: "t", column: column.name, inherited: false };
    return `select ${
      restoreColumnSql(target, column).replace("'inherited', false", "'inherited', 'f'::boolean")
    };`;
  }).join("\n");
  assert.deepEqual(parseStatisticsDump(text).tables[0]!.columns, table!.columns);
});
