// Imports a generated dump: 375 tables with 760 foreign keys, written as pg_dump writes them.
import { importSchema } from "../lib/sources/import_schema.ts";
import { generateDump } from "../tests/sources/generate_dump.ts";

const script = generateDump({ tables: 375, foreignKeys: 760 });
await importSchema("create table warm_up (id int)");
const start = performance.now();
const { schema, setAside } = await importSchema(script);
const seconds = (performance.now() - start) / 1000;
console.log(JSON.stringify({
  bench: "import_sql",
  bytes: script.length,
  tables: schema.tables.length,
  foreignKeys: schema.tables.reduce((sum, table) => sum + table.foreignKeys.length, 0),
  setAside: setAside.length,
  seconds: Number(seconds.toFixed(2)),
}));
