/**
 * Makes text of unknown origin safe in each language that is printed here.
 *
 * @module
 */

const HTML: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

// deno-lint-ignore no-control-regex -- XML 1.0, section 2.2 forbids these characters even when escaped
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g;

/** Escapes text for HTML, in content and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => HTML[character]!);
}

/** Escapes text for SVG and other XML, and replaces the characters that XML cannot hold. */
export function escapeXml(text: string): string {
  return escapeHtml(text.toWellFormed().replace(NOT_XML, "\ufffd"));
}

/** Escapes text for one line or table cell of Markdown; line breaks become spaces. */
export function escapeMarkdown(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, " ")
    .replace(/[\\`*_{}[\]()#+!|~$^=-]/g, (character) => `\\${character}`)
    .replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

/** Writes text as inline code of Markdown that no backtick, pipe or line break in it can end. */
export function markdownCode(text: string): string {
  const line = text.replace(/\s*[\r\n]+\s*/g, " ").replaceAll("|", "\\|");
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = longest > 0 || line === "" ? " " : "";
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** Writes text as a fenced block of Markdown that no fence in it can end. */
export function markdownBlock(text: string, language = ""): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text.replace(/\n$/, "")}\n${fence}`;
}

/** Writes text as a double-quoted string of Graphviz's DOT language. */
export function quoteDot(text: string): string {
  const safe = text.toWellFormed().replace(NOT_XML, "\ufffd");
  return `"${safe.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replace(/\r?\n/g, "\\n")}"`;
}

/**
 * Writes a name as a delimited identifier of SQL.
 *
 * @throws {RangeError} When the name is empty or holds the character NUL, which no engine stores.
 */
export function quoteSqlIdentifier(name: string): string {
  if (name === "" || name.includes("\0")) {
    throw new RangeError(
      `Cannot quote ${JSON.stringify(name)} as a name: it is empty or holds a NUL`,
    );
  }
  return `"${name.replaceAll('"', '""')}"`;
}

/**
 * Writes text as a character literal of standard SQL.
 *
 * @throws {RangeError} When the text holds the character NUL, which no engine stores.
 */
export function quoteSqlLiteral(text: string): string {
  if (text.includes("\0")) throw new RangeError("Cannot quote text as SQL: it holds a NUL");
  return `'${text.replaceAll("'", "''")}'`;
}

/** Writes text inside a comment of SQL that it cannot end. */
export function sqlComment(text: string): string {
  return text.split(/\r\n|[\n\r\u0085\u2028\u2029]/).map((line) => `-- ${line}`.trimEnd()).join(
    "\n",
  );
}
