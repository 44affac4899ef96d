import { relationshipPath } from "../compare_models.ts";
import type { Relationship } from "../model.ts";
import { writeCardinality } from "../relationship_sentence.ts";
import type { ValidationRule } from "./validation_rule.ts";

const isOne = ({ max }: { readonly max: number | "*" }) => max === 1;

/** Numbers at the ends of relationships that contradict themselves. */
export const cardinalityRules: readonly ValidationRule[] = [
  {
    code: "empty-cardinality",
    severity: "error",
    why: "No data could ever satisfy it.",
    *check({ relationships }) {
      for (const relationship of relationships) {
        for (const { entity, min, max } of relationship.ends) {
          const whole = Number.isInteger(min) && min >= 0 && (max === "*" || Number.isInteger(max));
          if (whole && max !== 0 && (max === "*" || min <= max)) continue;
          yield {
            where: relationshipPath(relationship),
            what: `The end at ${entity} allows ${
              writeCardinality({ min, max })
            }, which no number is`,
            fix: "Write 1, 0..1, 0..*, 1..* or 2..5",
          };
        }
      }
    },
  },
  {
    code: "too-few-ends",
    severity: "error",
    why: "A relationship relates at least two.",
    *check({ relationships }) {
      for (const relationship of relationships.filter(({ ends }) => ends.length < 2)) {
        yield {
          where: relationship.id,
          what: `${relationship.id} has ${relationship.ends.length} end`,
          fix: 'Write it as "Customer 1 --places--> 0..* Order"',
        };
      }
    },
  },
  {
    code: "identified-by-many",
    severity: "error",
    why:
      "A weak entity takes over the key of one owner; with none or several there is no such key.",
    *check({ relationships }) {
      for (const relationship of relationships.filter(({ identifying }) => identifying)) {
        const owners = relationship.ends.filter((end) => isOne(end) && end.min === 1);
        if (owners.length > 0) continue;
        yield {
          where: relationshipPath(relationship),
          what: `${relationshipPath(relationship)} is identifying, and no end of it is exactly 1`,
          fix: "Make the owner's end 1, or the relationship not identifying",
        };
      }
    },
  },
  {
    code: "same-roles",
    severity: "warning",
    why: "The columns are told apart by a number, and no reader can tell which is which.",
    *check({ relationships }) {
      for (const relationship of relationships) {
        const names = relationship.ends.map(({ entity, role }) => role ?? entity);
        if (new Set(names).size === names.length || needsNoRoles(relationship)) continue;
        yield {
          where: relationshipPath(relationship),
          what: `${relationshipPath(relationship)} relates ${names[0]} to itself without roles`,
          fix: `Name them: "${names[0]} as manager 0..1 --${relationship.verb}--> 0..* ${
            names[0]
          } as report"`,
        };
      }
    },
  },
  {
    code: "mutual-existence",
    severity: "warning",
    why:
      "Neither row can be inserted first: both must come in one transaction with deferred constraints.",
    *check({ relationships }) {
      for (const relationship of relationships) {
        const { ends } = relationship;
        if (ends.length !== 2 || ends.some(({ min }) => min < 1) || !ends.every(isOne)) continue;
        yield {
          where: relationshipPath(relationship),
          what: `Each ${ends[0]!.entity} needs a ${ends[1]!.entity} and the other way round`,
          fix: "Let one end be 0..1, or make the two one entity",
        };
      }
    },
  },
];

// One end's name, or the columns that refer to it, tell it from the row that holds them; where one end is
// at most 1, it is the parent.
function needsNoRoles({ ends }: Relationship): boolean {
  return ends.length === 2 &&
    ends.some((end) => end.role !== undefined || end.columns !== undefined || isOne(end));
}
