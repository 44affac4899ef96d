import type { MimeBundle } from "../core/displayable.ts";
import type { DiscoveredDependencies } from "../normalize/discover_dependencies.ts";
import type { NormalizedModel } from "../normalize/normalize.ts";
import type { NormalizedRelation } from "../normalize/normalize_relation.ts";
import { formatDependency } from "../normalize/relation.ts";
import { decompositionDiagram } from "./normalization/draw_decomposition.ts";
import { pictureBundle } from "./picture_bundle.ts";
import { printTable, tableBundle } from "./table.ts";

/** Draws the normal forms of a model as a table. */
export function drawNormalizedModel({ entities }: NormalizedModel): MimeBundle {
  return tableBundle(printTable({
    caption: "Normal forms",
    columns: ["entity", "form", "keys", "because", "becomes"].map((key) => ({ key })),
    rows: entities.map(({ entity, verdict, edits }) => ({
      entity,
      form: verdict.form,
      keys: verdict.keys.map((key) => key.join(", ")).join(" | "),
      because: verdict.violations[0]?.because ?? "",
      becomes: edits.flatMap(({ kind, target }) => kind === "put-entity" ? [target] : []).join(
        ", ",
      ),
    })),
  }));
}

/** Draws a relation, its dependencies and what it becomes. */
export function drawNormalizedRelation(result: NormalizedRelation): MimeBundle {
  return pictureBundle(decompositionDiagram(result, {
    into: result.relation.multivalued.length > 0 ? "fourth" : "bcnf",
  }));
}

/** Draws what was found in data as tables: the likeliest rules, keys, and what nearly holds. */
export function drawDiscovered(found: DiscoveredDependencies): MimeBundle {
  const count = (number: number) => number.toLocaleString("en-US");
  const head = `${found.table}: ${count(found.counts.functional)} functional dependencies and ` +
    `${count(found.counts.unique)} unique combinations in ${count(found.rows)} rows` +
    (found.complete ? "" : ", incomplete");
  const share = (value: number) => `${(100 * value).toPrecision(2)} %`;
  const tables = [
    printTable({
      caption: `${head}. The likeliest rules:`,
      columns: ["score", "dependency", "remarks"].map((key) => ({ key })),
      rows: found.functional.filter(({ determinant }) => determinant.length <= 3)
        .map(({ determinant, dependent, score, remarks }) => ({
          score: score.toFixed(2),
          dependency: formatDependency({ determinant, dependent: [dependent] }),
          remarks: remarks.join("; "),
        })),
    }, SHOWN),
    printTable({
      caption: "The likeliest keys",
      columns: ["score", "columns", "doubts"].map((key) => ({ key })),
      rows: found.unique.map(({ columns, score, doubts }) => ({
        score: score.toFixed(2),
        columns: columns.join(", "),
        doubts: doubts.join(", "),
      })),
    }, SHOWN),
    printTable({
      caption: "What few rows break",
      columns: ["g3", "μ+", "dependency", "rows"].map((key) => ({ key })),
      rows: found.approximate.map(({ determinant, dependent, g3, mu, offending, violations }) => ({
        g3: share(g3),
        "μ+": mu.toFixed(2),
        dependency: formatDependency({ determinant, dependent: [dependent] }),
        rows: offending.slice(0, 5).join(", ") + (violations > 5 ? ", …" : ""),
      })),
    }, SHOWN),
  ].filter(({ rows }, at) => at === 0 || rows.length > 0).map(tableBundle);
  const join = (type: string, separator: string) =>
    tables.map((bundle) => bundle[type] ?? "").join(separator);
  return {
    "text/plain": join("text/plain", "\n\n"),
    "text/markdown": join("text/markdown", "\n"),
    "text/html": join("text/html", ""),
  };
}

/** Rows of each table; the result has more. */
const SHOWN = 20;
