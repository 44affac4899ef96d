/**
 * Measures how long advice on indexes takes: 22 analytic queries over 8 tables, 100 queries over 50 tables.
 * Memory is the peak of this process; run it on a machine with nothing else to do.
 *
 * @module
 */
import { adviseIndexes, defineModel, type Model, randomFrom, t } from "../mod.ts";
import { analyticModel } from "./workloads/analytic.ts";
import { benchWorkload, openBenchLab } from "./workloads/workload.ts";

/** A business of fifty tables, each under another, and a hundred statements over one to four of them. */
function wideModel(): Model {
  const random = randomFrom("fifty tables");
  const model = defineModel("wide", { engine: "postgresql@18" });
  const TABLES = 50;
  const parentOf = (at: number) => Math.floor((at - 1) / 3);
  for (let at = 0; at < TABLES; at++) {
    const rows = 10 ** (4 + at % 4);
    model.entity(`Thing${at}`, {
      id: t.bigint().identity().key(),
      code: t.text(20).distinct(rows).width(12),
      state: t.text(8).values({ open: 0.02, held: 0.1, done: 0.88 }),
      size: t.integer().distinct(1000).between(0, 999),
      madeAt: t.timestamptz().between("2023-01-01", "2026-01-01").correlation(at % 2 ? 1 : 0.2),
      closedAt: t.timestamptz().optional().nulls(0.05),
      note: t.text().width(80),
    }).rows(rows);
    if (at > 0) model.relate(`Thing${parentOf(at)} 1 --has--> 0..* Thing${at}`);
  }
  const conditions = [
    () => "state = 'open'",
    () => `size = ${random.below(1000)}`,
    () => `size < ${random.below(50)}`,
    () => "code = 'a-code'",
    () => "made_at > '2025-12-01'",
    () => "closed_at is null",
  ];
  const some = (alias: string) => {
    const chosen = new Set<string>();
    for (let count = 1 + random.below(2); count > 0; count--) {
      chosen.add(`${alias}.${conditions[random.below(conditions.length)]!()}`);
    }
    return [...chosen].join(" and ");
  };
  for (let at = 0; at < 100; at++) {
    let place = 1 + random.below(TABLES - 1);
    const froms = [`thing${place} a`];
    const wheres = [some("a")];
    const joins = random.below(4);
    for (let join = 0; join < joins && place > 0; join++) {
      const [child, alias] = ["abcd"[join]!, "abcd"[join + 1]!];
      const parent = parentOf(place);
      froms.push(`join thing${parent} ${alias} on ${alias}.id = ${child}.thing${parent}_id`);
      wheres.push(some(alias));
      place = parent;
    }
    const tail = [
      "order by a.made_at desc limit 20",
      "",
    ][at % 2]!;
    model.access(`query ${at}`, {
      sql: at % 10 === 9
        ? `update thing${place} set size = size + 1, state = 'held' where id = $1`
        : `select a.id, a.size from ${froms.join(" ")} where ${wheres.join(" and ")} ${tail}`,
      rate: 10 ** (random.below(4) - 1),
    });
  }
  return model.snapshot();
}

const cases = [
  { model: analyticModel().snapshot(), name: "22 analytic queries over 8 tables", wanted: 20 },
  { model: wideModel(), name: "100 queries over 50 tables", wanted: 120 },
];
const [only] = Deno.args;
for (const { model, name, wanted } of cases.filter(({ name }) => !only || name.startsWith(only))) {
  const workload = await benchWorkload(model);
  await using lab = await openBenchLab(workload);
  await lab.explainAll();
  const tables = workload.statistics.tables;
  const heap = tables.reduce((sum, { pages }) => sum + pages * 8192, 0);
  let peak = 0;
  const begin = performance.now();
  const advice = await adviseIndexes(lab, {
    budget: Math.round(heap / 4),
    onProgress: () => peak = Math.max(peak, Deno.memoryUsage().rss),
  });
  const seconds = (performance.now() - begin) / 1000;
  const { before, after, gap } = advice.cost;
  console.log(JSON.stringify({
    bench: `advice on indexes: ${name}`,
    seconds: Number(seconds.toFixed(1)),
    wanted: `at most ${wanted}`,
    load: Deno.loadavg()[0],
    complete: advice.complete,
    indexes: advice.indexes.length,
    saved: Number((1 - after / before).toFixed(4)),
    gap: Number(gap.toFixed(4)),
    candidates: advice.effort.candidates,
    plans: advice.effort.plans,
    peakMB: Math.round(peak / 2 ** 20),
  }));
}
