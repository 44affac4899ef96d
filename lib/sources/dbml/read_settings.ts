import type { SchemaToken, TokenReader } from "../schema_lexer.ts";
import type { State } from "./dbml_state.ts";

/** One of the settings in brackets behind a name. */
export interface Setting extends Pick<SchemaToken, "line" | "column"> {
  readonly name: string;
  readonly value?: SchemaToken;
  /** What stands behind the colon, as words. */
  readonly tokens: readonly SchemaToken[];
}

/** `[pk, note: 'x', ref: > users.id]` */
export function readSettings({ tokens }: State): readonly Setting[] {
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

/** `schema.name` or `name` */
export function readName(
  tokens: TokenReader,
  what: string,
): { readonly schema?: string; readonly name: string } & Pick<SchemaToken, "line" | "column"> {
  const first = tokens.name(what);
  const { line, column } = first;
  if (!tokens.take(".")) return { name: first.value, line, column };
  return { schema: first.value, name: tokens.name(what).value, line, column };
}

/** `note: "…"` or `note { "…" }` */
export function readNote({ tokens }: State): string {
  tokens.next();
  const block = !tokens.take(":") && tokens.expect("{");
  const token = tokens.next();
  if (token.kind !== "text") tokens.fail(token, "the text of a note in quotes");
  if (block) tokens.expect("}");
  return token.value;
}

/** Goes on to a mark. */
export function skipTo({ tokens }: State, value: string): void {
  while (tokens.peek().value !== value) {
    if (tokens.next().kind === "end") tokens.fail(tokens.peek(), JSON.stringify(value));
  }
}

/** Skips what stands between braces. */
export function skipBlock({ tokens }: State): void {
  let depth = 0;
  do {
    const token = tokens.next();
    if (token.kind === "end") tokens.fail(token, '"}"');
    if (token.kind === "mark") depth += token.value === "{" ? 1 : token.value === "}" ? -1 : 0;
  } while (depth > 0);
}
