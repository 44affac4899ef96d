import type { Finding } from "../core/finding.ts";
import { putElement } from "../model/edit_model.ts";
import type { AccessPattern, Model } from "../model/model.ts";
import type { QueryPattern, Workload } from "../workload/query_pattern.ts";

/** A model with the query patterns of a workload, and what of it could not be read. */
export interface ModelWithQueries {
  /** The model. */
  readonly model: Model;
  /** One for each statement that was set aside. */
  readonly findings: readonly Finding[];
}

/**
 * Adds the patterns of a workload to a model.
 *
 * @param model The model; a pattern of the same name is replaced.
 * @param workload What was read of a file of statements or of a server's counters.
 * @param source Where it was read, for the findings: `queries.sql`.
 */
export function addQueries(model: Model, workload: Workload, source: string): ModelWithQueries {
  const added = workload.patterns.reduce(
    (next, pattern) => putElement(next, "patterns", accessPattern(pattern)),
    model,
  );
  const findings = workload.setAside.map(({ name, line, why }): Finding => ({
    code: "statement-set-aside",
    severity: "advice",
    where: line === undefined ? `${source}: ${name}` : `${source}:${line}`,
    what: `${name} is left out of the plan: ${why}`,
    why: "No index and no forecast speaks of it.",
    fix:
      "Write it as one SELECT, INSERT, UPDATE, DELETE or MERGE, with $1, $2, … for its parameters",
  }));
  return { model: added, findings };
}

function accessPattern({ name, sql, rate, targets, parameters }: QueryPattern): AccessPattern {
  return { id: name, name, sql, ...(rate === undefined ? {} : { rate }), targets, parameters };
}
