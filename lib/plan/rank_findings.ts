import { type Figure, figure } from "../core/figure.ts";
import { compareFindings, type Finding, type Severity } from "../core/finding.ts";
import type { Reach } from "./reach.ts";

/** A finding with how much it would hurt. */
export interface RankedFinding {
  /** What is so. */
  readonly finding: Finding;
  /** From 0 to 100; its evidence names what it was reckoned from. */
  readonly harm: Figure;
}

/** The harm of a finding by its severity: where nothing hangs on its place, and where all does. */
const HARM: Readonly<Record<Severity, readonly [least: number, most: number]>> = {
  error: [40, 100],
  warning: [10, 40],
  advice: [0, 10],
};

/**
 * Ranks findings by how much they would hurt: first by severity, then by how much of the plan hangs on the
 * place.
 *
 * @returns The worst first; equal ones by place and code.
 */
export function rankFindings(findings: readonly Finding[], reach: Reach): readonly RankedFinding[] {
  return withoutSuperseded(findings)
    .map((finding) => ({ finding, harm: harmOf(finding, reach.of(finding.where)) }))
    .sort((a, b) => b.harm.value - a.harm.value || compareFindings(a.finding, b.finding));
}

/** Findings that say less than another one of the same place: of a statement alone, and under its load. */
const SUPERSEDED_BY: Readonly<Record<string, string>> = {
  "target-missed": "latency-target-missed",
};

function withoutSuperseded(findings: readonly Finding[]): readonly Finding[] {
  const keyOf = (code: string, where: string) => JSON.stringify([code, where]);
  const found = new Set(findings.map(({ code, where }) => keyOf(code, where)));
  return findings.filter(({ code, where }) => {
    const better = SUPERSEDED_BY[code];
    return better === undefined || !found.has(keyOf(better, where));
  });
}

function harmOf({ severity }: Finding, reach: Figure): Figure {
  const [least, most] = HARM[severity];
  return figure(least + (most - least) * Math.min(1, reach.value), "count", {
    evidence: {
      text: `The harm of a finding of severity ${severity} lies between ${least} and ${most}, ` +
        "by how much of the plan hangs on its place.",
      inputs: [reach],
    },
  });
}
