/** An import statement in the text of a cell. */
export interface ImportStatement {
  /** Where it starts in the text, and where what follows it starts. */
  readonly start: number;
  readonly end: number;
  /** What stands between `import` and `from`; empty in `import "module"`. */
  readonly clause: string;
  /** The module's name. */
  readonly module: string;
  /** Whether nothing but types are imported. */
  readonly typeOnly: boolean;
  /** Such as `with { type: "json" }`, or empty. */
  readonly attributes: string;
}

const IMPORT =
  /import\s+(?:(type\s+(?!from\b|,))?((?:[\w$]+|\*\s*as\s+[\w$]+|\{[^{}]*\}|\s|,)+?)\s*from\s*)?(["'])([^"'\n]+)\3([ \t]*with\s*\{[^{}]*\})?[ \t]*;?/y;
const BRACKETS = /[({[]/;
const CLOSERS = /[)}\]]/;

/**
 * Finds the import statements at the top level of a cell: not those in comments, strings or templates, and
 * not `import()` or `import.meta`.
 */
export function findImports(source: string): readonly ImportStatement[] {
  const found: ImportStatement[] = [];
  let depth = 0;
  for (let at = 0; at < source.length;) {
    const next = skipQuiet(source, at);
    if (next > at) {
      at = next;
      continue;
    }
    const character = source[at]!;
    if (BRACKETS.test(character)) depth++;
    else if (CLOSERS.test(character)) depth--;
    IMPORT.lastIndex = at;
    const startsWord = at === 0 || !/[\w$.]/.test(source[at - 1]!);
    const match = depth === 0 && character === "i" && startsWord ? IMPORT.exec(source) : null;
    if (match) {
      const [text, type, clause = "", , module, attributes = ""] = match;
      found.push({
        start: at,
        end: at + text.length,
        clause: clause.trim(),
        module: module!,
        typeOnly: type !== undefined,
        attributes: attributes.trim(),
      });
      at += text.length;
    } else at++;
  }
  return found;
}

/** The end of the comment, string or template that starts here, or `at` itself when none does. */
function skipQuiet(source: string, at: number): number {
  const two = source.slice(at, at + 2);
  if (two === "//") return endOr(source, source.indexOf("\n", at));
  if (two === "/*") return endOr(source, source.indexOf("*/", at + 2) + 2, 2);
  const quote = source[at]!;
  if (quote === '"' || quote === "'") return skipString(source, at, quote);
  if (quote === "`") return skipTemplate(source, at);
  return at;
}

function endOr(source: string, end: number, missing = 0): number {
  return end < missing ? source.length : end;
}

function skipString(source: string, start: number, quote: string): number {
  let at = start + 1;
  while (at < source.length && source[at] !== quote && source[at] !== "\n") {
    at += source[at] === "\\" ? 2 : 1;
  }
  return Math.min(source.length, at + 1);
}

function skipTemplate(source: string, start: number): number {
  let at = start + 1;
  while (at < source.length && source[at] !== "`") {
    if (source[at] === "\\") at += 2;
    else if (source.startsWith("${", at)) at = skipSubstitution(source, at + 2);
    else at++;
  }
  return Math.min(source.length, at + 1);
}

function skipSubstitution(source: string, start: number): number {
  let depth = 1;
  let at = start;
  while (at < source.length && depth > 0) {
    const next = skipQuiet(source, at);
    if (next > at) {
      at = next;
      continue;
    }
    if (source[at] === "{") depth++;
    else if (source[at] === "}") depth--;
    at++;
  }
  return at;
}
