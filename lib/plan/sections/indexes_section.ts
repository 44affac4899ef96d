import { figure } from "../../core/figure.ts";
import { formatDuration } from "../../core/format.ts";
import type { IndexAdvice } from "../../indexes/advice.ts";
import type { ExplainedAdvice, IndexReason } from "../../indexes/explain_advice.ts";
import { indexSentence } from "../../indexes/index_sentence.ts";
import { ADVICE_DEADLINE } from "../advise_once.ts";
import type { Block, Text } from "../block.ts";
import type { PlanContext } from "../plan_context.ts";
import type { SectionBuilder, SectionContent } from "../section.ts";
import { withoutLab } from "./without_lab.ts";

/** Indexes whose reasons are written out. */
const MOST_REASONS = 12;

/** Which indexes pay for themselves. */
export const indexesSection: SectionBuilder = {
  id: "indexes",
  phase: "Optimization",
  title: "Indexes",
  build: async (context) => {
    const { lab, advise } = context;
    const existing = existingIndexes(context);
    if (!lab || !advise || lab.patterns.length === 0) {
      const { blocks, ...rest } = withoutLab(context);
      return { ...rest, blocks: [...blocks, ...existing] };
    }
    const [advice, { explainAdvice }, { indexesSql }] = await Promise.all([
      advise(),
      import("../../indexes/explain_advice.ts"),
      import("../../indexes/indexes_sql.ts"),
    ]);
    const explained = await explainAdvice(lab, advice);
    return contentOf(explained, { existing, sql: indexesSql(explained) });
  },
};

interface Parts {
  readonly existing: readonly Block[];
  readonly sql: string;
}

function contentOf(explained: ExplainedAdvice, { existing, sql }: Parts): SectionContent {
  const { advice, reasons, losers } = explained;
  const { indexes, drop, setAside, complete } = advice;
  const sentence = `${indexSentence(advice)}.`;
  const changes = indexes.length + drop.length;
  return {
    blocks: [
      { kind: "paragraph", text: sentence },
      ...(complete ? [] : [{
        kind: "paragraph" as const,
        text:
          `The search was stopped after ${
            formatDuration(ADVICE_DEADLINE)
          }: this is the best so far. ` +
          "adviseIndexes() with a longer `deadline` goes on.",
      }]),
      ...(advice.frontier.length > 1 ? [frontier(advice)] : []),
      ...(indexes.length === 0 ? [] : [indexTable(reasons), reasonList(reasons)]),
      ...(losers.length === 0 ? [] : [{
        kind: "list" as const,
        items: losers.map(({ name, sentence }): Text => [
          { strong: name },
          ` becomes dearer: ${sentence}`,
        ]),
      }]),
      ...(changes === 0 ? [] : [{
        kind: "code" as const,
        caption: "indexes.sql: the statements, in the order of building",
        language: "sql" as const,
        text: sql.trimEnd(),
      }]),
      ...(setAside.length === 0 ? [] : [{
        kind: "list" as const,
        items: setAside.map(({ name, why }): Text => [{ strong: name }, ` is set aside: ${why}`]),
      }]),
      ...existing,
    ],
    files: { "indexes.sql": sql },
    answers: { done: advice.queries.length > 0, reason: sentence },
  };
}

function frontier({ frontier, cost, bytes, budget, indexes, drop }: IndexAdvice): Block {
  return {
    kind: "picture",
    picture: "index frontier",
    options: {
      advice: {
        frontier,
        cost,
        bytes,
        ...(budget === undefined ? {} : { budget }),
        indexes: indexes.map(({ bytes }) => ({ bytes })),
        drop: drop.map(({ bytes }) => ({ bytes })),
      },
    },
    caption: "What the workload costs a second with the best indexes for each amount of storage",
  };
}

function indexTable(reasons: readonly IndexReason[]): Block {
  return {
    kind: "table",
    caption: "Indexes to build, in order",
    columns: [
      { name: "Index" },
      { name: "Size", align: "right" },
      { name: "Saves a second", align: "right" },
      { name: "Upkeep a second", align: "right" },
      { name: "Building", align: "right" },
      { name: "Read by" },
    ],
    rows: reasons.map(({ index, build }) => [
      [{ strong: index.table }, " ", { code: index.index.name }],
      [{
        figure: figure(index.bytes, "bytes", {
          band: 0.05,
          evidence: { text: "The layout of pages, as newly built", source: index.ddl },
        }),
      }],
      [{
        figure: figure(index.gain, "cost", {
          evidence: {
            text: "Plans of PostgreSQL's planner with all that is advised, and without this index",
            source: index.usedBy.join(", "),
          },
        }),
      }],
      [{
        figure: figure(index.writeCost, "cost", {
          tag: "assumed",
          band: [index.writeCost / 2, index.writeCost * 2],
          evidence: {
            text: "Pages, write-ahead log and VACUUM by the rates of the statements that write it",
            source: "lib/indexes/index_upkeep.ts",
          },
        }),
      }],
      [{ figure: build.seconds }],
      index.usedBy.join(", "),
    ]),
  };
}

function reasonList(reasons: readonly IndexReason[]): Block {
  const shown = reasons.slice(0, MOST_REASONS);
  const left = reasons.length - shown.length;
  return {
    kind: "list",
    items: [
      ...shown.map(({ index, sentences }): Text => [
        { code: index.index.name },
        `: ${sentences.join(" ")}`,
      ]),
      ...(left > 0 ? [`${left} more are in explainAdvice()`] : []),
    ],
  };
}

function existingIndexes({ schema }: PlanContext): readonly Block[] {
  const rows = schema.tables.flatMap(({ name: table, indexes }) =>
    indexes.map(({ name, method, elements, where, include = [] }) => [
      [{ strong: table }],
      [{ code: name }],
      method,
      [{
        code: elements.map((one) => "column" in one ? one.column : one.expression).join(", ") +
          (include.length > 0 ? ` include ${include.join(", ")}` : "") +
          (where ? ` where ${where}` : ""),
      }],
    ])
  );
  if (rows.length === 0) return [];
  return [{
    kind: "table",
    caption: "Indexes that the schema has beside those of its constraints",
    columns: [{ name: "Table" }, { name: "Index" }, { name: "Method" }, { name: "Keys" }],
    rows,
  }];
}
