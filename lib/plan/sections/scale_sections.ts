import { formatBytes, formatRate } from "../../core/format.ts";
import type { PartitionAdvice } from "../../scale/partitions/partition_advice.ts";
import { planPartitions } from "../../scale/partitions/plan_partitions.ts";
import { planShards } from "../../scale/shards/plan_shards.ts";
import type { ShardPlan } from "../../scale/shards/shard_plan.ts";
import { type Block, text } from "../block.ts";
import type { PlanContext } from "../plan_context.ts";
import type { SectionBuilder, SectionContent } from "../section.ts";
import { ANY_DAY, PLAN_RUNS } from "./growth_section.ts";
import { withoutLab } from "./without_lab.ts";

/** Which tables to partition. */
export const partitionsSection: SectionBuilder = {
  id: "partitions",
  phase: "Optimization",
  title: "Partitions",
  build: async (context) => {
    const { lab, horizon } = context;
    if (!lab) return withoutLab(context);
    const { tables, findings } = await planPartitions(lab, { horizon, runs: PLAN_RUNS });
    const chosen = tables.filter(({ partition }) => partition);
    return {
      blocks: [
        {
          kind: "table",
          caption: "Tables and what is advised",
          columns: [{ name: "Table" }, { name: "Advice" }, { name: "Why" }],
          rows: tables.map(({ table, partition, key, reasons }) => [
            [{ strong: table }],
            partition
              ? `${key!.interval ? `${key!.interval.name} of ` : `${key!.method} of `}${
                key!.column
              }`
              : "leave whole",
            reasons.join(". "),
          ]),
        },
        ...(chosen.length === 0 || context.date === undefined ? [] : [{
          kind: "picture" as const,
          picture: "partitions",
          options: { partitions: { tables: tables.map(drawnOf) } },
          caption: "Partitions over time",
        }]),
        ...chosen.flatMap(({ table, pruning, ddl, schedule }): readonly Block[] => [
          ...(pruning.length === 0 ? [] : [{
            kind: "table" as const,
            caption: `Partitions of ${table} that the real planner reads`,
            columns: [
              { name: "Query pattern" },
              { name: "Rate", align: "right" as const },
              { name: "Partitions read", align: "right" as const },
            ],
            rows: pruning.map(({ name, rate, scanned, of }) => [
              [{ strong: name }],
              formatRate(rate),
              `${scanned} of ${of}`,
            ]),
          }]),
          {
            kind: "code",
            caption: `Statements for ${table}`,
            language: "sql",
            text: ddl.join("\n"),
          },
          ...(schedule
            ? [{
              kind: "code" as const,
              caption:
                `Every ${schedule.every}, by psql: creates partitions ahead, and detaches old ones`,
              language: "sql" as const,
              text: schedule.native.join("\n"),
            }]
            : []),
        ]),
      ],
      findings: [
        ...findings.filter(({ severity }) => severity !== "error"),
        ...chosen.flatMap(({ findings }) => findings),
      ],
      answers: {
        done: true,
        reason: chosen.length === 0
          ? "No table is worth partitioning."
          : `Partition ${chosen.map(({ table }) => table).join(", ")}.`,
      },
    };
  },
};

function drawnOf({ table, partition, key, timeline, lives }: PartitionAdvice) {
  return { table, partition, ...(key ? { key } : {}), timeline, lives };
}

/** Shards of a plan where nothing says how many. */
const SHARDS = 8;

/** How tables would be spread over shards. */
export const shardsSection: SectionBuilder = {
  id: "shards",
  phase: "Optimization",
  title: "Shards",
  build: async (context) => {
    const { model } = context;
    if (model.entities.length === 0) return undefined;
    return shardContent(await shardPlanOf(context), context);
  },
};

async function shardPlanOf({ model, date = ANY_DAY, horizon }: PlanContext): Promise<ShardPlan> {
  return await planShards(model, { shards: SHARDS, horizon, runs: 50, today: date });
}

function shardContent(plan: ShardPlan, { date }: PlanContext): SectionContent {
  const needless = plan.findings.find(({ code }) => code === "shards-not-needed");
  if (needless) {
    return {
      blocks: [{
        kind: "paragraph",
        text: `Do not shard: ${needless.what[0]!.toLowerCase()}${
          needless.what.slice(1)
        }. ${needless.why}`,
      }],
      answers: { done: true, reason: "One server holds it with room to spare." },
    };
  }
  const { tables, patterns, work, ddl, movement, findings, shards, heat } = plan;
  return {
    blocks: [
      {
        kind: "paragraph",
        text:
          text`Over ${plan.shards} shards ${work.single} of the executions would go to one shard and ${work.distributed} would commit in two phases. ${movement.citus.sentence}.`,
      },
      {
        kind: "table",
        caption: "Where rows would be",
        columns: [{ name: "Table" }, { name: "Placed by" }, { name: "Size", align: "right" }],
        rows: tables.map(({ table, key, reference, copiedAlong, bytes }) => [
          [{ strong: table }],
          reference
            ? "a copy on every shard"
            : `${key}${copiedAlong ? `, copied down along ${copiedAlong}` : ""}`,
          formatBytes(bytes.value),
        ]),
      },
      {
        kind: "table",
        caption: "Where queries would go",
        columns: [{ name: "Query pattern" }, { name: "Shards", align: "right" }, { name: "Why" }],
        rows: patterns.map((
          { name, shards, reason },
        ) => [[{ strong: name }], String(shards), reason]),
      },
      ...(patterns.length === 0 || date === undefined ? [] : [{
        kind: "picture" as const,
        picture: "shards",
        options: { shards: { shards, patterns, work, heat } },
        caption: "How many shards each query goes to, and how busy the shards are",
      }]),
      {
        kind: "code",
        caption:
          "Statements for Citus, once the tables are made; groundplan shard --ddl prints all",
        language: "sql",
        text: ddl.citus.filter((one) => /^(select create_|alter table)/.test(one)).join("\n"),
      },
    ],
    findings: findings.filter(({ severity }) => severity !== "advice"),
    answers: { done: patterns.length > 0, reason: "Planned for the workload that is known." },
  };
}
