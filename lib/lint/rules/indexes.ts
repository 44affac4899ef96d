import { repeatedIndexes } from "../repeated_indexes.ts";
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
      for (const { index, by, how } of repeatedIndexes(table)) {
        if (how !== "duplicate") continue;
        yield {
          where: pathOf(table, index.name),
          what: `The index ${index.name} of ${table.name} repeats ${by}.`,
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
      for (const { index, by, how } of repeatedIndexes(table)) {
        if (how !== "prefix") continue;
        yield {
          where: pathOf(table, index.name),
          what: `The index ${index.name} of ${table.name} is the beginning of ${by}.`,
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
