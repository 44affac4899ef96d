import { type Displayable, displayable } from "../../core/displayable.ts";
import { parseDuration } from "../../core/quantity.ts";
import type { Lab } from "../../whatif/lab.ts";
import { relationFacts } from "../service/relation_facts.ts";
import { type LoadToolOptions, type LoadUnit, loadUnits, sharedName } from "./pgbench_scripts.ts";
import { type SourcedParameter, valueSources } from "./value_sources.ts";

/** A load as a script for k6. */
export interface K6Script extends Displayable {
  /** Contents by file name: `load.js`. */
  readonly files: Readonly<Record<string, string>>;
  /** Executions a second that it asks for. */
  readonly rate: number;
  /** What was assumed of the values. */
  readonly assumed: readonly string[];
}

/**
 * A workload as a script of k6 with the extension xk6-sql and its driver for PostgreSQL: a scenario for each
 * pattern at its rate, values drawn as they are declared, and each pattern's latency targets as thresholds, so
 * that k6 itself says which were missed. The database's address comes from the environment, `DATABASE_URL`.
 *
 * k6 is built with `xk6 build --with github.com/grafana/xk6-sql --with
 * github.com/grafana/xk6-sql-driver-postgres`, or fetches both by itself since version 1.2.
 *
 * @param lab The workload, with what is known of its data.
 * @param options Rates, transactions, duration. Statements of a transaction run one after the other, each
 * by itself: xk6-sql gives no hold of a connection.
 * @throws {RangeError} When there is no pattern of a name, or a number is out of bounds.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { defineModel, k6Script, openLab } from "@groundplan/groundplan";
 *
 * const shop = defineModel("shop");
 * shop.entity("Order", { id: "bigint identity key", total: "numeric(12,2)" }).rows(1000);
 * shop.access("order", { sql: "select * from orders where id = $1", rate: "90/s", p95: "10 ms" });
 * await using lab = await openLab(shop);
 * assert.match(k6Script(lab).files["load.js"]!, /"rate": 90/);
 * ```
 */
export function k6Script(lab: Lab, options: LoadToolOptions = {}): K6Script {
  const facts = relationFacts(lab.schema, lab.statistics);
  const units = loadUnits(lab, options);
  const { connections = 20, duration = 300 } = options;
  const seconds = typeof duration === "number" ? duration : parseDuration(duration);
  if (!(seconds >= 1)) throw new RangeError(`Cannot run a load for ${seconds} s: give 1 s or more`);
  const sourced = units.map(({ patterns }) =>
    patterns.map((pattern) => valueSources(pattern, lab.schema, facts))
  );
  const rate = units.reduce((sum, unit) => sum + unit.rate, 0);
  const assumed = sourced.flat(2).flatMap(({ assumed }) => assumed ?? []);
  const text = [
    "// The workload for k6 with xk6-sql. Run: DATABASE_URL=postgres://… k6 run load.js",
    'import sql from "k6/x/sql";',
    'import driver from "k6/x/sql/driver/postgres";',
    'import { Trend } from "k6/metrics";',
    'import { sleep } from "k6";',
    'import exec from "k6/execution";',
    "",
    "const db = sql.open(driver, __ENV.DATABASE_URL);",
    'const latency = new Trend("latency", true);',
    "",
    `export const options = ${json(optionsOf(units, { seconds, connections }), 2)};`,
    "",
    ...units.flatMap((unit, at) => [...scenario(unit, at, sourced[at]!), ""]),
    DRAWING,
  ].join("\n");
  return displayable(
    { files: { "load.js": text }, rate, assumed: [...new Set(assumed)] },
    async () => (await import("../../display/draw_load_files.ts")).drawLoadFiles,
  );
}

// k6 runs whole iterations: a rate of 0.2 a second is 2 in 10 seconds.
function arrivals(rate: number): { readonly rate: number; readonly timeUnit: string } {
  for (const seconds of [1, 10, 60, 600, 3600]) {
    const iterations = rate * seconds;
    if (iterations >= 1 && Math.abs(iterations - Math.round(iterations)) < 0.01 * iterations) {
      return { rate: Math.round(iterations), timeUnit: `${seconds}s` };
    }
  }
  return { rate: Math.max(1, Math.round(rate * 3600)), timeUnit: "3600s" };
}

