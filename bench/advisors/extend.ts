import { accessedColumns } from "./columns.ts";
import { bytesOf, type Choice, type Rival } from "./what_if.ts";

const WIDEST = 5;

/**
 * Extend: in each step the single-column index, or the index of the set widened by one column, that saves
 * most for each byte it adds, until nothing saves or fits.
 *
 * Source: R. Schlosser, J. Kossmann, M. Boissier, "Efficient Scalable Multi-Attribute Index Selection Using
 * Recursive Strategies", ICDE 2019, section IV.
 */
export const extend: Rival = async (whatIf, budget) => {
  const together = new Map<string, Set<string>[]>();
  for (const pattern of whatIf.patterns) {
    for (const [table, columns] of accessedColumns(pattern)) {
      const groups = together.get(table) ?? together.set(table, []).get(table)!;
      groups.push(new Set(columns));
    }
  }
  const singles = whatIf.choices(
    [...together].flatMap(([table, groups]) =>
      [...new Set(groups.flatMap((group) => [...group]))].map((column) => ({
        table,
        columns: [column],
      }))
    ),
  );
  let set: readonly Choice[] = [];
  let cost = await whatIf.workload(set);
  while (true) {
    const widened = whatIf.choices(set.flatMap(({ table, columns }) => {
      if (columns.length >= WIDEST) return [];
      const groups = together.get(table)!.filter((group) => columns.every((one) => group.has(one)));
      const next = new Set(groups.flatMap((group) => [...group]));
      return [...next].filter((column) => !columns.includes(column))
        .map((column) => ({ table, columns: [...columns, column] }));
    }));
    const steps = [
      ...singles.filter((one) => !set.includes(one)).map((one) => [...set, one]),
      ...widened.map((wide) => {
        const narrow = set.find(({ table, columns }) =>
          table === wide.table && columns.join() === wide.columns.slice(0, -1).join()
        )!;
        return set.map((one) => one === narrow ? wide : one);
      }),
    ];
    let best: { readonly set: readonly Choice[]; readonly cost: number; ratio: number } | undefined;
    const before = bytesOf(set);
    for (const step of steps) {
      const bytes = bytesOf(step);
      if (bytes > budget) continue;
      const after = await whatIf.workload(step);
      const ratio = (cost - after) / Math.max(1, bytes - before);
      if (after < cost && ratio > (best?.ratio ?? 0)) best = { set: step, cost: after, ratio };
    }
    if (!best) return set;
    set = best.set;
    cost = best.cost;
  }
};
