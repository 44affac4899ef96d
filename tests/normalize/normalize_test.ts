import assert from "node:assert/strict";
import fc from "fast-check";
import {
  apply,
  confirmDependency,
  defineModel,
  discoverDependencies,
  type Model,
  normalize,
  readModel,
  stayDenormalized,
  toSchema,
  validateModel,
} from "@groundplan/groundplan";

function assertSound(model: Model): void {
  const errors = validateModel(model).findings.filter(({ severity }) => severity === "error");
  assert.deepEqual(errors.map(({ what }) => what), []);
  toSchema(model);
}

function orderLines() {
  const shop = defineModel("shop");
  shop.entity("Line", {
    orderId: "bigint",
    productId: "bigint",
    quantity: "integer",
    productName: "text",
    orderedOn: "date",
    zip: "text(5)",
    city: "text",
  }).key("orderId", "productId");
  const rules: readonly [name: string, determinant: string[], dependent: string[]][] = [
    ["product", ["productId"], ["productName"]],
    ["order", ["orderId"], ["orderedOn", "zip", "city"]],
    ["zip", ["zip"], ["city"]],
  ];
  for (const [name, determinant, dependent] of rules) {
    shop.rule(name, { kind: "dependency", entity: "Line", determinant, dependent });
  }
  return shop;
}

Deno.test("an entity of order lines becomes lines, orders, products and towns", () => {
  const { entities, findings, edits } = normalize(orderLines());
  assert.equal(entities[0]?.verdict.form, "1NF");
  assert.deepEqual(findings.map(({ code, where }) => `${code} ${where}`), [
    "breaks-3nf Line.city",
    "breaks-2nf Line.orderedOn+zip+city",
    "breaks-2nf Line.productName",
  ]);
  const after = apply(orderLines().snapshot(), edits);
  assertSound(after);
  const attributes = Object.fromEntries(
    after.entities.map(({ name, attributes }) => [name, attributes.map((one) => one.name)]),
  );
  assert.deepEqual(attributes, {
    Line: ["quantity"],
    Order: ["orderId", "orderedOn"],
    Product: ["productId", "productName"],
    Zip: ["zip", "city"],
  });
  assert.deepEqual(normalize(after).findings, []);
  const { tables } = toSchema(after);
  const lines = tables.find(({ name }) => name === "lines")!;
  assert.deepEqual(lines.primaryKey?.columns, ["order_id", "product_id"]);
  assert.deepEqual(lines.foreignKeys.map(({ references }) => references.name).sort(), [
    "orders",
    "products",
  ]);
});

Deno.test("a fact about an entity that is referred to moves there", () => {
  const shop = defineModel("shop");
  shop.entity("Customer", { id: "bigint key", name: "text" });
  shop.entity("Order", { id: "bigint key", customerCountry: "text(2)" });
  shop.relate("Customer 1 --places--> 0..* Order");
  shop.rule("country", {
    kind: "dependency",
    entity: "Order",
    determinant: ["Customer"],
    dependent: ["customerCountry"],
  });
  const after = apply(shop.snapshot(), normalize(shop).edits);
  assertSound(after);
  const names = (entity: string) =>
    after.entities.find(({ name }) => name === entity)!.attributes.map(({ name }) => name);
  assert.deepEqual(names("Customer"), ["id", "name", "customerCountry"]);
  assert.deepEqual(names("Order"), ["id"]);
  assert.deepEqual(normalize(after).findings, []);
});

Deno.test("an array breaks first normal form and becomes an attribute of many values", () => {
  const shop = defineModel("shop");
  shop.entity("Product", { sku: "text key", tags: "array(text)" });
  const { entities, edits } = normalize(shop);
  assert.equal(entities[0]?.verdict.form, "UNF");
  const after = apply(shop.snapshot(), edits);
  assertSound(after);
  assert.equal(normalize(after).entities[0]?.verdict.form, "4NF");
});

