import type { Figure } from "../../core/figure.ts";
import type { Forecast } from "../../growth/forecast.ts";
import type { Table } from "../../schema/schema.ts";
import type { Lab } from "../../whatif/lab.ts";

/** What tables are judged by. */
export interface AdviseTableContext {
  readonly lab: Lab;
  /** The lab at the horizon: partitions are judged by what there will be. */
  readonly later: Lab;
  readonly grown: Forecast;
  /** Bytes from which a table is worth partitioning. */
  readonly smallest: number;
  /** Bytes that a partition shall have at most. */
  readonly target: number;
}

/** A table that may be partitioned, with how it grows. */
export interface Subject extends AdviseTableContext {
  readonly table: Table;
  readonly bytes: Figure;
  readonly sizes: readonly Size[];
  /** Seconds that rows are kept; infinite for ever. */
  readonly retention: number;
  /** Bytes that are added a second. */
  readonly growth: number;
}

/** What is known of a table that may be partitioned. */
export function subjectOf(
  table: Table,
  context: AdviseTableContext & Pick<Subject, "bytes" | "sizes">,
): Subject {
  const { lab, grown, sizes } = context;
  const origin = lab.schema.origins?.[`${table.schema}.${table.name}`];
  const kept = lab.model!.entities.find(({ id }) => id === origin)?.volume.retention;
  const retention = kept !== undefined && kept > 0 ? kept : Infinity;
  const [first, last] = [sizes[0]!.p50, sizes.at(-1)!.p50];
  const horizon = Math.max(grown.horizon, 1);
  const growth = retention < Infinity
    ? last / Math.min(retention, horizon)
    : Math.max(0, last - first) / horizon;
  return { ...context, table, retention, growth };
}

interface Size {
  readonly p5: number;
  readonly p50: number;
  readonly p95: number;
}

/** The bytes of a table at the dates of a forecast. */
export function sizesOf({ series, dates }: Forecast, path: string): readonly Size[] {
  const own = series.filter(({ table }) => table === path);
  return dates.map((_, at) =>
    own.reduce<Size>((sum, { points }) => {
      const { p5, p50, p95 } = points[at]!.bytes;
      return { p5: sum.p5 + p5, p50: sum.p50 + p50, p95: sum.p95 + p95 };
    }, { p5: 0, p50: 0, p95: 0 })
  );
}
