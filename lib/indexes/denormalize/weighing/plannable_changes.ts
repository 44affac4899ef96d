import { TIME_UNITS } from "../../../core/quantity.ts";
import { tableStatistics } from "../../../statistics/statistics.ts";
import type { Lab } from "../../../whatif/lab.ts";
import { PlanningError } from "../../../whatif/planning_error.ts";
import { type RowChange, rowChanges } from "../../row_changes.ts";
import type { SetAside } from "./planned_reads.ts";

/** The changes of rows in the workload; statements that PostgreSQL refuses are set aside. */
export async function plannableChanges(
  lab: Lab,
  setAside: SetAside,
): Promise<readonly RowChange[]> {
  const names = lab.patterns.filter(({ kind }) => kind !== "select").map(({ name }) => name);
  const fits: string[] = [];
  for (const name of names) {
    try {
      await lab.explain(name);
      fits.push(name);
    } catch (error) {
      if (!(error instanceof PlanningError)) throw error;
      setAside.push({ name, why: error.message });
    }
  }
  const changes = await rowChanges(lab, { queries: fits });
  return [...changes, ...churnOf(lab, changes)];
}

// What a model says of updates, where no pattern has any: of any column.
function churnOf({ model, schema, statistics }: Lab, changes: readonly RowChange[]): RowChange[] {
  return schema.tables.flatMap((table): RowChange[] => {
    const origin = schema.origins?.[`${table.schema}.${table.name}`];
    const churn = model?.entities.find(({ id }) => id === origin)?.volume.churn ?? 0;
    const updated = changes.some(({ kind, table: { schema, name } }) =>
      kind === "update" && schema === table.schema && name === table.name
    );
    const rows = tableStatistics(statistics, table.name, table.schema)?.rows ?? 0;
    const rate = churn * Math.max(0, rows) / TIME_UNITS.year!;
    if (updated || !(rate > 0)) return [];
    const keys = new Set(table.primaryKey?.columns ?? []);
    return [{
      name: "churn",
      table: { schema: table.schema, name: table.name },
      kind: "update",
      columns: table.columns.map(({ name }) => name).filter((name) => !keys.has(name)),
      constants: {},
      rate,
      rowsPerStatement: 1,
      assumed: [`the updates of ${table.name} that no query pattern names may change any column`],
    }];
  });
}
