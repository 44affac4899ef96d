import { indexableColumns } from "./columns.ts";
import { bytesOf, type Choice, type Rival } from "./what_if.ts";

/** A statement must save so much for its indexes to be kept. */
const LEAST_SAVING = 0.5;

/**
 * Dexter: all indexes of one and two columns are shown at once; what a statement's plan reads is kept where
 * the statement saves half its cost. Dexter knows no budget: the statements that save most are served first.
 *
 * Source: A. Kane, "Introducing Dexter, the Automatic Indexer for Postgres", 2017, and Dexter 0.5's own
 * `lib/dexter/indexer.rb`.
 */
export const dexter: Rival = async (whatIf, budget) => {
  const wanted = whatIf.patterns.flatMap((pattern) =>
    [...indexableColumns(pattern)].flatMap(([table, columns]) => [
      ...columns.map((column) => ({ table, columns: [column] })),
      ...columns.flatMap((first) =>
        columns.filter((second) => second !== first).map((second) => ({
          table,
          columns: [first, second],
        }))
      ),
    ])
  );
  const all = whatIf.choices(wanted);
  const savings: { readonly saving: number; readonly used: readonly Choice[] }[] = [];
  for (const pattern of whatIf.patterns) {
    const columns = indexableColumns(pattern);
    const own = all.filter((choice) =>
      choice.columns.every((column) => columns.get(choice.table)?.includes(column))
    );
    const before = (await whatIf.costs([], [pattern])).get(pattern.name)!;
    const after = (await whatIf.costs(own, [pattern])).get(pattern.name)!;
    if (after > (1 - LEAST_SAVING) * before) continue;
    const used = (await whatIf.used(own, [pattern])).get(pattern.name)!;
    savings.push({ saving: (pattern.rate ?? 1) * (before - after), used });
  }
  let set: readonly Choice[] = [];
  for (const { used } of savings.toSorted((a, b) => b.saving - a.saving)) {
    const more = [...set, ...used.filter((one) => !set.includes(one))];
    if (bytesOf(more) <= budget) set = more;
  }
  return set;
};
