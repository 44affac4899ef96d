/**
 * What a database has: plain frozen data, spelled as the engine's own catalog spells it.
 *
 * Types, defaults and expressions are canonical text, the form in which the catalog prints them back
 * (`character varying(254)`, `(price > (0)::numeric)`), so that two schemas are compared as values.
 *
 * @module
 */

/** A whole database: every object that its DDL makes. */
export interface Schema {
  /** Engine and major version, such as `"postgresql@18"`. */
  readonly engine: string;
  /** The namespaces that are not made by the engine itself, `public` included where it is used. */
  readonly namespaces: readonly Namespace[];
  /** The extensions that are installed. */
  readonly extensions: readonly Extension[];
  /** Enumerations, domains, composite and range types. */
  readonly types: readonly UserType[];
  /** Sequences that no identity column owns. */
  readonly sequences: readonly Sequence[];
  /** The tables. */
  readonly tables: readonly Table[];
  /** The views, materialized ones included. */
  readonly views: readonly View[];
  /** The functions and procedures. */
  readonly routines: readonly Routine[];
  /**
   * The model element that an object came from, by the object's path (`public.orders`,
   * `public.orders.placed_at`). The catalog does not know it and comparison ignores it.
   */
  readonly origins?: Readonly<Record<string, string>>;
}

/** A namespace, which SQL calls a schema. */
export interface Namespace {
  /** Its name. */
  readonly name: string;
  /** What the database says of it. */
  readonly comment?: string;
}

/** An installed extension. */
export interface Extension {
  /** Its name. */
  readonly name: string;
  /** The namespace that holds its objects. */
  readonly schema: string;
}

/** A name inside a namespace. */
export interface QualifiedName {
  /** The namespace that holds it. */
  readonly schema: string;
  /** Its name. */
  readonly name: string;
}

/** A type that the database defines. */
export type UserType = EnumDefinition | DomainDefinition | CompositeDefinition | RangeDefinition;

/** A fixed, ordered set of labels. */
export interface EnumDefinition extends QualifiedName {
  /** Tells it from the other kinds. */
  readonly kind: "enum";
  /** The labels, in their order. */
  readonly labels: readonly string[];
  /** What the database says of it. */
  readonly comment?: string;
}

/** A base type with constraints of its own. */
export interface DomainDefinition extends QualifiedName {
  /** Tells it from the other kinds. */
  readonly kind: "domain";
  /** Its type. */
  readonly type: string;
  /** The collation, where it is not the type's own. */
  readonly collation?: string;
  /** SQL expression of the default. */
  readonly default?: string;
  /** Whether it refuses missing values. */
  readonly notNull: boolean;
  /** Its check constraints. */
  readonly checks: readonly CheckConstraint[];
  /** What the database says of it. */
  readonly comment?: string;
}

/** A row type. */
export interface CompositeDefinition extends QualifiedName {
  /** Tells it from the other kinds. */
  readonly kind: "composite";
  /** Its attributes, in their order. */
  readonly attributes: readonly {
    readonly name: string;
    readonly type: string;
    readonly collation?: string;
  }[];
  /** What the database says of it. */
  readonly comment?: string;
}

/** A range over a subtype. */
export interface RangeDefinition extends QualifiedName {
  /** Tells it from the other kinds. */
  readonly kind: "range";
  /** The type of its bounds. */
  readonly subtype: string;
  /** What follows `SUBTYPE` in its definition, as canonical text: `SUBTYPE_DIFF = float8mi`. */
  readonly options?: string;
  /** What the database says of it. */
  readonly comment?: string;
}

/** How a sequence counts; what is absent has the engine's default. */
export interface SequenceOptions {
  /** The first number. */
  readonly start?: string;
  /** The step from one number to the next. */
  readonly increment?: string;
  /** The lowest number. */
  readonly minimum?: string;
  /** The highest number. */
  readonly maximum?: string;
  /** How many numbers a session takes at once. */
  readonly cache?: string;
  /** Whether it begins again after the last number. */
  readonly cycle?: boolean;
}

/** A sequence that stands for itself or is owned by a column (`serial`). */
export interface Sequence extends QualifiedName, SequenceOptions {
  /** Its type. */
  readonly type: string;
  /** The column whose fall takes the sequence along. */
  readonly ownedBy?: QualifiedName & { readonly column: string };
  /** What the database says of it. */
  readonly comment?: string;
}

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

/** An index that no constraint owns. */
export interface Index {
  /** Its name. */
  readonly name: string;
  /** `btree`, `hash`, `gin`, `gist`, `spgist`, `brin` or an extension's. */
  readonly method: string;
  /** Whether no two rows may have the same key. */
  readonly unique: boolean;
  /** Missing values count as equal. */
  readonly nullsNotDistinct?: boolean;
  /** Its key columns and expressions, in their order. */
  readonly elements: readonly IndexElement[];
  /** Columns that are stored along and not part of the key. */
  readonly include?: readonly string[];
  /** Canonical text of the predicate of a partial index. */
  readonly where?: string;
  /** Storage parameters, such as `fillfactor`. */
  readonly storage?: Readonly<Record<string, string>>;
  /** The partitioned table's index that this is a part of; see {@link KeyConstraint.attachedTo}. */
  readonly attachedTo?: string;
  /** What the database says of it. */
  readonly comment?: string;
}

/** One key column or expression of an index. */
export type IndexElement =
  & ({ readonly column: string } | { readonly expression: string })
  & {
    readonly descending?: boolean;
    /** Where it differs from the default: last when ascending, first when descending. */
    readonly nulls?: "first" | "last";
    readonly collation?: string;
    readonly operatorClass?: string;
  };

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

/** A view or a materialized view. */
export interface View extends QualifiedName {
  /** Whether its rows are stored. */
  readonly materialized: boolean;
  /** Its columns, in their order. */
  readonly columns: readonly {
    readonly name: string;
    readonly type: string;
    readonly comment?: string;
  }[];
  /** Canonical text of its query. */
  readonly query: string;
  /** Its indexes. */
  readonly indexes: readonly Index[];
  /** Triggers that act instead of a change of the view. */
  readonly triggers?: readonly Trigger[];
  /** The rules. */
  readonly rules?: readonly RewriteRule[];
  /** Options such as `security_barrier`. */
  readonly options?: Readonly<Record<string, string>>;
  /** What the database says of it. */
  readonly comment?: string;
}

/** A function or a procedure. */
export interface Routine extends QualifiedName {
  /** Tells it from the other kinds. */
  readonly kind: "function" | "procedure" | "aggregate";
  /** The types that tell overloads apart, as the catalog prints them. */
  readonly arguments: string;
  /** The whole statement as the catalog prints it. */
  readonly definition: string;
  /** The language that it is written in. */
  readonly language: string;
  /** What the database says of it. */
  readonly comment?: string;
}
