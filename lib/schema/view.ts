import type { Index } from "./index_definition.ts";
import type { QualifiedName } from "./qualified_name.ts";
import type { RewriteRule, Trigger } from "./table.ts";

/** A view or a materialized view. */
export interface View extends QualifiedName {
  /** Whether its rows are stored. */
  readonly materialized: boolean;
  /** Its columns, in their order. */
  readonly columns: readonly {
    readonly name: string;
    readonly type: string;
    readonly comment?: string;
  }[];
  /** Canonical text of its query. */
  readonly query: string;
  /** Its indexes. */
  readonly indexes: readonly Index[];
  /** Triggers that act instead of a change of the view. */
  readonly triggers?: readonly Trigger[];
  /** The rules. */
  readonly rules?: readonly RewriteRule[];
  /** Options such as `security_barrier`. */
  readonly options?: Readonly<Record<string, string>>;
  /** What the database says of it. */
  readonly comment?: string;
}
