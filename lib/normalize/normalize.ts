import { type Displayable, displayable } from "../core/displayable.ts";
import { compareFindings, type Finding, type Severity } from "../core/finding.ts";
import { freeze } from "../core/freeze.ts";
import type { ModelEdit } from "../model/apply_model_edits.ts";
import type { Decision, Entity, Model } from "../model/model.ts";
import { modelOf, type ModelSource } from "../model/model_builder.ts";
import type { Decomposition } from "./decomposition.ts";
import { type EntityRelation, entityRelation } from "./entity_relation.ts";
import type { NormalForm, Violation } from "./normal_form.ts";
import { type NormalizedRelation, normalizeRelation } from "./normalize_relation.ts";
import { splitEntity } from "./split_entity.ts";

/** How far to normalize. */
export interface NormalizeOptions {
  /**
   * The form to propose edits for. Defaults to `BCNF`, and to `3NF` where BCNF would lose a dependency;
   * declared multivalued dependencies are split in any case.
   */
  readonly target?: "3NF" | "BCNF";
}

/** The normal form of an entity. */
export interface EntityNormalForm extends NormalizedRelation {
  /** The entity's name. */
  readonly entity: string;
  /** What would bring it to the form that was aimed at; empty where nothing has to change. */
  readonly edits: readonly ModelEdit[];
  /** Why there are no edits, although there is something to split. */
  readonly obstacle?: string;
}

/** A finding that somebody decided to live with. */
export interface WaivedViolation {
  /** What was found. */
  readonly finding: Finding;
  /** The choice to live with it. */
  readonly decision: Decision;
}

/** The normal forms of a model. */
export interface NormalizedModel {
  /** Every entity, in the order of the model. */
  readonly entities: readonly EntityNormalForm[];
  /** What keeps entities from their forms, each with the edits that mend it. */
  readonly findings: readonly Finding[];
  /** What somebody decided to live with. */
  readonly waived: readonly WaivedViolation[];
  /** All edits, for `apply(model, edits)`. */
  readonly edits: readonly ModelEdit[];
}

/**
 * Judges every entity of a model by its keys and declared dependencies, and proposes edits that normalize
 * it. A decision of the model about `breaks-3nf@Order.city` waives a finding: that entity then stays as it
 * is as far as this dependency goes.
 *
 * @param source A model, or the builder of one.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { apply, defineModel, normalize } from "@groundplan/groundplan";
 *
 * const shop = defineModel("shop");
 * shop.entity("Customer", { id: "bigint key", zip: "text(5)", city: "text" });
 * shop.rule("zip-city", {
 *   kind: "dependency", entity: "Customer", determinant: ["zip"], dependent: ["city"],
 * });
 * const { entities, edits } = normalize(shop);
 * assert.equal(entities[0]?.verdict.form, "2NF");
 * const after = apply(shop.snapshot(), edits);
 * assert.deepEqual(after.entities.map(({ name }) => name), ["Customer", "Zip"]);
 * ```
 */
export function normalize(
  source: ModelSource,
  options: NormalizeOptions = {},
): NormalizedModel & Displayable {
  const model = modelOf(source);
  const judged = model.entities.map((entity) => judgeEntity(model, entity, options));
  const findings = judged.flatMap(({ findings }) => findings).sort(compareFindings);
  return displayable({
    entities: freeze(judged.map(({ result }) => result)),
    findings: freeze(findings),
    waived: freeze(judged.flatMap(({ waived }) => waived)),
    edits: freeze(judged.flatMap(({ result }) => result.edits)),
  }, drawNormalizedModel);
}

const drawNormalizedModel = async () =>
  (await import("../display/draw_normalization.ts")).drawNormalizedModel;

interface Judged {
  readonly result: EntityNormalForm;
  readonly findings: readonly Finding[];
  readonly waived: readonly WaivedViolation[];
}

