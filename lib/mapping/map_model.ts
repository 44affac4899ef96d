import { parseEngine } from "../engines/engine.ts";
import { postgresql } from "../engines/postgresql/postgresql.ts";
import { freeze } from "../core/freeze.ts";
import { compareFindings, type Finding } from "../core/finding.ts";
import type { Decision } from "../model/model.ts";
import { modelOf, type ModelSource } from "../model/model_builder.ts";
import type { Schema } from "../schema/schema.ts";
import { applyAttached } from "./apply_attached.ts";
import { deferCycles } from "./defer_cycles.ts";
import type { Draft } from "./draft.ts";
import { finishSchema } from "./finish_schema.ts";
import { indexForeignKeys } from "./index_foreign_keys.ts";
import { mapDomains } from "./map_domains.ts";
import { mapEntities } from "./map_entities.ts";
import { mapFurtherSupertypes } from "./map_joined.ts";
import { mapKeys } from "./map_keys.ts";
import type { MapModelOptions } from "./map_model_options.ts";
import { mapMultiValued } from "./map_multi_valued.ts";
import { mapParticipation } from "./map_participation.ts";
import { mapRelationships } from "./map_relationships.ts";
import { mapRules } from "./map_rules.ts";
import { mapTotality } from "./map_totality.ts";
import { mapUniqueKeys } from "./map_unique_keys.ts";
import { edgesByEntity } from "./orientation.ts";
import { soundPart } from "./sound_part.ts";
import { checkSubtypes } from "./subtype_members.ts";
import { writeExpressions } from "./write_expressions.ts";

/** A schema with what was decided and found on the way to it. */
export interface MappedModel {
  /** The namespace that holds it. */
  readonly schema: Schema;
  /** Choices that the model left open, each with its reason. */
  readonly decisions: readonly Decision[];
  /** What is worth knowing about it. */
  readonly findings: readonly Finding[];
}

/** Each step leaves to the next what that one needs: owners and columns before what refers to them. */
const STEPS: readonly ((draft: Draft) => void)[] = [
  mapDomains,
  mapEntities,
  mapKeys,
  mapFurtherSupertypes,
  mapRelationships,
  mapUniqueKeys,
  mapMultiValued,
  checkSubtypes,
  mapRules,
  mapParticipation,
  mapTotality,
  writeExpressions,
  deferCycles,
  indexForeignKeys,
];

/**
 * Maps a model to the tables, constraints, indexes and triggers that hold it, and says what it decided.
 *
 * @param source What is meant. What `validateModel()` calls an error is mapped as far as it can be.
 * @param options What to do where the model leaves a choice.
 * @returns The schema, the decisions with their reasons, and what is wrong or doubtful in the database.
 * @throws {RangeError} When the model's engine is not known.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { defineModel, mapModel } from "@groundplan/groundplan";
 *
 * const atlas = defineModel("atlas");
 * atlas.entity("Country", { code: "text(2) unique", name: "text" });
 * const [decision] = mapModel(atlas).decisions;
 *
 * assert.equal(decision?.about, "primary-key@Country");
 * assert.equal(decision.choice, "natural");
 * assert.match(decision.reason, /code is unique, always there/);
 * ```
 */
export function mapModel(source: ModelSource, options: MapModelOptions = {}): MappedModel {
  const model = soundPart(modelOf(source));
  const draft: Draft = {
    model,
    options,
    version: parseEngine(model.engine, [postgresql]).version,
    namespace: model.naming.schema,
    tables: [],
    types: [],
    sequences: [],
    extensions: [],
    routines: [],
    origins: {},
    decisions: [],
    findings: [],
    taken: new Map(),
    domains: new Map(),
    places: new Map(),
    keys: new Map(),
    members: new Map(),
    edges: edgesByEntity(model),
    mapped: new Map(),
  };
  for (const step of STEPS) step(draft);
  const { schema, findings } = applyAttached(finishSchema(draft), model.attached ?? {});
  return freeze({
    schema,
    decisions: draft.decisions,
    findings: [...draft.findings, ...findings].sort(compareFindings),
  });
}
