import assert from "node:assert/strict";
import fc from "fast-check";
import { openEmbedded } from "../../../lib/embedded/open_embedded.ts";
import { hashPartition } from "../../../lib/scale/placement/hash_partition.ts";
import { hashValue, type KeyValue } from "../../../lib/scale/placement/hash_value.ts";

const text = fc.string({ unit: "grapheme", maxLength: 40 }).filter((one) =>
  !/\0|[\ud800-\udfff](?![\udc00-\udfff])/.test(one)
);
const decimal = fc.tuple(
  fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }),
  fc.integer({ min: 0, max: 12 }),
)
  .map(([digits, scale]) => {
    const whole = String(digits < 0n ? -digits : digits).padStart(scale + 1, "0");
    const at = whole.length - scale;
    return `${digits < 0n ? "-" : ""}${whole.slice(0, at)}${
      scale > 0 ? `.${whole.slice(at)}` : ""
    }`;
  });
const timestamp = fc.date({
  min: new Date("0100-01-01"),
  max: new Date("2900-01-01"),
  noInvalidDate: true,
})
  .map((date) => date.toISOString().replace("Z", "123Z"));

/** Values of every type that rows can be placed by, with its hash function's name. */
const TYPES: Readonly<Record<string, readonly [hash: string, values: fc.Arbitrary<KeyValue>]>> = {
  smallint: ["hashint2", fc.integer({ min: -32768, max: 32767 })],
  integer: ["hashint4", fc.integer()],
  bigint: [
    "hashint8",
    fc.oneof(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), fc.maxSafeInteger()),
  ],
  text: ["hashtext", text],
  "character varying(50)": ["hashtext", text],
  "character(50)": ["hashbpchar", text],
  uuid: ["uuid_hash", fc.uuid()],
  boolean: ["hashchar", fc.boolean()],
  date: ["hashint4", timestamp.map((time) => time.slice(0, 10))],
  "timestamp without time zone": ["timestamp_hash", timestamp.map((time) => time.slice(0, -1))],
  "timestamp with time zone": ["timestamptz_hash", timestamp],
  "double precision": ["hashfloat8", fc.double({ noNaN: true, noDefaultInfinity: true })],
  numeric: ["hash_numeric", decimal],
};

Deno.test("PostgreSQL puts rows of every type where hashPartition() says", async () => {
  await using database = await openEmbedded();
  for (const [type, [, values]] of Object.entries(TYPES)) {
    const modulus = 7;
    await database.exec(
      `drop table if exists t; set timezone = 'UTC';
       create table t (at int, key ${type}) partition by hash (key);` +
        Array.from(
          { length: modulus },
          (_, remainder) =>
            `create table t${remainder} partition of t for values with (modulus ${modulus}, remainder ${remainder});`,
        ).join(""),
    );
    const keys = fc.sample(values, { numRuns: 300, seed: 7 });
    await database.query(
      `insert into t select ordinality, key::${type} from unnest($1::text[]) with ordinality k(key, ordinality)`,
      [keys.map(String)],
    );
    const { rows } = await database.query<{ at: number; name: string }>(
      "select at, tableoid::regclass::text as name from t order by at",
    );
    const place = hashPartition([type], modulus);
    for (const [at, { name }] of rows.entries()) {
      assert.equal(`t${place([keys[at]!])}`, name, `${type} ${String(keys[at])}`);
    }
    assert.equal(rows.length, keys.length);
  }
});

Deno.test("keys of several columns, some of them NULL, go where PostgreSQL puts them", async () => {
  await using database = await openEmbedded();
  await database.exec(
    "create table p (tenant uuid, nr bigint, kind text) partition by hash (tenant, nr, kind)",
  );
  const modulus = 13;
  const place = hashPartition(["uuid", "bigint", "text"], modulus);
  const keys = fc.sample(
    fc.tuple(
      fc.option(fc.uuid()),
      fc.option(fc.bigInt({ min: -(2n ** 40n), max: 2n ** 40n })),
      fc.option(text),
    ),
    { numRuns: 200, seed: 3 },
  );
  for (const key of keys) {
    const { rows } = await database.query<{ ok: boolean }>(
      `select satisfies_hash_partition('p'::regclass, ${modulus}, ${
        place(key)
      }, $1::uuid, $2::bigint, $3::text) ok`,
      key.map((value) => value === null ? null : String(value)),
    );
    assert.equal(rows[0]!.ok, true, JSON.stringify(key, (_, value) => String(value)));
  }
});

Deno.test("hashes without a seed are those that Citus places by", async () => {
  await using database = await openEmbedded();
  await database.exec("set timezone = 'UTC'");
  for (const [type, [name, values]] of Object.entries(TYPES)) {
    if (type === "boolean" || type === "date") continue;
    for (const key of fc.sample(values, { numRuns: 40, seed: 5 })) {
      const { rows } = await database.query<{ hash: number }>(
        `select ${name}($1::text::${type}) as hash`,
        [
          String(key),
        ],
      );
      assert.equal(hashValue(type)(key).low | 0, rows[0]!.hash, `${type} ${String(key)}`);
    }
  }
});

Deno.test("what cannot be placed is refused with the reason", () => {
  assert.throws(() => hashPartition(["order_status"], 4), /only a database knows it/);
  assert.throws(() => hashPartition(["bigint"], 0), /from 1 to 2\^20/);
  assert.throws(() => hashPartition(["bigint"], 4)(["many"]), /it is no bigint/);
  assert.throws(() => hashPartition(["uuid"], 4)(["1234"]), /it is no uuid/);
  assert.throws(() => hashPartition(["date"], 4)(["soon"]), /it is no date/);
});
