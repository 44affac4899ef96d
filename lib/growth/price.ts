import { type Displayable, displayable } from "../core/displayable.ts";
import { freeze } from "../core/freeze.ts";
import { parseBytes, TIME_UNITS } from "../core/quantity.ts";
import type { IsoDate } from "../core/date.ts";
import type { Finding } from "../core/finding.ts";
import { formatBytes } from "../core/format.ts";
import type { Forecast, ForecastSeries } from "./forecast.ts";
import { mapQuantiles, QUANTILES, type Quantiles } from "./quantiles.ts";

/** What things cost, as the user says. */
export interface PriceSheet {
  /** Such as `EUR`. */
  readonly currency: string;
  /** Whether the prices are a made-up sample, and not an offer. */
  readonly sample?: boolean;
  /** A GB of storage a month. */
  readonly storage: number;
  /** A GB of backups a month. Defaults to 0. */
  readonly backup?: number;
  /** Copies of the whole that backups keep. Defaults to 2. */
  readonly backupCopies?: number;
  /** A GB that is written. Defaults to 0. */
  readonly writes?: number;
  /** Servers that can be had; the cheapest into whose memory the working set fits is taken. */
  readonly instances: readonly PricedInstance[];
  /** Servers in all, replicas included, from 1. Defaults to 1. */
  readonly servers?: number;
}

/** A server with its price. */
export interface PricedInstance {
  /** Its name. */
  readonly name: string;
  /** Its memory, such as `"64 GB"`. */
  readonly memory: number | string;
  /** What it costs a month. */
  readonly month: number;
}

/** A made-up price sheet, to show what a real one looks like. Its prices are nobody's. */
export const SAMPLE_PRICES: PriceSheet = freeze({
  currency: "EUR",
  sample: true,
  storage: 0.12,
  backup: 0.03,
  writes: 0.01,
  instances: [
    { name: "sample 16 GB", memory: "16 GB", month: 200 },
    { name: "sample 64 GB", memory: "64 GB", month: 750 },
    { name: "sample 256 GB", memory: "256 GB", month: 2900 },
    { name: "sample 1 TB", memory: "1 TB", month: 11_500 },
  ],
});

/** What a forecast costs over time. */
export interface Costs {
  /** The model's name. */
  readonly name: string;
  /** The currency of all amounts. */
  readonly currency: string;
  /** Whether the prices are made up. */
  readonly sample: boolean;
  /** What each date costs a month. */
  readonly months: readonly MonthCost[];
  /** The sum over the horizon. */
  readonly total: Quantiles;
  /** What is doubtful. */
  readonly findings: readonly Finding[];
}

/** The cost of a month. */
export interface MonthCost {
  /** The date at which it is reckoned. */
  readonly date: IsoDate;
  /** Storage, with its copies on replicas. */
  readonly storage: Quantiles;
  /** Backups. */
  readonly backup: Quantiles;
  /** What is written. */
  readonly writes: Quantiles;
  /** Servers. */
  readonly servers: Quantiles;
  /** The server that the middle of the runs needs. */
  readonly instance: string;
  /** All of it. */
  readonly sum: Quantiles;
}

const GB = 2 ** 30;
const MONTH = TIME_UNITS["month"]!;

/**
 * Turns a forecast into money over time by a price sheet: storage, backups, writes and servers.
 *
 * @param sheet Prices, as the user knows them; `SAMPLE_PRICES` shows the form.
 * @throws {RangeError} When a price is negative or there is no server.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { defineModel, forecast, price, SAMPLE_PRICES, t } from "@groundplan/groundplan";
 *
 * const model = defineModel("log");
 * model.entity("Line", { id: t.bigint().identity().key(), text: t.text(200) }).rows("1 bn");
 * const costs = price(forecast(model, { today: "2027-01-01", runs: 10 }), SAMPLE_PRICES);
 * assert.equal(costs.sample, true);
 * assert.equal(costs.months[0]?.instance, "sample 64 GB");
 * ```
 */
export function price(
  forecast: Pick<Forecast, "name" | "series" | "dates" | "horizon">,
  sheet: PriceSheet,
): Costs & Displayable {
  const { storage, backup = 0, backupCopies = 2, writes = 0, servers = 1 } = sheet;
  for (const [name, value] of Object.entries({ storage, backup, backupCopies, writes })) {
    if (!(value >= 0)) throw new RangeError(`Cannot reckon with ${name} of ${value}: 0 or more`);
  }
  if (!(Number.isInteger(servers) && servers >= 1)) {
    throw new RangeError(`Cannot reckon with ${servers} servers: a whole number from 1`);
  }
  const instances = sheet.instances.map((one) => ({ ...one, memory: parseBytes(one.memory) }))
    .sort((a, b) => a.month - b.month);
  if (instances.length === 0 || instances.some(({ month }) => !(month >= 0))) {
    throw new RangeError(
      "Cannot reckon without servers: the price sheet names none, or one of a negative price",
    );
  }
  const largest = instances.reduce((most, one) => one.memory > most.memory ? one : most);
  const series = (kind: ForecastSeries["kind"]) =>
    forecast.series.find((one) => one.kind === kind)?.points.map(({ bytes }) => bytes) ?? [];
  const [whole, working, wal] = [
    series("database"),
    series("working set"),
    series("write-ahead log"),
  ];
  // PostgreSQL's manual, section 19.7.2: a quarter of the memory is for all else.
  const instanceFor = (bytes: number) =>
    instances.find(({ memory }) => memory * 0.75 >= bytes) ?? largest;
  const months = forecast.dates.map((date, at): MonthCost => {
    const parts = {
      storage: mapQuantiles(whole[at]!, (bytes) => bytes / GB * storage * servers),
      backup: mapQuantiles(whole[at]!, (bytes) => bytes / GB * backup * backupCopies),
      writes: mapQuantiles(wal[at]!, (bytes) => bytes / GB * (MONTH / 86_400) * writes * servers),
      servers: mapQuantiles(working[at]!, (bytes) => instanceFor(bytes).month * servers),
    };
    return {
      date,
      ...parts,
      instance: instanceFor(working[at]!.p50).name,
      sum: combine(Object.values(parts), (values) => values.reduce((sum, value) => sum + value, 0)),
    };
  });
  const step = forecast.horizon / Math.max(1, forecast.dates.length - 1) / MONTH;
  const total = combine(
    months.slice(0, Math.max(1, months.length - 1)).map(({ sum }) => sum),
    (values) => values.reduce((sum, value) => sum + value * step, 0),
  );
  const full = months.findIndex((_, at) => working[at]!.p50 > largest.memory * 0.75);
  return displayable(
    {
      name: forecast.name,
      currency: sheet.currency,
      sample: sheet.sample ?? false,
      months: freeze(months),
      total: freeze(total),
      findings: freeze(
        full < 0 ? [] : [{
          code: "no-server-large-enough",
          severity: "warning" as const,
          where: "database",
          what: `From ${months[full]!.date} the working set is larger than ${
            formatBytes(largest.memory * 0.75)
          }, three quarters of the largest server's memory`,
          why: "The costs go on with the largest server, and reads will wait for the disk.",
          fix: "Add larger servers to the price sheet, or shard",
        }],
      ),
    },
    async () => (await import("../display/draw_costs.ts")).drawCosts,
  );
}

function combine(
  parts: readonly Quantiles[],
  by: (values: readonly number[]) => number,
): Quantiles {
  const entries = QUANTILES.map((name) => [name, by(parts.map((part) => part[name]))] as const);
  return Object.fromEntries(entries) as unknown as Quantiles;
}
