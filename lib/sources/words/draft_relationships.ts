import { capitalize } from "../../core/capitalize.ts";
import type { Cardinality } from "../../model/model.ts";
import type { Count } from "./count_ends.ts";
import type { Tie } from "./decide_relationships.ts";
import type { DraftNames } from "./draft_names.ts";
import { agentOf, participleOf, withoutS } from "./verb_forms.ts";

/** A relationship as the model builder takes it. */
export interface DraftRelationship {
  readonly tie: Tie;
  readonly verb: string;
  readonly ends: readonly [DraftEnd, DraftEnd];
}

/** An end of a drafted relationship. */
export interface DraftEnd {
  readonly entity: string;
  readonly role?: string;
  readonly many: Cardinality;
}

/** Gives every tie its verb, its numbers and the roles that tell it from others of the same pair. */
export function draftRelationships(
  ties: readonly Tie[],
  names: DraftNames,
): readonly DraftRelationship[] {
  const drafted = ties.flatMap((tie): DraftRelationship[] => {
    const from = names.entity(tie.from);
    const to = names.entity(tie.to);
    if (from === undefined || to === undefined) return [];
    const ends = [
      { entity: from, many: cardinality(tie.fromCount, tie.from === tie.to) },
      { entity: to, many: cardinality(tie.toCount, tie.from === tie.to) },
    ] as const;
    return [{ tie, verb: tie.verb, ends }];
  });
  const pairs = Map.groupBy(
    drafted,
    ({ ends }) => ends.map(({ entity }) => entity).sort().join("\n"),
  );
  return drafted.map((one) => {
    const twins = pairs.get(one.ends.map(({ entity }) => entity).sort().join("\n"))!;
    return withRoles(one, twins.length > 1);
  });
}

/** A recursive relationship binds nobody: somebody is the first. */
function cardinality({ min, max, optional }: Count, recursive: boolean): Cardinality {
  const least = optional || recursive ? 0 : max === 1 ? 1 : min;
  return { min: max === "*" ? least : Math.min(least, max), max };
}

function withRoles(relationship: DraftRelationship, twin: boolean): DraftRelationship {
  const { verb, ends: [first, second] } = relationship;
  const recursive = first.entity === second.entity;
  if (!recursive && !twin) return relationship;
  const words = verb.split(" ");
  const action = (words[0] === "is" ? words[1] : words[0]) ?? "related";
  if (recursive) {
    const said = words[0] === "is" && words.length > 2 ? words.at(-1)! : undefined;
    // "is replaced by": what is replaced, and what it is replaced by
    const [agent, patient] = ROLES[withoutS(action)] ??
      (said
        ? [`${action}${capitalize(said)}`, action]
        : [agentOf(withoutS(action)), participleOf(withoutS(action))]);
    // "a taxon has one parent taxon": who has it is the child.
    const upward = agent === "parent" && second.many.max === 1;
    const roles = words[0] === "is" || upward ? [patient, agent] : [agent, patient];
    return {
      ...relationship,
      ends: [{ ...first, role: roles[0]! }, { ...second, role: roles[1]! }],
    };
  }
  // The end that one row refers to gets the name, so that two references are told apart.
  const preposition = words.at(-1)!;
  const role = words.length > 1 && words[0] !== "is"
    ? `${preposition}${second.entity}`
    : words[0] === "is" && words.length > 2
    ? `${action}${capitalize(preposition)}`
    : `${participleOf(withoutS(action))}${second.entity}`;
  return { ...relationship, ends: [first, { ...second, role }] };
}

/** Roles that have names of their own. */
const ROLES: Readonly<Record<string, readonly [string, string]>> = {
  under: ["parent", "child"],
  have: ["parent", "child"],
  ha: ["parent", "child"],
  contain: ["whole", "part"],
  consist: ["whole", "part"],
  composed: ["part", "whole"],
  assembled: ["part", "whole"],
  reply: ["reply", "original"],
  replies: ["reply", "original"],
  manage: ["manager", "report"],
  lead: ["leader", "member"],
  bred: ["parent", "offspring"],
};
