import { basename } from "node:path";
import { fileURLToPath } from "node:url";

/** A script and what to call it. */
export interface Script {
  readonly script: string;
  readonly name: string;
}

/** A path is one line without a semicolon that ends like a file, or a single word. */
const PATH = /^(?:[^\n;]+\.\w{1,8}|[^\s;]+)$/;

/** A string in JavaScript can hold no more. */
const LONGEST = 500 * 2 ** 20;

/**
 * Reads a script: the text itself, or the file of a path or address, gunzipped where it is gzipped.
 *
 * @throws {RangeError} When the file is longer than a string can be.
 * @throws {Deno.errors.NotFound} When there is no such file.
 */
export async function readScript(
  source: string | URL | Uint8Array,
  called?: string,
): Promise<Script> {
  if (typeof source === "string" && !PATH.test(source.trim())) {
    return { script: withoutMark(source), name: called ?? "the script" };
  }
  const name = called ?? nameOf(source);
  const bytes = source instanceof Uint8Array ? source : await readFile(source, name);
  const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? await gunzip(bytes) : bytes;
  if (plain.length > LONGEST) throw tooLong(name, plain.length);
  return { script: withoutMark(decode(plain)), name };
}

function nameOf(source: string | URL | Uint8Array): string {
  if (source instanceof Uint8Array) return "the script";
  return typeof source === "string" ? source.trim() : basename(source.pathname);
}

async function readFile(source: string | URL, name: string): Promise<Uint8Array> {
  const path = typeof source === "string" ? source.trim() : fileURLToPath(source);
  try {
    const { size, isDirectory } = await Deno.stat(path);
    if (isDirectory) {
      throw new SyntaxError(`Cannot import ${name}: it is a folder; name a file in it`);
    }
    if (size > LONGEST) throw tooLong(name, size);
    return await Deno.readFile(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new Deno.errors.NotFound(
      `Cannot import ${name}: there is no such file; SQL itself ends in a semicolon`,
    );
  }
}

function tooLong(name: string, bytes: number): RangeError {
  return new RangeError(
    `Cannot import ${name}: it has ${Math.round(bytes / 2 ** 20)} MB, and at most ${
      LONGEST / 2 ** 20
    } MB are read; leave the rows out with pg_dump --schema-only`,
  );
}

async function gunzip(bytes: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(
    new DecompressionStream("gzip"),
  );
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Notepad and PowerShell write UTF-16. */
function decode(bytes: Uint8Array): string {
  const marks: readonly (readonly [number, number, string])[] = [
    [0xff, 0xfe, "utf-16le"],
    [0xfe, 0xff, "utf-16be"],
  ];
  const mark = marks.find(([first, second]) => bytes[0] === first && bytes[1] === second);
  return new TextDecoder(mark?.[2] ?? "utf-8").decode(bytes);
}

function withoutMark(text: string): string {
  return text.startsWith("\ufeff") ? text.slice(1) : text;
}
