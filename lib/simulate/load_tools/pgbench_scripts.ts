import { type Displayable, displayable } from "../../core/displayable.ts";
import { sqlComment } from "../../core/escape.ts";
import { parseDuration, parseRate } from "../../core/quantity.ts";
import { didYouMean } from "../../core/suggest.ts";
import type { Lab } from "../../whatif/lab.ts";
import type { QueryPattern } from "../../workload/query_pattern.ts";
import type { TransactionLoad } from "../load/load.ts";
import { relationFacts } from "../service/relation_facts.ts";
import { pgbenchLiteral, pgbenchSql } from "./pgbench_sql.ts";
import { type SourcedParameter, type ValueSource, valueSources } from "./value_sources.ts";

/** How a load is run. */
export interface LoadToolOptions {
  /** Names of patterns. Defaults to the whole workload. */
  readonly queries?: readonly string[];
  /** Transactions of several patterns, which then do not run by themselves. */
  readonly transactions?: readonly TransactionLoad[];
  /** Executions a second by pattern; they go before the patterns' own. Defaults to 1. */
  readonly rates?: Readonly<Record<string, number>>;
  /** How long it runs, such as `"5 min"`, or in seconds. Defaults to 5 minutes. */
  readonly duration?: number | string;
  /** Connections. Defaults to 20. */
  readonly connections?: number;
  /** Times the whole load: 2 runs everything twice as often. Defaults to 1. */
  readonly factor?: number;
}

/** A load as files for pgbench. */
export interface PgbenchScripts extends Displayable {
  /** Contents by file name: one script for each pattern or transaction, and `run.sh`. */
  readonly files: Readonly<Record<string, string>>;
  /** The names of patterns or transactions, in the order of pgbench's script numbers. */
  readonly scripts: readonly string[];
  /** Transactions a second that `run.sh` asks for. */
  readonly rate: number;
  /** pgbench's arguments, without the connection. */
  readonly arguments: readonly string[];
  /** What was assumed of the values. */
  readonly assumed: readonly string[];
}

/** Weights are whole; the rarest script has at least this. */
const LEAST_WEIGHT = 1;
const MOST_WEIGHT = 100_000;

/**
 * A workload as scripts of pgbench 14 or later, PostgreSQL's own load generator: each with its weight, its
 * parameters drawn as they are declared (Zipf's law, common values, the newest), at the workload's rate
 * with arrivals at random. The generator is PostgreSQL's, and whatever speaks its protocol can be the target.
 *
 * @param lab The workload, with what is known of its data.
 * @param options Rates, transactions, duration.
 * @throws {RangeError} When there is no pattern of a name, or a number is out of bounds.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { defineModel, openLab, pgbenchScripts } from "@groundplan/groundplan";
 *
 * const shop = defineModel("shop");
 * shop.entity("Order", { id: "bigint identity key", total: "numeric(12,2)" }).rows(1000);
 * shop.access("order", { sql: "select * from orders where id = $1", rate: "90/s" });
 * await using lab = await openLab(shop);
 * const { files, rate } = pgbenchScripts(lab);
 * assert.equal(rate, 90);
 * assert.match(files["01_order.sql"]!, /random\(1, 1000\)[\s\S]*where id = :p1_1::bigint;/);
 * ```
 */
export function pgbenchScripts(lab: Lab, options: LoadToolOptions = {}): PgbenchScripts {
  const facts = relationFacts(lab.schema, lab.statistics);
  const units = loadUnits(lab, options);
  const { connections = 20, duration = 300 } = options;
  const seconds = typeof duration === "number" ? duration : parseDuration(duration);
  if (!(seconds >= 1)) throw new RangeError(`Cannot run a load for ${seconds} s: give 1 s or more`);
  if (!(connections >= 1 && Number.isInteger(connections))) {
    throw new RangeError(`Cannot run a load over ${connections} connections: give a number from 1`);
  }
  const least = Math.min(...units.map(({ rate }) => rate));
  const most = Math.max(...units.map(({ rate }) => rate));
  const weight = Math.max(least / LEAST_WEIGHT / precision(units, least), most / MOST_WEIGHT);
  const assumed: string[] = [];
  const files: Record<string, string> = {};
  const flags: string[] = [];
  const width = String(units.length).length < 2 ? 2 : String(units.length).length;
  for (const [at, unit] of units.entries()) {
    const { name, patterns, rate } = unit;
    const parameters = patterns.map((pattern) => valueSources(pattern, lab.schema, facts));
    assumed.push(...parameters.flat().flatMap(({ assumed }) => assumed ?? []));
    const file = `${String(at + 1).padStart(width, "0")}_${fileName(name)}.sql`;
    files[file] = script(unit, parameters);
    flags.push(`--file=${file}@${Math.max(1, Math.round(rate / weight))}`);
  }
  const rate = units.reduce((sum, unit) => sum + unit.rate, 0);
  const parts = [
    "--no-vacuum",
    "--protocol=prepared",
    `--client=${connections}`,
    `--jobs=${Math.min(connections, threadsFor(rate))}`,
    `--time=${Math.round(seconds)}`,
    `--rate=${Number(rate.toPrecision(6))}`,
    "--define=inserted=0",
    "--log",
    "--log-prefix=groundplan",
    ...flags,
  ];
  files["run.sh"] = [
    "#!/bin/sh",
    "# Runs the load; give a database as psql does: PGHOST, PGUSER, … or ./run.sh postgres://…",
    "# The log groundplan.* has a line a transaction: readPgbenchLog() reads it.",
    'cd "$(dirname "$0")" || exit 1',
    `exec pgbench ${parts.join(" ")} "$@"`,
    "",
  ].join("\n");
  return displayable(
    {
      files,
      scripts: units.map(({ name }) => name),
      rate,
      arguments: parts,
      assumed: [...new Set(assumed)],
    },
    async () => (await import("../../display/draw_load_files.ts")).drawLoadFiles,
  );
}

