import { bitCount, columnBit, holdsColumn } from "./column_sets.ts";

/** Edges of a hypergraph over columns, and for each column the edges that it hits. */
export interface Edges {
  readonly width: number;
  readonly words: number;
  /** The edges, one after another. */
  sets: Int32Array;
  count: number;
  /** For each column a bit an edge. */
  hits: Int32Array[];
}

/** A hypergraph without edges, with room for some. */
export function edgesOver(width: number, words: number, room: number): Edges {
  const size = Math.max(32, room);
  return {
    width,
    words,
    sets: new Int32Array(size * words),
    count: 0,
    hits: Array.from({ length: width }, () => new Int32Array((size + 31) >> 5)),
  };
}

/** Adds the set at `at` as an edge. */
export function addEdge(edges: Edges, sets: Int32Array, at: number): void {
  const { width, words, count } = edges;
  if ((count + 1) * words > edges.sets.length) edges.sets = doubled(edges.sets);
  if (count >> 5 >= (edges.hits[0]?.length ?? Infinity)) edges.hits = edges.hits.map(doubled);
  for (let word = 0; word < words; word++) edges.sets[count * words + word] = sets[at + word]!;
  for (let column = 0; column < width; column++) {
    if (holdsColumn(sets, at, column)) edges.hits[column]![count >> 5]! |= 1 << (count & 31);
  }
  edges.count++;
}

/** Whether some edge lies within the set, which is then hit with it. */
export function holdsEdge({ words, sets, count }: Edges, set: Int32Array): boolean {
  for (let at = 0; at < count * words; at += words) {
    let word = 0;
    while (word < words && (sets[at + word]! & ~set[word]!) === 0) word++;
    if (word === words) return true;
  }
  return false;
}

/** Whether each of the columns stays the only one to hit some edge once another column is added. */
export function staysNeeded(edges: Edges, columns: readonly number[], added: number): boolean {
  const span = (edges.count + 31) >> 5;
  const without = edges.hits[added]!;
  return columns.every((own) => {
    const hit = edges.hits[own]!;
    for (let at = 0; at < span; at++) {
      let only = hit[at]! & ~without[at]!;
      if (at === span - 1 && (edges.count & 31) !== 0) only &= (1 << (edges.count & 31)) - 1;
      for (let other = 0; other < columns.length && only !== 0; other++) {
        if (columns[other] !== own) only &= ~edges.hits[columns[other]!]![at]!;
      }
      if (only !== 0) return true;
    }
    return false;
  });
}

/** What an enumeration needs to know. */
export interface HittingSetOptions {
  /** The most columns in a set. */
  readonly maxSize: number;
  /**
   * Receives each minimal hitting set, its columns in no order. The array is reused.
   *
   * @returns Whether to go on.
   */
  readonly emit: (columns: Int32Array, size: number) => boolean;
  readonly expired: () => boolean;
}

/** Between two looks at the clock. */
const STEPS_PER_LOOK = 1024;
/** Of so many missed edges, the one with the fewest candidates is branched on. */
const EDGES_TO_WEIGH = 8;

/**
 * Enumerates the minimal sets that hit every edge. A set is extended by the columns of an edge that it
 * misses; each of its columns must be the only one to hit some edge. Source: Murakami and Uno, "Efficient
 * algorithms for dualizing large-scale hypergraphs" (MMCS), Discrete Applied Mathematics 170, 2014.
 *
 * @returns Whether it came to its end.
 */
export function enumerateHittingSets(edges: Edges, options: HittingSetOptions): boolean {
  const { words, width, hits, sets } = edges;
  const { maxSize, emit, expired } = options;
  const span = (edges.count + 31) >> 5;
  const chosen = new Int32Array(width + 1);
  const levels: Level[] = [];
  let steps = 0;

  const levelAt = (depth: number): Level =>
    levels[depth] ??= {
      missed: new Int32Array(span),
      critical: new Int32Array(span * depth),
      candidates: new Int32Array(words),
    };

  const extend = (depth: number): boolean => {
    if (++steps % STEPS_PER_LOOK === 0 && expired()) return false;
    const { missed, critical, candidates } = levels[depth]!;
    const next = levelAt(depth + 1);
    const edge = lightestEdge(missed, candidates);
    for (const column of takeBranches(edge, candidates)) {
      const hit = hits[column]!;
      let left = 0;
      for (let at = 0; at < span; at++) left |= next.missed[at] = missed[at]! & ~hit[at]!;
      chosen[depth] = column;
      if (left === 0) {
        if (!eachNeeded(critical, hit, depth)) continue;
        if (!emit(chosen, depth + 1)) return false;
      } else {
        if (!narrow(critical, next.critical, hit, depth)) continue;
        for (let at = 0, to = depth * span; at < span; at++, to++) {
          next.critical[to] = missed[at]! & hit[at]!;
        }
        next.candidates.set(candidates);
        if (depth + 1 < maxSize && !extend(depth + 1)) return false;
      }
      candidates[column >> 5]! |= columnBit(column);
    }
    return true;
  };

  const takeBranches = (edge: number, candidates: Int32Array): number[] => {
    const columns: number[] = [];
    for (let word = 0; word < words; word++) {
      let rest = sets[edge * words + word]! & candidates[word]!;
      candidates[word]! &= ~rest;
      while (rest !== 0) {
        const place = Math.clz32(rest);
        columns.push(word * 32 + place);
        rest &= ~(1 << (31 - place));
      }
    }
    return columns;
  };

  const narrow = (from: Int32Array, to: Int32Array, hit: Int32Array, depth: number): boolean => {
    for (let member = 0; member < depth; member++) {
      let only = 0;
      for (let at = 0, place = member * span; at < span; at++, place++) {
        only |= to[place] = from[place]! & ~hit[at]!;
      }
      if (only === 0) return false;
    }
    return true;
  };

  const eachNeeded = (critical: Int32Array, hit: Int32Array, depth: number): boolean => {
    for (let member = 0; member < depth; member++) {
      let only = 0;
      for (let at = 0, place = member * span; at < span && only === 0; at++, place++) {
        only = critical[place]! & ~hit[at]!;
      }
      if (only === 0) return false;
    }
    return true;
  };

  const lightestEdge = (missed: Int32Array, candidates: Int32Array): number => {
    let best = 0;
    let least = Infinity;
    let weighed = 0;
    for (let at = 0; at < span; at++) {
      for (let rest = missed[at]!; rest !== 0; rest &= rest - 1) {
        const edge = at * 32 + 31 - Math.clz32(rest & -rest);
        let size = 0;
        for (let word = 0; word < words; word++) {
          size += bitCount(sets[edge * words + word]! & candidates[word]!);
        }
        if (size < least) [best, least] = [edge, size];
        if (least <= 1 || ++weighed === EDGES_TO_WEIGH) return best;
      }
    }
    return best;
  };

  if (edges.count === 0) return emit(chosen, 0);
  const root = levelAt(0);
  for (let edge = 0; edge < edges.count; edge++) root.missed[edge >> 5]! |= 1 << (edge & 31);
  for (let column = 0; column < width; column++) {
    root.candidates[column >> 5]! |= columnBit(column);
  }
  return maxSize > 0 ? extend(0) : true;
}

interface Level {
  /** A bit for each edge that is missed. */
  readonly missed: Int32Array;
  /** For each chosen column the edges that it alone hits. */
  readonly critical: Int32Array;
  /** The columns that may still be chosen. */
  readonly candidates: Int32Array;
}

function doubled(array: Int32Array): Int32Array {
  const larger = new Int32Array(Math.max(1, array.length) * 2);
  larger.set(array);
  return larger;
}
