import type { SectionBuilder } from "../section.ts";
import { accessPathsSection } from "./access_paths_section.ts";
import { latencySection } from "./latency_section.ts";
import { growthSection } from "./growth_section.ts";
import { indexesSection } from "./indexes_section.ts";
import { rewritesSection } from "./rewrites_section.ts";
import { partitionsSection, shardsSection } from "./scale_sections.ts";

/** How fast it is, and stays. */
export const optimizationSections: readonly SectionBuilder[] = [
  indexesSection,
  rewritesSection,
  accessPathsSection,
  partitionsSection,
  shardsSection,
  growthSection,
  latencySection,
];