/** A script's worth of patterns with its rate. */
export interface LoadUnit {
  readonly name: string;
  readonly patterns: readonly QueryPattern[];
  readonly rate: number;
  /** Seconds between two statements. */
  readonly think?: number;
}

/** Seconds that an application is taken to spend between two statements. */
const THINK = 0.5e-3;

/** The patterns and transactions that a load runs, with their rates; those that never run are left out. */
export function loadUnits(lab: Lab, options: LoadToolOptions): readonly LoadUnit[] {
  const { factor = 1, rates = {}, transactions = [] } = options;
  if (!(factor > 0 && Number.isFinite(factor))) {
    throw new RangeError(`Cannot run a load ${factor} times: give a number above 0`);
  }
  const names = lab.patterns.map(({ name }) => name);
  const find = (name: string): QueryPattern => {
    const found = lab.patterns.find((pattern) => pattern.name === name);
    if (found) return found;
    throw new RangeError(
      `Cannot run ${name}: there is no query pattern of that name${didYouMean(name, names)}`,
    );
  };
  Object.keys(rates).forEach(find);
  const within = new Set(transactions.flatMap(({ statements }) => statements));
  const single = (options.queries ?? names).filter((name) => !within.has(name)).map(find);
  const units = [
    ...single.map((pattern) => ({
      name: pattern.name,
      patterns: [pattern],
      rate: (rates[pattern.name] ?? pattern.rate ?? 1) * factor,
    })),
    ...transactions.map(({ name, statements, rate, think = THINK }) => ({
      name,
      patterns: statements.map(find),
      rate: parseRate(rate) * factor,
      think: typeof think === "number" ? think : parseDuration(think),
    })),
  ];
  for (const { name, rate } of units) {
    if (rate >= 0 && Number.isFinite(rate)) continue;
    throw new RangeError(`Cannot run ${name} ${rate} times a second: give a number from 0`);
  }
  const running = units.filter(({ rate }) => rate > 0);
  if (running.length === 0) {
    throw new RangeError("Cannot run a load of no pattern: give one a rate");
  }
  return running;
}

/** Transactions a second that one thread of pgbench starts in time. */
const THREAD_RATE = 5000;
const MOST_THREADS = 8;

// Each thread has connections of its own: with several, some wait while others are free.
function threadsFor(rate: number): number {
  return Math.min(MOST_THREADS, Math.ceil(rate / THREAD_RATE));
}

// Weights are to be within a hundredth of the rates; whole multiples of the least need no finer unit.
function precision(units: readonly LoadUnit[], least: number): number {
  for (const times of [1, 2, 4, 5, 10, 20, 50]) {
    const exact = units.every(({ rate }) => {
      const weight = rate / least * times;
      return Math.abs(weight - Math.round(weight)) <= 1e-9 * weight;
    });
    if (exact) return times;
  }
  return 100;
}

function fileName(name: string): string {
  const plain = name.normalize("NFKD").replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase()
    .replace(/[^a-z0-9]+/g, "_").replace(/^_+|_+$/g, "").slice(0, 40);
  return plain || "pattern";
}

function script(
  { name, patterns, think = 0 }: LoadUnit,
  parameters: readonly (readonly SourcedParameter[])[],
): string {
  const sets: string[] = [];
  const drawn = new Map<string, string>();
  const statements = patterns.map(({ sql }, at) => {
    const expressions = new Map(parameters[at]!.map(({ number, column, source }) => {
      const variable = `p${at + 1}_${number}`;
      // Statements of one transaction are about the same row.
      const shared = sharedName(column, source);
      const known = shared === undefined ? undefined : drawn.get(shared);
      if (known === undefined) sets.push(...DRAWN[source.kind](source as never, variable));
      if (shared !== undefined) drawn.set(shared, known ?? variable);
      return [number, WRITTEN[source.kind](source as never, known ?? variable)] as const;
    }));
    return `${pgbenchSql(sql, (number) => expressions.get(number) ?? "null")};`;
  });
  return [
    sqlComment(name),
    ...sets,
    ...(statements.length > 1
      ? [
        "begin;",
        ...statements.flatMap((one, at) => at === 0 ? [one] : [...sleep(think), one]),
        "end;",
      ]
      : statements),
    "",
  ].join("\n");
}

