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
  readonly extensions: readonly Extension[];
  /** Enumerations, domains, composite and range types. */
  readonly types: readonly UserType[];
  /** Sequences that no identity column owns. */
  readonly sequences: readonly Sequence[];
  readonly tables: readonly Table[];
  readonly views: readonly View[];
  readonly routines: readonly Routine[];
  /**
   * The model element that an object came from, by the object's path (`public.orders`,
   * `public.orders.placed_at`). The catalog does not know it and comparison ignores it.
   */
  readonly origins?: Readonly<Record<string, string>>;
}

/** A namespace, which SQL calls a schema. */
export interface Namespace {
  readonly name: string;
  readonly comment?: string;
}

/** An installed extension. */
export interface Extension {
  readonly name: string;
  /** The namespace that holds its objects. */
  readonly schema: string;
}

/** A name inside a namespace. */
export interface QualifiedName {
  readonly schema: string;
  readonly name: string;
}

/** A type that the database defines. */
export type UserType = EnumDefinition | DomainDefinition | CompositeDefinition | RangeDefinition;

/** A fixed, ordered set of labels. */
export interface EnumDefinition extends QualifiedName {
  readonly kind: "enum";
  readonly labels: readonly string[];
  readonly comment?: string;
}

/** A base type with constraints of its own. */
export interface DomainDefinition extends QualifiedName {
  readonly kind: "domain";
  readonly type: string;
  readonly collation?: string;
  readonly default?: string;
  readonly notNull: boolean;
  readonly checks: readonly CheckConstraint[];
  readonly comment?: string;
}

/** A row type. */
export interface CompositeDefinition extends QualifiedName {
  readonly kind: "composite";
  readonly attributes: readonly {
    readonly name: string;
    readonly type: string;
    readonly collation?: string;
  }[];
  readonly comment?: string;
}

/** A range over a subtype. */
export interface RangeDefinition extends QualifiedName {
  readonly kind: "range";
  readonly subtype: string;
  /** What follows `SUBTYPE` in its definition, as canonical text: `SUBTYPE_DIFF = float8mi`. */
  readonly options?: string;
  readonly comment?: string;
}

/** How a sequence counts; what is absent has the engine's default. */
export interface SequenceOptions {
  readonly start?: string;
  readonly increment?: string;
  readonly minimum?: string;
  readonly maximum?: string;
  readonly cache?: string;
  readonly cycle?: boolean;
}

/** A sequence that stands for itself or is owned by a column (`serial`). */
export interface Sequence extends QualifiedName, SequenceOptions {
  readonly type: string;
  /** The column whose fall takes the sequence along. */
  readonly ownedBy?: QualifiedName & { readonly column: string };
  readonly comment?: string;
}

/** A table, a partitioned table or a partition. */
export interface Table extends QualifiedName {
  readonly comment?: string;
  readonly unlogged?: boolean;
  readonly columns: readonly Column[];
  readonly primaryKey?: KeyConstraint;
  readonly uniques: readonly UniqueConstraint[];
  readonly foreignKeys: readonly ForeignKey[];
  readonly checks: readonly CheckConstraint[];
  readonly exclusions: readonly ExclusionConstraint[];
  /** Indexes that no constraint owns. */
  readonly indexes: readonly Index[];
  readonly triggers: readonly Trigger[];
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
  readonly name: string;
  /** Canonical text of the type, such as `numeric(12,2)`. */
  readonly type: string;
  readonly nullable: boolean;
  /** How its NOT NULL constraint differs from a plain one (PostgreSQL 18). */
  readonly notNull?: NotNullConstraint;
  /** Canonical text of the default expression. */
  readonly default?: string;
  readonly identity?: Identity;
  readonly generated?: { readonly expression: string; readonly stored: boolean };
  readonly collation?: string;
  /** Differs from the type's own storage strategy. */
  readonly storage?: "plain" | "main" | "external" | "extended";
  readonly compression?: "pglz" | "lz4";
  /** The column's statistics target where it is set. */
  readonly statisticsTarget?: number;
  /** Options such as `n_distinct`. */
  readonly options?: Readonly<Record<string, string>>;
  readonly comment?: string;
}

/** A column that numbers its rows. */
export interface Identity extends SequenceOptions {
  readonly mode: "always" | "by default";
  /** The name of its sequence, where not the engine's own choice. */
  readonly name?: string;
}

/** What a NOT NULL constraint has beside being there. */
export interface NotNullConstraint {
  /** Its name, where not the engine's own choice. */
  readonly name?: string;
  readonly notValid?: boolean;
  readonly noInherit?: boolean;
  readonly comment?: string;
}

/** Whether a constraint may wait for the end of a transaction. */
export interface Deferral {
  readonly deferrable?: boolean;
  readonly initiallyDeferred?: boolean;
}

/** A primary key. */
export interface KeyConstraint extends Deferral {
  readonly name: string;
  readonly columns: readonly string[];
  readonly include?: readonly string[];
  /** The last column is a range that may not overlap (PostgreSQL 18). */
  readonly withoutOverlaps?: boolean;
  readonly storage?: Readonly<Record<string, string>>;
  /**
   * The constraint of the partitioned table that this is the partition's part of. A part that bears the
   * name the engine would give it is not listed: the partitioned table's constraint stands for it.
   */
  readonly attachedTo?: string;
  readonly comment?: string;
}

