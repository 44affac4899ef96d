import assert from "node:assert/strict";
import fc from "fast-check";
import { readDbml, toSchema } from "../../../mod.ts";

const SHOP = `
Project shop {
  database_type: 'PostgreSQL'
  Note: 'A shop.'
}

// people who buy
Table customers as C [headercolor: #3498db, note: 'Buys things.'] {
  id bigint [pk, increment]
  email varchar(254) [not null, unique, note: 'Where invoices go']
  country char(2) [default: 'DE']
  born_on date
  created_at timestamptz [not null, default: \`now()\`]
  indexes {
    (country, born_on) [name: 'by_country']
  }
}

Enum order_status {
  new [note: 'not paid']
  paid
  "on hold"
}

Table orders {
  id bigint [pk, increment]
  customer_id bigint [not null, ref: > C.id]
  billing_customer_id bigint [ref: > customers.id]
  status order_status [not null, default: 'new']
  total decimal(12,2) [not null]
  tags text[]
  checks { \`total >= 0\` [name: 'total_not_negative'] }
}

/* lines
   of an order */
Table order_lines {
  order_id bigint
  line_no int
  product_id "bigint" [not null]
  quantity int [not null, default: 1]
  Note: '''
    One product
      of an order.
  '''
  indexes {
    (order_id, line_no) [pk]
  }
}
Table products {
  id bigint [pk]
  name text [not null]
  area "geography(Point)"
}
Table profiles {
  id bigint [pk]
  customer_id bigint [not null]
}
Ref: order_lines.order_id > orders.id [delete: cascade, update: no action]
Ref lines_of_product { order_lines.product_id > products.id }
Ref: customers.id - profiles.customer_id
Ref: products.id <> products.id
TableGroup sales { orders order_lines }
Note reminder { 'Ask finance.' }
`;

Deno.test("a DBML file becomes a model whose schema has the same tables, keys and references", () => {
  const { model } = readDbml(SHOP, { file: "shop.dbml" });
  assert.equal(model.name, "shop");
  assert.deepEqual(model.entities.map(({ name }) => name), [
    "Customer",
    "Order",
    "OrderLine",
    "Product",
    "Profile",
  ]);
  const customer = model.entities[0]!;
  assert.equal(customer.description, "Buys things.");
  assert.deepEqual(
    customer.attributes.map(({ name, optional }) => `${name}${optional ? "?" : ""}`),
    ["id", "email", "country?", "bornOn?", "createdAt"],
  );
  assert.equal(customer.attributes[0]!.identity, "by default");
  assert.deepEqual(customer.attributes[1]!.type, { kind: "text", length: 254 });
  assert.equal(customer.attributes[2]!.default, "'DE'");
  assert.equal(model.entities[1]!.group, "sales");
  assert.equal(model.entities[2]!.description, "One product\n  of an order.");
  const schema = toSchema(model);
  const table = (name: string) => schema.tables.find((each) => each.name === name)!;
  assert.deepEqual(table("orders").columns.map(({ name }) => name).sort(), [
    "billing_customer_id",
    "customer_id",
    "id",
    "status",
    "tags",
    "total",
  ]);
  assert.deepEqual(table("order_lines").primaryKey?.columns, ["order_id", "line_no"]);
  assert.deepEqual(
    table("order_lines").foreignKeys.map(({ columns, onDelete }) => [columns, onDelete]),
    [[["order_id"], "cascade"], [["product_id"], undefined]],
  );
  const profile = model.relationships.find(({ ends }) => ends[0]!.entity === "Profile")!;
  assert.deepEqual(profile.ends.map(({ max }) => max), [1, 1], "one to one, from whichever side");
});

