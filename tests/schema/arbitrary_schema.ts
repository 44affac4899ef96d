import fc from "fast-check";
import {
  byteLength,
  clipName,
  makeObjectName,
  qualify,
  quoteIdentifier,
} from "../../lib/engines/postgresql/identifiers.ts";
import type {
  CheckConstraint,
  Column,
  ForeignKey,
  Index,
  QualifiedName,
  Routine,
  Schema,
  Sequence,
  Table,
  UserType,
  View,
} from "../../lib/schema/schema.ts";
import { sortSchema } from "../../lib/schema/sort_schema.ts";

/** Names that break a printer which trusts them. */
export const HOSTILE_NAMES: readonly string[] = [
  "select",
  "user",
  "Order",
  'quote"d',
  "it's",
  "<script>alert(1)</script>",
  "&amp;",
  "é☃𝄞",
  "x".repeat(63),
  "ü".repeat(31),
  "--",
  "/*",
  " space ",
  "semi;colon",
  "$$",
  "$1",
  "back\\slash",
  "dotted.name",
  "new\nline",
  "1st",
  "a,b(c)",
  "%s{0}",
  "t'); drop table x; --",
];

const TEXTS: readonly string[] = [
  "plain",
  "it's",
  "a\\b",
  "line\nbreak",
  "<b>&",
  "é☃𝄞",
  "$$x$$",
  "-- no comment /*",
  "",
];

/** Draws one of the values of an arbitrary. */
type Draw = fc.GeneratorValue;

interface Names {
  /** A name that no relation, type or constraint of the schema has. */
  readonly fresh: () => string;
  /** So many names that differ from each other. */
  readonly several: (count: number) => string[];
}

/** A type with canonical expressions over a column of it. */
interface Kind {
  readonly type: string;
  readonly default?: string;
  readonly check?: (column: string) => string;
  readonly generated?: (column: string) => string;
  readonly index?: (column: string) => Partial<Index> & Pick<Index, "elements">;
}

const KINDS: readonly Kind[] = [
  {
    type: "integer",
    default: "7",
    check: (c) => `(${c} > 0)`,
    generated: (c) => `(${c} + 1)`,
    index: (c) => ({ elements: [{ expression: `(${c} + 1)`, descending: true }] }),
  },
  { type: "bigint", default: "'-5'::integer", check: (c) => `((${c} > 0) AND (${c} < 9))` },
  { type: "smallint" },
  {
    type: "text",
    default: "'it''s \\ -- ; $$'::text",
    check: (c) => `(${c} <> ''::text)`,
    generated: (c) => `lower(${c})`,
    index: (c) => ({
      elements: [{ expression: `lower(${c})`, collation: '"POSIX"', nulls: "first" }],
      where: `(${c} IS NOT NULL)`,
    }),
  },
  {
    type: "character varying(254)",
    default: "'x'::character varying",
    check: (c) => `((${c})::text ~~ '%@%'::text)`,
  },
  { type: "numeric(12,2)", default: "1.50", check: (c) => `(${c} >= (0)::numeric)` },
  { type: "timestamp with time zone", default: "now()" },
  {
    type: "timestamp(3) without time zone",
    default: "'2024-02-29 01:02:03'::timestamp(3) without time zone",
  },
  { type: "date", default: "CURRENT_DATE" },
  { type: "boolean", default: "true", check: (c) => `(${c} IS NOT FALSE)` },
  { type: "uuid", default: "gen_random_uuid()" },
  {
    type: "jsonb",
    default: "'{\"a\": [1, \"it''s\"]}'::jsonb",
    check: (c) => `((${c} ->> 'k'::text) IS NOT NULL)`,
    index: (c) => ({
      method: "gin",
      elements: [{ column: unquote(c), operatorClass: "jsonb_path_ops" }],
    }),
  },
  {
    type: "text[]",
    default: "'{}'::text[]",
    index: (c) => ({ method: "gin", elements: [{ column: unquote(c) }] }),
  },
  { type: "bytea", default: "'\\x00ff'::bytea" },
  { type: "double precision" },
  { type: "interval", default: "'1 day'::interval" },
  { type: "daterange", index: (c) => ({ method: "gist", elements: [{ column: unquote(c) }] }) },
];

