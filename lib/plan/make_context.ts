import { parseDate } from "../core/date.ts";
import { compareFindings, type Finding } from "../core/finding.ts";
import { parseDuration } from "../core/quantity.ts";
import { ddl } from "../engines/postgresql/ddl.ts";
import { lintSchema, waiverOf } from "../lint/lint_schema.ts";
import { mapModel } from "../mapping/map_model.ts";
import { modelOf, type ModelSource } from "../model/model_builder.ts";
import { validateModel } from "../model/validate_model.ts";
import type { Draft } from "../sources/words/draft.ts";
import type { PlanContext } from "./plan_context.ts";
import { reachOf } from "./reach.ts";

/** How the context of a plan is made. */
export interface PlanContextOptions {
  readonly date?: string;
  readonly horizon?: string | number;
  readonly bestPractices?: boolean;
  readonly findings?: readonly Finding[];
  readonly draft?: Draft;
}

const CENTURIES = 200 * 365.2425 * 86_400;

/** Works out what every part of a plan is made from: the schema, its statements, what is wrong with it. */
export function makeContext(source: ModelSource, options: PlanContextOptions = {}): PlanContext {
  const model = modelOf(source);
  const horizon = parseDuration(options.horizon ?? "5 years");
  if (horizon > CENTURIES) {
    throw new RangeError(
      `Cannot plan ${model.name} with a horizon of ${options.horizon}: at most 200 years`,
    );
  }
  const { schema, decisions, findings } = mapModel(model);
  const printed = ddl(schema);
  const lint = lintSchema(schema, { model, horizon });
  const known = distinct([
    ...validateModel(model).findings,
    ...findings,
    ...printed.findings,
    ...options.findings ?? [],
    ...options.draft?.findings ?? [],
  ]).filter(({ code }) => !ASKED.has(code));
  const waived = known.flatMap((finding) => {
    const decision = waiverOf(finding, model.decisions);
    return decision && finding.severity !== "error" ? [{ finding, decision }] : [];
  });
  const excused = new Set(waived.map(({ finding }) => finding));
  return {
    model,
    schema,
    statements: printed.statements,
    mapping: decisions,
    findings: known.filter((finding) => !excused.has(finding)).sort(compareFindings),
    lint,
    waived: [...waived, ...lint.waived],
    reach: reachOf(model, schema),
    ...(options.draft ? { draft: options.draft } : {}),
    ...(options.date === undefined ? {} : { date: parseDate(options.date) }),
    horizon,
    bestPractices: options.bestPractices ?? false,
  };
}

/** What a topic of the survey asks, with the statement that answers it: it is not said twice. */
const ASKED: ReadonlySet<string> = new Set(["no-rows"]);

/** Findings may come in by two ways, such as a draft's and the model's own validation. */
function distinct(findings: readonly Finding[]): readonly Finding[] {
  return [
    ...new Map(findings.map((one) => [`${one.code}@${one.where}: ${one.what}`, one])).values(),
  ];
}
