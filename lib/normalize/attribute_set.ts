/** A set of attributes of one relation: bit i stands for the attribute at place i. */
export type AttributeSet = bigint;

/** The set without attributes. */
export const EMPTY_SET: AttributeSet = 0n;

/** The set of the places 0 to `count - 1`. */
export function firstPlaces(count: number): AttributeSet {
  return (1n << BigInt(count)) - 1n;
}

/** The set that holds one place. */
export function singleton(place: number): AttributeSet {
  return 1n << BigInt(place);
}

/** Whether the set holds the place. */
export function hasPlace(set: AttributeSet, place: number): boolean {
  return (set >> BigInt(place) & 1n) === 1n;
}

/** Whether each attribute of `inner` is in `outer`. */
export function isSubset(inner: AttributeSet, outer: AttributeSet): boolean {
  return (inner & ~outer) === 0n;
}

/** The attributes of `set` that are not in `other`. */
export function minus(set: AttributeSet, other: AttributeSet): AttributeSet {
  return set & ~other;
}

/** The places that the set holds, in ascending order. */
export function placesOf(set: AttributeSet): number[] {
  const places: number[] = [];
  for (let place = 0, rest = set; rest !== 0n; place++, rest >>= 1n) {
    if (rest & 1n) places.push(place);
  }
  return places;
}

/** The set of places. */
export function setOf(places: Iterable<number>): AttributeSet {
  let set = EMPTY_SET;
  for (const place of places) set |= singleton(place);
  return set;
}

/** How many attributes the set holds. */
export function sizeOf(set: AttributeSet): number {
  let size = 0;
  for (let rest = set; rest !== 0n; rest &= rest - 1n) size++;
  return size;
}

/** Orders sets by size, then by the attributes that come first. */
export function compareSets(a: AttributeSet, b: AttributeSet): number {
  if (a === b) return 0;
  const lowestDifference = (a ^ b) & -(a ^ b);
  return sizeOf(a) - sizeOf(b) || ((a & lowestDifference) !== 0n ? -1 : 1);
}
