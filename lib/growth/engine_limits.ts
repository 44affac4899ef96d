import { TIME_UNITS } from "../core/quantity.ts";
import type { Watched } from "./crossing.ts";
import type { TableRuns } from "./forecast_totals.ts";
import { onCurve } from "./size_curves.ts";
import type { ThresholdContext, ThresholdRule } from "./threshold_rule.ts";

/** The largest that one engine lets a thing be. */
interface EngineLimit {
  /** Engines that it holds for. */
  readonly engine: RegExp;
  /** Bytes. */
  readonly level: number;
  /** Where that is written down. */
  readonly evidence: string;
  /** What helps. */
  readonly act: string;
}

const TB = 2 ** 40;
const MONTH = TIME_UNITS["month"]!;

/** The largest table or index of each engine. */
const LARGEST_RELATION: readonly EngineLimit[] = [
  {
    engine: /^postgres/i,
    level: 32 * TB,
    evidence: "32 TB at pages of 8 kB: PostgreSQL manual, appendix K, limits",
    act: "Partition the table",
  },
  {
    engine: /^(mysql|mariadb)/i,
    level: 64 * TB,
    evidence:
      "64 TB a tablespace at pages of 16 kB: MySQL manual, InnoDB limits; sized as PostgreSQL",
    act: "Partition the table, so that each part has a tablespace of its own",
  },
];

/** The largest database of each engine. */
const LARGEST_DATABASE: readonly EngineLimit[] = [
  {
    engine: /^sqlite/i,
    level: 281e12,
    evidence: "281 TB at pages of 64 kB: SQLite documentation, limits; sized as PostgreSQL",
    act: "Move to a server",
  },
];

/** The largest document of each engine. */
const LARGEST_DOCUMENT: readonly EngineLimit[] = [
  {
    engine: /^mongo/i,
    level: 16 * 2 ** 20,
    evidence: "16 MB a document: MongoDB manual, limits; the largest of about a thousand documents",
    act: "Keep the children in a collection of their own, or in buckets",
  },
];

/** What each engine refuses to grow beyond. */
export const engineLimits: readonly ThresholdRule[] = [fullRelations, fullDatabase, fullDocuments];

function limitFor(
  limits: readonly EngineLimit[],
  { model }: ThresholdContext,
): EngineLimit | undefined {
  return limits.find(({ engine }) => engine.test(model.engine));
}

function* fullRelations(context: ThresholdContext): Iterable<Watched> {
  const limit = limitFor(LARGEST_RELATION, context);
  if (!limit) return;
  const { tables, runs } = context;
  for (const { curves, runs: { rows }, most } of tables) {
    if (curves.table.partitioning) continue;
    for (const { name, bytes } of curves.relations) {
      yield {
        code: "relation-full",
        severity: "error",
        where: name === curves.table.name ? curves.path : `${curves.path} (${name})`,
        what: `${name} reaches the largest size that the engine has, and every insert fails`,
        level: limit.level,
        unit: "bytes",
        evidence: limit.evidence,
        act: limit.act,
        lead: 6 * MONTH,
        most: onCurve({ rows: curves.rows, values: bytes }, most),
        value: (at, run) => onCurve({ rows: curves.rows, values: bytes }, rows[at * runs + run]!),
      };
    }
  }
}

function* fullDatabase(context: ThresholdContext): Iterable<Watched> {
  const limit = limitFor(LARGEST_DATABASE, context);
  if (!limit) return;
  const { totals, runs } = context;
  yield {
    code: "database-full",
    severity: "error",
    where: "database",
    what: "The database reaches the largest size that the engine has, and every insert fails",
    level: limit.level,
    unit: "bytes",
    evidence: limit.evidence,
    act: limit.act,
    lead: 6 * MONTH,
    value: (at, run) => totals.bytes[at * runs + run]!,
  };
}

// Children that exist only with their parent are embedded in its document.
function* fullDocuments(context: ThresholdContext): Iterable<Watched> {
  const limit = limitFor(LARGEST_DOCUMENT, context);
  if (!limit) return;
  const { model, tables, runs } = context;
  for (const { identifying, ends } of model.relationships) {
    const one = ends.find(({ max }) => max === 1);
    const many = ends.find(({ max }) => max !== 1);
    if (!identifying || !one || !many) continue;
    const [parent, child] = [one, many].map(({ entity }) =>
      tables.find(({ node: { element } }) => element === entity)
    );
    if (!parent || !child) continue;
    const width = ({ curves: { rows, heap } }: TableRuns) =>
      heap.at(-1)! / Math.max(1, rows.at(-1)!);
    const variance = child.node.driver?.variance;
    yield {
      code: "document-too-large",
      severity: "error",
      where: one.entity,
      what: `A document of ${one.entity} with its ${many.entity} reaches the largest size of one`,
      level: limit.level,
      unit: "bytes",
      evidence: limit.evidence,
      act: limit.act,
      lead: 2 * MONTH,
      value: (at, run) => {
        const place = at * runs + run;
        const mean = child.runs.rows[place]! / Math.max(1, parent.runs.rows[place]!);
        const most = mean + 3 * Math.sqrt(variance ?? mean + mean ** 2);
        return width(parent) + most * width(child) * 1.3;
      },
    };
  }
}
