import { indexesOf } from "../../engines/postgresql/sizes/size_table.ts";
import { listOf, nodeOf } from "../../workload/syntax_tree.ts";
import type { PlanNode } from "../plan.ts";
import { printTree } from "./print_tree.ts";
import type { RewriteRule } from "./rewrite_rule.ts";
import { viewStatement } from "./statement_view.ts";

/** `select *` where the index that is read holds columns enough to answer from it alone. */
export const selectStar: RewriteRule = {
  code: "select-star",
  why:
    "Each row is fetched from the table for columns that an index does not hold, whether or not " +
    "somebody wants them.",
  source: "PostgreSQL manual, 11.9 Index-Only Scans and Covering Indexes",
  match: async ({ statement, schema, pattern, before }) => {
    const view = viewStatement(statement, schema);
    const [only, ...more] = view.tables ?? [];
    const targets = listOf(view.fields, "targetList");
    const star = listOf(nodeOf(nodeOf(targets[0], "ResTarget")?.val, "ColumnRef") ?? {}, "fields")
      .some((item) => nodeOf(item, "A_Star"));
    if (view.type !== "SelectStmt" || !only || more.length > 0 || !star || targets.length !== 1) {
      return [];
    }
    const { table } = only;
    const index = indexesOf(table).find(({ name }) => name === indexRead(before.plan));
    const use = pattern.tables.find((one) => one.table === table.name);
    if (!index || !use || index.method !== "btree") return [];
    const held = [
      ...index.elements.flatMap((one) => "column" in one ? [one.column] : []),
      ...index.include ?? [],
    ];
    const asked = use.columns.filter(({ column }) => column !== "*");
    const bound = new Set(
      asked.filter(({ usage }) => usage === "equality").map(({ column }) => column),
    );
    // An index that holds only what was asked with tells nothing new.
    const told = held.filter((name) => !bound.has(name));
    const enough = asked.every(({ column }) => held.includes(column));
    const most = table.columns.every(({ name }) => held.includes(name));
    if (told.length === 0 || !enough || most) return [];
    const sql = await printTree({
      SelectStmt: {
        ...view.fields,
        targetList: held.map((sval) => ({
          ResTarget: { val: { ColumnRef: { fields: [{ String: { sval } }] } } },
        })),
      },
    });
    if (sql === undefined) return [];
    return [{
      where: pattern.name,
      what:
        `${pattern.name} asks for all ${table.columns.length} columns of ${table.name}; index ` +
        `${index.name} alone holds ${held.join(", ")}`,
      why: "",
      fix: "Name the columns that are wanted; where the index holds them, the table is not read.",
      sql,
      application: `Only where ${
        held.join(", ")
      } will do; the other columns are no longer returned.`,
      accepts: ({ plan }) => readsOnlyIndex(plan),
    }];
  },
};

function indexRead({ nodeType, index, children }: PlanNode): string | undefined {
  if (nodeType === "Index Scan" || nodeType === "Bitmap Index Scan") return index;
  return children.map(indexRead).find((name) => name !== undefined);
}

function readsOnlyIndex({ nodeType, children }: PlanNode): boolean {
  return nodeType === "Index Only Scan" || children.some(readsOnlyIndex);
}
