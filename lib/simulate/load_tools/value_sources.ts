import { baseType } from "../../engines/postgresql/sizes/user_types.ts";
import type { Schema } from "../../schema/schema.ts";
import type { ColumnStatistics } from "../../statistics/statistics.ts";
import type { QueryPattern } from "../../workload/query_pattern.ts";
import { zipfBins } from "../cache/zipf_bins.ts";
import {
  type ParameterColumn,
  type ParameterValues,
  parameterValues,
} from "../service/parameter_values.ts";
import type { RelationFacts } from "../service/relation_facts.ts";

/** How a load tool draws the values of a parameter. */
export type ValueSource =
  /** Whole numbers from `low` on; ranks are scattered over them, so that popular keys are not neighbours. */
  | {
    readonly kind: "key";
    readonly type: string;
    readonly low: number;
    readonly high: number;
    readonly ranks: readonly RankBin[];
  }
  /** Whole numbers, mostly the highest: `mean` below the highest. */
  | {
    readonly kind: "newest";
    readonly type: string;
    readonly low: number;
    readonly high: number;
    readonly mean: number;
  }
  /** Whole numbers of ranges, each with its share; within a range all alike. Shares add up to 1. */
  | {
    readonly kind: "spread";
    readonly type: string;
    readonly parts: readonly (readonly [low: number, high: number, share: number])[];
  }
  /** Some values, each with its share; shares add up to 1. */
  | {
    readonly kind: "list";
    readonly type: string;
    readonly values: readonly (readonly [value: string, share: number])[];
  }
  /** A moment between two, all alike; whole seconds or days after the first. */
  | {
    readonly kind: "moment";
    readonly type: string;
    readonly from: string;
    readonly steps: number;
    readonly step: "second" | "day";
  }
  /** A whole number that was not there before. */
  | { readonly kind: "new"; readonly type: string; readonly above: number }
  /** Always the same. */
  | { readonly kind: "constant"; readonly type: string; readonly value: string };

/** Ranks of keys that are drawn alike. */
export interface RankBin {
  /** How many. */
  readonly count: number;
  /** Their share of all draws together, 0 to 1. */
  readonly share: number;
}

/** A parameter with where its values come from. */
export interface SourcedParameter {
  /** Its number, from 1. */
  readonly number: number;
  /** The column, with its table: statements of one transaction share the values of a column. */
  readonly column?: string;
  readonly source: ValueSource;
  /** What is only a guess about it. */
  readonly assumed?: string;
}

const INTEGERS = /^(smallint|integer|bigint)$/;
const DECIMALS = /^(numeric|real|double precision)/;
const MOMENTS = /^(date|timestamp)/;
/** Bins of a long tail are put together until so many are left. */
const MOST_BINS = 24;
/** The share of the histogram that ranges reach back from its open end, as `chooseParameters()` has it. */
const REACH = 0.1;
/** Common values, and bounds of equally many others, that a list holds at most of each. */
const MOST_VALUES = 20;

/** Where the values of a pattern's parameters come from: declared distributions, or the statistics. */
export function valueSources(
  pattern: QueryPattern,
  schema: Schema,
  facts: RelationFacts,
): readonly SourcedParameter[] {
  return parameterValues(pattern, facts).map((values) => {
    const { number, column, declared } = values;
    const source = sourceOf(values, pattern, schema);
    return {
      number,
      ...(column ? { column: referenced(column, facts) } : {}),
      source,
      ...(declared || !column ? {} : { assumed: assumption(pattern, column, source) }),
    };
  });
}

function assumption(
  { name }: QueryPattern,
  column: ParameterColumn,
  { kind }: ValueSource,
): string {
  if (kind === "new") return `${name}: values of ${column.name} are new ones`;
  return column.usage === "range"
    ? `${name}: values of ${column.name} lie in its last tenth`
    : `${name}: values of ${column.name} are drawn as often as they occur`;
}

/** The column that a foreign key takes its values from, or itself. */
function referenced({ table, name }: ParameterColumn, facts: RelationFacts): string {
  const key = table.table.foreignKeys.find(({ columns }) =>
    columns.length === 1 && columns[0] === name
  );
  const parent = key && facts.table(key.references.name, key.references.schema);
  return parent ? `${parent.name}.${key.references.columns[0] ?? name}` : `${table.name}.${name}`;
}

