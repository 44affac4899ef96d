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
