import assert from "node:assert/strict";
import fc from "fast-check";
import {
  compareSchemas,
  equalSchemas,
  listObjects,
  pathOf,
} from "../../lib/schema/compare_schemas.ts";
import { bareTable } from "../../lib/schema/bare_table.ts";
import { emptySchema } from "../../lib/schema/empty_schema.ts";
import { findTable, getColumn, getTable } from "../../lib/schema/find_table.ts";
import type { Schema, Table } from "../../lib/schema/schema.ts";
import { sortSchema } from "../../lib/schema/sort_schema.ts";
import { drawSchema } from "./arbitrary_schema.ts";

const orders = bareTable({ schema: "public", name: "orders" }, [
  { name: "id", type: "bigint", nullable: false },
  { name: "placed_at", type: "date", nullable: true },
]);
const schema: Schema = { ...emptySchema(), tables: [orders] };

Deno.test("any schema equals itself in any order, with or without origins", () => {
  fc.assert(
    fc.property(fc.gen(), (draw) => {
      const one = drawSchema(draw);
      const reversed: Schema = {
        ...one,
        tables: one.tables.toReversed().map((table) => ({
          ...table,
          indexes: table.indexes.toReversed(),
          foreignKeys: table.foreignKeys.toReversed(),
          checks: table.checks.toReversed(),
        })),
        types: one.types.toReversed(),
        routines: one.routines.toReversed(),
        origins: { "public.t": "Entity" },
      };
      assert.deepEqual(compareSchemas(one, reversed), []);
      const { origins: _, ...rest } = sortSchema(reversed);
      assert.equal(JSON.stringify(rest), JSON.stringify(sortSchema(one)));
    }),
    { numRuns: 30, endOnFailure: true },
  );
});

Deno.test("to compare the other way round turns added and dropped", () => {
  fc.assert(
    fc.property(fc.gen(), fc.gen(), (first, second) => {
      const [a, b] = [drawSchema(first, { tables: 2 }), drawSchema(second, { tables: 2 })];
      const turned = { added: "dropped", dropped: "added", changed: "changed" } as const;
      const there = compareSchemas(a, b).map(({ kind, path, change }) => [kind, path, change]);
      const back = compareSchemas(b, a).map((
        { kind, path, change },
      ) => [kind, path, turned[change]]);
      assert.deepEqual(there, back);
      assert.equal(equalSchemas(a, b), there.length === 0);
    }),
    { numRuns: 20, endOnFailure: true },
  );
});

Deno.test("a difference names the smallest object that differs", () => {
  const [id, placedAt] = orders.columns as [Table["columns"][0], Table["columns"][0]];
  const cases: readonly [changed: Partial<Table>, expected: readonly string[]][] = [
    [{ columns: [id, { ...placedAt, nullable: false }] }, [
      "changed column public.orders.placed_at",
    ]],
    [{ columns: [placedAt, id] }, ["changed table public.orders"]],
    [{ comment: "x" }, ["changed table public.orders"]],
    [
      { columns: [id] },
      ["changed table public.orders", "dropped column public.orders.placed_at"],
    ],
    [
      { primaryKey: { name: "pk", columns: ["id"] } },
      ["added primary key public.orders.pk"],
    ],
  ];
  for (const [changed, expected] of cases) {
    const differences = compareSchemas(schema, { ...schema, tables: [{ ...orders, ...changed }] });
    assert.deepEqual(
      differences.map(({ change, kind, path }) => `${change} ${kind} ${path}`),
      expected,
    );
  }
  assert.equal(pathOf(["a.b", 'c"d', "e"]), '"a.b"."c""d".e');
  assert.deepEqual(listObjects(schema).map(({ kind, path }) => `${kind} ${path}`), [
    "engine ",
    "table public.orders",
    "column public.orders.id",
    "column public.orders.placed_at",
  ]);
});

Deno.test("tables and columns are found by name, or suggested", () => {
  const two: Schema = { ...schema, tables: [{ ...orders, schema: "archive" }, orders] };
  assert.equal(findTable(two, "orders")?.schema, "public");
  assert.equal(findTable(two, "archive.orders")?.schema, "archive");
  assert.equal(findTable(two, { schema: "archive", name: "orders" })?.schema, "archive");
  assert.equal(findTable(two, "nothing"), undefined);
  assert.throws(() => getTable(two, "ordres"), /did you mean orders/);
  assert.throws(() => getColumn(getTable(two, "orders"), "placedat"), /did you mean placed_at/);
});
