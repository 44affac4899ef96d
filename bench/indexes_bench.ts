/**
 * Measures the index advisor against four published ones, on two workloads at ten budgets each. All sets are
 * judged alike: every statement is planned again with the whole set visible, and the same model of writes
 * charges the same for each index. One line of JSON a workload; `sets` as an argument adds the sets,
 * `analytic` or `mixed` runs one alone.
 *
 * @module
 */
import { adviseIndexes } from "../lib/indexes/advise_indexes.ts";
import { openWriteCost } from "../lib/indexes/write_cost.ts";
import type { Index } from "../lib/schema/schema.ts";
import type { Lab } from "../lib/whatif/lab.ts";
import { autoadmin } from "./advisors/autoadmin.ts";
import { db2advis } from "./advisors/db2advis.ts";
import { dexter } from "./advisors/dexter.ts";
import { extend } from "./advisors/extend.ts";
import { openWhatIf, type Upkeep } from "./advisors/what_if.ts";
import { analyticModel } from "./workloads/analytic.ts";
import { mixedModel } from "./workloads/mixed.ts";
import { benchWorkload, openBenchLab } from "./workloads/workload.ts";

const rivals = { extend, autoadmin, db2advis, dexter };
const showSets = Deno.args.includes("sets");
const GB = 1e9;
const budgets = {
  analytic: [0.1, 0.25, 0.5, 1, 2, 3, 4, 6, 9, 16],
  mixed: [0.25, 0.5, 1, 2, 4, 6, 8, 12, 16, 32],
};
/** What the advisor may take for one budget, in seconds; a number as an argument sets another. */
const deadline = Deno.args.map(Number).find((seconds) => seconds > 0) ?? 120;
/** Sets whose costs differ by less are the same. */
const SAME = 1e-4;

interface Chosen {
  readonly table: string;
  readonly index: Index;
}

for (const [name, model] of Object.entries({ analytic: analyticModel, mixed: mixedModel })) {
  if (Deno.args.some((word) => word in budgets) && !Deno.args.includes(name)) continue;
  const workload = await benchWorkload(model().snapshot());
  await using lab = await openBenchLab(workload);
  await lab.explain("select 1");
  const writes = await openWriteCost(lab);
  const upkeep: Upkeep = (set) =>
    lab.schema.tables.reduce(
      (sum, { schema, name }) =>
        sum + writes.ofSet(
          { schema, name },
          set.filter(({ table }) => table === name).map(({ index }) => index),
        ),
      0,
    );
  const none = await judge(lab, [], upkeep);
  const results: Record<string, { cost: number; chosen: readonly Chosen[] }[]> = {};
  const effort: Record<string, { seconds: number; plans: number; worst?: number }> = {};
  const own: typeof results[string] = [];
  const times: number[] = [];
  let plans = 0;
  for (const budget of budgets[name as keyof typeof budgets]) {
    const begin = performance.now();
    const advice = await adviseIndexes(lab, { budget: budget * GB, deadline });
    times.push((performance.now() - begin) / 1000);
    plans += advice.effort.plans;
    if (advice.bytes > budget * GB) throw new RangeError(`over the budget: ${advice.bytes}`);
    own.push({ cost: await judge(lab, advice.indexes, upkeep), chosen: advice.indexes });
  }
  results.groundplan = own;
  effort.groundplan = {
    seconds: round(times.reduce((a, b) => a + b, 0)),
    plans,
    worst: round(Math.max(...times)),
  };
  for (const [rival, advise] of Object.entries(rivals)) {
    const whatIf = openWhatIf(lab, upkeep);
    const begin = performance.now();
    results[rival] = [];
    for (const budget of budgets[name as keyof typeof budgets]) {
      const chosen = await advise(whatIf, budget * GB);
      results[rival].push({ cost: await judge(lab, chosen, upkeep), chosen });
    }
    effort[rival] = { seconds: round((performance.now() - begin) / 1000), plans: whatIf.plans };
  }
  const against = Object.fromEntries(
    Object.keys(rivals).map((rival) => {
      const pairs = own.map(({ cost }, at) => cost / results[rival]![at]!.cost - 1);
      return [rival, {
        wins: pairs.filter((ratio) => ratio < -SAME).length,
        same: pairs.filter((ratio) => Math.abs(ratio) <= SAME).length,
        losses: pairs.filter((ratio) => ratio > SAME).length,
        worst: round(Math.max(...pairs)),
      }];
    }),
  );
  console.log(JSON.stringify({
    bench: `indexes: ${name}`,
    statements: workload.patterns.length,
    tables: workload.schema.tables.length,
    gigabytes: budgets[name as keyof typeof budgets],
    costRelativeToNone: Object.fromEntries(
      Object.entries(results).map((
        [who, list],
      ) => [who, list.map(({ cost }) => Number((cost / none).toPrecision(4)))]),
    ),
    effort,
    against,
    deadline,
    load: round(Deno.loadavg()[0]!),
    ...(showSets
      ? {
        sets: Object.fromEntries(
          Object.entries(results).map((
            [who, list],
          ) => [who, list.map(({ chosen }) => chosen.map(describe))]),
        ),
      }
      : {}),
  }));
}

/** The workload's cost a second with a set of indexes: all plans made anew, and the upkeep. */
async function judge(lab: Lab, chosen: readonly Chosen[], upkeep: Upkeep): Promise<number> {
  // Advisors may name indexes alike; names are none of the planner's business.
  const set = chosen.map(({ table, index }, at) => ({
    schema: "public",
    table,
    index: { ...index, name: `judged_${at}` },
  }));
  const whatIf = lab.whatIf(set);
  const shown = set.map((_, at) => at);
  const answers = await whatIf.costs(lab.patterns.map((pattern) => ({ pattern, shown })));
  return answers.reduce((sum, answer, at) => {
    if (answer instanceof Error) throw answer;
    return sum + (lab.patterns[at]!.rate ?? 1) * answer.cost;
  }, upkeep(set));
}

function describe({ table, index: { method, elements, include, where } }: Chosen): string {
  const keys = elements.map((element) => {
    const name = "column" in element ? element.column : element.expression;
    return element.descending ? `${name} desc` : name;
  });
  return `${table}${method === "btree" ? "" : ` ${method}`}(${keys.join(",")}${
    include?.length ? ` include ${include.join(",")}` : ""
  })${where === undefined ? "" : ` where ${where}`}`;
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
