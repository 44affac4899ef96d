import { type Hash64, hashBytes, hashUint32, NO_SEED } from "./jenkins_hash.ts";

/** A value of a key: text is read as the type's own text. */
export type KeyValue = string | number | bigint | boolean;

/** Hashes values of one type as the type's default hash operator class does. */
export type HashValue = (value: KeyValue, seed?: Hash64) => Hash64;

const utf8 = new TextEncoder();
/** Days and microseconds from 1970 to 2000, where PostgreSQL's dates begin. */
const EPOCH_DAYS = 10_957;
const EPOCH_MICROSECONDS = BigInt(EPOCH_DAYS) * 86_400_000_000n;

function hashInt8(value: bigint, seed: Hash64): Hash64 {
  const low = Number(BigInt.asUintN(32, value));
  const high = Number(BigInt.asUintN(32, value >> 32n));
  return hashUint32(low ^ (value >= 0n ? high : ~high), seed);
}

function wholeNumber(value: KeyValue, type: string): bigint {
  try {
    return typeof value === "string" ? BigInt(value.trim()) : BigInt(value);
  } catch {
    throw new TypeError(`Cannot place ${String(value)} by its hash: it is no ${type}`);
  }
}

const hashText: HashValue = (value, seed) => hashBytes(utf8.encode(String(value)), seed);

const hashInteger = (type: string): HashValue => (value, seed = NO_SEED) => {
  if (typeof value === "number" && Number.isInteger(value)) return hashUint32(value, seed);
  return hashUint32(Number(wholeNumber(value, type)), seed);
};

// Whole numbers below 2^53 take the quick way: a million keys are placed in well under a second.
const hashBigint: HashValue = (value, seed = NO_SEED) => {
  if (typeof value === "number" && Number.isSafeInteger(value)) {
    const low = value | 0;
    const high = Math.floor(value / 4294967296) | 0;
    return hashUint32(low ^ (value >= 0 ? high : ~high), seed);
  }
  return hashInt8(wholeNumber(value, "bigint"), seed);
};

const hashUuid: HashValue = (value, seed) => {
  const digits = String(value).replace(/[{}-]/g, "");
  if (!/^[0-9a-f]{32}$/i.test(digits)) {
    throw new TypeError(`Cannot place ${String(value)} by its hash: it is no uuid`);
  }
  const bytes = Uint8Array.from(
    { length: 16 },
    (_, at) => Number.parseInt(digits.slice(2 * at, 2 * at + 2), 16),
  );
  return hashBytes(bytes, seed);
};

const hashDate: HashValue = (value, seed) => {
  const days = Date.parse(`${String(value).slice(0, 10)}T00:00:00Z`) / 86_400_000 - EPOCH_DAYS;
  if (Number.isNaN(days)) {
    throw new TypeError(`Cannot place ${String(value)} by its hash: it is no date`);
  }
  return hashUint32(days, seed);
};

const hashTimestamp: HashValue = (value, seed = NO_SEED) =>
  hashInt8(microseconds(String(value)) - EPOCH_MICROSECONDS, seed);

/** Microseconds since 1970 of a time with up to six decimals; without a zone it is taken as UTC. */
function microseconds(text: string): bigint {
  const [, date, time = "00:00:00", fraction = "", zone = "Z"] =
    /^\s*(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:\.(\d{1,6})\d*)?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?\s*$/
      .exec(text) ?? [];
  const whole = zone.length === 3 ? `${zone}:00` : zone;
  const seconds = Date.parse(`${date}T${time.length === 5 ? `${time}:00` : time}${whole}`);
  if (Number.isNaN(seconds)) {
    throw new TypeError(`Cannot place ${text} by its hash: it is no timestamp`);
  }
  return BigInt(seconds) * 1000n + BigInt(fraction.padEnd(6, "0"));
}

const hashBoolean: HashValue = (value, seed) => {
  const text = String(value).toLowerCase();
  if (!/^(t|true|on|yes|1|f|false|off|no|0)$/.test(text)) {
    throw new TypeError(`Cannot place ${text} by its hash: it is no boolean`);
  }
  return hashUint32(/^(t|true|on|yes|1)$/.test(text) ? 1 : 0, seed);
};

const hashDouble: HashValue = (value, seed = NO_SEED) => {
  const number = Number(value);
  // Zero and minus zero are equal and hash alike.
  if (number === 0) return seed;
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, number, true);
  return hashBytes(bytes, seed);
};

/** `hash_numeric_extended()`: digits in base 10000 without zeros at the ends, and the weight of the first. */
const hashNumeric: HashValue = (value, seed = NO_SEED) => {
  const [, whole = "", fraction = ""] = /^\s*[-+]?(\d*)\.?(\d*)\s*$/.exec(String(value)) ?? [];
  if (whole === "" && fraction === "") {
    throw new TypeError(`Cannot place ${String(value)} by its hash: it is no plain number`);
  }
  const left = whole.padStart(Math.ceil(whole.length / 4) * 4, "0");
  const right = fraction.padEnd(Math.ceil(fraction.length / 4) * 4, "0");
  const digits = [...(left + right).matchAll(/\d{4}/g)].map(([four]) => Number(four));
  const first = digits.findIndex((digit) => digit !== 0);
  if (first < 0) {
    const low = (seed.low - 1) >>> 0;
    return { high: seed.low === 0 ? (seed.high - 1) >>> 0 : seed.high, low };
  }
  const last = digits.findLastIndex((digit) => digit !== 0);
  const bytes = new Uint8Array(2 * (last - first + 1));
  const view = new DataView(bytes.buffer);
  for (let at = first; at <= last; at++) view.setInt16(2 * (at - first), digits[at]!, true);
  const weight = left.length / 4 - 1 - first;
  const { high, low } = hashBytes(bytes, seed);
  return { high: (high ^ (weight < 0 ? -1 : 0)) >>> 0, low: (low ^ weight) >>> 0 };
};

/** How values of each type are hashed, by the type's canonical name without its modifier. */
const HASHES: Readonly<Record<string, HashValue>> = {
  smallint: hashInteger("smallint"),
  integer: hashInteger("integer"),
  bigint: hashBigint,
  oid: hashInteger("oid"),
  text: hashText,
  "character varying": hashText,
  character: (value, seed) => hashText(String(value).replace(/ +$/, ""), seed),
  uuid: hashUuid,
  boolean: hashBoolean,
  date: hashDate,
  "timestamp without time zone": hashTimestamp,
  "timestamp with time zone": hashTimestamp,
  real: hashDouble,
  "double precision": hashDouble,
  numeric: hashNumeric,
};

/** The types that rows can be placed by. */
export const hashedTypes: readonly string[] = Object.freeze(Object.keys(HASHES));

/**
 * How values of a type are hashed: exactly as by PostgreSQL's `hashint8extended()`, `hashtextextended()`
 * and so on, for a deterministic collation. Labels of an enumeration are hashed by numbers that a database
 * hands out when the type is made, so nobody can say beforehand where they go.
 *
 * @param type Canonical name, such as `character varying(20)`.
 * @throws {TypeError} When values of the type cannot be hashed outside the database.
 */
export function hashValue(type: string): HashValue {
  const hash = HASHES[type.replace(/\s*\([\d,\s-]+\)/, "").trim()];
  if (hash) return hash;
  throw new TypeError(
    `Cannot place rows by the hash of ${type}: only a database knows it; types that can be placed are ${
      hashedTypes.join(", ")
    }`,
  );
}
