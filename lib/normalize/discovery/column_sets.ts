/**
 * Sets of columns as 32-bit words, the first column in the highest bit of the first word: descending order
 * of the words is then lexicographic order of the columns.
 */

/** How many words a set over so many columns takes. */
export function wordsFor(width: number): number {
  return Math.max(1, (width + 31) >> 5);
}

/** The bit of a column in its word, `column >> 5`. */
export function columnBit(column: number): number {
  return 1 << (31 - (column & 31));
}

/** Whether the set at `at` holds a column. */
export function holdsColumn(sets: Int32Array, at: number, column: number): boolean {
  return (sets[at + (column >> 5)]! & columnBit(column)) !== 0;
}

/** The columns of the set at `at`, ascending. */
export function columnsIn(sets: Int32Array, at: number, words: number): number[] {
  const columns: number[] = [];
  for (let word = 0; word < words; word++) {
    for (let rest = sets[at + word]!; rest !== 0;) {
      const place = Math.clz32(rest);
      columns.push(word * 32 + place);
      rest &= ~(1 << (31 - place));
    }
  }
  return columns;
}

/** How many bits a word has. */
export function bitCount(word: number): number {
  let count = word - (word >>> 1 & 0x55555555);
  count = (count & 0x33333333) + (count >>> 2 & 0x33333333);
  return Math.imul(count + (count >>> 4) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** How many columns the set at `at` holds. */
export function sizeAt(sets: Int32Array, at: number, words: number): number {
  let size = 0;
  for (let word = 0; word < words; word++) size += bitCount(sets[at + word]!);
  return size;
}

/** Sets of columns without repetition, in the order in which they came. */
export interface SetStore {
  readonly words: number;
  sets: Int32Array;
  count: number;
  /** Open addressing: 1 + the number of a set, or 0. */
  table: Int32Array;
}

/** A store without sets. */
export function setStore(words: number): SetStore {
  return { words, sets: new Int32Array(1024 * words), count: 0, table: new Int32Array(4096) };
}

/** Adds a set. @returns Whether it was not there yet. */
export function addSet(store: SetStore, set: Int32Array): boolean {
  const { words } = store;
  const mask = store.table.length - 1;
  let slot = hash(set, 0, words) & mask;
  for (let number; (number = store.table[slot]!) !== 0; slot = (slot + 1) & mask) {
    const at = (number - 1) * words;
    let word = 0;
    while (word < words && store.sets[at + word] === set[word]) word++;
    if (word === words) return false;
  }
  if ((store.count + 1) * words > store.sets.length) {
    const larger = new Int32Array(store.sets.length * 2);
    larger.set(store.sets);
    store.sets = larger;
  }
  store.sets.set(set, store.count * words);
  store.table[slot] = ++store.count;
  if (store.count * 2 > store.table.length) growTable(store);
  return true;
}

/** Whether the store holds a set. */
export function hasSet({ words, sets, table }: SetStore, set: Int32Array): boolean {
  const mask = table.length - 1;
  let slot = hash(set, 0, words) & mask;
  for (let number; (number = table[slot]!) !== 0; slot = (slot + 1) & mask) {
    const at = (number - 1) * words;
    let word = 0;
    while (word < words && sets[at + word] === set[word]) word++;
    if (word === words) return true;
  }
  return false;
}

function growTable(store: SetStore): void {
  const { words, sets, count } = store;
  const table = new Int32Array(store.table.length * 4);
  const mask = table.length - 1;
  for (let number = 0; number < count; number++) {
    let slot = hash(sets, number * words, words) & mask;
    while (table[slot] !== 0) slot = (slot + 1) & mask;
    table[slot] = number + 1;
  }
  store.table = table;
}

function hash(sets: Int32Array, at: number, words: number): number {
  let value = 0x9e3779b9;
  for (let word = 0; word < words; word++) {
    value = Math.imul(value ^ sets[at + word]!, 0x85ebca6b);
    value ^= value >>> 15;
  }
  value = Math.imul(value, 0xc2b2ae35);
  return (value ^ value >>> 16) >>> 0;
}
