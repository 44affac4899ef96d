import assert from "node:assert/strict";
import { parse } from "@std/yaml";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import type { AttributeType } from "../../lib/model/attribute_type.ts";
import { t } from "../../lib/model/attribute_builder.ts";
import { defineModel } from "../../lib/model/define_model.ts";
import { emptyModel, putElement } from "../../lib/model/edit_model.ts";
import type { Attribute, Model } from "../../lib/model/model.ts";
import { ModelFileError } from "../../lib/model/model_file_error.ts";
import { modelFileSchema } from "../../lib/model/model_file_schema.ts";
import { readModel } from "../../lib/model/read_model.ts";
import { writeModel } from "../../lib/model/write_model.ts";

const name = fc.oneof(
  fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,8}$/),
  fc.constantFrom(
    "Größe",
    'say "hi"',
    "a.b",
    "<b>&",
    "yes",
    "12",
    "null",
    "it's",
    "a: b",
    "- x",
    "#x",
  ),
);
const text = fc.oneof(
  name,
  fc.string({ minLength: 1, maxLength: 30 }).filter((s) => s.trim() !== "" && !s.includes("\0")),
);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

function record<T extends object>(
  fields: { [Key in keyof T]: fc.Arbitrary<T[Key] | undefined> },
): fc.Arbitrary<T> {
  return fc.record(fields as { [Key in keyof T]: fc.Arbitrary<T[Key]> }).map((value) =>
    Object.fromEntries(
      Object.entries(value as object).filter(([, part]) => part !== undefined),
    ) as T
  );
}

const type: fc.Arbitrary<AttributeType> = fc.letrec<{ type: AttributeType }>((tie) => ({
  type: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom<AttributeType>({ kind: "bigint" }, { kind: "text" }, { kind: "timestamptz" }, {
      kind: "json",
    }),
    fc.nat(300).map((length): AttributeType => ({ kind: "text", length: length + 1 })),
    fc.constant<AttributeType>({ kind: "numeric", precision: 12, scale: 2 }),
    fc.uniqueArray(name, { minLength: 1, maxLength: 4 }).map((values): AttributeType => ({
      kind: "enum",
      values,
    })),
    text.map((sql): AttributeType => ({ kind: "native", sql: sql.trim() })),
    tie("type").filter(({ kind }) => kind !== "composite").map((of): AttributeType => ({
      kind: "array",
      of,
    })),
    fc.uniqueArray(fc.tuple(name, tie("type"), fc.boolean()), {
      minLength: 1,
      maxLength: 3,
      selector: ([name]) => name,
    }).map((parts): AttributeType => ({
      kind: "composite",
      parts: parts.toSorted(([a], [b]) => Number(/^\d+$/.test(b)) - Number(/^\d+$/.test(a)))
        .map(([name, type, optional]) => ({ name, type, optional })),
    })),
  ),
})).type;

const attribute = (name: string): fc.Arbitrary<Attribute> =>
  record<Attribute>({
    id: fc.oneof(fc.constant(name), fc.constant(`${name}0`)),
    name: fc.constant(name),
    type,
    optional: fc.boolean(),
    multiValued: maybe(fc.constant(true)),
    check: maybe(text),
    description: maybe(text),
    unit: maybe(text),
    example: maybe(text),
    sensitivity: maybe(fc.constantFrom("personal", "public")),
    derived: maybe(fc.record({ sql: text, stored: fc.boolean() }, { noNullPrototype: true })),
    distribution: maybe(fc.constantFrom(
      { distinct: { ratio: 0.25 } },
      { distinct: 40, nulls: 0, width: 12.5, correlation: -0.5, min: "1", max: "9" },
      { shape: { kind: "zipf" as const, exponent: 1.1 } },
    )),
  });

const NAMES = ["id", "b", "C", "größe", 'say "hi"'];

