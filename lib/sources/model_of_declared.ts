import { compareFindings, type Finding } from "../core/finding.ts";
import { freeze } from "../core/freeze.ts";
import { attribute, type AttributeBuilder } from "../model/attribute_builder.ts";
import { defineModel } from "../model/define_model.ts";
import type { Model } from "../model/model.ts";
import type { ModelBuilder } from "../model/model_builder.ts";
import {
  camelCase,
  pascalCase,
  singularOf,
  styledName,
  tableName,
  writeNamespacedName,
} from "../model/naming.ts";
import { validateModel } from "../model/validate_model.ts";
import {
  type DeclaredColumn,
  type DeclaredReference,
  type DeclaredSchema,
  type DeclaredTable,
  fullName,
  type NotCarried,
} from "./declared_schema.ts";

/** A model read from a schema file, with what the model cannot say. */
export interface ReadSchema {
  /** Entities, relationships and types, as far as a model can say them. */
  readonly model: Model;
  /** What could not be carried, by line, and what is wrong with the model. */
  readonly findings: readonly Finding[];
}

/** How a schema file is read. */
export interface ReadSchemaOptions {
  /** The file's name, for errors and findings. */
  readonly file?: string;
  /** The model's name. Defaults to the one in the file, or the file's. */
  readonly name?: string;
  /** Engine and major version. Defaults to `"postgresql@18"`. */
  readonly engine?: string;
}

interface Reading {
  readonly declared: DeclaredSchema;
  readonly file: string;
  readonly builder: ModelBuilder;
  readonly entities: ReadonlyMap<string, string>;
  readonly references: readonly Carried[];
  readonly problems: NotCarried[];
}

/** A reference that the model can say, with the names it gets there. */
interface Carried {
  readonly reference: DeclaredReference;
  readonly from: DeclaredTable;
  readonly to: DeclaredTable;
  readonly role: string | undefined;
  /** How a key or a rule of the referring entity names it. */
  readonly part: string;
}

/** Makes a model of what a file declares. */
export function modelOfDeclared(
  stated: DeclaredSchema,
  { file = "schema", name, engine }: ReadSchemaOptions,
): ReadSchema {
  const declared = { ...stated, tables: stated.tables.map(withRequiredKey) };
  const schemas = [...new Set(declared.tables.map(({ schema }) => schema ?? "public"))];
  const builder = defineModel(
    name ?? declared.name ?? (file.replace(/^.*[/\\]|\.\w+$/g, "") || "schema"),
    {
      ...(engine === undefined ? {} : { engine }),
      ...(schemas.length === 1 && schemas[0] !== "public"
        ? { naming: { schema: schemas[0]! } }
        : {}),
      ...(declared.note === undefined ? {} : { description: declared.note }),
    },
  );
  const problems: NotCarried[] = [...declared.notCarried];
  const entities = entityNames(declared.tables);
  const references = carriedReferences(declared, entities, problems);
  const reading: Reading = { declared, file, builder, entities, references, problems };
  for (const table of declared.tables) addEntity(reading, table);
  for (const reference of references) addReference(reading, reference);
  for (const reference of declared.references.filter(({ kind }) => kind === "many-to-many")) {
    addManyToMany(reading, reference);
  }
  for (const table of declared.tables) addKeys(reading, table);
  const model = builder.snapshot();
  const findings = [
    ...problems.map((problem) => notCarried(problem, file)),
    ...validateModel(model).findings,
  ];
  return freeze({ model, findings: findings.sort(compareFindings) });
}

/** The columns of a primary key are never null, said or not. */
function withRequiredKey(table: DeclaredTable): DeclaredTable {
  const columns = table.columns.map((column) =>
    table.primaryKey.includes(column.name) ? { ...column, optional: false } : column
  );
  return { ...table, columns };
}

function notCarried({ line, column, what, fix }: NotCarried, file: string): Finding {
  return {
    code: "not-carried",
    severity: "advice",
    where: `${file}:${line}:${column}`,
    what,
    why: "The file says it, and a model has no word for it.",
    fix,
  };
}

