import type { IsoDate } from "../core/date.ts";
import type { Model } from "../model/model.ts";
import type { Schema } from "../schema/schema.ts";
import type { Statistics } from "../statistics/statistics.ts";
import type { QueryPattern, UnreadStatement } from "../workload/query_pattern.ts";
import type { Hardware } from "./hardware.ts";
import type { IndexSizes } from "./hypothetical_indexes.ts";
import type { LabOptions } from "./lab.ts";
import type { LabHost } from "./lab_host.ts";
import type { HypotheticalIndex } from "./lab_protocol.ts";

/** What all views of a lab share. */
export interface LabGround {
  readonly options: LabOptions;
  readonly model?: Model;
  readonly hardware: Hardware;
  readonly settings: Readonly<Record<string, string>>;
  readonly patterns: readonly QueryPattern[];
  readonly setAside: readonly UnreadStatement[];
  readonly today: IsoDate;
  readonly version: number;
  /** Hosts to be closed with the lab, by the DDL that they were opened on. */
  readonly hosts: Map<string, LabHost>;
  /** Whether the lab was closed. */
  readonly state: { closed: boolean };
  /** Sizes of hypothetical indexes. */
  readonly sizes: IndexSizes;
  /** Names of statistics, by which workers know them. */
  readonly keys: WeakMap<Statistics, string>;
}

/** One view: a schema, its data, and what is hypothetical about its indexes. */
export interface LabView {
  readonly schema: Schema;
  /** The schema that the worker's database is made of, before hypothetical indexes. */
  readonly base: Schema;
  readonly indexes: readonly HypotheticalIndex[];
  readonly hidden: readonly string[];
  /** Statistics at a number of seconds from today and a multiple of the rows. */
  readonly seconds: number;
  readonly factor: number;
  readonly date?: IsoDate;
  /** Statistics of the view's schema. */
  readonly statistics: Statistics;
}
