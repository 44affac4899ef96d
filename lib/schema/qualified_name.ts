/** A name inside a namespace. */
export interface QualifiedName {
  /** The namespace that holds it. */
  readonly schema: string;
  /** Its name. */
  readonly name: string;
}
