import { formatDuration } from "../../core/format.ts";
import type { ConsistencyRule } from "./structure.ts";

/** How a copy is kept the same, in a sentence. */
export function ruleText(rule: ConsistencyRule): string {
  if (rule.kind === "trigger") return "Triggers keep it the same in the same transaction.";
  if (rule.kind === "generated column") return "The table computes it itself.";
  return `Refresh it every ${formatDuration(Math.floor(rule.every))}${
    rule.concurrently ? ", without locking out readers" : ", which locks out readers"
  }.`;
}
