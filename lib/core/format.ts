/**
 * Writes numbers with units, for people (`formatBytes`) and for files that are read back (`writeBytes`).
 *
 * @module
 */
import { BYTE_UNITS, TIME_UNITS, type UnitTable } from "./quantity.ts";

/** A unit's name and what one of it is in base units, from the largest. */
type Ladder = readonly (readonly [name: string, size: number])[];

const BYTES: Ladder = ladder(BYTE_UNITS, ["PB", "TB", "GB", "MB", "kB", "bytes"]);
const TIMES: Ladder = ladder(TIME_UNITS, [
  "years",
  "months",
  "days",
  "h",
  "min",
  "s",
  "ms",
  "µs",
  "ns",
]);
const COUNTS: Ladder = [["T", 1e12], ["bn", 1e9], ["M", 1e6], ["k", 1e3], ["", 1]];
const PERIODS: Ladder = [["/s", 1], ["/min", 60], ["/h", 3600], ["/day", 86_400], [
  "/year",
  TIME_UNITS["year"]!,
]];

function ladder(units: UnitTable, names: readonly string[]): Ladder {
  return names.map((name) => {
    const lower = name.toLowerCase();
    return [name, units[lower] ?? units[lower.replace(/s$/, "")]!];
  });
}

/** Three significant digits at most, without trailing zeros: `1.5`, `38.2`, `900`. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? "∞" : value < 0 ? "−∞" : "?";
  const size = Math.abs(value);
  if (size >= 100) return Math.round(value).toLocaleString("en-US");
  return String(Number(value.toPrecision(3)));
}

function formatOn(value: number, units: Ladder): string {
  const size = Math.abs(value);
  // 999.6 kB would print as 1,000 kB: the next unit takes over where rounding reaches it.
  const at = units.findIndex(([, unit]) => size >= unit * 0.9995);
  const [name, unit] = units[at < 0 ? units.length - 1 : at]!;
  const number = formatNumber(value / unit);
  const singular = number === "1" ? name.replace(/^(year|month|day|byte)s$/, "$1") : name;
  return singular === "" ? number : `${number} ${singular}`;
}

/** Bytes for people: `20 GB`. A kB is 1024 bytes. */
export function formatBytes(bytes: number): string {
  return formatOn(bytes, BYTES);
}

/** Seconds for people: `10 ms`, `7 years`. */
export function formatDuration(seconds: number): string {
  return seconds === 0 ? "0 s" : formatOn(seconds, TIMES);
}

/** A count for people: `2 M`, `900`. */
export function formatCount(count: number): string {
  return formatOn(count, COUNTS);
}

/** A rate for people, in the shortest period that gives at least one: `900/s`, `60 k/day`. */
export function formatRate(perSecond: number): string {
  const [name, period] = PERIODS.find(([, period]) => perSecond * period >= 0.9995) ??
    PERIODS.at(-1)!;
  return perSecond === 0 ? "0/s" : `${formatCount(perSecond * period)}${name}`;
}

/** A share of 1 for people: `4 %`. */
export function formatShare(share: number): string {
  return `${formatNumber(share * 100)} %`;
}

function writeOn(
  value: number,
  { units, read }: { units: Ladder; read: (text: string) => number },
): string {
  let shortest = "";
  for (const [name, unit] of units) {
    const number = Number((value / unit).toPrecision(12));
    const text = `${number} ${number === 1 ? name.replace(/(?<=\w\w)s$/, "") : name}`;
    if (number < 1 || read(text) !== value) continue;
    if (shortest === "" || text.length + 1 < shortest.length) shortest = text;
  }
  return shortest;
}

/** Seconds as text that `parseDuration()` reads back exactly. */
export function writeDuration(seconds: number): string {
  const units = TIMES.filter(([name]) => name !== "µs" && name !== "ns");
  return writeOn(seconds, { units, read: (text) => readOn(text, TIME_UNITS) }) || `${seconds} s`;
}

/** Bytes as text that `parseBytes()` reads back exactly. */
export function writeBytes(bytes: number): string {
  return writeOn(bytes, { units: BYTES, read: (text) => readOn(text, BYTE_UNITS) }) ||
    `${bytes} bytes`;
}

/** A rate as text that `parseRate()` reads back exactly. */
export function writeRate(perSecond: number): string {
  const texts = PERIODS.flatMap(([name, period]) => {
    const number = Number((perSecond * period).toPrecision(12));
    return Number.isInteger(number) && number / period === perSecond ? [`${number}${name}`] : [];
  });
  const digits = (text: string) => text.replace(/0*\/.*/, "").length;
  texts.sort((a, b) => digits(a) - digits(b));
  return texts[0] ?? `${perSecond}/s`;
}

function readOn(text: string, units: UnitTable): number {
  const [number, name = ""] = text.split(" ");
  const lower = name.toLowerCase();
  return Number(number) * (units[lower] ?? units[lower.replace(/s$/, "")] ?? NaN);
}
