import assert from "node:assert/strict";
import { bulkSeconds, THROUGHPUT } from "../../../lib/engines/postgresql/throughput.ts";

Deno.test("bulk work takes what it took on the servers that were measured, within a factor of two", () => {
  /** Five million rows of 422 MB on PostgreSQL 15, two million of 349 MB on 18. */
  const measured = [
    [{ scan: 422e6 }, 0.475],
    [{ scan: 422e6, "sort fixed keys": 5e6, write: 112e6 }, 3.1],
    [{ scan: 422e6, "sort text keys": 5e6, write: 200e6 }, 12.7],
    [{ scan: 349e6, "sort fixed keys": 2e6, write: 34e6 }, 1.1],
    [{ scan: 349e6, "sort text keys": 2e6, write: 118e6 }, 3.2],
    [{ scan: 349e6, "gin elements": 10e6, write: 44e6 }, 7.1],
    [{ scan: 349e6, "hash entries": 2e6, write: 67e6 }, 4],
  ] as const;
  for (const [amounts, seconds] of measured) {
    const { value, band, tag } = bulkSeconds(amounts, "a build");
    const message = `${JSON.stringify(amounts)}: ${value} s, measured ${seconds}`;
    assert.ok(band![0] <= seconds && seconds <= band![1], message);
    assert.equal(tag, "estimated");
  }
  assert.ok(Object.values(THROUGHPUT).every(({ source }) => source.length > 0));
});
