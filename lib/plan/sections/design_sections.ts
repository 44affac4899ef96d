import { formatCount } from "../../core/format.ts";
import type { Column, Schema, Table } from "../../schema/schema.ts";
import { engineTitle } from "../engine_title.ts";
import type { Block, Inline, Text } from "../block.ts";
import type { PlanContext } from "../plan_context.ts";
import type { SectionBuilder } from "../section.ts";
import { normalizationSection } from "./normalization_section.ts";

/** The database that serves the model. */
export const designSections: readonly SectionBuilder[] = [
  normalizationSection,
  {
    id: "keys",
    phase: "Design",
    title: "Key choice",
    build: ({ schema, mapping }) => {
      const tables = schema.tables.filter(({ partitionOf }) => !partitionOf);
      const without = tables.filter(({ primaryKey }) => !primaryKey).map(({ name }) => name);
      return {
        blocks: [
          keyTable(tables),
          ...(mapping.length === 0 ? [] : [
            {
              kind: "table",
              caption: "Choices that the mapping made, with their reasons",
              columns: [{ name: "About" }, { name: "Choice" }, { name: "Reason" }],
              rows: mapping.map(({ about, choice, reason }) => [[{ code: about }], choice, reason]),
            } as const,
          ]),
        ],
        answers: {
          done: tables.length > 0 && without.length === 0,
          reason: tables.length === 0
            ? "There is no table yet."
            : without.length === 0
            ? "Each table has a primary key, with its reason."
            : `Without a primary key: ${without.join(", ")}.`,
        },
      };
    },
  },
  {
    id: "tables",
    phase: "Design",
    title: "Tables, columns and types",
    build: ({ schema, statements, findings }) => {
      const errors = findings.filter(({ severity }) => severity === "error").length;
      return {
        blocks: [
          summary(schema),
          {
            kind: "code",
            caption: `The schema in ${engineTitle(schema.engine)} (schema.sql)`,
            language: "sql",
            text: statements.map((sql) => `${sql.replace(/;$/, "")};`).join("\n\n"),
          },
        ],
        answers: {
          done: schema.tables.length > 0 && errors === 0,
          reason: schema.tables.length === 0
            ? "There is no table yet."
            : errors === 0
            ? "The schema is complete and can be made as it stands."
            : `${errors} error${errors === 1 ? "" : "s"} in the model stand in the way.`,
        },
      };
    },
  },
  {
    id: "constraints",
    phase: "Design",
    title: "Constraints and triggers",
    build: ({ schema, model }) => {
      const rows = schema.tables.filter(({ partitionOf }) => !partitionOf).flatMap(constraintRows);
      return {
        blocks: [{
          kind: "table",
          caption: "What holds the rules",
          columns: [{ name: "Table" }, { name: "Kind" }, { name: "Name" }, {
            name: "What it holds",
          }],
          rows,
        }],
        answers: {
          done: rows.length > 0,
          reason: rows.length === 0
            ? "No constraint is declared yet."
            : `${rows.length} constraints and triggers hold the rules of ${model.name}.`,
        },
      };
    },
  },
  {
    id: "dictionary",
    phase: "Design",
    title: "Data dictionary",
    build: ({ schema }) => {
      const tables = schema.tables.filter(({ partitionOf }) => !partitionOf);
      const columns = tables.flatMap((table) => table.columns.map((column) => ({ table, column })));
      const bare = columns.filter(({ table, column }) =>
        !column.comment && !column.identity && !reference(table, column)
      );
      return {
        blocks: tables.flatMap(dictionaryBlocks),
        answers: {
          done: columns.length > 0 && bare.length === 0,
          reason: columns.length === 0
            ? "There is no column yet."
            : bare.length === 0
            ? "Every column that does not speak for itself is described."
            : `${bare.length} of ${columns.length} columns have no description.`,
        },
      };
    },
  },
  {
    id: "practices",
    phase: "Design",
    title: "Best practices",
    build: practices,
  },
];

function keyTable(tables: readonly Table[]): Block {
  return {
    kind: "table",
    caption: "Keys",
    columns: [{ name: "Table" }, { name: "Primary key" }, { name: "Generated" }, {
      name: "Other candidate keys",
    }],
    rows: tables.map((table) => {
      const columns = table.primaryKey?.columns ?? [];
      const generated = table.columns.filter(({ name }) => columns.includes(name))
        .flatMap(({ identity, default: preset }) =>
          identity ? ["identity"] : preset === undefined ? [] : [preset]
        );
      return [
        [{ strong: table.name }],
        columns.length === 0 ? "none" : [{ code: columns.join(", ") }],
        generated.length === 0 ? "–" : [{ code: generated.join(", ") }],
        table.uniques.length === 0 ? "–" : table.uniques.flatMap(({ columns }, at): Inline[] => [
          ...(at === 0 ? [] : ["; "]),
          { code: columns.join(", ") },
        ]),
      ];
    }),
  };
}

