import { displayable } from "../../../core/displayable.ts";
import { compareText } from "../../../core/finding.ts";
import { parseDuration } from "../../../core/quantity.ts";
import type { Lab } from "../../../whatif/lab.ts";
import type { Denormalization, DenormalizeOptions } from "../denormalization.ts";
import { denormalizationFindings } from "../findings.ts";
import { choose } from "./choose.ts";
import { findStructures } from "./find_structures.ts";
import { openProbe } from "./open_probe.ts";
import { plannableChanges } from "./plannable_changes.ts";
import { plannedReads } from "./planned_reads.ts";
import { rejectionOf } from "./proposal.ts";
import { settle } from "./settle.ts";
import { weigh, type Weighed } from "./weigh.ts";

/** Structures that are looked at: more make one planner slow. */
const MOST_STRUCTURES = 40;

/** Finds what is worth keeping twice for a workload, weighs it, and settles what is proposed. */
export async function weighWorkload(
  lab: Lab,
  options: DenormalizeOptions,
): Promise<Denormalization> {
  const until = performance.now() + 1000 * parseDuration(options.deadline ?? 60);
  const { reads, setAside } = await plannedReads(lab, options);
  const found = await findStructures(lab, reads, options);
  const changes = await plannableChanges(lab, setAside);
  const structures = found.slice(0, MOST_STRUCTURES);
  const probe = structures.length === 0 ? lab : (await openProbe(lab, structures)).lab;
  const weighed: Weighed[] = [];
  for (const structure of structures) {
    if (performance.now() > until) break;
    weighed.push(await weigh({ probe, structure, reads, changes }));
  }
  const complete = weighed.length === found.length;
  const chosen = choose(weighed);
  const { proposals, ...totals } = await settle(lab, reads, chosen, changes);
  const rejected = weighed.filter(({ structure }) =>
    !proposals.some(({ key }) => key === structure.key)
  ).map(rejectionOf).sort((a, b) => b.gain - a.gain || compareText(a.title, b.title));
  const shown = proposals.map(({ proposal }) => proposal);
  return displayable(
    {
      proposals: shown,
      rejected,
      cost: totals,
      findings: denormalizationFindings(shown, rejected),
      edits: shown.flatMap(({ edits }) => edits),
      setAside,
      assumed: [
        ...new Set([
          ...changes.flatMap(({ assumed }) => assumed),
          ...reads.flatMap(({ pattern }) =>
            pattern.rate === undefined ? [`${pattern.name} runs once a second`] : []
          ),
          "a row that a trigger writes costs what a page that is read in sequence does",
        ]),
      ],
      complete,
    },
    async () => (await import("../../../display/draw_denormalization.ts")).drawDenormalization,
  );
}
