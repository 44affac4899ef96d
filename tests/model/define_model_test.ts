import assert from "node:assert/strict";
import fc from "fast-check";
import { t } from "../../lib/model/attribute_builder.ts";
import { defineModel } from "../../lib/model/define_model.ts";
import type { Model } from "../../lib/model/model.ts";
import { type ModelBuilder, modelOf } from "../../lib/model/model_builder.ts";

function shop(): ModelBuilder {
  const shop = defineModel("shop");
  shop.entity("Customer", {
    id: t.bigint().identity().key(),
    email: t.text(254).unique(),
    country: t.text(2).values({ US: 0.4, DE: "20%" }),
  }).rows(2e6).grows("4%/month").describe("Who buys");
  shop.entity("Order", { id: "bigint identity key", placedAt: "timestamptz" }).rows("40M");
  shop.relate("Customer 1 --places--> 0..* Order", { onDelete: "restrict" });
  return shop;
}

Deno.test("defineModel() builds frozen plain data", () => {
  const model = shop().snapshot();
  assert.deepEqual(model.entities.map(({ name }) => name), ["Customer", "Order"]);
  const [customer] = model.entities;
  assert.deepEqual(customer!.keys, [
    { primary: true, parts: ["id"] },
    { primary: false, parts: ["email"] },
  ]);
  assert.deepEqual(customer!.volume.growth, {
    kind: "exponential",
    ratio: { value: 0.04 },
    period: 2629746,
  });
  assert.deepEqual(customer!.attributes[2]!.distribution, { values: [["US", 0.4], ["DE", 0.2]] });
  assert.ok(Object.isFrozen(model.entities) && Object.isFrozen(customer!.attributes[0]));
  assert.deepEqual(JSON.parse(JSON.stringify(model)), { ...model });
});

Deno.test("entity() replaces attributes and what its statement said, and keeps the rest", () => {
  const model = shop();
  model.entity("Customer").owner("Sales");
  model.entity("Customer", { code: t.text(10).key() }).rows(5);
  const [customer] = model.snapshot().entities;
  assert.deepEqual(customer!.attributes.map(({ name }) => name), ["code"]);
  assert.deepEqual(customer!.keys, [{ primary: true, parts: ["code"] }]);
  assert.deepEqual(customer!.volume, { rows: { value: 5 } });
  assert.equal(customer!.description, undefined);
  assert.equal(customer!.owner, "Sales");
  assert.equal(model.snapshot().relationships.length, 1);
});

Deno.test("relate() replaces the relationship of the same ends, roles and verb", () => {
  const model = shop();
  model.relate("Customer 0..1 --places--> 0..* Order");
  const { relationships } = model.snapshot();
  assert.equal(relationships.length, 1);
  assert.equal(relationships[0]!.ends[0]!.min, 0);
  assert.equal(relationships[0]!.onDelete, undefined);
  model.relate("Customer 0..1 --approves--> 0..* Order");
  assert.equal(model.snapshot().relationships.length, 2);
});

Deno.test("rename() keeps the id, moves every mention and outlives a re-run of the older cells", () => {
  const model = shop();
  model.rule("active", {
    kind: "unique",
    entity: "Customer",
    parts: ["email"],
    when: "country = 'US'",
  });
  const before = model.snapshot();
  model.rename("Customer", "Buyer").rename("Buyer.email", "address").rename(
    "Buyer.address",
    "mail",
  );
  const after = model.snapshot();
  const buyer = after.entities.find(({ name }) => name === "Buyer")!;
  assert.equal(buyer.id, "Customer");
  assert.equal(buyer.attributes[1]!.id, "email");
  assert.deepEqual(buyer.keys[1]!.parts, ["mail"]);
  assert.equal(after.relationships[0]!.ends[0]!.entity, "Buyer");
  assert.deepEqual(after.rules[0], { ...before.rules[0], entity: "Buyer", parts: ["mail"] });
  model.entity("Customer", {
    id: t.bigint().identity().key(),
    email: t.text(254).unique(),
    country: t.text(2).values({ US: 0.4, DE: "20%" }),
  }).rows(2e6).grows("4%/month").describe("Who buys");
  model.relate("Customer 1 --places--> 0..* Order", { onDelete: "restrict" });
  assert.deepEqual(model.snapshot(), after);
  model.rename("Customer", "Buyer");
  assert.deepEqual(model.snapshot(), after);
});

Deno.test("undo(), history() and changes() tell what was said", () => {
  const model = shop();
  assert.deepEqual(model.history().map(({ what }) => what), [
    "entity Customer",
    "entity Order",
    "relate Customer places Order",
  ]);
  const before = model.snapshot();
  model.drop("Order");
  assert.deepEqual(model.changes(before).map(({ kind, path }) => `${kind} ${path}`), [
    "dropped Order",
    "dropped Customer places Order",
  ]);
  model.undo();
  assert.deepEqual(model.snapshot(), before);
  model.undo().undo().undo().undo();
  assert.equal(model.snapshot().entities.length, 0);
});

Deno.test("saying a thing twice leaves no history", () => {
  const model = shop();
  const { length } = model.history();
  model.entity("Order", { id: "bigint identity key", placedAt: "timestamptz" }).rows("40M");
  assert.equal(model.history().length, length);
});

