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
  readonly kind: "text";
  /** The most characters, from 1. */
  readonly length?: number;
}

/** An exact decimal number. */
export interface NumericType {
  readonly kind: "numeric";
  /** Digits in all, 1 to 1000. */
  readonly precision?: number;
  /** Digits after the point. */
  readonly scale?: number;
}

/** One of a fixed list of labels. */
export interface EnumType {
  readonly kind: "enum";
  readonly values: readonly string[];
  /** The type's name in the database. Defaults to entity and attribute. */
  readonly name?: string;
}

/** A domain of the model, by name. */
export interface DomainType {
  readonly kind: "domain";
  readonly name: string;
}

/** Parts that are stored side by side: `street`, `city`, `zip`. */
export interface CompositeType {
  readonly kind: "composite";
  readonly parts: readonly {
    readonly name: string;
    readonly type: AttributeType;
    readonly optional: boolean;
  }[];
}

/** A list of values of one type. */
export interface ArrayType {
  readonly kind: "array";
  readonly of: AttributeType;
}

/** A type that only the engine knows, in its own words. */
export interface NativeType {
  readonly kind: "native";
  readonly sql: string;
}
