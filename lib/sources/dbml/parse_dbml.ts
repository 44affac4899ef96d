import type { OnDelete } from "../../model/model.ts";
import { declaredType, isSerial } from "../declared_type.ts";
import {
  type DeclaredColumn,
  type DeclaredReference,
  type DeclaredSchema,
  type DeclaredTable,
  fullName,
  type NotCarried,
} from "../declared_schema.ts";
import { readTokens, schemaError, type SchemaToken, type TokenReader } from "../schema_lexer.ts";
import { lexDbml } from "./lex_dbml.ts";

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A table with what is known only when the whole file is read. */
interface OpenTable extends Mutable<DeclaredTable> {
  columns: DeclaredColumn[];
  uniques: (readonly string[])[];
  checks: { readonly name: string; readonly sql: string }[];
  alias?: string;
  /** The words of each column's type, for enumerations that are declared later. */
  types: string[];
  partials: SchemaToken[];
}

interface State {
  readonly tokens: TokenReader;
  readonly file: string;
  readonly tables: OpenTable[];
  readonly partials: Map<string, OpenTable>;
  readonly enums: Map<string, readonly string[]>;
  readonly references: DeclaredReference[];
  readonly notCarried: NotCarried[];
  name?: string;
  note?: string;
}

/**
 * Parses DBML by recursive descent.
 *
 * @throws {SyntaxError} With line and column, at the first thing that is no DBML.
 */
export function parseDbml(text: string, file: string): DeclaredSchema {
  const tokens = readTokens(lexDbml(text, file), file);
  const state: State = {
    tokens,
    file,
    tables: [],
    partials: new Map(),
    enums: new Map(),
    references: [],
    notCarried: [],
  };
  while (tokens.peek().kind !== "end") {
    const word = tokens.peek();
    const read = ELEMENTS[word.value.toLowerCase()];
    if (word.kind !== "word" || !read) {
      tokens.fail(word, "Table, Ref, Enum, Project, TableGroup, TablePartial or Note");
    }
    tokens.next();
    read!(state, word);
  }
  return finish(state);
}

const ELEMENTS: Readonly<Record<string, (state: State, word: SchemaToken) => void>> = {
  table: (state) => void state.tables.push(readTable(state)),
  tablepartial: (state) => {
    const partial = readTable(state);
    state.partials.set(partial.name, partial);
  },
  enum: readEnum,
  ref: readReferences,
  project: readProject,
  tablegroup: readGroup,
  note: readSticky,
  records: (state, word) => {
    skipTo(state, "{");
    skipBlock(state);
    state.notCarried.push({
      line: word.line,
      column: word.column,
      what: "Records are left out",
      fix: "A model holds no rows; load them after the migration",
    });
  },
};

/** `schema.name` or `name` */
function readName(
  tokens: TokenReader,
  what: string,
): { readonly schema?: string; readonly name: string } & Pick<SchemaToken, "line" | "column"> {
  const first = tokens.name(what);
  const { line, column } = first;
  if (!tokens.take(".")) return { name: first.value, line, column };
  return { schema: first.value, name: tokens.name(what).value, line, column };
}

function readTable(state: State): OpenTable {
  const { tokens } = state;
  const { name, schema, line, column } = readName(tokens, "the name of a table");
  const table: OpenTable = {
    name,
    ...(schema === undefined ? {} : { schema }),
    line,
    column,
    columns: [],
    primaryKey: [],
    uniques: [],
    checks: [],
    types: [],
    partials: [],
  };
  if (tokens.take("as")) table.alias = tokens.name("an alias").value;
  for (const { name: setting, value } of readSettings(state)) {
    if (setting === "note" && value) table.note = value.value;
  }
  tokens.expect("{");
  while (!tokens.take("}")) readTablePart(state, table);
  return table;
}

