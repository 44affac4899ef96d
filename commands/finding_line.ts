import type { Finding } from "../lib/core/finding.ts";
import { terminalText } from "../lib/report/visible_text.ts";

/** A finding in one line for a terminal. */
export function findingLine({ severity, code, where, what, fix }: Finding): string {
  return terminalText(`${severity} ${code} at ${where}: ${what.replace(/\.$/, "")}. ${fix}`);
}
