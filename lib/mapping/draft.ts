import type { Finding } from "../core/finding.ts";
import type { Attribute, Decision, Entity, Model, Relationship } from "../model/model.ts";
import { singularOf, styledName } from "../model/naming.ts";
import type {
  CheckConstraint,
  Column,
  ExclusionConstraint,
  Extension,
  ForeignKey,
  Index,
  KeyConstraint,
  Routine,
  Sequence,
  Trigger,
  UniqueConstraint,
  UserType,
} from "../schema/schema.ts";
import { pathOf } from "../schema/compare_schemas.ts";
import type { ToOne } from "./orientation.ts";
import type { MapModelOptions } from "./map_model_options.ts";

/** A schema while the mapping steps write it. It lives as long as one call of `mapModel()`. */
export interface Draft {
  readonly model: Model;
  readonly options: MapModelOptions;
  /** The engine's major version. */
  readonly version: number;
  /** The namespace of all that is made. */
  readonly namespace: string;
  readonly tables: DraftTable[];
  readonly types: UserType[];
  readonly sequences: Sequence[];
  readonly extensions: Extension[];
  readonly routines: Routine[];
  readonly origins: Record<string, string>;
  readonly decisions: Decision[];
  readonly findings: Finding[];
  /** The names that are taken, by the space in which they must differ. */
  readonly taken: Map<string, Set<string>>;
  /** The names of the model's domains in the database. */
  readonly domains: Map<string, string>;
  /** Where the rows of an entity are, by its name. */
  readonly places: Map<string, Place>;
  /** The primary-key columns of an entity, by its name; `undefined` while they are being worked out. */
  readonly keys: Map<string, readonly KeyColumn[] | undefined>;
  /** How the subtypes of a joined specialization are known in the supertype's table, by its id. */
  readonly members: Map<string, ReadonlyMap<string, Member>>;
  /** The relationships that a foreign key in an entity's table can hold, by the entity's name. */
  readonly edges: ReadonlyMap<string, readonly ToOne[]>;
  /** What each relationship became. */
  readonly mapped: Map<Relationship, MappedRelationship>;
}

/** A table while the mapping steps write it. */
export interface DraftTable {
  readonly schema: string;
  readonly name: string;
  /** What a row of it is called: `order`. */
  readonly singular: string;
  /** The model element that it came from. */
  readonly element: string;
  readonly columns: Column[];
  primaryKey?: KeyConstraint;
  readonly uniques: UniqueConstraint[];
  readonly foreignKeys: DraftForeignKey[];
  readonly checks: CheckConstraint[];
  readonly exclusions: ExclusionConstraint[];
  readonly indexes: Index[];
  readonly triggers: Trigger[];
  comment?: string;
  /** The columns that an attribute became, by `Entity.attribute`. */
  readonly attributes: Map<string, readonly string[]>;
  /** The columns that only rows of one subtype use, by the subtype's name. */
  readonly subtypes: Map<string, SubtypeColumns>;
}

/** A foreign key with what later steps must know of it. */
export interface DraftForeignKey extends ForeignKey {
  /** The columns to look referring rows up by: without constants such as a subtype's label. */
  readonly lookup: readonly string[];
  /** Whether its deferral was left to the mapping. */
  readonly mayDefer: boolean;
}

/** The columns that only rows of one subtype use. */
export interface SubtypeColumns {
  readonly member: Member;
  readonly required: string[];
  readonly optional: string[];
}

/** Where the rows of an entity are. */
export interface Place {
  /** Several where a supertype has no table of its own. */
  readonly tables: readonly DraftTable[];
  /** Which rows of the table, where it holds others too. */
  readonly member?: Member;
}

/** How a row is known to be of a subtype. */
export interface Member {
  readonly column: string;
  /** The column's value for the subtype, as SQL. */
  readonly literal: string;
  readonly type: string;
  /** The column says nothing of rows that are of no subtype. */
  readonly nullable: boolean;
}

/** A column of a primary key. */
export interface KeyColumn {
  readonly name: string;
  readonly type: string;
}

/** What a relationship became. */
export interface MappedRelationship {
  /** The columns that refer to an end, by the end's position. */
  readonly columns: ReadonlyMap<number, readonly string[]>;
  /** The tables that hold them. */
  readonly tables: readonly DraftTable[];
}

/** The entity of a name. */
export function entityNamed(draft: Draft, name: string): Entity | undefined {
  return draft.model.entities.find((entity) => entity.name === name);
}

/** What a row of an entity is called in names: `order_line`. */
export function singularName(draft: Draft, entity: Pick<Entity, "name">): string {
  return singularOf(styledName(entity.name, draft.model.naming));
}

/** Adds an empty table. */
export function addTable(
  draft: Draft,
  { name, schema = draft.namespace, singular, element, comment }: {
    readonly name: string;
    readonly schema?: string;
    readonly singular: string;
    readonly element: string;
    readonly comment?: string | undefined;
  },
): DraftTable {
  const table: DraftTable = {
    schema,
    name,
    singular,
    element,
    columns: [],
    uniques: [],
    foreignKeys: [],
    checks: [],
    exclusions: [],
    indexes: [],
    triggers: [],
    ...(comment === undefined ? {} : { comment }),
    attributes: new Map(),
    subtypes: new Map(),
  };
  draft.tables.push(table);
  draft.origins[pathOf([schema, name])] = element;
  return table;
}

/** Adds a column and notes the model element that it came from. */
export function addColumn(
  draft: Draft,
  table: DraftTable,
  column: Column,
  element: string,
): Column {
  table.columns.push(column);
  draft.origins[pathOf([table.schema, table.name, column.name])] = element;
  return column;
}

/** Replaces a column by one that differs in some properties. */
export function changeColumn(table: DraftTable, name: string, change: Partial<Column>): void {
  const at = table.columns.findIndex((column) => column.name === name);
  const column = table.columns[at];
  if (column) table.columns[at] = { ...column, ...change };
}

/** The columns that an attribute became in a table. */
export function columnsOfAttribute(
  table: DraftTable,
  entity: Entity,
  attribute: Attribute,
): readonly string[] {
  return table.attributes.get(`${entity.name}.${attribute.name}`) ?? [];
}

/** The tables that hold the rows of an entity. */
export function tablesOf(draft: Draft, entity: string): readonly DraftTable[] {
  return draft.places.get(entity)?.tables ?? [];
}
