import { makeObjectName } from "../engines/postgresql/identifiers.ts";
import { identifierOf, tokensOf } from "../engines/postgresql/tokens.ts";
import { hasFeature } from "../engines/postgresql/features.ts";
import { parseEngine } from "../engines/engine.ts";
import { postgresql } from "../engines/postgresql/postgresql.ts";
import type { Rule, RuleBase } from "../model/model.ts";
import { styledName } from "../model/naming.ts";
import type {
  CheckConstraint,
  ExclusionConstraint,
  Index,
  UniqueConstraint,
} from "../schema/schema.ts";
import { type NamedTable, partsOf } from "./named_table.ts";
import { indexExpression } from "./sql_names.ts";
import type { Survey } from "./survey.ts";

/** The rules of a table. */
export interface RecognizedRules {
  readonly rules: readonly Rule[];
  /** The conditions on single columns, by column. */
  readonly attributeChecks: ReadonlyMap<string, string>;
}

/** Makes rules of the constraints and unique indexes that rules can say. */
export function recognizeRules(survey: Survey, named: NamedTable): RecognizedRules {
  const { table } = named;
  const attributeChecks = new Map<string, string>();
  const rules: Rule[] = [];
  for (const check of table.checks) {
    const column = columnOfCheck(named, check);
    if (column !== undefined) attributeChecks.set(column, check.expression);
    else rules.push(...checkRule(survey, named, check));
  }
  rules.push(
    ...table.indexes.flatMap((index) => uniqueRule(survey, named, index)),
    ...table.exclusions.flatMap((exclusion) => exclusionRule(survey, named, exclusion)),
    ...table.uniques.filter((unique) => unique.withoutOverlaps)
      .flatMap((unique) => periodRule(survey, named, unique)),
  );
  return { rules, attributeChecks };
}

/** The column that a check is about and named after. */
function columnOfCheck(
  { table, implied }: NamedTable,
  { name, expression, comment }: CheckConstraint,
): string | undefined {
  const column = table.columns.find((one) =>
    makeObjectName(table.name, one.name, "check") === name && !implied.has(one.name)
  );
  if (!column || comment !== undefined) return undefined;
  const words = new Set(
    tokensOf(expression).filter(({ kind }) => kind === "word" || kind === "quoted")
      .map(identifierOf),
  );
  const others = table.columns.filter((one) => one !== column && words.has(one.name));
  return words.has(column.name) && !words.has("value") && others.length === 0
    ? column.name
    : undefined;
}

/** What a rule has in common with the constraint it is made of; nothing where its name cannot be kept. */
function base(
  survey: Survey,
  { entity }: NamedTable,
  { name, comment }: { readonly name: string; readonly comment?: string },
): readonly [RuleBase] | readonly [] {
  if (styledName(name, survey.naming) !== name) return [];
  return [{
    id: `${entity}.${name}`,
    name,
    ...(comment === undefined ? {} : { description: comment }),
  }];
}

function checkRule(survey: Survey, named: NamedTable, check: CheckConstraint): readonly Rule[] {
  return base(survey, named, check)
    .map((rule) => ({ ...rule, kind: "check", entity: named.entity, sql: check.expression }));
}

/** A unique index is a rule where it has no more than columns, expressions and a condition. */
function uniqueRule(survey: Survey, named: NamedTable, index: Index): readonly Rule[] {
  const { elements, where, method, unique, include, storage, attachedTo } = index;
  const isPlain = unique && method === "btree" && !include && !storage && !attachedTo;
  const hasMore = where !== undefined || elements.some((one) => "expression" in one);
  if (!isPlain || !hasMore || !elements.every((one) => Object.keys(one).length === 1)) return [];
  const parts: string[] = [];
  for (const one of elements) {
    if ("expression" in one) {
      const part = one.expression.startsWith("(") ? one.expression : `(${one.expression})`;
      if (indexExpression(part) !== one.expression) return [];
      parts.push(part);
      continue;
    }
    const own = partsOf(named, [one.column]);
    if (!own) return [];
    parts.push(...own);
  }
  return base(survey, named, index).map((rule) => ({
    ...rule,
    kind: "unique",
    entity: named.entity,
    parts,
    ...(where === undefined ? {} : { when: where }),
    ...(index.nullsNotDistinct ? { nullsNotDistinct: true } : {}),
  }));
}

/** An exclusion is a rule where it compares columns for equality, and one range for overlapping. */
function exclusionRule(
  survey: Survey,
  named: NamedTable,
  exclusion: ExclusionConstraint,
): readonly Rule[] {
  const { elements, method, where } = exclusion;
  const last = elements.at(-1);
  const equal = elements.slice(0, -1);
  if (method !== "gist" || last?.operator !== "&&") return [];
  if (!equal.every(({ operator }) => operator === "=")) return [];
  if (equal.length > 0 && !hasExtension(survey)) return [];
  const parts = equal.map(({ expression }) => columnPart(named, expression));
  const column = columnPart(named, last.expression);
  const expression = last.expression.startsWith("(") ? last.expression : `(${last.expression})`;
  if (parts.includes(undefined)) return [];
  if (column === undefined && indexExpression(expression) !== last.expression) return [];
  // From version 18 on the model gives such a rule another constraint.
  const isPeriod = column !== undefined && where === undefined && equal.length > 0;
  if (isPeriod && hasFeature(versionOf(survey), "without-overlaps")) return [];
  return base(survey, named, exclusion).map((rule) => ({
    ...rule,
    kind: "exclusion",
    entity: named.entity,
    equal: parts as string[],
    overlaps: column ?? expression,
    ...(where === undefined ? {} : { when: where }),
  }));
}

function periodRule(
  survey: Survey,
  named: NamedTable,
  unique: UniqueConstraint,
): readonly Rule[] {
  const parts = partsOf(named, unique.columns);
  const period = parts?.at(-1);
  if (!hasFeature(versionOf(survey), "without-overlaps") || !hasExtension(survey)) return [];
  if (!parts || period === undefined || parts.length < 2) return [];
  return base(survey, named, unique).map((rule) => ({
    ...rule,
    kind: "exclusion",
    entity: named.entity,
    equal: parts.slice(0, -1),
    overlaps: period,
  }));
}

/** The attribute or role that an element of an index is, where it is a column and nothing more. */
function columnPart(named: NamedTable, element: string): string | undefined {
  const tokens = tokensOf(element);
  const [token] = tokens;
  if (!token || tokens.length !== 1 || (token.kind !== "word" && token.kind !== "quoted")) {
    return undefined;
  }
  const name = identifierOf(token);
  if (!named.names.has(name)) return undefined;
  const parts = partsOf(named, [name]);
  return parts?.length === 1 ? parts[0] : undefined;
}

function hasExtension({ schema, naming }: Survey): boolean {
  return schema.extensions.some((one) => one.name === "btree_gist" && one.schema === naming.schema);
}

function versionOf({ schema }: Survey): number {
  return parseEngine(schema.engine, [postgresql]).version;
}
