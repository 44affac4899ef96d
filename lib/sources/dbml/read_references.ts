import type { OnDelete } from "../../model/model.ts";
import { schemaError, type SchemaToken, type TokenReader } from "../schema_lexer.ts";
import type { State } from "./dbml_state.ts";
import { readSettings, type Setting } from "./read_settings.ts";

/** `<`, `>`, `-` or `<>` */
export function readArrow(tokens: TokenReader): string {
  const token = tokens.next();
  return token.kind === "mark" && /^(?:<>|[<>-])$/.test(token.value)
    ? token.value
    : tokens.fail(token, "one of <, >, - and <>");
}

/** One end of a reference: columns of a table. */
export interface Side {
  readonly table: string;
  readonly columns: readonly string[];
}

/** `users.id`, `core.users.id`, `users.(a, b)` */
export function readSide(tokens: TokenReader): Side {
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

/** Remembers a reference from the side that refers. */
export function pushReference(
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
export function readReferences(state: State, word: SchemaToken): void {
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
