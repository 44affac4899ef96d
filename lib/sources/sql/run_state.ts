import type { PGlite } from "@electric-sql/pglite";
import type { Severity } from "../../core/finding.ts";
import type { Piece } from "./split_statements.ts";
import type { Refusal, Repair } from "./stand_ins.ts";

/** A statement, or a part of one, that is not in the schema as it stood in the script. */
export interface RunNote {
  readonly code: string;
  readonly severity: Severity;
  readonly reason: string;
  /** The beginning of the statement. */
  readonly statement: string;
  /** Where in the script. */
  readonly offset: number;
  /** How many statements in a row it stands for. */
  count: number;
}

/** A statement that waits for what it needs. */
export interface Waiting {
  statement: string;
  readonly piece: Piece;
  readonly searchPath: string;
  refusal: Refusal;
  /** The repairs that were tried. */
  readonly tried: Set<string>;
  /** Functions that stand in for those that the statement calls. */
  readonly standIns: { readonly routine: string; readonly parameters: string }[];
}

/** How a script is run. */
export interface RunOptions {
  /** The extensions that the embedded database can create. */
  readonly extensions: readonly string[];
  /** Called before a statement is run, with where it begins in the script. */
  readonly onRun?: (offset: number) => void;
}

/** A script while it is run. */
export interface RunState {
  readonly db: PGlite;
  readonly options: RunOptions;
  readonly notes: RunNote[];
  readonly waiting: Waiting[];
  /** Functions that stand in, as SQL: `public.st_area(text)`. */
  readonly standIns: Set<string>;
  /** Types that stand in, as SQL. */
  readonly standInTypes: string[];
  /** What stood in parentheses behind stand-in types, by the number that was written instead. */
  readonly modifiers: Map<string, string>;
  /** Extensions that the script creates and that are not embedded. */
  readonly missingExtensions: { readonly name: string; readonly schema: string }[];
  /** Statements that made or changed something. */
  ran: number;
  /** Statements that PostgreSQL could not parse. */
  unparsed: number;
  searchPath: string;
  /** The piece that the last note is of. */
  noted?: Piece;
}

/** So much of a statement is quoted. */
const EXCERPT = 120;

/** What is there already: made by the script twice, or by every new database. */
const ALREADY = new Set(["42P06", "42P07", "42710", "42723", "42701"]);

/** What PostgreSQL says in passing that is a loss. */
const TELLING: Readonly<Record<string, string>> = { "42P07": "exists", "42622": "name-cut" };

/** What is noted of a piece. */
export interface NoteOptions {
  readonly code: string;
  readonly severity: Severity;
  readonly reason: string;
  /** Where in the piece. Defaults to its beginning. */
  readonly at?: number;
}

/** Notes what is not in the schema as it stood in the script. Rows in a row are one note. */
export function note(state: RunState, piece: Piece, options: NoteOptions): void {
  const { code, severity, reason, at = 0 } = options;
  const last = state.notes.at(-1);
  const repeats = last?.code === code && code === "rows" && state.noted !== undefined &&
    headOf(state.noted) === headOf(piece);
  state.noted = piece;
  if (repeats) last.count++;
  else {
    const statement = excerptOf(piece.text);
    state.notes.push({ code, severity, reason, statement, offset: piece.start + at, count: 1 });
  }
}

/** Notes a repair, where something is lost by it. */
export function noteRepair(
  state: RunState,
  piece: Piece,
  { code, reason = "", severity = "advice" }: Repair & { readonly severity?: Severity },
): void {
  if (code !== undefined) note(state, piece, { code, severity, reason });
}

/** Notes that PostgreSQL refuses a statement for good. */
export function noteRefusal(state: RunState, piece: Piece, refusal: Refusal): void {
  const isSyntax = refusal.code === "42601";
  if (isSyntax) state.unparsed++;
  const exists = ALREADY.has(refusal.code);
  note(state, piece, {
    code: isSyntax ? "syntax-error" : exists ? "exists" : "refused",
    // Every new database has the schema public, which pg_dump creates too.
    severity: refusal.code === "42P06" ? "advice" : exists ? "warning" : "error",
    reason: sentence(refusal.message),
    at: offsetOf(piece.text, refusal.position),
  });
}

/** Runs a statement for a piece of the script. */
export async function run(
  state: RunState,
  piece: Piece,
  statement: string = piece.text,
): Promise<Refusal | undefined> {
  state.options.onRun?.(piece.start);
  const refusal = await tryRun(state.db, statement, ({ code, message }) => {
    const telling = TELLING[code];
    if (telling === undefined) return;
    note(state, piece, { code: telling, severity: "warning", reason: sentence(message) });
  });
  if (refusal === undefined) state.ran++;
  return refusal;
}

/** Runs a statement; what PostgreSQL refuses is returned, all else is thrown. */
export async function tryRun(
  db: PGlite,
  statement: string,
  onNotice: (notice: { readonly code: string; readonly message: string }) => void = () => {},
): Promise<Refusal | undefined> {
  try {
    await db.exec(statement, {
      onNotice: ({ code = "", message = "" }) => onNotice({ code, message }),
    });
    return undefined;
  } catch (error) {
    const { code, message, position } = error as Error & { code?: string; position?: string };
    if (code === undefined) throw error;
    return { code, message, ...(position === undefined ? {} : { position: Number(position) }) };
  }
}

/** Makes what a repair needs; false where that is refused too. */
export async function prepare(db: PGlite, { prepare = [] }: Repair): Promise<boolean> {
  try {
    for (const statement of prepare) {
      if (await tryRun(db, statement)) return false;
    }
    return true;
  } finally {
    // Some stand-ins go where only the system's own objects go; the script's may not.
    await tryRun(db, "set allow_system_table_mods = off");
  }
}

/** The search path of the session. */
export async function readSearchPath(db: PGlite): Promise<string> {
  const { rows } = await db.query<{ path: string }>(
    "select current_setting('search_path') as path",
  );
  return rows[0]!.path;
}

/** Sets the search path of the session. */
export async function setSearchPath(db: PGlite, path: string): Promise<void> {
  await db.query("select set_config('search_path', $1, false)", [path]);
}

/** The words that say what a statement does to what: `insert into orders`. */
function headOf({ tokens }: Piece): string {
  const end = tokens.findIndex(({ text }) => text === "(");
  return tokens.slice(0, end < 0 ? 5 : Math.min(end, 8)).map(({ text }) => text).join(" ");
}

function excerptOf(statement: string): string {
  const line = statement.slice(0, 4 * EXCERPT).replace(/\s+/g, " ");
  return line.length > EXCERPT ? `${line.slice(0, EXCERPT - 1)}…` : line;
}

/** PostgreSQL counts characters, JavaScript UTF-16 units. */
function offsetOf(statement: string, position?: number): number {
  if (position === undefined) return 0;
  return [...statement].slice(0, position - 1).join("").length;
}

/** A message that begins like a sentence. */
export function sentence(message: string): string {
  return message.charAt(0).toUpperCase() + message.slice(1);
}
