import { median } from "../../core/median.ts";
import type { ReadOnlyConnection } from "../../sources/live/connect_postgres.ts";

const STATEMENT = "select 1";
const IN_A_ROW = 300;
const AFTER_PAUSES = 60;
/** Milliseconds after which cores have gone to sleep and other work has had their caches. */
const PAUSE = 5;

/**
 * Times how much longer a statement takes when nothing was to be done before it than in a row of many: what
 * waking up costs the server's machine, and this one when it hears the answer.
 *
 * @returns Seconds, from 0.
 */
export async function timeWake(connection: Pick<ReadOnlyConnection, "query">): Promise<number> {
  const once = async (): Promise<number> => {
    const start = performance.now();
    await connection.query(STATEMENT);
    return (performance.now() - start) / 1000;
  };
  const inARow: number[] = [];
  const afterPauses: number[] = [];
  for (let at = 0; at < IN_A_ROW; at++) inARow.push(await once());
  for (let at = 0; at < AFTER_PAUSES; at++) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    afterPauses.push(await once());
  }
  return Math.max(0, median(afterPauses)! - median(inARow)!);
}