const model: fc.Arbitrary<Model> = fc.uniqueArray(name, {
  minLength: 1,
  maxLength: 4,
  selector: (name) => name.toLowerCase(),
}).chain((names) =>
  fc.tuple(
    fc.tuple(...names.map((entity) =>
      fc.tuple(
        fc.tuple(...NAMES.map(attribute)),
        fc.subarray(NAMES, { minLength: 1 }),
        fc.uniqueArray(fc.shuffledSubarray(NAMES, { minLength: 1 }), {
          maxLength: 2,
          selector: String,
        }),
        record<Model["entities"][number]["volume"]>({
          rows: maybe(fc.oneof(
            fc.nat().map((value) => ({ value })),
            fc.constant({ value: 2, low: 1, high: 3 }),
          )),
          growth: maybe(fc.oneof(
            fc.double({ min: 1e-6, max: 1e6, noNaN: true })
              .map((value) => ({ kind: "linear" as const, rate: { value } })),
            fc.constant({
              kind: "exponential" as const,
              ratio: { value: 0.045, low: 0.03, high: 0.06 },
              period: 2629746,
            }),
            fc.constant({ kind: "measured" as const, history: [["2026-01-01", 5] as const] }),
          )),
          retention: maybe(fc.double({ min: 1e-3, max: 1e10, noNaN: true })),
        }),
        maybe(text),
      ).map(([attributes, primary, unique, volume, description]) => ({
        id: entity,
        name: entity,
        ...(description === undefined ? {} : { description }),
        attributes: attributes.map((attribute) =>
          primary.includes(attribute.name)
            ? { ...attribute, optional: false, multiValued: undefined }
            : attribute
        ).map(({ multiValued, ...rest }) => multiValued ? { ...rest, multiValued } : rest),
        keys: [
          { primary: true, parts: primary },
          ...unique.map((parts) => ({ primary: false, parts }))
            .sort((a, b) => a.parts.join() < b.parts.join() ? -1 : 1),
        ],
        volume,
      }))
    )),
    fc.array(
      fc.record({
        ends: fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names)),
        verb: fc.oneof(text.map((verb) => verb.trim()), fc.constant("places")),
        max: fc.constantFrom<1 | 5 | "*">(1, 5, "*"),
        fanOut: maybe(fc.double({ min: 0.5, max: 9, noNaN: true })),
        onDelete: maybe(fc.constantFrom("cascade" as const, "set null" as const)),
      }),
      { maxLength: 3 },
    ),
    maybe(text),
  ).map(([entities, relationships, description]) => {
    let model: Model = {
      ...emptyModel("m"),
      ...(description === undefined ? {} : { description }),
    };
    for (const entity of entities) model = putElement(model, "entities", entity);
    for (const { ends: [a, b], verb, max, fanOut, onDelete } of relationships) {
      model = putElement(model, "relationships", {
        id: `${a} ${verb} role ${b}`,
        verb,
        ends: [{ entity: a, min: 0, max: 1 }, { entity: b, role: `role ${b}`, min: 0, max }],
        attributes: [],
        ...(fanOut === undefined
          ? {}
          : { fanOut: { shape: { kind: "exponential" as const, mean: fanOut } } }),
        ...(onDelete === undefined ? {} : { onDelete }),
      });
    }
    return model;
  })
);

const validate = new Ajv2020({ strict: false, discriminator: true, validateFormats: false })
  .compile(modelFileSchema);

Deno.test("readModel() gives back what writeModel() wrote, in YAML and JSON", async () => {
  await fc.assert(
    fc.asyncProperty(
      model,
      fc.constantFrom("yaml" as const, "json" as const),
      async (model, format) => {
        const written = writeModel(model, { format });
        assert.ok(validate(parse(written)), JSON.stringify(validate.errors));
        const read = await readModel(written);
        assert.deepEqual(read, model);
        assert.equal(writeModel(read, { format }), written);
      },
    ),
    { numRuns: 60 },
  );
});

Deno.test("a file of every kind of element round-trips", async () => {
  const model = defineModel("all", { naming: { plural: false } });
  model.describe("All of it").domain("Email", { type: "text(254)", check: "value like '%@%'" });
  model.entity("Person", {
    id: "bigint identity key",
    mail: t.domain("Email"),
    born: t.date().sensitivity("personal"),
  })
    .rows("1M..3M").grows("4%/month to 10M").owner("HR").group("People").origin({
      text: "We keep people",
    });
  model.entity("Staff", { level: t.smallint().between(1, 9) }).churns(0.5);
  model.entity("Room", { nr: "text(8) key", open: "tstzrange" }).grows("60k/day ±30% yearly");
  model.specialize("Person", ["Staff"], { total: true, mapping: "single" });
  model.relate("Person as boss 0..1 --leads--> 0..* Person as report", { onDelete: "set null" });
  model.relate({
    verb: "books",
    ends: [{ entity: "Person" }, { entity: "Room" }, { entity: "Staff", role: "host" }],
    via: "Booking",
    attributes: { at: "timestamptz" },
  });
  model.rule("open", { kind: "exclusion", entity: "Room", equal: ["nr"], overlaps: "open" });
  model.rule("one", { kind: "unique", entity: "Person", parts: ["mail"], when: "born is null" });
  model.rule("fd", {
    kind: "dependency",
    entity: "Room",
    determinant: ["nr"],
    dependent: ["open"],
  });
  model.rule("boss", {
    kind: "assertion",
    entities: ["Person"],
    violations: "select 1 where false",
    message: "no",
  });
  model.access("byMail", {
    sql: "select * from person where mail = $1",
    rate: "900/s",
    p95: "10 ms",
    p99: "1 s",
    parameters: [{ distinct: 1e6, shape: "zipf 1.1" }],
    staleness: "5 min",
  });
  model.access("rooms", {
    query: { action: "select", entity: "Room", where: { nr: "=" }, limit: 5 },
    isolation: "serializable",
  });
  model.decide("no-rows@Staff", { choice: "waived", reason: "few" });
  model.rename("Person.mail", "email").rename("Staff", "Employee");
  for (const format of ["yaml", "json"] as const) {
    assert.deepEqual(await readModel(writeModel(model, { format })), model.snapshot());
  }
});

