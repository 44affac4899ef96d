import type { ErrorObject } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import { didYouMean } from "../core/suggest.ts";
import { modelFileSchema } from "./model_file_schema.ts";

/** A problem at a path of a value. */
export interface PathProblem {
  readonly path: readonly (string | number)[];
  /** Whether the key at the path is wrong, or its value. */
  readonly part: "key" | "value";
  readonly message: string;
}

type Say = (error: ErrorObject, path: readonly string[]) => PathProblem;

const at = (path: readonly string[], message: string): PathProblem => ({
  path,
  part: "value",
  message,
});

const nameOf = (path: readonly string[]) => path.length === 0 ? "the file" : path.join(".");

/** What each keyword of JSON Schema says to a person. */
const SAY: Readonly<Record<string, Say>> = {
  additionalProperties({ params, parentSchema, data }, path) {
    const key = String(params["additionalProperty"]);
    const known = Object.keys((parentSchema as { properties?: object }).properties ?? {});
    return {
      path: [...path, key],
      part: "key",
      message: `Unknown key ${JSON.stringify(key)} in ${nameOf(path)}${
        commaHint(data, key) || didYouMean(key, known) || `; known are ${known.join(", ")}`
      }`,
    };
  },
  required: ({ params }, path) =>
    at(path, `${nameOf(path)} lacks the key ${JSON.stringify(params["missingProperty"])}`),
  type: ({ params }, path) =>
    at(path, `${nameOf(path)} must be ${[params["type"]].flat().map(typeName).join(" or ")}`),
  enum: ({ params, data }, path) => {
    const allowed = (params["allowedValues"] as unknown[]).map(String);
    const hint = didYouMean(String(data), allowed) || `; it is one of ${allowed.join(", ")}`;
    return at(path, `${nameOf(path)} is ${JSON.stringify(data)}${hint}`);
  },
  discriminator: ({ data, params }, path) => {
    const key = String(params["tag"]);
    const value = (data as Record<string, unknown>)[key];
    return at([...path, key], `${nameOf(path)}: ${key} is ${JSON.stringify(value) ?? "missing"}`);
  },
  minLength: (_, path) => at(path, `${nameOf(path)} is an empty text`),
  minItems: ({ params }, path) =>
    at(path, `${nameOf(path)} needs at least ${params["limit"]} items`),
  pattern: ({ data }, path) =>
    at(path, `${nameOf(path)} is ${JSON.stringify(data)}; write it as postgresql@18`),
};

const typeName = (type: unknown): string =>
  ({
    object: "a mapping",
    array: "a list",
    string: "a text",
    number: "a number",
    boolean: "true or false",
  })[
    String(type)
  ] ?? String(type);

// `{type: enum(new, paid)}` is YAML for the keys `type` and `paid)`.
function commaHint(data: unknown, key: string): string {
  const isBare = (data as Record<string, unknown>)[key] === null;
  return isBare ? "; a text with a comma in it needs quotes inside { }" : "";
}

/** What is wrong with the form of a model file's value; nothing when all is well. */
export function checkModelFile(value: unknown): readonly PathProblem[] {
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    strict: false,
    discriminator: true,
    validateFormats: false,
  });
  const validate = ajv.compile(modelFileSchema);
  if (validate(value)) return [];
  const errors = telling(validate.errors ?? []);
  return errors.map((error) => {
    const path = pathOf(error.instancePath);
    const say = SAY[error.keyword];
    return say ? say(error, path) : at(path, `${nameOf(path)} ${error.message}`);
  });
}

function pathOf(pointer: string): readonly string[] {
  return pointer.split("/").slice(1).map((step) =>
    step.replaceAll("~1", "/").replaceAll("~0", "~")
  );
}

// A value that fits none of several forms fails each of them. Only the form of its own type tells anything.
function telling(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const inForms = errors.filter(({ keyword }) =>
    keyword !== "anyOf" && keyword !== "oneOf" && keyword !== "if"
  );
  const told = inForms.filter((error) => {
    if (error.keyword !== "type" && error.keyword !== "enum") return true;
    return !inForms.some((other) =>
      other !== error && other.keyword !== "type" && other.keyword !== "enum" &&
      (other.instancePath === error.instancePath ||
        other.instancePath.startsWith(`${error.instancePath}/`)) &&
      /anyOf/.test(error.schemaPath)
    );
  });
  const byPlace = new Map(told.map((error) => {
    const { instancePath, keyword, params } = error;
    return [
      `${instancePath} ${keyword} ${
        keyword === "additionalProperties" || keyword === "required" ? JSON.stringify(params) : ""
      }`,
      error,
    ];
  }));
  const types = new Map<string, ErrorObject>();
  for (const [key, error] of byPlace) {
    if (error.keyword !== "type") continue;
    const other = types.get(error.instancePath);
    types.set(
      error.instancePath,
      other
        ? { ...error, params: { type: [other.params["type"], error.params["type"]].flat() } }
        : error,
    );
    byPlace.delete(key);
  }
  return [...byPlace.values(), ...types.values()];
}