function readTablePart(state: State, table: OpenTable): void {
  const { tokens } = state;
  const word = tokens.peek();
  const then = tokens.peek(1).value;
  if (word.kind === "end") tokens.fail(word, `"}" behind the columns of ${table.name}`);
  if (tokens.take("~")) {
    table.partials.push(tokens.name("the name of a partial table"));
  } else if (word.kind === "word" && /^note$/i.test(word.value) && (then === ":" || then === "{")) {
    table.note = readNote(state);
  } else if (word.kind === "word" && /^indexes$/i.test(word.value) && then === "{") {
    tokens.next();
    tokens.next();
    while (!tokens.take("}")) readIndex(state, table);
  } else if (word.kind === "word" && /^checks$/i.test(word.value) && then === "{") {
    tokens.next();
    tokens.next();
    while (!tokens.take("}")) readCheck(state, table);
  } else readColumn(state, table);
}

function readNote({ tokens }: State): string {
  tokens.next();
  const block = !tokens.take(":") && tokens.expect("{");
  const token = tokens.next();
  if (token.kind !== "text") tokens.fail(token, "the text of a note in quotes");
  if (block) tokens.expect("}");
  return token.value;
}

interface Setting extends Pick<SchemaToken, "line" | "column"> {
  readonly name: string;
  readonly value?: SchemaToken;
  /** What stands behind the colon, as words. */
  readonly tokens: readonly SchemaToken[];
}

/** `[pk, note: 'x', ref: > users.id]` */
function readSettings({ tokens }: State): readonly Setting[] {
  const settings: Setting[] = [];
  if (!tokens.take("[")) return settings;
  while (!tokens.take("]")) {
    const { line, column } = tokens.peek();
    const name: string[] = [];
    while (tokens.peek().kind === "word") name.push(tokens.next().value.toLowerCase());
    if (name.length === 0) tokens.fail(tokens.peek(), "a setting");
    const values: SchemaToken[] = [];
    if (tokens.take(":")) {
      let depth = 0;
      for (;;) {
        const token = tokens.peek();
        if (token.kind === "end") tokens.fail(token, '"]"');
        if (token.kind === "mark" && depth === 0 && (token.value === "," || token.value === "]")) {
          break;
        }
        if (token.kind === "mark" && token.value === "(") depth++;
        if (token.kind === "mark" && token.value === ")") depth--;
        values.push(tokens.next());
      }
      if (values.length === 0) tokens.fail(tokens.peek(), "the value of a setting");
    }
    settings.push({
      name: name.join(" "),
      tokens: values,
      line,
      column,
      ...(values[0] ? { value: values[0] } : {}),
    });
    if (!tokens.take(",") && tokens.peek().value !== "]") tokens.fail(tokens.peek(), '"," or "]"');
  }
  return settings;
}

function readColumn(state: State, table: OpenTable): void {
  const { tokens } = state;
  const name = tokens.name(`a column of ${table.name}`);
  const type = readType(tokens);
  const column: Mutable<DeclaredColumn> = {
    name: name.value,
    type: declaredType(type),
    optional: true,
    line: name.line,
    column: name.column,
  };
  if (isSerial(type)) column.identity = true;
  let required = false;
  for (const setting of readSettings(state)) {
    const apply = COLUMN_SETTINGS[setting.name];
    if (!apply) {
      state.notCarried.push({
        line: setting.line,
        column: setting.column,
        what: `The setting ${setting.name} of ${table.name}.${name.value} is left out`,
        fix: "See what else says it, or leave it",
      });
      continue;
    }
    required = apply({ state, table, column, setting }) ?? required;
  }
  column.optional = !required;
  table.columns.push(column);
  table.types.push(type);
}

/** `varchar(255)`, `"character varying"(10)`, `core.status`, `int[]` */
function readType(tokens: TokenReader): string {
  let text = tokens.name("the type of a column").value;
  while (tokens.peek().value === "." && tokens.peek().kind === "mark") {
    tokens.next();
    text += `.${tokens.name("the type of a column").value}`;
  }
  if (tokens.peek().value === "(" && !tokens.peek().first) {
    let depth = 0;
    do {
      const token = tokens.next();
      if (token.kind === "end") tokens.fail(token, '")"');
      if (token.kind === "mark") depth += token.value === "(" ? 1 : token.value === ")" ? -1 : 0;
      text += token.kind === "text" ? `'${token.value}'` : token.value;
    } while (depth > 0);
  }
  while (
    tokens.peek().value === "[" && tokens.peek().close &&
    (tokens.peek(1).value === "]" ||
      tokens.peek(1).kind === "number" && tokens.peek(2).value === "]")
  ) {
    while (tokens.next().value !== "]");
    text += "[]";
  }
  return text;
}

