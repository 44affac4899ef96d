import type { Displayable, MimeBundle } from "../core/displayable.ts";
import { formatBytes, formatDuration, formatNumber } from "../core/format.ts";
import type { ExplainedAdvice } from "../indexes/explain_advice.ts";
import { printTable, tableBundle } from "./table.ts";

/** Draws the reasons of advice on indexes as a table, in the order in which the indexes are built. */
export function drawExplainedAdvice(
  { reasons, drop, needless, buildSeconds }: Omit<ExplainedAdvice, keyof Displayable>,
): MimeBundle {
  return tableBundle(printTable({
    caption: reasons.length === 0
      ? "Nothing to build"
      : `Why, in the order of building; all of it takes about ${formatDuration(buildSeconds)}`,
    columns: [
      { key: "index", label: "Index" },
      { key: "bytes", label: "Size", align: "right" },
      { key: "gain", label: "Saves a second", align: "right" },
      { key: "upkeep", label: "Upkeep a second", align: "right" },
      { key: "build", label: "Building", align: "right" },
      { key: "why", label: "Why" },
    ],
    rows: [
      ...reasons.map(({ index, build, sentences }) => ({
        index: index.index.name,
        bytes: formatBytes(index.bytes),
        gain: formatNumber(index.gain),
        upkeep: formatNumber(index.writeCost),
        build: formatDuration(build.seconds.value),
        why: sentences.join(" "),
      })),
      ...drop.map(({ index, bytes, writeCost, reason }) => ({
        index: `drop ${index.name}`,
        bytes: formatBytes(bytes),
        gain: "",
        upkeep: formatNumber(writeCost),
        build: "",
        why: reason,
      })),
      ...needless.map(({ index, bytes, reason }) => ({
        index: `then drop ${index.name}`,
        bytes: formatBytes(bytes),
        gain: "",
        upkeep: "",
        build: "",
        why: `${reason}.`,
      })),
    ],
  }));
}
