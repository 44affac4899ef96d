import type { QualifiedName } from "./qualified_name.ts";

/** What a NOT NULL constraint has beside being there. */
export interface NotNullConstraint {
  /** Its name, where not the engine's own choice. */
  readonly name?: string;
  /** Not checked yet for the rows that were there. */
  readonly notValid?: boolean;
  /** Not passed on to tables that inherit. */
  readonly noInherit?: boolean;
  /** What the database says of it. */
  readonly comment?: string;
}

/** Whether a constraint may wait for the end of a transaction. */
export interface Deferral {
  /** May be checked at the end of the transaction. */
  readonly deferrable?: boolean;
  /** Is checked at the end of the transaction unless told otherwise. */
  readonly initiallyDeferred?: boolean;
}

/** A primary key. */
export interface KeyConstraint extends Deferral {
  /** Its name. */
  readonly name: string;
  /** Its columns, in their order. */
  readonly columns: readonly string[];
  /** Columns that are stored along and not part of the key. */
  readonly include?: readonly string[];
  /** The last column is a range that may not overlap (PostgreSQL 18). */
  readonly withoutOverlaps?: boolean;
  /** Storage parameters, such as `fillfactor`. */
  readonly storage?: Readonly<Record<string, string>>;
  /**
   * The constraint of the partitioned table that this is the partition's part of. A part that bears the
   * name the engine would give it is not listed: the partitioned table's constraint stands for it.
   */
  readonly attachedTo?: string;
  /** What the database says of it. */
  readonly comment?: string;
}

/** A unique constraint. */
export interface UniqueConstraint extends KeyConstraint {
  /** Missing values count as equal. */
  readonly nullsNotDistinct?: boolean;
}

/** What happens to the referring rows. */
export type ReferentialAction = "no action" | "restrict" | "cascade" | "set null" | "set default";

/** A foreign key. */
export interface ForeignKey extends Deferral {
  /** Its name. */
  readonly name: string;
  /** Its columns, in their order. */
  readonly columns: readonly string[];
  /** The table and the columns that it refers to. */
  readonly references: QualifiedName & { readonly columns: readonly string[] };
  /** Absent: `no action`. */
  readonly onUpdate?: ReferentialAction;
  /** Absent: `no action`. */
  readonly onDelete?: ReferentialAction;
  /** The columns that `set null` or `set default` touches, where not all. */
  readonly onDeleteColumns?: readonly string[];
  /** How a key with missing parts is matched. */
  readonly match?: "full";
  /** The last column is a period that the referenced rows must cover (PostgreSQL 18). */
  readonly period?: boolean;
  /** Not checked yet for the rows that were there. */
  readonly notValid?: boolean;
  /** Declared but never checked (PostgreSQL 18). */
  readonly notEnforced?: boolean;
  /** What the database says of it. */
  readonly comment?: string;
}

/** A check constraint of a table or a domain. */
export interface CheckConstraint {
  /** Its name. */
  readonly name: string;
  /** Canonical text, without the word CHECK and its parentheses. */
  readonly expression: string;
  /** Not passed on to tables that inherit. */
  readonly noInherit?: boolean;
  /** Not checked yet for the rows that were there. */
  readonly notValid?: boolean;
  /** Declared but never checked (PostgreSQL 18). */
  readonly notEnforced?: boolean;
  /** What the database says of it. */
  readonly comment?: string;
}

/** An exclusion constraint. */
export interface ExclusionConstraint extends Deferral {
  /** Its name. */
  readonly name: string;
  /** The method. */
  readonly method: string;
  /** Its key columns and expressions, in their order. */
  readonly elements: readonly {
    /** A column name or an expression in parentheses, with its operator class where not the default. */
    readonly expression: string;
    readonly operator: string;
  }[];
  /** Columns that are stored along and not part of the key. */
  readonly include?: readonly string[];
  /** Canonical text of the predicate. */
  readonly where?: string;
  /** Storage parameters, such as `fillfactor`. */
  readonly storage?: Readonly<Record<string, string>>;
  /** What the database says of it. */
  readonly comment?: string;
}
