import type { Finding } from "../core/finding.ts";
import type { Model, Specialization } from "../model/model.ts";
import { edit } from "./entity_table.ts";
import type { Survey } from "./survey.ts";

/** Tables whose whole key refers to the key of another are its subtypes, or its optional parts. */
export function subtypeCandidates(_: Survey, model: Model): readonly Finding[] {
  const parts = model.relationships.filter(({ identifying, ends: [one, many] }) =>
    identifying && one?.max === 1 && many?.max === 1
  );
  return [...Map.groupBy(parts, ({ ends }) => ends[0]!.entity)].map(([supertype, found]) => {
    const subtypes = found.map(({ ends }) => ends[1]!.entity);
    const specialization: Specialization = {
      id: `${supertype} > ${subtypes.join(", ")}`,
      supertype,
      subtypes,
      disjoint: false,
      total: false,
      mapping: "joined",
    };
    const reason = `The key of ${subtypes.join(" and of ")} is the key of ${supertype}.`;
    return {
      code: "subtype-candidate",
      severity: "advice",
      where: supertype,
      what: reason,
      why:
        `Each row of them is a row of ${supertype} as well: subtypes, or parts that are kept apart. A ` +
        "specialization also says whether a row may be of several, and must be of one.",
      fix: `If each is a kind of ${supertype}, say so; if it is a part of it, leave it as it is.`,
      edits: [
        ...found.map(({ id }) => edit("drop", id, { reason })),
        edit("put-subtypes", supertype, { value: specialization, reason }),
      ],
    };
  });
}
