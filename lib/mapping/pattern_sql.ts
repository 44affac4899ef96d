import { didYouMean } from "../core/suggest.ts";
import { quoteIdentifier } from "../engines/postgresql/identifiers.ts";
import type { AccessPattern, Comparison, Entity, Model, StructuredQuery } from "../model/model.ts";
import type { Column, ForeignKey, Schema, Table } from "../schema/schema.ts";
import { toSchema } from "./to_schema.ts";

/** What `patternSql()` takes beside the pattern. */
export interface PatternSqlOptions {
  /** The schema of the model, where it is at hand. Defaults to `toSchema(model)`. */
  readonly schema?: Schema;
}

/**
 * A query pattern as one SQL statement: its own, or the one that its structured query means.
 *
 * @param model The model that the pattern belongs to.
 * @param pattern The pattern.
 * @returns SQL with `$1`, `$2`, … in the order of the structured query's conditions and values.
 * @throws {TypeError} When the query speaks of an attribute or a relationship that there is not, or its
 * entity has no table of its own.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { defineModel, patternSql } from "@groundplan/groundplan";
 *
 * const shop = defineModel("shop");
 * shop.entity("Order", { id: "bigint identity key", placedAt: "timestamptz" });
 * shop.access("recent", {
 *   query: { action: "select", entity: "Order", where: { placedAt: ">=" }, orderBy: ["placedAt desc"], limit: 9 },
 * });
 * const model = shop.snapshot();
 * assert.equal(
 *   patternSql(model, model.patterns[0]!),
 *   "select orders.* from public.orders as orders where orders.placed_at >= $1 " +
 *     "order by orders.placed_at desc limit 9",
 * );
 * ```
 */
export function patternSql(
  model: Model,
  pattern: AccessPattern,
  options: PatternSqlOptions = {},
): string {
  if (pattern.sql !== undefined) return pattern.sql;
  const { query, name } = pattern;
  if (!query) {
    throw new TypeError(`Cannot write ${name} as SQL: it has neither \`sql\` nor \`query\``);
  }
  const scope = openScope({ model, schema: options.schema ?? toSchema(model), query, name });
  return STATEMENTS[query.action](query, scope);
}

/** A table of the statement with the entity that it holds. */
interface Source {
  readonly entity: Entity;
  readonly table: Table;
  readonly alias: string;
  /** How it is joined; the first source is not. */
  readonly on?: string;
}

interface Scope {
  readonly model: Model;
  readonly schema: Schema;
  readonly name: string;
  /** By the path that leads there: nothing, `customer`, `customer.country`. */
  readonly sources: ReadonlyMap<string, Source>;
}

interface OpenScope {
  readonly model: Model;
  readonly schema: Schema;
  readonly query: StructuredQuery;
  readonly name: string;
}

function openScope({ model, schema, query, name }: OpenScope): Scope {
  const sources = new Map<string, Source>();
  const scope: Scope = { model, schema, name, sources };
  const entity = entityOf(scope, query.entity);
  const table = tableOf(scope, entity);
  sources.set("", { entity, table, alias: table.name });
  for (const path of query.with ?? []) {
    const steps = path.split(".");
    for (let length = 1; length <= steps.length; length++) {
      const key = steps.slice(0, length).join(".");
      const from = sources.get(steps.slice(0, length - 1).join("."))!;
      if (!sources.has(key)) sources.set(key, joined(scope, from, steps[length - 1]!));
    }
  }
  return scope;
}

function entityOf({ model, name }: Scope, wanted: string): Entity {
  const entity = model.entities.find((entity) => entity.name === wanted);
  if (entity) return entity;
  const names = model.entities.map(({ name }) => name);
  throw new TypeError(
    `Cannot write ${name} as SQL: no entity ${wanted}${didYouMean(wanted, names)}`,
  );
}

function tableOf({ schema, name }: Scope, entity: Entity): Table {
  const table = schema.tables.find((table) =>
    schema.origins?.[`${table.schema}.${table.name}`] === entity.id
  );
  if (table) return table;
  throw new TypeError(`Cannot write ${name} as SQL: ${entity.name} has no table of its own`);
}

