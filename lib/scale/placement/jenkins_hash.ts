/** A 64-bit hash in two halves of 32 bits, each without a sign. */
export interface Hash64 {
  /** The upper 32 bits. */
  readonly high: number;
  /** The lower 32 bits. */
  readonly low: number;
}

/** No seed: the hash that `hashint4()` and its like give. */
export const NO_SEED: Hash64 = Object.freeze({ high: 0, low: 0 });

/** What every hash begins with: the golden ratio, and PostgreSQL's own addition. */
const BEGIN = 0x9e3779b9 + 3923095;

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/**
 * Hashes a 32-bit number as PostgreSQL's `hash_bytes_uint32_extended()` does.
 *
 * Source: PostgreSQL 18, src/common/hashfn.c; Bob Jenkins, lookup3.c, 2006.
 *
 * @param key A whole number of 32 bits, with or without a sign.
 */
export function hashUint32(key: number, seed: Hash64 = NO_SEED): Hash64 {
  let a = (BEGIN + 4) | 0;
  let b = a;
  let c = a;
  if (seed.high !== 0 || seed.low !== 0) {
    a = (a + seed.high) | 0;
    b = (b + seed.low) | 0;
    // mix(a, b, c), written out: this runs for every key.
    a = (a - c) ^ rotate(c, 4);
    c = (c + b) | 0;
    b = (b - a) ^ rotate(a, 6);
    a = (a + c) | 0;
    c = (c - b) ^ rotate(b, 8);
    b = (b + a) | 0;
    a = (a - c) ^ rotate(c, 16);
    c = (c + b) | 0;
    b = (b - a) ^ rotate(a, 19);
    a = (a + c) | 0;
    c = (c - b) ^ rotate(b, 4);
    b = (b + a) | 0;
  }
  return final((a + key) | 0, b, c);
}

function final(a: number, b: number, c: number): Hash64 {
  c = ((c ^ b) - rotate(b, 14)) | 0;
  a = ((a ^ c) - rotate(c, 11)) | 0;
  b = ((b ^ a) - rotate(a, 25)) | 0;
  c = ((c ^ b) - rotate(b, 16)) | 0;
  a = ((a ^ c) - rotate(c, 4)) | 0;
  b = ((b ^ a) - rotate(a, 14)) | 0;
  c = ((c ^ b) - rotate(b, 24)) | 0;
  return { high: b >>> 0, low: c >>> 0 };
}

/** Hashes bytes as PostgreSQL's `hash_bytes_extended()` does on a little-endian machine. */
export function hashBytes(bytes: Uint8Array, seed: Hash64 = NO_SEED): Hash64 {
  let a = (BEGIN + bytes.length) | 0;
  let b = a;
  let c = a;
  const mix = () => {
    a = (a - c) ^ rotate(c, 4);
    c = (c + b) | 0;
    b = (b - a) ^ rotate(a, 6);
    a = (a + c) | 0;
    c = (c - b) ^ rotate(b, 8);
    b = (b + a) | 0;
    a = (a - c) ^ rotate(c, 16);
    c = (c + b) | 0;
    b = (b - a) ^ rotate(a, 19);
    a = (a + c) | 0;
    c = (c - b) ^ rotate(b, 4);
    b = (b + a) | 0;
  };
  if (seed.high !== 0 || seed.low !== 0) {
    a = (a + seed.high) | 0;
    b = (b + seed.low) | 0;
    mix();
  }
  const word = (at: number): number =>
    (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) |
    ((bytes[at + 3] ?? 0) << 24);
  let at = 0;
  for (; bytes.length - at >= 12; at += 12) {
    a = (a + word(at)) | 0;
    b = (b + word(at + 4)) | 0;
    c = (c + word(at + 8)) | 0;
    mix();
  }
  a = (a + word(at)) | 0;
  b = (b + word(at + 4)) | 0;
  // The lowest byte of c is reserved for the length.
  c = (c + (word(at + 8) << 8)) | 0;
  return final(a, b, c);
}
