import { applySchemaEdits } from "../../../schema/apply_edits.ts";
import type { Schema } from "../../../schema/schema.ts";
import type { TableStatistics } from "../../../statistics/statistics.ts";
import type { Lab } from "../../../whatif/lab.ts";
import type { Structure } from "../structure.ts";
import { tryExplain } from "./try_explain.ts";

/** A lab with structures as they will be filled, and the bytes that each takes. */
export async function openProbe(
  lab: Lab,
  structures: readonly Structure[],
): Promise<{ readonly lab: Lab; readonly bytes: readonly number[] }> {
  const edits = structures.flatMap(({ probe }) => probe);
  const schema = applySchemaEdits(lab.schema, edits);
  const { tables, bytes } = await structureTables(lab, schema, structures);
  return { lab: lab.with(edits, { tables }), bytes };
}

/** What tables look like with structures, each made over those before it, and the bytes that each takes. */
interface StructureTables {
  readonly tables: readonly TableStatistics[];
  /** In the order of the structures. */
  readonly bytes: readonly number[];
}

// The statistics of all structures, each made over those before it.
async function structureTables(
  lab: Lab,
  schema: Schema,
  structures: readonly Structure[],
): Promise<StructureTables> {
  let { statistics } = lab;
  const tables = new Map<string, TableStatistics>();
  const bytes: number[] = [];
  const pathOf = ({ schema, name }: TableStatistics) => `${schema}.${name}`;
  const pagesOf = ({ pages, indexes }: TableStatistics) =>
    pages + indexes.reduce((sum, index) => sum + index.pages, 0);
  for (const structure of structures) {
    const made = await structure.statistics({
      schema,
      statistics,
      rows: async (sql) => (await tryExplain(lab, sql))?.rows ?? 1000,
    });
    bytes.push(
      8192 * made.reduce((sum, table) => {
        const before = statistics.tables.find((one) => pathOf(one) === pathOf(table));
        return sum + pagesOf(table) - (before ? pagesOf(before) : 0);
      }, 0),
    );
    for (const table of made) tables.set(pathOf(table), table);
    statistics = {
      ...statistics,
      tables: [
        ...statistics.tables.filter((one) => !tables.has(pathOf(one))),
        ...tables.values(),
      ],
    };
  }
  return { tables: [...tables.values()], bytes };
}
