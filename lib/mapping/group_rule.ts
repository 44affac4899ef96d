import { qualify, quoteIdentifier, quoteLiteral } from "../engines/postgresql/identifiers.ts";
import type { Draft, DraftTable } from "./draft.ts";
import { refuseRepeatableRead } from "./owner_rule.ts";
import { addConstraintTrigger, addTriggerFunction } from "./triggers.ts";

/** How many rows may have the same values. */
export interface GroupRule {
  readonly name: string;
  readonly where: string;
  readonly message: string;
  readonly table: DraftTable;
  readonly columns: readonly string[];
  readonly max: number;
  /** Other tables whose rows count as well, with columns of the same names. */
  readonly others?: readonly DraftTable[];
  /** Defaults to a broken check. */
  readonly errcode?: "check_violation" | "unique_violation";
}

/**
 * Holds that at most so many rows, in one table or in several, have the same values. Since there is no row
 * to lock that stands for the values, a lock on a hash of them lets one transaction at a time be judged.
 */
export function addGroupRule(draft: Draft, rule: GroupRule): void {
  const { name, where, message, table, others = [] } = rule;
  const calls = addTriggerFunction(draft, { name, where, body: bodyOf(rule), comment: message });
  for (const watched of [table, ...others]) {
    addConstraintTrigger(draft, watched, { name, where, events: ["INSERT", "UPDATE"], calls });
  }
}

function bodyOf(rule: GroupRule): string {
  const { name, message, table, columns, max, others = [], errcode = "check_violation" } = rule;
  const names = columns.map(quoteIdentifier);
  const row = (of: string): string => `(${names.map((column) => `${of}.${column}`).join(", ")})`;
  const rows = [table, ...others].map((one) =>
    `select 1 from ${qualify(one)} counted where ${row("counted")} = ${row("new")}`
  );
  return `begin
  if tg_op = 'UPDATE' and ${row("old")} is not distinct from ${row("new")} then
    return null;
  end if;
${refuseRepeatableRead(message)}
  perform pg_advisory_xact_lock(
    hashtextextended(concat_ws('/', ${
    [quoteLiteral(`${table.schema}.${name}`), ...names.map((column) => `new.${column}`)].join(", ")
  }), 0)
  );
  if (select count(*) from (${rows.join(" union all ")} limit ${max + 1}) counted) > ${max} then
    raise exception using
      errcode = '${errcode}',
      message = ${quoteLiteral(message)},
      detail = concat_ws(', ', ${names.map((column) => `new.${column}`).join(", ")}),
      constraint = ${quoteLiteral(name)},
      table = tg_table_name,
      schema = tg_table_schema;
  end if;
  return null;
end;`;
}
