/**
 * Measures placing a million keys by each method, and the search for the distribution of 100 tables under 200
 * query patterns.
 *
 * @module
 */
import { defineModel, type PlacementMethod, planShards, simulatePlacement, t } from "../mod.ts";
import { hashPartition } from "../lib/scale/placement/hash_partition.ts";

const median = (times: number[]) => Math.round(times.toSorted((a, b) => a - b)[times.length >> 1]!);

const place = hashPartition(["bigint"], 16);
const plain: number[] = [];
for (let run = 0; run < 5; run++) {
  const begin = performance.now();
  let sum = 0;
  for (let key = 0; key < 1e6; key++) sum += place([key]);
  if (sum === 0) throw new Error("nothing was placed");
  plain.push(performance.now() - begin);
}
console.log(JSON.stringify({
  bench: "a million keys placed as PostgreSQL does",
  milliseconds: median(plain),
  wanted: "at most 1000",
}));

for (const method of ["postgresql", "jump", "ring", "range"] as PlacementMethod[]) {
  const times: number[] = [];
  for (let run = 0; run < 3; run++) {
    const begin = performance.now();
    simulatePlacement({ keys: 1e6, shards: 16, method, skew: { kind: "zipf", exponent: 1 } });
    times.push(performance.now() - begin);
  }
  console.log(JSON.stringify({
    bench: `a million keys of Zipf's law placed and rebalanced by ${method}`,
    milliseconds: median(times),
  }));
}

const builder = defineModel("hundred");
for (let at = 0; at < 100; at++) {
  builder.entity(`Part${at}`, { id: t.bigint().identity().key(), name: t.text(80) }).rows("1M");
  if (at > 0) builder.relate(`Part${Math.floor((at - 1) / 3)} 1 --has--> 0..* Part${at}`);
  if (at > 10) builder.relate(`Part${(at * 7) % 10} 1 --marks--> 0..* Part${at}`);
}
for (let at = 0; at < 200; at++) {
  const [child, rate] = [1 + at % 99, `${1 + at % 17}/s`];
  const parent = Math.floor((child - 1) / 3);
  const join = `part${child}s c join part${parent}s p on p.id = c.part${parent}_id`;
  const where = at % 3 === 0 ? `c.part${parent}_id = $1` : at % 3 === 1 ? "p.id = $1" : "c.id = $1";
  builder.access(`query${at}`, { sql: `select c.name, p.name from ${join} where ${where}`, rate });
}
const model = builder.snapshot();
const times: number[] = [];
let cost;
for (let run = 0; run < 3; run++) {
  const begin = performance.now();
  const plan = await planShards(model, { shards: 16, today: "2027-01-01", runs: 10 });
  if (plan.setAside.length > 0) throw new Error(plan.setAside[0]!.why);
  cost = plan.cost;
  times.push(performance.now() - begin);
}
console.log(JSON.stringify({
  bench: "distribution of 100 tables under 200 query patterns",
  milliseconds: median(times),
  exact: cost?.exact,
  gap: cost && cost.value > 0 ? 1 - cost.bound / cost.value : 0,
  wanted: "at most 10000",
}));
