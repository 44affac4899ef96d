import { given } from "../core/given.ts";
import type { Displayable } from "../core/displayable.ts";
import type { ModelChange } from "./compare_models.ts";
import type {
  AssertionRule,
  Cardinality,
  CheckRule,
  Decision,
  DependencyRule,
  ExclusionRule,
  Isolation,
  Model,
  OnDelete,
  StructuredQuery,
  UniqueRule,
} from "./model.ts";
import type { AttributeSpec } from "./read_attribute.ts";
import type { DistributionSpec } from "./read_distribution.ts";
import type { Evidence } from "../core/figure.ts";
import type { Growth } from "./volume.ts";

/** Says more of an entity, word by word. */
export interface EntityBuilder<Name extends string = string> extends Displayable {
  /** Rows at the start of the plan: `2e6`, `"2M"` or a range such as `"1M..3M"`. */
  rows(count: number | string): EntityBuilder<Name>;
  /** How rows become more: `"4%/month"`, `"60k/day"`. */
  grows(growth: string | Growth): EntityBuilder<Name>;
  /** How long a row is kept: `"7 years"`. */
  retain(duration: string | number): EntityBuilder<Name>;
  /** The share of rows that is updated in a year, 0 for append-only; may be over 1. */
  churns(share: number | string): EntityBuilder<Name>;
  /** The primary key: attributes, or roles of the relationships that identify the entity. */
  key(...parts: readonly (Name | (string & Record<never, never>))[]): EntityBuilder<Name>;
  /** Another candidate key. */
  unique(...parts: readonly (Name | (string & Record<never, never>))[]): EntityBuilder<Name>;
  /** A named SQL condition on one row. */
  check(name: string, sql: string): EntityBuilder<Name>;
  /** What it means, in a sentence. */
  describe(text: string): EntityBuilder<Name>;
  /** Who answers for it. */
  owner(owner: string): EntityBuilder<Name>;
  /** The part of the diagram to draw it in. */
  group(group: string): EntityBuilder<Name>;
  /** The table's name, where the naming rule is not to be followed. */
  table(name: string): EntityBuilder<Name>;
  /** Where it came from, for the traceability matrix. */
  origin(origin: Evidence): EntityBuilder<Name>;
}

/** What `relate()` takes beside the sentence. */
export interface RelateOptions {
  /** Names the table of a many-to-many relationship. */
  readonly via?: string;
  /** The relationship's own attributes. */
  readonly attributes?: Readonly<Record<string, AttributeSpec>>;
  /** The many end exists only with the one end, whose key is part of its own. */
  readonly identifying?: boolean;
  /** What happens to the referring rows when the other is deleted. */
  readonly onDelete?: OnDelete;
  /** What happens to the referring rows when the other's key changes. */
  readonly onUpdate?: OnDelete;
  /** May be checked at the end of the transaction. */
  readonly deferrable?: boolean;
  /** How many of the many end belong to one of the one end: the mean, or what the numbers look like. */
  readonly fanOut?: number | DistributionSpec;
  /** What it means, in a sentence. */
  readonly description?: string;
  /** Where it came from, for the traceability matrix. */
  readonly origin?: Evidence;
}

/** A relationship without a sentence, for more than two ends or for names of any kind. */
export interface RelationshipSpec extends RelateOptions {
  /** The verb, read from the first end to the second. */
  readonly verb: string;
  /** Its ends, from first to last. */
  readonly ends: readonly {
    readonly entity: string;
    readonly role?: string;
    /** How many: `"0..*"`, or its bounds. Defaults to `0..*`. */
    readonly many?: string | Cardinality;
    readonly columns?: readonly string[];
  }[];
}

/** What `specialize()` takes beside the names. */
export interface SpecializeOptions {
  /** One row is of at most one subtype. Defaults to true. */
  readonly disjoint?: boolean;
  /** Each row is of at least one subtype. Defaults to false. */
  readonly total?: boolean;
  /** Defaults to `joined`. */
  readonly mapping?: "joined" | "single" | "concrete";
  /** The attribute that names the subtype. */
  readonly discriminator?: string;
  /** What it means, in a sentence. */
  readonly description?: string;
  /** Where it came from, for the traceability matrix. */
  readonly origin?: Evidence;
}

/** What `domain()` takes beside its name. */
export interface DomainSpec {
  /** Its type. */
  readonly type: AttributeSpec;
  /** SQL condition over `value`. */
  readonly check?: string;
  /** SQL expression of the default. */
  readonly default?: string;
  /** What it means, in a sentence. */
  readonly description?: string;
}

