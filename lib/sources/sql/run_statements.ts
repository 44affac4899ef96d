import type { PGlite } from "@electric-sql/pglite";
import type { Severity } from "../../core/finding.ts";
import { quoteIdentifier } from "../../engines/postgresql/identifiers.ts";
import { classifyStatement, type Treatment } from "./classify_statement.ts";
import { asPlainTable, splitAtMissingSemicolon } from "./mend_statement.ts";
import type { Piece } from "./split_statements.ts";
import { type Refusal, type Repair, repairAtOnce, repairInTheEnd } from "./stand_ins.ts";

/** So much of a statement is quoted. */
const EXCERPT = 120;

/** A statement, or a part of one, that is not in the schema as it stood in the script. */
export interface RunNote {
  readonly code: string;
  readonly severity: Severity;
  readonly reason: string;
  readonly statement: string;
  /** Where in the script. */
  readonly offset: number;
  /** How many statements in a row it stands for. */
  count: number;
}

/** What came of running a script. */
export interface RunResult {
  readonly notes: readonly RunNote[];
  /** Statements that made or changed something. */
  readonly ran: number;
  /** Statements that PostgreSQL could not parse. */
  readonly unparsed: number;
  /** Functions that stand in, as SQL: `public.st_area(text)`. */
  readonly standIns: readonly string[];
  /** Types that stand in, as SQL. */
  readonly standInTypes: readonly string[];
  /** What stood in parentheses behind stand-in types, by the number that was written instead. */
  readonly modifiers: ReadonlyMap<string, string>;
  /** Extensions that the script creates and that are not embedded. */
  readonly missingExtensions: readonly { readonly name: string; readonly schema: string }[];
}

/** How a script is run. */
export interface RunOptions {
  /** The extensions that the embedded database can create. */
  readonly extensions: readonly string[];
  /** Called after every hundred statements with how many are done. */
  readonly onProgress?: (done: number) => void;
}

/** A statement that waits for what it needs. */
interface Waiting {
  statement: string;
  readonly piece: Piece;
  readonly searchPath: string;
  refusal: Refusal;
  /** The repairs that were tried. */
  readonly tried: Set<string>;
  /** Functions that stand in for those that the statement calls. */
  readonly standIns: { readonly routine: string; readonly parameters: string }[];
}

/** What a statement may wait for: an object, a column, a function, a schema, a key to refer to. */
const MAY_COME = new Set(["42P01", "42704", "42883", "3F000", "42703", "42830", "55000"]);

/** What is there already: made by the script twice, or by every new database. */
const ALREADY = new Set(["42P06", "42P07", "42710", "42723", "42701"]);

/** Repairs are tried in so many rounds at most. */
const ROUNDS = 40;

/**
 * Runs the pieces of a script, one by one. What fails for want of something waits until the script has made
 * it; what nothing makes gets a stand-in; all else is noted with what PostgreSQL says.
 */
