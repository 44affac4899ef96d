import {
  noteRepair,
  prepare,
  run,
  type RunState,
  setSearchPath,
  type Waiting,
} from "./run_state.ts";
import { type Repair, repairAtOnce, repairInTheEnd } from "./stand_ins.ts";

/** Stand-ins are made in so many rounds at most. */
const ROUNDS = 200;

/**
 * Runs what waits, again and again while that helps; then puts stand-ins in the place of what nothing in
 * the script made. What still waits in the end stays in the state.
 */
export async function runWaiting(state: RunState): Promise<void> {
  await retry(state);
  for (let round = 0; state.waiting.length > 0 && round < ROUNDS; round++) {
    if (!await mendOne(state)) break;
    await retry(state);
  }
}

async function retry(state: RunState): Promise<void> {
  const { waiting } = state;
  for (let before = -1; before !== waiting.length && waiting.length > 0;) {
    before = waiting.length;
    for (const one of waiting.splice(0)) {
      await setSearchPath(state.db, one.searchPath);
      const refusal = await run(state, one.piece, one.statement);
      if (refusal) waiting.push({ ...one, refusal });
    }
  }
}

/** Mends the first statement that can be helped. */
async function mendOne(state: RunState): Promise<boolean> {
  for (const one of state.waiting) {
    const repair = repairAtOnce(one.refusal, one.statement) ??
      repairInTheEnd(one.refusal, one.statement);
    const key = `${one.refusal.code} ${one.refusal.message} ${repair?.statement ?? ""}`;
    if (!repair || one.tried.has(key)) continue;
    one.tried.add(key);
    await setSearchPath(state.db, one.searchPath);
    if (await mend(state, one, repair)) return true;
  }
  return false;
}

async function mend(state: RunState, one: Waiting, repair: Repair): Promise<boolean> {
  if (repair.returns !== undefined) return await retype(state, one, repair.returns);
  if (!await prepare(state.db, repair)) return false;
  one.statement = repair.statement ?? one.statement;
  if (repair.standInType !== undefined) state.standInTypes.push(repair.standInType);
  if (repair.standIn) {
    const { routine, parameters } = repair.standIn;
    one.standIns.push(repair.standIn);
    state.standIns.add(`${routine}(${parameters})`);
  }
  for (const [number, text] of repair.modifiers ?? []) state.modifiers.set(number, text);
  noteRepair(state, one.piece, { ...repair, severity: "warning" });
  return true;
}

/** Makes the last function that stands in for one of the statement's return what the statement expects. */
async function retype(state: RunState, one: Waiting, type: string): Promise<boolean> {
  const last = one.standIns.at(-1);
  if (last === undefined) return false;
  const { routine, parameters } = last;
  return await prepare(state.db, {
    prepare: [
      `drop function if exists ${routine}(${parameters})`,
      `create function ${routine}(${parameters}) returns ${type} language plpgsql immutable
        as 'begin return null; end'`,
    ],
  });
}
