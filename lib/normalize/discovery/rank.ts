import { freeze } from "../../core/freeze.ts";
import type { TableData } from "../input/table_data.ts";
import type { Codes } from "./codes.ts";
import type { Collapsed } from "./collapse.ts";
import { addSet, columnsIn, hasSet, setStore } from "./column_sets.ts";
import { choose, evidenceFor, valueShares } from "./evidence.ts";
import type { Limits, Search } from "./search.ts";
import { partitionBy, validatorFor } from "./validator.ts";

/** Why a dependency may be no rule of the business. */
export type Doubt =
  /** The column has one value in all rows. */
  | "constant"
  /** Values in random order would often satisfy as much. */
  | "accident"
  /** So few rows share a left side that little is tested. */
  | "near-unique"
  /** The left side holds a measure. */
  | "measure"
  /** The left side has missing values. */
  | "nulls";

/** A minimal functional dependency that holds in all rows. */
export interface DiscoveredDependency {
  /** The columns on the left side; none where the right side is constant. */
  readonly determinant: readonly string[];
  /** The column on the right side. */
  readonly dependent: string;
  /** How likely it is a rule of the business, 0 to 1: the higher the better. */
  readonly score: number;
  /** Different values on the left side. */
  readonly distinct: number;
  /** Rows that share their left side with another row: only these could break it. */
  readonly shared: number;
  /** How many dependencies as good as this are expected by chance among those that were tried. */
  readonly expectedByChance: number;
  /** Why it may be no rule. */
  readonly doubts: readonly Doubt[];
  /** The doubts in words. */
  readonly remarks: readonly string[];
}

/** A minimal set of columns whose values occur once. */
export interface DiscoveredKey {
  /** The columns of the combination. */
  readonly columns: readonly string[];
  /** How likely it is meant as a key, 0 to 1. */
  readonly score: number;
  /** Why it may not be meant as a key. */
  readonly doubts: readonly Doubt[];
}

/** What is ranked. */
export interface RankInput {
  readonly table: TableData;
  readonly codes: Codes;
  readonly collapsed: Collapsed;
  readonly search: Search;
  readonly limits: Limits;
  /** How many to list. */
  readonly top: number;
}

/** Left sides with more columns are listed only on demand. */
const MOST_COLUMNS = 3;
/** Dependencies of which so many are expected by chance are taken for accidents. */
const ACCIDENT = 0.05;
/** Steps over rows that ranking may take. */
const ROW_STEPS = 8_000_000;

/**
 * Lists the dependencies that are most likely rules of the business. The score is that of Papenbrock and
 * Naumann, "Data-driven schema normalization", EDBT 2017, section 7: short left sides, columns that stand
 * together and much repetition count for a dependency; it is cut where there are doubts. Dependencies on a
 * key say nothing new and are left out, and of columns that say the same, the first stands for all.
 */
export function rankDependencies(input: RankInput): DiscoveredDependency[] {
  const { codes, collapsed, limits, top } = input;
  const validator = validatorFor(codes);
  const shares = new Map<number, Float64Array>();
  const sharesOf = (column: number) => {
    let known = shares.get(column);
    if (!known) shares.set(column, known = valueShares(codes, column));
    return known;
  };
  const constants = collapsed.constants.map((dependent) => constant(input, dependent));
  const ranked: DiscoveredDependency[] = [];
  for (const [determinant, dependent] of candidates(input)) {
    if (limits.expired()) break;
    const partition = partitionBy(validator, determinant);
    if (partition.clusters === 0) continue;
    const evidence = evidenceFor(codes, partition, sharesOf(dependent));
    ranked.push(judge(input, determinant, dependent, evidence));
  }
  ranked.sort((a, b) => b.score - a.score);
  return freeze([...ranked, ...constants].slice(0, top));
}

function candidates({ codes, collapsed, search }: RankInput): [number[], number][] {
  const { classes } = collapsed;
  const { words, sets } = search;
  const pairs: [number[], number][] = classes.flatMap((members) => {
    const [first, ...others] = members as [number, ...number[]];
    return others.flatMap((other): [number[], number][] => [[[first], other], [[other], first]]);
  });
  const unique = setStore(words);
  const keys = sets[classes.length]!;
  for (let at = 0; at < keys.length; at += words) addSet(unique, keys.subarray(at, at + words));
  const bySize: [number[], number][][] = [];
  classes.forEach(([dependent], target) => {
    const found = sets[target]!;
    for (let at = 0; at < found.length; at += words) {
      const members = columnsIn(found, at, words);
      if (members.length > MOST_COLUMNS) continue;
      if (hasSet(unique, found.subarray(at, at + words))) continue;
      const determinant = members.map((one) => classes[one]![0]!).sort((a, b) => a - b);
      (bySize[members.length] ??= []).push([determinant, dependent!]);
    }
  });
  const most = 200 + Math.floor(ROW_STEPS / Math.max(1, codes.rows));
  return [...pairs, ...bySize.flatMap((some) => some ?? [])].slice(0, most)
    .sort(([a], [b]) => compareColumns(a, b));
}

