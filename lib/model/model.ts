/**
 * What the analyst means: entities, relationships, rules, volumes and query patterns as plain frozen
 * data. `defineModel()` writes it, a model file holds it, every planning function reads it.
 *
 * @module
 */
import type { Evidence } from "../core/figure.ts";
import type { AttributeType } from "./attribute_type.ts";
import type { Distribution, Volume } from "./volume.ts";

/** A data model. */
export interface Model {
  /** Its name. */
  readonly name: string;
  /** What it means, in a sentence. */
  readonly description?: string;
  /** Engine and major version, such as `"postgresql@18"`. */
  readonly engine: string;
  /** How names in the database are made. */
  readonly naming: Naming;
  /** The entities. */
  readonly entities: readonly Entity[];
  /** The relationships. */
  readonly relationships: readonly Relationship[];
  /** The subtypes. */
  readonly specializations: readonly Specialization[];
  /** The named types. */
  readonly domains: readonly Domain[];
  /** The rules. */
  readonly rules: readonly Rule[];
  /** The query patterns. */
  readonly patterns: readonly AccessPattern[];
  /** Choices that somebody made, with their reasons; a finding or a checklist item can be waived here. */
  readonly decisions: readonly Decision[];
  /** What an imported schema has and a model has no word for, kept as it was, by the path it belongs to. */
  readonly attached?: Readonly<Record<string, unknown>>;
}

/** How names in the database are made from names in the model. */
export interface Naming {
  /** `snake`: `placedAt` becomes `placed_at`. `keep`: as it stands. Defaults to `snake`. */
  readonly style: "snake" | "keep";
  /** Whether a table is named in the plural of its entity. Defaults to true. */
  readonly plural: boolean;
  /** The namespace of the tables. Defaults to `public`. */
  readonly schema: string;
}

/** What every element of a model may say of itself. */
export interface Described {
  /**
   * Assigned from the first name and kept through every rename, so that a migration never takes a
   * rename for a drop and an addition.
   */
  readonly id: string;
  /** What it means, in a sentence. */
  readonly description?: string;
  /** Where it came from: the words of a requirement, a line of SQL, a proposal. */
  readonly origin?: Evidence;
}

/** How much harm a leak of an attribute's values would do. */
export type Sensitivity = "public" | "internal" | "confidential" | "personal" | "secret";

/** A thing that the business keeps data about. */
export interface Entity extends Described {
  /** Its name. */
  readonly name: string;
  /** The table's name, where the naming rule is not to be followed: `tbl_order`, `sales.orders`. */
  readonly table?: string;
  /** Who answers for it. */
  readonly owner?: string;
  /** A part of the diagram to draw it in. */
  readonly group?: string;
  /** Its attributes, in their order. */
  readonly attributes: readonly Attribute[];
  /** Candidate keys; at most one is primary. */
  readonly keys: readonly Key[];
  /** How much of it there is. */
  readonly volume: Volume;
}

/** A fact about an entity or a relationship. */
export interface Attribute extends Described {
  /** Its name. */
  readonly name: string;
  /** The column's name, where the naming rule is not to be followed. */
  readonly column?: string;
  /** Its type. */
  readonly type: AttributeType;
  /** May be missing. */
  readonly optional: boolean;
  /** Holds several values a row: becomes a table of its own. */
  readonly multiValued?: boolean;
  /** Generated numbers: the key of an identity column. */
  readonly identity?: "always" | "by default";
  /** SQL expression of the default. */
  readonly default?: string;
  /** Computed from other attributes of the same row. */
  readonly derived?: { readonly sql: string; readonly stored: boolean };
  /** SQL condition on this attribute alone. */
  readonly check?: string;
  /** The unit of its values. */
  readonly unit?: string;
  /** One value, as text. */
  readonly example?: string;
  /** Who answers for it. */
  readonly owner?: string;
  /** How much harm a leak would do. */
  readonly sensitivity?: Sensitivity;
  /** What the data will look like. */
  readonly distribution?: Distribution;
}

/** A candidate key. */
export interface Key {
  /** Its name. */
  readonly name?: string;
  /** Is the primary key. */
  readonly primary: boolean;
  /** Attribute names, or role names of to-one relationships that identify the entity. */
  readonly parts: readonly string[];
}

/** How many of an entity take part: look across, as in `Customer 1 --places--> 0..* Order`. */
export interface Cardinality {
  /** The fewest. */
  readonly min: number;
  /** The most; `*` for any number. */
  readonly max: number | "*";
}

/** One end of a relationship. */
export interface RelationshipEnd extends Cardinality {
  /** The entity's name. */
  readonly entity: string;
  /** The part that the entity plays. */
  readonly role?: string;
  /** The foreign key's columns that refer to this end, where the naming rule is not to be followed. */
  readonly columns?: readonly string[];
}

/** What a referring row does when the row that it refers to goes. */
export type OnDelete = "restrict" | "cascade" | "set null" | "set default" | "no action";

/** An association of two or more ends. */
export interface Relationship extends Described {
  /** A verb, read from the first end to the second: `places`. */
  readonly verb: string;
  /** Its ends, from first to last. */
  readonly ends: readonly RelationshipEnd[];
  /** The many end exists only with the one end, whose key is part of its own. */
  readonly identifying?: boolean;
  /** Names the table of a many-to-many or n-ary relationship; it becomes an entity of that name if one exists. */
  readonly via?: string;
  /** The relationship's own attributes. */
  readonly attributes: readonly Attribute[];
  /** What happens to the referring rows when the other is deleted. */
  readonly onDelete?: OnDelete;
  /** What happens to the referring rows when the other's key changes. */
  readonly onUpdate?: OnDelete;
  /** May be checked at the end of the transaction. */
  readonly deferrable?: boolean;
  /** How many of the many end belong to one of the one end. */
  readonly fanOut?: Distribution;
}

