import { basename, dirname } from "node:path";
import type { Finding } from "../core/finding.ts";
import { didYouMean } from "../core/suggest.ts";
import type { OpenedSource, OpenSourceOptions, SeenSource, SourceKind } from "./source.ts";
import { sourceKinds } from "./source_kinds.ts";

/** Larger files are data, not a model, a schema or requirements. */
const LONGEST = 256 * 2 ** 20;

/**
 * Opens whatever a model can be made from: a model file, SQL, a database's address, requirements in quotes
 * or in a file, or `-` for standard input.
 *
 * @param words What was written: a path, an address, the words themselves or `-`.
 * @returns The model, with what was found on the way in.
 * @throws {SyntaxError} When the source is of no known kind, or does not parse.
 * @throws {RangeError} When this version cannot read its kind, or the file is too large.
 * @throws {Deno.errors.NotFound} When there is no such file.
 */
export async function openSource(
  words: string,
  options: OpenSourceOptions = {},
): Promise<OpenedSource> {
  const { kind, source } = await seeSource(words, options);
  if (kind.open) {
    const opened = await kind.open(source, options);
    return options.queries === undefined ? opened : await withQueries(opened, options.queries);
  }
  const known = sourceKinds.filter(({ open }) => open);
  throw new RangeError(
    `Cannot read ${
      shown(words)
    }: it is ${kind.name}, which this version cannot read yet; it reads ` +
      known.map(({ name, example }) => `${name} (${example})`).join(", "),
  );
}

async function withQueries(opened: OpenedSource, path: string): Promise<OpenedSource> {
  const text = await readFile(path);
  if (text === undefined) throw await noSuchFile(path);
  const { readStatements, readStatementsCsv } = await import("../workload/read_workload.ts");
  const isCounted = /\.csv$/i.test(path);
  // The rates of a file of counters are a year's, where nobody says how long they were counted.
  const workload = isCounted
    ? await readStatementsCsv(text, 365.2425 * 86_400)
    : await readStatements(text);
  const { addQueries } = await import("./add_queries.ts");
  const { model, findings } = addQueries(opened.model, workload, path);
  return {
    ...opened,
    model,
    findings: [...opened.findings, ...findings, ...(isCounted ? [unknownPeriod(path)] : [])],
  };
}

function unknownPeriod(path: string): Finding {
  return {
    code: "unknown-period",
    severity: "warning",
    where: path,
    what: `${path} counts calls and does not say over how long: a year is assumed`,
    why: "Every rate of its statements may be off by the same factor.",
    fix:
      "Plan the live database, whose server knows the period, or write the rates into a file of statements",
  };
}

interface Seen {
  readonly kind: SourceKind;
  readonly source: SeenSource;
}

async function seeSource(
  words: string,
  { readInput = readStandardInput }: OpenSourceOptions,
): Promise<Seen> {
  if (words === "-") return byContent({ words, text: await readInput() });
  const named = sourceKinds.find(({ named }) => named.test(words));
  if (named?.from === "address") return { kind: named, source: { words } };
  const text = await readFile(words);
  if (text !== undefined) {
    const source = { words, text };
    return named && named.from === "file" ? { kind: named, source } : byContent(source);
  }
  if (named?.from === "words" && /\s/.test(words.trim())) {
    return { kind: named, source: { words, text: words } };
  }
  throw await noSuchFile(words);
}

/** What a text is, by how it begins. */
function byContent(source: SeenSource): Seen {
  const { words, text = "" } = source;
  if (text.trim() === "") {
    throw new SyntaxError(`Cannot read ${shown(words)}: it is empty`);
  }
  if (text.includes("\0")) {
    throw new SyntaxError(`Cannot read ${shown(words)}: it is a binary file`);
  }
  const kind = sourceKinds.find(({ looksLike }) => looksLike?.(text));
  if (kind) return { kind, source };
  throw new SyntaxError(
    `Cannot read ${shown(words)}: it is none of ${sourceKinds.map(({ name }) => name).join(", ")}`,
  );
}

async function readFile(path: string): Promise<string | undefined> {
  let file: Deno.FileInfo;
  try {
    file = await Deno.stat(path);
  } catch (error) {
    // Words may be too long for a path, or hold what a path cannot.
    if (error instanceof Deno.errors.NotCapable || error instanceof Deno.errors.PermissionDenied) {
      throw error;
    }
    return undefined;
  }
  if (file.isDirectory) {
    throw new SyntaxError(`Cannot read ${shown(path)}: it is a folder; name a file in it`);
  }
  if (file.size > LONGEST) {
    throw new RangeError(
      `Cannot read ${shown(path)}: it has ${Math.round(file.size / 2 ** 20)} MB, and at most ` +
        `${LONGEST / 2 ** 20} MB are read`,
    );
  }
  return await Deno.readTextFile(path);
}

async function noSuchFile(path: string): Promise<Error> {
  const names: string[] = [];
  try {
    for await (const { name } of Deno.readDir(dirname(path))) names.push(name);
  } catch {
    // Without the folder there is nothing to suggest.
  }
  const near = didYouMean(basename(path), names).replace(/^; there (is|are).*/, "");
  const hint = near || "; requirements are written in quotes, as a sentence";
  return new Deno.errors.NotFound(`Cannot read ${shown(path)}: there is no such file${hint}`);
}

/** A password in an address is nobody's business, nor is a whole page of words. */
function shown(words: string): string {
  if (words === "-") return "standard input";
  const safe = words.replace(/^([a-z][a-z0-9+.-]+:\/\/[^\s/@:]*):[^\s@]*@/i, "$1:…@");
  return safe.length > 80 ? `${JSON.stringify(safe.slice(0, 77))}…` : safe;
}

async function readStandardInput(): Promise<string> {
  return await new Response(Deno.stdin.readable).text();
}
