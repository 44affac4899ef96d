import assert from "node:assert/strict";
import { openEmbedded } from "../../../lib/embedded/open_embedded.ts";
import { KEYWORDS } from "../../../lib/engines/postgresql/keywords.ts";
import {
  makeObjectName,
  quoteIdentifier,
  quoteLiteral,
} from "../../../lib/engines/postgresql/identifiers.ts";
import { canonicalType, findType, TYPES } from "../../../lib/engines/postgresql/types.ts";

Deno.test("types, keywords and quoting are those of PostgreSQL itself", async (t) => {
  await using db = await openEmbedded();

  await t.step("every row of the type table is the row of pg_type", async () => {
    const { rows } = await db.query<Record<string, unknown>>(
      `select typname, typlen, typalign, typstorage from pg_type
       where typnamespace = 'pg_catalog'::regnamespace`,
    );
    const byName = new Map(rows.map((row) => [row["typname"], row]));
    const aligns = { c: 1, s: 2, i: 4, d: 8 } as Record<string, number>;
    const strategies = { p: "plain", m: "main", e: "external", x: "extended" } as Record<
      string,
      string
    >;
    for (const { internal, length, align, strategy } of TYPES) {
      const row = byName.get(internal);
      assert.deepEqual(
        [
          row?.["typlen"],
          aligns[String(row?.["typalign"])],
          strategies[String(row?.["typstorage"])],
        ],
        [length, align, strategy],
        internal,
      );
    }
  });

  await t.step("a type is spelled as format_type spells it", async () => {
    const spellings = [
      ...TYPES.flatMap(({ name, aliases }) => [name, ...aliases]),
      "varchar(9)",
      "VARCHAR ( 9 )[]",
      "char(3)",
      "character varying",
      "decimal(12, 2)",
      "numeric(5)",
      "numeric(3,-2)",
      "float(24)",
      "float(25)",
      "timestamptz(3)",
      "timestamp(0)",
      "time(6) with time zone",
      "timestamp with time zone[]",
      "interval day to second",
      "interval(3)",
      "interval day to second(3)",
      "bit(8)",
      "varbit(8)",
      "bit",
      "char",
      "int array",
      "int[3][4]",
      "pg_catalog.int4",
      '"char"',
    ];
    for (const type of spellings) {
      await db.exec(`create temp table spelled (v ${type})`);
      const { rows } = await db.query<{ type: string }>(
        `select format_type(atttypid, atttypmod) as type from pg_attribute
         where attrelid = 'spelled'::regclass and attnum = 1`,
      );
      await db.exec("drop table spelled");
      assert.equal(canonicalType(type), rows[0]?.type, type);
      assert.equal(canonicalType(canonicalType(type)), rows[0]?.type);
    }
    assert.equal(findType("int8")?.name, "bigint");
    assert.equal(findType("timestamp(3) with time zone")?.length, 8);
    assert.equal(findType("int8[]"), undefined);
    assert.equal(canonicalType('public."My Type"'), 'public."My Type"');
  });

  await t.step("the keywords are those that quote_ident quotes", async () => {
    const { rows } = await db.query<{ word: string }>(
      "select word from pg_get_keywords() where catcode <> 'U' order by word",
    );
    assert.deepEqual([...KEYWORDS].sort(), rows.map(({ word }) => word));
  });

  await t.step("names and literals are quoted so that they come back", async () => {
    const texts = [
      "plain",
      "select",
      "Order",
      'a"b',
      "a'b\\c",
      "<b>&amp;",
      "é☃𝄞",
      " ",
      "a;--b",
      "$$x$$",
      "1a",
      "a$b",
      "line\nbreak",
    ];
    for (const text of texts) {
      const { rows } = await db.query<Record<string, unknown>>(
        `select ${quoteLiteral(text)} as ${quoteIdentifier(text)}, quote_ident($1) as quoted`,
        [text],
      );
      assert.equal(rows[0]?.[text], text);
      assert.equal(quoteIdentifier(text), rows[0]?.["quoted"]);
    }
    assert.throws(() => quoteIdentifier(""), RangeError);
    assert.throws(() => quoteLiteral("a\0b"), RangeError);
  });

  await t.step("unnamed objects get the name that makeObjectName foretells", async () => {
    const names = [
      ["t", "c"],
      ["t".repeat(63), "c"],
      ["t", "c".repeat(63)],
      ["é".repeat(31), "ü".repeat(31)],
      ["x".repeat(40), "☃".repeat(20)],
    ] as const;
    for (const [table, column] of names) {
      await db.exec(
        `create table ${quoteIdentifier(table)} (${quoteIdentifier(column)} int unique)`,
      );
      const { rows } = await db.query<{ name: string }>(
        "select conname as name from pg_constraint where contype = 'u' and conrelid >= 16384",
      );
      await db.exec(`drop table ${quoteIdentifier(table)}`);
      assert.equal(makeObjectName(table, column, "key"), rows[0]?.name);
    }
  });
});