function sourceOf(
  values: ParameterValues,
  pattern: QueryPattern,
  schema: Schema,
): ValueSource {
  const { column, common, number } = values;
  if (!column) {
    const limits = new RegExp(`\\b(limit|offset)\\s+\\$${number}\\b`, "i").test(pattern.sql);
    return limits
      ? { kind: "constant", type: "bigint", value: "20" }
      : { kind: "list", type: "", values: common.length > 0 ? shared(common) : [["1", 1]] };
  }
  const found = column.table.table.columns.find(({ name }) => name === column.name);
  const { type, labels } = baseType(schema, found?.type ?? "text");
  const statistics = column.statistics;
  if (values.declared && common.length > 0) return { kind: "list", type, values: shared(common) };
  if (column.usage === "contains") return elementsOf(pattern, values, type);
  if (MOMENTS.test(type)) return momentsOf(type, column.usage, statistics);
  if (INTEGERS.test(type)) return keysOf(values, type, pattern);
  if (labels && !statistics?.mostCommon) {
    return { kind: "list", type, values: shared(labels.map((label) => [label, 1])) };
  }
  return { kind: "list", type, values: listOf(statistics, type) };
}

function shared(
  values: readonly (readonly [string, number])[],
): readonly (readonly [string, number])[] {
  const sum = values.reduce((total, [, share]) => total + share, 0);
  return sum > 0
    ? values.map(([value, share]) => [value, Number((share / sum).toPrecision(6))])
    : [["", 1]];
}

function keysOf(values: ParameterValues, type: string, { kind }: QueryPattern): ValueSource {
  const { column, keys, common, exponent, freshness } = values;
  const { table, name, usage, statistics } = column!;
  const [low, high] = endsOf(statistics, keys, table.rows);
  const unique = table.indexes.some((index) =>
    index.unique && index.columns.length === 1 &&
    index.leading === name
  );
  const refers = table.table.foreignKeys.some(({ columns }) => columns.includes(name));
  if (usage === "set" && kind === "insert" && unique && !refers) {
    {
      // The statistics are of a sample, and may be of yesterday.
      return {
        kind: "new",
        type,
        above: Math.ceil(Math.max(high, low + table.rows) * 1.05) + 1000,
      };
    }
  }
  if (freshness !== undefined) return { kind: "newest", type, low, high, mean: freshness };
  if (exponent === 0 && common.length > 0 && !unique) {
    return { kind: "spread", type, parts: partsOf(statistics) };
  }
  const span = Math.max(1, high - low + 1);
  const ranks = exponent > 0
    ? coarse(zipfBins(Math.min(span, keys), exponent))
    : [{ count: span, share: 1 }];
  return { kind: "key", type, low, high, ranks };
}

/** The most common values by themselves, the others as ranges that hold equally many rows. */
function partsOf(
  statistics: ColumnStatistics | undefined,
): readonly (readonly [number, number, number])[] {
  const { mostCommon, histogram = [], nullFraction = 0 } = statistics ?? {};
  const filled = Math.max(1e-9, 1 - nullFraction);
  const bounds = histogram.map(Number).filter(Number.isFinite);
  const common = (mostCommon?.values ?? []).slice(0, bounds.length > 1 ? MOST_VALUES : undefined)
    .map((value, at) =>
      [Number(value), Number(value), mostCommon!.frequencies[at]! / filled] as const
    )
    .filter(([value]) => Number.isFinite(value));
  const rest = Math.max(0, 1 - common.reduce((sum, [, , share]) => sum + share, 0));
  const buckets = Math.min(MOST_VALUES, bounds.length - 1);
  const ranges = rest > 0 && buckets > 0
    ? Array.from({ length: buckets }, (_, at) => {
      const end = (part: number) =>
        Math.round(bounds[Math.round(part / buckets * (bounds.length - 1))]!);
      return [end(at), Math.max(end(at), end(at + 1)), rest / buckets] as const;
    })
    : [];
  const parts = [...common, ...ranges];
  const sum = parts.reduce((total, [, , share]) => total + share, 0);
  return parts.map(([low, high, share]) => [low, high, Number((share / sum).toPrecision(6))]);
}

function endsOf(
  statistics: ColumnStatistics | undefined,
  keys: number,
  rows: number,
): readonly [number, number] {
  const bounds = [...statistics?.histogram ?? [], ...statistics?.mostCommon?.values ?? []]
    .map(Number).filter(Number.isFinite);
  if (bounds.length < 2) return [1, Math.max(1, Math.round(Math.min(keys, Math.max(1, rows))))];
  return [Math.round(Math.min(...bounds)), Math.round(Math.max(...bounds))];
}

