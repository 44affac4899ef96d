import assert from "node:assert/strict";
import { join } from "node:path";
import { runCommand } from "@groundplan/groundplan/cli";

const ROOT = new URL("../..", import.meta.url).pathname;
const example = (name: string) => join(ROOT, `examples/${name}.yaml`);

async function run(...words: string[]) {
  let [printed, noted] = ["", ""];
  const code = await runCommand(words, {
    print: (text) => void (printed += text),
    note: (text) => void (noted += text),
    today: "2027-01-01",
  });
  return { code, printed, noted };
}

async function json(...words: string[]) {
  const { code, printed, noted } = await run(...words, "--json");
  assert.deepEqual([code, noted], [0, ""]);
  return JSON.parse(printed);
}

async function withFile(name: string, text: string, test: (path: string) => Promise<void>) {
  const folder = await Deno.makeTempDir();
  const path = join(folder, name);
  try {
    await Deno.writeTextFile(path, text);
    await test(path);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("size prints each relation with its tag and band, and more of them later", async () => {
  const { relations } = await json("size", example("shop"));
  const orders = relations.find(({ name }: { name: string }) => name === "public.orders");
  assert.deepEqual([orders.kind, orders.rows, orders.tag], ["table", 40e6, "estimated"]);
  assert.equal(orders.bytes, orders.pages * 8192);
  assert.ok(orders.band[0] <= orders.bytes && orders.bytes <= orders.band[1]);
  const later = await json("size", example("shop"), "--at", "2029-01");
  const grown = later.relations.find(({ name }: { name: string }) => name === "public.orders");
  assert.ok(grown.bytes > orders.bytes);
  const { printed } = await run("size", example("shop"));
  assert.match(printed, /^public\.orders +table +40 M rows +[\d.]+ GB/m);
});

Deno.test("forecast prints series with quantiles and the limits with their dates", async () => {
  const words = ["forecast", example("sensors"), "--horizon", "3 years", "--disk", "2 TB"];
  const { series, thresholds, dates } = await json(...words, "--runs", "50", "--memory", "64 GB");
  assert.equal(dates[0], "2027-01-01");
  const kinds = new Set(series.map(({ kind }: { kind: string }) => kind));
  for (const kind of ["database", "working set", "write-ahead log", "table", "index"]) {
    assert.ok(kinds.has(kind), kind);
  }
  const readings = series.find(({ relation }: { relation: string }) => relation === "readings");
  const { rows, bytes, date } = readings.points.at(-1);
  assert.ok(rows.p5 <= rows.p50 && rows.p50 <= rows.p95 && bytes.p50 > 0 && date >= "2029-12-01");
  const disk = thresholds.find(({ code }: { code: string }) => code === "disk-full");
  assert.ok(disk.probability.value === 1 && disk.date > disk.actBy && disk.act.length > 0);
  const { printed } = await run(...words);
  assert.match(printed, /^write-ahead log a day/m);
  assert.match(printed, /The disk is so full/);
});

Deno.test("forecast goes on with a history and says what it costs", async () => {
  const csv = Array.from({ length: 9 }, (_, at) => `2026-0${at + 1}-01,${1e6 * (at + 10)}`);
  await withFile("orders.csv", ["date,rows", ...csv].join("\n"), async (path) => {
    const { fits, costs } = await json(
      ...["forecast", example("shop"), "--history", `Order=${path}`, "--prices", "sample"],
      ...["--runs", "20", "--horizon", "1 year"],
    );
    assert.deepEqual([fits[0].entity, fits[0].kind], ["Order", "linear"]);
    assert.ok(costs.sample && costs.currency === "EUR" && costs.months[0].sum.p50 > 0);
    const { printed } = await run(
      ...["forecast", example("shop"), "--history", `Order=${path}`, "--prices", "sample"],
    );
    assert.match(printed, /^Order +linear +9 /m);
    assert.match(printed, /sample prices/);
    const wrong = await run("forecast", example("shop"), "--history", `Ordr=${path}`);
    assert.equal(wrong.code, 1);
    assert.match(wrong.noted, /no such entity; did you mean Order/);
  });
  const sheet =
    "currency: USD\nstorage: 0.5\ninstances: [{ name: one, memory: 64 GB, month: 500 }]\n";
  await withFile("prices.yaml", sheet, async (path) => {
    const { costs } = await json("forecast", example("shop"), "--prices", path, "--runs", "5");
    assert.deepEqual([costs.sample, costs.currency, costs.months[0].instance], [
      false,
      "USD",
      "one",
    ]);
  });
  await withFile("prices.yaml", sheet.replace("storage", "storag"), async (path) => {
    const { code, noted } = await run("forecast", example("shop"), "--prices", path);
    assert.equal(code, 1);
    assert.match(noted, /unknown key "storag"; did you mean storage/);
  });
});

Deno.test("a growth that cannot be reckoned with makes the exit code 1", async () => {
  const model = "model: boom\nentities:\n  A:\n    rows: 1M\n    growth: 900%/day\n" +
    "    attributes: { id: bigint identity key }\n";
  await withFile("boom.yaml", model, async (path) => {
    const { code, printed } = await run("forecast", path);
    assert.equal(code, 1);
    assert.match(printed, /growth-overflows/);
  });
});

Deno.test("partition prints what the planner prunes, the statements and the schedule", async () => {
  const { tables } = await json("partition", example("sensors"));
  const [readings, ...others] = tables;
  assert.deepEqual([readings.table, readings.key.method], ["public.readings", "range"]);
  assert.ok(
    readings.pruning.every(({ scanned, of }: { scanned: number; of: number }) =>
      scanned >= 1 && scanned < of
    ),
  );
  assert.ok(others.every(({ partition }: { partition: boolean }) => !partition));
  const { printed } = await run("partition", example("sensors"));
  assert.match(printed, /PARTITION BY RANGE \("?at"?\)/);
  assert.match(printed, /^\\gexec$/m);
  const partman = await run("partition", example("sensors"), "--partman");
  assert.match(partman.printed, /partman\.create_parent\(p_parent_table => 'public\.readings'/);
  assert.doesNotMatch(partman.printed, /gexec/);
  const whole = await run("partition", example("shop"));
  assert.match(whole.printed, /^No table is worth partitioning/);
});

Deno.test("shard prints keys, routes and movement, statements, and where one statement goes", async () => {
  const { tables, patterns, movement, findings } = await json(
    ...["shard", example("shop"), "--shards", "4", "--to", "5"],
  );
  const orders = tables.find(({ table }: { table: string }) => table === "public.orders");
  assert.deepEqual([orders.key, orders.reference], ["customer_id", false]);
  const of = patterns.find(({ name }: { name: string }) => name === "ordersOfCustomer");
  assert.equal(of.shards, 1);
  assert.match(of.reason, /customer_id = \$1 chooses the shard/);
  assert.deepEqual([movement.from, movement.to, movement.share.value], [4, 5, 0.2]);
  assert.ok(findings.length > 0);
  const citus = await run("shard", example("shop"), "--shards", "4", "--ddl", "citus");
  assert.match(citus.printed, /create_distributed_table\('public\.orders', 'customer_id'/);
  const native = await run("shard", example("shop"), "--shards", "4", "--ddl", "native");
  assert.match(native.printed, /modulus 4, remainder 3\) server shard_3/);
  const routed = await json(
    ...["shard", example("shop"), "--shards", "4", "--route", "ordersOfCustomer", "--param", "42"],
  );
  assert.equal(routed.shards.length, 1);
  const { printed } = await run(
    ...["shard", example("shop"), "--route", "select * from orders"],
  );
  assert.match(printed, /^all 8 shards: Nothing is said of public\.orders\.customer_id/);
});

Deno.test("what is written wrongly says what would be right", async () => {
  const wrong: readonly (readonly [words: string, code: number, said: RegExp])[] = [
    ["size --at 2020-01", 1, /growth counts from 2027-01-01/],
    ["size --at soon", 1, /write it as 2029-01-15/],
    ["forecast --horizon 300y", 1, /at most 200 years/],
    ["forecast --runs x", 2, /--runs takes a whole number, not x/],
    ["forecast --runs 0", 1, /a whole number from 1 to 100,000/],
    ["forecast --disk lots", 1, /Cannot read "lots" as bytes/],
    ["forecast --history Order", 2, /--history takes ENTITY=FILE/],
    ["forecast --history Order=none.csv", 1, /Cannot read none\.csv: there is no such file/],
    ["forecast --prices none.yaml", 1, /there is no such file/],
    ["partition --smallest big", 1, /Cannot read "big" as bytes/],
    ["shard --shards many", 2, /--shards takes a whole number, not many/],
    ["shard --shards 1", 1, /from 2 to 1024/],
    ["shard --ddl mysql", 2, /--ddl takes citus, native, shard, not mysql/],
    ["shard --route ordersOfCustomr", 1, /did you mean ordersOfCustomer/],
    ["shard --route ordersOfCustomer", 1, /0 values are given/],
  ];
  for (const [words, expected, said] of wrong) {
    const [command, ...options] = words.split(" ");
    const { code, noted } = await run(command!, example("shop"), ...options);
    assert.equal(code, expected, words);
    assert.match(noted, said);
  }
});
