import { compareText } from "../core/finding.ts";
import type { Naming } from "../model/model.ts";
import { pluralOf, singularOf, snakeCase } from "../model/naming.ts";
import type { Schema } from "../schema/schema.ts";

/** Finds the naming rule that most tables of a schema follow. */
export function recognizeNaming({ tables }: Schema): Naming {
  const names = tables.map(({ name }) => name);
  const plurals = names.filter((name) => pluralOf(singularOf(name)) === name);
  const snakes = names.filter((name) => snakeCase(name) === name);
  return {
    style: 2 * snakes.length >= names.length ? "snake" : "keep",
    plural: 2 * plurals.length >= names.length,
    schema: mostCommon(tables.map(({ schema }) => schema)) ?? "public",
  };
}

function mostCommon(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const [most] = [...counts].sort(([a, m], [b, n]) => n - m || compareText(a, b));
  return most?.[0];
}
