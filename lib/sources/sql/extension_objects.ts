import { embeddedExtensions } from "../../embedded/extensions.ts";

/** What scripts use of extensions without creating them: pg_dump leaves extensions out of one schema's dump. */
const OBJECTS: Readonly<Record<string, readonly string[]>> = {
  citext: ["citext"],
  cube: ["cube"],
  hstore: ["hstore"],
  ltree: ["ltree", "lquery", "ltxtquery"],
  isn: ["isbn", "issn", "ean13"],
  seg: ["seg"],
  pg_trgm: ["gin_trgm_ops", "gist_trgm_ops", "similarity", "word_similarity"],
  btree_gist: ["gist_int4_ops", "gist_int8_ops", "gist_uuid_ops", "gist_text_ops"],
  pgcrypto: ["crypt", "gen_salt", "digest", "hmac", "gen_random_bytes", "pgp_sym_encrypt"],
  unaccent: ["unaccent"],
  "uuid-ossp": ["uuid_generate_v1", "uuid_generate_v1mc", "uuid_generate_v4", "uuid_generate_v5"],
  fuzzystrmatch: ["levenshtein", "soundex", "metaphone", "dmetaphone"],
  tablefunc: ["crosstab", "normal_rand"],
  intarray: ["gin__int_ops", "gist__int_ops", "query_int"],
};

const BY_OBJECT: ReadonlyMap<string, string> = new Map(
  Object.entries(OBJECTS).flatMap(([extension, names]) =>
    names.map((name) => [name, extension] as const)
  ),
);

/** What some extensions cannot do without. */
const NEEDS: Readonly<Record<string, readonly string[]>> = { earthdistance: ["cube"] };

/** The embedded extension that an object belongs to, by the object's name. */
export function extensionOf(object: string): string | undefined {
  return BY_OBJECT.get(object);
}

/**
 * The embedded extensions that a script may want: those that it creates, those whose objects it names, and
 * for exclusion constraints over scalars the one that makes them possible.
 */
export function wantedExtensions(script: string): string[] {
  const created = [...script.matchAll(
    /create\s+extension\s+(?:if\s+not\s+exists\s+)?"?([\w-]+)"?/gi,
  )].map(([, name]) => name!.toLowerCase());
  const words = new Set(script.match(/\b[a-z_][a-z0-9_]*\b/g) ?? []);
  const used = [...BY_OBJECT].filter(([object]) => words.has(object)).map(([, name]) => name);
  const excludes = /\bexclude\s+using\s+gist\b/i.test(script) ? ["btree_gist"] : [];
  const wanted = [...created, ...used, ...excludes].flatMap((name) => [name, ...NEEDS[name] ?? []]);
  return [...new Set(wanted)].filter((name) => embeddedExtensions.includes(name)).sort();
}