function compareColumns(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    if (a[at] !== b[at]) return a[at]! - b[at]!;
  }
  return a.length - b.length;
}

function constant({ table, codes }: RankInput, dependent: number): DiscoveredDependency {
  const { name, values } = table.columns[dependent]!;
  const value = values[0] ?? null;
  return {
    determinant: [],
    dependent: name,
    score: 0,
    distinct: 1,
    shared: codes.rows > 1 ? codes.rows : 0,
    expectedByChance: 0,
    doubts: ["constant"],
    remarks: [
      codes.rows === 0
        ? "there are no rows"
        : `constant: ${value === null ? "no row has a value" : `always ${value}`}`,
    ],
  };
}

function judge(
  { table, codes }: RankInput,
  determinant: readonly number[],
  dependent: number,
  evidence: ReturnType<typeof evidenceFor>,
): DiscoveredDependency {
  const width = codes.columns.length;
  const expectedByChance = evidence.chance * choose(width - 1, determinant.length) * width;
  const duplicates = codes.rows - evidence.distinct;
  const doubts: Doubt[] = [];
  const remarks: string[] = [];
  if (expectedByChance >= ACCIDENT) {
    doubts.push("accident");
    remarks.push(`${formatCount(expectedByChance)} as good are expected by chance`);
  }
  if (duplicates < codes.rows / 100) {
    doubts.push("near-unique");
    remarks.push(`near-unique: ${duplicates} duplicate${duplicates === 1 ? "" : "s"}`);
  }
  const measures = determinant.filter((column) => table.columns[column]!.kind === "number");
  if (measures.length > 0) {
    doubts.push("measure");
    remarks.push(`${namesOf(table, measures)} is a measure`);
  }
  const empty = determinant.filter((column) => table.columns[column]!.nulls > 0);
  if (empty.length > 0) {
    doubts.push("nulls");
    remarks.push(`${namesOf(table, empty)} has missing values`);
  }
  const penalty = doubts.reduce((all, doubt) => all * PENALTIES[doubt], 1);
  return {
    determinant: determinant.map((column) => table.columns[column]!.name),
    dependent: table.columns[dependent]!.name,
    score: baseScore(table, codes, determinant, dependent, evidence.distinct) * penalty,
    distinct: evidence.distinct,
    shared: evidence.shared,
    expectedByChance,
    doubts,
    remarks,
  };
}

const PENALTIES: Readonly<Record<Doubt, number>> = {
  constant: 0,
  accident: 0.2,
  "near-unique": 0.5,
  measure: 0.4,
  nulls: 0.8,
};

function formatCount(count: number): string {
  return count >= 10 ? String(Math.round(count)) : count.toPrecision(1);
}

function namesOf(table: TableData, columns: readonly number[]): string {
  return columns.map((column) => table.columns[column]!.name).join(", ");
}

function baseScore(
  table: TableData,
  codes: Codes,
  determinant: readonly number[],
  dependent: number,
  distinct: number,
): number {
  const length = 1 / determinant.length;
  const longest = longestValue(table, determinant);
  const value = 1 / Math.max(1, longest - 7);
  const all = [...determinant, dependent];
  const between = Math.max(...all) - Math.min(...all) + 1 - all.length;
  const position = 1 / (between + 1);
  const duplication = 1 -
    (distinct / Math.max(1, codes.rows) +
        codes.distinct[dependent]! / Math.max(1, codes.rows)) / 2;
  return (length + value + position + duplication) / 4;
}

function longestValue(table: TableData, columns: readonly number[]): number {
  return columns.reduce(
    (sum, column) =>
      sum +
      table.columns[column]!.values.reduce((most, text) => Math.max(most, text?.length ?? 0), 0),
    0,
  );
}

/**
 * Lists the unique column combinations that are most likely meant as keys: short, made of short values,
 * early in the table; measures and columns with missing values come last. Source: as for dependencies.
 */
export function rankKeys(
  table: TableData,
  keys: Iterable<readonly number[]>,
  top: number,
): DiscoveredKey[] {
  const ranked: DiscoveredKey[] = [];
  for (const columns of keys) {
    const doubts: Doubt[] = [];
    if (columns.some((column) => table.columns[column]!.kind === "number")) doubts.push("measure");
    if (columns.some((column) => table.columns[column]!.nulls > 0)) doubts.push("nulls");
    const length = 1 / Math.max(1, columns.length);
    const value = 1 / Math.max(1, longestValue(table, columns) - 7);
    const left = Math.min(...columns, table.columns.length);
    const between = columns.length < 2
      ? 0
      : Math.max(...columns) - Math.min(...columns) + 1 - columns.length;
    const position = (1 / (left + 1) + 1 / (between + 1)) / 2;
    const penalty = doubts.reduce((all, doubt) => all * PENALTIES[doubt], 1);
    ranked.push({
      columns: columns.map((column) => table.columns[column]!.name),
      score: (length + value + position) / 3 * penalty,
      doubts,
    });
  }
  return freeze(ranked.sort((a, b) => b.score - a.score).slice(0, top));
}
