import type { Finding } from "../../core/finding.ts";
import { formatBytes, formatCount, formatShare } from "../../core/format.ts";
import { parseBytes } from "../../core/quantity.ts";
import type { Forecast } from "../../growth/forecast.ts";
import type { ShardHeat } from "./shard_heat.ts";

/** Says when the fullest shard has more than it can hold. */
export function* outgrown(
  { series, dates }: Forecast,
  heat: readonly ShardHeat[],
  { shards, capacity }: {
    readonly shards: number;
    readonly capacity?: number | string | undefined;
  },
): Iterable<Finding> {
  if (capacity === undefined) return;
  const most = parseBytes(capacity);
  const share = Math.max(1 / shards, heat.at(-1)?.hottest.value ?? 0);
  const bytes = series[0]?.points.map((point) => point.bytes.p50) ?? [];
  const at = bytes.findIndex((value) => value * share > most);
  if (at < 0) return;
  yield {
    code: "shard-full",
    severity: "warning",
    where: "database",
    what: `From ${dates[at]} the fullest of ${shards} shards has more than ${formatBytes(most)}`,
    why: `It has ${formatShare(share)} of ${
      formatBytes(bytes[at]!)
    }, if rows are as unequal as the work.`,
    fix: `Take more shards: at the horizon ${
      Math.ceil(bytes.at(-1)! * share * shards / most)
    } hold it, or give the largest keys a shard of their own`,
  };
}

/** Bytes that one server holds well. */
const SMALL = 200 * 2 ** 30;

/** Says where one server would do. */
export function* needless(
  placed: readonly { readonly path: string }[],
  bytes: ReadonlyMap<string, number>,
  shards: number,
): Iterable<Finding> {
  const total = placed.reduce((sum, { path }) => sum + (bytes.get(path) ?? 0), 0);
  if (total >= SMALL) return;
  yield {
    code: "shards-not-needed",
    severity: "advice",
    where: "database",
    what: `At the horizon there are ${formatCount(total / 2 ** 30)} GB in all`,
    why:
      `One server holds that with room to spare; ${shards} shards cost unique keys, foreign keys and ` +
      "simple transactions.",
    fix:
      "Do not shard; partition the largest tables, and add read replicas where reads are the trouble",
  };
}
