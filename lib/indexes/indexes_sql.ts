import { formatBytes, formatDuration, formatNumber } from "../core/format.ts";
import type { ExplainedAdvice } from "./explain_advice.ts";

/**
 * The statements of advice in the order in which they should run: builds by what they save for each second
 * of building, then what is dropped; what is of no use once the new ones are there stands as a comment. Each stands by itself: CREATE INDEX CONCURRENTLY runs outside of
 * transactions.
 *
 * @param explained The advice with its reasons.
 * @returns SQL with comments, one statement after another.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { adviseIndexes, defineModel, explainAdvice, indexesSql, openLab } from "@groundplan/groundplan";
 *
 * const shop = defineModel("shop");
 * shop.entity("Order", { id: "bigint identity key", email: "text" }).rows("4M");
 * shop.access("find", { sql: "select id from orders where email = $1", rate: "90/s" });
 * await using lab = await openLab(shop);
 * const sql = indexesSql(await explainAdvice(lab, await adviseIndexes(lab)));
 * assert.match(sql, /CREATE INDEX CONCURRENTLY \S+ ON public.orders \(email\)/);
 * ```
 */
export function indexesSql(
  { reasons, drop, needless, buildSeconds }: ExplainedAdvice,
): string {
  if (reasons.length + drop.length === 0) return "-- No index pays, and none is in the way.\n";
  const head = reasons.length === 0 ? [] : [
    "-- Run these one by one, outside of a transaction. A build that fails leaves an index that is INVALID:",
    "-- drop it and build it again.",
    `-- Building takes about ${formatDuration(buildSeconds)}, within a factor of two.`,
    "",
  ];
  const builds = reasons.flatMap(({ index, build }) => [
    comment(
      `${index.usedBy.join(", ") || "No query by itself"}: saves ${
        formatNumber(index.gain)
      } units a ` +
        `second, upkeep ${formatNumber(index.writeCost)}; ${formatBytes(index.bytes)}, about ` +
        `${formatDuration(build.seconds.value)} under ${build.lock}.`,
    ),
    `${index.ddl};`,
    "",
  ]);
  const drops = drop.flatMap(({ ddl, bytes, reason }) => [
    comment(`${reason}: frees ${formatBytes(bytes)}.`),
    `${ddl};`,
    "",
  ]);
  const later = needless.flatMap(({ index, ddl, bytes, reason }) => [
    comment(`${index.name} is then of no use. ${reason}; dropping it frees ${formatBytes(bytes)}:`),
    comment(`${ddl};`),
    "",
  ]);
  return `${[...head, ...builds, ...drops, ...later].join("\n").trimEnd()}\n`;
}

// A name with a line break would end the comment.
function comment(text: string): string {
  return `-- ${text.replace(/\s+/g, " ")}`;
}
