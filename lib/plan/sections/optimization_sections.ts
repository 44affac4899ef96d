import type { Block } from "../block.ts";
import type { PlanContext } from "../plan_context.ts";
import type { SectionBuilder } from "../section.ts";
import { accessPathsSection } from "./access_paths_section.ts";
import { latencySection } from "./latency_section.ts";
import { growthSection } from "./growth_section.ts";
import { rewritesSection } from "./rewrites_section.ts";
import { partitionsSection, shardsSection } from "./scale_sections.ts";

/** How fast it is, and stays. */
export const optimizationSections: readonly SectionBuilder[] = [
  {
    id: "indexes",
    phase: "Optimization",
    title: "Indexes",
    build: (context) => ({
      notBuilt: "Index advice is not built yet in this version.",
      blocks: existingIndexes(context),
    }),
  },
  rewritesSection,
  accessPathsSection,
  partitionsSection,
  shardsSection,
  growthSection,
  latencySection,
];

function existingIndexes({ schema }: PlanContext): readonly Block[] {
  const rows = schema.tables.flatMap(({ name: table, indexes }) =>
    indexes.map(({ name, method, elements, where, include = [] }) => [
      [{ strong: table }],
      [{ code: name }],
      method,
      [{
        code: elements.map((one) => "column" in one ? one.column : one.expression).join(", ") +
          (include.length > 0 ? ` include ${include.join(", ")}` : "") +
          (where ? ` where ${where}` : ""),
      }],
    ])
  );
  if (rows.length === 0) return [];
  return [{
    kind: "table",
    caption: "Indexes that the schema has beside those of its constraints",
    columns: [{ name: "Table" }, { name: "Index" }, { name: "Method" }, { name: "Keys" }],
    rows,
  }];
}
