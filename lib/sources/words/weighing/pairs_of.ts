import type { Weighed } from "../decide_entities.ts";
import type { Tie } from "../decide_relationships.ts";
import type { Kinds } from "../fact.ts";
import { findMeetings, pairKey } from "./meetings.ts";
import type { Occurrence } from "./occurrences.ts";
import type { Pair, TextRead } from "./tie_features.ts";

/** What `pairsOf()` looks at. */
export interface Related extends TextRead {
  readonly text: string;
  readonly occurrences: readonly Occurrence[];
  readonly terms: ReadonlyMap<string, Weighed>;
  readonly ties: readonly Tie[];
  readonly kinds: readonly Kinds[];
}

/** Every two things that meet in the text or were read to be tied, but for a kind and what it is a kind of. */
export function pairsOf(
  { text, occurrences, passages, terms, ties, kinds }: Related,
): readonly Pair[] {
  const things = occurrences.filter(({ term }) => terms.get(term)?.entity === true);
  const meetings = findMeetings(things, { passages, text });
  const stated = Map.groupBy(ties, ({ from, to }) => pairKey(from, to));
  const related = new Set(
    kinds.flatMap(({ super: upper, subs }) => subs.map((sub) => pairKey(sub, upper))),
  );
  const neighbours = new Map<string, Set<string>>();
  const note = (one: string, other: string) =>
    neighbours.set(one, (neighbours.get(one) ?? new Set()).add(other));
  for (const key of [...stated.keys(), ...related]) {
    const [one, other] = key.split("\n") as [string, string];
    note(one, other);
    note(other, one);
  }
  return [...new Set([...stated.keys(), ...meetings.keys()])].filter((key) => !related.has(key))
    .map((key): Pair => {
      const [one, other] = key.split("\n") as [string, string];
      const around = [one, other].map((term) => neighbours.get(term) ?? new Set<string>());
      const own = stated.get(key) ?? [];
      const degrees = around.map(({ size }) => size - (own.length > 0 ? 1 : 0));
      return {
        one: terms.get(one)!,
        other: terms.get(other)!,
        meetings: meetings.get(key),
        ties: own,
        degrees: [degrees[0]!, degrees[1]!],
        common: [...around[0]!].filter((term) => around[1]!.has(term)).length,
      };
    }).filter(({ one, other }) => one.entity && other.entity);
}

/** What each term is tied to by what a statement says. */
export function tiedInStatements(ties: readonly Tie[]): TextRead["tiedIn"] {
  const partners = new Map<string, Set<string>>();
  const key = (term: string, passage: number, start: number) => `${term}\n${passage}\n${start}`;
  for (const { from, to, facts } of ties) {
    for (const { passage, start } of facts) {
      for (const [term, other] of [[from, to], [to, from]] as const) {
        const place = key(term, passage, start);
        partners.set(place, (partners.get(place) ?? new Set()).add(other));
      }
    }
  }
  const none: ReadonlySet<string> = new Set();
  return (term, { statement: { passage, clause } }) =>
    partners.get(key(term, passage, clause.start)) ?? none;
}
