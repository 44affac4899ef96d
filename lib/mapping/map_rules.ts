import { hasFeature } from "../engines/postgresql/features.ts";
import type { CheckRule, Entity, ExclusionRule, Rule, UniqueRule } from "../model/model.ts";
import { didYouMean } from "../core/suggest.ts";
import { quoteIdentifier } from "../engines/postgresql/identifiers.ts";
import { styledName } from "../model/naming.ts";
import type { IndexElement } from "../schema/schema.ts";
import { type Draft, type DraftTable, entityNamed, tablesOf } from "./draft.ts";
import { isMember } from "./expressions.ts";
import { claimConstraintName } from "./identifiers.ts";
import { mapAssertion } from "./map_assertion.ts";
import { expressionColumns } from "./map_attributes.ts";
import { columnsOfPart } from "./map_keys.ts";
import { indexExpression, withColumnNames } from "./sql_names.ts";

type RuleOf<Kind extends Rule["kind"]> = Extract<Rule, { readonly kind: Kind }>;

/** What holds each kind of rule. */
const MAPPINGS: {
  readonly [Kind in Rule["kind"]]: (draft: Draft, rule: RuleOf<Kind>) => void;
} = {
  check: mapCheck,
  unique: mapUnique,
  exclusion: mapExclusion,
  assertion: mapAssertion,
  dependency: () => {},
};

/** Makes constraints of the rules, and triggers where no constraint can hold one. */
export function mapRules(draft: Draft): void {
  for (const rule of draft.model.rules) {
    const map = MAPPINGS[rule.kind] as (draft: Draft, rule: Rule) => void;
    map(draft, rule);
  }
}

/** Each table that holds an entity's rows, with what a rule's name becomes there. */
function placesOf(
  draft: Draft,
  rule: { readonly name: string; readonly entity: string },
): readonly RulePlace[] {
  const entity = entityNamed(draft, rule.entity);
  const tables = tablesOf(draft, rule.entity);
  if (!entity) return [];
  const member = draft.places.get(rule.entity)?.member;
  return tables.map((table) => ({
    entity,
    table,
    wanted: styledName(
      tables.length === 1 ? rule.name : `${table.name} ${rule.name}`,
      draft.model.naming,
    ),
    condition: member && isMember(member),
    columns: expressionColumns(table, entity),
  }));
}

interface RulePlace {
  readonly entity: Entity;
  readonly table: DraftTable;
  readonly wanted: string;
  /** Which rows of the table are the entity's, where it holds others too. */
  readonly condition: string | undefined;
  readonly columns: ReadonlyMap<string, string>;
}

function mapCheck(draft: Draft, rule: CheckRule): void {
  for (const { table, wanted, condition, columns } of placesOf(draft, rule)) {
    const sql = withColumnNames(rule.sql, columns);
    table.checks.push({
      name: claimConstraintName(draft, table, { wanted, where: rule.name }),
      expression: condition === undefined ? sql : `((NOT ${condition}) OR (${sql}))`,
      ...comment(rule),
    });
  }
}

function mapUnique(draft: Draft, rule: UniqueRule): void {
  const { parts, when, nullsNotDistinct } = rule;
  const nulls = nullsNotDistinct && supportsNullsNotDistinct(draft, rule)
    ? { nullsNotDistinct: true }
    : {};
  for (const place of placesOf(draft, rule)) {
    const { table, wanted } = place;
    const elements = parts.flatMap((part) => indexElements(draft, place, part));
    const where = conditionOf(place, when);
    const columns = elements.flatMap((one) => "column" in one ? [one.column] : []);
    const plain = where === undefined && columns.length === elements.length;
    if (elements.length === 0 || plain && isHeld(draft, table, { rule, columns })) continue;
    const name = claimConstraintName(draft, table, { wanted, where: rule.name, indexed: true });
    if (plain) {
      table.uniques.push({ name, columns, ...nulls, ...comment(rule) });
    } else {
      table.indexes.push({
        name,
        method: "btree",
        unique: true,
        ...nulls,
        elements,
        ...(where === undefined ? {} : { where }),
        ...comment(rule),
      });
    }
  }
}

/** A key over the same columns holds the rule already. */
function isHeld(
  draft: Draft,
  table: DraftTable,
  { rule, columns }: { readonly rule: UniqueRule; readonly columns: readonly string[] },
): boolean {
  const key = [table.primaryKey, ...table.uniques]
    .find((one) => one && one.columns.join("\n") === columns.join("\n"));
  if (!key) return false;
  draft.findings.push({
    code: "rule-held-by-key",
    severity: "advice",
    where: rule.name,
    what: `${rule.name} is what the key ${key.name} holds already.`,
    why: "A second index over the same columns would cost space and time for nothing.",
    fix: "Drop the rule.",
  });
  return true;
}