/** Bad files, each with what the error must say. */
const BAD: readonly [name: string, text: string, message: RegExp][] = [
  ["broken YAML", "model: x\nentities: [", /^bad:\d+:\d+: This is not YAML/],
  ["an empty file", "  \n", /bad:1:1: .*it is empty; a model file begins with "model: name"/],
  ["a binary file", "PK\0\0", /it is a binary file/],
  ["a list", "- a", /bad:1:1: the file must be a mapping/],
  ["no name", "entities: {}", /bad:1:1: the file lacks the key "model"/],
  [
    "an unknown key",
    "model: x\nentitys: {}",
    /bad:2:1: Unknown key "entitys" in the file; did you mean entities\?/,
  ],
  [
    "an unknown key of an attribute",
    "model: x\nentities:\n  A:\n    attributes:\n      b: {type: text, uniqe: true}",
    /bad:5:23: Unknown key "uniqe" in entities\.A\.attributes\.b; did you mean unique\?/,
  ],
  [
    "an unknown type",
    "model: x\nentities:\n  A:\n    attributes:\n      b: bigit",
    /bad:5:10: Cannot read attribute A\.b: .*did you mean bigint\?/,
  ],
  [
    "a wrong type of value",
    "model: x\nentities:\n  A:\n    attributes: 5",
    /bad:4:17: entities\.A\.attributes must be a mapping/,
  ],
  [
    "a wrong quantity",
    "model: x\nentities:\n  A: {rows: 2 zillion}",
    /bad:3:13: Cannot read "2 zillion" as a number of rows: unknown unit "zillion"/,
  ],
  [
    "a relationship to nothing",
    "model: x\nentities:\n  Customer: {}\nrelationships:\n  - Custmer 1 --places--> 0..* Customer",
    /bad:5:5: .*"Custmer".*did you mean Customer\?/,
  ],
  [
    "a broken sentence",
    "model: x\nrelationships:\n  - a b c",
    /bad:3:5: Cannot read "a b c" as a relationship/,
  ],
  [
    "circular subtypes",
    "model: x\nentities: {A: {}, B: {}}\nsubtypes:\n  - {of: A, are: [B]}\n  - {of: B, are: [A]}",
    /bad:2:12: A is a kind of B is a kind of A/,
  ],
  [
    "an unknown rule",
    'model: x\nentities: {A: {}}\nrules:\n  r: {kind: chek, entity: A, sql: "true"}',
    /bad:4:\d+: rules\.r.*"chek"/,
  ],
  [
    "an unknown key of a rule",
    'model: x\nentities: {A: {}}\nrules:\n  r: {kind: check, entity: A, sq: "true"}',
    /bad:4:31: Unknown key "sq".*did you mean sql\?/,
  ],
  [
    "a comma without quotes",
    "model: x\nentities:\n  A: {attributes: {b: {type: enum(new, paid)}}}",
    /bad:3:40: Unknown key "paid\)".*needs quotes inside/,
  ],
  ["a duplicate key", "model: x\nmodel: y", /bad:2:1: This is not YAML/],
  ["an alias bomb's unknown key", "model: x\na: &a [1]\nb: *a", /Unknown key "a"/],
];

for (const [what, text, message] of BAD) {
  Deno.test(`readModel() explains ${what}`, async () => {
    await assert.rejects(readModel(text, { file: "bad" }), (error) => {
      assert.ok(error instanceof ModelFileError, String(error));
      assert.match(error.message, message);
      return true;
    });
  });
}

Deno.test("readModel() reports all problems in the order of the file", async () => {
  const text = "model: x\nentities:\n  A: {rows: many}\n  B: {growth: fast}\n";
  await assert.rejects(readModel(text), (error) => {
    assert.ok(error instanceof ModelFileError);
    assert.deepEqual(error.problems.map(({ line }) => line), [3, 4]);
    return true;
  });
});

Deno.test("readModel() refuses a file of 50 MB at once", async () => {
  await assert.rejects(readModel(" ".repeat(50e6)), RangeError);
});

Deno.test("the published JSON Schema is the one that files are checked by", async () => {
  const published = await Deno.readTextFile(
    new URL("../../schema/model.schema.json", import.meta.url),
  );
  assert.deepEqual(JSON.parse(published), JSON.parse(JSON.stringify(modelFileSchema)));
});
