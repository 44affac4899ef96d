import { formatBytes, formatShare } from "../core/format.ts";
import type { IndexAdvice } from "./advice.ts";

/** Advice as far as one sentence goes. */
export type AdviceOutline =
  & Pick<IndexAdvice, "cost" | "bytes">
  & Readonly<Record<"indexes" | "drop", readonly unknown[]>>;

/** What advice on indexes comes to, in one sentence. */
export function indexSentence({ indexes, drop, cost, bytes }: AdviceOutline): string {
  const count = (number: number) => `${number} ${number === 1 ? "index" : "indexes"}`;
  const parts = [
    ...(indexes.length > 0
      ? [
        `add ${count(indexes.length)}${indexes.length > 1 ? " together" : ""} of ${
          formatBytes(bytes)
        }`,
      ]
      : []),
    ...(drop.length > 0 ? [`drop ${count(drop.length)}`] : []),
  ];
  if (parts.length === 0) return "Add nothing and drop nothing: no index pays";
  const saved = cost.before > 0 ? 1 - cost.after / cost.before : 0;
  const [first] = parts;
  const words = [first![0]!.toUpperCase() + first!.slice(1), ...parts.slice(1)].join(" and ");
  const proof = cost.gap < 5e-4
    ? "no set of the candidates does better"
    : `at most ${formatShare(cost.gap)} above the best set of the candidates`;
  return `${words}: the workload costs ${formatShare(saved)} less, ${proof}`;
}
