import type { Attribute, Model } from "../model.ts";
import type { ValidationRule } from "./validation_rule.ts";

interface Placed {
  readonly path: string;
  readonly attribute: Attribute;
}

const placed = ({ entities }: Model): readonly Placed[] =>
  entities.flatMap(({ name, attributes }) =>
    attributes.map((attribute) => ({ path: `${name}.${attribute.name}`, attribute }))
  );

/** What is said of an attribute's values and contradicts its type. */
export const valueRules: readonly ValidationRule[] = [
  {
    code: "value-not-in-enumeration",
    severity: "error",
    why: "The database will refuse the value, and the forecast would rest on rows that cannot be.",
    *check(model) {
      for (const { path, attribute: { type, distribution } } of placed(model)) {
        if (type.kind !== "enum") continue;
        for (const [value] of distribution?.values ?? []) {
          if (type.values.includes(value)) continue;
          yield {
            where: path,
            what: `${path} is said to hold ${JSON.stringify(value)}, which is not among its labels`,
            fix: `Use one of ${type.values.join(", ")}, or add the label`,
          };
        }
      }
    },
  },
  {
    code: "label-twice",
    severity: "error",
    why: "An enumeration cannot hold a label twice.",
    *check(model) {
      for (const { path, attribute: { type } } of placed(model)) {
        if (type.kind !== "enum" || new Set(type.values).size === type.values.length) continue;
        yield { where: path, what: `${path} has a label twice`, fix: "Keep one of them" };
      }
    },
  },
  {
    code: "value-too-long",
    severity: "error",
    why: "The database will refuse the value.",
    *check(model) {
      for (const { path, attribute: { type, distribution } } of placed(model)) {
        if (type.kind !== "text" || type.length === undefined) continue;
        for (const [value] of distribution?.values ?? []) {
          if ([...value].length <= type.length) continue;
          yield {
            where: path,
            what: `${
              JSON.stringify(value)
            } is longer than the ${type.length} characters of ${path}`,
            fix: "Lengthen the type or shorten the value",
          };
        }
      }
    },
  },
  {
    code: "nulls-in-required",
    severity: "warning",
    why: "Either the share or the requirement is wrong, and the plan rests on both.",
    *check(model) {
      for (const { path, attribute: { optional, distribution } } of placed(model)) {
        if (optional || !distribution?.nulls) continue;
        yield {
          where: path,
          what: `${path} is required, and ${
            distribution.nulls * 100
          } % of it is said to be missing`,
          fix: "Make it optional, or drop the share",
        };
      }
    },
  },
  {
    code: "computed-and-given",
    severity: "error",
    why: "A column is either computed, counted or given.",
    *check(model) {
      for (const { path, attribute } of placed(model)) {
        const ways = (["derived", "identity", "default"] as const)
          .filter((way) => attribute[way] !== undefined);
        if (ways.length < 2) continue;
        yield { where: path, what: `${path} is ${ways.join(" and ")}`, fix: "Keep one of them" };
      }
    },
  },
];
