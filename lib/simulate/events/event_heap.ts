/** Numbers with what they belong to, of which the least comes out first. */
export interface EventHeap {
  /** How many are in it. */
  readonly size: () => number;
  /** The least key; `Infinity` where it is empty. */
  readonly least: () => number;
  /** Puts one in. */
  readonly push: (key: number, value: number) => void;
  /** Takes the least one out and gives its value. Only where it is not empty. */
  readonly pop: () => number;
  /** Empties it. */
  readonly clear: () => void;
}

/**
 * A heap of four children a node in typed arrays: nothing is allocated for an event (LaMarca and Ladner, The
 * Influence of Caches on the Performance of Heaps, 1996).
 */
export function eventHeap(capacity = 256): EventHeap {
  let keys = new Float64Array(capacity);
  let values = new Int32Array(capacity);
  let size = 0;
  const grow = (): void => {
    const [oldKeys, oldValues] = [keys, values];
    keys = new Float64Array(2 * oldKeys.length);
    values = new Int32Array(2 * oldValues.length);
    keys.set(oldKeys);
    values.set(oldValues);
  };
  return {
    size: () => size,
    least: () => size === 0 ? Infinity : keys[0]!,
    push(key, value) {
      if (size === keys.length) grow();
      let at = size++;
      while (at > 0) {
        const parent = (at - 1) >> 2;
        const above = keys[parent]!;
        if (above <= key) break;
        keys[at] = above;
        values[at] = values[parent]!;
        at = parent;
      }
      keys[at] = key;
      values[at] = value;
    },
    pop() {
      const least = values[0]!;
      size--;
      const key = keys[size]!;
      const value = values[size]!;
      let at = 0;
      for (;;) {
        const first = 4 * at + 1;
        if (first >= size) break;
        const end = first + 4 < size ? first + 4 : size;
        let child = first;
        let lowest = keys[first]!;
        for (let other = first + 1; other < end; other++) {
          const candidate = keys[other]!;
          if (candidate < lowest) {
            lowest = candidate;
            child = other;
          }
        }
        if (lowest >= key) break;
        keys[at] = lowest;
        values[at] = values[child]!;
        at = child;
      }
      keys[at] = key;
      values[at] = value;
      return least;
    },
    clear() {
      size = 0;
    },
  };
}
