import type { OnDelete } from "../../model/model.ts";
import {
  type DeclaredColumn,
  type DeclaredReference,
  type DeclaredSchema,
  type DeclaredTable,
  fullName,
  type NotCarried,
} from "../declared_schema.ts";
import { modelOfDeclared, type ReadSchema, type ReadSchemaOptions } from "../model_of_declared.ts";
import { schemaError } from "../schema_lexer.ts";
import {
  parsePrisma,
  type PrismaAttribute,
  type PrismaField,
  type PrismaModel,
  type PrismaSchema,
} from "./parse_prisma.ts";
import { argument, isScalar, names, plain, scalarType } from "./prisma_types.ts";

/**
 * Reads a Prisma schema into a model: models become entities, relation fields relationships, enumerations
 * types. What a model cannot say (indexes, views, defaults that the client computes) is reported with its
 * line.
 *
 * The language is that of the Prisma documentation, "Prisma Schema Reference".
 *
 * @param text The file's content.
 * @returns The model, and what was not carried over.
 * @throws {SyntaxError} When the text is no Prisma schema: with line and column.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { readPrisma } from "@groundplan/groundplan";
 *
 * const { model } = readPrisma(`
 *   model Customer {
 *     id     Int     @id @default(autoincrement())
 *     orders Order[]
 *   }
 *   model Order {
 *     id         Int      @id @default(autoincrement())
 *     customerId Int
 *     customer   Customer @relation(fields: [customerId], references: [id], onDelete: Cascade)
 *   }
 * `);
 * assert.deepEqual(model.entities.map(({ name }) => name), ["Customer", "Order"]);
 * assert.equal(model.relationships[0]?.onDelete, "cascade");
 * ```
 */
export function readPrisma(text: string, options: ReadSchemaOptions = {}): ReadSchema {
  const file = options.file ?? "schema.prisma";
  return modelOfDeclared(declare(parsePrisma(text, file), file), { ...options, file });
}

interface Declaring {
  readonly schema: PrismaSchema;
  readonly file: string;
  readonly tables: ReadonlyMap<string, DeclaredTable>;
  readonly notCarried: NotCarried[];
}

function declare(schema: PrismaSchema, file: string): DeclaredSchema {
  const notCarried: NotCarried[] = [];
  const models = schema.models.filter(({ kind }) => kind === "model");
  for (const { kind, name, line, column } of schema.models.filter((each) => each.kind === "view")) {
    notCarried.push({
      line,
      column,
      what: `The ${kind} ${name} is left out`,
      fix: "A model says what the data is; keep the view in SQL",
    });
  }
  const tables = new Map(
    models.map((model) => [model.name, tableOf(model, { schema, file, notCarried })]),
  );
  if (schema.provider !== undefined && !/^(?:postgres|cockroach)/.test(schema.provider)) {
    notCarried.push({
      line: 1,
      column: 1,
      what: `The schema is for ${schema.provider}; its types are read as PostgreSQL's`,
      fix: "Look over the types of attributes",
    });
  }
  const references = models.flatMap((model) =>
    referencesOf(model, { schema, file, tables, notCarried })
  );
  return { tables: [...tables.values()], references, notCarried };
}

const find = (attributes: readonly PrismaAttribute[], name: string) =>
  attributes.find((attribute) => attribute.name === name);

function tableOf(
  model: PrismaModel,
  { schema, file, notCarried }: Omit<Declaring, "tables">,
): DeclaredTable {
  const { name, fields, attributes, note, line, column } = model;
  const columnName = columnNamer(model);
  const columns: DeclaredColumn[] = [];
  for (const field of fields) {
    const declared = columnOf(field, { schema, file, notCarried, model: name });
    if (declared) columns.push(declared);
  }
  const single = fields.find((field) => find(field.attributes, "id"));
  const key = find(attributes, "id");
  for (
    const index of attributes.filter((each) => each.name === "index" || each.name === "fulltext")
  ) {
    notCarried.push({
      line: index.line,
      column: index.column,
      what: `The index on ${name} (${
        names(argument(index.arguments, "fields")).join(", ")
      }) is left out`,
      fix: "A model says what the data is; adviseIndexes() says which indexes its queries need",
    });
  }
  for (
    const other of attributes.filter((each) =>
      !["id", "unique", "index", "fulltext", "map", "schema"].includes(each.name)
    )
  ) {
    notCarried.push({
      line: other.line,
      column: other.column,
      what: `@@${other.name} of ${name} is left out`,
      fix: "See what else says it, or leave it",
    });
  }
  const namespace = plain(find(attributes, "schema")?.arguments[0]?.value);
  return {
    name: plain(argument(find(attributes, "map")?.arguments ?? [], "name")) ?? name,
    entity: name,
    ...(namespace === undefined ? {} : { schema: namespace }),
    ...(note === undefined ? {} : { note }),
    columns,
    primaryKey: (single ? [single.name] : names(argument(key?.arguments ?? [], "fields"))).map(
      columnName,
    ),
    uniques: [
      ...fields.filter((field) => find(field.attributes, "unique")).map((
        field,
      ) => [columnName(field.name)]),
      ...attributes.filter((each) => each.name === "unique").map((each) =>
        names(argument(each.arguments, "fields")).map(columnName)
      ),
    ],
    checks: [],
    line,
    column,
  };
}

/** The column of a field, by its `@map`. */
function columnNamer({ fields }: PrismaModel): (field: string) => string {
  return (name) => {
    const field = fields.find((each) => each.name === name);
    return plain(argument(find(field?.attributes ?? [], "map")?.arguments ?? [], "name")) ?? name;
  };
}

