import type { MimeBundle } from "../core/displayable.ts";
import type { Finding } from "../core/finding.ts";
import { drawFindings } from "./draw_findings.ts";

/** Draws the ways in which statements could be written better. */
export function drawRewrites(
  { findings }: { readonly findings: readonly Finding[] },
): MimeBundle {
  return drawFindings(findings);
}
