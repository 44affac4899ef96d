import type { DeclaredSchema } from "../declared_schema.ts";
import { readTokens, type SchemaToken } from "../schema_lexer.ts";
import type { State } from "./dbml_state.ts";
import { lexDbml } from "./lex_dbml.ts";
import { readReferences } from "./read_references.ts";
import { readName, readNote, readSettings, skipBlock, skipTo } from "./read_settings.ts";
import { readTable } from "./read_table.ts";
import { resolveNames } from "./resolve_names.ts";

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
  return resolveNames(state);
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