Deno.test("a discovered dependency that is confirmed becomes a rule and is judged", async () => {
  const shop = defineModel("shop");
  shop.entity("Customer", { id: "bigint key", zipCode: "text(5)", city: "text" });
  const rows = Array.from({ length: 200 }, (_, at) => ({
    id: at,
    zip_code: `8${at % 20}`,
    city: `town ${at % 20 % 10}`,
  }));
  const { functional } = await discoverDependencies(rows);
  const [first] = functional;
  assert.deepEqual([first?.determinant, first?.dependent], [["zip_code"], "city"]);
  const edit = confirmDependency(shop, {
    entity: "Customer",
    determinant: first!.determinant,
    dependent: [first!.dependent],
    reason: `Holds in ${rows.length} rows, ${first!.shared} of which could break it.`,
  });
  const model = apply(shop.snapshot(), [edit]);
  assertSound(model);
  assert.deepEqual(model.rules.map(({ kind }) => kind), ["dependency"]);
  const { findings, edits } = normalize(model);
  assert.deepEqual(findings.map(({ code, where }) => [code, where]), [[
    "breaks-3nf",
    "Customer.city",
  ]]);
  assertSound(apply(model, edits));
});

Deno.test("a dependency over what the model does not have is refused", () => {
  const shop = orderLines();
  const base = { determinant: ["zip"], dependent: ["city"], reason: "said so" };
  assert.throws(() => confirmDependency(shop, { ...base, entity: "Lime" }), /did you mean Line\?/);
  assert.throws(
    () => confirmDependency(shop, { ...base, entity: "Line", dependent: ["citi"] }),
    /no such attribute or role; did you mean city\?/,
  );
});

Deno.test("a decision to stay is recorded with the rule that keeps the copies consistent", () => {
  const shop = orderLines();
  const finding = normalize(shop).findings.find(({ code }) => code === "breaks-3nf")!;
  const edits = stayDenormalized(shop, finding, { reason: "Labels need no join.", by: "Ada" });
  const model = apply(shop.snapshot(), edits);
  assertSound(model);
  assert.deepEqual(model.decisions, [{
    about: "breaks-3nf@Line.city",
    by: "Ada",
    choice: "stay denormalized",
    reason: "Labels need no join.",
  }]);
  const rule = model.rules.find(({ kind }) => kind === "assertion");
  assert.equal(
    rule?.kind === "assertion" && rule.violations,
    "select zip from public.lines group by zip having count(distinct city) > 1",
  );
  const after = normalize(model);
  assert.deepEqual(after.waived.map(({ finding }) => finding.code), ["breaks-3nf"]);
  assert(!after.edits.some(({ target }) => target === "Zip"));
  const normalized = apply(model, after.edits);
  assert.deepEqual(
    normalized.entities.find(({ name }) => name === "Order")?.attributes.map(({ name }) => name),
    ["orderId", "orderedOn", "zip", "city"],
  );
  assert.throws(
    () => stayDenormalized(shop, { ...finding, where: "Line.street" }, { reason: "" }),
    RangeError,
  );
});

Deno.test("the example models are judged, and their edits give sound models", async () => {
  for (const name of ["shop", "saas", "sensors"]) {
    const path = new URL(`../../examples/${name}.yaml`, import.meta.url);
    const model = await readModel(await Deno.readTextFile(path));
    const { entities, edits } = normalize(model);
    assert.equal(entities.length, model.entities.length);
    assertSound(apply(model, edits));
  }
});

Deno.test("edits lead to the form that was aimed at, whatever the dependencies", () => {
  const names = ["a", "b", "c", "d", "e"];
  const side = fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 2 });
  fc.assert(
    fc.property(
      fc.array(fc.record({ determinant: side, dependent: side }), { maxLength: 3 }),
      fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 2 }),
      (dependencies, key) => {
        const builder = defineModel("any");
        builder.entity("Thing", Object.fromEntries(names.map((name) => [name, "text"]))).key(
          ...key,
        );
        dependencies.forEach(({ determinant, dependent }, at) =>
          builder.rule(`rule${at}`, { kind: "dependency", entity: "Thing", determinant, dependent })
        );
        const { edits, entities: [before] } = normalize(builder);
        fc.pre(before?.obstacle === undefined);
        const after = apply(builder.snapshot(), edits);
        assertSound(after);
        for (const { entity, verdict } of normalize(after).entities) {
          assert(["3NF", "BCNF", "4NF"].includes(verdict.form), `${entity} is in ${verdict.form}`);
        }
      },
    ),
    { numRuns: 150, seed: 5 },
  );
});
