import type { Lab } from "../../whatif/lab.ts";
import type { Denormalization, DenormalizeOptions } from "./denormalization.ts";

/**
 * Finds what is worth keeping twice: columns of a parent copied into its children, counts and sums kept in
 * the parent, summary tables, materialized views and generated columns. Each is weighed on PostgreSQL's own
 * planner, the rewritten query over the changed schema against the query as it is with the plain indexes that
 * it lacks, and against what it costs to keep the copies the same. Each comes with the rule that does so.
 *
 * A rewritten query returns the same rows as the query; where that cannot be told from the schema, nothing is
 * proposed. Data that may be old are kept by refreshes, all others by triggers in the same transaction.
 *
 * @param lab The planner with its workload.
 * @param options How old data may be, and what is looked at.
 * @throws {RangeError} When there is no pattern of a name.
 * @throws {SyntaxError} When a statement does not parse.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { defineModel, denormalize, openLab } from "@groundplan/groundplan";
 *
 * const shop = defineModel("shop");
 * shop.entity("Product", { id: "bigint identity key", title: "text" }).rows("10k");
 * shop.entity("Review", { id: "bigint identity key", body: "text" }).rows("20M");
 * shop.relate("Product 1 --is judged in--> 0..* Review");
 * shop.access("reviewCount", {
 *   sql: "select count(*) from reviews where product_id = $1", rate: "300/s",
 * });
 * shop.access("review", {
 *   sql: "insert into reviews (body, product_id) values ($1, $2)", rate: "2/s",
 * });
 * await using lab = await openLab(shop);
 * const { proposals: [proposal] } = await denormalize(lab);
 * assert.equal(proposal?.kind, "counter");
 * assert.match(proposal.queries[0]!.rewritten, /reviews_count/);
 * ```
 */
export async function denormalize(
  lab: Lab,
  options: DenormalizeOptions = {},
): Promise<Denormalization> {
  // Loaded only when something is weighed: the rules bring what prints SQL.
  const { weighWorkload } = await import("./weighing/weigh_workload.ts");
  return await weighWorkload(lab, options);
}
