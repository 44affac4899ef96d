import assert from "node:assert/strict";
import { predicateShare } from "../../../../lib/engines/postgresql/sizes/predicate_share.ts";
import type { ColumnStatistics } from "../../../../lib/statistics/statistics.ts";

const column = (name: string, more: Partial<ColumnStatistics>): ColumnStatistics => ({
  name,
  nullFraction: 0,
  width: 8,
  distinct: 100,
  ...more,
});

const COLUMNS = [
  column("id", { distinct: { ratio: 1 } }),
  column("status", {
    distinct: 3,
    mostCommon: { values: ["done", "new"], frequencies: [0.9, 0.08] },
  }),
  column("size", { histogram: Array.from({ length: 101 }, (_, at) => String(at * 10)) }),
  column("at", {
    nullFraction: 0.5,
    histogram: ["2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01", "2026-05-01"],
  }),
];

Deno.test("the share of a predicate's rows follows the statistics", () => {
  const shares: readonly (readonly [predicate: string, share: number])[] = [
    ["(status = 'new'::text)", 0.08],
    ["(status = 'odd'::text)", 0.02],
    ["(status <> 'done'::text)", 0.1],
    ["(id = 77)", 1e-6],
    ["(at IS NULL)", 0.5],
    ["(size > 900)", 0.095],
    ["((size >= 500) AND (status = 'new'::text))", 0.505 * 0.08],
    ["(at < '2026-02-15'::date)", 0.5 * 1.5 / 4],
    ["(size > 99999)", 0],
  ];
  for (const [predicate, share] of shares) {
    const found = predicateShare(predicate, COLUMNS, 1e6);
    assert.ok(Math.abs(found - share) < 1e-9, `${predicate}: ${found}, not ${share}`);
  }
});
