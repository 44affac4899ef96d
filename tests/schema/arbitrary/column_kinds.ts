import { byteLength, qualify } from "../../../lib/engines/postgresql/identifiers.ts";
import type { Index, QualifiedName, UserType } from "../../../lib/schema/schema.ts";
import { comment, type Draw, maybe, pick, some, TEXTS } from "./draw.ts";
import { HOSTILE_NAMES } from "./draw_names.ts";

/** A type with canonical expressions over a column of it. */
export interface Kind {
  readonly type: string;
  readonly default?: string;
  readonly check?: (column: string) => string;
  readonly generated?: (column: string) => string;
  readonly index?: (column: string) => Partial<Index> & Pick<Index, "elements">;
}

/** What columns may be: types with defaults and expressions as the catalog prints them. */
export const KINDS: readonly Kind[] = [
  {
    type: "integer",
    default: "7",
    check: (c) => `(${c} > 0)`,
    generated: (c) => `(${c} + 1)`,
    index: (c) => ({ elements: [{ expression: `(${c} + 1)`, descending: true }] }),
  },
  { type: "bigint", default: "'-5'::integer", check: (c) => `((${c} > 0) AND (${c} < 9))` },
  { type: "smallint" },
  {
    type: "text",
    default: "'it''s \\ -- ; $$'::text",
    check: (c) => `(${c} <> ''::text)`,
    generated: (c) => `lower(${c})`,
    index: (c) => ({
      elements: [{ expression: `lower(${c})`, collation: '"POSIX"', nulls: "first" }],
      where: `(${c} IS NOT NULL)`,
    }),
  },
  {
    type: "character varying(254)",
    default: "'x'::character varying",
    check: (c) => `((${c})::text ~~ '%@%'::text)`,
  },
  { type: "numeric(12,2)", default: "1.50", check: (c) => `(${c} >= (0)::numeric)` },
  { type: "timestamp with time zone", default: "now()" },
  {
    type: "timestamp(3) without time zone",
    default: "'2024-02-29 01:02:03'::timestamp(3) without time zone",
  },
  { type: "date", default: "CURRENT_DATE" },
  { type: "boolean", default: "true", check: (c) => `(${c} IS NOT FALSE)` },
  { type: "uuid", default: "gen_random_uuid()" },
  {
    type: "jsonb",
    default: "'{\"a\": [1, \"it''s\"]}'::jsonb",
    check: (c) => `((${c} ->> 'k'::text) IS NOT NULL)`,
    index: (c) => ({
      method: "gin",
      elements: [{ column: unquote(c), operatorClass: "jsonb_path_ops" }],
    }),
  },
  {
    type: "text[]",
    default: "'{}'::text[]",
    index: (c) => ({ method: "gin", elements: [{ column: unquote(c) }] }),
  },
  { type: "bytea", default: "'\\x00ff'::bytea" },
  { type: "double precision" },
  { type: "interval", default: "'1 day'::interval" },
  { type: "daterange", index: (c) => ({ method: "gist", elements: [{ column: unquote(c) }] }) },
];

function unquote(quoted: string): string {
  return quoted.startsWith('"') ? quoted.slice(1, -1).replaceAll('""', '"') : quoted;
}

/** Draws enumerations, domains, composite and range types. */
export function drawTypes(draw: Draw, place: () => QualifiedName): UserType[] {
  const makers: readonly (() => UserType)[] = [
    () => ({
      kind: "enum",
      ...place(),
      labels: some(draw, TEXTS.filter((text) => byteLength(text) < 63)),
      ...comment(draw),
    }),
    () => ({
      kind: "domain",
      ...place(),
      type: "numeric(12,2)",
      ...(maybe(draw, 0.5) ? { default: "1.5" } : {}),
      notNull: maybe(draw, 0.3),
      checks: maybe(draw, 0.7)
        ? [{ name: place().name, expression: "(VALUE > (0)::numeric)", ...comment(draw) }]
        : [],
      ...comment(draw),
    }),
    () => ({
      kind: "composite",
      ...place(),
      attributes: [
        { name: pick(draw, HOSTILE_NAMES), type: "text", collation: '"C"' },
        { name: "plain", type: "integer[]" },
      ],
      ...comment(draw),
    }),
    () => ({
      kind: "range",
      ...place(),
      subtype: "double precision",
      ...(maybe(draw, 0.5) ? { options: "SUBTYPE_DIFF = float8mi" } : {}),
      ...comment(draw),
    }),
  ];
  return some(draw, makers, 0).map((make) => make());
}

/** What columns of a type may be. */
export function asKind(type: UserType): Kind[] {
  if (type.kind === "enum") {
    const label = type.labels[0];
    return label === undefined
      ? [{ type: qualify(type) }]
      : [{ type: qualify(type), default: `${quoteAsCatalog(label)}::${qualify(type)}` }];
  }
  return [{ type: qualify(type) }];
}

/** The catalog escapes no backslash in a constant. */
export function quoteAsCatalog(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
