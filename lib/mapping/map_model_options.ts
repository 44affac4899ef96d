/** How a model becomes a schema. */
export interface MapModelOptions {
  /** What identifies an entity that has no key of its own. Defaults to `"identity"`, a generated bigint. */
  readonly surrogateKey?: "identity" | "uuidv7";
}