function supportsNullsNotDistinct(draft: Draft, rule: UniqueRule): boolean {
  if (hasFeature(draft.version, "nulls-not-distinct")) return true;
  draft.findings.push({
    code: "nulls-not-distinct-unsupported",
    severity: "warning",
    where: rule.name,
    what:
      `PostgreSQL ${draft.version} holds two empty values for different; 15 is the first that need not.`,
    why: `Rows without a value break ${rule.name} unseen.`,
    fix: "Make the attributes required, or choose PostgreSQL 15 or newer.",
    source: "PostgreSQL 15 release notes, NULLS NOT DISTINCT",
  });
  return false;
}

/** A part is an attribute, a role, or an expression in parentheses. */
function indexElements(draft: Draft, place: RulePlace, part: string): readonly IndexElement[] {
  if (part.trim().startsWith("(")) {
    return [{ expression: withColumnNames(indexExpression(part), place.columns) }];
  }
  const columns = columnsOfPart(draft, place.table, place.entity, part);
  if (columns.length === 0) reportPart(draft, place, part);
  return columns.map((column) => ({ column }));
}

function reportPart(draft: Draft, { entity, wanted }: RulePlace, part: string): void {
  const names = entity.attributes.map((attribute) => attribute.name);
  draft.findings.push({
    code: "no-such-attribute",
    severity: "error",
    where: wanted,
    what: `${entity.name} has no attribute and no relationship ${part}${didYouMean(part, names)}`,
    why: "The rule is written without it.",
    fix: "Correct the name.",
  });
}

function conditionOf(place: RulePlace, when: string | undefined): string | undefined {
  const written = when === undefined ? undefined : withColumnNames(when, place.columns);
  if (place.condition === undefined) return written;
  return written === undefined ? place.condition : `(${place.condition} AND (${written}))`;
}

function comment(rule: Rule): { readonly comment?: string } {
  return rule.description === undefined ? {} : { comment: rule.description };
}

function mapExclusion(draft: Draft, rule: ExclusionRule): void {
  for (const place of placesOf(draft, rule)) {
    const { table, wanted } = place;
    const equal = rule.equal.flatMap((part) => columnsOfPart(draft, table, place.entity, part));
    const where = conditionOf(place, rule.when);
    const name = claimConstraintName(draft, table, { wanted, where: rule.name, indexed: true });
    if (equal.length > 0) needExtension(draft, "btree_gist");
    const period = periodColumn(draft, place, rule.overlaps);
    if (
      hasFeature(draft.version, "without-overlaps") && where === undefined &&
      period !== undefined && equal.length > 0
    ) {
      const columns = [...equal, period];
      table.uniques.push({ name, columns, withoutOverlaps: true, ...comment(rule) });
      continue;
    }
    table.exclusions.push({
      name,
      method: "gist",
      elements: [
        ...equal.map((column) => ({ expression: quoteIdentifier(column), operator: "=" })),
        { expression: periodExpression(draft, place, rule), operator: "&&" },
      ],
      ...(where === undefined ? {} : { where }),
      ...comment(rule),
    });
  }
}

function needExtension(draft: Draft, name: string): void {
  if (draft.extensions.some((extension) => extension.name === name)) return;
  draft.extensions.push({ name, schema: draft.namespace });
}

/** The column that is a range itself, where one is named. */
function periodColumn(
  draft: Draft,
  { table, entity }: RulePlace,
  overlaps: ExclusionRule["overlaps"],
): string | undefined {
  if (typeof overlaps !== "string" || overlaps.trim().startsWith("(")) return undefined;
  return columnsOfPart(draft, table, entity, overlaps)[0];
}

/** The range type over a type of column that bounds it. */
const RANGES: Readonly<Record<string, string>> = {
  "date": "daterange",
  "timestamp with time zone": "tstzrange",
  "timestamp without time zone": "tsrange",
  "integer": "int4range",
  "smallint": "int4range",
  "bigint": "int8range",
  "numeric": "numrange",
};

function periodExpression(draft: Draft, place: RulePlace, rule: ExclusionRule): string {
  const { overlaps } = rule;
  const { table, entity } = place;
  if (typeof overlaps === "string") {
    const period = periodColumn(draft, place, overlaps);
    return period === undefined
      ? withColumnNames(indexExpression(overlaps), place.columns)
      : quoteIdentifier(period);
  }
  const bounds = overlaps.map((part) => {
    const [column] = columnsOfPart(draft, table, entity, part);
    if (column === undefined) reportPart(draft, place, part);
    return column ?? part;
  });
  const type = table.columns.find((column) => column.name === bounds[0])?.type ?? "";
  const range = RANGES[type.replace(/\(.*\)/, "")] ?? "tstzrange";
  return `${range}(${bounds.map(quoteIdentifier).join(", ")})`;
}
