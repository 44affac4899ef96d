import { median } from "../../core/median.ts";
import {
  type ConnectOptions,
  connectPostgres,
  type ReadOnlyConnection,
} from "../../sources/live/connect_postgres.ts";
import type { PostgresAddress } from "../../sources/live/postgres_address.ts";

const BUSY = "explain (analyze, timing off, summary on, format json) " +
  "select sum(i), max(i), count(*) from (select i from generate_series(1, 150000) i order by hashint4(i)) s";

/** How much longer the same takes when each core has something to do. */
export async function measureSlowdown(
  address: PostgresAddress,
  cores: number,
  options: ConnectOptions,
): Promise<number> {
  await using stack = new AsyncDisposableStack();
  const connections: ReadOnlyConnection[] = [];
  for (let at = 0; at < Math.min(cores, 32); at++) {
    const connection = stack.use(await connectPostgres(address, options));
    await connection.query("set local jit = off");
    connections.push(connection);
  }
  const run = async (connection: ReadOnlyConnection): Promise<number> => {
    const { rows: [row] } = await connection.query(BUSY);
    return Number((row!["QUERY PLAN"] as readonly Record<string, unknown>[])[0]!["Execution Time"]);
  };
  for (const connection of connections) await run(connection);
  const [alone, together]: number[][] = [[], []];
  for (let round = 0; round < 5; round++) {
    alone!.push(await run(connections[0]!));
    together!.push(...await Promise.all(connections.map(run)));
  }
  return Math.max(1, median(together!)! / median(alone!)!);
}
