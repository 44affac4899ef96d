import type { CheckConstraint } from "./constraints.ts";
import type { QualifiedName } from "./qualified_name.ts";

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
