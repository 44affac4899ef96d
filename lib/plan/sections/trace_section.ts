import { relationshipPath } from "../../model/compare_models.ts";
import type { Model } from "../../model/model.ts";
import type { Evidence } from "../../core/figure.ts";
import type { Draft } from "../../sources/words/draft.ts";
import type { Block, Text } from "../block.ts";
import type { SectionBuilder } from "../section.ts";

/** Which words each element of the model came from, and which words came to nothing. */
export const traceSection: SectionBuilder = {
  id: "traceability",
  phase: "Requirements",
  title: "Traceability",
  build: ({ model, draft }) => {
    const rows = traceRows(model);
    if (rows.length === 0 && !draft) return undefined;
    const matrix: Block = {
      kind: "table",
      caption: "Where each element of the model came from",
      columns: ["Element", "Kind", "Its words", "Source"].map((name) => ({ name })),
      rows,
    };
    return { blocks: [matrix, ...(draft ? draftBlocks(draft) : [])] };
  },
};

function traceRows(model: Model): readonly (readonly Text[])[] {
  const owned = [
    ...model.entities.map(({ name, attributes }) => ({ name, attributes })),
    ...model.relationships.map((one) => ({
      name: relationshipPath(one),
      attributes: one.attributes,
    })),
  ];
  const elements: readonly (readonly [kind: string, name: string, origin: Evidence | undefined])[] =
    [
      ...model.entities.map((one) => ["entity", one.name, one.origin] as const),
      ...owned.flatMap(({ name, attributes }) =>
        attributes.map((one) => ["attribute", `${name}.${one.name}`, one.origin] as const)
      ),
      ...model.relationships.map((one) =>
        ["relationship", relationshipPath(one), one.origin] as const
      ),
      ...model.specializations.map((one) =>
        ["subtypes", `${one.supertype}: ${one.subtypes.join(", ")}`, one.origin] as const
      ),
      ...model.domains.map((one) => ["domain", one.name, one.origin] as const),
      ...model.rules.map((one) => ["rule", one.name, one.origin] as const),
      ...model.patterns.map((one) => ["query pattern", one.name, one.origin] as const),
    ];
  return elements.flatMap(([kind, name, origin]) =>
    origin ? [[[{ code: name }], kind, origin.text, origin.source ?? "–"]] : []
  );
}

function draftBlocks({ notUnderstood, rules }: Draft): readonly Block[] {
  const unheld = rules.filter(({ element }) => element === undefined);
  return [
    {
      kind: "table",
      caption: "Words from which nothing was taken",
      columns: [{ name: "Line", align: "right" }, { name: "Words" }, { name: "Why" }],
      rows: notUnderstood.map(({ line, text, reason }) => [String(line), text, reason]),
    },
    {
      kind: "table",
      caption: "Rules that the words state and nothing holds yet",
      columns: [{ name: "Line", align: "right" }, { name: "Words" }, { name: "Kind" }],
      rows: unheld.map(({ line, text, kind }) => [String(line), text, kind]),
    },
  ];
}
