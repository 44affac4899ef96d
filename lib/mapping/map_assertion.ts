import { quoteLiteral } from "../engines/postgresql/identifiers.ts";
import type { AssertionRule } from "../model/model.ts";
import { snakeCase, styledName } from "../model/naming.ts";
import { type Draft, tablesOf } from "./draft.ts";
import { refuseRepeatableRead } from "./owner_rule.ts";
import { addConstraintTrigger, addStatementTrigger, addTriggerFunction } from "./triggers.ts";

/**
 * Lets triggers hold a rule across entities. A statement notes that something changed; at the end of the
 * transaction the rule's query runs once, however many rows changed, and a row that it finds fails the
 * transaction. A lock of the rule's own lets one transaction at a time be judged, so that under read
 * committed two of them cannot pass side by side and break the rule together.
 */
export function mapAssertion(draft: Draft, rule: AssertionRule): void {
  const name = styledName(rule.name, draft.model.naming);
  const calls = addTriggerFunction(draft, {
    name,
    where: rule.name,
    body: bodyOf(draft, rule, name),
    ...(rule.description === undefined ? {} : { comment: rule.description }),
  });
  const tables = new Set(rule.entities.flatMap((entity) => tablesOf(draft, entity)));
  for (const table of tables) {
    const watch = { where: rule.name, calls };
    addConstraintTrigger(draft, table, {
      ...watch,
      name,
      events: ["INSERT", "DELETE", "UPDATE"],
    });
    addStatementTrigger(draft, table, {
      ...watch,
      name: `${name}_changed`,
      when: "BEFORE",
      events: ["INSERT", "DELETE", "UPDATE"],
    });
    addStatementTrigger(draft, table, {
      ...watch,
      name: `${name}_truncated`,
      when: "AFTER",
      events: ["TRUNCATE"],
    });
  }
  draft.decisions.push({
    about: rule.name,
    choice: "deferred constraint triggers",
    reason:
      `No constraint reaches across ${
        rule.entities.join(", ")
      }. The query runs once at the end of each ` +
      "transaction that changes one of them, under a lock that lets one such transaction commit at a time; " +
      "repeatable read, which would not see the others, is refused.",
  });
}

function bodyOf(draft: Draft, rule: AssertionRule, name: string): string {
  const setting = quoteLiteral(`groundplan.${snakeCase(name).replace(/[^a-z0-9_]/g, "_")}`);
  const query = rule.violations.trim().replace(/;\s*$/, "");
  const message = rule.message ?? `${rule.name} is broken`;
  return `declare
  broken jsonb;
begin
  if tg_when = 'BEFORE' then
    perform set_config(${setting}, 'changed', true);
    return null;
  end if;
  if tg_op <> 'TRUNCATE' and current_setting(${setting}, true) = 'checked' then
    return null;
  end if;
${refuseRepeatableRead(rule.name)}
  perform pg_advisory_xact_lock(hashtextextended(${quoteLiteral(`${draft.namespace}.${name}`)}, 0));
  select to_jsonb(violation) into broken from (
${query}
  ) violation limit 1;
  if broken is not null then
    raise exception using
      errcode = 'check_violation',
      message = ${quoteLiteral(message)},
      detail = broken::text,
      constraint = ${quoteLiteral(name)},
      table = tg_table_name,
      schema = tg_table_schema;
  end if;
  perform set_config(${setting}, 'checked', true);
  return null;
end;`;
}
