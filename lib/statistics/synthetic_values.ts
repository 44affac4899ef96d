/** Values of a type that stand for a distribution, in the order of the type. */
export interface ValueScale {
  /** The value below which a share of the values lies, as the database prints it. */
  at(share: number): string;
  /** How many values there are between the ends, where they can be counted. */
  readonly count?: number;
}

/** The ends of a scale, as text; what is absent is assumed. */
export interface ScaleOptions {
  readonly min?: string;
  readonly max?: string;
  /** Today, which timestamps end at. */
  readonly today: string;
  /** Days that timestamps reach back. Defaults to 3 years. */
  readonly days?: number;
}

const DAY_MS = 86_400_000;

/**
 * A scale of values for a base type (`integer`, `numeric(12,2)`, `uuid`, …).
 *
 * @returns Nothing for types whose values have no order that matters, such as `jsonb`.
 */
export function valueScale(type: string, options: ScaleOptions): ValueScale | undefined {
  const [, base = type, modifier] = /^([^(]+?)\s*(?:\(([\d,\s]+)\).*)?$/.exec(type) ?? [];
  return SCALES[type.replace(/\(\d+\)/, "")]?.(options, "") ??
    SCALES[base]?.(options, modifier ?? "");
}

type MakeScale = (options: ScaleOptions, modifier: string) => ValueScale;

const integers = (low: number, high: number, most: number): MakeScale => (options) => {
  const min = Math.max(-most, Math.round(numberOr(options.min, low)));
  const max = Math.min(most, Math.max(min, Math.round(numberOr(options.max, high))));
  return { at: (share) => String(Math.round(min + share * (max - min))), count: max - min + 1 };
};

const decimals: MakeScale = (options, modifier) => {
  const [precision = 10, scale = 2] = modifier ? modifier.split(",").map(Number) : [];
  const min = numberOr(options.min, 0);
  const max = Math.max(min, numberOr(options.max, Math.min(10 ** (precision - scale) - 1, 10_000)));
  return {
    at: (share) => (min + share * (max - min)).toFixed(scale),
    count: (max - min) * 10 ** scale + 1,
  };
};

const floats: MakeScale = (options) => {
  const min = numberOr(options.min, 0);
  const max = Math.max(min, numberOr(options.max, 1));
  return { at: (share) => String(min + share * (max - min)) };
};

const moments = (print: (date: Date) => string, countable: boolean): MakeScale => (options) => {
  const end = Date.parse(options.max ?? options.today);
  const start = options.min
    ? Date.parse(options.min)
    : end - (options.days ?? 3 * 365.2425) * DAY_MS;
  return {
    at: (share) => print(new Date(start + share * (end - start))),
    ...(countable ? { count: Math.max(1, Math.round((end - start) / DAY_MS)) } : {}),
  };
};

const timestamp = (date: Date) => date.toISOString().replace("T", " ").replace(/\.?0*Z$/, "");

const uuids: MakeScale = () => ({
  at: (share) => {
    const hex = Math.min(0xffffffffffff, Math.floor(share * 2 ** 48)).toString(16).padStart(
      12,
      "0",
    );
    return `${hex.slice(0, 8)}-${hex.slice(8)}-4000-8000-000000000000`;
  },
});

const SCALES: Readonly<Record<string, MakeScale>> = {
  smallint: integers(0, 1000, 32_767),
  integer: integers(0, 10_000, 2_147_483_647),
  bigint: integers(0, 1_000_000, Number.MAX_SAFE_INTEGER),
  oid: integers(1, 1_000_000, 4_294_967_295),
  numeric: decimals,
  real: floats,
  "double precision": floats,
  date: moments((date) => date.toISOString().slice(0, 10), true),
  "timestamp without time zone": moments(timestamp, false),
  "timestamp with time zone": moments((date) => `${timestamp(date)}+00`, false),
  uuid: uuids,
};

function numberOr(text: string | undefined, otherwise: number): number {
  const number = text === undefined ? NaN : Number(text);
  return Number.isFinite(number) ? number : otherwise;
}
