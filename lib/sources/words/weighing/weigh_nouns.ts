import { THRESHOLD, type Weighed } from "../decide_entities.ts";
import type { Fact } from "../fact.ts";
import type { StatementFacts } from "../read_facts.ts";
import type { Passage } from "../split_text.ts";
import { headOf } from "./feature_words.ts";
import { logOdds, type Weights } from "./logistic.ts";
import type { Occurrence } from "./occurrences.ts";
import { type Noun, type Nouns, termFeatures } from "./term_features.ts";

/** What `weighNouns()` looks at. */
export interface NounsRead {
  readonly terms: ReadonlyMap<string, Weighed>;
  readonly facts: readonly Fact[];
  readonly statements: readonly StatementFacts[];
  readonly occurrences: readonly Occurrence[];
  readonly passages: readonly Passage[];
  readonly text: string;
}

/** Below this score a noun is no thing, whatever else speaks for it: the text says so. */
const RULED_OUT = -5;

/**
 * Weighs again what the rules weighed: how nouns of which the same could be observed turned out in
 * annotated texts.
 */
export function weighNouns(
  read: NounsRead,
  weights: Weights,
): ReadonlyMap<string, Weighed> {
  // The fewer sentences, the less can speak for a noun.
  const lenience = 0.05 * Math.max(0, 8 - read.passages.length);
  return new Map(
    observeNouns(read).map(({ weighed, features }): [string, Weighed] => {
      const { term, score, mentions, reasons } = weighed;
      if (score < RULED_OUT || !isNamed(weighed)) return [term, { ...weighed, entity: false }];
      // The odds are brought to the scale of the rules, on which a third is a small reason.
      const weight = logOdds(features, weights) / 2 + THRESHOLD + lenience;
      return [term, {
        term,
        mentions,
        score: weight,
        entity: weight >= THRESHOLD,
        doubtful: Math.abs(weight - THRESHOLD) < 0.4,
        reasons: [
          ...reasons,
          `how such nouns turned out in annotated texts (${signed(weight - score)})`,
        ],
      }];
    }),
  );
}

const signed = (weight: number) => `${weight > 0 ? "+" : ""}${weight.toFixed(1)}`;

const isNamed = ({ term, mentions }: Weighed) =>
  /\p{L}{2}/u.test(term) && mentions.some(({ role }) => role !== "weak");

/** Each noun with what is observed of it. */
export function observeNouns(
  read: NounsRead,
): readonly { readonly weighed: Weighed; readonly features: readonly string[] }[] {
  const { terms, passages, text } = read;
  const isEntity = (term: string) => terms.get(term)?.entity === true;
  const heads = new Set(
    [...terms.keys()].filter((term) => term.includes(" ") && isEntity(term)).map(headOf),
  );
  const nouns: Nouns = { isEntity, heads, passages, text };
  return nounsOf(read).map((noun) => ({
    weighed: noun.weighed,
    features: termFeatures(noun, nouns),
  }));
}

/** Brings together what the text says of each noun. */
function nounsOf({ terms, facts, statements, occurrences, passages }: NounsRead): readonly Noun[] {
  const owns = new Map<string, Set<string>>();
  const owners = new Map<string, Set<string>>();
  const links = new Map<string, Set<string>>();
  const ways = new Map<string, Set<string>>();
  const add = (to: Map<string, Set<string>>, key: string, value: string) =>
    to.set(key, (to.get(key) ?? new Set()).add(value));
  for (const fact of facts) {
    if (fact.kind === "owned") {
      add(owns, fact.owner.term, fact.thing.term);
      add(owners, fact.thing.term, fact.owner.term);
      add(ways, fact.thing.term, `had by ${fact.by}`);
    } else if (fact.kind === "link") {
      const { from, to, by, preposition = "" } = fact;
      if (terms.get(to.term)?.entity) add(links, from.term, to.term);
      if (terms.get(from.term)?.entity) add(links, to.term, from.term);
      add(ways, from.term, `from ${by}`);
      add(ways, to.term, `to ${by} ${preposition}`.trim());
    }
  }
  const places = Map.groupBy(occurrences, ({ term }) => term);
  const lists = Map.groupBy(occurrences, ({ list }) => list);
  const none: ReadonlySet<string> = new Set();
  return [...terms.values()].map((weighed): Noun => {
    const { term } = weighed;
    const words = term.split(" ");
    const own = places.get(term) ?? [];
    return {
      weighed,
      words,
      head: words.at(-1)!,
      occurrences: own,
      beside: new Set(
        own.flatMap(({ list }) => lists.get(list)!.map((mate) => mate.term)).filter((mate) =>
          mate !== term
        ),
      ),
      passages: [...new Set(own.map(({ passage }) => passages[passage]!))],
      statements: [...new Set(own.map(({ at }) => statements[at]!))],
      owns: owns.get(term) ?? none,
      owners: owners.get(term) ?? none,
      links: links.get(term) ?? none,
      ways: ways.get(term) ?? none,
    };
  });
}
