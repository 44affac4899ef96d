/** The type of an attribute, in words that no engine owns. */
export type AttributeType =
  | SimpleType
  | TextType
  | NumericType
  | EnumType
  | DomainType
  | CompositeType
  | ArrayType
  | NativeType;

/** A type that needs no more words. */
export interface SimpleType {
  /** Tells it from the other kinds. */
  readonly kind:
    | "boolean"
    | "smallint"
    | "integer"
    | "bigint"
    | "real"
    | "double"
    | "uuid"
    | "date"
    | "time"
    | "timestamp"
    | "timestamptz"
    | "interval"
    | "json"
    | "bytes"
    | "inet"
    | "daterange"
    | "tstzrange"
    | "tsvector";
}

/** Characters, perhaps up to a length. */
export interface TextType {
  /** Tells it from the other kinds. */
  readonly kind: "text";
  /** The most characters, from 1. */
  readonly length?: number;
}

/** An exact decimal number. */
export interface NumericType {
  /** Tells it from the other kinds. */
  readonly kind: "numeric";
  /** Digits in all, 1 to 1000. */
  readonly precision?: number;
  /** Digits after the point. */
  readonly scale?: number;
}

/** One of a fixed list of labels. */
export interface EnumType {
  /** Tells it from the other kinds. */
  readonly kind: "enum";
  /** The labels, in their order. */
  readonly values: readonly string[];
  /** The type's name in the database, perhaps with its namespace. Defaults to entity and attribute. */
  readonly name?: string;
}

/** A domain of the model, by name. */
export interface DomainType {
  /** Tells it from the other kinds. */
  readonly kind: "domain";
  /** Its name. */
  readonly name: string;
}

/** Parts that are stored side by side: `street`, `city`, `zip`. */
export interface CompositeType {
  /** Tells it from the other kinds. */
  readonly kind: "composite";
  /** The parts, in their order. */
  readonly parts: readonly {
    readonly name: string;
    readonly type: AttributeType;
    readonly optional: boolean;
  }[];
}

/** A list of values of one type. */
export interface ArrayType {
  /** Tells it from the other kinds. */
  readonly kind: "array";
  /** The type of one value. */
  readonly of: AttributeType;
}

/** A type that only the engine knows, in its own words. */
export interface NativeType {
  /** Tells it from the other kinds. */
  readonly kind: "native";
  /** The SQL text. */
  readonly sql: string;
}