/** Subtypes of an entity. */
export interface Specialization extends Described {
  /** The general entity. */
  readonly supertype: string;
  /** The special ones. */
  readonly subtypes: readonly string[];
  /** One row is of at most one subtype; otherwise they overlap. */
  readonly disjoint: boolean;
  /** Each row is of at least one subtype. */
  readonly total: boolean;
  /** `joined`: a table each. `single`: one table for all. `concrete`: a table a subtype, none for the supertype. */
  readonly mapping: "joined" | "single" | "concrete";
  /** The attribute that names the subtype. Defaults to one made by the mapping where it is needed. */
  readonly discriminator?: string;
}

/** A named type with a rule: `Email`, `Percentage`. */
export interface Domain extends Described {
  /** Its name. */
  readonly name: string;
  /** Its type. */
  readonly type: AttributeType;
  /** SQL condition over `value`. */
  readonly check?: string;
  /** SQL expression of the default. */
  readonly default?: string;
}

/** What must hold. */
export type Rule = CheckRule | UniqueRule | ExclusionRule | AssertionRule | DependencyRule;

/** What every rule has. */
export interface RuleBase extends Described {
  /** Its name. */
  readonly name: string;
}

/** A condition on the attributes of one row. */
export interface CheckRule extends RuleBase {
  /** Tells it from the other kinds. */
  readonly kind: "check";
  /** The entity that it speaks of. */
  readonly entity: string;
  /** The SQL text. */
  readonly sql: string;
}

/** Values that occur once, perhaps only among the rows that satisfy a condition. */
export interface UniqueRule extends RuleBase {
  /** Tells it from the other kinds. */
  readonly kind: "unique";
  /** The entity that it speaks of. */
  readonly entity: string;
  /** Attribute or role names, or SQL expressions in parentheses. */
  readonly parts: readonly string[];
  /** SQL condition. */
  readonly when?: string;
  /** Missing values count as equal. */
  readonly nullsNotDistinct?: boolean;
}

/** Rows that may not overlap: one room, one time. */
export interface ExclusionRule extends RuleBase {
  /** Tells it from the other kinds. */
  readonly kind: "exclusion";
  /** The entity that it speaks of. */
  readonly entity: string;
  /** Attribute or role names that are compared for equality. */
  readonly equal: readonly string[];
  /** A range attribute, a pair of attributes that bound one, or a SQL expression in parentheses. */
  readonly overlaps: string | readonly [from: string, to: string];
  /** SQL condition. */
  readonly when?: string;
}

/** A rule across entities, which no constraint can hold. */
export interface AssertionRule extends RuleBase {
  /** Tells it from the other kinds. */
  readonly kind: "assertion";
  /** The entities whose changes can break it. */
  readonly entities: readonly string[];
  /** A query over the tables that returns the rows that break the rule. */
  readonly violations: string;
  /** What the database says when it is broken. */
  readonly message?: string;
}

/** A functional or multivalued dependency among the attributes of one entity. */
export interface DependencyRule extends RuleBase {
  /** Tells it from the other kinds. */
  readonly kind: "dependency";
  /** The entity that it speaks of. */
  readonly entity: string;
  /** The attributes that determine. */
  readonly determinant: readonly string[];
  /** The attributes that are determined. */
  readonly dependent: readonly string[];
  /** Whether it is a multivalued dependency. */
  readonly multivalued?: boolean;
}

/** How isolated a transaction runs. */
export type Isolation = "read committed" | "repeatable read" | "serializable";

/** What the application asks of the data: one statement with a rate and a target. */
export interface AccessPattern extends Described {
  /** Its name. */
  readonly name: string;
  /** One SQL statement over the tables, with `$1`, `$2`, … for its parameters. */
  readonly sql?: string;
  /** The same in the model's own words, from which the SQL is made. */
  readonly query?: StructuredQuery;
  /** Executions a second. */
  readonly rate?: number;
  /** Latency targets in seconds by percentile: `{ p95: 0.01 }`. */
  readonly targets: Readonly<Record<string, number>>;
  /** What each parameter's values look like, in their order. */
  readonly parameters: readonly Distribution[];
  /** How isolated the transaction runs. */
  readonly isolation?: Isolation;
  /** How old, in seconds, the data that it reads may be. */
  readonly staleness?: number;
}

/** How a structured query compares an attribute with its parameter. */
export type Comparison =
  | "="
  | "<"
  | "<="
  | ">"
  | ">="
  | "<>"
  | "in"
  | "between"
  | "like"
  | "is null";

/** A statement about one entity and what it is related to, in the model's own words. */
export interface StructuredQuery {
  /** What the statement does. */
  readonly action: "select" | "insert" | "update" | "delete";
  /** The entity that it speaks of. */
  readonly entity: string;
  /** Roles or entity names of relationships to follow, such as `customer` or `customer.country`. */
  readonly with?: readonly string[];
  /** Attributes (`placedAt`, `customer.email`) with the comparison that each has; parameters in this order. */
  readonly where?: Readonly<Record<string, Comparison>>;
  /** Attributes that are read, or that an update sets. Defaults to all. */
  readonly attributes?: readonly string[];
  /** Attributes in order, each with `desc` behind it where it descends. */
  readonly orderBy?: readonly string[];
  /** The most rows that are returned. */
  readonly limit?: number;
}

/** A choice with its reason. */
export interface Decision {
  /** What was decided: a finding's `code@where`, a checklist item, or an element's path. */
  readonly about: string;
  /** What was chosen. */
  readonly choice: string;
  /** Why. */
  readonly reason: string;
  /** By whom. */
  readonly by?: string;
}
