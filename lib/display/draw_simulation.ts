import type { MimeBundle } from "../core/displayable.ts";
import type { PlainSimulation } from "../simulate/simulation.ts";

export function drawSimulation(s: PlainSimulation): MimeBundle {
  return { "text/plain": s.bottleneck.sentence };
}