function unquote(quoted: string): string {
  return quoted.startsWith('"') ? quoted.slice(1, -1).replaceAll('""', '"') : quoted;
}

/** How {@linkcode drawSchema} draws. */
export interface DrawSchemaOptions {
  /** The most tables outside of partition trees. Defaults to 5. */
  readonly tables?: number;
  /** Whether there are partitions and heirs, whose statements must keep their order. Defaults to true. */
  readonly trees?: boolean;
}

/**
 * Draws a schema whose every text is canonical, with every kind of object: hostile names, foreign keys in
 * circles and onto themselves, trees of partitions.
 */
export function drawSchema(draw: Draw, options: DrawSchemaOptions = {}): Schema {
  const names = drawNames(draw);
  const namespaces = ["public", ...names.several(draw(fc.nat, { max: 2 }))];
  const place = (): QualifiedName => ({
    schema: pick(draw, namespaces),
    name: names.fresh(),
  });
  const types = drawTypes(draw, place);
  const functions = drawFunctions(draw, place);
  const kinds = [...KINDS, ...types.flatMap(asKind), ...functions.flatMap(asDefault)];
  const count = 1 + draw(fc.nat, { max: (options.tables ?? 5) - 1 });
  const tables = Array.from({ length: count }, () => drawTable(draw, { names, kinds, place }));
  const related = tables.map((table) => ({
    ...table,
    ...drawForeignKeys(draw, table, { tables, names }),
  }));
  const referenced = new Set(
    related.flatMap((table) => table.foreignKeys.map((key) => qualify(key.references))),
  );
  const guarded = related.map((table) =>
    drawGuards(draw, table, { names, functions, isReferenced: referenced.has(qualify(table)) })
  );
  const mayHaveTrees = options.trees ?? true;
  const trees = mayHaveTrees && maybe(draw, 0.6) ? drawPartitionTree(draw, { names, place }) : [];
  const heirs = mayHaveTrees && maybe(draw, 0.3) ? drawHeirs(draw, { names, place }) : [];
  const all = [...guarded, ...trees, ...heirs];
  const sequences = drawSequences(draw, place);
  const views = drawViews(draw, all, place);
  const schema: Schema = {
    engine: "postgresql@18",
    namespaces: namespaces.map((name) => ({ name, ...comment(draw) })),
    extensions: [],
    types,
    sequences: [...sequences, ...guarded.flatMap((table) => serials(table))],
    tables: all,
    views,
    routines: [...functions, ...rowFunctions(draw, all, place)],
  };
  return sortSchema(withoutUnusedPublic(schema));
}

function withoutUnusedPublic(schema: Schema): Schema {
  const objects = [
    ...schema.types,
    ...schema.sequences,
    ...schema.tables,
    ...schema.views,
    ...schema.routines,
  ];
  const isUsed = objects.some((object) => object.schema === "public");
  return {
    ...schema,
    namespaces: schema.namespaces.filter(({ name, comment }) =>
      name !== "public" || isUsed || comment !== undefined
    ),
  };
}

function maybe(draw: Draw, probability: number): boolean {
  return draw(fc.nat, { max: 99 }) < probability * 100;
}

function pick<T>(draw: Draw, list: readonly T[]): T {
  return list[draw(fc.nat, { max: list.length - 1 })]!;
}

function some<T>(draw: Draw, list: readonly T[], least = 1): T[] {
  return draw(fc.subarray, [...list], { minLength: Math.min(least, list.length) }) as T[];
}

function comment(draw: Draw): { comment?: string } {
  const text = maybe(draw, 0.3) ? pick(draw, TEXTS) : "";
  return text === "" ? {} : { comment: text };
}

function drawNames(draw: Draw): Names {
  const used = new Set<string>();
  const word = (): string => {
    const way = draw(fc.nat, { max: 9 });
    if (way < 4) return pick(draw, HOSTILE_NAMES);
    if (way < 8) return draw(fc.stringMatching, /^[a-z][a-z0-9_]{0,7}$/);
    const text = draw(fc.string, { unit: "grapheme", minLength: 1, maxLength: 20 })
      .replaceAll("\0", "").toWellFormed();
    return clipName(text === "" ? "empty" : text);
  };
  const distinct = (taken: Set<string>): string => {
    let name = word();
    for (let at = 2; taken.has(name) || name.startsWith("pg_"); at++) {
      name = `${clipName(name, 58)}_${at}`;
    }
    taken.add(name);
    return name;
  };
  return {
    fresh: () => distinct(used),
    several: (count) => {
      const own = new Set<string>(["public"]);
      return Array.from({ length: count }, () => distinct(own));
    },
  };
}

