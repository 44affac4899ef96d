import assert from "node:assert/strict";
import { runCommand } from "../../cli.ts";

const MODEL = `model: shop
entities:
  Customer:
    rows: 100k
    growth: 5%/month
    attributes: { id: bigint identity key, email: { type: text, unique: true } }
  Order:
    rows: 5M
    growth: 1M/year
    attributes:
      id: bigint identity key
      status: { type: "enum(open, done)", values: { done: 99%, open: 1% } }
relationships:
  - is: Customer 1 --places--> 0..* Order
access:
  ofCustomer: { sql: "select * from orders where customer_id = $1", rate: 400/s, p95: 20 ms }
  openOrders: { sql: "select id from orders where status = 'open'", rate: 2/s, p95: 1 ms }
`;

async function groundplan(words: readonly string[], model = MODEL) {
  let out = "";
  let notes = "";
  const code = await runCommand(words, {
    today: "2027-01-15",
    print: (text) => void (out += text),
    note: (text) => void (notes += text),
    progress: () => {},
    readInput: () => Promise.resolve(model),
  });
  return { code, out, notes };
}

Deno.test("simulate prints the fields that other programs rely on, the same for the same seed", async () => {
  const words = [
    "simulate",
    "-",
    "--horizon",
    "1 year",
    "--hours",
    "0.02",
    "--seed",
    "5",
    "--json",
  ];
  const first = await groundplan(words);
  const json = JSON.parse(first.out) as {
    readonly patterns: readonly Readonly<Record<string, unknown>>[];
    readonly bottleneck: Readonly<Record<string, unknown>>;
    readonly run: Readonly<Record<string, unknown>>;
  };
  assert.equal(first.code, 0);
  assert.equal(json.patterns.length, 26);
  for (const one of json.patterns) {
    for (const field of ["name", "date", "p50", "p95", "p99", "throughput", "band"]) {
      assert.ok(field in one, field);
    }
  }
  assert.deepEqual(Object.keys(json.patterns[0]!.band as object), ["p50", "p95", "p99"]);
  assert.equal(json.bottleneck.kind, "processor");
  assert.ok(Number(json.run.events) > 10_000);
  assert.equal((await groundplan(words)).out, first.out);
});

Deno.test("simulate prints a table for people, and takes days, shapes and failures", async () => {
  const { code, out } = await groundplan([
    ...["simulate", "-", "--horizon", "0", "--days", "0.05", "--daily", "evening"],
    ...["--replicas", "1", "--fail", "replica@20min", "--load", "0.5", "--cores", "16"],
  ]);
  assert.equal(code, 0);
  assert.match(out, /ofCustomer +200\/s +p95 20 ms/);
  assert.match(out, /1 replica/);
  const folder = await Deno.makeTempDir();
  try {
    await groundplan(["simulate", "-", "--hours", "0", "--horizon", "0", "--pgbench", folder]);
    const names = [...Deno.readDirSync(folder)].map(({ name }) => name);
    assert.ok(names.includes("run.sh") && names.length >= 3, names.join());
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  const wrong = await groundplan(["simulate", "-", "--fail", "disk@1min"]);
  assert.equal(wrong.code, 2);
  assert.match(wrong.notes, /write replica@TIME or cold-cache@TIME/);
});
