import type { Unit } from "../../core/figure.ts";
import { formatNumber } from "../../core/format.ts";
import { BYTE_UNITS, TIME_UNITS } from "../../core/quantity.ts";

/** What an axis measures. */
export interface Axis {
  /** Its title in words, such as `Size on disk`. */
  readonly label: string;
  /** What its numbers count; the picture chooses the unit that reads best. */
  readonly unit?: Unit;
  /** Numbers, numbers by powers of ten, dates as ISO text, or names. Defaults to `linear`. */
  readonly scale?: "linear" | "log" | "date" | "names";
  /** The lowest and the highest value that is shown. Defaults to those that there are. */
  readonly domain?: readonly [low: number | string, high: number | string];
  /** Whether the axis begins at zero. Defaults to what the chart is for. */
  readonly zero?: boolean;
}

/** An axis in the unit that it is drawn in. */
export interface DrawnAxis {
  /** The title with the unit: `Size on disk (GB)`. */
  readonly title: string;
  /** Base units in one drawn unit. */
  readonly divisor: number;
}

/** A unit's name and what one of it is in base units, from the largest. */
type Ladder = readonly (readonly [name: string, size: number])[];

/** How many of a unit there must be before it is used. */
const LEAST = { counts: 10, others: 1 } as const;

const BYTES: Ladder = ["PB", "TB", "GB", "MB", "kB"].map((name) =>
  [name, BYTE_UNITS[name.toLowerCase()]!] as const
);
const SECONDS: Ladder = [
  ["years", TIME_UNITS["year"]!],
  ["days", 86_400],
  ["hours", 3600],
  ["minutes", 60],
  ["s", 1],
  ["ms", 1e-3],
  ["µs", 1e-6],
];
const COUNTS: Ladder = [["trillion", 1e12], ["billion", 1e9], ["million", 1e6], ["thousand", 1e3]];

const UNITS: Readonly<
  Record<Unit, { readonly ladder: Ladder; readonly base: string; readonly after?: string }>
> = {
  rows: { ladder: COUNTS, base: "rows", after: "rows" },
  bytes: { ladder: BYTES, base: "bytes" },
  pages: { ladder: COUNTS, base: "pages", after: "pages" },
  seconds: { ladder: SECONDS, base: "s" },
  "per second": { ladder: COUNTS, base: "per second", after: "per second" },
  "bytes per second": { ladder: BYTES.map(([name, size]) => [`${name}/s`, size]), base: "bytes/s" },
  cost: { ladder: COUNTS, base: "planner cost units", after: "planner cost units" },
  ratio: { ladder: [], base: "ratio" },
  count: { ladder: COUNTS, base: "count" },
  money: { ladder: COUNTS, base: "money" },
};

/**
 * Chooses the unit of an axis: the largest in which the largest value is at least 1.
 *
 * @throws {TypeError} When the axis lacks a title.
 */
export function drawnAxis({ label, unit, scale }: Axis, values: readonly number[]): DrawnAxis {
  if (typeof label !== "string" || label.trim() === "") {
    throw new TypeError("Cannot draw a chart: an axis lacks its label; say what it measures");
  }
  if (unit === undefined || scale === "names" || scale === "date") {
    return { title: label, divisor: 1 };
  }
  const { ladder, base, after } = UNITS[unit];
  const largest = Math.max(0, ...values.filter(Number.isFinite).map(Math.abs));
  const least = ladder === COUNTS ? LEAST.counts : LEAST.others;
  const [name, divisor] = ladder.find(([, size]) => largest >= size * least) ?? [undefined, 1];
  const words = name === undefined ? base : after === undefined ? name : `${name} ${after}`;
  return { title: `${label} (${words})`, divisor };
}

/** The unit of an axis as a column of a table takes it. */
export function unitOf({ unit }: Axis): { readonly unit?: Unit } {
  return unit === undefined ? {} : { unit };
}

/** The title of what is written in units of its own, value by value. */
export function plainTitle(axis: Axis): string {
  return drawnAxis({ label: axis.label }, []).title;
}

/** Names the ticks of a logarithmic axis: powers of ten, and over few of them also twice and five times. */
export function logTicks(values: readonly number[]): (tick: number) => string {
  const positive = values.filter((value) => value > 0 && Number.isFinite(value));
  const decades = Math.log10(Math.max(...positive) / Math.min(...positive));
  const named = decades <= 4 ? [1, 2, 5] : [1];
  return (tick) => {
    const power = Math.floor(Math.log10(tick) + 1e-9);
    const lead = Math.round(tick / 10 ** power);
    if (!named.includes(lead)) return "";
    if (Math.abs(power) <= 3) return formatNumber(tick);
    return `${lead === 1 ? "" : `${lead}·`}10${superscript(power)}`;
  };
}

function superscript(power: number): string {
  return String(power).replace(/./g, (digit) => digit === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]!);
}

/** What a scale is made for. */
export interface AxisScaleOptions {
  /** Takes a value into the unit that is drawn. */
  readonly on: (value: number | string) => number | Date;
  /** The values in that unit. */
  readonly values: readonly (number | Date)[];
}

/** An axis as Plot takes it. */
export function axisScale(
  { scale = "linear", domain }: Axis,
  { on, values }: AxisScaleOptions,
): Readonly<Record<string, unknown>> {
  const type = { linear: "linear", log: "log", date: "utc", names: "band" }[scale];
  return {
    type,
    ...(scale === "log" ? { tickFormat: logTicks(values.map(Number)) } : {}),
    ...(domain && scale !== "names" ? { domain: domain.map(on) } : {}),
  };
}
