import { type Token, tokenize } from "../../engines/postgresql/tokens.ts";

/**
 * A statement as pgbench takes it: on one line, `$1` replaced, and no colon that pgbench would take for one of
 * its variables. pgbench replaces `:name` anywhere, in strings too; there the colon is written as an escape.
 *
 * Source: PostgreSQL 18 manual, pgbench, Custom Scripts.
 *
 * @param replace What stands for each parameter, by its number.
 * @throws {RangeError} When a name or a string is not closed.
 */
export function pgbenchSql(sql: string, replace: (number: number) => string): string {
  let text = "";
  let end = 0;
  let before: Token | undefined;
  for (const token of tokenize(sql)) {
    if (token.open) {
      throw new RangeError(
        `Cannot write a script: a string or a name is not closed at character ${token.start + 1}`,
      );
    }
    const apart = token.start > end || token.kind === "comment";
    if (apart && text !== "") text += " ";
    end = token.start + token.text.length;
    if (token.kind === "comment") continue;
    // `a[1:b]` would be a variable b; `::` is not.
    if (before?.text === ":" && !apart && token.text !== ":" && !text.endsWith("::")) text += " ";
    text += WRITTEN[token.kind]?.(token.text, replace) ?? token.text;
    before = token;
  }
  return text.trim().replace(/\s*;\s*$/, "");
}

type Write = (text: string, replace: (number: number) => string) => string;

const WRITTEN: Readonly<Partial<Record<Token["kind"], Write>>> = {
  parameter: (text, replace) => replace(Number(text.slice(1))),
  string: (text) => oneLine(text) ? text : rewritten(text),
  quoted: (text) =>
    oneLine(text) || /^u&/i.test(text)
      ? text
      : `U&"${unicode(text.slice(1, -1).replaceAll('""', '"')).replaceAll('"', '""')}"`,
};

const oneLine = (text: string): boolean => !/:[A-Za-z_\u0080-\uffff]|[\r\n]/.test(text);

function rewritten(text: string): string {
  const dollar = /^(\$[^$]*\$)([\s\S]*)\1$/.exec(text);
  if (dollar) return `U&${quoted(unicode(dollar[2]!))}`;
  const [, prefix = "", body = ""] = /^([A-Za-z]?&?)'([\s\S]*)'$/.exec(text) ?? [];
  if (/^e$/i.test(prefix)) {
    return `E'${body.replaceAll(":", "\\x3a").replaceAll("\r", "\\r").replaceAll("\n", "\\n")}'`;
  }
  if (/^u&$/i.test(prefix)) {
    return `U&'${body.replaceAll(":", "\\003a").replaceAll("\n", "\\000a")}'`;
  }
  return `${/^n$/i.test(prefix) ? "" : prefix}U&${quoted(unicode(body.replaceAll("''", "'")))}`;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

function unicode(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll(":", "\\003a").replaceAll("\r", "\\000d")
    .replaceAll("\n", "\\000a");
}

/** A literal of a string that pgbench leaves alone. */
export function pgbenchLiteral(text: string): string {
  if (text.includes("\0")) throw new RangeError("Cannot write a script: a value holds a NUL");
  return oneLine(text) ? quoted(text) : `U&${quoted(unicode(text))}`;
}
