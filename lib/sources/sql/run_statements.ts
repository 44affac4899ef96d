import type { PGlite } from "@electric-sql/pglite";
import { noteRefusal, readSearchPath, type RunOptions, type RunState } from "./run_state.ts";
import { runWaiting } from "./run_waiting.ts";
import type { Piece } from "./split_statements.ts";
import { treatPiece } from "./treat_piece.ts";

/** What came of running a script. */
export type RunResult = Readonly<
  Pick<
    RunState,
    | "notes"
    | "ran"
    | "unparsed"
    | "standIns"
    | "standInTypes"
    | "modifiers"
    | "missingExtensions"
  >
>;

/**
 * Runs the pieces of a script, one by one. What fails for want of something waits until the script has made
 * it; what nothing makes gets a stand-in; all else is noted with what PostgreSQL says.
 */
export async function runStatements(
  db: PGlite,
  pieces: Iterable<Piece>,
  options: RunOptions,
): Promise<RunResult> {
  const state: RunState = {
    db,
    options,
    notes: [],
    waiting: [],
    standIns: new Set(),
    standInTypes: [],
    modifiers: new Map(),
    missingExtensions: [],
    ran: 0,
    unparsed: 0,
    searchPath: await readSearchPath(db),
  };
  for (const piece of pieces) await treatPiece(state, piece);
  await runWaiting(state);
  for (const { piece, refusal } of state.waiting) noteRefusal(state, piece, refusal);
  return state;
}
