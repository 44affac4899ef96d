/**
 * Measures on real servers how long planning takes with a thousand partitions, where none is pruned, where
 * all but one are, and where only the execution prunes: what `planPartitions()` reckons with.
 *
 * @module
 */
import { serverOrSkip, type ServerVersion } from "../tests/servers.ts";

const PARTITIONS = 1000;
const STATEMENTS = {
  none: "select count(*) from p where k = 1",
  "all but one": "select count(*) from p where at >= '2027-02-01' and at < '2027-02-02'",
  "by the execution": "select count(*) from p where at >= now()",
} as const;

for (const version of [18, 15] satisfies ServerVersion[]) {
  const server = await serverOrSkip(version, { settings: { max_locks_per_transaction: "4096" } });
  if (!server) continue;
  await using _ = server;
  const client = await server.connect();
  await client.query(
    `create table p (at timestamptz not null, k int, primary key (at, k)) partition by range (at);
     do $$ begin for i in 0..${PARTITIONS - 1} loop
       execute format('create table p_%s partition of p for values from (%L) to (%L)', i,
         '2026-01-01 00:00:00+00'::timestamptz + i * interval '1 day',
         '2026-01-01 00:00:00+00'::timestamptz + (i + 1) * interval '1 day');
     end loop; end $$`,
  );
  for (const [pruned, sql] of Object.entries(STATEMENTS)) {
    const times: number[] = [];
    for (let run = 0; run < 12; run++) {
      const { rows } = await client.query(`explain (summary, format json) ${sql}`);
      times.push(rows[0]["QUERY PLAN"][0]["Planning Time"]);
    }
    console.log(JSON.stringify({
      bench: `planning with ${PARTITIONS} partitions on PostgreSQL ${version}, pruned: ${pruned}`,
      milliseconds: Number(times.toSorted((a, b) => a - b)[6]!.toFixed(2)),
    }));
  }
}
