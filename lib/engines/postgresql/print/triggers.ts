import type { QualifiedName, RewriteRule, Trigger } from "../../../schema/schema.ts";
import { qualify, quoteIdentifier } from "../identifiers.ts";

const ENABLED = {
  disabled: "DISABLE",
  replica: "ENABLE REPLICA",
  always: "ENABLE ALWAYS",
} as const;

/** The statements that make a trigger, the second where it does not fire as usual. */
export function printTrigger(trigger: Trigger, table: QualifiedName): string[] {
  return [trigger.definition.trim(), ...firing("TRIGGER", trigger, table)];
}

/** The statements that make a rewrite rule. */
export function printRule(rule: RewriteRule, table: QualifiedName): string[] {
  return [rule.definition.trim().replace(/;$/, ""), ...firing("RULE", rule, table)];
}

function firing(kind: string, of: Trigger | RewriteRule, table: QualifiedName): string[] {
  if (of.enabled === undefined) return [];
  return [
    `ALTER TABLE ${qualify(table)} ${ENABLED[of.enabled]} ${kind} ${quoteIdentifier(of.name)}`,
  ];
}
