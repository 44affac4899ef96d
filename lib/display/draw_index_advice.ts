import { display, type MimeBundle } from "../core/displayable.ts";
import type { IndexAdvice } from "../indexes/advice.ts";
import { table } from "./table.ts";

/** Draws advice on indexes. */
export async function drawIndexAdvice(
  { indexes, cost }: Pick<IndexAdvice, "indexes" | "cost">,
): Promise<MimeBundle> {
  const saved = cost.before > 0 ? Math.round(100 * (1 - cost.after / cost.before)) : 0;
  const drawn = table(
    indexes.map(({ ddl, bytes, gain, writeCost }) => ({ ddl, bytes, gain, writeCost })),
    {
      caption: indexes.length === 0
        ? "Add nothing: no index pays"
        : `${indexes.length} indexes save ${saved} % of the cost`,
      columns: [
        { key: "ddl", label: "Index" },
        { key: "bytes", label: "Size", unit: "bytes" },
        { key: "gain", label: "Gain", unit: "cost" },
        { key: "writeCost", label: "Upkeep", unit: "cost" },
      ],
    },
  );
  return await drawn[display]();
}
