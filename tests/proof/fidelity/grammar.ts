// A seeded grammar of queries over the shop: joins along its foreign keys, predicates whose constants are
// common, rare, outside and in between, aggregates, subqueries, windows, common table expressions.
import { FORMS } from "./grammar_forms.ts";
import { type Random, seeded } from "./grammar_random.ts";
import type { NamedQuery } from "./shop.ts";

/** Makes queries that are the same for the same seed. */
export function grammarQueries(count: number, seed: number): readonly NamedQuery[] {
  return Array.from({ length: count }, (_, at) => ({
    name: `grammar ${at + 1}`,
    sql: query(seeded(seed * 100_003 + at)),
  }));
}

function query(random: Random): string {
  const form = random.pick(FORMS);
  return form(random).replace(/\s+/g, " ").trim();
}