function columnsFrom(scope: Scope, table: Table, origin: string): readonly Column[] {
  return table.columns.filter(({ name }) =>
    scope.schema.origins?.[`${table.schema}.${table.name}.${name}`] === origin
  );
}

function relationshipsOf(scope: Scope, entity: Entity) {
  return scope.model.relationships.flatMap((relationship) =>
    relationship.ends.flatMap((end, at) => {
      const others = relationship.ends.filter((_, place) => place !== at);
      return end.entity === entity.name ? others.map((other) => ({ relationship, other })) : [];
    })
  );
}

function joined(scope: Scope, from: Source, step: string): Source {
  const related = relationshipsOf(scope, from.entity);
  const calls = (name: string) => name.toLowerCase() === step.toLowerCase();
  const found = related.find(({ other }) => other.role !== undefined && calls(other.role)) ??
    related.find(({ other }) => calls(other.entity));
  if (!found) throw unknownPart(scope, from, step);
  const entity = entityOf(scope, found.other.entity);
  const table = tableOf(scope, entity);
  const alias = step.toLowerCase();
  const { id } = found.relationship;
  const out = foreignKeyOf(scope, { holder: from.table, target: table, id });
  const back = foreignKeyOf(scope, { holder: table, target: from.table, id });
  const pairs = out
    ? out.columns.map((column, at) => [column, out.references.columns[at]!] as const)
    : back?.columns.map((column, at) => [back.references.columns[at]!, column] as const);
  if (!pairs) {
    throw new TypeError(
      `Cannot write ${scope.name} as SQL: ${from.entity.name} and ${entity.name} are joined by a table between them; write the statement as \`sql\``,
    );
  }
  const on = pairs.map(([a, b]) => `${column(from.alias, a)} = ${column(alias, b)}`).join(" and ");
  return { entity, table, alias, on };
}

interface Reference {
  readonly holder: Table;
  readonly target: Table;
  /** The relationship's id. */
  readonly id: string;
}

function foreignKeyOf(scope: Scope, { holder, target, id }: Reference): ForeignKey | undefined {
  const own = columnsFrom(scope, holder, id).map(({ name }) => name);
  return holder.foreignKeys.find(({ columns, references }) =>
    references.name === target.name && references.schema === target.schema &&
    columns.some((name) => own.includes(name))
  );
}

function unknownPart(scope: Scope, { entity }: Source, part: string): TypeError {
  const known = [
    ...entity.attributes.map(({ name }) => name),
    ...relationshipsOf(scope, entity).map(({ other }) => other.role ?? other.entity),
  ];
  return new TypeError(
    `Cannot write ${scope.name} as SQL: ${entity.name} has no ${part}${didYouMean(part, known)}`,
  );
}

const column = (alias: string, name: string) =>
  `${quoteIdentifier(alias)}.${quoteIdentifier(name)}`;

interface Place {
  readonly source: Source;
  readonly columns: readonly Column[];
}

/** The columns that hold an attribute (`placedAt`, `customer.email`) or refer to a related entity. */
function placeOf(scope: Scope, path: string): Place {
  const prefix = [...scope.sources.keys()].filter((key) => key === "" || path.startsWith(`${key}.`))
    .reduce((longest, key) => key.length > longest.length ? key : longest, "");
  const source = scope.sources.get(prefix)!;
  const [part = "", inner] = (prefix === "" ? path : path.slice(prefix.length + 1)).split(".");
  const attribute = source.entity.attributes.find(({ name }) => name === part);
  if (attribute) {
    const columns = columnsFrom(scope, source.table, `${source.entity.id}.${attribute.id}`);
    const chosen = inner === undefined
      ? columns
      : columns.filter(({ name }) => name.endsWith(`_${inner}`));
    if (chosen.length > 0) return { source, columns: chosen };
  }
  const reference = relationshipsOf(scope, source.entity)
    .find(({ other }) => (other.role ?? other.entity).toLowerCase() === part.toLowerCase());
  const columns = reference ? columnsFrom(scope, source.table, reference.relationship.id) : [];
  if (columns.length === 0) throw unknownPart(scope, source, part);
  return { source, columns };
}

