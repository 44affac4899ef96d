import type { Table } from "../../../schema/schema.ts";
import { listOf, nodeOf } from "../../../workload/syntax_tree.ts";
import type { PlainSelect } from "../plain_select.ts";
import { outputName, sameTree } from "../trees.ts";
import { typesIn } from "./types_in.ts";

/** A column of a view. */
export interface Output {
  /** Its name in the view. */
  readonly name: string;
  /** Its name in the result; nothing where it is only filtered or sorted by. */
  readonly shown?: string;
  readonly val: unknown;
  readonly type: string;
  /** The column that it is. */
  readonly source?: { readonly table: Table; readonly column: string };
}

/** The columns of a view while it is read. */
export interface Outputs {
  readonly list: readonly Output[];
  /** Adds a column that is only filtered or sorted by; nothing where its type is not known. */
  readonly add: (wanted: string, val: unknown) => Output | undefined;
}

/** The columns of a statement's result; nothing where the type of one is not known. */
export function outputsOf(view: PlainSelect): Outputs | undefined {
  const typeOf = typesIn(view);
  const list: Output[] = [];
  const names = new Set<string>();
  for (const target of listOf(view.fields, "targetList")) {
    const shown = outputName(target) ?? "?column?";
    const wanted = shown === "?column?" ? "value" : shown;
    if (!add(wanted, nodeOf(target, "ResTarget")!.val, shown)) return undefined;
  }
  return { list, add };

  function add(wanted: string, val: unknown, shown?: string): Output | undefined {
    const known = list.find((output) => sameTree(output.val, val) && output.shown === shown);
    if (known) return known;
    const type = typeOf(val);
    if (type === undefined) return undefined;
    let name = wanted;
    for (let number = 2; names.has(name); number++) name = `${wanted}_${number}`;
    names.add(name);
    const column = view.column(val);
    const output: Output = {
      name,
      val,
      type,
      ...(shown === undefined ? {} : { shown }),
      ...(column ? { source: { table: column.table, column: column.column.name } } : {}),
    };
    list.push(output);
    return output;
  }
}
