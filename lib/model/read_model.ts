import { parse } from "@std/yaml";
import type { Finding } from "../core/finding.ts";
import { freeze } from "../core/freeze.ts";
import { parseAmount, parseCount, parseDuration } from "../core/quantity.ts";
import { emptyModel, putElement } from "./edit_model.ts";
import { parseGrowth } from "./growth_text.ts";
import type { Model } from "./model.ts";
import { ModelFileError, type ModelFileProblem } from "./model_file_error.ts";
import {
  type FileEntity,
  type FileRelationship,
  type FileValue,
  readFileAttribute,
  readFileRelationship,
} from "./read_file_element.ts";
import { readPattern, readRule } from "./read_element.ts";
import { validateModel } from "./validate_model.ts";
import type { Volume } from "./volume.ts";

/** How `readModel()` reads. */
export interface ReadModelOptions {
  /** The file's name, for error messages. Defaults to `model`. */
  readonly file?: string;
  /** The most characters that are read. Defaults to 16 million. */
  readonly maxLength?: number;
}

type Path = readonly (string | number)[];

/** Does one step of reading; a problem is kept with its path, and reading goes on. */
type Attempt = <T>(path: Path, read: () => T) => T | undefined;

/**
 * Reads a model file, YAML or JSON.
 *
 * @param text The file's content.
 * @returns The model.
 * @throws {ModelFileError} When the text is no model: every problem with its line, its column and the fix.
 * @throws {RangeError} When the text is longer than `maxLength`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { readModel } from "@groundplan/groundplan";
 *
 * const model = await readModel(`
 * model: shop
 * entities:
 *   Customer: {rows: 2M, attributes: {id: bigint identity key, email: text(254) unique}}
 *   Order: {attributes: {id: bigint identity key}}
 * relationships:
 *   - Customer 1 --places--> 0..* Order
 * `);
 * assert.equal(model.relationships[0]?.verb, "places");
 * await assert.rejects(readModel("model: x\nentitys: {}"), /model:2:1: .*did you mean entities\?/);
 * ```
 */
export async function readModel(text: string, options: ReadModelOptions = {}): Promise<Model> {
  const { file = "model", maxLength = 16e6 } = options;
  if (text.length > maxLength) {
    throw new RangeError(
      `Cannot read ${file}: it has ${text.length} characters, and a model file has at most ${maxLength}`,
    );
  }
  const value = await parseText(text, file);
  const { checkModelFile } = await import("./check_model_file.ts");
  const misshapen = checkModelFile(value);
  if (misshapen.length > 0) throw await located(file, text, misshapen);
  const { model, problems } = modelFrom(value as FileModel);
  if (problems.length > 0) throw await located(file, text, problems);
  const errors = validateModel(model).findings.filter(({ severity }) => severity === "error");
  if (errors.length > 0) {
    throw await located(file, text, errors.map((error) => inFile(error, value as FileModel)));
  }
  return model;
}

interface Problem {
  readonly path: Path;
  readonly part?: "key" | "value";
  readonly message: string;
}

async function parseText(text: string, file: string): Promise<unknown> {
  const binary = text.includes("\0");
  if (binary || text.trim() === "") {
    const what = binary ? "it is a binary file" : "it is empty";
    throw new ModelFileError(file, [{
      line: 1,
      column: 1,
      message: `Cannot read a model: ${what}; a model file begins with "model: name"`,
    }]);
  }
  try {
    return parse(text);
  } catch (error) {
    const { locator } = await import("./locate.ts");
    const { errors } = locator(text);
    const problems: readonly ModelFileProblem[] = errors.length > 0
      ? errors
      : [{ line: 1, column: 1, message: (error as Error).message }];
    throw new ModelFileError(
      file,
      problems.map((problem) => ({
        ...problem,
        message: `This is not YAML: ${problem.message}`,
      })),
    );
  }
}

async function located(
  file: string,
  text: string,
  problems: readonly Problem[],
): Promise<ModelFileError> {
  const { locator } = await import("./locate.ts");
  const { find } = locator(text);
  return new ModelFileError(
    file,
    problems.map(({ path, part = "value", message }) => ({ ...find(path, part), message })),
  );
}

/** The value of a model file, once its form is checked. */
interface FileModel {
  readonly model: string;
  readonly description?: string;
  readonly engine?: string;
  readonly naming?: Partial<Model["naming"]>;
  readonly domains?: Readonly<Record<string, FileValue>>;
  readonly entities?: Readonly<Record<string, FileEntity | null>>;
  readonly relationships?: readonly (string | FileRelationship)[];
  readonly subtypes?: readonly FileValue[];
  readonly rules?: Readonly<Record<string, FileValue>>;
  readonly access?: Readonly<Record<string, FileValue>>;
  readonly decisions?: Model["decisions"];
  readonly attached?: Readonly<Record<string, unknown>>;
}

type Section = (model: Model, file: FileModel, attempt: Attempt) => Model;

const SECTIONS: readonly Section[] = [
  readDomains,
  readEntities,
  readRelationships,
  readSubtypes,
  readRules,
  readAccess,
  (model, { decisions = [] }) =>
    decisions.reduce((next, decision) => putElement(next, "decisions", decision), model),
];

function modelFrom(
  file: FileModel,
): { readonly model: Model; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const attempt: Attempt = (path, read) => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      problems.push({ path, message: error.message });
      return undefined;
    }
  };
  const base = emptyModel(file.model, file.engine === undefined ? {} : { engine: file.engine });
  const start: Model = {
    ...base,
    naming: { ...base.naming, ...file.naming },
    ...(file.description === undefined ? {} : { description: file.description }),
    ...(file.attached === undefined ? {} : { attached: file.attached }),
  };
  const model = SECTIONS.reduce((next, section) => section(next, file, attempt), start);
  return { model: freeze(model), problems };
}

