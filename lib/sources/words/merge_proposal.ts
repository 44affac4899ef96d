import type { Finding } from "../../core/finding.ts";
import { freeze } from "../../core/freeze.ts";
import type { Evidence } from "../../core/figure.ts";
import { relationshipPath } from "../../model/compare_models.ts";
import { putElement } from "../../model/edit_model.ts";
import type { Attribute, Model, Relationship } from "../../model/model.ts";
import { readModel } from "../../model/read_model.ts";
import { validateModel } from "../../model/validate_model.ts";

/** A draft by somebody's own language model: the text of a model file, or its value. */
export type Propose = (text: string) => Promise<string | object> | string | object;

/** A model with what was proposed to it. */
export interface MergedProposal {
  readonly model: Model;
  readonly proposed: readonly string[];
  readonly findings: readonly Finding[];
}

const PROPOSED: Evidence = {
  text: "Proposed by the language model that the user passed in; the words do not say it.",
  source: "propose",
};

/** Asks for a proposal, reads it as a model file is read, and adds what the words did not give. */
export async function mergeProposal(
  model: Model,
  text: string,
  propose: Propose,
): Promise<MergedProposal> {
  const answer = await propose(text);
  const file = typeof answer === "string" ? answer : JSON.stringify(answer);
  let other: Model;
  try {
    other = await readModel(file, { file: "proposal" });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { model, proposed: [], findings: [refused(error.message)] };
  }
  const merged = merge(model, other);
  const before = new Set(errorsOf(model));
  const worse = errorsOf(merged.model).filter((error) => !before.has(error));
  if (worse.length > 0) return { model, proposed: [], findings: [refused(worse.join("; "))] };
  return { ...merged, findings: [] };
}

const errorsOf = (model: Model) =>
  validateModel(model).findings.filter(({ severity }) => severity === "error").map((
    { where, what },
  ) => `${where}: ${what}`);

function refused(why: string): Finding {
  return {
    code: "proposal-refused",
    severity: "warning",
    where: "proposal",
    what: `The proposal was left out: ${why}`,
    why: "A proposal goes through the same checks as a model file that a person wrote.",
    fix: "Let it answer with a model file; schema/model.schema.json says what that is.",
  };
}

const tagged = <T extends object>(element: T): T => ({ ...element, origin: PROPOSED });

function merge(model: Model, other: Model): Omit<MergedProposal, "findings"> {
  const proposed: string[] = [];
  let next = model;
  for (const entity of other.entities) {
    const old = next.entities.find(({ name }) => name === entity.name);
    if (!old) {
      proposed.push(entity.name);
      next = putElement(
        next,
        "entities",
        tagged({ ...entity, attributes: entity.attributes.map(tagged) }),
      );
      continue;
    }
    const more = entity.attributes.filter(({ name }) =>
      !old.attributes.some((attribute: Attribute) => attribute.name === name)
    );
    proposed.push(...more.map(({ name }) => `${entity.name}.${name}`));
    if (more.length > 0) {
      next = putElement(next, "entities", {
        ...old,
        attributes: [...old.attributes, ...more.map(tagged)],
      });
    }
  }
  const pairs = new Set(next.relationships.map(pairOf));
  for (const relationship of other.relationships) {
    if (pairs.has(pairOf(relationship))) continue;
    proposed.push(relationshipPath(relationship));
    next = putElement(next, "relationships", tagged(relationship));
  }
  for (const list of ["specializations", "domains", "rules", "patterns"] as const) {
    const known = new Set(next[list].map(({ id }) => id));
    for (const element of other[list]) {
      if (known.has(element.id)) continue;
      proposed.push(element.id);
      next = putElement(next, list, tagged(element) as never);
    }
  }
  return freeze({ model: next, proposed });
}

const pairOf = ({ ends }: Relationship) => ends.map(({ entity }) => entity).sort().join("\n");
