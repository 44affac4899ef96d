import { copiedColumns } from "./copied_column.ts";
import { counters } from "./counter.ts";
import { generatedColumns } from "./generated_column.ts";
import { materializedViews } from "./materialized_view.ts";
import type { DenormalizationKind, FindStructures } from "./structure.ts";
import { summaryTables } from "./summary_table.ts";

/** A way to keep data twice. */
export interface DenormalizationRule {
  /** Its kind. */
  readonly kind: DenormalizationKind;
  /** What it is called. */
  readonly title: string;
  /** Where it is described. */
  readonly source: string;
  /** Finds what a statement would gain from. */
  readonly find: FindStructures;
}

/** Every way to keep data twice that is known here. */
export const denormalizationRules: readonly DenormalizationRule[] = Object.freeze([
  {
    kind: "copied-column",
    title: "copied column",
    source: "G. L. Sanders, S. Shin, Denormalization Effects on Performance of RDBMS, HICSS 2001",
    find: copiedColumns,
  },
  {
    kind: "counter",
    title: "counter or sum",
    source:
      "A. Gupta, I. S. Mumick, V. S. Subrahmanian, Maintaining Views Incrementally, SIGMOD 1993, section 4",
    find: counters,
  },
  {
    kind: "summary-table",
    title: "summary table",
    source:
      "I. S. Mumick, D. Quass, B. S. Mumick, Maintenance of Data Cubes and Summary Tables in a Warehouse, SIGMOD 1997",
    find: summaryTables,
  },
  {
    kind: "materialized-view",
    title: "materialized view",
    source: "PostgreSQL 18, Documentation, 39.3 Materialized Views",
    find: materializedViews,
  },
  {
    kind: "generated-column",
    title: "generated column",
    source: "PostgreSQL 18, Documentation, 5.4 Generated Columns",
    find: generatedColumns,
  },
]);
