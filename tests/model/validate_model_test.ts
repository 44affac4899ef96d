import assert from "node:assert/strict";
import { t } from "../../lib/model/attribute_builder.ts";
import { defineModel } from "../../lib/model/define_model.ts";
import type { ModelBuilder } from "../../lib/model/model_builder.ts";
import { validateModel } from "../../lib/model/validate_model.ts";

function sound(): ModelBuilder {
  const model = defineModel("sound");
  model.entity("Person", { id: t.bigint().identity().key(), kind: t.enum("a", "b") }).rows(10);
  model.entity("Task", { id: t.bigint().identity().key(), title: t.text(80) }).rows(100);
  model.entity("Step", { nr: t.integer() }).key("Task", "nr").rows(1000);
  model.relate("Person 0..1 --owns--> 0..* Task");
  model.relate("Task 1 ==has==> 0..* Step");
  return model;
}

/** What breaks each rule, on top of a model that breaks none. */
const BROKEN: Readonly<Record<string, (model: ModelBuilder) => unknown>> = {
  "same-name-but-for-case": (m) => m.entity("PERSON", { id: t.bigint().key() }),
  "unknown-attribute": (m) =>
    m.rule("r", { kind: "unique", entity: "Task", parts: ["titel"], when: "true" }),
  "unknown-key-part": (m) => m.entity("Task").unique("persn"),
  "unknown-domain": (m) => m.entity("X", { a: t.array(t.domain("Email")) }),
  "empty-cardinality": (m) =>
    m.relate({
      verb: "v",
      ends: [{ entity: "Task", many: { min: 3, max: 2 } }, { entity: "Person" }],
    }),
  "too-few-ends": (m) => m.relate({ verb: "v", ends: [{ entity: "Task" }] }),
  "identified-by-many": (m) => m.relate("Task 0..* ==holds==> 0..* Person"),
  "same-roles": (m) => m.relate("Task 0..* --precedes--> 0..* Task"),
  "mutual-existence": (m) => m.relate("Task 1 --mirrors--> 1 Person"),
  "no-key": (m) => m.entity("X", { a: t.text() }),
  "optional-key-part": (m) => m.entity("X", { a: t.text().optional().key() }),
  "identity-of-no-number": (m) => m.entity("X", { a: t.text().identity().key() }),
  "circular-identification": (m) => m.relate("Step 1 ==starts==> 0..* Task"),
  "circular-subtypes": (m) => m.specialize("Person", ["Task"]).specialize("Task", ["Person"]),
  "several-supertypes": (m) => m.specialize("Person", ["Step"]).specialize("Task", ["Step"]),
  "unknown-discriminator": (m) => m.specialize("Person", ["Task"], { discriminator: "sort" }),
  "value-not-in-enumeration": (m) => m.entity("X", { a: t.enum("a").values({ b: 1 }) }),
  "label-twice": (m) => m.entity("X", { a: t.enum("a", "a") }),
  "value-too-long": (m) => m.entity("X", { a: t.text(2).values({ USA: 1 }) }),
  "nulls-in-required": (m) => m.entity("X", { a: t.text().looks({ nulls: 0.1 }) }),
  "computed-and-given": (m) => m.entity("X", { a: t.text().default("'x'").derived("b") }),
  "no-rows": (m) => m.entity("X", { a: t.text() }),
  "growth-of-nothing": (m) => m.entity("X", { a: t.text() }).rows(0).grows("4%/month"),
  "no-retention": (m) => m.entity("X", { a: t.text() }).retain(0),
  "rows-against-fan-out": (m) => m.relate("Person 0..1 --owns--> 0..* Task", { fanOut: 500 }),
};

Deno.test("a sound model has no findings", () => {
  assert.deepEqual(validateModel(sound()).findings, []);
});

for (const [code, breaks] of Object.entries(BROKEN)) {
  Deno.test(`validateModel() finds ${code}`, () => {
    const model = sound();
    breaks(model);
    const found = validateModel(model).findings.filter((finding) => finding.code === code);
    assert.ok(found.length > 0, JSON.stringify(validateModel(model).findings));
    for (const { where, what, why, fix } of found) assert.ok(where && what && why && fix);
  });
}

Deno.test("validateModel() finds what only a file can say", () => {
  const model = sound().snapshot();
  const [person, ...others] = model.entities;
  const relation = model.relationships[0]!;
  const codes = (changed: Partial<typeof model>) =>
    validateModel({ ...model, ...changed }).findings.map(({ code }) => code);
  assert.ok(
    codes({ entities: [person!, { ...person!, name: "Y" }, ...others] }).includes("duplicate-id"),
  );
  const ends = [{ ...relation.ends[0]!, entity: "Persn" }, relation.ends[1]!];
  assert.ok(codes({ relationships: [{ ...relation, ends }] }).includes("unknown-entity"));
  const keys = [{ primary: true, parts: ["id"] }, { primary: true, parts: ["kind"] }];
  assert.ok(codes({ entities: [{ ...person!, keys }, ...others] }).includes("two-primary-keys"));
});