function judgeEntity(model: Model, entity: Entity, options: NormalizeOptions): Judged {
  const source = entityRelation(model, entity);
  const result = normalizeRelation(source.relation);
  const waived: WaivedViolation[] = [];
  const open: Finding[] = [];
  const kept: Violation[] = [];
  for (const violation of result.verdict.violations) {
    const finding = findingOf(entity, violation);
    const decision = waiverOf(finding, model.decisions);
    if (decision) waived.push({ finding, decision });
    else open.push(finding);
    if (decision) kept.push(violation);
  }
  const split = open.length === 0 ? { edits: [] } : mend(model, source, kept, options);
  const edits = "edits" in split ? split.edits : [];
  return {
    result: {
      entity: entity.name,
      ...result,
      edits,
      ...("obstacle" in split ? { obstacle: split.obstacle } : {}),
    },
    findings: open.map((finding) => {
      if (edits.length > 0) return { ...finding, edits };
      return "obstacle" in split
        ? { ...finding, fix: `${finding.fix}; no edits are proposed, since ${split.obstacle}` }
        : finding;
    }),
    waived,
  };
}

// A dependency that somebody decided to live with is left out: what is left is split without it.
function mend(
  model: Model,
  source: EntityRelation,
  kept: readonly Violation[],
  { target = "BCNF" }: NormalizeOptions,
): ReturnType<typeof splitEntity> {
  const { relation, entity } = source;
  const isKept = (dependency: { readonly determinant: readonly string[] }) =>
    kept.some(({ functional, multivalued }) =>
      (functional ?? multivalued)?.determinant.join() === dependency.determinant.join()
    );
  const result = normalizeRelation({
    ...relation,
    functional: relation.functional.filter((one) => !isKept(one)),
    multivalued: relation.multivalued.filter((one) => !isKept(one)),
  });
  const chosen: Decomposition = relation.multivalued.length > 0
    ? result.fourth
    : target === "3NF" || result.bcnf.lost.length > 0
    ? result.synthesis
    : result.bcnf;
  const split = chosen.parts.length < 2 ? { edits: [] } : splitEntity(model, source, chosen);
  const lists = listEdits(entity, kept);
  if ("obstacle" in split) return lists.length > 0 ? { edits: lists } : split;
  return { edits: [...lists, ...split.edits] };
}

// An array becomes an attribute with many values, which the mapping gives a table of its own.
function listEdits(entity: Entity, kept: readonly Violation[]): ModelEdit[] {
  return entity.attributes.flatMap((attribute): ModelEdit[] => {
    if (attribute.type.kind !== "array") return [];
    if (kept.some((violation) => violation.attribute === attribute.name)) return [];
    return [{
      on: "model",
      kind: "put-attribute",
      target: entity.name,
      value: { ...attribute, type: attribute.type.of, multiValued: true },
      reason: `${attribute.name} holds several values: each gets a row of its own`,
    }];
  });
}

const SEVERITIES: Readonly<Record<NormalForm, Severity>> = {
  UNF: "warning",
  "1NF": "advice",
  "2NF": "warning",
  "3NF": "warning",
  BCNF: "advice",
  "4NF": "warning",
  "5NF": "advice",
};

function findingOf(entity: Entity, violation: Violation): Finding {
  const { breaks, functional, multivalued, attribute, because } = violation;
  const dependency = functional ?? multivalued;
  const where = attribute ?? dependency?.dependent.join("+") ?? "";
  return {
    code: `breaks-${breaks.toLowerCase()}`,
    severity: SEVERITIES[breaks],
    where: `${entity.name}.${where}`,
    what: because,
    why: attribute !== undefined
      ? "A value inside a list has no key, no foreign key and no statistics of its own."
      : functional
      ? `The same ${functional.dependent.join(", ")} is stored in every row with one ` +
        `${functional.determinant.join(", ") || "table"}: an update can miss some of them.`
      : "Independent facts are stored in all their combinations.",
    fix: attribute !== undefined
      ? `Make ${attribute} an attribute with many values`
      : `Give ${
        dependency?.determinant.join(", ")
      } an entity of its own, or decide to stay and say why`,
    source: "Codd, Further normalization of the data base relational model, 1971; Fagin 1977",
  };
}

function waiverOf({ code, where }: Finding, decisions: readonly Decision[]): Decision | undefined {
  return decisions.find(({ about }) => about === `${code}@${where}` || about === code);
}
