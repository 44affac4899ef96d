import { figure } from "../../core/figure.ts";
import { formatCount } from "../../core/format.ts";
import { relationshipPath } from "../compare_models.ts";
import type { ValidationRule } from "./validation_rule.ts";
import type { Shape } from "../volume.ts";

/** The mean of a shape, where it has one of its own. */
function meanOf(shape: Shape | undefined): number | undefined {
  return shape && "mean" in shape ? shape.mean : undefined;
}

/** Volumes that contradict each other, or say nothing. */
export const volumeRules: readonly ValidationRule[] = [
  {
    code: "no-rows",
    severity: "advice",
    why: "Sizes, plans and forecasts of this entity rest on a guess.",
    *check({ entities }) {
      for (const { name, volume } of entities) {
        if (volume.rows !== undefined || volume.growth?.kind === "measured") continue;
        yield {
          where: name,
          what: `Nobody said how many ${name} there are`,
          fix: `entity(${JSON.stringify(name)}).rows("2M")`,
        };
      }
    },
  },
  {
    code: "growth-of-nothing",
    severity: "warning",
    why: "A percentage of no rows is no rows: the forecast would stay at zero.",
    *check({ entities }) {
      for (const { name, volume: { rows, growth } } of entities) {
        if (growth?.kind !== "exponential" && growth?.kind !== "logistic") continue;
        if (rows === undefined || rows.value > 0) continue;
        yield {
          where: name,
          what: `${name} starts with no rows and grows by a percentage of them`,
          fix: 'Say how many are added: .grows("60k/day")',
        };
      }
    },
  },
  {
    code: "no-retention",
    severity: "error",
    why: "Rows that are kept for no time are never there.",
    *check({ entities }) {
      for (const { name, volume: { retention } } of entities) {
        if (retention === undefined || retention > 0) continue;
        yield {
          where: name,
          what: `${name} is kept for ${retention} seconds`,
          fix: 'Say how long: .retain("7 years"), or leave it out to keep rows for ever',
        };
      }
    },
  },
  {
    code: "rows-against-fan-out",
    severity: "warning",
    why: "The forecast cannot be right about both entities.",
    *check({ entities, relationships }) {
      const rows = new Map(entities.map(({ name, volume }) => [name, volume.rows?.value]));
      for (const relationship of relationships) {
        const one = relationship.ends.find(({ max }) => max === 1);
        const many = relationship.ends.find(({ max }) => max !== 1);
        const mean = meanOf(relationship.fanOut?.shape);
        if (relationship.ends.length !== 2 || !one || !many || mean === undefined) continue;
        const [parents, children] = [rows.get(one.entity), rows.get(many.entity)];
        if (!parents || !children) continue;
        const expected = parents * mean;
        if (expected / children < 2 && children / expected < 2) continue;
        const path = relationshipPath(relationship);
        yield {
          where: path,
          what: `${formatCount(parents)} ${one.entity} with ${mean} ${many.entity} each make ${
            formatCount(expected)
          }, and ${formatCount(children)} are declared`,
          fix: "Correct the rows or the fan-out",
          figures: [
            figure(expected, "rows", {
              evidence: { text: `${parents} rows of ${one.entity} × ${mean}`, source: path },
            }),
            figure(children, "rows", {
              tag: "assumed",
              evidence: { text: "Declared in the model", source: `${many.entity}.rows` },
            }),
          ],
        };
      }
    },
  },
];
