/** How values of a type are stored: `pg_type.typlen` and `typalign`, and a width to assume. */
export interface TypeStorage {
  /** Bytes of a value, or -1 where they vary (`varlena`). */
  readonly length: number;
  /** Where a value starts: a multiple of so many bytes. */
  readonly alignment: 1 | 2 | 4 | 8;
  /** Bytes of a value as stored, header included: the length, or what to assume where it varies. */
  readonly width: number;
  /** Whether B-trees of the type merge equal keys: equal values have equal bytes (`equalimage`). */
  readonly deduplicates: boolean;
  /** How far widths are taken to lie from their mean, as a share of it. Defaults to 0.5. */
  readonly spread?: number;
}

type Row = readonly [
  length: number,
  alignment: 1 | 2 | 4 | 8,
  width?: number,
  deduplicates?: boolean,
  spread?: number,
];

// Source: PostgreSQL 18, src/include/catalog/pg_type.dat and pg_amproc.dat; the widths of varlena types
// are assumptions of this module.
const TYPES: Readonly<Record<string, Row>> = {
  boolean: [1, 1],
  '"char"': [1, 1],
  smallint: [2, 2],
  integer: [4, 4],
  oid: [4, 4],
  xid: [4, 4],
  date: [4, 4],
  real: [4, 4, 4, false],
  bigint: [8, 8],
  "double precision": [8, 8, 8, false],
  money: [8, 8],
  "time without time zone": [8, 8],
  "timestamp without time zone": [8, 8],
  "timestamp with time zone": [8, 8],
  "time with time zone": [12, 8],
  interval: [16, 8, 16, false],
  uuid: [16, 1],
  macaddr: [6, 4],
  macaddr8: [8, 4],
  pg_lsn: [8, 8],
  name: [64, 1],
  point: [16, 8],
  line: [24, 8],
  lseg: [32, 8],
  box: [32, 8],
  circle: [24, 8],
  inet: [-1, 4, 7, true, 0],
  cidr: [-1, 4, 7, true, 0],
  // Four digits take two bytes: numbers of one column differ by one step or two.
  numeric: [-1, 4, 7, false, 0.2],
  text: [-1, 4, 33],
  "character varying": [-1, 4, 33],
  character: [-1, 4, 2],
  citext: [-1, 4, 33, false],
  bytea: [-1, 4, 257],
  json: [-1, 4, 260],
  jsonb: [-1, 4, 260, false],
  xml: [-1, 4, 516],
  bit: [-1, 4, 9],
  "bit varying": [-1, 4, 9],
  tsvector: [-1, 4, 200],
  tsquery: [-1, 4, 60],
  hstore: [-1, 4, 100],
  ltree: [-1, 4, 40],
  int4range: [-1, 4, 14, false, 0],
  daterange: [-1, 4, 14, false, 0],
  numrange: [-1, 4, 22, false],
  int8range: [-1, 8, 22, false, 0],
  tsrange: [-1, 8, 22, false, 0],
  tstzrange: [-1, 8, 22, false, 0],
  path: [-1, 8, 120],
  polygon: [-1, 8, 120],
};

/** Elements that an array is assumed to have. */
const ARRAY_ELEMENTS = 4;
/** `ArrayType`'s header, one dimension and its lower bound. */
const ARRAY_HEADER = 20;

/**
 * How values of a column's type are stored.
 *
 * @param type Canonical text as the catalog prints it, such as `character varying(254)`.
 * @param resolve Gives the base type of a domain, and `"enum"` for an enumeration; others are composite.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { storageOfType } from "@groundplan/groundplan";
 *
 * assert.equal(storageOfType("timestamp with time zone").length, 8);
 * assert.equal(storageOfType("character(10)").width, 11);
 * ```
 */
export function storageOfType(
  type: string,
  resolve: (name: string) => string | undefined = () => undefined,
): TypeStorage {
  if (type.endsWith("[]")) {
    const element = storageOfType(type.slice(0, -2), resolve);
    return {
      length: -1,
      alignment: element.alignment === 8 ? 8 : 4,
      width: 1 + ARRAY_HEADER + ARRAY_ELEMENTS * element.width,
      deduplicates: false,
    };
  }
  const [, base = type, modifier, rest = ""] = /^([^(]+?)\s*(?:\(([\d,\s-]+)\)(.*))?$/.exec(type) ??
    [];
  const known = TYPES[(base + rest).trim()] ?? TYPES[base.trim()];
  if (known) {
    const [length, alignment, width = length, deduplicates = true, spread] = known;
    const numbers = modifier?.split(",").map(Number) ?? [];
    const named = numbers.length > 0 ? WIDTHS[base]?.(numbers) : undefined;
    return {
      length,
      alignment,
      width: named ?? width,
      deduplicates,
      ...(spread === undefined ? {} : { spread }),
    };
  }
  const resolved = resolve(type);
  if (resolved === "enum") return { length: 4, alignment: 4, width: 4, deduplicates: true };
  if (resolved !== undefined && resolved !== type) return storageOfType(resolved, resolve);
  return { length: -1, alignment: 8, width: 64, deduplicates: false };
}

const WIDTHS: Readonly<Record<string, (modifier: readonly number[]) => number>> = {
  character: ([length = 1]) => withHeader(length),
  // Nobody fills a length limit; a third of a long one, at most 32 characters.
  "character varying": ([length = 1]) => withHeader(Math.min(length, Math.max(8, 32))),
  numeric: ([precision = 8, scale = 0]) => numericWidth(precision, scale),
  bit: ([length = 1]) => 4 + 1 + Math.ceil(length / 8),
};

/** Bytes of a `numeric` with so many digits: the short header, and two bytes for each four digits. */
export function numericWidth(precision: number, scale: number): number {
  const groups = Math.ceil((precision - scale) / 4) + Math.ceil(scale / 4);
  return 1 + 2 + 2 * Math.max(1, Math.ceil(groups * 0.75));
}

/** Bytes of a varlena value with so many bytes of data: its header has 1 byte, or 4 from 127 on. */
export function withHeader(bytes: number): number {
  return bytes + 1 <= 127 ? bytes + 1 : bytes + 4;
}
