import { type Displayable, displayable } from "../core/displayable.ts";
import { compareFindings, type Finding } from "../core/finding.ts";
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

/** What is wrong with a model. */
export interface Validation {
  /** The worst first. */
  readonly findings: readonly Finding[];
}

/**
 * Everything that is wrong with a model, the worst first.
 *
 * @returns Its findings; none of severity `error` means that a schema can be made of the model.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { defineModel, validateModel } from "@groundplan/groundplan";
 *
 * const shop = defineModel("shop");
 * shop.entity("Order", { id: "bigint" }).key("nr");
 * const [finding] = validateModel(shop).findings;
 * assert.equal(finding?.code, "unknown-key-part");
 * ```
 */
export function validateModel(source: ModelSource): Validation & Displayable {
  const model = modelOf(source);
  const findings = RULES.flatMap(({ code, severity, why, check }) =>
    [...check(model)].map((violation): Finding => ({ code, severity, why, ...violation }))
  );
  return displayable({ findings: findings.sort(compareFindings) }, drawValidation);
}

const drawValidation = async () => {
  const { drawFindings } = await import("../display/draw_findings.ts");
  return ({ findings }: Validation) => drawFindings(findings);
};