const OPERATORS: Readonly<Record<Comparison, (column: string, next: () => string) => string>> = {
  "=": (column, next) => `${column} = ${next()}`,
  "<": (column, next) => `${column} < ${next()}`,
  "<=": (column, next) => `${column} <= ${next()}`,
  ">": (column, next) => `${column} > ${next()}`,
  ">=": (column, next) => `${column} >= ${next()}`,
  "<>": (column, next) => `${column} <> ${next()}`,
  "in": (column, next) => `${column} = any (${next()})`,
  "between": (column, next) => `${column} between ${next()} and ${next()}`,
  "like": (column, next) => `${column} like ${next()}`,
  "is null": (column) => `${column} is null`,
};

function parameters(): () => string {
  let count = 0;
  return () => `$${++count}`;
}

function conditions(query: StructuredQuery, scope: Scope, next: () => string): string {
  const terms = Object.entries(query.where ?? {}).flatMap(([path, comparison]) => {
    const { source, columns } = placeOf(scope, path);
    return columns.map(({ name }) => OPERATORS[comparison](column(source.alias, name), next));
  });
  return terms.length === 0 ? "" : ` where ${terms.join(" and ")}`;
}

const tableName = ({ table, alias }: Source) =>
  `${quoteIdentifier(table.schema)}.${quoteIdentifier(table.name)} as ${quoteIdentifier(alias)}`;

/** The columns that an insert or an update gives a value: all that the database does not make itself. */
function given(query: StructuredQuery, scope: Scope, { table }: Source): readonly Column[] {
  if (query.attributes) return query.attributes.flatMap((path) => placeOf(scope, path).columns);
  return table.columns.filter(({ identity, generated }) => !identity && !generated);
}

const STATEMENTS: Readonly<
  Record<StructuredQuery["action"], (query: StructuredQuery, scope: Scope) => string>
> = {
  select(query, scope) {
    const [first, ...others] = scope.sources.values();
    const read = query.attributes?.flatMap((path) => {
      const { source, columns } = placeOf(scope, path);
      return columns.map(({ name }) => column(source.alias, name));
    }) ?? [`${quoteIdentifier(first!.alias)}.*`];
    const joins = others.map((source) => ` join ${tableName(source)} on ${source.on}`).join("");
    const order = query.orderBy?.flatMap((term) => {
      const [path = "", direction] = term.trim().split(/\s+/);
      const { source, columns } = placeOf(scope, path);
      return columns.map(({ name }) =>
        `${column(source.alias, name)}${direction?.toLowerCase() === "desc" ? " desc" : ""}`
      );
    }) ?? [];
    return `select ${read.join(", ")} from ${tableName(first!)}${joins}${
      conditions(query, scope, parameters())
    }${order.length > 0 ? ` order by ${order.join(", ")}` : ""}${
      query.limit === undefined ? "" : ` limit ${query.limit}`
    }`;
  },
  insert(query, scope) {
    const source = scope.sources.get("")!;
    const next = parameters();
    const columns = given(query, scope, source).map(({ name }) => quoteIdentifier(name));
    const { schema, name } = source.table;
    return `insert into ${quoteIdentifier(schema)}.${quoteIdentifier(name)} (${
      columns.join(", ")
    }) values (${columns.map(() => next()).join(", ")})`;
  },
  update(query, scope) {
    const source = scope.sources.get("")!;
    const next = parameters();
    const keys = new Set(source.table.primaryKey?.columns);
    const sets = given(query, scope, source).filter(({ name }) =>
      query.attributes || !keys.has(name)
    )
      .map(({ name }) => `${quoteIdentifier(name)} = ${next()}`);
    return `update ${tableName(source)} set ${sets.join(", ")}${conditions(query, scope, next)}`;
  },
  delete(query, scope) {
    const source = scope.sources.get("")!;
    return `delete from ${tableName(source)}${conditions(query, scope, parameters())}`;
  },
};
