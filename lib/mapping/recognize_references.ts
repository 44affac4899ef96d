import { makeObjectName, qualify } from "../engines/postgresql/identifiers.ts";
import { camelCase, singularOf, styledName } from "../model/naming.ts";
import type { ForeignKey, Table } from "../schema/schema.ts";
import { distinctName, entityOf, type Survey } from "./survey.ts";

/** A foreign key that a relationship can say. */
export interface Reference {
  readonly key: ForeignKey;
  /** The entity that is referred to. */
  readonly target: string;
  /** The target's role, where its name alone does not give the columns theirs. */
  readonly role: string | undefined;
  /** The columns, where the naming rule does not give them. */
  readonly columns: readonly string[] | undefined;
  /** The columns that the relationship makes: no attribute stands for them. */
  readonly implied: ReadonlySet<string>;
}

/** What a key's part is called: the role, or the entity. */
export function partName({ role, target }: Reference): string {
  return role ?? target;
}

/**
 * Finds the foreign keys of a table that relationships can say: those that refer to the primary key of an
 * entity, each by columns of its own, though it may share some with others.
 *
 * @param attributes The names that attributes take, in lower case; roles keep away from them.
 */
export function recognizeReferences(
  survey: Survey,
  table: Table,
  attributes: (column: string) => string,
): readonly Reference[] {
  const candidates = table.foreignKeys.filter((key) => isReference(survey, table, key));
  const distinct = candidates.filter((key, at) =>
    candidates.findIndex((other) => other.columns.join("\n") === key.columns.join("\n")) === at
  );
  const implied = impliedColumns(table, distinct);
  const taken = new Set(
    table.columns.filter(({ name }) => !implied.has(name))
      .map(({ name }) => attributes(name).toLowerCase()),
  );
  return distinct.map((key) => {
    const target = entityOf(survey, key.references)!;
    const { role, columns } = nameReference(survey, table, key);
    const free = distinctName(role ?? target, taken);
    const own = free === target ? undefined : free;
    const renamed = own !== role;
    return {
      key,
      target,
      role: own,
      columns: renamed ? key.columns : columns,
      implied: new Set(key.columns.filter((column) => implied.has(column))),
    };
  });
}

function isReference(survey: Survey, table: Table, key: ForeignKey): boolean {
  const target = survey.tables.get(qualify(key.references));
  const primary = target?.primaryKey?.columns.join("\n");
  return target !== undefined && entityOf(survey, target) !== undefined &&
    primary === key.references.columns.join("\n") && new Set(key.columns).size > 0 &&
    key.name.length > 0 && entityOf(survey, table) !== undefined;
}

/**
 * A column is implied where one foreign key alone uses it, it is no more than a reference, and each key of
 * the table takes all columns of the reference side by side, or none.
 */
function impliedColumns(
  table: Table,
  keys: readonly ForeignKey[],
): ReadonlySet<string> {
  const uses = new Map<string, number>();
  for (const column of keys.flatMap((key) => key.columns)) {
    uses.set(column, (uses.get(column) ?? 0) + 1);
  }
  const lists = [table.primaryKey, ...table.uniques].flatMap((one) => one ? [one.columns] : []);
  const plain = new Set(
    table.columns.filter((column) =>
      !column.identity && !column.generated && column.default === undefined
    ).map(({ name }) => name),
  );
  return new Set(
    keys.filter(({ columns }) => lists.every((list) => takesAllOrNone(list, columns)))
      .flatMap(({ columns }) => columns)
      .filter((column) => uses.get(column) === 1 && plain.has(column)),
  );
}

function takesAllOrNone(list: readonly string[], columns: readonly string[]): boolean {
  if (!columns.some((column) => list.includes(column))) return true;
  const at = list.indexOf(columns[0]!);
  return at >= 0 && columns.every((column, place) => list[at + place] === column);
}

/** The role, or the columns where no role gives them their names. */
function nameReference(
  survey: Survey,
  table: Table,
  { columns, references }: ForeignKey,
): { readonly role: string | undefined; readonly columns: readonly string[] | undefined } {
  const { naming } = survey;
  const target = entityOf(survey, references)!;
  const singular = singularOf(styledName(target, naming));
  const recursive = qualify(references) === qualify(table);
  const same = (name: (key: string) => string): boolean =>
    references.columns.every((key, at) => name(key) === columns[at]);
  const usual = recursive
    ? same((key) => `parent_${key}`)
    : same((key) =>
      key === singular || key.startsWith(`${singular}_`) ? key : `${singular}_${key}`
    );
  if (usual) return { role: undefined, columns: undefined };
  const end = `_${references.columns[0]}`;
  const prefix = columns[0]!.endsWith(end) ? columns[0]!.slice(0, -end.length) : "";
  const role = camelCase(prefix);
  if (prefix !== "" && styledName(role, naming) === prefix && same((key) => `${prefix}_${key}`)) {
    return { role, columns: undefined };
  }
  const stem = columns.map((column) => column.replace(/_?id$/i, "") || column);
  return { role: camelCase(stem.join("_")), columns };
}

/** The name that PostgreSQL would give to a key. */
export function usualKeyName(table: Table, columns: readonly string[], label: string): string {
  return makeObjectName(table.name, columns.join("_"), label);
}
