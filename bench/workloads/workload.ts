import { declareStatistics } from "../../lib/growth/declare_statistics.ts";
import { toSchema } from "../../lib/mapping/to_schema.ts";
import type { Model } from "../../lib/model/model.ts";
import type { Schema } from "../../lib/schema/schema.ts";
import type { Statistics } from "../../lib/statistics/statistics.ts";
import { modelPatterns } from "../../lib/whatif/model_patterns.ts";
import type { Lab } from "../../lib/whatif/lab.ts";
import { openLab } from "../../lib/whatif/open_lab.ts";
import type { QueryPattern } from "../../lib/workload/query_pattern.ts";

/** The day that every bench of indexes is run on. */
export const today = "2026-01-01";

/** A database with what is asked of it, and no index but those of its keys. */
export interface BenchWorkload {
  readonly name: string;
  readonly schema: Schema;
  readonly statistics: Statistics;
  readonly patterns: readonly QueryPattern[];
}

/** A model as the advisors of a bench are given it. */
export async function benchWorkload(model: Model): Promise<BenchWorkload> {
  const mapped = toSchema(model);
  const schema: Schema = {
    ...mapped,
    tables: mapped.tables.map((table) => ({ ...table, indexes: [] })),
  };
  const { patterns, setAside } = await modelPatterns(model, schema);
  for (const { name, why } of setAside) throw new SyntaxError(`Cannot read ${name}: ${why}`);
  const statistics = declareStatistics(schema, model, { today });
  return { name: model.name, schema, statistics, patterns };
}

/** A lab on a workload, on one machine for all. */
export function openBenchLab({ schema, statistics, patterns, name }: BenchWorkload): Promise<Lab> {
  return openLab(schema, {
    name,
    statistics,
    patterns,
    today,
    hardware: { storage: "nvme", memory: "32 GB", cores: 8 },
    deadline: "60 s",
  });
}
