import { display, type Displayable, type MimeBundle } from "../core/displayable.ts";
import { formatCount, formatShare } from "../core/format.ts";
import type { Placement } from "../scale/placement/simulate_placement.ts";
import { chart } from "./chart/chart.ts";
import { NOTE } from "./chart/threshold_marks.ts";
import { STYLE } from "./style.ts";

/** More names of shards than this would run into each other. */
const TICKS = 24;

/** Draws where keys went: each shard's share of the work against an equal part. */
export async function drawPlacement(
  placement: Omit<Placement, keyof Displayable>,
): Promise<MimeBundle> {
  const { shards, workShares, keyShares, keys, method, hottest, rebalance } = placement;
  const rounded = (share: number) => formatShare(Number((share * 100).toPrecision(3)) / 100);
  const finding = `the busiest of ${shards} shards has ${rounded(hottest.share)} of the work, ` +
    `${hottest.times.toFixed(2)} times an equal part; ${rebalance.to} shards would move ${
      rounded(rebalance.keys)
    } of the keys`;
  const names = workShares.map((_, at) => String(at));
  const every = [1, 2, 5, 10, 20, 50, 100, 200].find((step) => shards / step <= TICKS) ?? shards;
  const drawn = await chart({
    title: `${formatCount(keys)} keys placed by ${method}`,
    finding,
    xTitle: "Shard",
    yTitle: "Share of the work (%)",
    height: 260,
    plot: {
      marginBottom: 44,
      marginTop: 26,
      marginRight: 90,
      x: { type: "band", domain: names, ticks: names.filter((_, at) => at % every === 0) },
      y: { zero: true },
    },
    marks: (plot) => [
      plot.gridY({ stroke: "#d5dbe3", strokeOpacity: 1 }),
      plot.barY(workShares.map((share, at) => ({ shard: String(at), share: share * 100 })), {
        x: "shard",
        y: "share",
        fill: "#14375e",
      }),
      plot.ruleY([100 / shards], { stroke: STYLE.ink, strokeDasharray: "4 3" }),
      plot.ruleY([0], { stroke: STYLE.ink }),
      plot.text(["equal part"], {
        ...NOTE,
        y: [100 / shards],
        frameAnchor: "right",
        dx: 6,
        textAnchor: "start",
      }),
    ],
    columns: [{ key: "shard" }, { key: "keys" }, { key: "work" }],
    rows: workShares.map((work, at) => ({
      shard: at,
      keys: rounded(keyShares[at]!),
      work: rounded(work),
    })),
  });
  return await drawn[display]();
}
