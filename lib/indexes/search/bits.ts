/** Sets of small numbers as the bits of an integer. */
export type Bits = bigint;

/** The set of some numbers from 0. */
export function bitsOf(numbers: Iterable<number>): Bits {
  let bits = 0n;
  for (const number of numbers) bits |= 1n << BigInt(number);
  return bits;
}

/** The numbers of a set, ascending. */
export function numbersOf(bits: Bits): readonly number[] {
  const numbers: number[] = [];
  const text = bits.toString(2);
  for (let at = text.length - 1; at >= 0; at--) {
    if (text.charCodeAt(at) === 49) numbers.push(text.length - 1 - at);
  }
  return numbers;
}

/** Whether a number is in a set. */
export function hasBit(bits: Bits, number: number): boolean {
  return (bits >> BigInt(number) & 1n) === 1n;
}
