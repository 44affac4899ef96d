import { basename } from "node:path";
import { fileURLToPath } from "node:url";

/** A script and what to call it. */
export interface Script {
  readonly script: string;
  readonly name: string;
  /** The encoding that it was read in, where that is not UTF-8. */
  readonly decodedAs?: string;
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
  if (typeof source === "string" && /^postgres(?:ql)?:\/\//i.test(source.trim())) {
    throw new TypeError(
      "Cannot import SQL from the address of a database: read the database with importDatabase()",
    );
  }
  if (typeof source === "string" && !PATH.test(source.trim())) {
    return { script: withoutMark(source), name: called ?? "the script" };
  }
  const name = called ?? nameOf(source);
  const bytes = source instanceof Uint8Array ? source : await readFile(source, name);
  const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? await gunzip(bytes) : bytes;
  if (plain.length > LONGEST) throw tooLong(name, plain.length);
  const encoding = encodingOf(plain);
  return {
    script: withoutMark(new TextDecoder(encoding).decode(plain)),
    name,
    ...(encoding === "utf-8" ? {} : { decodedAs: encoding }),
  };
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

/** What pg_dump calls some encodings that a browser knows by another name. */
const ENCODINGS: Readonly<Record<string, string>> = {
  LATIN1: "windows-1252",
  LATIN2: "iso-8859-2",
  LATIN9: "iso-8859-15",
  WIN1250: "windows-1250",
  WIN1251: "windows-1251",
  WIN1252: "windows-1252",
  KOI8R: "koi8-r",
  SJIS: "shift_jis",
  EUC_JP: "euc-jp",
  GBK: "gbk",
  BIG5: "big5",
};

/** The encoding of a script: by its mark, as UTF-8 where it is that, or as the dump says. */
function encodingOf(bytes: Uint8Array): string {
  // Notepad and PowerShell write UTF-16.
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return "utf-8";
  } catch {
    const head = new TextDecoder("windows-1252").decode(bytes.slice(0, 10_000));
    // A binary file is refused for what it holds, whatever it is read as.
    const said = /client_encoding\s*(?:=|to)\s*'?(\w+)/i.exec(head)?.[1]?.toUpperCase() ?? "LATIN1";
    return ENCODINGS[said] ?? "windows-1252";
  }
}

function withoutMark(text: string): string {
  return text.startsWith("\ufeff") ? text.slice(1) : text;
}