interface ColumnSetting {
  readonly state: State;
  readonly table: OpenTable;
  readonly column: Mutable<DeclaredColumn>;
  readonly setting: Setting;
}

/** What each setting of a column does; true where the column may not be null any more. */
const COLUMN_SETTINGS: Readonly<Record<string, (of: ColumnSetting) => boolean | undefined>> = {
  pk: primary,
  "primary key": primary,
  null: () => false,
  "not null": () => true,
  unique: ({ table, column }) => void table.uniques.push([column.name]),
  increment: ({ column }) => void (column.identity = true),
  note: ({ column, setting: { value } }) => void (value && (column.note = value.value)),
  default: ({ column, setting: { value } }) =>
    void (value && value.value !== "null" && (column.default = defaultOf(value))),
  check: ({ column, setting: { value } }) => void (value && (column.check = value.value)),
  ref: ({ state, table, column, setting }) => {
    const tokens = readTokens([...setting.tokens, {
      ...setting.tokens.at(-1)!,
      kind: "end",
      value: "the end of the setting",
    }], state.file);
    const kind = readArrow(tokens);
    const other = readSide(tokens);
    pushReference(state, {
      left: { table: fullName(table), columns: [column.name] },
      kind,
      right: other,
      place: setting,
    });
    return undefined;
  },
};

function primary({ table, column }: ColumnSetting): true {
  table.primaryKey = [...table.primaryKey, column.name];
  return true;
}

function defaultOf({ kind, value }: SchemaToken): string {
  return kind === "text" ? `'${value.replaceAll("'", "''")}'` : value;
}

function readArrow(tokens: TokenReader): string {
  const token = tokens.next();
  return token.kind === "mark" && /^(?:<>|[<>-])$/.test(token.value)
    ? token.value
    : tokens.fail(token, "one of <, >, - and <>");
}

interface Side {
  readonly table: string;
  readonly columns: readonly string[];
}

/** `users.id`, `core.users.id`, `users.(a, b)` */
function readSide(tokens: TokenReader): Side {
  const names = [tokens.name("the name of a table").value];
  while (tokens.take(".")) {
    if (tokens.take("(")) {
      const columns: string[] = [];
      do columns.push(tokens.name("the name of a column").value); while (tokens.take(","));
      tokens.expect(")");
      return { table: names.join("."), columns };
    }
    names.push(tokens.name("the name of a column").value);
  }
  if (names.length < 2) tokens.fail(tokens.peek(), 'a column, as in "users.id"');
  return { table: names.slice(0, -1).join("."), columns: names.slice(-1) };
}

const ACTIONS: readonly OnDelete[] = [
  "restrict",
  "cascade",
  "set null",
  "set default",
  "no action",
];

interface RawReference {
  readonly left: Side;
  readonly kind: string;
  readonly right: Side;
  readonly place: Pick<SchemaToken, "line" | "column">;
  readonly settings?: readonly Setting[];
  readonly verb?: string;
}

function pushReference(
  state: State,
  { left, kind, right, place, settings = [], verb }: RawReference,
): void {
  const [from, to] = kind === "<" ? [right, left] : [left, right];
  const action = (name: string) => {
    const said = settings.find((setting) => setting.name === name)?.tokens.map(({ value }) =>
      value.toLowerCase()
    ).join(" ");
    const found = ACTIONS.find((each) => each === said);
    if (said !== undefined && !found) {
      throw schemaError(
        state.file,
        place,
        `expected one of ${ACTIONS.join(", ")} behind ${name}, found ${JSON.stringify(said)}`,
      );
    }
    return found;
  };
  const [onDelete, onUpdate] = [action("delete"), action("update")];
  state.references.push({
    from,
    to,
    kind: kind === "-" ? "one-to-one" : kind === "<>" ? "many-to-many" : "many-to-one",
    line: place.line,
    column: place.column,
    ...(onDelete ? { onDelete } : {}),
    ...(onUpdate ? { onUpdate } : {}),
    ...(verb === undefined ? {} : { verb }),
  });
}