function sleep(seconds: number): readonly string[] {
  return seconds > 0 ? [`\\sleep ${Math.max(1, Math.round(seconds * 1e6))} us`] : [];
}

/** Values of one column are the same in all statements of a transaction, whichever way they are drawn. */
export function sharedName(
  column: string | undefined,
  { kind }: ValueSource,
): string | undefined {
  return column !== undefined && (kind === "key" || kind === "newest" || kind === "spread")
    ? column
    : undefined;
}

type Of<Kind extends ValueSource["kind"]> = Extract<ValueSource, { kind: Kind }>;
type PerKind = {
  readonly [Kind in ValueSource["kind"]]: (source: Of<Kind>, variable: string) => readonly string[];
};

/** Shares are drawn from so many parts. */
const PARTS = 1_000_000;
/** What scatters ranks over keys: the same for all scripts, so that the popular keys are the same. */
const SEED = 5;

/** `\set` lines that draw a value. */
const DRAWN: PerKind = {
  key({ low, high, ranks }, variable) {
    const span = high - low + 1;
    if (ranks.length === 1) return [`\\set ${variable} random(${low}, ${high})`];
    const cases: string[] = [];
    let [first, covered] = [1, 0];
    for (const { count, share } of ranks) {
      covered += share;
      const draw = count === 1 ? `${first}` : `random(${first}, ${first + count - 1})`;
      cases.push(
        first + count > ranks.reduce((sum, { count }) => sum + count, 0)
          ? `else ${draw}`
          : `when :${variable}_u <= ${Math.round(covered * PARTS)} then ${draw}`,
      );
      first += count;
    }
    return [
      `\\set ${variable}_u random(1, ${PARTS})`,
      `\\set ${variable}_r case ${cases.join(" ")} end`,
      `\\set ${variable} ${low} + permute(:${variable}_r - 1, ${span}, ${SEED})`,
    ];
  },
  newest({ low, high, mean }, variable) {
    const span = high - low + 1;
    // pgbench's parameter is the span in means.
    const rate = Math.max(1e-6, span / mean);
    return [
      `\\set ${variable} ${high} - random_exponential(0, ${span - 1}, ${
        Number(rate.toPrecision(9))
      })`,
    ];
  },
  spread({ parts }, variable) {
    let covered = 0;
    const cases = parts.map(([low, high, share], at) => {
      covered += share;
      const draw = low === high ? `${low}` : `random(${low}, ${high})`;
      return at === parts.length - 1
        ? `else ${draw}`
        : `when :${variable}_u <= ${Math.round(covered * PARTS)} then ${draw}`;
    });
    return [
      `\\set ${variable}_u random(1, ${PARTS})`,
      parts.length === 1
        ? `\\set ${variable} ${cases[0]!.slice("else ".length)}`
        : `\\set ${variable} case ${cases.join(" ")} end`,
    ];
  },
  list({ values }, variable) {
    if (values.length === 1) return [`\\set ${variable} 1`];
    let covered = 0;
    const cases = values.map(([, share], at) => {
      covered += share;
      return at === values.length - 1
        ? `else ${at + 1}`
        : `when :${variable}_u <= ${Math.round(covered * PARTS)} then ${at + 1}`;
    });
    return [
      `\\set ${variable}_u random(1, ${PARTS})`,
      `\\set ${variable} case ${cases.join(" ")} end`,
    ];
  },
  moment: ({ steps }, variable) => [`\\set ${variable} random(0, ${steps})`],
  new: ({ above }, variable) => [
    "\\set inserted :inserted + 1",
    `\\set ${variable} ${above} + :client_id * 10000000 + :inserted`,
  ],
  constant: () => [],
};

const cast = (type: string): string => type === "" ? "" : `::${type}`;

/** What stands in the statement for a value that was drawn. */
const WRITTEN: {
  readonly [Kind in ValueSource["kind"]]: (source: Of<Kind>, variable: string) => string;
} = {
  key: ({ type }, variable) => `:${variable}${cast(type)}`,
  newest: ({ type }, variable) => `:${variable}${cast(type)}`,
  spread: ({ type }, variable) => `:${variable}${cast(type)}`,
  list({ type, values }, variable) {
    const [first] = values;
    if (values.length === 1) return `${pgbenchLiteral(first![0])}${cast(type)}`;
    const cases = values.map(([value], at) =>
      at === values.length - 1
        ? `else ${pgbenchLiteral(value)}`
        : `when ${at + 1} then ${pgbenchLiteral(value)}`
    );
    return `(case :${variable}::int ${cases.join(" ")} end)${cast(type)}`;
  },
  moment: ({ type, from, step }, variable) =>
    step === "day"
      ? `(${pgbenchLiteral(from)}::date + :${variable}::int)`
      : `(${pgbenchLiteral(from)}${cast(type)} + :${variable}::int * interval '1 second')`,
  new: ({ type }, variable) => `:${variable}${cast(type)}`,
  constant: ({ type, value }) =>
    value === "now" && /^(date|timestamp)/.test(type)
      ? "now()"
      : `${pgbenchLiteral(value)}${cast(type)}`,
};
