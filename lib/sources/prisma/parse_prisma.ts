import { readTokens, schemaError, type SchemaToken, type TokenReader } from "../schema_lexer.ts";
import { lexPrisma } from "./lex_prisma.ts";

/** A value in a Prisma schema. */
export type PrismaValue =
  | { readonly kind: "text" | "number" | "word"; readonly value: string }
  | { readonly kind: "list"; readonly items: readonly PrismaValue[] }
  | { readonly kind: "call"; readonly name: string; readonly arguments: readonly PrismaArgument[] };

/** An argument, with its name if it has one. */
export interface PrismaArgument {
  readonly name?: string;
  readonly value: PrismaValue;
}

/** `@id`, `@db.VarChar(200)`, `@@unique([a, b])` */
export interface PrismaAttribute {
  readonly name: string;
  readonly arguments: readonly PrismaArgument[];
  readonly line: number;
  readonly column: number;
}

/** A field of a model. */
export interface PrismaField {
  readonly name: string;
  readonly type: string;
  /** The text of `Unsupported("…")`. */
  readonly unsupported?: string;
  readonly list: boolean;
  readonly optional: boolean;
  readonly attributes: readonly PrismaAttribute[];
  readonly note?: string;
  readonly line: number;
  readonly column: number;
}

/** A model, a view or a composite type. */
export interface PrismaModel {
  readonly kind: "model" | "view" | "type";
  readonly name: string;
  readonly fields: readonly PrismaField[];
  readonly attributes: readonly PrismaAttribute[];
  readonly note?: string;
  readonly line: number;
  readonly column: number;
}

/** An enumeration. */
export interface PrismaEnum {
  readonly name: string;
  /** The labels in the database. */
  readonly values: readonly string[];
}

/** A Prisma schema. */
export interface PrismaSchema {
  readonly models: readonly PrismaModel[];
  readonly enums: readonly PrismaEnum[];
  readonly provider?: string;
}

/**
 * Parses a Prisma schema by recursive descent.
 *
 * @throws {SyntaxError} With line and column, at the first thing that is no Prisma schema.
 */
export function parsePrisma(text: string, file: string): PrismaSchema {
  const tokens = readTokens(lexPrisma(text, file), file);
  const models: PrismaModel[] = [];
  const enums: PrismaEnum[] = [];
  let provider: string | undefined;
  for (;;) {
    const note = readNotes(tokens);
    const word = tokens.next();
    if (word.kind === "end") break;
    const kind = word.kind === "word" ? word.value : "";
    if (kind === "model" || kind === "view" || kind === "type") {
      const model = readModel(tokens, kind, note);
      if (models.some(({ name }) => name === model.name)) {
        throw schemaError(file, model, `${model.name} is declared twice`);
      }
      models.push(model);
    } else if (kind === "enum") enums.push(readEnum(tokens));
    else if (kind === "datasource" || kind === "generator") {
      provider = readConfiguration(tokens) ?? provider;
    } else tokens.fail(word, "model, enum, view, type, datasource or generator");
  }
  return { models, enums, ...(provider === undefined ? {} : { provider }) };
}

function readNotes(tokens: TokenReader): string | undefined {
  const notes: string[] = [];
  while (tokens.peek().kind === "note") notes.push(tokens.next().value);
  return notes.length === 0 ? undefined : notes.join(" ");
}

function readModel(
  tokens: TokenReader,
  kind: PrismaModel["kind"],
  note: string | undefined,
): PrismaModel {
  const { value: name, line, column } = tokens.name("the name of a model");
  tokens.expect("{");
  const fields: PrismaField[] = [];
  const attributes: PrismaAttribute[] = [];
  for (;;) {
    const behind = readNotes(tokens);
    if (tokens.take("}")) break;
    const token = tokens.peek();
    if (token.kind === "end") tokens.fail(token, `"}" behind the fields of ${name}`);
    if (token.value.startsWith("@@")) attributes.push(readAttribute(tokens));
    else fields.push(readField(tokens, name, behind));
  }
  return { kind, name, fields, attributes, line, column, ...(note === undefined ? {} : { note }) };
}

