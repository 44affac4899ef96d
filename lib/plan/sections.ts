import type { SectionBuilder } from "./section.ts";
import { designSections } from "./sections/design_sections.ts";
import { implementationSections } from "./sections/implementation_sections.ts";
import { optimizationSections } from "./sections/optimization_sections.ts";
import { requirementSections } from "./sections/requirement_sections.ts";

/** Every section that a plan has, in the order of its phases: one a capability. */
export const sections: readonly SectionBuilder[] = Object.freeze([
  ...requirementSections,
  ...designSections,
  ...optimizationSections,
  ...implementationSections,
]);
