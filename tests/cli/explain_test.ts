import assert from "node:assert/strict";
import { runCommand } from "../../cli.ts";

const MODEL = `model: shop
entities:
  Order:
    rows: 5M
    growth: 1M/year
    attributes:
      id: bigint identity key
      status: { type: "enum(open, done)", values: { done: 99%, open: 1% } }
access:
  openOrders: { sql: "select id from orders where status = 'open'", p95: 1 ms }
`;

async function groundplan(words: readonly string[]): Promise<Record<string, unknown>> {
  let out = "";
  const code = await runCommand([...words, "--json"], {
    today: "2027-01-15",
    print: (text) => void (out += text),
    note: () => {},
    progress: () => {},
    readInput: () => Promise.resolve(MODEL),
  });
  assert.equal(code, 0);
  return JSON.parse(out);
}

Deno.test("explain, stress and size print the fields that other programs rely on", async () => {
  const { plan, settings, assumed } = await groundplan([
    "explain",
    "-",
    "--sql",
    "select * from orders where id = 7",
  ]) as {
    readonly plan: Readonly<Record<string, unknown>>;
    readonly settings: Readonly<Record<string, string>>;
    readonly assumed: readonly string[];
  };
  assert.equal(plan["Node Type"], "Index Scan");
  assert.equal(plan["Index Name"], "orders_pkey");
  assert.equal(settings.random_page_cost, "1.5");
  assert.ok(assumed.some((text) => text.startsWith("hardware")));

  const stressed = await groundplan(["stress", "-", "--rows", "1,10"]);
  assert.equal(stressed.first, "openOrders");

  const { relations } = await groundplan(["size", "-"]) as {
    readonly relations: readonly Readonly<Record<string, unknown>>[];
  };
  assert.deepEqual(
    relations.map(({ name, kind, rows, tag }) => ({ name, kind, rows, tag })),
    [
      { name: "public.orders", kind: "table", rows: 5e6, tag: "exact" },
      { name: "public.orders_pkey", kind: "index btree", rows: 5e6, tag: "exact" },
    ],
  );
  for (const { pages, bytes } of relations) assert.equal(bytes, Number(pages) * 8192);
});
