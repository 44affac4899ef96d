import type { Index, Schema, Table } from "../../../schema/schema.ts";
import { clipName, quoteIdentifier } from "../identifiers.ts";
import { mapTables, placeOf, type Report, without } from "./dialect.ts";

/** Nulls in so many columns are covered by indexes over the other columns, one for each set of them. */
const MOST_NULLABLE = 3;

export function coverNulls(schema: Schema, report: (report: Report) => void): Schema {
  const tell = (table: Table, name: string, covered: boolean): void =>
    report({
      where: placeOf(table, { name }),
      severity: covered ? "advice" : "error",
      what: covered ? "partial unique indexes cover the nulls" : "nulls are distinct",
      why: covered
        ? "There are more indexes to write to"
        : "Rows that differ only in nothing are no longer refused",
      fix: covered ? "Make the columns NOT NULL where they can be" : "Make the columns NOT NULL",
    });
  return mapTables(schema, (table) => {
    const added: Index[] = [];
    const uniques = table.uniques.map((unique) => {
      if (!unique.nullsNotDistinct) return unique;
      const indexes = nullIndexes(table, {
        name: unique.name,
        elements: unique.columns.map((column) => ({ column })),
      });
      tell(table, unique.name, indexes !== undefined);
      added.push(...indexes ?? []);
      return without(unique, "nullsNotDistinct");
    });
    const indexes = table.indexes.map((index) => {
      if (!index.nullsNotDistinct) return index;
      const covering = nullIndexes(table, index);
      tell(table, index.name, covering !== undefined);
      added.push(...covering ?? []);
      return without(index, "nullsNotDistinct");
    });
    return { ...table, uniques, indexes: [...indexes, ...added] };
  });
}

function nullIndexes(
  table: Table,
  of: Pick<Index, "name" | "elements" | "where">,
): Index[] | undefined {
  const textOf = (element: Index["elements"][number]): string =>
    "column" in element ? quoteIdentifier(element.column) : element.expression;
  const nullable = of.elements.filter((element) =>
    !("column" in element) ||
    table.columns.find(({ name }) => name === element.column)?.nullable !== false
  );
  if (nullable.length > MOST_NULLABLE) return undefined;
  return Array.from({ length: 2 ** nullable.length - 1 }, (_, at): Index => {
    const nulls = nullable.filter((_, bit) => (at + 1) & (1 << bit));
    const rest = of.elements.filter((element) => !nulls.includes(element));
    const isNull = nulls.map((element) => `${textOf(element)} IS NULL`);
    return {
      name: clipName(`${clipName(of.name, 55)}_null_${at + 1}`),
      method: "btree",
      unique: true,
      elements: rest.length > 0 ? rest : [{ expression: `(${isNull[0]})` }],
      where: [...(of.where === undefined ? [] : [of.where]), ...isNull].join(" AND "),
    };
  });
}
