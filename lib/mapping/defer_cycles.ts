import type { Draft, DraftTable } from "./draft.ts";

/**
 * Lets the foreign keys of a circle of tables wait for the end of the transaction, so that rows which need
 * each other can be inserted at all. A model that says `deferrable: false` is obeyed.
 */
export function deferCycles(draft: Draft): void {
  const reach = new Map(draft.tables.map((table) => [table.name, reachable(draft, table)]));
  for (const table of draft.tables) {
    table.foreignKeys.forEach((key, at) => {
      const back = reach.get(key.references.name)?.has(table.name);
      if (!key.mayDefer || !back || key.references.name === table.name) return;
      table.foreignKeys[at] = { ...key, deferrable: true, initiallyDeferred: true };
    });
  }
}

function reachable(draft: Draft, from: DraftTable): ReadonlySet<string> {
  const tables = new Map(draft.tables.map((table) => [table.name, table]));
  const seen = new Set<string>();
  const waiting = [from];
  for (let table = waiting.pop(); table !== undefined; table = waiting.pop()) {
    for (const { references } of table.foreignKeys) {
      const target = tables.get(references.name);
      if (!target || seen.has(references.name)) continue;
      seen.add(references.name);
      waiting.push(target);
    }
  }
  return seen;
}
