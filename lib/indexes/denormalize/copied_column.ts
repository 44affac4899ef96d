import { qualify, quoteIdentifier } from "../../engines/postgresql/identifiers.ts";
import { findTable } from "../../schema/find_table.ts";
import type { Column } from "../../schema/schema.ts";
import { eliminateJoin } from "./copied_column/eliminate_join.ts";
import { columnsUsed, joinOf } from "./copied_column/joined_columns.ts";
import { type KeptCopy, nameCopy } from "./copied_column/kept_copy.ts";
import { putCopies } from "./copied_column/put_copies.ts";
import { plainSelect } from "./plain_select.ts";
import { copiedStatistics, widenedTable } from "./statistics.ts";
import { isSteadyKey } from "./steady_key.ts";
import { type FindStructures, pathOf, type Structure } from "./structure.ts";
import { contains } from "./trees.ts";
import { equalColumns, listColumns } from "./triggers.ts";

/** A row that carries more of another is no longer its own. */
const MOST_COLUMNS = 3;

/** Columns of a parent that a statement joins for, kept in the child as well. */
export const copiedColumns: FindStructures = ({ statement, schema }) => {
  const view = plainSelect(statement, schema);
  if (!view || view.tables.length < 2 || contains(statement, "SubLink")) return [];
  const structures: Structure[] = [];
  for (const child of view.tables) {
    for (const key of child.table.foreignKeys) {
      const parent = findTable(schema, key.references);
      if (!parent || !isSteadyKey(schema, child.table, key, parent)) continue;
      for (const { alias, table } of view.tables) {
        if (table !== parent || alias === child.alias) continue;
        if (!joinOf(view, child.alias, alias, key)) continue;
        const columns = columnsUsed(view, alias)
          ?.filter((name) => !key.references.columns.includes(name)) ?? [];
        if (columns.length === 0 || columns.length > MOST_COLUMNS) continue;
        const copied = columns.map((name) => parent.columns.find((one) => one.name === name)!);
        if (copied.some((column) => !isCopyable(column))) continue;
        const copy = { schema, child: child.table, key, parent, columns: copied };
        structures.push(copyOf(nameCopy(copy)));
      }
    }
  }
  return structures;
};

function isCopyable({ type, generated }: Column): boolean {
  return !generated && !/^(json|xml)\b/.test(type);
}

function copyOf(kept: KeptCopy): Structure {
  const { child, key, parent, names, from, to, title } = kept;
  const { columns, edits, routines } = putCopies(kept);
  const changed = key.columns.map((_, at) => `$${at + 1}`);
  return {
    key: JSON.stringify(["copied-column", pathOf(child), key.columns, pathOf(parent), from]),
    kind: "copied-column",
    where: pathOf(child),
    title,
    edits,
    probe: columns,
    fill: [
      `update ${qualify(child)} c set ${
        to.map((name, at) => `${quoteIdentifier(name)} = p.${quoteIdentifier(from[at]!)}`).join(
          ", ",
        )
      } from ${qualify(parent)} p where ${
        equalColumns("p", key.references.columns, "c", key.columns)
      }`,
    ],
    undo: [
      ...routines.map((routine) => `drop function ${qualify(routine)}() cascade`),
      `alter table ${qualify(child)} ${
        to.map((name) => `drop column ${quoteIdentifier(name)}`).join(", ")
      }`,
    ],
    rule: { kind: "trigger" },
    upkeep: [
      ...(["insert", "update"] as const).map((kind) => ({
        table: child,
        kind,
        ...(kind === "update" ? { columns: key.columns } : {}),
        sql: `select ${listColumns(from, "p")} from ${qualify(parent)} p where ${
          key.references.columns.map((name, at) => `p.${quoteIdentifier(name)} = ${changed[at]}`)
            .join(" and ")
        }`,
        writes: false,
      })),
      {
        table: parent,
        kind: "update",
        columns: [...from, ...key.references.columns],
        sql: `update ${qualify(child)} set ${quoteIdentifier(to[0]!)} = null where ${
          key.columns.map((name, at) => `${quoteIdentifier(name)} = ${changed[at]}`).join(" and ")
        }`,
        writes: true,
      },
      {
        table: parent,
        kind: "insert",
        sql: `select 1 from ${qualify(child)} where ${
          key.columns.map((name, at) => `${quoteIdentifier(name)} = ${changed[at]}`).join(" and ")
        }`,
        writes: false,
      },
    ],
    cautions: [
      `Each insert into ${child.name} waits for whoever is changing its row of ${parent.name}, and ` +
      "the other way round.",
      `Whoever reads \`select *\` of ${child.name} gets the new column too.`,
    ],
    statistics: (data) =>
      Promise.resolve([
        widenedTable(
          data,
          child,
          from.map((name) => copiedStatistics(data, parent, name, names.get(name)!, child)),
        ),
      ]),
    rewrite: (statement) => Promise.resolve(eliminateJoin(statement, kept)),
  };
}