/** What a rule says beside its name. */
export type Named<Rule> = Omit<Rule, "id" | "name">;

/** A rule without its name. */
export type RuleSpec =
  | Named<CheckRule>
  | Named<UniqueRule>
  | Named<ExclusionRule>
  | Named<AssertionRule>
  | Named<DependencyRule>;

/** A query pattern without its name. */
export interface AccessSpec {
  /** One statement with `$1`, `$2`, … for its parameters. */
  readonly sql?: string;
  /** The same in the model's words. */
  readonly query?: StructuredQuery;
  /** Executions: `"900/s"`, or a number a second. */
  readonly rate?: string | number;
  /** Latency that half, 90 %, 95 %, 99 % of the executions stay under: `"10 ms"`, or seconds. */
  readonly p50?: string | number;
  /** Latency that 90 % of the executions stay under. */
  readonly p90?: string | number;
  /** Latency that 95 % of the executions stay under. */
  readonly p95?: string | number;
  /** Latency that 99 % of the executions stay under. */
  readonly p99?: string | number;
  /** What each parameter's values look like, in their order. */
  readonly parameters?: readonly DistributionSpec[];
  /** How isolated the transaction runs. */
  readonly isolation?: Isolation;
  /** How old the data that it reads may be: `"5 min"`, or seconds. */
  readonly staleness?: string | number;
  /** What it means, in a sentence. */
  readonly description?: string;
  /** Where it came from, for the traceability matrix. */
  readonly origin?: Evidence;
}

/** One step of a model's history. */
export interface HistoryEntry {
  /** What was said: `entity Customer`. */
  readonly what: string;
  /** What it changed. */
  readonly changes: readonly ModelChange[];
}

/** A model that is being written: the one mutable thing. */
export interface ModelBuilder extends Displayable {
  /** Its name. */
  readonly name: string;
  /** Names an entity that there is, to say more of it. */
  entity(name: string): EntityBuilder;
  /** Adds an entity, or replaces its attributes; its relationships stay. */
  entity<Name extends string>(
    name: string,
    attributes: Readonly<Record<Name, AttributeSpec>>,
  ): EntityBuilder<Name>;
  /** Adds a relationship, or replaces the one of the same ends, roles and verb. */
  relate(sentence: string | RelationshipSpec, options?: RelateOptions): ModelBuilder;
  /** Makes entities the subtypes of another. */
  specialize(
    supertype: string,
    subtypes: readonly string[],
    options?: SpecializeOptions,
  ): ModelBuilder;
  /** Adds a named type with a rule. */
  domain(name: string, spec: DomainSpec): ModelBuilder;
  /** Adds a rule. */
  rule(name: string, spec: RuleSpec): ModelBuilder;
  /** Adds a query pattern. */
  access(name: string, spec: AccessSpec): ModelBuilder;
  /** Records a choice with its reason; waives a finding or a checklist item. */
  decide(about: string, decision: Omit<Decision, "about">): ModelBuilder;
  /** What it means, in a sentence. */
  describe(text: string): ModelBuilder;
  /** Renames an entity (`"Customer"`) or an attribute (`"Customer.email"`); its id stays. */
  rename(path: string, to: string): ModelBuilder;
  /** Drops an entity with all that hangs on it, an attribute, a rule, a domain or a query pattern. */
  drop(path: string): ModelBuilder;
  /** Takes back the last statement. */
  undo(): ModelBuilder;
  /** The statements that changed something, the first one first. */
  history(): readonly HistoryEntry[];
  /** What changed since a snapshot; since the beginning without one. */
  changes(since?: Model): readonly ModelChange[];
  /** The model as it stands: frozen plain data. */
  snapshot(): Model & Displayable;
}

/** What a planning function takes: a model, or a builder, whose snapshot it takes. */
export type ModelSource = Model | ModelBuilder;

/**
 * The model itself.
 *
 * @throws {TypeError} When the source is neither a model nor a builder of one.
 */
export function modelOf(source: ModelSource): Model {
  if (typeof source === "object" && source !== null) {
    if ("snapshot" in source && typeof source.snapshot === "function") return source.snapshot();
    if ("entities" in source && Array.isArray(source.entities)) return source as Model;
  }
  throw new TypeError(
    "Cannot plan without a model: it takes what defineModel() or readModel() returns, and was given " +
      given(source),
  );
}