interface ColumnContext extends Omit<Declaring, "tables"> {
  readonly model: string;
}

function columnOf(
  field: PrismaField,
  { schema, file, notCarried, model }: ColumnContext,
): DeclaredColumn | undefined {
  const { name, type, attributes, optional, list, note, line, column } = field;
  const values = schema.enums.find((each) => each.name === type)?.values;
  const target = schema.models.find((each) => each.name === type);
  if (target?.kind === "model") return undefined;
  if (target || !values && !isScalar(type)) {
    if (target) {
      notCarried.push({
        line,
        column,
        what: `${model}.${name} is of ${target.kind} ${type}, which is left out`,
        fix: "Write its parts as attributes",
      });
      return undefined;
    }
    throw schemaError(file, field, `there is no model, enumeration or type ${type}`);
  }
  const one = values ? { kind: "enum" as const, values } : undefined;
  const fallback = argument(find(attributes, "default")?.arguments ?? [], "value");
  const call = fallback?.kind === "call" ? fallback : undefined;
  const sql = call
    ? CALLS[call.name]?.(call.arguments.map(({ value }) => plain(value) ?? ""))
    : literal(field, plain(fallback));
  if (call && call.name !== "autoincrement" && sql === undefined) {
    notCarried.push({
      line,
      column,
      what: `The default ${call.name}() of ${model}.${name} is left out`,
      fix: "The client computes it, not the database",
    });
  }
  if (find(attributes, "updatedAt")) {
    notCarried.push({
      line,
      column,
      what: `@updatedAt of ${model}.${name} is left out`,
      fix: "The client sets it, not the database",
    });
  }
  return {
    name: plain(argument(find(attributes, "map")?.arguments ?? [], "name")) ?? name,
    attribute: name,
    type: one ? (list ? { kind: "array", of: one } : one) : scalarType(field),
    optional,
    ...(call?.name === "autoincrement" ? { identity: true } : {}),
    ...(sql === undefined ? {} : { default: sql }),
    ...(note === undefined ? {} : { note }),
    line,
    column,
  };
}

/** What the database computes, of what a default may call. */
const CALLS: Readonly<Record<string, (args: readonly string[]) => string | undefined>> = {
  now: () => "now()",
  dbgenerated: ([sql]) => sql === "" ? undefined : sql,
};

function literal({ type }: PrismaField, value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  return ["Int", "BigInt", "Float", "Decimal", "Boolean"].includes(type)
    ? value
    : `'${value.replaceAll("'", "''")}'`;
}

const ACTIONS: Readonly<Record<string, OnDelete>> = {
  Cascade: "cascade",
  Restrict: "restrict",
  NoAction: "no action",
  SetNull: "set null",
  SetDefault: "set default",
};

function referencesOf(
  model: PrismaModel,
  { schema, file, tables }: Declaring,
): readonly DeclaredReference[] {
  const from = tables.get(model.name)!;
  return model.fields.flatMap((field): readonly DeclaredReference[] => {
    const target = schema.models.find(({ kind, name }) => kind === "model" && name === field.type);
    const to = target && tables.get(target.name);
    if (!target || !to) return [];
    const { line, column } = field;
    const relation = find(field.attributes, "relation")?.arguments ?? [];
    const columns = names(relation.find(({ name }) => name === "fields")?.value).map(
      columnNamer(model),
    );
    const keys = names(relation.find(({ name }) => name === "references")?.value).map(
      columnNamer(target),
    );
    if (columns.length > 0) {
      if (keys.length !== columns.length) {
        throw schemaError(
          file,
          field,
          `${model.name}.${field.name} names ${columns.length} fields and ${keys.length} references`,
        );
      }
      const action = (name: string) =>
        ACTIONS[plain(relation.find((each) => each.name === name)?.value) ?? ""];
      const [onDelete, onUpdate] = [action("onDelete"), action("onUpdate")];
      return [{
        role: field.name,
        from: { table: fullName(from), columns },
        to: { table: fullName(to), columns: keys },
        kind: from.uniques.some((unique) =>
            unique.length === columns.length && unique.every((name) =>
              columns.includes(name)
            )
          )
          ? "one-to-one"
          : "many-to-one",
        ...(onDelete ? { onDelete } : {}),
        ...(onUpdate ? { onUpdate } : {}),
        line,
        column,
      }];
    }
    return field.list ? manyToMany({ model, target, field, from, to }) : [];
  });
}

interface Both {
  readonly model: PrismaModel;
  readonly target: PrismaModel;
  readonly field: PrismaField;
  readonly from: DeclaredTable;
  readonly to: DeclaredTable;
}

/** Lists on both sides: said once, from the side that comes first. */
function manyToMany({ model, target, field, from, to }: Both): readonly DeclaredReference[] {
  const label = relationName(field);
  const back = target.fields.filter((other) =>
    other.type === model.name && other.list && other !== field && relationName(other) === label
  );
  const [other] = back;
  const isFirst = model.name < target.name ||
    model === target && other !== undefined && field.name < other.name;
  if (!other || !isFirst) return [];
  return [{
    verb: label ?? "is related to",
    from: { table: fullName(from), columns: [] },
    to: { table: fullName(to), columns: [] },
    kind: "many-to-many",
    line: field.line,
    column: field.column,
  }];
}

function relationName(field: PrismaField): string | undefined {
  const relation = find(field.attributes, "relation")?.arguments ?? [];
  return plain(argument(relation, "name"));
}
