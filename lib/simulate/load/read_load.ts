import { freeze } from "../../core/freeze.ts";
import { parseDuration, parseRate } from "../../core/quantity.ts";
import { didYouMean } from "../../core/suggest.ts";
import { assertKnownKeys } from "../../model/known_keys.ts";
import type { Lab } from "../../whatif/lab.ts";
import type { LoadSpec } from "./load.ts";
import { type WeekCurve, weekCurve } from "./profiles.ts";
import { type RateGrowth, rateGrowth } from "./rate_growth.ts";

/** A load as it is reckoned with. */
export interface Load {
  /** What runs alone or together, with its rate. */
  readonly streams: readonly LoadStream[];
  readonly bursts: readonly ReadBurst[];
  /** What was assumed. */
  readonly assumed: readonly string[];
}

/** A pattern that runs alone, or a transaction. */
export interface LoadStream {
  readonly name: string;
  /** Patterns, in their order. */
  readonly statements: readonly string[];
  /** Executions a second at the start of the plan, where the shape's factor is 1. */
  readonly rate: number;
  readonly curve: WeekCurve;
  readonly growth: RateGrowth;
  /** Seconds between two statements. */
  readonly think: number;
}

/** A burst in seconds. */
export interface ReadBurst {
  readonly every: number;
  readonly lasts: number;
  readonly factor: number;
  readonly patterns?: readonly string[];
}

/** Executions a second of a pattern that says nothing of its rate. */
const ASSUMED_RATE = 1;
const ASSUMED_THINK = 0.5e-3;
const SHAPE = ["daily", "weekly", "grows", "scale"];

/**
 * Reads a load for the patterns of a lab.
 *
 * @param queries Names of the patterns that run. Defaults to all.
 *
 * @throws {RangeError} When it names a pattern that there is not, or a number is out of bounds.
 * @throws {SyntaxError} When a rate or a duration does not read.
 */
export function readLoad(
  lab: Lab,
  spec: LoadSpec = {},
  queries: readonly string[] = lab.patterns.map(({ name }) => name),
): Load {
  assertKnownKeys(spec, [...SHAPE, "rates", "patterns", "bursts", "transactions"], "the load");
  const names = lab.patterns.map(({ name }) => name);
  const known = (name: string, where: string) => {
    if (names.includes(name)) return;
    throw new RangeError(
      `Cannot load ${where} with ${JSON.stringify(name)}: there is no pattern of that name${
        didYouMean(name, names)
      }`,
    );
  };
  const { rates = "busiest", patterns = {}, bursts = [], transactions = [] } = spec;
  for (const name of [...queries, ...Object.keys(patterns)]) known(name, "the patterns");
  const assumed: string[] = [];
  const asked = lab.patterns.filter(({ name }) => queries.includes(name));
  const alone = asked.map((pattern): LoadStream => {
    const own = { ...spec, ...patterns[pattern.name] };
    if (patterns[pattern.name]) {
      assertKnownKeys(patterns[pattern.name]!, [...SHAPE, "rate"], `the load of ${pattern.name}`);
    }
    const given = patterns[pattern.name]?.rate;
    const rate = given === undefined ? pattern.rate : parseRate(given);
    if (rate === undefined) assumed.push(`${pattern.name} runs ${ASSUMED_RATE} time a second`);
    const growth = rateGrowth(lab, pattern, own.grows);
    if (own.grows === undefined) assumed.push(`The rate of ${pattern.name}: ${growth.because}`);
    return {
      name: pattern.name,
      statements: [pattern.name],
      rate: (rate ?? ASSUMED_RATE) * scaleOf(own.scale, pattern.name),
      curve: weekCurve(own, rates),
      growth,
      think: 0,
    };
  });
  const together = transactions.map((one): LoadStream => {
    assertKnownKeys(one, ["name", "statements", "rate", "think"], "a transaction");
    const { name, statements, rate, think = ASSUMED_THINK } = one;
    for (const statement of statements) known(statement, `the transaction ${name}`);
    if (statements.length === 0 || names.includes(name)) {
      throw new RangeError(
        statements.length === 0
          ? `Cannot load the transaction ${name}: it has no statement`
          : `Cannot load the transaction ${name}: a pattern has that name`,
      );
    }
    const first = lab.patterns.find((pattern) => pattern.name === statements[0])!;
    return {
      name,
      statements,
      rate: parseRate(rate) * scaleOf(spec.scale, name),
      curve: weekCurve(spec, rates),
      growth: rateGrowth(lab, first, spec.grows),
      think: parseDuration(think),
    };
  });
  return freeze({
    streams: [...alone, ...together],
    bursts: bursts.map(({ every, lasts, factor, patterns }) => {
      for (const name of patterns ?? []) {
        if (!together.some((one) => one.name === name)) known(name, "a burst");
      }
      const burst = { every: parseDuration(every), lasts: parseDuration(lasts), factor };
      if (
        !(burst.every > burst.lasts && burst.lasts > 0 && factor >= 0 && Number.isFinite(factor))
      ) {
        throw new RangeError(
          `Cannot burst by ${factor} for ${lasts} every ${every}: it must end before the next begins`,
        );
      }
      return { ...burst, ...(patterns ? { patterns } : {}) };
    }),
    assumed,
  });
}

function scaleOf(scale = 1, name: string): number {
  if (scale >= 0 && Number.isFinite(scale)) return scale;
  throw new RangeError(`Cannot scale the rate of ${name} by ${scale}: give a number from 0`);
}