/** The entity of each table; tables whose singulars agree keep their own names. */
function entityNames(tables: readonly DeclaredTable[]): ReadonlyMap<string, string> {
  const wanted = tables.map((table) => ({
    table,
    name: table.entity ?? pascalCase(singularOf(table.name)),
  }));
  const taken = new Set<string>();
  return new Map(wanted.map(({ table, name }) => {
    const candidates = [
      name,
      pascalCase(table.name),
      pascalCase(`${table.schema ?? ""}_${table.name}`),
    ];
    const free = candidates.find((candidate) => candidate !== "" && !taken.has(candidate)) ??
      `${name}${table.line}`;
    taken.add(free);
    return [fullName(table), free];
  }));
}

function carriedReferences(
  { tables, references }: DeclaredSchema,
  entities: ReadonlyMap<string, string>,
  problems: NotCarried[],
): readonly Carried[] {
  const byName = new Map(tables.map((table) => [fullName(table), table]));
  const carried = references.filter(({ kind }) => kind !== "many-to-many").flatMap(
    (reference): Omit<Carried, "role" | "part">[] => {
      const from = byName.get(reference.from.table);
      const to = byName.get(reference.to.table);
      if (!from || !to) return [];
      if (same(reference.to.columns, to.primaryKey)) return [{ reference, from, to }];
      const { line, column } = reference;
      problems.push({
        line,
        column,
        what: `${reference.from.table}.${
          reference.from.columns.join(", ")
        } refers to ${reference.to.table}.${
          reference.to.columns.join(", ")
        }, which is not its primary key`,
        fix:
          "The columns are kept as attributes; make them the primary key, or relate the entities",
      });
      return [];
    },
  );
  return carried.map((one): Carried => {
    const target = entities.get(fullName(one.to))!;
    const twins = carried.filter(({ from, to }) => from === one.from && to === one.to);
    const said = one.reference.role ?? roleOf(one.reference.from.columns);
    const named = said !== undefined && said !== "" && said !== camelCase(target)
      ? said
      : undefined;
    const role = named ??
      (twins.length > 1 || one.from === one.to
        ? said ?? camelCase(one.reference.from.columns.join("_"))
        : undefined);
    return { ...one, role, part: role ?? target };
  });
}

const same = (left: readonly string[], right: readonly string[]) =>
  left.length === right.length && left.every((name) => right.includes(name));

/** What a foreign key's column calls the row that it refers to: `billing_customer_id` gives `billingCustomer`. */
function roleOf(columns: readonly string[]): string | undefined {
  return columns.length === 1
    ? camelCase(columns[0]!.replace(/_?(?:id|key|code|no|nr|uuid|fk)$/i, ""))
    : undefined;
}

function addEntity({ builder, entities, references }: Reading, table: DeclaredTable): void {
  const name = entities.get(fullName(table))!;
  const referring = new Set(
    references.filter(({ from }) => from === table).flatMap(({ reference }) =>
      reference.from.columns
    ),
  );
  const naming = builder.snapshot().naming;
  const attributes: Record<string, AttributeBuilder> = {};
  for (const column of table.columns.filter((each) => !referring.has(each.name))) {
    const wanted = column.attribute ?? camelCase(column.name);
    const attributeName = wanted in attributes ? column.name : wanted;
    const built = attributeOf(column);
    attributes[attributeName] = styledName(attributeName, naming) === column.name
      ? built
      : built.column(column.name);
  }
  const entity = builder.entity(name, attributes);
  const wanted = { schema: table.schema ?? "public", name: table.name };
  const named = tableName({ name }, naming);
  if (named.schema !== wanted.schema || named.name !== wanted.name) {
    entity.table(writeNamespacedName(wanted, naming));
  }
  if (table.note) entity.describe(table.note);
  if (table.group) entity.group(table.group);
  for (const { name: check, sql } of table.checks) entity.check(check, sql);
}

