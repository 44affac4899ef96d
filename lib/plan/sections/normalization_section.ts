import {
  type EntityNormalForm,
  normalize,
  type NormalizedModel,
} from "../../normalize/normalize.ts";
import { waiverOf } from "../../lint/lint_schema.ts";
import type { Block } from "../block.ts";
import type { SectionBuilder } from "../section.ts";
import { denormalizationBlocks } from "./denormalization_blocks.ts";

/** How far the model is normalized, and what was decided to stay as it is. */
export const normalizationSection: SectionBuilder = {
  id: "normalization",
  phase: "Design",
  title: "Normalization and denormalization",
  build: async ({ model, lab }) => {
    const result = normalize(model);
    const open = result.findings.length;
    const twice = await denormalizationBlocks(lab);
    return {
      blocks: [
        formTable(result),
        ...pictures(result),
        ...editTable(result),
        ...waivedTable(result),
        ...twice.blocks,
      ],
      findings: [
        ...result.findings,
        ...twice.findings.filter((finding) => !waiverOf(finding, model.decisions)),
      ],
      answers: {
        done: model.entities.length > 0 && open === 0,
        reason: model.entities.length === 0
          ? "There is no entity yet."
          : open > 0
          ? `${open} dependenc${
            open === 1 ? "y keeps" : "ies keep"
          } entities from their normal forms.`
          : result.waived.length > 0
          ? `Every exception is decided, ${result.waived.length} in all.`
          : "By its keys and declared dependencies, every entity is in fourth normal form.",
      },
    };
  },
};

function formTable({ entities }: NormalizedModel): Block {
  return {
    kind: "table",
    caption: "Normal forms by keys and declared dependencies",
    columns: [{ name: "Entity" }, { name: "Form" }, { name: "Candidate keys" }, {
      name: "Why no higher",
    }],
    rows: entities.map(({ entity, verdict }) => [
      [{ code: entity }],
      verdict.form,
      verdict.keys.map((key) => key.join(", ")).join(" | "),
      verdict.violations[0]?.because ?? "",
    ]),
  };
}

function pictures({ entities }: NormalizedModel): Block[] {
  return entities.filter(isSplit).map(({ entity }) => ({
    kind: "picture",
    picture: "decomposition",
    options: { entity },
    caption: `${entity}, its dependencies, and what it would become`,
  }));
}

function isSplit({ bcnf, edits }: EntityNormalForm): boolean {
  return edits.length > 0 && bcnf.parts.length > 1;
}

function editTable({ edits }: NormalizedModel): Block[] {
  if (edits.length === 0) return [];
  return [{
    kind: "table",
    caption: "Edits that would normalize the model: apply(model, normalize(model).edits)",
    columns: [{ name: "Edit" }, { name: "Of" }, { name: "Reason" }],
    rows: edits.map(({ kind, target, reason }) => [[{ code: kind }], [{ code: target }], reason]),
  }];
}

function waivedTable({ waived }: NormalizedModel): Block[] {
  if (waived.length === 0) return [];
  return [{
    kind: "table",
    caption: "What was decided to stay",
    columns: [{ name: "Where" }, { name: "What" }, { name: "Reason" }, { name: "By" }],
    rows: waived.map(({ finding, decision }) => [
      [{ code: finding.where }],
      finding.what,
      decision.reason,
      decision.by ?? "",
    ]),
  }];
}
