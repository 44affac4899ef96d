import { compareFindings, type Finding } from "../core/finding.ts";
import { freeze } from "../core/freeze.ts";
import { qualify } from "../engines/postgresql/identifiers.ts";
import { type ModelElements, type ModelList, putElements } from "../model/edit_model.ts";
import type { Domain, Model } from "../model/model.ts";
import type { DomainDefinition, Schema } from "../schema/schema.ts";
import { sortSchema } from "../schema/sort_schema.ts";
import { residue } from "./attached.ts";
import { mapModel } from "./map_model.ts";
import { recognizeMeaning } from "./recognize_meaning.ts";
import { recognizeTable } from "./recognize_table.ts";
import { recognizeType } from "./recognize_type.ts";
import { entityOf, type Survey, surveySchema } from "./survey.ts";

/** What a model that is made of a schema is called. */
export interface RecognizeModelOptions {
  /** The model's name. Defaults to `imported`. */
  readonly name?: string;
}

/** A model made of a schema, with what it may mean beside. */
export interface RecognizedModel {
  /** The model. */
  readonly model: Model;
  /** What the schema seems to mean but does not declare, with edits to accept or to leave. */
  readonly findings: readonly Finding[];
}

/**
 * Makes a model of a schema, and says what the schema seems to mean without declaring it: relationships by
 * names and types, subtypes, enumerations in checks, soft deletes, audit columns, periods.
 *
 * @param schema The schema, as read from a catalog.
 * @param options What to call the model.
 * @returns The model that `toModel()` gives, with findings; where a model can say what is meant, a finding
 * has the edits that say it.
 * @throws {RangeError} When the schema's engine is not known.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { apply, defineModel, recognizeModel, toSchema } from "@groundplan/groundplan";
 *
 * const legacy = defineModel("legacy");
 * legacy.entity("Customer", { id: "bigint identity key" });
 * legacy.entity("Order", { id: "bigint identity key", customerId: "bigint" });
 * const { model, findings } = recognizeModel(toSchema(legacy));
 *
 * assert.equal(findings[0]!.code, "undeclared-relationship");
 * assert.equal(apply(model, findings[0]!.edits!).relationships.length, 1);
 * ```
 */
export function recognizeModel(
  schema: Schema,
  { name = "imported" }: RecognizeModelOptions = {},
): RecognizedModel {
  const survey = surveySchema(schema);
  const said = sayAll(survey, name);
  const attached = residue(mapModel(said).schema, sortSchema(schema));
  const model = Object.keys(attached).length === 0 ? said : { ...said, attached };
  return freeze({ model, findings: recognizeMeaning(survey, model).toSorted(compareFindings) });
}

/** All that a model can say of a schema in its own words. */
function sayAll(survey: Survey, name: string): Model {
  const { schema, naming } = survey;
  const tables = schema.tables.filter((table) => entityOf(survey, table) !== undefined)
    .map((table) => recognizeTable(survey, table));
  const empty: Model = {
    name,
    engine: schema.engine,
    naming,
    entities: [],
    relationships: [],
    specializations: [],
    domains: [],
    rules: [],
    patterns: [],
    decisions: [],
  };
  let model = empty;
  const put = <List extends ModelList>(list: List, elements: readonly ModelElements[List][]) => {
    model = putElements(model, list, elements);
  };
  put("entities", tables.flatMap(({ entity }) => entity ?? []));
  const ids = new Set<string>();
  put(
    "relationships",
    tables.flatMap(({ relationships }) => relationships)
      .map((one) => ({ ...one, id: freeId(one.id, ids) })),
  );
  put("domains", domainsOf(survey));
  put("rules", tables.flatMap(({ rules }) => rules));
  put("decisions", tables.flatMap(({ decisions }) => decisions));
  return model;
}

/** As `defineModel()` tells relationships of one path apart. */
function freeId(wanted: string, taken: Set<string>): string {
  let id = wanted;
  for (let number = 2; taken.has(id); number++) id = `${wanted} ~${number}`;
  taken.add(id);
  return id;
}

function domainsOf(survey: Survey): readonly Domain[] {
  return survey.schema.types.filter((type): type is DomainDefinition => type.kind === "domain")
    .flatMap((type) => {
      const name = survey.domains.get(qualify(type));
      if (name === undefined) return [];
      const [check] = type.checks;
      return [{
        id: name,
        name,
        type: recognizeType(survey, type.type, [name, "value"]),
        ...(check ? { check: check.expression } : {}),
        ...(type.default === undefined ? {} : { default: type.default }),
        ...(type.comment === undefined ? {} : { description: type.comment }),
      }];
    });
}
