import { display, type Displayable, type MimeBundle } from "../core/displayable.ts";
import { formatCount } from "../core/format.ts";
import type { Costs } from "../growth/price.ts";
import { areaChart } from "./chart/area_chart.ts";

/** Draws what a forecast costs a month, part by part. */
export async function drawCosts(costs: Omit<Costs, keyof Displayable>): Promise<MimeBundle> {
  const { months, currency, total, sample, name } = costs;
  const first = months[0]!.sum.p50;
  const last = months.at(-1)!.sum.p50;
  const note = sample ? "; the prices are a made-up sample" : "";
  const drawn = await areaChart({
    title: `Cost of ${name}${sample ? " (sample prices)" : ""}`,
    finding: `from ${formatCount(first)} to ${formatCount(last)} ${currency} a month, ${
      formatCount(total.p50)
    } ${currency} in all${note}`,
    x: { label: "Date", scale: "date" },
    y: { label: `${currency} a month, middle of the runs` },
    series: (["servers", "storage", "backup", "writes"] as const).map((part) => ({
      name: part,
      points: months.map((month) => ({ x: month.date, y: month[part].p50 })),
    })),
  });
  return await drawn[display]();
}
