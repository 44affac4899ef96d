import { formatDuration, formatShare } from "../../core/format.ts";
import { type Figure, figure } from "../../core/figure.ts";
import type { Unit } from "../../core/figure.ts";
import { patternSql } from "../../mapping/pattern_sql.ts";
import { relationshipPath } from "../../model/compare_models.ts";
import { formatGrowth } from "../../model/growth_text.ts";
import type { AttributeType } from "../../model/attribute_type.ts";
import type { AccessPattern, Model, Rule } from "../../model/model.ts";
import { writeRelationship } from "../../model/relationship_sentence.ts";
import type { Amount } from "../../model/volume.ts";
import { writeType } from "../../model/type_text.ts";
import { type Block, type Text, text } from "../block.ts";
import type { PlanContext } from "../plan_context.ts";
import type { SectionBuilder } from "../section.ts";
import { traceSection } from "./trace_section.ts";

/** What the business asked for, as the model has it. */
export const requirementSections: readonly SectionBuilder[] = [
  {
    id: "entities",
    phase: "Requirements",
    title: "Entities and attributes",
    build: ({ model }) => ({
      blocks: [
        entityTable(model),
        { kind: "heading", text: "Attributes" },
        attributeTable(model),
      ],
    }),
  },
  {
    id: "relationships",
    phase: "Requirements",
    title: "Relationships and cardinality",
    build: ({ model }) => ({ blocks: relationshipBlocks(model) }),
  },
  {
    id: "rules",
    phase: "Requirements",
    title: "Business rules and validation",
    build: ({ model }) => ({ blocks: [ruleTable(model)] }),
  },
  {
    id: "patterns",
    phase: "Requirements",
    title: "Query patterns",
    build: (context) => ({ blocks: patternBlocks(context) }),
  },
  {
    id: "volumes",
    phase: "Requirements",
    title: "Volumes",
    build: ({ model }) => ({ blocks: [volumeTable(model)] }),
  },
  traceSection,
];

function entityTable(model: Model): Block {
  return {
    kind: "table",
    caption: "Entities",
    columns: [{ name: "Entity" }, { name: "What it is" }, { name: "Owner" }, {
      name: "Attributes",
      align: "right",
    }],
    rows: model.entities.map(({ name, description = "–", owner = "–", attributes }) => [
      [{ strong: name }],
      description,
      owner,
      String(attributes.length),
    ]),
  };
}

function attributeTable(model: Model): Block {
  const owners = [
    ...model.entities.map(({ name, attributes }) => ({ name, attributes })),
    ...model.relationships.map((one) => ({
      name: relationshipPath(one),
      attributes: one.attributes,
    })),
  ];
  return {
    kind: "table",
    caption: "Attributes",
    columns: [
      { name: "Attribute" },
      { name: "Type" },
      { name: "What it is" },
      { name: "Unit" },
      { name: "Example" },
      { name: "Sensitivity" },
    ],
    rows: owners.flatMap(({ name, attributes }) =>
      attributes.map((one): readonly Text[] => [
        [{ code: `${name}.${one.name}` }],
        [
          { code: typeText(one.type) },
          ...(one.multiValued ? [", several"] : []),
          ...(one.optional ? [", optional"] : []),
        ],
        one.description ?? (one.identity ? "A generated number." : "–"),
        one.unit ?? "–",
        one.example ?? "–",
        one.sensitivity ?? "–",
      ])
    ),
  };
}

function typeText(type: AttributeType): string {
  if (type.kind === "array") return `${typeText(type.of)}[]`;
  if (type.kind !== "composite") return writeType(type);
  const parts = type.parts.map((part) =>
    `${part.name} ${typeText(part.type)}${part.optional ? " optional" : ""}`
  );
  return `(${parts.join(", ")})`;
}

function relationshipBlocks(model: Model): readonly Block[] {
  const table: Block = {
    kind: "table",
    caption: "Relationships: how many of each go with one of the other",
    columns: [{ name: "Relationship" }, { name: "What it is" }, { name: "When the one goes" }, {
      name: "Table of its own",
    }],
    rows: model.relationships.map((one) => [
      [{ code: writeRelationship(one) }],
      one.description ?? "–",
      one.onDelete ?? "default",
      one.via ? [{ code: one.via }] : "–",
    ]),
  };
  if (model.specializations.length === 0) return [table];
  return [table, {
    kind: "table",
    caption: "Subtypes",
    columns: [{ name: "Supertype" }, { name: "Subtypes" }, { name: "One row is of" }, {
      name: "Stored as",
    }],
    rows: model.specializations.map(({ supertype, subtypes, disjoint, total, mapping }) => [
      [{ strong: supertype }],
      subtypes.join(", "),
      disjoint ? (total ? "exactly one" : "at most one") : total ? "one or several" : "any number",
      MAPPINGS[mapping],
    ]),
  }];
}

