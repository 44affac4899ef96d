/**
 * Measures the theory of dependencies and their discovery in generated tables. Prints one line of JSON a
 * measurement: `seconds` by the clock, `cpu` of all threads, `memory` in bytes at the end.
 *
 * @module
 */
import { cpuUsage } from "node:process";
import {
  candidateKeys,
  discoverDependencies,
  normalizeRelation,
  parseDelimited,
  parseRelation,
  type TableData,
} from "@groundplan/groundplan";
import type { Codes } from "../lib/normalize/discovery/codes.ts";
import { censusTable, flightsTable, letterTable, uniformTable } from "./normalize_tables.ts";

function dataOf(name: string, { rows, columns, distinct }: Codes): TableData {
  return {
    name,
    rows,
    notes: [],
    columns: columns.map((codes, at) => ({
      name: `c${at}`,
      kind: "integer",
      codes,
      values: Array.from({ length: distinct[at]! }, (_, value) => String(value)),
      nullCode: -1,
      nulls: 0,
    })),
  };
}

function csvOf({ rows, columns }: Codes): string {
  const lines = [columns.map((_, at) => `c${at}`).join()];
  for (let row = 0; row < rows; row++) lines.push(columns.map((codes) => codes[row]).join());
  return `${lines.join("\n")}\n`;
}

async function measure(what: string, work: () => unknown): Promise<void> {
  const before = cpuUsage();
  const start = performance.now();
  const result = await work();
  const { user, system } = cpuUsage(before);
  print({
    what,
    seconds: Number(((performance.now() - start) / 1000).toFixed(3)),
    cpu: Number(((user + system) / 1e6).toFixed(3)),
    memory: Deno.memoryUsage().rss,
    ...(typeof result === "object" ? result : {}),
  });
}

function print(line: Readonly<Record<string, unknown>>): void {
  console.log(JSON.stringify({ bench: "normalize", ...line }));
}

async function discover(
  table: TableData,
  options: Parameters<typeof discoverDependencies>[1] = {},
) {
  const { counts, complete, rows, columns } = await discoverDependencies(table, {
    deadline: 120,
    ...options,
  });
  return { rows, columns: columns.length, ...counts, complete };
}

const pairs = [...Array(12).keys()];
const manyKeys = parseRelation(
  `R(${pairs.flatMap((at) => [`A${at}`, `B${at}`]).join()})`,
  pairs.map((at) => `A${at} -> B${at}; B${at} -> A${at}`).join("; "),
);
await measure("4,096 keys of 24 attributes", () => ({ keys: candidateKeys(manyKeys).keys.length }));
const chain = parseRelation(
  `R(${[...Array(40).keys()].map((at) => `C${at}`).join()})`,
  [...Array(39).keys()].map((at) => `C${at} -> C${at + 1}`).join("; "),
);
await measure("a chain of 40 attributes, judged and decomposed", () => ({
  parts: normalizeRelation(chain).bcnf.parts.length,
}));

const census = censusTable();
const text = csvOf(census);
await measure(
  "reading the census as CSV",
  () => ({ bytes: text.length, rows: parseDelimited(text).rows }),
);
await measure("census, 15 columns", () => discover(dataOf("census", census)));
const letters = dataOf("letter", letterTable());
await measure("letters, 17 columns", () => discover(letters));
const flights = dataOf("flights", flightsTable());
for (const workers of [1, 2]) {
  await measure(`flights, 109 columns, ${workers} threads`, () => discover(flights, { workers }));
}
await measure(
  "uniform, 17 columns",
  () => discover(dataOf("uniform", uniformTable(20_000, 17, 16))),
);
for (const rows of [10_000, 50_000, 100_000, 200_000]) {
  const table = dataOf("thirty", uniformTable(rows, 30, Math.ceil(rows ** 0.62)));
  await measure("thirty columns, deadline 15 s", () => discover(table, { deadline: 15 }));
}
const hopeless = dataOf("hopeless", uniformTable(5_000, 120, 3));
await measure("120 columns of 3 values, deadline 5 s", () => discover(hopeless, { deadline: 5 }));