/** `Ref name: a.b > c.d [delete: cascade]` or `Ref { … }` */
function readReferences(state: State, word: SchemaToken): void {
  const { tokens } = state;
  const named = tokens.peek().kind === "word" || tokens.peek().kind === "quoted"
    ? tokens.next().value
    : undefined;
  const one = () => {
    const place = tokens.peek();
    const left = readSide(tokens);
    const kind = readArrow(tokens);
    const right = readSide(tokens);
    pushReference(state, { left, kind, right, place, settings: readSettings(state) });
  };
  if (tokens.take(":")) return one();
  tokens.expect("{");
  while (!tokens.take("}")) one();
  void named;
  void word;
}

function readIndex(state: State, table: OpenTable): void {
  const { tokens } = state;
  const start = tokens.peek();
  const columns: string[] = [];
  let expression = false;
  const part = () => {
    const token = tokens.next();
    if (token.kind === "code") expression = true;
    else if (token.kind !== "word" && token.kind !== "quoted") {
      tokens.fail(token, "a column or an expression");
    }
    columns.push(token.value);
  };
  if (tokens.take("(")) {
    do part(); while (tokens.take(","));
    tokens.expect(")");
  } else part();
  const settings = new Set(readSettings(state).map(({ name }) => name));
  if (settings.has("pk")) table.primaryKey = columns;
  else if (settings.has("unique") && !expression) table.uniques.push(columns);
  else {
    state.notCarried.push({
      line: start.line,
      column: start.column,
      what: `The index on ${table.name} (${columns.join(", ")}) is left out`,
      fix: "A model says what the data is; adviseIndexes() says which indexes its queries need",
    });
  }
}

function readCheck(state: State, table: OpenTable): void {
  const token = state.tokens.next();
  if (token.kind !== "code") state.tokens.fail(token, "a condition between backticks");
  const name = readSettings(state).find((setting) => setting.name === "name")?.value?.value;
  table.checks.push({
    name: name ?? `${table.name}Check${table.checks.length + 1}`,
    sql: token.value,
  });
}

function readEnum(state: State): void {
  const { tokens } = state;
  const { schema, name } = readName(tokens, "the name of an enumeration");
  readSettings(state);
  tokens.expect("{");
  const values: string[] = [];
  while (!tokens.take("}")) {
    const token = tokens.peek();
    if (token.kind === "word" && /^note$/i.test(token.value) && tokens.peek(1).value === ":") {
      readNote(state);
    } else {
      values.push(token.kind === "number" ? tokens.next().value : tokens.name("a value").value);
      readSettings(state);
    }
  }
  state.enums.set(schema === undefined ? name : `${schema}.${name}`, values);
}

function readProject(state: State): void {
  const { tokens } = state;
  if (tokens.peek().value !== "{") state.name = tokens.name("the name of the project").value;
  tokens.expect("{");
  while (!tokens.take("}")) {
    if (/^note$/i.test(tokens.peek().value)) state.note = readNote(state);
    else {
      tokens.name("a setting of the project");
      tokens.expect(":");
      tokens.next();
    }
  }
}

