import { qualify, quoteIdentifier, quoteLiteral } from "../engines/postgresql/identifiers.ts";
import type { QualifiedName, Trigger } from "../schema/schema.ts";
import type { Draft, DraftTable } from "./draft.ts";
import { claimConstraintName, claimName } from "./identifiers.ts";

/** A function that triggers call. */
export interface AddTriggerFunctionOptions {
  readonly name: string;
  readonly where: string;
  /** PL/pgSQL from `declare` or `begin` to `end;`. */
  readonly body: string;
  readonly comment?: string;
}

/**
 * Adds a trigger function, written as the catalog prints it back. It acts for its owner, since a rule must
 * see all rows whoever changes one, and finds tables in the model's namespace only.
 */
export function addTriggerFunction(
  draft: Draft,
  { name, where, body, comment }: AddTriggerFunctionOptions,
): QualifiedName {
  const claimed = claimName(draft, name, { spaces: [`routines of ${draft.namespace}`], where });
  const routine = { schema: draft.namespace, name: claimed };
  const quote = dollarQuote(body);
  draft.routines.push({
    ...routine,
    kind: "function",
    arguments: "",
    definition: [
      `CREATE OR REPLACE FUNCTION ${qualify(routine)}()`,
      " RETURNS trigger",
      " LANGUAGE plpgsql",
      " SECURITY DEFINER",
      ` SET search_path TO ${quoteLiteral(draft.namespace)}, 'pg_temp'`,
      `AS ${quote}`,
      body,
      `${quote}`,
    ].join("\n"),
    language: "plpgsql",
    ...(comment === undefined ? {} : { comment }),
  });
  return routine;
}

/** As the catalog quotes a body: the tag grows until the body does not hold it. */
function dollarQuote(body: string): string {
  let tag = "$function";
  while (body.includes(tag)) tag += "x";
  return `${tag}$`;
}

/** What a constraint trigger watches. */
export interface AddConstraintTriggerOptions {
  readonly name: string;
  readonly where: string;
  /** As the catalog orders them: `INSERT`, `DELETE`, `UPDATE OF a, b`. */
  readonly events: readonly string[];
  readonly calls: QualifiedName;
  /** What the function is told. */
  readonly argument?: string;
}

/** Adds a trigger that waits for the end of the transaction, as a constraint that is deferred would. */
export function addConstraintTrigger(
  draft: Draft,
  table: DraftTable,
  { name, where, events, calls, argument }: AddConstraintTriggerOptions,
): Trigger {
  const claimed = claimConstraintName(draft, table, { wanted: name, where });
  const trigger: Trigger = {
    name: claimed,
    definition: `CREATE CONSTRAINT TRIGGER ${quoteIdentifier(claimed)} AFTER ${
      events.join(" OR ")
    } ON ${qualify(table)} DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ${
      qualify(calls)
    }(${argument === undefined ? "" : quoteLiteral(argument)})`,
  };
  table.triggers.push(trigger);
  return trigger;
}

/** Adds a trigger that fires once for each statement, before or after it. */
export function addStatementTrigger(
  draft: Draft,
  table: DraftTable,
  options: AddConstraintTriggerOptions & { readonly when: "BEFORE" | "AFTER" },
): Trigger {
  const { name, where, events, calls, when } = options;
  const claimed = claimConstraintName(draft, table, { wanted: name, where });
  const trigger: Trigger = {
    name: claimed,
    definition: `CREATE TRIGGER ${quoteIdentifier(claimed)} ${when} ${events.join(" OR ")} ON ${
      qualify(table)
    } FOR EACH STATEMENT EXECUTE FUNCTION ${qualify(calls)}()`,
  };
  table.triggers.push(trigger);
  return trigger;
}
