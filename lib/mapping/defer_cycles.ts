import { qualify } from "../engines/postgresql/identifiers.ts";
import type { ForeignKey, QualifiedName } from "../schema/schema.ts";
import type { Draft } from "./draft.ts";

/**
 * Lets the foreign keys of a circle of tables wait for the end of the transaction, so that rows which need
 * each other can be inserted at all. A model that says `deferrable: false` is obeyed.
 */
export function deferCycles(draft: Draft): void {
  const isInCycle = cycleFinder(draft.tables);
  for (const table of draft.tables) {
    table.foreignKeys.forEach((key, at) => {
      if (!key.mayDefer || !isInCycle(table, key)) return;
      table.foreignKeys[at] = { ...key, deferrable: true, initiallyDeferred: true };
    });
  }
}

/** A table as far as it refers to others. */
interface Referring extends QualifiedName {
  readonly foreignKeys: readonly Pick<ForeignKey, "references">[];
}

/** Makes a function that says whether a foreign key leads back to its own table through other tables. */
export function cycleFinder(
  tables: readonly Referring[],
): (table: QualifiedName, key: Pick<ForeignKey, "references">) => boolean {
  const named = new Map(tables.map((table) => [qualify(table), table]));
  const known = new Map<string, ReadonlySet<string>>();
  const reachable = (from: string): ReadonlySet<string> => {
    const seen = new Set<string>();
    const waiting = [from];
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      for (const { references } of named.get(name)?.foreignKeys ?? []) {
        const target = qualify(references);
        if (!seen.has(target)) waiting.push(target);
        seen.add(target);
      }
    }
    return seen;
  };
  return (table, { references }) => {
    const [from, to] = [qualify(table), qualify(references)];
    if (from === to) return false;
    if (!known.has(to)) known.set(to, reachable(to));
    return known.get(to)!.has(from);
  };
}
