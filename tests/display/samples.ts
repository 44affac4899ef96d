import fc from "fast-check";
import { defineModel, type Model, t } from "../../mod.ts";

/** A shop with every notation: weak, associative, n-ary, recursive, subtypes, odd cardinalities. */
export function shopModel(): Model {
  const shop = defineModel("shop", { engine: "postgresql@18" });
  shop.entity("Customer", {
    id: t.bigint().identity().key(),
    email: t.text(254).unique(),
    address: t.composite({ street: t.text(), city: t.text() }),
    phones: t.text().many(),
    note: t.text().optional(),
  }).rows(2e6).group("sales");
  shop.entity("Person", { birthDate: t.date() }).group("sales");
  shop.entity("Company", { vatId: t.text(20).unique() }).group("sales");
  shop.entity("Order", {
    id: t.bigint().identity().key(),
    placedAt: t.timestamptz(),
    total: t.numeric(12, 2).derived("1"),
  }).rows(40e6).group("sales");
  shop.entity("OrderLine", { position: t.smallint(), quantity: t.integer() })
    .key("order", "position").group("sales");
  shop.entity("Parcel", { id: t.bigint().key() }).group("logistics");
  shop.entity("Product", { id: t.bigint().key(), title: t.text() }).group("catalog");
  shop.entity("Supplier", { id: t.bigint().key() }).group("catalog");
  shop.entity("Warehouse", { id: t.integer().key() }).group("logistics");
  shop.relate("Customer 1 --places--> 0..* Order");
  shop.relate("Order 1 --contains--> 1..* OrderLine", { identifying: true });
  shop.relate("Product 1 --is sold in--> 0..* OrderLine");
  shop.relate("Order 1 --is sent as--> 0..5 Parcel");
  shop.relate("Product 0..* --is stocked in--> 1..* Warehouse", {
    via: "Stock",
    attributes: { pieces: t.integer() },
  });
  shop.relate({
    verb: "replaces",
    ends: [{ entity: "Product", role: "successor", many: "0..1" }, {
      entity: "Product",
      role: "predecessor",
      many: "0..*",
    }],
  });
  shop.relate({
    verb: "supplies",
    ends: [{ entity: "Supplier" }, { entity: "Product" }, { entity: "Warehouse", many: "0..1" }],
  });
  shop.specialize("Customer", ["Person", "Company"], { total: true });
  return shop.snapshot();
}

/** Names that try to leave the text that they stand in. */
export const hostileNames: readonly string[] = [
  `"><script>alert(1)</script>`,
  `]]><svg onload=alert(1)>`,
  "<!-- & --> &amp; &lt;b&gt;",
  `a"]; evil [label="x`,
  "`code` | [x](javascript:alert(1)) **b**",
  "line\nbreak\r\ntab\tbell\u0007",
  "\u202eright to left override",
  "مرحبا بالعالم",
  "日本語のとても長い名前",
  "👩‍👩‍👧‍👦 family 😀",
  "x".repeat(63),
  "ÿ".repeat(300),
  "\\N \\G \\E $& $1",
  "   ",
  "\ud800 lone surrogate",
  "<TABLE><TR><TD>cell</TD></TR></TABLE>",
];

/** Characters that a terminal obeys instead of printing them; line breaks apart. */
// deno-lint-ignore no-control-regex
export const obeyedByTerminals = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/;

/** A name of any kind. */
export const anyName: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: "binary", minLength: 1, maxLength: 30 }),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 70 }),
  fc.constantFrom(...hostileNames),
);

/** Models of a few entities with any names and relationships, right or wrong. */
export const anyModel: fc.Arbitrary<Model> = fc.uniqueArray(anyName, { minLength: 1, maxLength: 9 })
  .chain((names) => {
    const entity = fc.constantFrom(...names);
    const cardinality = fc.constantFrom("0..1", "1", "0..*", "1..*", "2..5");
    const end = fc.record({
      entity,
      many: cardinality,
      role: fc.option(anyName, { nil: undefined }),
    });
    return fc.record({
      names: fc.constant(names),
      attributes: fc.array(fc.uniqueArray(anyName, { maxLength: 6 }), {
        minLength: names.length,
        maxLength: names.length,
      }),
      groups: fc.array(
        fc.option(fc.constantFrom("a", "b", ...hostileNames.slice(0, 3)), { nil: undefined }),
        {
          minLength: names.length,
          maxLength: names.length,
        },
      ),
      relationships: fc.array(
        fc.record({
          verb: anyName,
          ends: fc.array(end, { minLength: 2, maxLength: 4 }),
          identifying: fc.boolean(),
          via: fc.option(fc.oneof(anyName, entity), { nil: undefined }),
        }),
        { maxLength: 8 },
      ),
      subtypes: fc.array(entity, { maxLength: 3 }),
    });
  }).map(({ names, attributes, groups, relationships, subtypes }): Model => ({
    ...defineModel("any").snapshot(),
    name: names[0]!,
    entities: names.map((name, at) => ({
      id: String(at),
      name,
      volume: {},
      ...(groups[at] === undefined ? {} : { group: groups[at] }),
      attributes: attributes[at]!.map((name) => ({
        id: name,
        name,
        type: { kind: "native" as const, sql: name },
        optional: name.length % 2 === 0,
      })),
      keys: attributes[at]!.length ? [{ primary: true, parts: attributes[at]!.slice(0, 2) }] : [],
    })),
    relationships: relationships.map(({ verb, ends, identifying, via }, at) => ({
      id: `r${at}`,
      verb,
      identifying,
      ...(via === undefined ? {} : { via }),
      attributes: [],
      ends: ends.map(({ entity, many, role }) => {
        const [min = "1", max = min] = many.split("..");
        return {
          entity,
          min: Number(min),
          max: max === "*" ? "*" as const : Number(max),
          ...(role === undefined ? {} : { role }),
        };
      }),
    })),
    specializations: subtypes.length === 0 ? [] : [{
      id: "s",
      supertype: names[0]!,
      subtypes,
      disjoint: true,
      total: subtypes.length > 1,
      mapping: "joined",
    }],
  }));
