import { qualify, quoteIdentifier } from "../../../engines/postgresql/identifiers.ts";
import type { Measure } from "../measures.ts";
import { equalColumns, listColumns, refuseNaN } from "../triggers.ts";
import type { KeptCounts } from "./kept_counts.ts";

/** PL/pgSQL of the trigger function that counts a child's changes in its parent. */
export function countingBody(kept: KeptCounts): string {
  const { key, parent, measures, columnOf, title } = kept;
  const of = (row: string) => measures.map((measure) => measure.of(row)).join(", ");
  const set = (value: (measure: Measure, column: string) => string) =>
    `update ${qualify(parent)} p set ${
      measures.map((measure) => {
        const column = quoteIdentifier(columnOf(measure));
        return `${column} = ${value(measure, `p.${column}`)}`;
      }).join(", ")
    }`;
  const where = (row: string) =>
    `where ${equalColumns("p", key.references.columns, row, key.columns)};`;
  const sameParent = `row(${listColumns(key.columns, "new")}) is not distinct from row(${
    listColumns(key.columns, "old")
  })`;
  return [
    "begin",
    "  if tg_op = 'TRUNCATE' then",
    `    ${set(() => "0")}`,
    `     where row(${listColumns(measures.map(columnOf), "p")}) is distinct from row(${
      measures.map(() => "0").join(", ")
    });`,
    "    return null;",
    "  end if;",
    ...refuseNaN(
      measures.flatMap(({ notANumber }) => notANumber ?? []),
      `NaN cannot be taken away again: ${title}`,
    ),
    "  if tg_op = 'UPDATE' then",
    `    if ${sameParent} then`,
    `      if row(${of("new")}) is not distinct from row(${of("old")}) then`,
    "        return null;",
    "      end if;",
    `      ${set((measure, column) => `${column} - ${measure.of("old")} + ${measure.of("new")}`)}`,
    `       ${where("new")}`,
    "      return null;",
    "    end if;",
    "  end if;",
    "  if tg_op <> 'INSERT' then",
    `    ${set((measure, column) => `${column} - ${measure.of("old")}`)}`,
    `     ${where("old")}`,
    "  end if;",
    "  if tg_op <> 'DELETE' then",
    `    ${set((measure, column) => `${column} + ${measure.of("new")}`)}`,
    `     ${where("new")}`,
    "  end if;",
    "  return null;",
    "end;",
  ].join("\n");
}
