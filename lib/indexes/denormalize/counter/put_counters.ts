import { qualify } from "../../../engines/postgresql/identifiers.ts";
import type { SchemaEdit } from "../../../schema/apply_edits.ts";
import type { QualifiedName, Schema } from "../../../schema/schema.ts";
import { freeName, KEPT } from "../names.ts";
import { pathOf } from "../structure.ts";
import { equalColumns, listColumns, putFunction, putTrigger, updateOf } from "../triggers.ts";
import { countingBody } from "./counting_body.ts";
import type { KeptCounts } from "./kept_counts.ts";

/** What makes columns that count children, and keeps them the same. */
export interface CounterEdits {
  /** The edits that make the columns. */
  readonly columns: readonly SchemaEdit[];
  /** All edits. */
  readonly edits: readonly SchemaEdit[];
  /** The functions that the triggers call. */
  readonly routines: readonly QualifiedName[];
}

/** The columns, functions and triggers that keep counts and sums of children in their parent. */
export function putCounters(schema: Schema, kept: KeptCounts): CounterEdits {
  const { child, key, parent, measures, columnOf, watched, title } = kept;
  const columns: readonly SchemaEdit[] = measures.map((measure) => ({
    on: "schema",
    kind: "put-column",
    target: pathOf(parent),
    value: {
      name: columnOf(measure),
      type: measure.type,
      nullable: false,
      default: measure.type === "numeric" ? "(0)::numeric" : "0",
      comment: `${measure.key} of ${child.name}${KEPT}`,
    },
    reason: `${title}: read without counting`,
  }));
  const routine = (wanted: string) => ({
    schema: parent.schema,
    name: freeName(schema, parent.schema, wanted),
  });
  const count = routine(`${child.name}_count_in_${parent.name}_${key.columns.join("_")}`);
  const recount = routine(`${parent.name}_recount_${child.name}_${key.columns.join("_")}`);
  const edits: readonly SchemaEdit[] = [
    ...columns,
    putFunction({ routine: count, body: countingBody(kept), comment: `Keeps ${title}` }),
    putFunction({
      routine: recount,
      body: recountingBody(kept),
      comment:
        `Counts ${child.name} anew for a row of ${parent.name} that is new or gets another key`,
    }),
    putTrigger({
      name: count.name,
      table: child,
      when: "AFTER",
      events: ["INSERT", "DELETE", updateOf(watched)],
      each: "ROW",
      calls: count,
      reason: title,
    }),
    putTrigger({
      name: freeName(schema, parent.schema, `${count.name}_truncated`),
      table: child,
      when: "AFTER",
      events: ["TRUNCATE"],
      each: "STATEMENT",
      calls: count,
      reason: title,
    }),
    putTrigger({
      name: recount.name,
      table: parent,
      when: "BEFORE",
      events: ["INSERT", updateOf(key.references.columns)],
      each: "ROW",
      calls: recount,
      reason: title,
    }),
  ];
  return { columns, edits, routines: [count, recount] };
}

function recountingBody({ child, key, measures, columnOf }: KeptCounts): string {
  const sums = measures.map((measure) => `coalesce(sum(${measure.of("r")}), 0)`).join(", ");
  return [
    "begin",
    `  select ${sums} into ${listColumns(measures.map(columnOf), "new")} from ${
      qualify(child)
    } r where ${equalColumns("r", key.columns, "new", key.references.columns)};`,
    "  return new;",
    "end;",
  ].join("\n");
}