/** A unique constraint. */
export interface UniqueConstraint extends KeyConstraint {
  readonly nullsNotDistinct?: boolean;
}

/** What happens to the referring rows. */
export type ReferentialAction = "no action" | "restrict" | "cascade" | "set null" | "set default";

/** A foreign key. */
export interface ForeignKey extends Deferral {
  readonly name: string;
  readonly columns: readonly string[];
  readonly references: QualifiedName & { readonly columns: readonly string[] };
  /** Absent: `no action`. */
  readonly onUpdate?: ReferentialAction;
  /** Absent: `no action`. */
  readonly onDelete?: ReferentialAction;
  /** The columns that `set null` or `set default` touches, where not all. */
  readonly onDeleteColumns?: readonly string[];
  readonly match?: "full";
  /** The last column is a period that the referenced rows must cover (PostgreSQL 18). */
  readonly period?: boolean;
  readonly notValid?: boolean;
  /** Declared but never checked (PostgreSQL 18). */
  readonly notEnforced?: boolean;
  readonly comment?: string;
}

/** A check constraint of a table or a domain. */
export interface CheckConstraint {
  readonly name: string;
  /** Canonical text, without the word CHECK and its parentheses. */
  readonly expression: string;
  readonly noInherit?: boolean;
  readonly notValid?: boolean;
  /** Declared but never checked (PostgreSQL 18). */
  readonly notEnforced?: boolean;
  readonly comment?: string;
}

/** An exclusion constraint. */
export interface ExclusionConstraint extends Deferral {
  readonly name: string;
  readonly method: string;
  readonly elements: readonly {
    /** A column name or an expression in parentheses, with its operator class where not the default. */
    readonly expression: string;
    readonly operator: string;
  }[];
  readonly include?: readonly string[];
  readonly where?: string;
  readonly storage?: Readonly<Record<string, string>>;
  readonly comment?: string;
}

/** An index that no constraint owns. */
export interface Index {
  readonly name: string;
  /** `btree`, `hash`, `gin`, `gist`, `spgist`, `brin` or an extension's. */
  readonly method: string;
  readonly unique: boolean;
  readonly nullsNotDistinct?: boolean;
  readonly elements: readonly IndexElement[];
  readonly include?: readonly string[];
  /** Canonical text of the predicate of a partial index. */
  readonly where?: string;
  readonly storage?: Readonly<Record<string, string>>;
  /** The partitioned table's index that this is a part of; see {@link KeyConstraint.attachedTo}. */
  readonly attachedTo?: string;
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
  readonly method: "range" | "list" | "hash";
  /**
   * Column names, quoted where they need it, or expressions in parentheses, as the catalog prints them,
   * with collation and operator class where not the defaults.
   */
  readonly keys: readonly string[];
}

/** A trigger of a table. */
export interface Trigger {
  readonly name: string;
  /** The whole statement as the catalog prints it. */
  readonly definition: string;
  /** When it fires, where not in ordinary sessions: never, on replicas only, or always. */
  readonly enabled?: "disabled" | "replica" | "always";
  readonly comment?: string;
}

/** A rewrite rule of a table or a view, other than the view's own query. */
export interface RewriteRule {
  readonly name: string;
  /** The whole statement as the catalog prints it. */
  readonly definition: string;
  readonly enabled?: "disabled" | "replica" | "always";
  readonly comment?: string;
}

/** Statistics that ANALYZE keeps over several columns or expressions. */
export interface ExtendedStatistics extends QualifiedName {
  /** The kinds kept; expressions have their own always. */
  readonly kinds: readonly ("ndistinct" | "dependencies" | "mcv")[];
  /** Column names, quoted, or expressions in parentheses, as the catalog prints them. */
  readonly elements: readonly string[];
  readonly target?: number;
  readonly comment?: string;
}

/** A row-level security policy. */
export interface Policy {
  readonly name: string;
  readonly command: "all" | "select" | "insert" | "update" | "delete";
  readonly permissive: boolean;
  readonly roles: readonly string[];
  readonly using?: string;
  readonly check?: string;
  readonly comment?: string;
}

/** A view or a materialized view. */
export interface View extends QualifiedName {
  readonly materialized: boolean;
  readonly columns: readonly {
    readonly name: string;
    readonly type: string;
    readonly comment?: string;
  }[];
  /** Canonical text of its query. */
  readonly query: string;
  readonly indexes: readonly Index[];
  /** Triggers that act instead of a change of the view. */
  readonly triggers?: readonly Trigger[];
  readonly rules?: readonly RewriteRule[];
  /** Options such as `security_barrier`. */
  readonly options?: Readonly<Record<string, string>>;
  readonly comment?: string;
}

/** A function or a procedure. */
export interface Routine extends QualifiedName {
  readonly kind: "function" | "procedure" | "aggregate";
  /** The types that tell overloads apart, as the catalog prints them. */
  readonly arguments: string;
  /** The whole statement as the catalog prints it. */
  readonly definition: string;
  readonly language: string;
  readonly comment?: string;
}