function drawTypes(draw: Draw, place: () => QualifiedName): UserType[] {
  const makers: readonly (() => UserType)[] = [
    () => ({
      kind: "enum",
      ...place(),
      labels: some(draw, TEXTS.filter((text) => byteLength(text) < 63)),
      ...comment(draw),
    }),
    () => ({
      kind: "domain",
      ...place(),
      type: "numeric(12,2)",
      ...(maybe(draw, 0.5) ? { default: "1.5" } : {}),
      notNull: maybe(draw, 0.3),
      checks: maybe(draw, 0.7)
        ? [{ name: place().name, expression: "(VALUE > (0)::numeric)", ...comment(draw) }]
        : [],
      ...comment(draw),
    }),
    () => ({
      kind: "composite",
      ...place(),
      attributes: [
        { name: pick(draw, HOSTILE_NAMES), type: "text", collation: '"C"' },
        { name: "plain", type: "integer[]" },
      ],
      ...comment(draw),
    }),
    () => ({
      kind: "range",
      ...place(),
      subtype: "double precision",
      ...(maybe(draw, 0.5) ? { options: "SUBTYPE_DIFF = float8mi" } : {}),
      ...comment(draw),
    }),
  ];
  return some(draw, makers, 0).map((make) => make());
}

function asKind(type: UserType): Kind[] {
  if (type.kind === "enum") {
    const label = type.labels[0];
    return label === undefined
      ? [{ type: qualify(type) }]
      : [{ type: qualify(type), default: `${quoteAsCatalog(label)}::${qualify(type)}` }];
  }
  return [{ type: qualify(type) }];
}

