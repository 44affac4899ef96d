import { displayable } from "../../core/displayable.ts";
import { compareText } from "../../core/finding.ts";
import { parseDuration } from "../../core/quantity.ts";
import type { Lab } from "../../whatif/lab.ts";
import type { Denormalization, DenormalizeOptions } from "./denormalization.ts";
import { denormalizationFindings } from "./findings.ts";
import { choose } from "./weighing/choose.ts";
import { findStructures } from "./weighing/find_structures.ts";
import { openProbe } from "./weighing/open_probe.ts";
import { plannableChanges } from "./weighing/plannable_changes.ts";
import { plannedReads } from "./weighing/planned_reads.ts";
import { rejectionOf } from "./weighing/proposal.ts";
import { settle } from "./weighing/settle.ts";
import { weigh, type Weighed } from "./weighing/weigh.ts";

/** Structures that are looked at: more make one planner slow. */
const MOST_STRUCTURES = 40;

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
  const until = performance.now() + 1000 * parseDuration(options.deadline ?? 60);
  const { reads, setAside } = await plannedReads(lab, options);
  const found = await findStructures(lab, reads, options);
  const changes = await plannableChanges(lab, setAside);
  const structures = found.slice(0, MOST_STRUCTURES);
  const probe = structures.length === 0 ? lab : (await openProbe(lab, structures)).lab;
  const weighed: Weighed[] = [];
  for (const structure of structures) {
    if (performance.now() > until) break;
    weighed.push(await weigh({ probe, structure, reads, changes }));
  }
  const complete = weighed.length === found.length;
  const chosen = choose(weighed);
  const { proposals, ...totals } = await settle(lab, reads, chosen, changes);
  const rejected = weighed.filter(({ structure }) =>
    !proposals.some(({ key }) => key === structure.key)
  ).map(rejectionOf).sort((a, b) => b.gain - a.gain || compareText(a.title, b.title));
  const shown = proposals.map(({ proposal }) => proposal);
  return displayable(
    {
      proposals: shown,
      rejected,
      cost: totals,
      findings: denormalizationFindings(shown, rejected),
      edits: shown.flatMap(({ edits }) => edits),
      setAside,
      assumed: [
        ...new Set([
          ...changes.flatMap(({ assumed }) => assumed),
          ...reads.flatMap(({ pattern }) =>
            pattern.rate === undefined ? [`${pattern.name} runs once a second`] : []
          ),
          "a row that a trigger writes costs what a page that is read in sequence does",
        ]),
      ],
      complete,
    },
    async () => (await import("../../display/draw_denormalization.ts")).drawDenormalization,
  );
}