/** Neighbours are put together, the popular ones last. */
function coarse(bins: readonly RankBin[]): readonly RankBin[] {
  const list: { count: number; share: number }[] = [];
  const step = Math.max(
    1.05,
    (bins.reduce((sum, { count }) => sum + count, 0)) ** (1 / (MOST_BINS - 4)),
  );
  let seen = 0;
  for (const { count, share } of bins) {
    const last = list.at(-1);
    if (last && seen - last.count > 0 && last.count + count <= (step - 1) * (seen - last.count)) {
      last.count += count;
      last.share += share;
    } else list.push({ count, share });
    seen += count;
  }
  // Ranks are whole: what rounding leaves goes to the tail.
  let placed = 0;
  const total = Math.round(seen);
  return list.map(({ count, share }, at) => {
    const whole = at === list.length - 1
      ? Math.max(1, total - placed)
      : Math.max(1, Math.round(count));
    placed += whole;
    return { count: whole, share };
  });
}

/** The most common values by their shares, the others by values between which equally many rows lie. */
function listOf(
  statistics: ColumnStatistics | undefined,
  type: string,
): readonly (readonly [string, number])[] {
  const { mostCommon, histogram = [], nullFraction = 0 } = statistics ?? {};
  const filled = Math.max(1e-9, 1 - nullFraction);
  const common = (mostCommon?.values ?? []).map((value, at) =>
    [value, mostCommon!.frequencies[at]! / filled] as const
  ).slice(0, MOST_VALUES);
  const covered = Math.min(1, common.reduce((sum, [, share]) => sum + share, 0));
  const step = Math.max(1, histogram.length / MOST_VALUES);
  const others = Array.from(
    { length: Math.min(MOST_VALUES, histogram.length) },
    (_, at) => histogram[Math.floor(at * step)]!,
  );
  const rest = others.map((value) => [value, Math.max(0, 1 - covered) / others.length] as const);
  const all = [...common, ...rest].filter(([, share]) => share > 0);
  return all.length > 0 ? shared(all) : [[DECIMALS.test(type) ? "1" : standIn(type), 1]];
}

/** Elements by how many rows hold them: bare in `array[$1]`, else as an array of one. */
function elementsOf(
  { sql }: QueryPattern,
  { column, number }: ParameterValues,
  type: string,
): ValueSource {
  const { values = [], frequencies = [] } = column!.statistics?.elements?.mostCommon ?? {};
  const bare = new RegExp(`\\barray\\s*\\[[^\\]]*\\$${number}\\b`, "i").test(sql);
  const array = type.endsWith("[]") && !bare;
  const listed = values.slice(0, MOST_VALUES).map((value, at) =>
    [array ? `{${JSON.stringify(value)}}` : value, frequencies[at]!] as const
  );
  const kept = bare ? type.replace(/\[\]$/, "") : array ? type : "";
  return {
    kind: "list",
    type: kept,
    values: listed.length > 0 ? shared(listed) : [[array ? "{}" : standIn(type), 1]],
  };
}

function standIn(type: string): string {
  return STAND_INS[type] ?? "a value";
}

const STAND_INS: Readonly<Record<string, string>> = {
  boolean: "true",
  uuid: "00000000-0000-4000-8000-000000000000",
  jsonb: "{}",
  json: "{}",
  smallint: "1",
  integer: "1",
  bigint: "1",
};

function momentsOf(
  type: string,
  usage: string,
  statistics: ColumnStatistics | undefined,
): ValueSource {
  const bounds = (statistics?.histogram ?? statistics?.mostCommon?.values ?? [])
    .map(momentOf).filter((moment) => !Number.isNaN(moment)).sort((a, b) => a - b);
  const [low = Date.UTC(2024, 0, 1), high = Date.UTC(2025, 0, 1)] = [bounds[0], bounds.at(-1)];
  if (usage === "set") return { kind: "constant", type, value: "now" };
  // A range is asked for near its open end.
  const from = usage === "range" ? high - (high - low) * REACH : low;
  const step = type === "date" ? "day" : "second";
  const length = step === "day" ? 86_400_000 : 1000;
  return {
    kind: "moment",
    type,
    from: new Date(Math.floor(from / length) * length).toISOString().slice(
      0,
      step === "day" ? 10 : 19,
    )
      .replace("T", " "),
    steps: Math.max(0, Math.floor((high - from) / length)),
    step,
  };
}

// What PostgreSQL prints: `2024-01-01 10:00:00+00`, with an offset of hours alone.
function momentOf(text: string): number {
  const iso = text.trim().replace(" ", "T").replace(/([+-]\d\d)$/, "$1:00");
  return Date.parse(/T/.test(iso) && !/(Z|[+-]\d\d:\d\d)$/.test(iso) ? `${iso}Z` : iso);
}
