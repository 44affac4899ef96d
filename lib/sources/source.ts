import type { Finding } from "../core/finding.ts";
import type { Model } from "../model/model.ts";
import type { Schema } from "../schema/schema.ts";
import type { Statistics } from "../statistics/statistics.ts";
import type { Workload } from "../workload/query_pattern.ts";
import type { SetAside } from "./import_schema.ts";
import type { Draft } from "./words/draft.ts";

/** What a source held. */
export interface OpenedSource {
  /** The kind of source that it was: `model file`. */
  readonly kind: string;
  /** What it says. */
  readonly model: Model;
  /** What was found on the way in. */
  readonly findings: readonly Finding[];
  /** Words: what was understood, what was not, and what is open. */
  readonly draft?: Draft;
  /** SQL and databases: the schema as it was read. */
  readonly schema?: Schema;
  /** SQL and databases: what is not in the schema. */
  readonly setAside?: readonly SetAside[];
  /** Databases: what the planner there knows of the data. */
  readonly statistics?: Statistics;
  /** Databases: the queries that were counted. */
  readonly workload?: Workload;
}

/** How a source is opened. */
export interface OpenSourceOptions {
  /** Reads standard input to its end, for the source `-`. Defaults to this process's own. */
  readonly readInput?: () => Promise<string>;
  /** The engine to plan for, where the source does not say. */
  readonly engine?: string;
  /** A file of SQL statements whose patterns are added, or the CSV of `pg_stat_statements`. */
  readonly queries?: string;
}

/** A source whose words, or whose file, have been looked at. */
export interface SeenSource {
  /** What was written: a path, an address, or the words themselves. */
  readonly words: string;
  /** The text of the file or of standard input; absent for an address. */
  readonly text?: string;
}

/** A way in: a row of the table of source kinds. */
export interface SourceKind {
  /** What it is called: `SQL`. */
  readonly name: string;
  /** How one is written: `dump.sql`. */
  readonly example: string;
  /** Whether an address or a path is of this kind, by how it is written. */
  readonly named: RegExp;
  /** Whether a text of unknown kind is of this kind. */
  readonly looksLike?: (text: string) => boolean;
  /** Whether it is a file or an address. */
  readonly from: "file" | "address" | "words";
  /** Reads it; absent where this version cannot. */
  readonly open?: (source: SeenSource, options: OpenSourceOptions) => Promise<OpenedSource>;
}
