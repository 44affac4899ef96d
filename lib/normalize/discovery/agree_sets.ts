import { type Codes, rowMajor } from "./codes.ts";
import { type SetStore, sizeAt } from "./column_sets.ts";

/** Makes a function that gives the columns in which two rows agree. The array is reused. */
export function agreement(codes: Codes, words: number): (a: number, b: number) => Int32Array {
  const width = codes.columns.length;
  const rows = rowMajor(codes);
  const set = new Int32Array(words);
  return (first, second) => {
    let a = first * width;
    let b = second * width;
    for (let word = 0; word < words; word++) {
      const columns = Math.min(32, width - word * 32);
      let bits = 0;
      for (let at = 0; at < columns; at++, a++, b++) {
        bits = bits << 1 | (rows[a] === rows[b] ? 1 : 0);
      }
      set[word] = bits << (32 - columns);
    }
    return set;
  };
}

/** The sets of a store, those with the most columns first. */
export function largestFirst({ sets, count, words }: SetStore): Int32Array {
  const bySize: number[][] = [];
  for (let number = 0; number < count; number++) {
    (bySize[sizeAt(sets, number * words, words)] ??= []).push(number);
  }
  const sorted = new Int32Array(count * words);
  let to = 0;
  for (const numbers of bySize.reverse()) {
    for (const number of numbers ?? []) {
      for (let word = 0; word < words; word++) sorted[to++] = sets[number * words + word]!;
    }
  }
  return sorted;
}