export async function runStatements(
  db: PGlite,
  pieces: Iterable<Piece>,
  options: RunOptions,
): Promise<RunResult> {
  const notes: RunNote[] = [];
  const waiting: Waiting[] = [];
  const standIns = new Set<string>();
  const standInTypes: string[] = [];
  const modifiers = new Map<string, string>();
  const missingExtensions: { name: string; schema: string }[] = [];
  let ran = 0;
  let unparsed = 0;
  let searchPath = await readSearchPath(db);

  let previous: Piece | undefined;
  const note = (piece: Piece, code: string, severity: Severity, reason: string, at = 0): void => {
    const last = notes.at(-1);
    // A dump can have a million INSERTs in a row.
    const repeats = last?.code === code && code === "rows" && previous !== undefined &&
      headOf(previous) === headOf(piece);
    previous = piece;
    if (repeats) last.count++;
    else {
      const offset = piece.start + at;
      notes.push({ code, severity, reason, statement: excerptOf(piece.text), offset, count: 1 });
    }
  };
  const noteRepair = (piece: Piece, { code, reason }: Repair, severity: Severity): void => {
    if (code !== undefined) note(piece, code, severity, reason ?? "");
  };
  const refused = (piece: Piece, refusal: Refusal): void => {
    const isSyntax = refusal.code === "42601";
    if (isSyntax) unparsed++;
    const code = isSyntax ? "syntax-error" : ALREADY.has(refusal.code) ? "exists" : "refused";
    const severity = code === "exists" ? "advice" : "error";
    note(piece, code, severity, sentence(refusal.message), offsetOf(piece.text, refusal.position));
  };
  const run = async (statement: string): Promise<Refusal | undefined> => {
    const refusal = await tryRun(db, statement);
    if (refusal === undefined) ran++;
    return refusal;
  };

  const runPiece = async (piece: Piece): Promise<void> => {
    let statement = piece.text;
    let refusal = await run(statement);
    for (let round = 0; refusal && round < ROUNDS; round++) {
      const repair = repairAtOnce(refusal, statement);
      if (!repair || !await prepare(db, repair)) break;
      statement = repair.statement ?? statement;
      noteRepair(piece, repair, "advice");
      refusal = await run(statement);
    }
    if (refusal?.code === "42601") {
      const parts = splitAtMissingSemicolon(piece, refusal.position);
      if (parts) {
        note(
          piece,
          "missing-semicolon",
          "warning",
          "A semicolon is missing before the next statement",
          parts[1].start - piece.start,
        );
        for (const part of parts) await treat(part);
        return;
      }
    }
    if (!refusal) return;
    if (!MAY_COME.has(refusal.code)) return refused(piece, refusal);
    waiting.push({ statement, piece, searchPath, refusal, tried: new Set(), standIns: [] });
  };

  const treatments: Readonly<
    Record<Treatment["kind"], (piece: Piece, treatment: Treatment) => Promise<void>>
  > = {
    run: async (piece) => {
      const plain = asPlainTable(piece);
      if (plain === undefined) return await runPiece(piece);
      note(piece, "foreign-table", "warning", "A foreign table is read as a table of its own");
      await runPiece({ ...piece, text: plain });
    },
    set: async (piece) => {
      const refusal = await tryRun(db, piece.text);
      if (refusal) return refused(piece, refusal);
      searchPath = await readSearchPath(db);
    },
    drop: async (piece) => {
      const refusal = await tryRun(db, piece.text);
      if (!refusal) ran++;
      else if (MAY_COME.has(refusal.code)) {
        note(piece, "nothing-to-drop", "advice", sentence(refusal.message));
      } else refused(piece, refusal);
    },
    extension: async (piece, treatment) => {
      if (treatment.kind !== "extension") return;
      const { name, schema = "public" } = treatment;
      if (name === "plpgsql") return;
      if (!options.extensions.includes(name)) {
        missingExtensions.push({ name, schema });
        note(
          piece,
          "missing-extension",
          "warning",
          `Extension ${name} is not embedded: what it brings is stood in for where it is used`,
        );
        return;
      }
      if (schema !== "public") {
        await tryRun(db, `create schema if not exists ${quoteIdentifier(schema)}`);
      }
      await runPiece({ ...piece, text: `${piece.text} cascade` });
    },
    aside: (piece, treatment) => {
      if (treatment.kind === "aside") note(piece, treatment.code, "advice", treatment.reason);
      return Promise.resolve();
    },
  };

  async function treat(piece: Piece): Promise<void> {
    if (piece.kind === "psql") {
      note(piece, "psql-command", "advice", "A command of psql, not of the database");
    } else if (piece.kind === "rows") {
      note(piece, "rows", "advice", "Rows are not read");
    } else if (piece.open) {
      unparsed++;
      const at = piece.open.start - piece.start;
      note(
        piece,
        "syntax-error",
        "error",
        `What begins with ${piece.open.text.slice(0, 12).trim()} is never closed`,
        at,
      );
    } else {
      const treatment = classifyStatement(piece.tokens);
      await treatments[treatment.kind](piece, treatment);
    }
  }

  let done = 0;
  for (const piece of pieces) {
    await treat(piece);
    if (++done % 100 === 0) options.onProgress?.(done);
  }
  await retry();
  for (let round = 0; waiting.length > 0 && round < ROUNDS; round++) {
    if (!await mendOne()) break;
    await retry();
  }
  for (const { piece, refusal } of waiting) refused(piece, refusal);
  return {
    notes,
    ran,
    unparsed,
    standIns: [...standIns],
    standInTypes,
    modifiers,
    missingExtensions,
  };

  /** Runs what waits, again and again while that helps. */
  async function retry(): Promise<void> {
    for (let before = -1; before !== waiting.length && waiting.length > 0;) {
      before = waiting.length;
      for (const one of waiting.splice(0)) {
        await setSearchPath(db, one.searchPath);
        const refusal = await run(one.statement);
        if (refusal) waiting.push({ ...one, refusal });
      }
    }
  }

  /** Puts a stand-in in the place of what the first statement that can be helped is missing. */
  async function mendOne(): Promise<boolean> {
    for (const one of waiting) {
      const repair = repairAtOnce(one.refusal, one.statement) ??
        repairInTheEnd(one.refusal, one.statement);
      const key = `${one.refusal.code} ${one.refusal.message} ${repair?.statement ?? ""}`;
      if (!repair || one.tried.has(key)) continue;
      one.tried.add(key);
      await setSearchPath(db, one.searchPath);
      if (!await mend(one, repair)) continue;
      return true;
    }
    return false;
  }

  async function mend(one: Waiting, repair: Repair): Promise<boolean> {
    if (repair.returns !== undefined) {
      const last = one.standIns.at(-1);
      if (last === undefined) return false;
      const { routine, parameters } = last;
      return await prepare(db, {
        ...repair,
        prepare: [
          `drop function if exists ${routine}(${parameters})`,
          `create function ${routine}(${parameters}) returns ${repair.returns} language plpgsql
            immutable as 'begin return null; end'`,
        ],
      });
    }
    if (!await prepare(db, repair)) return false;
    one.statement = repair.statement ?? one.statement;
    if (repair.standInType !== undefined) standInTypes.push(repair.standInType);
    if (repair.standIn) {
      one.standIns.push(repair.standIn);
      standIns.add(`${repair.standIn.routine}(${repair.standIn.parameters})`);
    }
    for (const [number, text] of repair.modifiers ?? []) modifiers.set(number, text);
    noteRepair(one.piece, repair, "warning");
    return true;
  }
}

async function tryRun(db: PGlite, statement: string): Promise<Refusal | undefined> {
  try {
    await db.exec(statement);
    return undefined;
  } catch (error) {
    const { code, message, position } = error as Error & { code?: string; position?: string };
    if (code === undefined) throw error;
    return { code, message, ...(position === undefined ? {} : { position: Number(position) }) };
  }
}

async function prepare(db: PGlite, repair: Repair): Promise<boolean> {
  for (const statement of repair.prepare ?? []) {
    if (await tryRun(db, statement)) return false;
  }
  return true;
}

async function readSearchPath(db: PGlite): Promise<string> {
  const { rows } = await db.query<{ path: string }>(
    "select current_setting('search_path') as path",
  );
  return rows[0]!.path;
}

async function setSearchPath(db: PGlite, path: string): Promise<void> {
  await db.query("select set_config('search_path', $1, false)", [path]);
}

/** PostgreSQL counts characters, JavaScript UTF-16 units. */
function offsetOf(statement: string, position?: number): number {
  if (position === undefined) return 0;
  return [...statement].slice(0, position - 1).join("").length;
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

function sentence(message: string): string {
  return message.charAt(0).toUpperCase() + message.slice(1);
}
