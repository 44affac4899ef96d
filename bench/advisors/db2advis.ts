import { randomFrom } from "../../lib/core/random.ts";
import { accessedColumns, indexableColumns } from "./columns.ts";
import { bytesOf, type Choice, type Rival } from "./what_if.ts";

/** How many sets are tried by swapping at random. */
const VARIATIONS = 60;

/**
 * DB2 Advisor: each statement is planned once with all its candidates; what it saves is shared out among the
 * indexes that it reads; those that save most for a byte fill the budget; then a few are swapped at random.
 *
 * Source: G. Valentin, M. Zuliani, D. C. Zilio, G. Lohman, A. Skelley, "DB2 Advisor: An Optimizer Smart
 * Enough to Recommend Its Own Indexes", ICDE 2000, sections 3 and 4.
 */
export const db2advis: Rival = async (whatIf, budget) => {
  const benefits = new Map<Choice, number>();
  for (const pattern of whatIf.patterns) {
    const accessed = accessedColumns(pattern);
    const own = whatIf.choices(
      [...indexableColumns(pattern)].flatMap(([table, columns]) => [
        ...columns.map((column) => ({ table, columns: [column] })),
        ...columns.flatMap((first) =>
          columns.filter((second) => second !== first).flatMap((second) => {
            const rest = (accessed.get(table) ?? []).filter((column) =>
              column !== first && column !== second
            );
            return [
              { table, columns: [first, second] },
              ...(rest.length > 0 && rest.length < 5
                ? [{ table, columns: [first, second, ...rest] }]
                : []),
            ];
          })
        ),
      ]),
    );
    const before = (await whatIf.costs([], [pattern])).get(pattern.name)!;
    const after = (await whatIf.costs(own, [pattern])).get(pattern.name)!;
    const used = (await whatIf.used(own, [pattern])).get(pattern.name)!;
    const saved = (pattern.rate ?? 1) * (before - after);
    for (const one of used) benefits.set(one, (benefits.get(one) ?? 0) + saved / used.length);
  }
  const sorted = [...benefits].filter(([, saved]) => saved > 0)
    .sort(([a, x], [b, y]) => y / b.bytes - x / a.bytes).map(([choice]) => choice);
  const filled = (order: readonly Choice[]) =>
    order.reduce<readonly Choice[]>(
      (set, one) => bytesOf(set) + one.bytes <= budget ? [...set, one] : set,
      [],
    );
  let set = filled(sorted);
  let cost = await whatIf.workload(set);
  const random = randomFrom("db2advis");
  for (let round = 0; round < VARIATIONS && set.length > 0 && set.length < sorted.length; round++) {
    const out = set[random.below(set.length)]!;
    const outside = sorted.filter((one) => !set.includes(one));
    const into = outside[random.below(outside.length)]!;
    const swapped = filled([
      ...set.filter((one) => one !== out),
      into,
      ...sorted.filter((one) => !set.includes(one) && one !== into),
    ]);
    const after = await whatIf.workload(swapped);
    if (after < cost) [set, cost] = [swapped, after];
  }
  return set;
};
