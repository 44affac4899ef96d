import type { Extension } from "@electric-sql/pglite";
import { didYouMean } from "../core/suggest.ts";

type Load = () => Promise<Extension>;

const LOADERS: Readonly<Record<string, Load>> = {
  bloom: async () => (await import("@electric-sql/pglite/contrib/bloom")).bloom,
  btree_gin: async () => (await import("@electric-sql/pglite/contrib/btree_gin")).btree_gin,
  btree_gist: async () => (await import("@electric-sql/pglite/contrib/btree_gist")).btree_gist,
  citext: async () => (await import("@electric-sql/pglite/contrib/citext")).citext,
  cube: async () => (await import("@electric-sql/pglite/contrib/cube")).cube,
  dict_int: async () => (await import("@electric-sql/pglite/contrib/dict_int")).dict_int,
  dict_xsyn: async () => (await import("@electric-sql/pglite/contrib/dict_xsyn")).dict_xsyn,
  earthdistance: async () =>
    (await import("@electric-sql/pglite/contrib/earthdistance")).earthdistance,
  fuzzystrmatch: async () =>
    (await import("@electric-sql/pglite/contrib/fuzzystrmatch")).fuzzystrmatch,
  hstore: async () => (await import("@electric-sql/pglite/contrib/hstore")).hstore,
  intarray: async () => (await import("@electric-sql/pglite/contrib/intarray")).intarray,
  isn: async () => (await import("@electric-sql/pglite/contrib/isn")).isn,
  lo: async () => (await import("@electric-sql/pglite/contrib/lo")).lo,
  ltree: async () => (await import("@electric-sql/pglite/contrib/ltree")).ltree,
  pageinspect: async () => (await import("@electric-sql/pglite/contrib/pageinspect")).pageinspect,
  pg_buffercache: async () =>
    (await import("@electric-sql/pglite/contrib/pg_buffercache")).pg_buffercache,
  pg_trgm: async () => (await import("@electric-sql/pglite/contrib/pg_trgm")).pg_trgm,
  pg_visibility: async () =>
    (await import("@electric-sql/pglite/contrib/pg_visibility")).pg_visibility,
  pgcrypto: async () => (await import("@electric-sql/pglite/contrib/pgcrypto")).pgcrypto,
  seg: async () => (await import("@electric-sql/pglite/contrib/seg")).seg,
  tablefunc: async () => (await import("@electric-sql/pglite/contrib/tablefunc")).tablefunc,
  tcn: async () => (await import("@electric-sql/pglite/contrib/tcn")).tcn,
  tsm_system_rows: async () =>
    (await import("@electric-sql/pglite/contrib/tsm_system_rows")).tsm_system_rows,
  tsm_system_time: async () =>
    (await import("@electric-sql/pglite/contrib/tsm_system_time")).tsm_system_time,
  unaccent: async () => (await import("@electric-sql/pglite/contrib/unaccent")).unaccent,
  "uuid-ossp": async () => (await import("@electric-sql/pglite/contrib/uuid_ossp")).uuid_ossp,
};

/** The extensions that the embedded PostgreSQL can load, by the names that `create extension` takes. */
export const embeddedExtensions: readonly string[] = Object.freeze(Object.keys(LOADERS));

/**
 * Loads extensions for the embedded PostgreSQL.
 *
 * @param names Names as `create extension` takes them, such as `"pg_trgm"`.
 * @returns What PGlite takes as its `extensions` option.
 * @throws {RangeError} When the embedded PostgreSQL does not ship one of them.
 */
export async function loadExtensions(names: readonly string[]): Promise<Record<string, Extension>> {
  const loaded: Record<string, Extension> = {};
  for (const name of names) {
    const load = LOADERS[name];
    if (!load) {
      throw new RangeError(
        `Cannot load extension "${name}": the embedded PostgreSQL does not ship it` +
          `${didYouMean(name, embeddedExtensions)}. It ships ${embeddedExtensions.join(", ")}.`,
      );
    }
    loaded[name.replaceAll("-", "_")] = await load();
  }
  return loaded;
}
