import type { Displayable, MimeBundle } from "../core/displayable.ts";
import { formatBytes, formatNumber } from "../core/format.ts";
import type { AdviceOverTime } from "../indexes/advise_over_time.ts";
import { printTable, tableBundle } from "./table.ts";

/** Draws when each index starts to pay, and what it does at each date. */
export function drawAdviceOverTime(
  { at, starts }: Omit<AdviceOverTime, keyof Displayable>,
): MimeBundle {
  return tableBundle(printTable({
    caption: starts.length === 0
      ? "No index pays at any of these dates"
      : `When each index starts to pay, and what it saves a second less its upkeep`,
    columns: [
      { key: "index", label: "Index" },
      { key: "from", label: "Pays from" },
      { key: "bytes", label: "Size then", align: "right" },
      ...at.map(({ date }) => ({ key: date, align: "right" as const })),
    ],
    rows: starts.map(({ index, from, until }) => ({
      index: index.ddl.replace(/^CREATE (UNIQUE )?INDEX (CONCURRENTLY )?/i, ""),
      from: until === undefined ? from : `${from} to ${until}`,
      bytes: formatBytes(index.bytes),
      ...Object.fromEntries(at.map(({ date, advice }) => {
        const own = advice.indexes.find((other) =>
          other.index.name === index.index.name && other.table === index.table
        );
        return [date, own ? formatNumber(own.gain - own.writeCost) : "–"];
      })),
    })),
  }));
}
