import assert from "node:assert/strict";
import { openEmbedded } from "../../lib/embedded/open_embedded.ts";
import { readCatalog } from "../../lib/embedded/read_catalog.ts";
import { type RecognizedModel, recognizeModel } from "../../lib/mapping/recognize_model.ts";
import { toSchema } from "../../lib/mapping/to_schema.ts";
import { apply } from "../../lib/schema/apply_edits.ts";
import type { Finding } from "../../lib/core/finding.ts";
import { compareSchemas } from "../../lib/schema/compare_schemas.ts";

async function recognizeSql(sql: string): Promise<RecognizedModel> {
  await using db = await openEmbedded();
  await db.exec(sql);
  const schema = await readCatalog(async (text) => (await db.query(text)).rows);
  return recognizeModel(schema, { name: "legacy" });
}

function found({ findings }: RecognizedModel, code: string): readonly Finding[] {
  return findings.filter((finding) => finding.code === code);
}

/** What accepting a finding changes in the database. */
function changes({ model }: RecognizedModel, finding: Finding): readonly string[] {
  const edited = apply(model, finding.edits ?? []);
  return compareSchemas(toSchema(model), toSchema(edited))
    .map(({ change, kind, path }) => `${change} ${kind} ${path}`);
}

Deno.test("recognizeModel() proposes relationships that names and types imply", async () => {
  const recognized = await recognizeSql(`
    create table customers (id bigint primary key);
    create table orders (
      id bigint primary key, customer_id bigint not null, billing_customer_id bigint,
      product_id bigint, customer_id_old text
    );
    create table notes (id bigint primary key, order_id integer, orders_id bigint);
  `);
  const proposals = found(recognized, "undeclared-relationship");

  assert.deepEqual(proposals.map(({ where }) => where), [
    "Order.billingCustomerId",
    "Order.customerId",
  ]);
  assert.deepEqual(changes(recognized, proposals[0]!), [
    "added foreign key public.orders.orders_billing_customer_id_fkey",
    "added index public.orders.orders_billing_customer_id_idx",
  ]);
  assert.deepEqual(changes(recognized, proposals[1]!), [
    "added foreign key public.orders.orders_customer_id_fkey",
    "added index public.orders.orders_customer_id_idx",
  ]);
});

Deno.test("recognizeModel() proposes subtypes, which change nothing in the database", async () => {
  const recognized = await recognizeSql(`
    create table parties (id bigint primary key);
    create table people (id bigint primary key references parties on delete cascade, born date);
    create table firms (id bigint primary key references parties on delete cascade, vat text);
  `);
  const [candidate, ...more] = found(recognized, "subtype-candidate");

  assert.deepEqual(more, []);
  assert.equal(candidate?.where, "Party");
  assert.match(candidate.what, /key of Firm and of Person is the key of Party/);
  assert.deepEqual(changes(recognized, candidate), []);
  const edited = apply(recognized.model, candidate.edits ?? []);
  assert.deepEqual(edited.specializations[0]?.subtypes, ["Firm", "Person"]);
});

Deno.test("recognizeModel() finds enumerations in checks", async () => {
  const recognized = await recognizeSql(`
    create table orders (
      id bigint primary key,
      status text default 'new' check (status in ('new', 'it''s paid')),
      size varchar(2) check (size in ('S', 'M')),
      note text check (note in ('a', 'b') or note is null),
      code text check (code <> 'x')
    );
  `);
  const enumerations = found(recognized, "enumeration-in-check");
  assert.deepEqual(enumerations.map(({ where }) => where), ["Order.size", "Order.status"]);
  assert.deepEqual(changes(recognized, enumerations[1]!), [
    "added type public.order_status",
    "dropped check public.orders.orders_status_check",
    "changed column public.orders.status",
  ]);
});

Deno.test("recognizeModel() notices soft deletes, audit columns and periods", async () => {
  const recognized = await recognizeSql(`
    create table users (
      id bigint primary key, email text unique, deleted_at timestamptz,
      created_at timestamptz, updated_at timestamptz
    );
    create table prices (id bigint primary key, valid_from date, valid_to date, created text);
    create table shifts (id bigint primary key, started_at timestamptz, ended_at timestamptz);
    create table places (id bigint primary key, place_from text, place_to text);
  `);
  const places = (code: string) => found(recognized, code).map(({ where }) => where);

  assert.deepEqual(places("soft-delete"), ["User.deleted_at"]);
  assert.match(found(recognized, "soft-delete")[0]!.fix, /where deleted_at is null/);
  assert.deepEqual(places("audit-columns"), ["User"]);
  assert.deepEqual(places("period-without-rule"), ["Price", "Shift"]);
});

Deno.test("recognizeModel() counts what is kept as it was imported", async () => {
  const recognized = await recognizeSql(`
    create table orders (id bigint primary key, note text);
    create index by_note on orders (note);
    create view notes as select note from orders;
    create view ids as select id from orders;
  `);
  const [kept] = found(recognized, "kept-as-imported");
  assert.equal(kept?.what, "1 index, 2 views stand in the schema as they were imported.");
});
