import { parseAmountPer, parseCount, parseDuration, parseShare } from "../core/quantity.ts";
import { formatNumber, writeDuration } from "../core/format.ts";
import { freeze } from "../core/freeze.ts";
import type { Amount, Growth } from "./volume.ts";

/**
 * Reads a growth: `"60k/day"` adds rows, `"4%/month"` multiplies them, `"4%/month to 10M"` levels off,
 * `"60k/day ±30% yearly"` has seasons, and `"3..6 %/month"` is uncertain.
 *
 * @throws {SyntaxError} When the text is not a growth.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { parseGrowth } from "@groundplan/groundplan";
 *
 * assert.equal(parseGrowth("4%/month").kind, "exponential");
 * assert.equal(parseGrowth("60k/day").kind, "linear");
 * ```
 */
export function parseGrowth(text: string): Growth {
  const season =
    /^(.*?)\s*(?:±|\+-|\+\/-)\s*([\d.]+\s*%?)\s*(?:every|per|a)?\s*(daily|weekly|monthly|yearly|[\d.]*\s*[a-z]+)\s*$/i
      .exec(text);
  if (season) {
    const [, base, swing, cycle] = season;
    return freeze({
      kind: "seasonal",
      base: parseGrowth(base!),
      amplitude: parseShare(swing!),
      cycle: CYCLES[cycle!.toLowerCase()] ??
        parseDuration(/^\d/.test(cycle!) ? cycle! : `1 ${cycle}`),
    });
  }
  const limited = /^(.*)\bto\s+([^/]+)$/i.exec(text);
  if (limited && /\/|per/.test(limited[1]!)) {
    const base = parseGrowth(limited[1]!);
    if (base.kind !== "exponential") {
      throw new SyntaxError(
        `Cannot read ${
          JSON.stringify(text)
        } as a growth: only a growth in percent levels off, as "4%/month to 10M" does`,
      );
    }
    const { ratio, period } = base;
    return freeze({ kind: "logistic", ratio, period, limit: { value: parseCount(limited[2]!) } });
  }
  const { amount, percent, period } = parseAmountPer(text, { as: "a growth" });
  if (percent) return freeze({ kind: "exponential", ratio: amount, period });
  return freeze({ kind: "linear", rate: divide(amount, period) });
}

const CYCLES: Readonly<Record<string, number>> = {
  daily: parseDuration("1 day"),
  weekly: parseDuration("1 week"),
  monthly: parseDuration("1 month"),
  yearly: parseDuration("1 year"),
};

function divide({ value, low, high }: Amount, by: number): Amount {
  if (low === undefined || high === undefined) return { value: value / by };
  return { value: value / by, low: low / by, high: high / by };
}

/** A growth in words for people: `4 %/month`, `60 k/day`. */
export function formatGrowth(growth: Growth): string {
  switch (growth.kind) {
    case "linear": {
      const [name, period] = growth.rate.value >= 1
        ? ["/s", 1] as const
        : ["/day", 86_400] as const;
      return `${span(growth.rate, period)}${name}`;
    }
    case "exponential":
      return `${span(growth.ratio, 100)} %${per(growth.period)}`;
    case "logistic":
      return `${span(growth.ratio, 100)} %${per(growth.period)} to ${
        formatNumber(growth.limit.value)
      }`;
    case "seasonal":
      return `${formatGrowth(growth.base)} ± ${formatNumber(growth.amplitude * 100)} % every ${
        writeDuration(growth.cycle)
      }`;
    case "measured":
      return `measured at ${growth.history.length} dates`;
  }
}

const per = (seconds: number) => `/${writeDuration(seconds).replace(/^1 /, "")}`;

function span({ value, low, high }: Amount, by: number): string {
  if (low === undefined || high === undefined) return formatNumber(value * by);
  return `${formatNumber(low * by)}..${formatNumber(high * by)}`;
}
