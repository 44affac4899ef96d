import { qualify } from "../engines/postgresql/identifiers.ts";
import { pascalCase, pluralOf, singularOf, styledName } from "../model/naming.ts";
import type { NamedTable } from "./named_table.ts";
import type { Survey } from "./survey.ts";

/**
 * Whether a table stands between others: its primary key is made of references and of nothing else, and no
 * reference shares a column with another.
 */
export function isJunction(_: Survey, { table, references }: NamedTable): boolean {
  const key = table.primaryKey?.columns ?? [];
  const inKey = references.filter(({ key: { columns }, implied }) =>
    columns.every((column) => key.includes(column) && implied.has(column))
  );
  const covered = inKey.flatMap((one) => one.key.columns);
  return inKey.length > 1 && covered.length === key.length &&
    new Set(covered).size === key.length && !table.primaryKey?.withoutOverlaps;
}

/**
 * How a relationship names the table between its ends, where the relationship can say all of the table:
 * nothing refers to it, it refers to nothing else, and it has no rules.
 *
 * @returns Nothing where the table must be an entity.
 */
export function junctionName(
  survey: Survey,
  { table, references }: NamedTable,
): { readonly name?: string } | undefined {
  const { naming } = survey;
  const isPlain = table.uniques.length === 0 && table.checks.length === 0 &&
    table.exclusions.length === 0 &&
    references.every(({ key }) => table.primaryKey!.columns.includes(key.columns[0]!)) &&
    references.length === table.foreignKeys.length &&
    table.schema === naming.schema && !table.partitioning &&
    !survey.schema.tables.some((other) =>
      other.foreignKeys.some((key) => qualify(key.references) === qualify(table))
    );
  if (!isPlain) return undefined;
  const key = table.primaryKey!.columns;
  const ends = references.toSorted((a, b) =>
    key.indexOf(a.key.columns[0]!) - key.indexOf(b.key.columns[0]!)
  ).map(({ target }) => singularOf(styledName(target, naming)));
  const styled = (name: string): string => {
    const own = styledName(name, naming);
    return naming.plural ? pluralOf(own) : own;
  };
  if (styled(ends.join("_")) === table.name) return {};
  const name = pascalCase(singularOf(table.name));
  return styled(name) === table.name ? { name } : undefined;
}
