/** Whoever agrees on the determinant agrees on the dependent: `X → Y`. */
export interface FunctionalDependency {
  /** The left side. */
  readonly determinant: readonly string[];
  /** The right side. */
  readonly dependent: readonly string[];
}

/**
 * For each value of the determinant, the dependent takes a set of values whatever the other attributes
 * are: `X ↠ Y`.
 */
export interface MultivaluedDependency {
  /** The left side. */
  readonly determinant: readonly string[];
  /** The right side. */
  readonly dependent: readonly string[];
}

/** The relation is the join of its projections on the components: `⋈(XY, YZ, XZ)`. */
export interface JoinDependency {
  /** The attributes of each component. */
  readonly components: readonly (readonly string[])[];
}

/** A relation schema: attributes, and the dependencies that hold among them. */
export interface Relation {
  /** The relation's name. */
  readonly name: string;
  /** The names of its attributes, each once. */
  readonly attributes: readonly string[];
  /** Its functional dependencies. */
  readonly functional: readonly FunctionalDependency[];
  /** Its multivalued dependencies. */
  readonly multivalued: readonly MultivaluedDependency[];
  /** Its join dependencies. */
  readonly join: readonly JoinDependency[];
  /** Attributes whose values are lists, sets or records: what first normal form forbids. */
  readonly repeating: readonly string[];
}

/** Writes attributes as a textbook does: `{A, B}`, or `∅`. */
export function formatAttributes(names: readonly string[]): string {
  return names.length === 0 ? "∅" : `{${names.join(", ")}}`;
}

/** Writes a functional or multivalued dependency: `A, B → C`. */
export function formatDependency(
  dependency: FunctionalDependency,
  arrow: "→" | "↠" = "→",
): string {
  const side = (names: readonly string[]) => names.length === 0 ? "∅" : names.join(", ");
  return `${side(dependency.determinant)} ${arrow} ${side(dependency.dependent)}`;
}

/** Writes a join dependency: `⋈({A, B}, {B, C})`. */
export function formatJoin({ components }: JoinDependency): string {
  return `⋈(${components.map(formatAttributes).join(", ")})`;
}
