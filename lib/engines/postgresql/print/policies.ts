import type { Policy, QualifiedName } from "../../../schema/schema.ts";
import { qualify, quoteIdentifier } from "../identifiers.ts";
import { withoutParentheses } from "../tokens.ts";

/** `CREATE POLICY`. */
export function printPolicy(policy: Policy, table: QualifiedName): string {
  const roles = policy.roles.map((role) => role === "public" ? "PUBLIC" : quoteIdentifier(role));
  return [
    `CREATE POLICY ${quoteIdentifier(policy.name)} ON ${qualify(table)}`,
    ...(policy.permissive ? [] : ["AS RESTRICTIVE"]),
    ...(policy.command === "all" ? [] : [`FOR ${policy.command.toUpperCase()}`]),
    ...(isEveryone(policy) ? [] : [`TO ${roles.join(", ")}`]),
    ...(policy.using === undefined ? [] : [`USING (${withoutParentheses(policy.using)})`]),
    ...(policy.check === undefined ? [] : [`WITH CHECK (${withoutParentheses(policy.check)})`]),
  ].join(" ");
}

function isEveryone({ roles }: Policy): boolean {
  return roles.length === 0 || (roles.length === 1 && roles[0] === "public");
}
