import type { Index, Table } from "../../schema/schema.ts";
import { eachTable, type LintRule, pathOf } from "../rule.ts";

/** Rules about indexes. */
export const indexRules: readonly LintRule[] = [
  {
    code: "duplicate-index",
    severity: "warning",
    applies: "any engine",
    what: "No index repeats another or a constraint.",
    why: "It takes the same space and work again with each write, and answers nothing more.",
    fix: "Drop the index.",
    source: "Azimutt, tbls, sqlcheck",
    judge: eachTable(function* (table) {
      for (const [index, first] of repeats(table, sameKeys)) {
        yield {
          where: pathOf(table, index.name),
          what: `The index ${index.name} of ${table.name} repeats ${first}.`,
          fix: `Drop ${index.name}.`,
        };
      }
    }),
  },
  {
    code: "prefix-index",
    severity: "advice",
    applies: "any engine",
    what: "No index is the beginning of another.",
    why: "The longer index answers the same queries, at the cost of a few more pages read.",
    fix: "Drop the shorter index unless it is much smaller and hot.",
    source: "Azimutt",
    judge: eachTable(function* (table) {
      for (const [index, longer] of repeats(table, properPrefix)) {
        yield {
          where: pathOf(table, index.name),
          what: `The index ${index.name} of ${table.name} is the beginning of ${longer}.`,
          fix: `Drop ${index.name}, unless it is much smaller and hot.`,
        };
      }
    }),
  },
  {
    code: "too-many-indexes",
    severity: "warning",
    applies: "any engine",
    what: "A table has at most 20 indexes.",
    why: "Each insert writes to all of them, and planning weighs each for each query.",
    fix: "Drop those that no query pattern uses.",
    source: "Azimutt, schemalint",
    judge: eachTable(function* (table) {
      const count = table.indexes.length + table.uniques.length + (table.primaryKey ? 1 : 0);
      if (count <= 20) return;
      yield { where: pathOf(table), what: `${table.name} has ${count} indexes.` };
    }),
  },
];

/** One B-tree's keys in the form in which two are compared. */
interface Keys {
  readonly name: string;
  readonly unique: boolean;
  /** A constraint stands for a rule and is never the one to drop. */
  readonly constraint: boolean;
  readonly parts: readonly string[];
  readonly rest: string;
  readonly index?: Index;
}

type Repeats = (keys: Keys, other: Keys) => boolean;

const sameKeys: Repeats = (keys, other) =>
  keys.parts.length === other.parts.length && covers(keys, other) &&
  // Of two that are equal, the later by name goes.
  (other.constraint || !keys.unique && other.unique ||
    keys.unique === other.unique && other.name < keys.name);

const properPrefix: Repeats = (keys, other) =>
  keys.parts.length < other.parts.length && !keys.unique && covers(keys, other);

function covers(keys: Keys, other: Keys): boolean {
  if (keys.unique && !other.unique) return false;
  return keys.rest === other.rest &&
    keys.parts.every((part, position) => other.parts[position] === part);
}

function* repeats(table: Table, compare: Repeats): Iterable<readonly [Keys, string]> {
  const all = keysOf(table);
  for (const keys of all) {
    if (keys.constraint) continue;
    const other = all.find((other) => other !== keys && compare(keys, other));
    if (other) yield [keys, other.name];
  }
}

function keysOf(table: Table): readonly Keys[] {
  const constraints = [...(table.primaryKey ? [table.primaryKey] : []), ...table.uniques];
  return [
    ...constraints.map(({ name, columns }) => ({
      name,
      unique: true,
      constraint: true,
      parts: columns.map((column) => JSON.stringify({ column })),
      rest: restOf("btree"),
    })),
    ...table.indexes.map((index) => ({
      name: index.name,
      unique: index.unique,
      constraint: false,
      parts: index.elements.map((element) => JSON.stringify(element)),
      rest: restOf(index.method, index.where, index.include),
      index,
    })),
  ];
}

function restOf(method: string, where = "", include: readonly string[] = []): string {
  return JSON.stringify([method, where, [...include].sort()]);
}
