/**
 * Reads a one-dimensional array as PostgreSQL prints it, such as `{a,"b c",NULL}`. Elements that are
 * arrays themselves arrive as their own quoted text, as `anyarray` columns of `pg_stats` print them.
 *
 * Source: PostgreSQL manual, section 8.15.6, Array Input and Output Syntax.
 *
 * @throws {SyntaxError} When the text is no such array.
 */
export function parseArrayLiteral(text: string): readonly (string | null)[] {
  const values = parseNested(text);
  return values.map((value) => {
    if (Array.isArray(value)) throw fault(text, "it has more than one dimension");
    return value as string | null;
  });
}

/** One element or a row of a two-dimensional array. */
export type Nested = string | null | readonly Nested[];

/**
 * Reads an array of any number of dimensions as PostgreSQL prints it.
 *
 * @throws {SyntaxError} When the text is no such array.
 */
export function parseNested(text: string): readonly Nested[] {
  // `[2:3]={a,b}` names its bounds.
  let at = text.startsWith("[") ? text.indexOf("=") + 1 : 0;
  const value = array();
  if (at !== text.length) throw fault(text, `it goes on after its end at ${at}`);
  return value;

  function array(): readonly Nested[] {
    if (text[at] !== "{") throw fault(text, `there is no { at ${at}`);
    at++;
    const items: Nested[] = [];
    if (text[at] === "}") return at++, items;
    while (true) {
      items.push(text[at] === "{" ? array() : text[at] === '"' ? quoted() : bare());
      const next = text[at++];
      if (next === "}") return items;
      if (next !== ",") throw fault(text, `there is no , or } at ${at - 1}`);
    }
  }

  function quoted(): string {
    let value = "";
    for (at++; text[at] !== '"'; at++) {
      if (text[at] === "\\") at++;
      if (at >= text.length) throw fault(text, "a quoted element has no end");
      value += text[at];
    }
    at++;
    return value;
  }

  function bare(): string | null {
    let value = "";
    for (; at < text.length && text[at] !== "," && text[at] !== "}"; at++) {
      if (text[at] === "\\") at++;
      value += text[at] ?? "";
    }
    return value.toUpperCase() === "NULL" ? null : value;
  }
}

/** Prints an array as PostgreSQL reads it, each element quoted. */
export function formatArrayLiteral(values: readonly (string | number | null)[]): string {
  const elements = values.map((value) =>
    value === null
      ? "NULL"
      : typeof value === "number"
      ? String(value)
      : `"${value.replace(/["\\]/g, "\\$&")}"`
  );
  return `{${elements.join(",")}}`;
}

function fault(text: string, what: string): SyntaxError {
  const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  return new SyntaxError(`Cannot read the array ${shown}: ${what}`);
}
