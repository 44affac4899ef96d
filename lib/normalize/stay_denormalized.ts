import type { Finding } from "../core/finding.ts";
import { quoteIdentifier } from "../engines/postgresql/identifiers.ts";
import type { ModelEdit } from "../model/apply_model_edits.ts";
import { columnName, snakeCase, tableName } from "../model/naming.ts";
import { modelOf, type ModelSource } from "../model/model_builder.ts";
import { findEntity } from "./confirm_dependency.ts";
import type { FunctionalDependency } from "./relation.ts";
import { normalize } from "./normalize.ts";

/** Why an entity stays as it is. */
export interface StayOptions {
  /** Why it pays to stay. */
  readonly reason: string;
  /** By whom it was decided. */
  readonly by?: string;
}

/**
 * Records the decision to live with a violation, together with the rule that keeps the copies consistent:
 * a query for the rows that contradict each other.
 *
 * @param source A model, or the builder of one.
 * @param finding One of `normalize(model).findings`.
 * @returns Edits: the decision and, for a functional dependency over attributes, an assertion.
 * @throws {RangeError} When the finding is none of this model's.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { apply, defineModel, normalize, stayDenormalized } from "@groundplan/groundplan";
 *
 * const shop = defineModel("shop");
 * shop.entity("Customer", { id: "bigint key", zip: "text(5)", city: "text" });
 * shop.rule("zip-city", {
 *   kind: "dependency", entity: "Customer", determinant: ["zip"], dependent: ["city"],
 * });
 * const [finding] = normalize(shop).findings;
 * const edits = stayDenormalized(shop, finding!, { reason: "Labels are printed without a join." });
 * const after = normalize(apply(shop.snapshot(), edits));
 * assert.equal(after.findings.length, 0);
 * assert.equal(after.waived.length, 1);
 * ```
 */
export function stayDenormalized(
  source: ModelSource,
  finding: Finding,
  options: StayOptions,
): readonly ModelEdit[] {
  const model = modelOf(source);
  const { reason, by } = options;
  const about = `${finding.code}@${finding.where}`;
  const entities = normalize(model).entities;
  const found = entities.flatMap(({ entity, verdict }) =>
    verdict.violations.map((violation) => ({ entity, violation }))
  ).find(({ entity, violation }) => {
    const { functional, multivalued, attribute, breaks } = violation;
    const where = attribute ?? (functional ?? multivalued)?.dependent.join("+");
    return about === `breaks-${breaks.toLowerCase()}@${entity}.${where}`;
  });
  if (!found) throw new RangeError(`Cannot stay with ${about}: the model has no such violation`);
  const decision: ModelEdit = {
    on: "model",
    kind: "decide",
    target: about,
    value: { about, choice: "stay denormalized", reason, ...(by === undefined ? {} : { by }) },
    reason,
  };
  const { functional } = found.violation;
  const query = functional && contradictions(model, found.entity, functional);
  if (query === undefined) return [decision];
  const name = `${snakeCase(found.entity)}_${functional!.dependent.map(snakeCase).join("_")}_agree`;
  return [decision, {
    on: "model",
    kind: "put-rule",
    target: name,
    value: {
      kind: "assertion",
      id: name,
      name,
      entities: [found.entity],
      violations: query,
      message: `${found.entity}: one ${functional!.determinant.join(", ")} has different ${
        functional!.dependent.join(", ")
      }`,
    },
    reason: `Keeps the copies consistent, since ${found.entity} stays denormalized`,
  }];
}

// Roles have columns that only the mapping knows, so only attributes can be written.
function contradictions(
  model: ReturnType<typeof modelOf>,
  entityName: string,
  { determinant, dependent }: FunctionalDependency,
): string | undefined {
  const entity = findEntity(model, entityName);
  const columns = (names: readonly string[]) =>
    names.map((name) => {
      const attribute = entity.attributes.find((one) => one.name === name);
      return attribute && quoteIdentifier(columnName(attribute, model.naming));
    });
  const left = columns(determinant);
  const right = columns(dependent);
  if ([...left, ...right].includes(undefined) || left.length === 0) return undefined;
  const { schema, name } = tableName(entity, model.naming);
  const differing = right.map((column) => `count(distinct ${column}) > 1`).join(" or ");
  return `select ${left.join(", ")} from ${quoteIdentifier(schema)}.${quoteIdentifier(name)} ` +
    `group by ${left.join(", ")} having ${differing}`;
}