function optionsOf(
  units: readonly LoadUnit[],
  { seconds, connections }: { readonly seconds: number; readonly connections: number },
) {
  const each = Math.max(1, Math.ceil(connections / units.length));
  const thresholds = units.flatMap(({ name, patterns: [pattern, ...more] }) => {
    const targets = more.length === 0 ? Object.entries(pattern!.targets) : [];
    return targets.length === 0 ? [] : [[
      `latency{pattern:${tagOf(name)}}`,
      targets.map(([percentile, target]) =>
        `p(${percentile.replace(/^p/, "")})<${Number((target * 1000).toPrecision(6))}`
      ),
    ]];
  });
  return {
    scenarios: Object.fromEntries(units.map(({ rate }, at) => [`s${at + 1}`, {
      executor: "constant-arrival-rate",
      exec: `pattern${at + 1}`,
      ...arrivals(rate),
      duration: `${Math.round(seconds)}s`,
      preAllocatedVUs: each,
      maxVUs: each * 10,
    }])),
    thresholds: Object.fromEntries(thresholds),
  };
}

// In the name of a threshold, braces, commas and colons have a meaning.
function tagOf(name: string): string {
  return name.replace(/[^\p{L}\p{N}_. -]/gu, "_");
}

function scenario(
  { name, patterns, think = 0 }: LoadUnit,
  at: number,
  sourced: readonly (readonly SourcedParameter[])[],
): readonly string[] {
  const drawn = new Map<string, string>();
  const lines: string[] = [];
  const calls = patterns.map(({ sql, kind }, step) => {
    const values = sourced[step]!.map(({ number, column, source }) => {
      const shared = sharedName(column, source);
      const known = shared === undefined ? undefined : drawn.get(shared);
      if (known !== undefined) return known;
      const variable = `p${step + 1}_${number}`;
      lines.push(`  const ${variable} = draw(${json(source)});`);
      if (shared !== undefined) drawn.set(shared, variable);
      return variable;
    });
    const call = kind === "select" ? "query" : "exec";
    return `  db.${call}(${[json(sql), ...values].join(", ")});`;
  });
  return [
    `export function pattern${at + 1}() {`,
    ...lines,
    "  const start = Date.now();",
    ...calls.flatMap((call, step) =>
      step > 0 && think > 0 ? [`  sleep(${Number(think.toPrecision(6))});`, call] : [call]
    ),
    `  latency.add(Date.now() - start, { pattern: ${json(tagOf(name))} });`,
    "}",
  ];
}

/** JSON as JavaScript; line separators that old engines mind are escaped. */
function json(value: unknown, indent?: number): string {
  return JSON.stringify(value, roundNumbers, indent).replace(
    /[\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16)}`,
  );
}

function roundNumbers(_: string, value: unknown): unknown {
  return typeof value === "number" && !Number.isInteger(value)
    ? Number(value.toPrecision(6))
    : value;
}

/** How values are drawn, as the script does it. */
const DRAWING = `// Draws a value as the pattern's parameters are distributed.
function draw(source) {
  if (source.kind === "constant") return source.value === "now" ? new Date().toISOString() : source.value;
  if (source.kind === "list") {
    let share = Math.random();
    for (const [value, part] of source.values) {
      if ((share -= part) <= 0) return value;
    }
    return source.values[source.values.length - 1][0];
  }
  if (source.kind === "spread") {
    let share = Math.random();
    for (const [low, high, part] of source.parts) {
      if ((share -= part) <= 0) return low + below(high - low + 1);
    }
    return source.parts[0][0];
  }
  if (source.kind === "moment") {
    const step = source.step === "day" ? 86400000 : 1000;
    const from = Date.parse(source.from.replace(" ", "T") + (source.step === "day" ? "" : "Z"));
    const text = new Date(from + below(source.steps + 1) * step).toISOString();
    return source.step === "day" ? text.slice(0, 10) : text;
  }
  if (source.kind === "newest") {
    const back = Math.floor(-source.mean * Math.log(1 - Math.random()));
    return Math.max(source.low, source.high - back);
  }
  if (source.kind === "new") {
    return source.above + exec.vu.idInTest * 10000000 + exec.vu.iterationInInstance + 1;
  }
  const span = source.high - source.low + 1;
  let share = Math.random();
  let first = 0;
  for (const { count, share: part } of source.ranks) {
    if ((share -= part) <= 0) return source.low + scattered(first + below(count), span);
    first += count;
  }
  return source.low + below(span);
}

function below(bound) {
  return Math.floor(Math.random() * bound);
}

// Popular keys are not neighbours: ranks are multiplied by a number that has no divisor in common with the span.
function scattered(rank, span) {
  let factor = Math.max(1, Math.floor(span * 0.6180339887));
  while (divisor(factor, span) !== 1) factor++;
  return Number((BigInt(rank % span) * BigInt(factor)) % BigInt(span));
}

function divisor(a, b) {
  return b === 0 ? a : divisor(b, a % b);
}
`;
