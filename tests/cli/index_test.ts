import assert from "node:assert/strict";
import { join } from "node:path";
import { runCommand } from "../../cli.ts";

const MODEL = `model: shop
entities:
  Order:
    rows: 4M
    growth: 1M/year
    attributes:
      id: bigint identity key
      email: text
      status: { type: "enum(open, done)", values: { done: 99%, open: 1% } }
access:
  find: { sql: "select id from orders where email = $1", rate: 90/s }
  openOrders: { sql: "select id from orders where status = 'open' order by id limit 50", rate: 2/s }
  place: { sql: "insert into orders (email, status) values ($1, 'open')", rate: 5/s }
`;

async function groundplan(
  words: readonly string[],
  model = MODEL,
): Promise<{ readonly code: number; readonly out: string; readonly notes: string }> {
  let [out, notes] = ["", ""];
  const code = await runCommand(words, {
    today: "2027-01-15",
    print: (text) => void (out += text),
    note: (text) => void (notes += text),
    progress: () => {},
    readInput: () => Promise.resolve(model),
  });
  return { code, out, notes };
}

Deno.test("index prints the fields that other programs rely on", async () => {
  const { code, out } = await groundplan(["index", "-", "--budget", "1GB", "--json"]);
  assert.equal(code, 0);
  const { indexes, drop, cost, reasons } = JSON.parse(out);
  const [first] = indexes;
  assert.match(first.ddl, /^CREATE INDEX CONCURRENTLY \S+ ON public\.orders \(email/);
  assert.ok(first.bytes > 1e6 && first.gain > 1000 && first.writeCost >= 0);
  assert.deepEqual(drop, []);
  assert.ok(cost.bound <= cost.after && cost.after < cost.before / 10);
  assert.ok(
    indexes.reduce((sum: number, { bytes }: { bytes: number }) => sum + bytes, 0) <= 2 ** 30,
  );
  const reason = reasons.find(({ ddl }: { ddl: string }) => ddl === first.ddl);
  assert.deepEqual(reason.writers, ["place"]);
  assert.equal(reason.lock, "SHARE UPDATE EXCLUSIVE");
  assert.ok(reason.seconds > 0 && reason.walBytes > 0);
});

Deno.test("index says what pays, since when and how surely, and writes the statements", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const file = join(folder, "indexes.sql");
    const { code, out } = await groundplan([
      ...["index", "-", "--horizon", "2 years", "--stability", "--out", file],
    ]);
    assert.equal(code, 0);
    assert.match(out, /^Add \d index/);
    assert.match(out, /find goes from/);
    assert.match(out, /When each index starts to pay/);
    assert.match(out, /twice the distinct values/);
    assert.ok(out.endsWith(`Wrote ${file}\n`));
    const sql = await Deno.readTextFile(file);
    assert.match(sql, /^-- find: saves .*\nCREATE INDEX CONCURRENTLY /m);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("index refuses what it cannot use", async () => {
  const { code, notes } = await groundplan(["index", "-", "--max-per-table", "few"]);
  assert.equal(code, 2);
  assert.match(notes, /--max-per-table takes a whole number, not "few"/);
  const nothing = await groundplan(["index", "-"], MODEL.slice(0, MODEL.indexOf("access:")));
  assert.equal(nothing.code, 2);
  assert.match(nothing.notes, /there is no query pattern/);
});
