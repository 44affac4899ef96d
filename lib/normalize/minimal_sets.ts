import { type AttributeSet, minus, placesOf, singleton } from "./attribute_set.ts";

/**
 * Enumerates the minimal subsets of `within` that a monotone property holds for: once true, it stays true
 * when attributes are added. Each set that fails is grown to a maximal one; what the maximal failures leave
 * out is what every answer must hit, so the answers are the minimal hitting sets of these.
 * Source: Gunopulos et al., "Discovering all most specific sentences", ACM TODS 28(2), 2003 (dualize and
 * advance).
 */
export function* minimalSets(
  within: AttributeSet,
  holds: (set: AttributeSet) => boolean,
): Generator<AttributeSet> {
  if (!holds(within)) return;
  const places = placesOf(within);
  const leftOut: AttributeSet[] = [];
  const found = new Set<AttributeSet>();
  for (;;) {
    let learned = false;
    for (const candidate of hittingSets(leftOut)) {
      if (found.has(candidate)) continue;
      if (holds(candidate)) {
        found.add(candidate);
        yield candidate;
        continue;
      }
      let failing = candidate;
      for (const place of places) {
        const larger = failing | singleton(place);
        if (larger !== failing && !holds(larger)) failing = larger;
      }
      leftOut.push(minus(within, failing));
      learned = true;
      break;
    }
    if (!learned) return;
  }
}

/** The minimal sets that have a member in common with each of the edges, one at a time. */
function* hittingSets(
  edges: readonly AttributeSet[],
  chosen: AttributeSet = 0n,
  excluded: AttributeSet = 0n,
): Generator<AttributeSet> {
  const missed = edges.find((edge) => (edge & chosen) === 0n);
  if (missed === undefined) {
    yield chosen;
    return;
  }
  let passed = excluded;
  for (const place of placesOf(minus(missed, excluded))) {
    const one = singleton(place);
    const next = chosen | one;
    const needed = placesOf(next).every((member) =>
      edges.some((edge) => (edge & next) === singleton(member))
    );
    if (needed) yield* hittingSets(edges, next, passed);
    passed |= one;
  }
}
