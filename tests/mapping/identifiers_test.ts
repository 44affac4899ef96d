import assert from "node:assert/strict";
import fc from "fast-check";
import { shortenIdentifier } from "../../lib/mapping/identifiers.ts";
import { mapModel } from "../../lib/mapping/map_model.ts";
import { indexExpression, withColumnNames } from "../../lib/mapping/sql_names.ts";
import { defineModel } from "../../lib/model/define_model.ts";

Deno.test("shortenIdentifier() fits 63 bytes, cuts no character and keeps long names apart", () => {
  const long = (end: string): string => `${"ü".repeat(40)}${end}`;
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 100 }), (name) => {
      const short = shortenIdentifier(name.toWellFormed());
      assert.ok(new TextEncoder().encode(short).length <= 63);
      assert.ok(short.isWellFormed());
      assert.equal(shortenIdentifier(short), short);
    }),
  );
  assert.notEqual(shortenIdentifier(long("a")), shortenIdentifier(long("b")));
  assert.match(shortenIdentifier(long("a")), /^ü{27}_[0-9a-f]{8}$/);
});

Deno.test("names that are too long are shortened, and reported where they stand", () => {
  const model = defineModel("shop");
  model.entity("Order".repeat(20), { id: "bigint identity key" });
  const { schema, findings } = mapModel(model);

  assert.equal(schema.tables[0]?.name.length, 63);
  assert.deepEqual(findings.map(({ code, where }) => [code, where]), [
    ["identifier-too-long", "Order".repeat(20)],
  ]);
});

Deno.test("withColumnNames() writes columns for attributes, and for nothing else", () => {
  const columns = new Map([["endsAt", "ends_at"], ["select", "select"], ["total", "total"]]);
  const cases = {
    "endsAt > now()": "ends_at > now()",
    '"endsAt" is not null': "ends_at is not null",
    "endsat > 1": "endsat > 1",
    "note = 'endsAt' -- endsAt": "note = 'endsAt' -- endsAt",
    "endsAt(1) + x.endsAt + endsAt.x": "endsAt(1) + x.endsAt + endsAt.x",
    "x::endsAt": "x::endsAt",
    "$$endsAt$$ || total": "$$endsAt$$ || total",
  };
  for (const [sql, expected] of Object.entries(cases)) {
    assert.equal(withColumnNames(sql, columns), expected);
  }
});

Deno.test("indexExpression() sheds the parentheses around a call, and around nothing else", () => {
  const cases = {
    "(lower(email))": "lower(email)",
    "(app.f((a), b))": "app.f((a), b)",
    "(a + b)": "(a + b)",
    "(lower(a) || upper(b))": "(lower(a) || upper(b))",
    "((a))": "((a))",
  };
  for (const [part, expected] of Object.entries(cases)) {
    assert.equal(indexExpression(part), expected);
  }
});
