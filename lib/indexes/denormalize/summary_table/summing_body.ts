import { qualify, quoteIdentifier } from "../../../engines/postgresql/identifiers.ts";
import type { Measure } from "../measures.ts";
import { listColumns, refuseNaN } from "../triggers.ts";
import type { KeptGroups } from "./kept_groups.ts";

/** PL/pgSQL of the trigger function that sums up a table's changes in its summary. */
export function summingBody(kept: KeptGroups): string {
  const { dimensions, measures, filter, summary, columnOf } = kept;
  const keys = dimensions.map(({ name }) => name);
  const list = (row: string, of: readonly { readonly of: (row: string) => string }[]) =>
    of.map((one) => one.of(row)).join(", ");
  const held = (row: string) =>
    filter.of(row) === undefined ? "true" : `(${filter.of(row)}) is true`;
  const set = (sign: string, value: (measure: Measure) => string) =>
    measures.map((one) => {
      const column = quoteIdentifier(columnOf(one));
      return `${column} = s.${column} ${sign} ${value(one)}`;
    }).join(", ");
  const update = (sign: string, row: string, value: (measure: Measure) => string) =>
    `update ${qualify(summary)} s set ${set(sign, value)} where ${
      dimensions.map((one) => `s.${quoteIdentifier(one.name)} = ${one.of(row)}`).join(" and ")
    }`;
  const sameGroup = `row(${list("new", dimensions)}) is not distinct from row(${
    list("old", dimensions)
  })`;
  return [
    "begin",
    "  if tg_op = 'TRUNCATE' then",
    `    delete from ${qualify(summary)};`,
    "    return null;",
    "  end if;",
    ...refuseNaN(
      measures.flatMap(({ notANumber }) => notANumber ?? []),
      `NaN cannot be taken away again from ${summary.name}`,
    ),
    "  if tg_op = 'UPDATE' then",
    `    if ${sameGroup} and ${held("old")} and ${held("new")} then`,
    `      if row(${list("new", measures)}) is distinct from row(${list("old", measures)}) then`,
    `        ${update("+", "new", (one) => `${one.of("new")} - ${one.of("old")}`)};`,
    "      end if;",
    "      return null;",
    "    end if;",
    "  end if;",
    "  if tg_op <> 'INSERT' then",
    `    if ${held("old")} then`,
    `      ${update("-", "old", (one) => one.of("old"))};`,
    "    end if;",
    "  end if;",
    "  if tg_op <> 'DELETE' then",
    `    if ${held("new")} then`,
    `      insert into ${qualify(summary)} as s (${
      listColumns([...keys, ...measures.map(columnOf)])
    })`,
    `      values (${list("new", [...dimensions, ...measures])})`,
    `      on conflict (${listColumns(keys)}) do update set ${
      set("+", (one) => `excluded.${quoteIdentifier(columnOf(one))}`)
    };`,
    "    end if;",
    "  end if;",
    "  return null;",
    "end;",
  ].join("\n");
}
