import { parse } from "@std/yaml";
import { assertKnownKeys } from "../model/known_keys.ts";
import type { PricedInstance, PriceSheet } from "./price.ts";

const NUMBERS = ["storage", "backup", "backupCopies", "writes", "servers"] as const;

/**
 * Reads a price sheet: YAML or JSON with the fields of `PriceSheet`.
 *
 * @param text Such as `"{ currency: EUR, storage: 0.1, instances: [{ name: m, memory: 64 GB, month: 700 }] }"`.
 * @throws {SyntaxError} When the text is no YAML.
 * @throws {TypeError} When a field is missing, has another name or is of the wrong kind.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { readPrices } from "@groundplan/groundplan";
 *
 * const sheet = readPrices(`
 * currency: EUR
 * storage: 0.1 # a GB and month
 * instances:
 *   - { name: large, memory: 64 GB, month: 700 }
 * `);
 * assert.equal(sheet.instances[0]?.month, 700);
 * ```
 */
export function readPrices(text: string): PriceSheet {
  const sheet = record(parse(text), "the price sheet");
  assertKnownKeys(sheet, ["currency", "sample", "instances", ...NUMBERS], "the price sheet");
  if (typeof sheet["currency"] !== "string") throw wrong("currency", "a text such as EUR");
  if (!["boolean", "undefined"].includes(typeof sheet["sample"])) {
    throw wrong("sample", "true or false");
  }
  for (const name of NUMBERS) {
    const value = sheet[name];
    if (name === "storage" ? typeof value !== "number" : !isNumberOrAbsent(value)) {
      throw wrong(name, "a number");
    }
  }
  if (!Array.isArray(sheet["instances"])) throw wrong("instances", "a list of servers");
  const instances = sheet["instances"].map((one, at): PricedInstance => {
    const server = record(one, `server ${at + 1}`);
    assertKnownKeys(server, ["name", "memory", "month"], `server ${at + 1} of the price sheet`);
    const { name, memory, month } = server;
    if (typeof name !== "string") throw wrong(`name of server ${at + 1}`, "a text");
    if (typeof memory !== "string" && typeof memory !== "number") {
      throw wrong(`memory of ${name}`, "bytes such as 64 GB");
    }
    if (typeof month !== "number") throw wrong(`month of ${name}`, "a price a month");
    return { name, memory, month };
  });
  return { ...sheet as unknown as PriceSheet, instances };
}

function isNumberOrAbsent(value: unknown): boolean {
  return value === undefined || typeof value === "number";
}

function record(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return value as Readonly<Record<string, unknown>>;
  }
  throw new TypeError(`Cannot read ${what}: fields are expected, such as currency: EUR`);
}

function wrong(field: string, right: string): TypeError {
  return new TypeError(`Cannot read the price sheet: ${field} must be ${right}`);
}
