import { quoteIdentifier } from "../../engines/postgresql/identifiers.ts";
import { classifyStatement, type Treatment } from "./classify_statement.ts";
import { asPlainTable, splitAtMissingSemicolon } from "./mend_statement.ts";
import {
  note,
  noteRefusal,
  noteRepair,
  prepare,
  readSearchPath,
  run,
  type RunState,
  sentence,
  tryRun,
} from "./run_state.ts";
import type { Piece } from "./split_statements.ts";
import { repairAtOnce } from "./stand_ins.ts";

/** What a statement may wait for: an object, a column, a function, a schema, a key to refer to. */
const MAY_COME = new Set(["42P01", "42704", "42883", "3F000", "42703", "42830", "55000"]);

/** A statement is repaired so many times at most. */
const REPAIRS = 20;

type Treat = (state: RunState, piece: Piece, treatment: Treatment) => Promise<void>;

const TREATMENTS: Readonly<Record<Treatment["kind"], Treat>> = {
  run: treatStatement,
  set: treatSetting,
  drop: treatDrop,
  extension: treatExtension,
  aside: treatAside,
};

/** Runs a piece of a script, lets it wait for what it needs, or notes why it is not run. */
export async function treatPiece(state: RunState, piece: Piece): Promise<void> {
  if (piece.kind === "psql") {
    const reason = "A command of psql, not of the database";
    note(state, piece, { code: "psql-command", severity: "advice", reason });
  } else if (piece.kind === "rows") {
    note(state, piece, { code: "rows", severity: "advice", reason: "Rows are not read" });
  } else if (piece.open) {
    state.unparsed++;
    note(state, piece, {
      code: "syntax-error",
      severity: "error",
      reason: `What begins with ${piece.open.text.slice(0, 12).trim()} is never closed`,
      at: piece.open.start - piece.start,
    });
  } else {
    const treatment = classifyStatement(piece.tokens);
    await TREATMENTS[treatment.kind](state, piece, treatment);
  }
}

async function treatStatement(state: RunState, piece: Piece): Promise<void> {
  const plain = asPlainTable(piece);
  if (plain === undefined) return await runPiece(state, piece);
  const reason = "A foreign table is read as a table of its own";
  note(state, piece, { code: "foreign-table", severity: "warning", reason });
  await runPiece(state, { ...piece, text: plain });
}

async function runPiece(state: RunState, piece: Piece): Promise<void> {
  let statement = piece.text;
  let refusal = await run(state, piece);
  for (let repairs = 0; refusal && repairs < REPAIRS; repairs++) {
    const repair = repairAtOnce(refusal, statement);
    if (!repair || !await prepare(state.db, repair)) break;
    statement = repair.statement ?? statement;
    noteRepair(state, piece, repair);
    refusal = await run(state, piece, statement);
  }
  if (!refusal) return;
  const parts = refusal.code === "42601"
    ? splitAtMissingSemicolon(piece, refusal.position)
    : undefined;
  if (parts) {
    note(state, piece, {
      code: "missing-semicolon",
      severity: "warning",
      reason: "A semicolon is missing before the next statement",
      at: parts[1].start - piece.start,
    });
    for (const part of parts) await treatPiece(state, part);
  } else if (MAY_COME.has(refusal.code)) {
    const { searchPath } = state;
    state.waiting.push({ statement, piece, searchPath, refusal, tried: new Set(), standIns: [] });
  } else noteRefusal(state, piece, refusal);
}

async function treatSetting(state: RunState, piece: Piece): Promise<void> {
  const refusal = await tryRun(state.db, piece.text);
  if (refusal) return noteRefusal(state, piece, refusal);
  state.searchPath = await readSearchPath(state.db);
}

/** What is not there needs no dropping, nor may it be dropped when it comes later. */
async function treatDrop(state: RunState, piece: Piece): Promise<void> {
  const refusal = await run(state, piece);
  if (!refusal) return;
  if (!MAY_COME.has(refusal.code)) return noteRefusal(state, piece, refusal);
  const reason = sentence(refusal.message);
  note(state, piece, { code: "nothing-to-drop", severity: "advice", reason });
}

async function treatExtension(
  state: RunState,
  piece: Piece,
  treatment: Treatment,
): Promise<void> {
  if (treatment.kind !== "extension" || treatment.name === "plpgsql") return;
  const { name, schema = "public" } = treatment;
  if (!state.options.extensions.includes(name)) {
    state.missingExtensions.push({ name, schema });
    note(state, piece, {
      code: "missing-extension",
      severity: "warning",
      reason: `Extension ${name} is not embedded: what it brings is stood in for where it is used`,
    });
    return;
  }
  if (schema !== "public") {
    await tryRun(state.db, `create schema if not exists ${quoteIdentifier(schema)}`);
  }
  await runPiece(state, { ...piece, text: `${piece.text} cascade` });
}

function treatAside(state: RunState, piece: Piece, treatment: Treatment): Promise<void> {
  if (treatment.kind === "aside") {
    const { code, reason } = treatment;
    note(state, piece, { code, severity: "advice", reason });
  }
  return Promise.resolve();
}
