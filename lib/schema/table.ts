import type {
  CheckConstraint,
  ExclusionConstraint,
  ForeignKey,
  KeyConstraint,
  NotNullConstraint,
  UniqueConstraint,
} from "./constraints.ts";
import type { Index } from "./index_definition.ts";
import type { QualifiedName } from "./qualified_name.ts";
import type { SequenceOptions } from "./sequence.ts";

/** A table, a partitioned table or a partition. */
export interface Table extends QualifiedName {
  /** What the database says of it. */
  readonly comment?: string;
  /** Not written to the write-ahead log, and empty after a crash. */
  readonly unlogged?: boolean;
  /** Its columns, in their order. */
  readonly columns: readonly Column[];
  /** The primary key. */
  readonly primaryKey?: KeyConstraint;
  /** The unique constraints. */
  readonly uniques: readonly UniqueConstraint[];
  /** The foreign keys. */
  readonly foreignKeys: readonly ForeignKey[];
  /** Its check constraints. */
  readonly checks: readonly CheckConstraint[];
  /** The exclusion constraints. */
  readonly exclusions: readonly ExclusionConstraint[];
  /** Indexes that no constraint owns. */
  readonly indexes: readonly Index[];
  /** The triggers. */
  readonly triggers: readonly Trigger[];
  /** The row-level security policies. */
  readonly policies: readonly Policy[];
  /** Row-level security: enabled, or forced on the owner too. */
  readonly rowSecurity?: "enabled" | "forced";
  /** How the rows are spread over partitions. */
  readonly partitioning?: Partitioning;
  /** The partitioned table that this is a part of. */
  readonly partitionOf?: QualifiedName & {
    /** As the catalog prints it, times in UTC: `FOR VALUES FROM (…) TO (…)` or `DEFAULT`. */
    readonly bound: string;
  };
  /** The tables that it inherits from without being a partition, in order. */
  readonly inherits?: readonly QualifiedName[];
  /** Statistics over several columns or expressions. */
  readonly statistics?: readonly ExtendedStatistics[];
  /** Rewrite rules. */
  readonly rules?: readonly RewriteRule[];
  /** What identifies an old row to logical replication, where not the primary key. */
  readonly replicaIdentity?: "full" | "nothing" | { readonly index: string };
  /** The index that `CLUSTER` follows. */
  readonly clusteredOn?: string;
  /** Storage parameters, such as `fillfactor`. */
  readonly storage?: Readonly<Record<string, string>>;
}

/** One column. */
export interface Column {
  /** Its name. */
  readonly name: string;
  /** Canonical text of the type, such as `numeric(12,2)`. */
  readonly type: string;
  /** May be missing. */
  readonly nullable: boolean;
  /** How its NOT NULL constraint differs from a plain one (PostgreSQL 18). */
  readonly notNull?: NotNullConstraint;
  /** Canonical text of the default expression. */
  readonly default?: string;
  /** Numbered by the database. */
  readonly identity?: Identity;
  /** Computed from the other columns of the row. */
  readonly generated?: { readonly expression: string; readonly stored: boolean };
  /** The collation, where it is not the type's own. */
  readonly collation?: string;
  /** Differs from the type's own storage strategy. */
  readonly storage?: "plain" | "main" | "external" | "extended";
  /** How large values are compressed. */
  readonly compression?: "pglz" | "lz4";
  /** The column's statistics target where it is set. */
  readonly statisticsTarget?: number;
  /** Options such as `n_distinct`. */
  readonly options?: Readonly<Record<string, string>>;
  /** What the database says of it. */
  readonly comment?: string;
}

/** A column that numbers its rows. */
export interface Identity extends SequenceOptions {
  /** Whether a row may bring its own number. */
  readonly mode: "always" | "by default";
  /** The name of its sequence, where not the engine's own choice. */
  readonly name?: string;
}

/** How a partitioned table spreads its rows. */
export interface Partitioning {
  /** The method. */
  readonly method: "range" | "list" | "hash";
  /**
   * Column names, quoted where they need it, or expressions in parentheses, as the catalog prints them,
   * with collation and operator class where not the defaults.
   */
  readonly keys: readonly string[];
}

/** A trigger of a table. */
export interface Trigger {
  /** Its name. */
  readonly name: string;
  /** The whole statement as the catalog prints it. */
  readonly definition: string;
  /** When it fires, where not in ordinary sessions: never, on replicas only, or always. */
  readonly enabled?: "disabled" | "replica" | "always";
  /** What the database says of it. */
  readonly comment?: string;
}

/** A rewrite rule of a table or a view, other than the view's own query. */
export interface RewriteRule {
  /** Its name. */
  readonly name: string;
  /** The whole statement as the catalog prints it. */
  readonly definition: string;
  /** When it fires, where that is not the usual way. */
  readonly enabled?: "disabled" | "replica" | "always";
  /** What the database says of it. */
  readonly comment?: string;
}

/** Statistics that ANALYZE keeps over several columns or expressions. */
export interface ExtendedStatistics extends QualifiedName {
  /** The kinds kept; expressions have their own always. */
  readonly kinds: readonly ("ndistinct" | "dependencies" | "mcv")[];
  /** Column names, quoted, or expressions in parentheses, as the catalog prints them. */
  readonly elements: readonly string[];
  /** How much detail is kept. */
  readonly target?: number;
  /** What the database says of it. */
  readonly comment?: string;
}

/** A row-level security policy. */
export interface Policy {
  /** Its name. */
  readonly name: string;
  /** The command that it applies to. */
  readonly command: "all" | "select" | "insert" | "update" | "delete";
  /** Permits rows; otherwise it restricts what others permit. */
  readonly permissive: boolean;
  /** Whom it applies to. */
  readonly roles: readonly string[];
  /** The condition that rows must satisfy to be seen, as canonical text. */
  readonly using?: string;
  /** The condition that new rows must satisfy, as canonical text. */
  readonly check?: string;
  /** What the database says of it. */
  readonly comment?: string;
}
