import assert from "node:assert/strict";
import { compareModels } from "../../lib/model/compare_models.ts";
import { emptyModel } from "../../lib/model/edit_model.ts";
import {
  entityCode,
  literal,
  patternCode,
  relationshipCode,
  variableOf,
} from "../../lib/plan/code.ts";
import { example, EXAMPLES } from "./examples.ts";
import { hostileModel } from "./hostile_model.ts";
import { runCode } from "./run_code.ts";

for (const name of [...EXAMPLES, "hostile"] as const) {
  Deno.test(`the statements of ${name}, run as code, change nothing`, async () => {
    const model = name === "hostile" ? hostileModel() : await example(name);
    const statements = [
      ...model.entities.map((one) => entityCode(model, one)),
      ...model.relationships.map((one) => relationshipCode(model, one)),
      ...model.patterns.map((one) => patternCode(model, one)),
    ];
    for (const statement of statements) {
      assert.deepEqual(compareModels(model, runCode(model, statement)), [], statement);
    }
  });

  Deno.test(`the entities of ${name}, run as code, come to be`, async () => {
    const model = name === "hostile" ? hostileModel() : await example(name);
    const bare = { ...emptyModel(model.name), domains: model.domains };
    for (const entity of model.entities) {
      const [made] = runCode(bare, entityCode(model, entity)).entities;
      assert.deepEqual(JSON.parse(JSON.stringify(made)), { ...made!, ...entity, id: made!.id });
    }
  });
}

Deno.test("a model's variable is a name that code can use", () => {
  const names: Readonly<Record<string, string>> = {
    shop: "shop",
    "Web shop": "webShop",
    "web-shop 2": "webShop2",
    "2nd": "model",
    class: "model",
    t: "model",
    "": "model",
    "<script>": "script",
    größe: "größe",
  };
  for (const [name, variable] of Object.entries(names)) {
    assert.equal(variableOf({ name }), variable);
    new Function(variable, "");
  }
});

Deno.test("a value as code is that value, __proto__ included", () => {
  const values: unknown[] = [null, 1.5, "a\u2028b'\"`${x}", [1, [2]], {
    a: { "b c": 1 },
    constructor: 2,
  }, {}];
  for (const value of [...values, JSON.parse('{"__proto__": {"polluted": 1}}')]) {
    assert.deepEqual(new Function(`return (${literal(value)})`)(), value);
  }
  assert.equal(literal({ a: undefined, b: 1 }), "{ b: 1 }");
});