/** The catalog escapes no backslash in a constant. */
function quoteAsCatalog(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function drawFunctions(draw: Draw, place: () => QualifiedName): Routine[] {
  const makers: readonly ((name: QualifiedName) => Routine)[] = [
    (name) => ({
      ...name,
      kind: "function",
      arguments: "a integer, b integer",
      definition: `CREATE OR REPLACE FUNCTION ${qualify(name)}(a integer, b integer DEFAULT 3)\n` +
        " RETURNS integer\n LANGUAGE sql\n IMMUTABLE STRICT\nAS $function$ select a + b -- ' \" $$ $function$",
      language: "sql",
      ...comment(draw),
    }),
    (name) => ({
      ...name,
      kind: "procedure",
      arguments: "IN a integer",
      definition: `CREATE OR REPLACE PROCEDURE ${qualify(name)}(IN a integer)\n` +
        " LANGUAGE plpgsql\nAS $procedure$ begin perform 1; end; $procedure$",
      language: "plpgsql",
      ...comment(draw),
    }),
    (name) => ({
      ...name,
      kind: "function",
      arguments: "",
      definition: `CREATE OR REPLACE FUNCTION ${qualify(name)}()\n` +
        " RETURNS integer\n LANGUAGE sql\nBEGIN ATOMIC\n SELECT 1;\nEND",
      language: "sql",
      ...comment(draw),
    }),
    (name) => ({
      ...name,
      kind: "aggregate",
      arguments: "integer",
      definition: `CREATE AGGREGATE ${
        qualify(name)
      }(integer) (\n  SFUNC = int4pl,\n  STYPE = integer,\n  INITCOND = '0'\n)`,
      language: "internal",
      ...comment(draw),
    }),
  ];
  const trigger = place();
  return [
    {
      ...trigger,
      kind: "function",
      arguments: "",
      definition: `CREATE OR REPLACE FUNCTION ${qualify(trigger)}()\n` +
        " RETURNS trigger\n LANGUAGE plpgsql\nAS $function$ begin return new; end; $function$",
      language: "plpgsql",
    },
    ...some(draw, makers, 0).map((make) => make(place())),
  ];
}

function asDefault(routine: Routine): Kind[] {
  if (routine.arguments !== "a integer, b integer") return [];
  const call = `${qualify(routine)}(1, 2)`;
  return [{
    type: "integer",
    default: call,
    check: (column) => `(${qualify(routine)}(${column}, 1) > 0)`,
    index: (column) => ({ elements: [{ expression: `${qualify(routine)}(${column}, 3)` }] }),
  }];
}

/** A function that takes the row of a table: it cannot come before it. */
function rowFunctions(
  draw: Draw,
  tables: readonly Table[],
  place: () => QualifiedName,
): Routine[] {
  if (!maybe(draw, 0.4)) return [];
  const name = place();
  const table = pick(draw, tables);
  return [{
    ...name,
    kind: "function",
    arguments: `r ${qualify(table)}`,
    definition: `CREATE OR REPLACE FUNCTION ${qualify(name)}(r ${qualify(table)})\n` +
      " RETURNS integer\n LANGUAGE sql\nAS $function$select 1$function$",
    language: "sql",
  }];
}

interface TableParts {
  readonly names: Names;
  readonly kinds: readonly Kind[];
  readonly place: () => QualifiedName;
}

function drawTable(draw: Draw, { names, kinds, place }: TableParts): Table {
  const own = place();
  const [key, ...columnNames] = names.several(2 + draw(fc.nat, { max: 6 })) as [
    string,
    ...string[],
  ];
  const chosen = columnNames.map((name) => ({ name, kind: pick(draw, kinds) }));
  const columns = chosen.map(({ name, kind }) => drawColumn(draw, name, kind));
  const columnsOf = (type: string): string[] =>
    columns.filter((column) => column.type === type && column.generated === undefined)
      .map(({ name }) => name);
  const generated = columnsOf("integer").slice(0, 1).filter(() => maybe(draw, 0.3))
    .map((from): Column => ({
      name: `${clipName(key, 50)}_gen`,
      type: "integer",
      nullable: true,
      generated: { expression: `(${quoteIdentifier(from)} + 1)`, stored: maybe(draw, 0.5) },
    }));
  const checks = chosen.filter(({ kind }) => kind.check && maybe(draw, 0.4))
    .map(({ name, kind }): CheckConstraint => ({
      name: names.fresh(),
      expression: kind.check!(quoteIdentifier(name)),
      ...pick(draw, [{}, {}, { noInherit: true }, { notValid: true }, { notEnforced: true }]),
      ...comment(draw),
    }));
  const isPlain = ({ type }: Column): boolean =>
    ["integer", "text", "uuid", "date", "character varying(254)"].includes(type);
  const plain = columns.filter(isPlain).map(({ name }) => name);
  const [range] = columnsOf("daterange");
  return {
    ...own,
    ...comment(draw),
    columns: [drawKeyColumn(draw, own, key), ...columns, ...generated],
    primaryKey: {
      name: names.fresh(),
      columns: [key],
      ...(plain.length > 0 && maybe(draw, 0.1) ? { include: [plain[0]!] } : {}),
      ...(maybe(draw, 0.1) ? { storage: { fillfactor: "70" } } : {}),
      ...comment(draw),
    },
    uniques: plain.length > 0 && maybe(draw, 0.5)
      ? [{
        name: names.fresh(),
        columns: some(draw, plain),
        ...(maybe(draw, 0.3) ? { nullsNotDistinct: true } : {}),
        ...deferral(draw),
        ...comment(draw),
      }]
      : [],
    foreignKeys: [],
    checks,
    exclusions: range !== undefined && maybe(draw, 0.5)
      ? [{
        name: names.fresh(),
        method: "gist",
        elements: [{ expression: quoteIdentifier(range), operator: "&&" }],
        ...(maybe(draw, 0.5) ? { where: `(${quoteIdentifier(key)} > 5)` } : {}),
        ...deferral(draw),
        ...comment(draw),
      }]
      : [],
    indexes: drawIndexes(draw, chosen, { names, key }),
    triggers: [],
    policies: [],
    ...(maybe(draw, 0.2) ? { storage: { fillfactor: "85", ...toastOptions(columns) } } : {}),
    ...(plain.length > 1 && maybe(draw, 0.3)
      ? {
        statistics: [{
          ...place(),
          kinds: ["ndistinct", "mcv"] as const,
          // The catalog keeps columns in their order.
          elements: plain.slice(0, 2).map(quoteIdentifier),
          ...(maybe(draw, 0.3) ? { target: 300 } : {}),
          ...comment(draw),
        }],
      }
      : {}),
  };
}

/** Without a column that can be moved out of the row there is no place for its options. */
function toastOptions(columns: readonly Column[]): Record<string, string> {
  const hasToast = columns.some(({ type }) => type === "text" || type === "jsonb");
  return hasToast ? { "toast.autovacuum_enabled": "false" } : {};
}

function drawKeyColumn(draw: Draw, table: QualifiedName, name: string): Column {
  const column = { name, type: "bigint", nullable: false } as const;
  return pick<Column>(draw, [
    column,
    { ...column, identity: { mode: "always" } },
    { ...column, identity: { mode: "by default", start: "10", increment: "5", cache: "3" } },
    { ...column, default: `nextval(${quoteAsCatalog(qualify(serialName(table)))}::regclass)` },
  ]);
}

function serialName({ schema, name }: QualifiedName): QualifiedName {
  return { schema, name: makeObjectName(name, "serial", "sq") };
}

function serials(table: Table): Sequence[] {
  return table.columns.filter((column) => column.default?.startsWith("nextval("))
    .map((column) => ({
      ...serialName(table),
      type: "bigint",
      ownedBy: { schema: table.schema, name: table.name, column: column.name },
    }));
}

function drawColumn(draw: Draw, name: string, kind: Kind): Column {
  const nullable = maybe(draw, 0.6);
  const isText = kind.type === "text";
  return {
    name,
    type: kind.type,
    nullable,
    ...(!nullable && maybe(draw, 0.2) ? { notNull: { notValid: true } } : {}),
    ...(kind.default !== undefined && maybe(draw, 0.6) ? { default: kind.default } : {}),
    ...(isText && maybe(draw, 0.2) ? { collation: '"C"' } : {}),
    ...(isText && maybe(draw, 0.2) ? { storage: "external" as const } : {}),
    ...(isText && maybe(draw, 0.2) ? { compression: "pglz" as const } : {}),
    ...(maybe(draw, 0.1) ? { statisticsTarget: 500 } : {}),
    ...(maybe(draw, 0.1) ? { options: { n_distinct: "-0.5" } } : {}),
    ...comment(draw),
  };
}

function deferral(draw: Draw): { deferrable?: true; initiallyDeferred?: true } {
  return pick(draw, [
    {},
    {},
    { deferrable: true as const },
    { deferrable: true as const, initiallyDeferred: true as const },
  ]);
}

function drawIndexes(
  draw: Draw,
  columns: readonly { readonly name: string; readonly kind: Kind }[],
  { names, key }: { readonly names: Names; readonly key: string },
): Index[] {
  const special = columns.filter(({ kind }) => kind.index && maybe(draw, 0.4))
    .map(({ name, kind }): Index => ({
      name: names.fresh(),
      method: "btree",
      unique: false,
      ...kind.index!(quoteIdentifier(name)),
      ...comment(draw),
    }));
  const plain: readonly (() => Index)[] = [
    () => ({
      name: names.fresh(),
      method: "btree",
      unique: true,
      elements: [{ column: key, descending: true, nulls: "last" }],
      storage: { fillfactor: "60" },
      ...comment(draw),
    }),
    () => ({ name: names.fresh(), method: "hash", unique: false, elements: [{ column: key }] }),
    () => ({
      name: names.fresh(),
      method: "brin",
      unique: false,
      elements: [{ column: key, operatorClass: "int8_minmax_multi_ops" }],
      where: `(${quoteIdentifier(key)} > 5)`,
      storage: { pages_per_range: "8" },
    }),
  ];
  return [...special, ...some(draw, plain, 0).map((make) => make())];
}

function drawForeignKeys(
  draw: Draw,
  table: Table,
  { tables, names }: { readonly tables: readonly Table[]; readonly names: Names },
): Pick<Table, "columns" | "foreignKeys"> {
  const targets = Array.from({ length: draw(fc.nat, { max: 2 }) }, () => pick(draw, tables));
  const taken = new Set(table.columns.map(({ name }) => name));
  const added = targets.map((target, at) => {
    let column = clipName(`${clipName(target.name, 50)}_ref${at}`);
    while (taken.has(column)) column = `${clipName(column, 60)}x`;
    taken.add(column);
    const onDelete = pick(
      draw,
      [undefined, "cascade", "set null", "set default", "restrict"] as const,
    );
    const key: ForeignKey = {
      name: names.fresh(),
      columns: [column],
      references: {
        schema: target.schema,
        name: target.name,
        columns: target.primaryKey!.columns,
      },
      ...(onDelete === undefined ? {} : { onDelete }),
      ...(maybe(draw, 0.2) ? { onUpdate: "cascade" } : {}),
      ...(onDelete === "set null" && maybe(draw, 0.4) ? { onDeleteColumns: [column] } : {}),
      ...(maybe(draw, 0.2) ? { match: "full" } : {}),
      ...pick(draw, [{}, {}, { notValid: true }, { notEnforced: true }]),
      ...deferral(draw),
      ...comment(draw),
    };
    return { key, column: { name: column, type: "bigint", nullable: maybe(draw, 0.5) } };
  });
  return {
    columns: [...table.columns, ...added.map(({ column }) => column)],
    foreignKeys: added.map(({ key }) => key),
  };
}

interface GuardParts {
  readonly names: Names;
  readonly functions: readonly Routine[];
  readonly isReferenced: boolean;
}

function drawGuards(
  draw: Draw,
  table: Table,
  { names, functions, isReferenced }: GuardParts,
): Table {
  const trigger = names.fresh();
  const key = quoteIdentifier(table.primaryKey!.columns[0]!);
  return {
    ...table,
    ...(!isReferenced && maybe(draw, 0.2) && table.columns.every(({ identity }) => !identity)
      ? { unlogged: true }
      : {}),
    triggers: maybe(draw, 0.4)
      ? [{
        name: trigger,
        definition: `CREATE TRIGGER ${
          quoteIdentifier(trigger)
        } BEFORE INSERT OR UPDATE OF ${key} ON ${qualify(table)} FOR EACH ROW EXECUTE FUNCTION ${
          qualify(functions[0]!)
        }('it''s', '2')`,
        ...pick(draw, [{}, {}, { enabled: "disabled" as const }, { enabled: "always" as const }]),
        ...comment(draw),
      }]
      : [],
    policies: maybe(draw, 0.3)
      ? [{
        name: names.fresh(),
        command: pick(draw, ["all", "update"] as const),
        permissive: maybe(draw, 0.5),
        roles: ["public"],
        using: `(${key} > 0)`,
        ...(maybe(draw, 0.5) ? { check: `(${key} < 100)` } : {}),
        ...comment(draw),
      }]
      : [],
    ...pick(draw, [{}, { rowSecurity: "enabled" as const }, { rowSecurity: "forced" as const }]),
    ...pick(draw, [
      {},
      { replicaIdentity: "full" as const },
      { replicaIdentity: { index: table.primaryKey!.name } },
    ]),
    ...(maybe(draw, 0.2) ? { clusteredOn: table.primaryKey!.name } : {}),
  };
}

interface Places {
  readonly names: Names;
  readonly place: () => QualifiedName;
}

/** A table in partitions, one of them in partitions itself, some parts with names of their own. */
function drawPartitionTree(draw: Draw, { names, place }: Places): Table[] {
  const [key, other, extra] = names.several(3) as [string, string, string];
  const root = place();
  const columns: Column[] = [
    { name: key, type: "integer", nullable: false },
    { name: other, type: "integer", nullable: false, default: "4" },
    { name: extra, type: "text", nullable: maybe(draw, 0.5) },
  ];
  const plain = { foreignKeys: [], exclusions: [], triggers: [], policies: [], checks: [] };
  const primaryKey = { name: names.fresh(), columns: [key, other] };
  const index: Index = {
    name: names.fresh(),
    method: "btree",
    unique: false,
    elements: [{ column: extra }],
    ...comment(draw),
  };
  const ownNames = maybe(draw, 0.5);
  const parts = (wholeKey: string, wholeIndex: string): Pick<Table, "indexes" | "primaryKey"> =>
    ownNames
      ? {
        primaryKey: { ...primaryKey, name: names.fresh(), attachedTo: wholeKey },
        indexes: [{ ...omitComment(index), name: names.fresh(), attachedTo: wholeIndex }],
      }
      : { indexes: [] };
  const parent: Table = {
    ...root,
    columns,
    primaryKey,
    uniques: [],
    ...plain,
    checks: [{ name: names.fresh(), expression: `(${quoteIdentifier(key)} >= 0)` }],
    indexes: [index],
    partitioning: { method: "range", keys: [quoteIdentifier(key)] },
  };
  const low: Table = {
    ...place(),
    columns: [columns[0]!, { ...columns[1]!, default: "5" }, { ...columns[2]!, nullable: false }],
    uniques: [],
    ...plain,
    ...parts(primaryKey.name, index.name),
    partitionOf: { ...root, bound: "FOR VALUES FROM (MINVALUE) TO (10)" },
    partitioning: { method: "list", keys: [quoteIdentifier(other)] },
  };
  const leaf: Table = {
    ...place(),
    columns: low.columns,
    uniques: [],
    ...plain,
    ...parts(
      low.primaryKey?.name ?? makeObjectName(low.name, undefined, "pkey"),
      low.indexes[0]?.name ?? makeObjectName(low.name, extra, "idx"),
    ),
    partitionOf: { schema: low.schema, name: low.name, bound: "FOR VALUES IN (1, 2)" },
  };
  const shuffled: Table = {
    ...place(),
    columns: [columns[2]!, columns[0]!, columns[1]!],
    uniques: [],
    ...plain,
    checks: [{
      name: names.fresh(),
      expression: `(${quoteIdentifier(key)} > 10)`,
      ...comment(draw),
    }],
    ...parts(primaryKey.name, index.name),
    partitionOf: { ...root, bound: "DEFAULT" },
    ...comment(draw),
  };
  return [parent, low, leaf, shuffled];
}

function omitComment(index: Index): Index {
  const { comment: _, ...rest } = index;
  return rest;
}

function drawHeirs(draw: Draw, { names, place }: Places): Table[] {
  const [key, other] = names.several(2) as [string, string];
  const plain = {
    uniques: [],
    foreignKeys: [],
    exclusions: [],
    indexes: [],
    triggers: [],
    policies: [],
  };
  const parent: Table = {
    ...place(),
    columns: [{ name: key, type: "integer", nullable: false, default: "3" }],
    checks: [{ name: names.fresh(), expression: `(${quoteIdentifier(key)} > 0)` }],
    ...plain,
  };
  const heir: Table = {
    ...place(),
    columns: [{ name: other, type: "text", nullable: true }, parent.columns[0]!],
    checks: [],
    ...plain,
    inherits: [{ schema: parent.schema, name: parent.name }],
    ...comment(draw),
  };
  return [parent, heir];
}

function drawSequences(draw: Draw, place: () => QualifiedName): Sequence[] {
  return Array.from({ length: draw(fc.nat, { max: 1 }) }, () => ({
    ...place(),
    type: pick(draw, ["integer", "bigint"]),
    ...pick(draw, [{}, { increment: "-2" }, { start: "7", maximum: "99", cycle: true }]),
    ...comment(draw),
  }));
}

function drawViews(draw: Draw, tables: readonly Table[], place: () => QualifiedName): View[] {
  return Array.from({ length: draw(fc.nat, { max: 2 }) }, () => {
    const table = pick(draw, tables);
    const column = table.columns[0]!;
    const materialized = maybe(draw, 0.3);
    const name = place();
    return {
      ...name,
      materialized,
      columns: [
        { name: column.name, type: column.type, ...comment(draw) },
        { name: "text", type: "text" },
      ],
      query: `SELECT ${quoteIdentifier(column.name)},\n    'it''s; --'::text AS text\n   FROM ${
        qualify(table)
      }`,
      indexes: materialized
        ? [{
          name: place().name,
          method: "btree",
          unique: false,
          elements: [{ column: column.name }],
        }]
        : [],
      ...(!materialized && maybe(draw, 0.3) ? { options: { security_barrier: "true" } } : {}),
      ...comment(draw),
    };
  });
}