function readDomains(model: Model, { domains = {} }: FileModel, attempt: Attempt): Model {
  return Object.entries(domains).reduce((next, [name, { type, ...rest }]) => {
    const read = attempt(["domains", name, "type"], () => readFileAttribute(type as string, name));
    if (!read) return next;
    return putElement(next, "domains", { id: name, name, ...rest, type: read.type });
  }, model);
}

function readEntities(model: Model, { entities = {} }: FileModel, attempt: Attempt): Model {
  return Object.entries(entities).reduce((next, [name, file]) => {
    const { attributes = {}, key, unique = [], rows, growth, retention, churn, ...rest } = file ??
      {};
    const path = ["entities", name];
    const drafts = Object.entries(attributes).flatMap(([attribute, spec]) =>
      attempt([...path, "attributes", attribute], () => [{
        ...readFileAttribute(spec, `${name}.${attribute}`),
        name: attribute,
      }]) ?? []
    );
    const marked = drafts.filter((draft) => draft.key).map((draft) => draft.name);
    const primary = key ?? (marked.length > 0 ? marked : undefined);
    return putElement(next, "entities", {
      id: name,
      name,
      ...rest,
      attributes: drafts.map(({ key: _key, unique: _unique, id, name, ...draft }) => ({
        id: id ?? name,
        name,
        ...draft,
      })),
      keys: [
        ...(primary === undefined ? [] : [{ primary: true, parts: primary }]),
        ...[...drafts.filter((draft) => draft.unique).map(({ name }) => [name]), ...unique]
          .map((parts) => ({ primary: false, parts })).sort(byParts),
      ],
      volume: volumeFrom(
        { rows, growth, retention, churn },
        (part, read) => attempt([...path, part], read),
      ),
    });
  }, model);
}

const byParts = (
  a: { readonly parts: readonly string[] },
  b: { readonly parts: readonly string[] },
) => a.parts.join() < b.parts.join() ? -1 : 1;

const VOLUME: { readonly [Part in keyof Volume]-?: (value: never) => Volume[Part] } = {
  rows: (rows: string | number | Volume["rows"]) =>
    typeof rows === "object" ? rows : parseAmount(rows!, { as: "a number of rows" }),
  growth: (growth: string | Volume["growth"]) =>
    typeof growth === "string" ? parseGrowth(growth) : growth,
  retention: (retention: string | number) => parseDuration(retention),
  churn: (churn: string | number) => parseCount(churn),
};

function volumeFrom(
  file: Pick<FileEntity, keyof Volume>,
  attempt: (part: string, read: () => unknown) => unknown,
): Volume {
  const parts = (Object.keys(VOLUME) as (keyof Volume)[]).flatMap((part) => {
    const value = file[part];
    return value === undefined ? [] : [[part, attempt(part, () => VOLUME[part](value as never))]];
  });
  return Object.fromEntries(parts);
}

function readRelationships(
  model: Model,
  { relationships = [] }: FileModel,
  attempt: Attempt,
): Model {
  return relationships.reduce((next: Model, file, at) => {
    const read = attempt(["relationships", at], () => readFileRelationship(file));
    return read ? putElement(next, "relationships", read) : next;
  }, model);
}

function readSubtypes(model: Model, { subtypes = [] }: FileModel): Model {
  return subtypes.reduce((next: Model, { of: supertype, are, ...rest }) => {
    const names = are as readonly string[];
    return putElement(next, "specializations", {
      id: `${supertype} > ${names.join(", ")}`,
      supertype: supertype as string,
      subtypes: names,
      disjoint: true,
      total: false,
      mapping: "joined",
      ...rest,
    });
  }, model);
}

function readRules(model: Model, { rules = {} }: FileModel, attempt: Attempt): Model {
  return Object.entries(rules).reduce((next, [name, { id = name, ...spec }]) => {
    const rule = attempt(["rules", name], () => readRule(name, spec as never));
    return rule ? putElement(next, "rules", { ...rule, id: id as string }) : next;
  }, model);
}

function readAccess(model: Model, { access = {} }: FileModel, attempt: Attempt): Model {
  return Object.entries(access).reduce((next, [name, { id = name, ...spec }]) => {
    const pattern = attempt(["access", name], () => readPattern(name, spec as never));
    return pattern ? putElement(next, "patterns", { ...pattern, id: id as string }) : next;
  }, model);
}

// A finding says where in the model; the file has the same names at known places.
function inFile({ where, what, fix }: Finding, file: FileModel): Problem {
  const message = `${what}. ${fix}`;
  const [entity = "", attribute] = where.replace(/ \(.*/, "").split(".");
  if (file.entities && Object.hasOwn(file.entities, entity)) {
    const attributes = file.entities[entity]?.attributes ?? {};
    const deeper = attribute !== undefined && Object.hasOwn(attributes, attribute)
      ? ["attributes", attribute]
      : [];
    return { path: ["entities", entity, ...deeper], part: "key", message };
  }
  for (const section of ["rules", "access", "domains"] as const) {
    if (Object.hasOwn(file[section] ?? {}, where)) {
      return { path: [section, where], part: "key", message };
    }
  }
  const at = (file.relationships ?? []).findIndex((relationship) => {
    const read = readFileRelationship(relationship);
    return where === read.id || where.startsWith(`${read.id}.`);
  });
  if (at >= 0) return { path: ["relationships", at], message };
  return { path: file.subtypes ? ["subtypes"] : [], message };
}
