import { compareFindings, compareText, type Finding } from "../core/finding.ts";
import { freeze } from "../core/freeze.ts";
import type { Decision, Model } from "../model/model.ts";
import type { Schema } from "../schema/schema.ts";
import { originIndex } from "./origin_index.ts";
import type { LintContext, LintRule, RuleHit } from "./rule.ts";
import { lintRules } from "./rules.ts";

/** How `lintSchema()` looks. */
export interface LintSchemaOptions {
  /** The model that the schema came from: volumes, examples, decisions. */
  readonly model?: Model;
  /** How far ahead growth is reckoned with, in seconds. Defaults to five years. */
  readonly horizon?: number;
  /** The rules to judge by. Defaults to all. */
  readonly rules?: readonly LintRule[];
}

/** A finding that somebody decided to live with. */
export interface WaivedFinding {
  /** What is so. */
  readonly finding: Finding;
  /** Who decided it, and why. */
  readonly decision: Decision;
}

/** What the rules say of a schema. */
export interface LintResult {
  /** The worst first. */
  readonly findings: readonly Finding[];
  /** Findings that a decision waives. */
  readonly waived: readonly WaivedFinding[];
  /** Every rule that was judged, with how often it was broken; waived findings are not counted. */
  readonly rules: readonly JudgedRule[];
}

/** A rule with how often it was broken. */
export interface JudgedRule {
  /** Its stable name. */
  readonly code: string;
  /** How much breaking it hurts. */
  readonly severity: Finding["severity"];
  /** The engine that it holds for. */
  readonly applies: LintRule["applies"];
  /** What it asks, in one sentence. */
  readonly what: string;
  /** Where the advice comes from. */
  readonly source: string;
  /** In how many places it is broken, waived ones left out. */
  readonly broken: number;
}

const FIVE_YEARS = 5 * 365.2425 * 86_400;

/**
 * Judges a schema by every rule that applies to its engine.
 *
 * A decision of the model about `code@where` (`isolated-table@public.settings`), or about `code` alone,
 * waives what it names.
 *
 * @param schema What a database has, or will have.
 * @returns All findings at once, those waived, and the rules.
 * @throws {RangeError} When the horizon is negative or not a number.
 */
export function lintSchema(schema: Schema, options: LintSchemaOptions = {}): LintResult {
  const { model, horizon = FIVE_YEARS, rules = lintRules } = options;
  if (!(horizon >= 0)) {
    throw new RangeError(`Cannot lint with a horizon of ${horizon} s: it must be 0 or more`);
  }
  const origins = originIndex(schema, model);
  const context: LintContext = { schema, ...(model ? { model } : {}), ...origins, horizon };
  const engine = schema.engine.split("@")[0];
  const judged = rules
    .filter(({ applies }) => applies === "any engine" || applies === engine)
    .map((rule) => ({
      rule,
      ...split(uniqueFindings([...rule.judge(context)].map((hit) => findingOf(rule, hit))), model),
    }));
  return freeze({
    findings: judged.flatMap(({ findings }) => findings).sort(compareFindings),
    waived: judged.flatMap(({ waived }) => waived)
      .sort((a, b) => compareFindings(a.finding, b.finding)),
    rules: judged.map(({ rule, findings }) => ({
      code: rule.code,
      severity: rule.severity,
      applies: rule.applies,
      what: rule.what,
      source: rule.source,
      broken: findings.length,
    })).sort((a, b) => compareText(a.code, b.code)),
  });
}

function findingOf(rule: LintRule, hit: RuleHit): Finding {
  return {
    code: rule.code,
    severity: rule.severity,
    where: hit.where,
    what: hit.what,
    why: rule.why,
    fix: hit.fix ?? rule.fix,
    source: rule.source,
    ...(hit.figures?.length ? { figures: hit.figures } : {}),
    ...(hit.edits?.length ? { edits: hit.edits } : {}),
  };
}

function uniqueFindings(findings: readonly Finding[]): readonly Finding[] {
  return [
    ...new Map(findings.map((finding) => [`${finding.where} ${finding.what}`, finding])).values(),
  ];
}

/** Parts findings from those that a decision waives. */
function split(
  findings: readonly Finding[],
  model: Model | undefined,
): { findings: Finding[]; waived: WaivedFinding[] } {
  const result = { findings: [] as Finding[], waived: [] as WaivedFinding[] };
  for (const finding of findings) {
    const decision = waiverOf(finding, model?.decisions ?? []);
    if (decision) result.waived.push({ finding, decision });
    else result.findings.push(finding);
  }
  return result;
}

/** The decision that waives a finding, by `code@where` or by `code`. */
export function waiverOf(
  { code, where }: Finding,
  decisions: readonly Decision[],
): Decision | undefined {
  return decisions.find(({ about }) => about === `${code}@${where}` || about === code);
}