function readField(tokens: TokenReader, model: string, note: string | undefined): PrismaField {
  const { value: name, line, column } = tokens.name(`a field of ${model}`);
  if (name.startsWith("@")) {
    tokens.fail({ ...tokens.peek(), value: name, line, column }, `a field of ${model}`);
  }
  const type = tokens.name(`the type of ${model}.${name}`);
  if (type.first || type.value.startsWith("@")) tokens.fail(type, `the type of ${model}.${name}`);
  let unsupported: string | undefined;
  if (type.value === "Unsupported" && tokens.take("(")) {
    unsupported = tokens.next().value;
    tokens.expect(")");
  }
  let list = false;
  let optional = false;
  while (!tokens.peek().first) {
    if (tokens.take("[")) {
      tokens.expect("]");
      list = true;
    } else if (tokens.take("?")) optional = true;
    else break;
  }
  const attributes: PrismaAttribute[] = [];
  while (/^@(?!@)/.test(tokens.peek().value) && tokens.peek().kind === "word") {
    attributes.push(readAttribute(tokens));
  }
  const behind = tokens.peek().kind === "note" && !tokens.peek().first
    ? readNotes(tokens)
    : undefined;
  const said = note ?? behind;
  return {
    name,
    type: type.value,
    list,
    optional,
    attributes,
    line,
    column,
    ...(unsupported === undefined ? {} : { unsupported }),
    ...(said === undefined ? {} : { note: said }),
  };
}

function readAttribute(tokens: TokenReader): PrismaAttribute {
  const { value, line, column } = tokens.next();
  const name = value.replace(/^@+/, "");
  return { name, arguments: tokens.take("(") ? readArguments(tokens) : [], line, column };
}

function readArguments(tokens: TokenReader, depth = 0): readonly PrismaArgument[] {
  const found: PrismaArgument[] = [];
  while (!tokens.take(")")) {
    if (tokens.peek().kind === "end") tokens.fail(tokens.peek(), '")"');
    if (tokens.peek().kind === "word" && tokens.peek(1).value === ":") {
      const name = tokens.next().value;
      tokens.next();
      found.push({ name, value: readValue(tokens, depth) });
    } else found.push({ value: readValue(tokens, depth) });
    if (!tokens.take(",") && tokens.peek().value !== ")") tokens.fail(tokens.peek(), '"," or ")"');
  }
  return found;
}

const DEEPEST = 50;

function readValue(tokens: TokenReader, depth = 0): PrismaValue {
  if (depth > DEEPEST) tokens.fail(tokens.peek(), `at most ${DEEPEST} values within one another`);
  if (tokens.take("[")) {
    const items: PrismaValue[] = [];
    while (!tokens.take("]")) {
      if (tokens.peek().kind === "end") tokens.fail(tokens.peek(), '"]"');
      items.push(readValue(tokens, depth + 1));
      if (!tokens.take(",") && tokens.peek().value !== "]") {
        tokens.fail(tokens.peek(), '"," or "]"');
      }
    }
    return { kind: "list", items };
  }
  const token: SchemaToken = tokens.next();
  if (token.kind === "text" || token.kind === "number") {
    return { kind: token.kind, value: token.value };
  }
  if (token.kind !== "word") tokens.fail(token, "a value");
  let name = token.value;
  while (tokens.take(".")) name += `.${tokens.name("a name").value}`;
  return tokens.take("(")
    ? { kind: "call", name, arguments: readArguments(tokens, depth + 1) }
    : { kind: "word", value: name };
}

function readEnum(tokens: TokenReader): PrismaEnum {
  const { value: name } = tokens.name("the name of an enumeration");
  tokens.expect("{");
  const values: string[] = [];
  for (;;) {
    readNotes(tokens);
    if (tokens.take("}")) break;
    if (tokens.peek().value.startsWith("@@")) {
      readAttribute(tokens);
      continue;
    }
    const label = tokens.name(`a value of ${name}`).value;
    const attributes: PrismaAttribute[] = [];
    while (/^@(?!@)/.test(tokens.peek().value)) attributes.push(readAttribute(tokens));
    const mapped = attributes.find((attribute) => attribute.name === "map")?.arguments[0]?.value;
    values.push(mapped?.kind === "text" ? mapped.value : label);
  }
  return { name, values };
}

/** The provider that a data source names. */
function readConfiguration(tokens: TokenReader): string | undefined {
  const { value } = tokens.name("a name");
  void value;
  tokens.expect("{");
  let provider: string | undefined;
  for (;;) {
    readNotes(tokens);
    if (tokens.take("}")) return provider;
    const setting = tokens.name("a setting").value;
    tokens.expect("=");
    const found = readValue(tokens);
    if (setting === "provider" && found.kind === "text" && !/client|^prisma/.test(found.value)) {
      provider = found.value;
    }
  }
}
