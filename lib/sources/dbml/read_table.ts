import { declaredType, isSerial } from "../declared_type.ts";
import { type DeclaredColumn, fullName } from "../declared_schema.ts";
import { readTokens, type SchemaToken, type TokenReader } from "../schema_lexer.ts";
import type { Mutable, OpenTable, State } from "./dbml_state.ts";
import { pushReference, readArrow, readSide } from "./read_references.ts";
import { readName, readNote, readSettings, type Setting } from "./read_settings.ts";

/** `Table name as alias [settings] { columns, indexes, checks }` */
export function readTable(state: State): OpenTable {
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