function readGroup(state: State): void {
  const { tokens } = state;
  const group = tokens.name("the name of a group").value;
  readSettings(state);
  tokens.expect("{");
  while (!tokens.take("}")) {
    if (/^note$/i.test(tokens.peek().value) && /^[:{]$/.test(tokens.peek(1).value)) readNote(state);
    else {
      const { schema, name } = readName(tokens, "the name of a table");
      const table = state.tables.find((each) =>
        each.alias === name || each.name === name && each.schema === schema
      );
      if (table) table.group = group;
    }
  }
}

function readSticky(state: State, word: SchemaToken): void {
  const { tokens } = state;
  const name = tokens.name("the name of the note").value;
  tokens.expect("{");
  const token = tokens.next();
  if (token.kind !== "text") tokens.fail(token, "the text of the note in quotes");
  tokens.expect("}");
  state.notCarried.push({
    line: word.line,
    column: word.column,
    what: `The note ${name} is left out: ${token.value}`,
    fix: "Describe the entity that it is about",
  });
}

function skipTo({ tokens }: State, value: string): void {
  while (tokens.peek().value !== value) {
    if (tokens.next().kind === "end") tokens.fail(tokens.peek(), JSON.stringify(value));
  }
}

function skipBlock({ tokens }: State): void {
  let depth = 0;
  do {
    const token = tokens.next();
    if (token.kind === "end") tokens.fail(token, '"}"');
    if (token.kind === "mark") depth += token.value === "{" ? 1 : token.value === "}" ? -1 : 0;
  } while (depth > 0);
}

/** Resolves what may be named before it is declared: partial tables, aliases, enumerations. */
function finish(
  { tables, partials, enums, references, notCarried, name, note, file }: State,
): DeclaredSchema {
  const known = new Map<string, string>();
  for (const table of tables) {
    const full = fullName(table);
    if (known.get(full) === full) throw schemaError(file, table, `table ${full} is declared twice`);
    known.set(full, full);
    if (table.alias) known.set(table.alias, full);
    if (table.schema === "public") known.set(table.name, full);
    else if (table.schema === undefined) known.set(`public.${table.name}`, full);
  }
  const finished = tables.map(({ alias: _, types, partials: used, ...table }): DeclaredTable => {
    const columns = table.columns.map((column, at) => withEnum(column, types[at]!, enums));
    for (const partial of used) {
      const found = partials.get(partial.value);
      if (!found) throw schemaError(file, partial, `there is no partial table ${partial.value}`);
      columns.push(
        ...found.columns.filter((column) => !columns.some((own) => own.name === column.name)).map((
          column,
        ) => withEnum(column, found.types[found.columns.indexOf(column)]!, enums)),
      );
      table.primaryKey = table.primaryKey.length > 0 ? table.primaryKey : found.primaryKey;
      table.uniques.push(...found.uniques);
      table.checks.push(...found.checks);
    }
    return { ...table, columns };
  });
  const byName = new Map(finished.map((table) => [fullName(table), table]));
  const resolved = references.map((reference): DeclaredReference => {
    const side = (one: Side): Side => {
      const full = known.get(one.table);
      const table = full === undefined ? undefined : byName.get(full);
      if (!table) throw schemaError(file, reference, `there is no table ${one.table}`);
      const missing = one.columns.find((column) =>
        !table.columns.some((each) => each.name === column)
      );
      if (missing !== undefined) {
        throw schemaError(file, reference, `there is no column ${missing} in ${one.table}`);
      }
      return { ...one, table: full! };
    };
    return turned({ ...reference, from: side(reference.from), to: side(reference.to) }, byName);
  });
  return {
    tables: finished,
    references: resolved,
    notCarried,
    ...(name === undefined ? {} : { name }),
    ...(note === undefined ? {} : { note }),
  };
}

/** A one-to-one reference may be written from either side: the one with the primary key is referred to. */
function turned(
  reference: DeclaredReference,
  tables: ReadonlyMap<string, DeclaredTable>,
): DeclaredReference {
  if (reference.kind !== "one-to-one") return reference;
  const isKey = ({ table, columns }: Side) => {
    const { primaryKey } = tables.get(table)!;
    return primaryKey.length === columns.length &&
      columns.every((column) => primaryKey.includes(column));
  };
  return isKey(reference.from) && !isKey(reference.to)
    ? { ...reference, from: reference.to, to: reference.from }
    : reference;
}

function withEnum(
  column: DeclaredColumn,
  type: string,
  enums: ReadonlyMap<string, readonly string[]>,
): DeclaredColumn {
  const array = type.endsWith("[]");
  const name = type.replace(/\[\]$/, "").replace(/^public\./, "");
  const values = enums.get(name) ?? enums.get(`public.${name}`);
  if (!values || values.length === 0) return column;
  const kind = { kind: "enum" as const, values };
  return { ...column, type: array ? { kind: "array", of: kind } : kind };
}