const MAPPINGS: Readonly<Record<Model["specializations"][number]["mapping"], string>> = {
  joined: "a table each, joined by key",
  single: "one table for all",
  concrete: "a table a subtype, none for the supertype",
};

function ruleTable(model: Model): Block {
  const own = [
    ...model.entities.flatMap(({ name, attributes }) =>
      attributes.filter(({ check }) => check !== undefined)
        .map((one) => ({ name: `${name}.${one.name}`, what: "check", says: one.check! }))
    ),
    ...model.domains.filter(({ check }) => check !== undefined)
      .map((one) => ({ name: one.name, what: "domain", says: one.check! })),
  ];
  return {
    kind: "table",
    caption: "Rules that the data must keep",
    columns: [{ name: "Rule" }, { name: "Kind" }, { name: "On" }, { name: "What must hold" }],
    rows: [
      ...own.map(({ name, what, says }): readonly Text[] => [
        [{ code: name }],
        what,
        name.split(".")[0]!,
        [{ code: says }],
      ]),
      ...model.rules.map((rule): readonly Text[] => [
        [{ code: rule.name }],
        rule.kind,
        rule.kind === "assertion" ? rule.entities.join(", ") : rule.entity,
        [...(rule.description ? [`${rule.description} `] : []), { code: ruleText(rule) }],
      ]),
    ],
  };
}

function ruleText(rule: Rule): string {
  switch (rule.kind) {
    case "check":
      return rule.sql;
    case "unique":
      return `unique (${rule.parts.join(", ")})${rule.when ? ` when ${rule.when}` : ""}`;
    case "exclusion": {
      const span = typeof rule.overlaps === "string" ? rule.overlaps : rule.overlaps.join(" to ");
      return `same ${rule.equal.join(", ")}: no overlap of ${span}` +
        (rule.when ? ` when ${rule.when}` : "");
    }
    case "assertion":
      return `never any row from: ${rule.violations}`;
    case "dependency":
      return `${rule.determinant.join(", ")} ${rule.multivalued ? "↠" : "→"} ${
        rule.dependent.join(", ")
      }`;
  }
}

function patternBlocks(context: PlanContext): readonly Block[] {
  const { model } = context;
  return [
    {
      kind: "table",
      caption: "What the application asks of the data",
      columns: [
        { name: "Query pattern" },
        { name: "Rate", align: "right" },
        { name: "Target", align: "right" },
        { name: "Isolation" },
        { name: "May be stale", align: "right" },
      ],
      rows: model.patterns.map((one) => [
        [{ strong: one.name }, ...(one.description ? [` ${one.description}`] : [])],
        one.rate === undefined ? "–" : figureText(one.rate, "per second", `${one.name}.rate`),
        Object.entries(one.targets).map(([name, value]) => `${name} ${formatDuration(value)}`)
          .join(", ") || "–",
        one.isolation ?? "–",
        one.staleness === undefined ? "–" : formatDuration(one.staleness),
      ]),
    },
    ...model.patterns.map((one): Block => ({
      kind: "code",
      caption: one.name,
      language: "sql",
      text: sqlOf(one, context),
    })),
  ];
}

function sqlOf(pattern: AccessPattern, { model, schema }: PlanContext): string {
  try {
    return patternSql(model, pattern, { schema });
  } catch (error) {
    // A query about what there is not is a finding of its own; the plan goes on.
    if (error instanceof TypeError) return `-- ${error.message}`;
    throw error;
  }
}

function volumeTable(model: Model): Block {
  return {
    kind: "table",
    caption: "How much there is, and how it grows",
    columns: [
      { name: "Entity" },
      { name: "Rows at the start", align: "right" },
      { name: "Growth", align: "right" },
      { name: "Kept for", align: "right" },
      { name: "Updated a year", align: "right" },
    ],
    rows: model.entities.map(({ name, volume }) => [
      [{ strong: name }],
      volume.rows ? [{ figure: declared(volume.rows, "rows", `${name}.rows`) }] : "not known",
      volume.growth ? formatGrowth(volume.growth) : "not known",
      volume.retention === undefined ? "ever" : formatDuration(volume.retention),
      volume.churn === undefined ? "not known" : formatShare(volume.churn),
    ]),
  };
}

function figureText(value: number, unit: Unit, source: string): Text {
  return text`${declared({ value }, unit, source)}`;
}

/** A number that the model declares: assumed, by whoever wrote the model. */
export function declared({ value, low, high }: Amount, unit: Unit, source: string): Figure {
  return figure(value, unit, {
    tag: "assumed",
    ...(low !== undefined && high !== undefined ? { band: [low, high] } : {}),
    evidence: { text: "Declared in the model.", source },
  });
}
