import assert from "node:assert/strict";
import fc from "fast-check";
import { discoverInclusions, tableFromObjects } from "@groundplan/groundplan";

const customers = tableFromObjects(
  Array.from(
    { length: 40 },
    (_, at) => ({ id: at + 1, country: at % 2 ? "DE" : "FR", nr: at % 7 }),
  ),
  { name: "customers" },
);
const orders = tableFromObjects(
  Array.from({ length: 90 }, (_, at) => ({
    id: at + 100,
    customer_id: at % 5 === 0 ? null : at % 40 + 1,
    priority: at % 3 + 1,
  })),
  { name: "orders" },
);

Deno.test("a foreign key is found first, and missing values do not count against it", () => {
  const { inclusions } = discoverInclusions([customers, orders]);
  const [first] = inclusions;
  assert.deepEqual([first?.table, first?.columns], ["orders", ["customer_id"]]);
  assert.deepEqual([first?.referenced, first?.referencedColumns], ["customers", ["id"]]);
  assert(first!.unique && first!.coverage > 0.7);
  const accident = inclusions.find(({ columns }) => columns[0] === "priority");
  assert(accident!.score < first!.score / 2);
});

Deno.test("a key of two columns is found as one inclusion", () => {
  const lines = tableFromObjects(
    Array.from({ length: 30 }, (_, at) => ({ order: at % 10, line: Math.floor(at / 10) })),
    { name: "lines" },
  );
  const parcels = tableFromObjects(
    Array.from({ length: 9 }, (_, at) => ({ order: at, line: at % 3, weight: at })),
    { name: "parcels" },
  );
  const { inclusions } = discoverInclusions([lines, parcels]);
  assert(
    inclusions.some(({ columns, referenced, referencedColumns }) =>
      referenced === "lines" && columns.join() === "order,line" &&
      referencedColumns.join() === "order,line"
    ),
  );
});

Deno.test("inclusions are exactly those that trying every pair of columns finds", () => {
  const value = fc.option(fc.integer({ min: 0, max: 4 }));
  const tableOf = (name: string) =>
    fc.array(fc.record({ a: value, b: value, c: value }), { minLength: 1, maxLength: 6 })
      .map((rows) => ({ name, rows }));
  fc.assert(
    fc.property(tableOf("r"), tableOf("s"), (r, s) => {
      const tables = [r, s];
      const { inclusions } = discoverInclusions(
        tables.map(({ name, rows }) => tableFromObjects(rows, { name })),
        { maxColumns: 1, all: true },
      );
      const columns = tables.flatMap(({ name, rows }) =>
        (["a", "b", "c"] as const).map((column) => ({
          path: `${name}.${column}`,
          values: new Set(rows.map((row) => row[column]).filter((one) => one !== null)),
        }))
      );
      const expected = columns.flatMap((from) =>
        columns.filter((to) =>
          from !== to && from.values.size > 0 && from.values.isSubsetOf(to.values)
        )
          .map((to) => `${from.path} in ${to.path}`)
      );
      const found = inclusions.map(({ table, columns, referenced, referencedColumns }) =>
        `${table}.${columns} in ${referenced}.${referencedColumns}`
      );
      assert.deepEqual(found.sort(), expected.sort());
    }),
    { numRuns: 1_000, seed: 9 },
  );
});

Deno.test("tables of one name and no columns at all are refused", () => {
  assert.throws(() => discoverInclusions([customers, customers]), RangeError);
  assert.throws(() => discoverInclusions([customers], { maxColumns: 0 }), RangeError);
});
