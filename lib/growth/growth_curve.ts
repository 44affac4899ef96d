import { secondsBetween } from "../core/date.ts";
import type { Amount, Growth, Volume } from "../model/volume.ts";
import { fitHistory, fittedRows, type HistoryFit } from "./fit_history.ts";

/** Rows that were ever there, by the seconds since the start; before the start, as far as the law reaches. */
export type GrowthCurve = (seconds: number) => number;

/** How the numbers of a growth are chosen. */
export interface GrowthCurveOptions {
  /** Rows at the start. */
  readonly rows: number;
  /** Chooses a value of an amount; its name tells it from the others. Defaults to its own value. */
  readonly choose?: (amount: Amount, name: string) => number;
  /** A fit of a measured growth, with a slope that may have been moved within its error. */
  readonly fit?: Pick<HistoryFit, "kind" | "slope">;
}

type Law<G extends Growth> = (
  growth: G,
  options:
    & Required<Omit<GrowthCurveOptions, "fit">>
    & Pick<GrowthCurveOptions, "fit">,
) => GrowthCurve;

/**
 * The curve of a growth through the rows at the start: linear, exponential, logistic, seasonal or measured.
 *
 * @param growth What is said of the growth.
 * @returns Rows by seconds from the start, what was removed in the meantime counted in.
 */
export function growthCurve(growth: Growth, options: GrowthCurveOptions): GrowthCurve {
  const choose = options.choose ?? ((amount: Amount) => amount.value);
  return LAWS[growth.kind](growth as never, { ...options, choose });
}

const LAWS: { readonly [Kind in Growth["kind"]]: Law<Extract<Growth, { kind: Kind }>> } = {
  linear(growth, { rows, choose }) {
    const rate = choose(growth.rate, "rate");
    return (seconds) => rows + rate * seconds;
  },
  exponential(growth, { rows, choose }) {
    const speed = Math.log1p(choose(growth.ratio, "ratio")) / growth.period;
    return (seconds) => rows * Math.exp(speed * seconds);
  },
  logistic(growth, { rows, choose }) {
    const limit = choose(growth.limit, "limit");
    const ratio = choose(growth.ratio, "ratio");
    if (rows <= 0 || rows >= limit) return () => rows;
    const speed = Math.log1p(ratio) / growth.period;
    const share = (limit - rows) / rows;
    return (seconds) => limit / (1 + share * Math.exp(-speed * seconds));
  },
  seasonal({ base, amplitude, cycle }, options) {
    const plain = growthCurve(base, options);
    const turn = 2 * Math.PI / cycle;
    // The swing of the additions, integrated: it is back at zero after every whole cycle.
    return (seconds) => {
      const rows = plain(seconds);
      const speed = (rows - options.rows) / (seconds || 1);
      return rows + speed * amplitude * (1 - Math.cos(turn * seconds)) / turn;
    };
  },
  measured({ history }, { rows, fit }) {
    if (history.length < 2) return () => rows;
    const { kind, slope } = fit ?? fitHistory(history);
    if (kind === "exponential") return (seconds) => rows * Math.exp(slope * seconds);
    return (seconds) => Math.max(0, rows + slope * seconds);
  },
};

/** Rows at the start as a measured growth foretells them, where it can. */
export function measuredRows({ growth }: Volume, today: string): number | undefined {
  if (growth?.kind !== "measured" || growth.history.length < 2) return undefined;
  const fit = fitHistory(growth.history);
  return fittedRows(fit, secondsBetween(fit.origin, today));
}
