/**
 * Finds the rules and keys that hold in data files, and the foreign keys between them:
 * `deno run --allow-read examples/find_dependencies.ts orders.csv customers.csv`.
 *
 * @module
 */
import {
  discoverDependencies,
  discoverInclusions,
  readTable,
  show,
  table,
} from "@groundplan/groundplan";

const tables = await Promise.all(Deno.args.map((path) => readTable(path)));
for (const one of tables) await show(await discoverDependencies(one));

const { inclusions } = discoverInclusions(tables);
if (inclusions.length > 0) {
  await show(table(
    inclusions.slice(0, 20).map((one) => ({
      refers: `${one.table}: ${one.columns.join(", ")}`,
      to: `${one.referenced}: ${one.referencedColumns.join(", ")}`,
      coverage: one.coverage.toFixed(2),
      score: one.score.toFixed(2),
    })),
    { caption: "Candidates for foreign keys" },
  ));
}
