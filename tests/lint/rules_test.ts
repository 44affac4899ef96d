import assert from "node:assert/strict";
import { lintSchema } from "../../lib/lint/lint_schema.ts";
import { lintRules } from "../../lib/lint/rules.ts";
import { columnsExamples } from "./examples/columns.ts";
import { foreignKeysExamples } from "./examples/foreign_keys.ts";
import { indexesExamples } from "./examples/indexes.ts";
import { keysExamples } from "./examples/keys.ts";
import { namingExamples } from "./examples/naming.ts";
import { storageExamples } from "./examples/storage.ts";
import { volumesExamples } from "./examples/volumes.ts";
import type { Examples, Judged } from "./examples/example.ts";

const EXAMPLES: Examples = {
  ...keysExamples,
  ...volumesExamples,
  ...foreignKeysExamples,
  ...indexesExamples,
  ...columnsExamples,
  ...namingExamples,
  ...storageExamples,
};

Deno.test("every rule has an example that breaks it and one that keeps it", () => {
  assert.deepEqual(Object.keys(EXAMPLES).sort(), lintRules.map(({ code }) => code).sort());
});

for (const rule of lintRules) {
  const judge = ({ schema, model }: Judged) =>
    lintSchema(schema, { rules: [rule], ...(model ? { model } : {}) }).findings;

  Deno.test(`${rule.code} fires`, () => {
    for (const example of EXAMPLES[rule.code]!.breaks) {
      const found = judge(example);
      assert.deepEqual(found.map(({ where }) => where), example.where);
      for (const finding of found) {
        assert.equal(finding.severity, rule.severity);
        for (const text of [finding.what, finding.why, finding.fix]) assert.match(text, /\S\.$/);
        assert.ok(finding.source);
      }
    }
  });

  Deno.test(`${rule.code} keeps quiet`, () => {
    for (const example of EXAMPLES[rule.code]!.keeps) {
      assert.deepEqual(judge(example).map(({ what }) => what), []);
    }
  });
}