Deno.test("what DBML says and a model cannot is reported by line", () => {
  const { findings } = readDbml(SHOP, { file: "shop.dbml" });
  const lines = findings.filter(({ code }) => code === "not-carried").map(({ where, what }) =>
    `${where} ${what}`
  );
  assert.equal(lines.length, 2);
  assert.match(lines[0]!, /^shop\.dbml:15:5 The index on customers \(country, born_on\)/);
  assert.match(lines[1]!, /^shop\.dbml:64:1 The note reminder/);
});

Deno.test("DBML that does not parse says where, what and what would be right", () => {
  const errors: readonly (readonly [text: string, message: RegExp])[] = [
    ["Tabel a {", /^Cannot read schema\.dbml:1:1: expected Table, Ref, .*found "Tabel"/],
    ["Table a {\n  id int [pk\n}", /schema\.dbml:3:1: expected "," or "\]", found "}"/],
    [
      "Table a {\n  id int",
      /schema\.dbml:2:9: expected "}" behind the columns of a, found the end of the file/,
    ],
    ["Table a { id }", /schema\.dbml:1:14: expected the type of a column/],
    ["Table a { id int [note: 'x] }", /schema\.dbml:1:25: a text without an end/],
    ["/* x", /1:1: a comment without an end/],
    ["Table a { id int }\nTable a { id int }", /2:7: table a is declared twice/],
    ["Table a { id int }\nRef: a.id > b.id", /2:6: there is no table b/],
    ["Table a { id int }\nRef: a.id > a.nr", /2:6: there is no column nr in a/],
    [
      "Table a { id int }\nRef: a.id > a.id [delete: maybe]",
      /expected one of restrict, cascade.*found "maybe"/,
    ],
    ["Table a { id int }\nRef: a.id => a.id", /expected one of <, >, - and <>/],
    ["Table a { ~none }", /there is no partial table none/],
    ["\u0000", /unexpected "\\u0000"/],
  ];
  for (const [text, message] of errors) {
    assert.throws(() => readDbml(text), { name: "SyntaxError", message });
  }
});

Deno.test("partial tables, schemas, composite references and a keyless target are read", () => {
  const { model, findings } = readDbml(`
    TablePartial stamped { created_at timestamp [not null] }
    Table core.users { tenant int  nr int  email text [unique] ~stamped  indexes { (tenant, nr) [pk] } }
    Table core.posts { id int [pk] tenant int [not null] user_nr int [not null] author_email text }
    Ref: core.posts.(tenant, user_nr) > core.users.(tenant, nr)
    Ref: core.posts.author_email > core.users.email
  `);
  assert.equal(model.naming.schema, "core");
  const users = model.entities.find(({ name }) => name === "User")!;
  assert.deepEqual(users.attributes.map(({ name }) => name), [
    "tenant",
    "nr",
    "email",
    "createdAt",
  ]);
  assert.deepEqual(model.relationships[0]!.ends[1]!.columns, ["tenant", "user_nr"]);
  assert.ok(
    model.entities.find(({ name }) => name === "Post")!.attributes.some(({ name }) =>
      name === "authorEmail"
    ),
  );
  assert.ok(findings.some(({ what }) => /which is not its primary key/.test(what)));
});

Deno.test("no text breaks the reader: it is read, or a place is named", () => {
  const piece = fc.constantFrom(
    "Table",
    "Ref",
    "Enum",
    "a",
    "b",
    "id",
    "int",
    "{",
    "}",
    "[",
    "]",
    "pk",
    ":",
    ">",
    "<",
    "-",
    ".",
    "(",
    ")",
    "'x'",
    '"q"',
    "`e`",
    ",",
    "\n",
    "note",
    "indexes",
    "//",
    "'''",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(piece, { maxLength: 30 }).map((list) => list.join(" ")),
        fc.string({ maxLength: 60 }),
      ),
      (text) => {
        try {
          readDbml(text);
        } catch (error) {
          assert.ok(error instanceof SyntaxError, String(error));
          assert.match(error.message, /^Cannot read schema\.dbml:\d+:\d+: /);
        }
      },
    ),
    { numRuns: 500 },
  );
});
