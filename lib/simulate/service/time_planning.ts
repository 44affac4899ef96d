import type { ReadOnlyConnection } from "../../sources/live/connect_postgres.ts";
import type { TimedWork } from "./fit_constants.ts";

const LOOKUP = "select relname from pg_catalog.pg_class where oid = 1259";
const TIMES = 1500;

/** A block that runs a statement over and over on the server: planned once, or each time. */
const block = (statement: string): string =>
  `do $probe$ declare found name; begin for i in 1..${TIMES} loop ${statement}; end loop; end $probe$`;
const PLANNED_ONCE = block(LOOKUP.replace("relname", "relname into found"));
const PLANNED_EACH = block(`execute '${LOOKUP}' into found`);

/**
 * Times parsing and planning: what a statement takes more when it is planned each time. It runs inside the
 * server, so that no message counts. A server without PL/pgSQL, or one that is too busy to tell, gives nothing.
 */
export async function timePlanning(
  connection: Pick<ReadOnlyConnection, "query">,
): Promise<readonly TimedWork[]> {
  await connection.query("savepoint planning");
  try {
    const run = async (sql: string): Promise<number> => {
      const start = performance.now();
      await connection.query(sql);
      return (performance.now() - start) / 1000 / TIMES;
    };
    const [once, each]: number[][] = [[], []];
    for (let round = 0; round < 4; round++) {
      once!.push(await run(PLANNED_ONCE));
      each!.push(await run(PLANNED_EACH));
    }
    const seconds = Math.min(...each!) - Math.min(...once!);
    // The statement and the one table that it names.
    return seconds > 0 ? [{ units: { planning: 2 }, seconds }] : [];
  } catch {
    return [];
  } finally {
    await connection.query("rollback to savepoint planning");
  }
}
