import type { Finding } from "../core/finding.ts";
import type { Model } from "../model/model.ts";
import { ORIGINS } from "./attached.ts";
import { enumerationsInChecks } from "./enumerations_in_checks.ts";
import { auditColumns, periodsWithoutRule, softDeletes } from "./marked_rows.ts";
import { splitKey } from "./split_path.ts";
import { subtypeCandidates } from "./subtype_candidates.ts";
import type { Survey } from "./survey.ts";
import { undeclaredRelationships } from "./undeclared_relationships.ts";

/** What a schema seems to mean, looked at in one way. */
type Look = (survey: Survey, model: Model) => readonly Finding[];

const LOOKS: readonly Look[] = [
  undeclaredRelationships,
  subtypeCandidates,
  enumerationsInChecks,
  softDeletes,
  auditColumns,
  periodsWithoutRule,
  keptAsImported,
];

/**
 * Says what a schema seems to mean without declaring it: relationships by their names and types, subtypes,
 * enumerations, soft deletes, audit columns, periods. Where a model can say it, the finding has the edits.
 *
 * @param survey The schema, looked over.
 * @param model The model that was made of it.
 */
export function recognizeMeaning(survey: Survey, model: Model): readonly Finding[] {
  return LOOKS.flatMap((look) => look(survey, model));
}

/** What is attached to the model, counted by kind. */
function keptAsImported({ schema }: Survey, model: Model): readonly Finding[] {
  const whole = Object.entries(model.attached ?? {}).filter(([key, value]) =>
    key !== ORIGINS && typeof value === "object" && value !== null && "name" in value
  );
  if (whole.length === 0) return [];
  const kinds = Map.groupBy(whole, ([key]) => splitKey(key).kind);
  const counts = [...kinds].map(([kind, { length }]) =>
    `${length} ${kind}${length > 1 ? "s" : ""}`
  );
  const partitions = schema.tables.filter((table) => table.partitionOf);
  return [{
    code: "kept-as-imported",
    severity: "advice",
    where: model.name,
    what: `${counts.join(", ")} stand in the schema as they were imported.`,
    why:
      "A model has no word for them: they come back in each schema that it gives, and follow renames." +
      (partitions.length > 0 ? " Partitions are among them." : ""),
    fix: "Nothing needs to be done; they are listed under attached in the model file.",
  }];
}