function attributeOf(
  { type, optional, identity, default: fallback, check, note }: DeclaredColumn,
): AttributeBuilder {
  let built = attribute(type);
  if (optional) built = built.optional();
  if (identity) built = built.identity();
  if (fallback) built = built.default(fallback);
  if (check) built = built.check(check);
  return note ? built.describe(note) : built;
}

function addReference(
  { builder, entities }: Reading,
  { reference, from, to, role }: Carried,
): void {
  const { columns } = reference.from;
  const required = columns.every((name) =>
    from.columns.find((column) => column.name === name)?.optional === false
  );
  const single = reference.kind === "one-to-one" ||
    from.uniques.some((unique) => same(unique, columns)) || same(from.primaryKey, columns);
  const identifying = required && columns.every((name) => from.primaryKey.includes(name));
  builder.relate({
    verb: reference.verb ?? "belongs to",
    ends: [
      { entity: entities.get(fullName(from))!, many: { min: 0, max: single ? 1 : "*" } },
      {
        entity: entities.get(fullName(to))!,
        many: { min: required ? 1 : 0, max: 1 },
        columns,
        ...(role === undefined ? {} : { role }),
      },
    ],
    ...(identifying ? { identifying } : {}),
    ...(reference.onDelete === undefined ? {} : { onDelete: reference.onDelete }),
    ...(reference.onUpdate === undefined ? {} : { onUpdate: reference.onUpdate }),
  });
}

function addManyToMany(
  { builder, entities }: Reading,
  { from, to, verb, role }: DeclaredReference,
): void {
  const [first, second] = [entities.get(from.table), entities.get(to.table)];
  if (first === undefined || second === undefined) return;
  const roles = first === second || role !== undefined
    ? [{ role: `${role ?? "from"}` }, { role: role === undefined ? "to" : `${role}Of` }]
    : [{}, {}];
  builder.relate({
    verb: verb ?? "is related to",
    ends: [{ entity: first, many: "0..*", ...(first === second ? roles[0] : {}) }, {
      entity: second,
      many: "0..*",
      ...(first === second ? roles[1] : {}),
    }],
  });
}

function addKeys({ builder, entities, references, problems }: Reading, table: DeclaredTable): void {
  const name = entities.get(fullName(table))!;
  const own = builder.snapshot().entities.find((entity) => entity.name === name)!;
  const partsOf = (columns: readonly string[]): readonly string[] | undefined => {
    const left = new Set(columns);
    const parts: string[] = [];
    for (const { reference, part } of references.filter(({ from }) => from === table)) {
      if (!reference.from.columns.every((column) => left.has(column))) continue;
      parts.push(part);
      for (const column of reference.from.columns) left.delete(column);
    }
    for (const column of left) {
      const found = own.attributes.find((each) =>
        (each.column ?? styledName(each.name, builder.snapshot().naming)) === column
      );
      if (!found) return undefined;
      parts.push(found.name);
    }
    return parts.sort((a, b) => columnAt(a) - columnAt(b));
  };
  const columnAt = (part: string) =>
    table.columns.findIndex(({ name: column }) =>
      camelCase(column) === part ||
      references.some(({ part: other, reference }) =>
        other === part && reference.from.columns.includes(column)
      )
    );
  const add = (columns: readonly string[], primary: boolean) => {
    if (columns.length === 0) return;
    const parts = partsOf(columns);
    if (!parts) {
      problems.push({
        line: table.line,
        column: table.column,
        what: `The ${primary ? "primary" : "unique"} key (${
          columns.join(", ")
        }) of ${table.name} holds only a part of a reference`,
        fix: `Write it as a rule of ${name}`,
      });
    } else if (primary) builder.entity(name).key(...parts);
    else if (
      !references.some(({ from, reference }) =>
        from === table && same(reference.from.columns, columns)
      )
    ) builder.entity(name).unique(...parts);
  };
  add(table.primaryKey, true);
  for (const unique of table.uniques) add(unique, false);
}
