import type { Decomposition } from "./decomposition.ts";
import type { NormalForm, Violation } from "./normal_form.ts";
import type { NormalizedRelation } from "./normalize_relation.ts";
import type { FunctionalDependency } from "./relation.ts";
import type { TraceStep } from "./trace.ts";

/** What `groundplan normalize --json` prints; the fields are stable. */
export interface RelationJson {
  /** The relation's name. */
  readonly relation: string;
  /** The relation's attributes. */
  readonly attributes: readonly string[];
  /** The candidate keys. */
  readonly keys: readonly (readonly string[])[];
  /** Whether these are all keys. */
  readonly complete: boolean;
  /** The attributes of some key. */
  readonly prime: readonly string[];
  /** A minimal cover, a dependency a left side. */
  readonly cover: readonly FunctionalDependency[];
  /** The highest normal form that the relation is in. */
  readonly form: NormalForm;
  /** What keeps it from the higher forms. */
  readonly violations: readonly Violation[];
  /** The attributes of the relations of the 3NF synthesis. */
  readonly synthesis: readonly (readonly string[])[];
  /** The attributes of the relations in BCNF. */
  readonly bcnf: readonly (readonly string[])[];
  /** The attributes of the relations in 4NF. */
  readonly fourth: readonly (readonly string[])[];
  /** The functional dependencies that the BCNF relations cannot check alone. */
  readonly lost: readonly FunctionalDependency[];
  /** The functional dependencies that the 4NF relations cannot check alone. */
  readonly lostByFourth: readonly FunctionalDependency[];
  /** Whether the join of each decomposition is proved lossless. */
  readonly lossless: {
    readonly synthesis: boolean;
    readonly bcnf: boolean;
    readonly fourth: boolean;
  };
  /** How it was found. */
  readonly trace: readonly TraceStep[];
}

/** A normalized relation as the fields that other programs rely on. */
export function relationJson(result: NormalizedRelation): RelationJson {
  const { relation, verdict, cover, synthesis, bcnf, fourth, trace } = result;
  const sets = ({ parts }: Decomposition) => parts.map(({ attributes }) => attributes);
  return {
    relation: relation.name,
    attributes: relation.attributes,
    keys: verdict.keys,
    complete: verdict.complete,
    prime: verdict.prime,
    cover,
    form: verdict.form,
    violations: verdict.violations,
    synthesis: sets(synthesis),
    bcnf: sets(bcnf),
    fourth: sets(fourth),
    lost: bcnf.lost,
    lostByFourth: fourth.lost,
    lossless: {
      synthesis: synthesis.lossless.holds,
      bcnf: bcnf.lossless.holds,
      fourth: fourth.lossless.holds,
    },
    trace,
  };
}
