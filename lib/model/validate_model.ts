import { compareFindings, type Finding } from "../core/finding.ts";
import { freeze } from "../core/freeze.ts";
import { modelOf, type ModelSource } from "./model_builder.ts";
import { cardinalityRules } from "./validation/cardinality_rules.ts";
import { keyRules } from "./validation/key_rules.ts";
import { nameRules } from "./validation/name_rules.ts";
import { referenceRules } from "./validation/reference_rules.ts";
import { subtypeRules } from "./validation/subtype_rules.ts";
import type { ValidationRule } from "./validation/validation_rule.ts";
import { valueRules } from "./validation/value_rules.ts";
import { volumeRules } from "./validation/volume_rules.ts";

const RULES: readonly ValidationRule[] = [
  ...nameRules,
  ...referenceRules,
  ...cardinalityRules,
  ...keyRules,
  ...subtypeRules,
  ...valueRules,
  ...volumeRules,
];

/**
 * Everything that is wrong with a model, the worst first.
 *
 * @returns Findings; none of severity `error` means that a schema can be made of the model.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { defineModel, validateModel } from "@groundplan/groundplan";
 *
 * const shop = defineModel("shop");
 * shop.entity("Order", { id: "bigint" }).key("nr");
 * const [finding] = validateModel(shop);
 * assert.equal(finding?.code, "unknown-key-part");
 * ```
 */
export function validateModel(source: ModelSource): readonly Finding[] {
  const model = modelOf(source);
  const findings = RULES.flatMap(({ code, severity, why, check }) =>
    [...check(model)].map((violation): Finding => ({ code, severity, why, ...violation }))
  );
  return freeze(findings.sort(compareFindings));
}
