import type { Finding } from "../core/finding.ts";
import type { Model } from "../model/model.ts";
import { camelCase, snakeCase } from "../model/naming.ts";
import type { Table } from "../schema/schema.ts";
import { entityTables } from "./entity_table.ts";
import type { Survey } from "./survey.ts";

const SOFT_DELETE = /^(is_)?(deleted|removed|archived)(_at|_on|_date)?$/;

/** Columns that mark rows as deleted. */
export function softDeletes(survey: Survey, model: Model): readonly Finding[] {
  return entityTables(survey, model).flatMap(({ table, entity }) =>
    table.columns.filter(({ name, type }) =>
      SOFT_DELETE.test(snakeCase(name)) && /^(boolean|date|timestamp)/.test(type)
    ).map(({ name, type }): Finding => {
      const keys = entity.keys.filter((key) => !key.primary).map((key) => key.parts.join(", "));
      const live = type === "boolean" ? `not ${name}` : `${name} is null`;
      return {
        code: "soft-delete",
        severity: keys.length > 0 ? "warning" : "advice",
        where: `${entity.name}.${name}`,
        what: `${entity.name} marks rows as deleted by ${name} instead of deleting them.`,
        why: keys.length > 0
          ? `The unique key on ${
            keys.join("; ")
          } counts the deleted rows as well: their values cannot be used again.`
          : "Each query must leave the deleted rows out, and each index holds them.",
        fix: keys.length > 0
          ? `Make it unique among the rows where ${live}.`
          : `Index the rows where ${live} only, and say how long deleted rows are kept.`,
        source: "PostgreSQL manual, 11.8 Partial Indexes",
      };
    })
  );
}

const AUDIT = /^(created|updated|modified|changed|inserted)(_at|_on|_by|_date|_time)?$/;

/** Columns that say who changed a row, or when. */
export function auditColumns(survey: Survey, model: Model): readonly Finding[] {
  return entityTables(survey, model).flatMap(({ table, entity }) => {
    const found = table.columns.map(({ name }) => name)
      .filter((name) => AUDIT.test(snakeCase(name)) && /_/.test(snakeCase(name)));
    if (found.length === 0) return [];
    const changes = found.some((name) => /^(updated|modified|changed)/.test(name));
    const kept = changes && table.triggers.length === 0;
    return [{
      code: "audit-columns",
      severity: "advice" as const,
      where: entity.name,
      what: `${entity.name} records who changed a row or when: ${found.join(", ")}.`,
      why: kept
        ? "No trigger keeps them up to date: each program that writes must do so."
        : "They say nothing of the business, and of changes only the last.",
      fix: kept
        ? "Let a trigger set them, or record changes in a history table."
        : "Where older changes matter, record them in a history table.",
    }];
  });
}

const PERIODS: readonly (readonly [from: RegExp, to: (name: string) => readonly string[]])[] = [
  [/^(.*_)?from$/, (name) => [name.replace(/from$/, "to"), name.replace(/from$/, "until")]],
  [/^(.*_)?start(s)?(ed)?(_at|_on|_date)?$/, (name) => [
    name.replace(/start(?:s|ed)?(?=_|$)/, "end"),
    name.replace(/start(?:s|ed)?(?=_|$)/, "ends"),
    name.replace(/start(?:s|ed)?(?=_|$)/, "ended"),
  ]],
];

/** Pairs of columns that bound a period, in a table where nothing keeps periods from overlapping. */
export function periodsWithoutRule(survey: Survey, model: Model): readonly Finding[] {
  return entityTables(survey, model).flatMap(({ table, entity }) => {
    if (table.exclusions.length > 0 || table.uniques.some((one) => one.withoutOverlaps)) return [];
    if (table.primaryKey?.withoutOverlaps) return [];
    return periodsOf(table).map(([from, to]): Finding => ({
      code: "period-without-rule",
      severity: "advice",
      where: entity.name,
      what: `${entity.name} holds for a time, from ${from} to ${to}.`,
      why:
        "Nothing keeps two rows about the same thing from overlapping, or a period from ending early.",
      fix: `Say what may hold once at a time: a rule { kind: "exclusion", equal: […], overlaps: ["${
        camelCase(from)
      }", "${camelCase(to)}"] }, and a check that ${from} < ${to}.`,
      source: "PostgreSQL manual, 8.17.10 Constraints on Ranges",
    }));
  });
}

function periodsOf({ columns }: Table): readonly (readonly [from: string, to: string])[] {
  const temporal = new Map(
    columns.filter(({ type }) => /^(date$|timestamp)/.test(type)).map(({ name }) => [
      snakeCase(name),
      name,
    ]),
  );
  return [...temporal].flatMap(([name, from]) =>
    PERIODS.flatMap(([start, ends]) => {
      const to = start.test(name) ? ends(name).find((end) => temporal.has(end)) : undefined;
      return to === undefined ? [] : [[from, temporal.get(to)!] as const];
    })
  );
}
