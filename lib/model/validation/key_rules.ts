import type { Entity, Model } from "../model.ts";
import type { ValidationRule } from "./validation_rule.ts";

const attributeOf = ({ attributes }: Entity, part: string) =>
  attributes.find(({ name }) => name === part);

function isIdentified(model: Model, entity: string): boolean {
  return model.relationships.some(({ identifying, ends }) =>
    identifying && ends.some((end) => end.entity === entity)
  ) || model.specializations.some(({ subtypes }) => subtypes.includes(entity));
}

/** Keys that cannot identify. */
export const keyRules: readonly ValidationRule[] = [
  {
    code: "no-key",
    severity: "advice",
    why:
      "Without a key nothing says which rows are the same; one is invented that means nothing to people.",
    *check(model) {
      for (const { name, keys } of model.entities) {
        if (keys.length > 0 || isIdentified(model, name)) continue;
        yield {
          where: name,
          what: `${name} has no candidate key`,
          fix: `Name what identifies a ${name}: .key("…"), or an identity attribute`,
        };
      }
    },
  },
  {
    code: "two-primary-keys",
    severity: "error",
    why: "A table has one primary key.",
    *check({ entities }) {
      for (const { name, keys } of entities) {
        const primary = keys.filter(({ primary }) => primary);
        if (primary.length < 2) continue;
        yield {
          where: name,
          what: `${name} has ${primary.length} primary keys`,
          fix: "Keep one; make the others unique",
        };
      }
    },
  },
  {
    code: "optional-key-part",
    severity: "error",
    why: "A row without a value there would have no identity; SQL forbids it in a primary key.",
    *check({ entities }) {
      for (const entity of entities) {
        for (
          const part of entity.keys.filter(({ primary }) => primary).flatMap(({ parts }) => parts)
        ) {
          const attribute = attributeOf(entity, part);
          if (!attribute?.optional && !attribute?.multiValued) continue;
          yield {
            where: `${entity.name}.${part}`,
            what: `${part} is part of the primary key of ${entity.name} and may be ${
              attribute.multiValued ? "many" : "missing"
            }`,
            fix: "Require exactly one value, or choose another key",
          };
        }
      }
    },
  },
  {
    code: "identity-of-no-number",
    severity: "error",
    why: "An identity column counts: only whole numbers can.",
    *check({ entities }) {
      for (const { name, attributes } of entities) {
        for (const attribute of attributes.filter(({ identity }) => identity)) {
          if (["smallint", "integer", "bigint"].includes(attribute.type.kind)) continue;
          yield {
            where: `${name}.${attribute.name}`,
            what: `${name}.${attribute.name} is an identity of type ${attribute.type.kind}`,
            fix: "Make it bigint, or drop identity",
          };
        }
      }
    },
  },
  {
    code: "circular-identification",
    severity: "error",
    why: "Each would need the other's key before it has one of its own.",
    *check({ relationships }) {
      const owners = new Map<string, string[]>();
      for (const { identifying, ends } of relationships) {
        if (!identifying || ends.length !== 2) continue;
        const weak = ends.find(({ max, min }) => max !== 1 || min === 0) ?? ends[1]!;
        const owner = ends.find((end) => end !== weak)!;
        owners.set(weak.entity, [...owners.get(weak.entity) ?? [], owner.entity]);
      }
      for (const start of owners.keys()) {
        const reached = new Set<string>();
        const queue = [...owners.get(start)!];
        for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
          if (reached.has(next)) continue;
          reached.add(next);
          queue.push(...owners.get(next) ?? []);
        }
        if (!reached.has(start)) continue;
        yield {
          where: start,
          what: `${start} is identified, through others, by itself`,
          fix: "Give one of them a key of its own",
        };
      }
    },
  },
];
