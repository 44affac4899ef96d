import { figure } from "../../../core/figure.ts";
import type { Schema } from "../../../schema/schema.ts";
import type {
  DenormalizationProposal,
  RejectedDenormalization,
  RewrittenQuery,
} from "../denormalization.ts";
import { printStructure } from "../print_structure.ts";
import type { ConsistencyRule, Structure } from "../structure.ts";
import { round } from "./round.ts";
import type { UpkeepCost } from "./upkeep_cost.ts";
import type { Weighed } from "./weigh.ts";

const PLANNER = "PostgreSQL's planner over the projected statistics";

/** A structure as a proposal, with its figures and their evidence. */
export function proposalOf(
  schema: Schema,
  structure: Structure,
  queries: readonly RewrittenQuery[],
  upkeep: UpkeepCost,
  bytes: number,
): DenormalizationProposal {
  const { kind, where, title, undo, edits, cautions } = structure;
  const gain = queries.reduce((sum, { rate, before, after }) => sum + rate * (before - after), 0);
  const rule: ConsistencyRule = structure.rule.kind === "refresh" && upkeep.every !== undefined
    ? { ...structure.rule, every: upkeep.every }
    : structure.rule;
  return {
    kind,
    where,
    title,
    rule,
    ddl: printStructure(schema, structure),
    undo: undo.map((statement) => `${statement};`),
    edits,
    queries,
    gain: figure(gain, "cost", {
      evidence: {
        text: `Units a second: ${
          queries.map(({ name, rate, before, after }) =>
            `${name} ${round(rate)} times from ${round(before)} to ${round(after)}`
          ).join("; ")
        }`,
        source: PLANNER,
      },
    }),
    upkeep: figure(upkeep.cost, "cost", {
      tag: "assumed",
      band: [upkeep.cost / 2, upkeep.cost * 2],
      evidence: {
        text: `Units a second: ${
          upkeep.events.length === 0
            ? "nothing in the workload changes it"
            : upkeep.events.map(({ what, rate }) => `${round(rate)} ${what} a second`).join(", ")
        }`,
        source: PLANNER,
      },
    }),
    bytes: figure(Math.max(0, bytes), "bytes", {
      band: 0.1,
      evidence: {
        text: "Wider rows, new tables and their indexes, once filled",
        source: "PostgreSQL's page layout over the projected statistics",
      },
    }),
    cautions,
  };
}

/** Why a structure that was weighed is not proposed. */
export function rejectionOf(
  { structure: { kind, where, title }, queries, gain, upkeep, reason }: Weighed,
): RejectedDenormalization {
  return {
    kind,
    where,
    title,
    queries: queries.map(({ name }) => name),
    gain,
    upkeep: Number.isFinite(upkeep.cost) ? upkeep.cost : 0,
    reason: reason ?? "another proposal does as much for the same queries",
  };
}
