import { formatCount, formatDuration } from "../../core/format.ts";
import { type Figure, figure } from "../../core/figure.ts";
import type { Entity } from "../../model/model.ts";
import { keysDrawn } from "../keys_drawn.ts";
import { eachTable, type LintRule, pathOf } from "../rule.ts";

/** From here on, vacuum, dump and index builds of one table are felt for hours. */
const HUGE = 1e9;

/** Rows that one statement deletes before others wait for it. */
const MANY = 1000;

/** Rules that reckon with how much there is, and for how long. */
export const volumeRules: readonly LintRule[] = [
  {
    code: "unbounded-growth",
    severity: "warning",
    applies: "any engine",
    what: "A table that grows beyond a billion rows says how long rows are kept.",
    why: "Nothing is ever deleted: vacuum, dumps and index builds take hours, and the disk fills.",
    fix:
      "Say how long a row is kept, and partition by time so that old rows leave without a delete.",
    source: "PostgreSQL manual, section 5.12.1",
    judge: eachTable(function* (table, { entityOf, horizon }) {
      const entity = entityOf(table);
      if (!entity?.volume.growth || entity.volume.retention !== undefined) return;
      const end = keysDrawn(entity, horizon);
      if (!end || end.value < HUGE) return;
      const years = formatDuration(horizon);
      yield {
        where: pathOf(table),
        what: `${table.name} grows without end: ${formatCount(end.value)} rows in ${years}.`,
        figures: [
          figure(end.value, "rows", {
            band: [end.low, end.high],
            evidence: {
              text: `Rows of ${entity.name} after ${years}, from its rows and its growth.`,
              source: `${entity.name}.growth`,
              inputs: [declaredRows(entity)],
            },
          }),
        ],
      };
    }),
  },
  {
    code: "personal-data-kept-for-ever",
    severity: "warning",
    applies: "any engine",
    what: "Personal data has an end.",
    why:
      "Personal data may be kept no longer than its purpose needs, and a leak reaches back to the first day.",
    fix: "Say how long a row is kept, or waive this with the reason why it must stay.",
    source: "Regulation (EU) 2016/679 (GDPR), article 5(1)(e)",
    judge: eachTable(function* (table, { entityOf, attributeOf }) {
      const entity = entityOf(table);
      if (!entity || entity.volume.retention !== undefined) return;
      const personal = table.columns.filter((column) =>
        attributeOf(table, column)?.sensitivity === "personal"
      );
      if (personal.length === 0) return;
      yield {
        where: pathOf(table),
        what: `${personal.map(({ name }) => name).join(", ")} of ${table.name} ` +
          `${personal.length === 1 ? "is" : "are"} personal and kept for ever.`,
        ...(entity.volume.rows ? { figures: [declaredRows(entity)] } : {}),
      };
    }),
  },
  {
    code: "cascade-to-many",
    severity: "warning",
    applies: "any engine",
    what: "No cascade deletes more than a thousand rows at once.",
    why:
      "One delete locks and logs them all in one transaction; replicas lag, and vacuum cleans up after it.",
    fix: "Restrict the delete, and let a job delete the children in batches before their parent.",
    source: "PostgreSQL manual, sections 5.5.5 and 25.1",
    judge: eachTable(function* (table, { schema, entityOf }) {
      const child = entityOf(table);
      for (const { columns, references, onDelete } of table.foreignKeys) {
        const target = schema.tables.find((one) =>
          one.name === references.name && one.schema === references.schema
        );
        const parent = target && entityOf(target);
        if (onDelete !== "cascade" || !child?.volume.rows || !parent?.volume.rows) continue;
        const each = child.volume.rows.value / parent.volume.rows.value;
        if (!(each >= MANY)) continue;
        yield {
          where: pathOf(table, columns.join("+")),
          what: `Deleting one row of ${references.name} deletes ${formatCount(each)} of ` +
            `${table.name} with it, on average.`,
          figures: [
            figure(each, "rows", {
              evidence: {
                text: `Rows of ${child.name} for each row of ${parent.name}.`,
                inputs: [declaredRows(child), declaredRows(parent)],
              },
            }),
          ],
        };
      }
    }),
  },
];

/** The rows that a model declares for an entity, as a figure. */
export function declaredRows(entity: Entity): Figure {
  const { value = 0, low = value, high = value } = entity.volume.rows ?? {};
  return figure(value, "rows", {
    tag: "assumed",
    ...(low < high ? { band: [low, high] } : {}),
    evidence: { text: "Declared in the model.", source: `${entity.name}.rows` },
  });
}
