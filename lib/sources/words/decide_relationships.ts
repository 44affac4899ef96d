import type { Fact, Kinds, Link, LinkEnd, Owned } from "./fact.ts";
import { type Count, countsOf, endsOf } from "./count_ends.ts";
import type { Weighed } from "./decide_entities.ts";

/** A relationship between two things, with all that was said of it. */
export interface Tie {
  readonly from: string;
  readonly to: string;
  readonly verb: string;
  readonly facts: readonly (Link | Owned)[];
  /** How many of the first go with one of the second, and the other way round. */
  readonly fromCount: Count;
  readonly toCount: Count;
  /** What was said of the counts does not agree. */
  readonly contradiction: boolean;
}

/** Brings together what was said of each pair of things. */
export function tieEntities(
  facts: readonly Fact[],
  weighed: ReadonlyMap<string, Weighed>,
): readonly Tie[] {
  const isEntity = (term: string) => weighed.get(term)?.entity ?? false;
  const kinds = facts.filter((fact): fact is Kinds => fact.kind === "kinds");
  const related = new Set(
    kinds.flatMap(({ super: upper, subs }) =>
      subs.flatMap((sub) => [`${sub}\n${upper}`, `${upper}\n${sub}`])
    ),
  );
  const groups = new Map<string, (Link | Owned)[]>();
  const holders = holdersOf(facts, isEntity);
  for (const stated of facts) {
    if (stated.kind !== "link" && stated.kind !== "owned") continue;
    const fact = standIn(stated, isEntity, holders);
    const [a, b] = endsOf(fact);
    if (a.term === b.term && fact !== stated) continue;
    if (!isEntity(a.term) || !isEntity(b.term) || related.has(`${a.term}\n${b.term}`)) continue;
    if (a.term === b.term && !isRecursive(fact)) continue;
    const key = `${[a.term, b.term].sort().join("\n")}\n${roleOf(fact, facts)}`;
    groups.set(key, [...groups.get(key) ?? [], fact]);
  }
  return [...groups.values()].map(tieOf);
}

/**
 * "Donors give blood at sessions": blood is nothing to keep, so donors stand at sessions. "The offer holds
 * the driver's answer": where the answer is a fact, the driver stands for it.
 */
function standIn(
  fact: Link | Owned,
  isEntity: (term: string) => boolean,
  holders: ReadonlyMap<string, string>,
): Link | Owned {
  if (
    fact.kind === "link" && fact.fallback !== undefined &&
    (!isEntity(fact.from.term) ||
      fact.from.bare && !fact.nearby && isEntity(fact.fallback.term))
  ) {
    return { ...fact, from: fact.fallback };
  }
  const whole = (end: LinkEnd): LinkEnd =>
    !isEntity(end.term) && end.whole && isEntity(end.whole.term) ? end.whole : end;
  const holder = (end: LinkEnd): LinkEnd => {
    const term = isEntity(end.term) ? undefined : holders.get(end.term);
    return term === undefined ? whole(end) : { term, plural: end.plural };
  };
  const [a, b] = endsOf(fact);
  const [first, second] = [fact.kind === "link" ? holder(a) : a, whole(b)];
  if (first === a && second === b) return fact;
  return fact.kind === "link"
    ? { ...fact, from: first, to: second }
    : { ...fact, owner: first, thing: second };
}

/** What each plain fact belongs to, where it is one thing only: the tariff that computes the fare is the ride's. */
function holdersOf(
  facts: readonly Fact[],
  isEntity: (term: string) => boolean,
): ReadonlyMap<string, string> {
  const holders = new Map<string, Set<string>>();
  for (const fact of facts) {
    if (fact.kind !== "owned" || isEntity(fact.thing.term) || !isEntity(fact.owner.term)) continue;
    holders.set(
      fact.thing.term,
      (holders.get(fact.thing.term) ?? new Set()).add(fact.owner.term),
    );
  }
  return new Map(
    [...holders].flatMap(([term, owners]) => owners.size === 1 ? [[term, [...owners][0]!]] : []),
  );
}

const isRecursive = (fact: Link | Owned) =>
  fact.kind === "link" &&
  (fact.by === "verb" || fact.by === "preposition" && fact.preposition !== "of");

/** "from one port to another": two ties of one pair in one statement, told apart by their prepositions. */
function roleOf(fact: Link | Owned, facts: readonly Fact[]): string {
  if (fact.kind !== "link" || fact.preposition === undefined || fact.by !== "preposition") {
    return "";
  }
  const twin = facts.some((other) =>
    other.kind === "link" && other !== fact && other.passage === fact.passage &&
    other.start === fact.start &&
    other.preposition !== undefined && other.preposition !== fact.preposition &&
    other.by === "preposition" &&
    other.from.term === fact.from.term && other.to.term === fact.to.term
  );
  // "led by one scientist and joined by others"
  const other = fact.preposition === "by" &&
    facts.some((each) =>
      each.kind === "link" && each.preposition === "by" && each.passage === fact.passage &&
      each.verb !== fact.verb &&
      each.by === "preposition" && each.from.term === fact.from.term &&
      each.to.term === fact.to.term
    );
  return twin ? fact.preposition : other ? fact.verb : "";
}

const STRENGTH: Readonly<Record<Link["by"], number>> = {
  verb: 0,
  have: 1,
  preposition: 2,
  list: 3,
  owner: 4,
  per: 5,
  of: 6,
  brackets: 7,
  nearness: 8,
};

/** A tie of all that was said of one pair. */
export function tieOf(facts: readonly (Link | Owned)[]): Tie {
  const [first] = facts.toSorted((a, b) => STRENGTH[a.by] - STRENGTH[b.by]);
  const [from, to] = endsOf(first!);
  const readings = facts.map((fact) => countsOf(fact, from.term));
  const fromCount = merge(readings.map(([count]) => count));
  const toCount = merge(readings.map(([, count]) => count));
  return {
    from: from.term,
    to: to.term,
    verb: first!.verb,
    facts,
    fromCount: fromCount.count,
    toCount: toCount.count,
    contradiction: fromCount.contradiction || toCount.contradiction,
  };
}

function merge(
  counts: readonly Count[],
): { readonly count: Count; readonly contradiction: boolean } {
  const stated = counts.filter((count) => count.said);
  const use = stated.length > 0 ? stated : counts;
  const many = use.some(({ max }) => max !== 1);
  const max = many ? use.map(({ max: each }) => each).find((each) => each !== 1) ?? "*" : 1;
  const min = Math.max(...use.map((count) => count.min));
  return {
    count: {
      min,
      max,
      said: stated.length > 0,
      ...(use.some(({ optional }) => optional) ? { optional: true } : {}),
    },
    contradiction: stated.some((count) => count.max === 1 && count.min === 1) && many &&
      stated.length > 1,
  };
}
