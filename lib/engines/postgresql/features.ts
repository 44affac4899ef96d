/** Something that PostgreSQL can do from a version on. */
export interface Feature {
  readonly id: string;
  readonly title: string;
  /** The major version that brought it. */
  readonly since: number;
  /** Whether it is of the language, of how queries are planned and run, or of how a server is kept. */
  readonly area: "language" | "planner" | "operation";
}

/**
 * What versions 14 to 18 brought, as far as a plan depends on it. Version 14 stands for all before.
 *
 * Source: the release notes of PostgreSQL 14 to 18.
 */
export const FEATURES = [
  row(14, "language", "multirange-types", "multirange types"),
  row(14, "language", "column-compression", "a compression method for each column"),
  row(14, "language", "statistics-on-expressions", "extended statistics over expressions"),
  row(14, "language", "sql-standard-bodies", "functions with a BEGIN ATOMIC body"),
  row(14, "planner", "btree-bottom-up-deletion", "bottom-up deletion in B-trees"),
  row(14, "planner", "memoize", "Memoize nodes"),
  row(14, "operation", "detach-concurrently", "DETACH PARTITION CONCURRENTLY"),
  row(14, "operation", "reindex-partitioned", "REINDEX of partitioned tables"),
  row(15, "language", "nulls-not-distinct", "UNIQUE NULLS NOT DISTINCT"),
  row(15, "language", "merge", "MERGE"),
  row(15, "language", "set-null-columns", "ON DELETE SET NULL for some of the columns"),
  row(15, "language", "security-invoker-views", "views that act with the invoker's rights"),
  row(15, "operation", "publication-filters", "row filters and column lists in publications"),
  row(15, "planner", "parallel-distinct", "parallel SELECT DISTINCT"),
  row(16, "language", "any-value", "any_value()"),
  row(16, "language", "json-constructors", "JSON constructors and IS JSON"),
  row(16, "language", "underscores-in-numbers", "underscores and other bases in numbers"),
  row(16, "language", "storage-in-create-table", "STORAGE in CREATE TABLE"),
  row(16, "planner", "incremental-sort-distinct", "incremental sort for DISTINCT"),
  row(16, "planner", "parallel-full-join", "parallel full and right hash joins"),
  row(16, "planner", "hot-with-brin", "HOT updates with BRIN indexes"),
  row(17, "language", "identity-on-partitioned", "identity columns in partitioned tables"),
  row(17, "language", "exclusion-on-partitioned", "exclusion constraints on partitioned tables"),
  row(17, "language", "json-table", "JSON_TABLE and the SQL/JSON query functions"),
  row(17, "language", "merge-returning", "MERGE … RETURNING"),
  row(17, "language", "set-expression", "ALTER COLUMN … SET EXPRESSION"),
  row(17, "planner", "in-list-index-scan", "one index scan for a whole IN list"),
  row(17, "planner", "not-null-elimination", "redundant IS NOT NULL tests removed"),
  row(17, "operation", "incremental-backup", "incremental base backups"),
  row(18, "language", "virtual-generated-columns", "virtual generated columns"),
  row(18, "language", "named-not-null", "NOT NULL constraints with a name, and NO INHERIT"),
  row(18, "language", "not-null-not-valid", "NOT NULL … NOT VALID"),
  row(18, "language", "not-enforced", "constraints that are NOT ENFORCED"),
  row(18, "language", "without-overlaps", "keys WITHOUT OVERLAPS"),
  row(18, "language", "period-foreign-keys", "foreign keys over a PERIOD"),
  row(18, "language", "not-valid-on-partitioned", "NOT VALID foreign keys on partitioned tables"),
  row(18, "language", "uuidv7", "uuidv7()"),
  row(18, "language", "returning-old-new", "OLD and NEW in RETURNING"),
  row(18, "planner", "skip-scan", "skip scans of B-trees"),
  row(18, "planner", "self-join-elimination", "self-joins removed"),
  row(18, "planner", "or-to-any", "OR turned to ANY for index scans"),
  row(18, "operation", "asynchronous-io", "asynchronous reads"),
  row(18, "operation", "statistics-kept-by-upgrade", "statistics restored and kept by pg_upgrade"),
] as const satisfies readonly Feature[];

/** The name of a feature. */
export type FeatureId = typeof FEATURES[number]["id"];

function row<const Id extends string>(
  since: number,
  area: Feature["area"],
  id: Id,
  title: string,
): { readonly id: Id; readonly title: string; readonly since: number; readonly area: typeof area } {
  return { id, title, since, area };
}

/** Whether a version of PostgreSQL has a feature. */
export function hasFeature(version: number, id: FeatureId): boolean {
  return version >= featureOf(id).since;
}

/** The row of a feature. */
export function featureOf(id: FeatureId): Feature {
  return FEATURES.find((feature) => feature.id === id)!;
}

/** Functions of PostgreSQL that came after version 14, with the version that brought each. */
export const FUNCTIONS_SINCE: Readonly<Record<string, number>> = {
  regexp_count: 15,
  regexp_instr: 15,
  regexp_like: 15,
  regexp_substr: 15,
  any_value: 16,
  array_sample: 16,
  array_shuffle: 16,
  erf: 16,
  erfc: 16,
  json_array: 16,
  json_arrayagg: 16,
  json_object: 16,
  json_objectagg: 16,
  random_normal: 16,
  system_user: 16,
  json_exists: 17,
  json_query: 17,
  json_scalar: 17,
  json_serialize: 17,
  json_table: 17,
  json_value: 17,
  merge_action: 17,
  to_bin: 17,
  to_oct: 17,
  uuid_extract_timestamp: 17,
  uuid_extract_version: 17,
  xmltext: 17,
  array_reverse: 18,
  array_sort: 18,
  casefold: 18,
  crc32: 18,
  crc32c: 18,
  gamma: 18,
  lgamma: 18,
  uuidv4: 18,
  uuidv7: 18,
};