function summary({ tables, types, views, routines }: Schema): Block {
  const sum = (count: (table: Table) => number) =>
    formatCount(tables.reduce((total, table) => total + count(table), 0));
  return {
    kind: "table",
    caption: "What the schema has",
    columns: [{ name: "What" }, { name: "How many", align: "right" }],
    rows: [
      ["Tables", formatCount(tables.length)],
      ["Columns", sum(({ columns }) => columns.length)],
      ["Types of its own", formatCount(types.length)],
      ["Foreign keys", sum(({ foreignKeys }) => foreignKeys.length)],
      ["Checks", sum(({ checks }) => checks.length)],
      ["Unique and exclusion constraints", sum((t) => t.uniques.length + t.exclusions.length)],
      ["Indexes beside those of constraints", sum(({ indexes }) => indexes.length)],
      ["Triggers", sum(({ triggers }) => triggers.length)],
      ["Views", formatCount(views.length)],
      ["Functions", formatCount(routines.length)],
    ],
  };
}

function constraintRows(table: Table): readonly (readonly Text[])[] {
  const row = (kind: string, name: string, holds: string): readonly Text[] => [
    [{ strong: table.name }],
    kind,
    [{ code: name }],
    [{ code: holds }],
  ];
  return [
    ...table.foreignKeys.map(({ name, columns, references, onDelete }) =>
      row(
        "foreign key",
        name,
        `(${columns.join(", ")}) → ${references.name} (${references.columns.join(", ")})` +
          (onDelete ? `, on delete ${onDelete}` : ""),
      )
    ),
    ...table.uniques.map(({ name, columns }) => row("unique", name, columns.join(", "))),
    ...table.indexes.filter(({ unique }) => unique).map(({ name, elements, where }) =>
      row(
        "unique index",
        name,
        elements.map((one) => "column" in one ? one.column : one.expression).join(", ") +
          (where ? ` where ${where}` : ""),
      )
    ),
    ...table.checks.map(({ name, expression }) => row("check", name, expression)),
    ...table.exclusions.map(({ name, elements, where }) =>
      row(
        "exclusion",
        name,
        elements.map(({ expression, operator }) => `${expression} with ${operator}`).join(", ") +
          (where ? ` where ${where}` : ""),
      )
    ),
    ...table.triggers.map(({ name, definition }) => row("trigger", name, definition)),
  ];
}

function dictionaryBlocks(table: Table): readonly Block[] {
  return [
    { kind: "heading", text: table.name },
    ...(table.comment ? [{ kind: "paragraph", text: table.comment } as const] : []),
    {
      kind: "table",
      caption: `Columns of ${table.name}`,
      columns: [{ name: "Column" }, { name: "Type" }, { name: "Null" }, { name: "Key" }, {
        name: "What it is",
      }],
      rows: table.columns.map((column) => [
        [{ code: column.name }],
        [{ code: column.type }],
        column.nullable ? "yes" : "no",
        keyMarks(table, column),
        column.comment ?? "–",
      ]),
    },
  ];
}

function keyMarks(table: Table, column: Column): string {
  const target = reference(table, column);
  const marks = [
    ...(table.primaryKey?.columns.includes(column.name) ? ["primary"] : []),
    ...(target === undefined ? [] : [`→ ${target}`]),
    ...(table.uniques.some(({ columns }) => columns.includes(column.name)) ? ["unique"] : []),
  ];
  return marks.join(", ") || "–";
}

function reference(table: Table, { name }: Column): string | undefined {
  return table.foreignKeys.find(({ columns }) => columns.includes(name))?.references.name;
}

function practices({ lint, bestPractices }: PlanContext): ReturnType<SectionBuilder["build"]> {
  const serious = lint.findings.filter(({ severity }) => severity !== "advice").length;
  const answers = {
    done: serious === 0,
    reason: serious === 0
      ? `${lint.rules.length} rules were judged; none of weight is broken.`
      : `${serious} finding${serious === 1 ? "" : "s"} of weight, neither mended nor waived.`,
  };
  const broken = lint.rules.filter((rule) => rule.broken > 0).length;
  const opening: Block = {
    kind: "paragraph",
    text:
      `${lint.rules.length} rules were judged; ${broken} are broken somewhere, each place of which is ` +
      "among the findings" +
      (bestPractices ? "." : ". The option --best-practices lists every rule with its source."),
  };
  if (!bestPractices) return { blocks: [opening], findings: lint.findings, answers };
  const waived: Block = {
    kind: "table",
    caption: "Findings that somebody decided to live with",
    columns: [{ name: "Finding" }, { name: "Choice" }, { name: "Reason" }],
    rows: lint.waived.map((
      { finding, decision },
    ) => [finding.what, decision.choice, decision.reason]),
  };
  return {
    blocks: [
      opening,
      ...(lint.waived.length === 0 ? [] : [waived]),
      {
        kind: "table",
        caption: "Every rule that was judged",
        columns: [{ name: "Rule" }, { name: "What it asks" }, { name: "Applies to" }, {
          name: "Broken",
          align: "right",
        }, { name: "Source" }],
        rows: lint.rules.map(({ code, what, applies, broken, source }) => [
          [{ code }],
          what,
          applies,
          String(broken),
          source,
        ]),
      },
    ],
    findings: lint.findings,
    answers,
  };
}
