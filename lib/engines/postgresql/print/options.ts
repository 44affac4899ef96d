import { quoteIdentifier, quoteLiteral } from "../identifiers.ts";

/** Options such as `fillfactor=70`, in the order of their names. */
export function printOptions(options: Readonly<Record<string, string>>): string {
  return Object.entries(options)
    .sort(([a], [b]) => a < b ? -1 : 1)
    .map(([name, value]) => `${printOptionName(name)} = ${printOptionValue(value)}`)
    .join(", ");
}

/** `toast.autovacuum_enabled` is two names. */
function printOptionName(name: string): string {
  return name.split(".").map(quoteIdentifier).join(".");
}

function printOptionValue(value: string): string {
  return /^(?:[A-Za-z_]+|[+-]?\d+(?:\.\d+)?)$/.test(value) ? value : quoteLiteral(value);
}