Deno.test("a wrong call explains itself", () => {
  const model = shop();
  const wrong: [() => unknown, RegExp][] = [
    [
      () => model.relate("Custmer 1 --places--> 0..* Order"),
      /no entity Custmer; did you mean Customer\?/,
    ],
    [
      () => model.relate("Customer places Order"),
      /write it as "Customer 1 --places--> 0\.\.\* Order"/,
    ],
    [() => model.entity("Custmer"), /did you mean Customer\?/],
    [() => model.entity("X", { id: "bigit key" }), /X\.id.*did you mean bigint\?/],
    [() => model.entity("X", { id: t.bigint as never }), /parentheses missing/],
    [() => model.entity("X", { id: 3 as never }), /Cannot read attribute X\.id: 3 is not a type/],
    [() => model.entity("X", ["id"] as never), /its attributes are an object/],
    [() => model.entity(" X", {}), /no space around it/],
    [() => model.entity("Order").grows("4 %"), /Cannot read "4 %" as a growth/],
    [() => model.entity("Order").rows(-1), /0 or more/],
    [
      () => model.access("a", { sql: "select 1", rat: "900/s" } as never),
      /"rat"; did you mean rate\?/,
    ],
    [() => model.access("a", { rate: "900/s" }), /either `sql` or `query`/],
    [
      () => model.rule("r", { kind: "chek", entity: "Order", sql: "true" } as never),
      /did you mean check\?/,
    ],
    [() => model.rename("Order.placedat", "x"), /did you mean placedAt\?/],
    [() => model.rename("Order", "Customer"), /there is another Customer/],
    [() => model.drop("Ordr"), /did you mean Order\?/],
    [() => model.specialize("Customer", ["Vip"]), /no entity Vip/],
    [() => t.text(0), /not a whole number from 1/],
    [() => t.numeric(4, 9), /no more after the point/],
    [() => t.enum(), /write its labels/],
    [() => t.text().values({ a: 0.7, b: 0.7 }), /add up to 1\.4/],
  ];
  for (const [call, message] of wrong) assert.throws(call, message);
});

type Cell = (model: ModelBuilder) => unknown;

/** Cells that define what others need; each may run again at any time. */
const DEFINING: readonly Cell[] = [
  (m) =>
    m.entity("Customer", { id: t.bigint().key(), email: t.text().unique() }).rows("2M").check(
      "c",
      "true",
    ),
  (m) => m.entity("Order", { id: t.bigint().key(), at: t.timestamptz() }).grows("60k/day"),
  (m) => m.entity("Product", { sku: "text(20) key", price: "numeric(10, 2)" }).describe("Sold"),
];
const USING: readonly Cell[] = [
  (m) => m.relate("Customer 1 --places--> 0..* Order"),
  (m) => m.relate("Order 1..* --contains--> 0..* Product", { via: "OrderLine" }),
  (m) => m.entity("Order").retain("7 years").unique("at"),
  (m) => m.specialize("Product", ["Order"], { total: true }),
  (m) => m.rule("positive", { kind: "check", entity: "Product", sql: "price > 0" }),
  (m) => m.access("byCustomer", { sql: "select 1", rate: "9/s" }),
  (m) => m.decide("key.Product", { choice: "natural", reason: "printed on the box" }),
  (m) => m.domain("Email", { type: "text(254)", check: "value like '%@%'" }),
];

Deno.test("cells in any legal order, and run again, give the same model", () => {
  const expected = defineModel("m");
  for (const cell of [...DEFINING, ...USING]) cell(expected);
  const order = fc.tuple(
    fc.shuffledSubarray([...DEFINING], { minLength: DEFINING.length }),
    fc.shuffledSubarray([...USING], { minLength: USING.length }),
    fc.array(fc.constantFrom(...DEFINING, ...USING), { maxLength: 12 }),
  );
  fc.assert(fc.property(order, ([first, second, again]) => {
    const model = defineModel("m");
    for (const cell of [...first, ...second, ...again]) cell(model);
    assert.deepEqual(model.snapshot(), expected.snapshot());
    assert.equal(JSON.stringify(model.snapshot()), JSON.stringify(expected.snapshot()));
  }));
});

Deno.test("undo() takes back any sequence of statements, step by step", () => {
  fc.assert(fc.property(fc.array(fc.constantFrom(...USING), { maxLength: 10 }), (cells) => {
    const model = defineModel("m");
    for (const cell of DEFINING) cell(model);
    const states = [model.snapshot()];
    for (const cell of cells) {
      cell(model);
      if (JSON.stringify(model.snapshot()) !== JSON.stringify(states.at(-1))) {
        states.push(model.snapshot());
      }
    }
    for (const state of states.toReversed().slice(1)) {
      assert.deepEqual(model.undo().snapshot(), state);
    }
  }));
});

Deno.test("entities and attributes may be named like what every object has", () => {
  const model = defineModel("odd");
  for (const name of ["constructor", "toString", "hasOwnProperty"]) {
    model.entity(name, { [name]: t.text() }).rows(5);
    model.entity(name, { [name]: t.text(), id: t.bigint().key() }).rows(6);
  }
  assert.deepEqual(
    model.snapshot().entities.map(({ name, volume }) => [name, volume.rows?.value]),
    [["constructor", 6], ["hasOwnProperty", 6], ["toString", 6]],
  );
});

Deno.test("what is no model is refused, with what would be one", () => {
  const entity = defineModel("shop").entity("Item", { id: "bigint key" });
  for (const wrong of [entity, undefined, null, "shop.yaml", Promise.resolve({ entities: [] })]) {
    assert.throws(
      () => modelOf(wrong as unknown as Model),
      (error) => error instanceof TypeError && /it takes what defineModel\(\)/.test(error.message),
    );
  }
});
