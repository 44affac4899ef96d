import type { Model } from "../model/model.ts";
import type { Schema } from "../schema/schema.ts";
import type { Capacity } from "./capacity.ts";
import type { Watched } from "./crossing.ts";
import type { TableRuns, Totals } from "./forecast_totals.ts";

/** What the rules of thresholds look at. */
export interface ThresholdContext {
  readonly model: Model;
  readonly schema: Schema;
  readonly tables: readonly TableRuns[];
  readonly totals: Totals;
  readonly capacity: Capacity;
  readonly runs: number;
  readonly step: number;
}

/** A row of the table of thresholds: what to watch. */
export type ThresholdRule = (context: ThresholdContext) => Iterable<Watched>;
