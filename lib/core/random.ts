/** A source of random numbers that gives the same numbers for the same seed. */
export interface Random {
  /** The next number of the uniform distribution over 0 (included) to 1 (excluded). */
  uniform(): number;
  /** The next number of the normal distribution with mean 0 and deviation 1. */
  normal(): number;
  /** The next whole number from 0 to below a bound of at most 2³². */
  below(bound: number): number;
}

/**
 * Random numbers from a seed: Chris Doty-Humphrey's sfc32, which passes PractRand at 32 bits a number.
 *
 * @param seed A number, or text: streams with different text are independent of each other.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { randomFrom } from "@groundplan/groundplan";
 *
 * assert.equal(randomFrom("a").uniform(), randomFrom("a").uniform());
 * ```
 */
export function randomFrom(seed: number | string): Random {
  let [a, b, c, counter] = stateOf(String(seed));
  let spare: number | undefined;
  const next = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum | 0;
    return sum >>> 0;
  };
  // The state has to be mixed before its first number is worth anything.
  for (let round = 0; round < 15; round++) next();
  const uniform = () => next() / 2 ** 32;
  return {
    uniform,
    normal() {
      if (spare !== undefined) {
        const value = spare;
        spare = undefined;
        return value;
      }
      const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
      const angle = 2 * Math.PI * uniform();
      spare = radius * Math.sin(angle);
      return radius * Math.cos(angle);
    },
    below: (bound) => Math.floor(uniform() * bound),
  };
}

// MurmurHash3's finalizer over the text, four times with different beginnings.
function stateOf(text: string): [number, number, number, number] {
  let hash = 1779033703 ^ text.length;
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 3432918353);
    hash = (hash << 13) | (hash >>> 19);
  }
  const word = (): number => {
    hash = Math.imul(hash ^ (hash >>> 16), 2246822507);
    hash = Math.imul(hash ^ (hash >>> 13), 3266489909);
    return hash ^= hash >>> 16;
  };
  return [word(), word(), word(), 1];
}
