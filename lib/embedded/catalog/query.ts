/** Runs one statement and returns its rows: PGlite, npm:pg or anything that speaks to PostgreSQL. */
export type Query = (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;

/** Where to read a catalog, and the major version that it is of. */
export interface Catalog {
  readonly query: Query;
  readonly version: number;
}

/** Runs a SELECT and returns its rows as JSON has them, so that no driver's own parsing takes part. */
export async function readRows<Row>({ query }: Catalog, select: string): Promise<readonly Row[]> {
  const rows = await query(
    `select coalesce(json_agg(row_to_json(catalog_row)), '[]')::text as catalog_rows from (${select}) catalog_row`,
  );
  return JSON.parse(String(rows[0]?.["catalog_rows"] ?? "[]")) as Row[];
}

/** The condition that a namespace is not the engine's own. */
export function isUserNamespace(name: string): string {
  return `(${name} !~ '^pg_' and ${name} <> 'information_schema')`;
}

/** The condition that an object is not a part of an extension. */
export function isNotOfExtension(catalog: string, oid: string): string {
  return `not exists (select from pg_depend extension_member where extension_member.classid =
    '${catalog}'::regclass and extension_member.objid = ${oid} and extension_member.deptype = 'e')`;
}

/** Drops the keys whose value is null, undefined or false: what a schema has not, it does not name. */
export function present<T extends object>(value: T): Present<T> {
  return Object.fromEntries(
    Object.entries(value).filter(([, entry]) =>
      entry !== null && entry !== undefined && entry !== false
    ),
  ) as Present<T>;
}

/** An object whose nullable keys are optional instead. */
export type Present<T> =
  & { [K in keyof T as null extends T[K] ? never : undefined extends T[K] ? never : K]: T[K] }
  & {
    [K in keyof T as null extends T[K] ? K : undefined extends T[K] ? K : never]?: NonNullable<
      T[K]
    >;
  };

/** Reads `{name=value}` lists, such as those of storage parameters. */
export function readOptions(
  options: readonly string[] | null,
  prefix = "",
): Record<string, string> | undefined {
  if (options === null || options.length === 0) return undefined;
  return Object.fromEntries(
    options.map((option) => {
      const at = option.indexOf("=");
      return [`${prefix}${option.slice(0, at)}`, option.slice(at + 1)] as const;
    }).sort(([a], [b]) => a < b ? -1 : 1),
  );
}

/** Groups rows by one of their keys. */
export function groupBy<Row, Key>(
  rows: readonly Row[],
  keyOf: (row: Row) => Key,
): ReadonlyMap<Key, readonly Row[]> {
  return Map.groupBy(rows, keyOf);
}
