/**
 * What a diagram shows, whether it was made from a model or from a schema: boxes with rows, joints where
 * more than two lines meet, and lines with a cardinality at each end.
 *
 * @module
 */
import type { Cardinality } from "../../model/model.ts";

/** Everything that a diagram shows. */
export interface Drawing {
  readonly kind: "entities" | "tables";
  readonly title: string;
  readonly boxes: readonly Box[];
  readonly joints: readonly Joint[];
  readonly lines: readonly Line[];
  /** What the subject has and the diagram does not draw: `2 views`. */
  readonly omitted: readonly string[];
}

/** An entity, an associative entity or a table. */
export interface Box {
  readonly key: string;
  readonly name: string;
  readonly stereotype?: "weak" | "associative";
  /** Stands for a relationship, not for an entity. */
  readonly relationship?: true;
  readonly group?: string;
  readonly rows: readonly Row[];
  /** Stands under the name: `2 M rows`. */
  readonly note?: string;
}

/** An attribute or a column. */
export interface Row {
  readonly name: string;
  readonly type: string;
  /** `PK`, `FK`, `UK`; of several candidate keys of several parts each has a number. */
  readonly marks: readonly string[];
  readonly optional: boolean;
  readonly kind: "plain" | "derived" | "multivalued" | "part" | "reference";
}

/** A point where lines meet: an n-ary relationship, or a supertype's split into subtypes. */
export interface Joint {
  readonly key: string;
  readonly kind: "relationship" | "specialization";
  readonly label: string;
}

/** One line between two boxes or joints. */
export interface Line {
  /** A `link` stands for all lines between two groups; its label counts them. */
  readonly kind: "relationship" | "specialization" | "link";
  /** What it is a part of: the lines of one n-ary relationship are parts of the same. */
  readonly part: string;
  readonly from: LineEnd;
  readonly to: LineEnd;
  readonly label: string;
  /** The many end takes the one end's key into its own. */
  readonly identifying: boolean;
  /** Of a specialization: each row of the supertype is in a subtype. */
  readonly total?: boolean;
}

/** Where a line ends. */
export interface LineEnd {
  readonly at: string;
  /** How many of this end there are for one of the other; absent at joints and in specializations. */
  readonly cardinality?: Cardinality;
  readonly role?: string;
  /** A triangle that points at the supertype. */
  readonly general?: boolean;
}

/** A cardinality in numbers: `1`, `0..1`, `0..*`. */
export function cardinalityLabel({ min, max }: Cardinality): string {
  return min === max ? String(min) : `${min}..${max}`;
}
