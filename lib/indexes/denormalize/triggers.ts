import { qualify, quoteIdentifier, quoteLiteral } from "../../engines/postgresql/identifiers.ts";
import type { SchemaEdit } from "../../schema/apply_edits.ts";
import type { QualifiedName, Table } from "../../schema/schema.ts";

/** A function that triggers call, as the catalog prints it back; it acts for its owner. */
export interface TriggerFunction {
  readonly routine: QualifiedName;
  /** PL/pgSQL from `declare` or `begin` to `end;`. */
  readonly body: string;
  readonly comment: string;
}

/** The edit that makes a trigger function. */
export function putFunction({ routine, body, comment }: TriggerFunction): SchemaEdit {
  let tag = "$function";
  while (body.includes(tag)) tag += "x";
  const quote = `${tag}$`;
  return {
    on: "schema",
    kind: "put-routine",
    target: `${routine.schema}.${routine.name}`,
    value: {
      ...routine,
      kind: "function",
      arguments: "",
      definition: [
        `CREATE OR REPLACE FUNCTION ${qualify(routine)}()`,
        " RETURNS trigger",
        " LANGUAGE plpgsql",
        " SECURITY DEFINER",
        ` SET search_path TO ${quoteLiteral("pg_catalog")}, 'pg_temp'`,
        `AS ${quote}`,
        body,
        quote,
      ].join("\n"),
      language: "plpgsql",
      comment,
    },
    reason: comment,
  };
}

/** The comment of triggers that are made here: they change no column that another of them watches. */
const OWN = "Keeps what is kept twice";

/** When a trigger fires. */
export interface Firing {
  readonly name: string;
  readonly table: QualifiedName;
  readonly when: "BEFORE" | "AFTER";
  /** As the catalog orders them: INSERT, DELETE, UPDATE OF …, TRUNCATE. */
  readonly events: readonly string[];
  readonly each: "ROW" | "STATEMENT";
  readonly calls: QualifiedName;
  readonly reason: string;
}

/** The edit that makes a trigger. */
export function putTrigger({ name, table, when, events, each, calls, reason }: Firing): SchemaEdit {
  return {
    on: "schema",
    kind: "put-trigger",
    target: `${table.schema}.${table.name}`,
    value: {
      name,
      definition: `CREATE TRIGGER ${quoteIdentifier(name)} ${when} ${events.join(" OR ")} ON ${
        qualify(table)
      } FOR EACH ${each} EXECUTE FUNCTION ${qualify(calls)}()`,
      comment: OWN,
    },
    reason,
  };
}

/** `UPDATE OF` columns, as the catalog prints it. */
export function updateOf(columns: readonly string[]): string {
  return `UPDATE OF ${[...new Set(columns)].map(quoteIdentifier).join(", ")}`;
}

/** The columns of a row of a name, or nothing but their names. */
export function listColumns(columns: readonly string[], row?: string): string {
  return columns.map((column) =>
    row === undefined ? quoteIdentifier(column) : `${row}.${quoteIdentifier(column)}`
  ).join(", ");
}

/** One condition of equality a column. */
export function equalColumns(
  left: string,
  columns: readonly string[],
  right: string,
  others: readonly string[],
): string {
  return columns.map((column, at) =>
    `${left}.${quoteIdentifier(column)} = ${right}.${quoteIdentifier(others[at]!)}`
  ).join(" and ");
}

/** Whether values differ in any bit: equal numbers may be printed differently. */
export function differ(columns: readonly string[]): string {
  const image = (row: string) => `row(${listColumns(columns, row)})::record`;
  return `${image("new")} operator(pg_catalog.*<>) ${image("old")}`;
}

/** Refuses `NaN` in columns of a new row, where sums are kept from which it could not be taken away again. */
export function refuseNaN(columns: readonly string[], message: string): readonly string[] {
  if (columns.length === 0) return [];
  return [
    `  if tg_op <> 'DELETE' and 'NaN' in (${listColumns(columns, "new")}) then`,
    "    raise exception using",
    "      errcode = 'numeric_value_out_of_range',",
    `      message = ${quoteLiteral(message)};`,
    "  end if;",
  ];
}

/**
 * Refuses the one isolation in which a trigger would miss rows that others have committed since the
 * transaction began, and nothing would notice.
 */
export function refuseRepeatableRead(what: string): string {
  return [
    "  if current_setting('transaction_isolation') = 'repeatable read' then",
    "    raise exception using",
    "      errcode = 'feature_not_supported',",
    `      message = ${quoteLiteral(`Not kept under repeatable read: ${what}`)},`,
    "      hint = 'Use read committed, or serializable for all that write these tables.';",
    "  end if;",
  ].join("\n");
}

/**
 * Whether triggers may change a row before it is stored: then `UPDATE OF` does not tell which columns change,
 * and what a trigger saw need not be what is stored.
 */
export function hasRowTriggersBefore({ triggers }: Pick<Table, "triggers">): boolean {
  return triggers.some(({ definition, comment }) =>
    comment !== OWN && /\bBEFORE\b[\s\S]*\bFOR EACH ROW\b/i.test(definition)
  );
}
