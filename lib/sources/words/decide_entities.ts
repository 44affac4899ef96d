import { isAttributeNoun, isTypedName, softAttributeNouns } from "./attribute_words.ts";
import type { Fact, Mention, MentionRole } from "./fact.ts";
import { isPersonNoun, noiseNouns, softNoiseNouns } from "./noun_words.ts";

/** A noun weighed: whether it is a thing to keep data about, and what speaks for it. */
export interface Weighed {
  readonly term: string;
  readonly score: number;
  readonly entity: boolean;
  /** Neither clearly a thing nor clearly not. */
  readonly doubtful: boolean;
  readonly mentions: readonly Mention[];
  readonly reasons: readonly string[];
}

/** What each part in a statement is worth: the best counts in full, each further kind of part less. */
const WEIGHTS: Readonly<Record<MentionRole, number>> = {
  owner: 2,
  topic: 1.5,
  subject: 1.5,
  defined: 2,
  association: 3.2,
  member: 1.5,
  agent: 1.4,
  object: 1.3,
  patient: 1.3,
  made: 1.7,
  group: 1.6,
  actor: 1.2,
  oblique: 1,
  of: 1,
  item: 0.95,
  part: 1,
  weak: 0.2,
  speaker: 0,
  unread: 0,
};

/** From this score on a noun is an entity. */
export const THRESHOLD = 1;

/** What a text speaks of as often as this is kept, though a sentence says what is not kept of it. */
const MUCH = 4;

/** Weighs every noun that the facts speak of. */
export function weighTerms(facts: readonly Fact[]): ReadonlyMap<string, Weighed> {
  const excluded = new Set(facts.flatMap((fact) => fact.kind === "excluded" ? [fact.term] : []));
  const mentions = Map.groupBy(
    facts.filter((fact): fact is Mention => fact.kind === "mention"),
    ({ term }) => term,
  );
  const owners = new Map<string, Set<string>>();
  const things = new Set<string>();
  for (const fact of facts) {
    if (fact.kind !== "owned") continue;
    things.add(fact.thing.term);
    const own = owners.get(fact.owner.term) ?? new Set();
    owners.set(fact.owner.term, own.add(fact.thing.term));
  }
  const kinds = new Set(
    facts.flatMap((fact) => fact.kind === "kinds" && fact.strong ? [fact.super, ...fact.subs] : []),
  );
  return new Map([...mentions].map(([term, list]) => [
    term,
    weigh({
      term,
      mentions: list,
      owns: owners.get(term)?.size ?? 0,
      kind: kinds.has(term),
      part: things.has(term),
      excluded: excluded.has(term) && new Set(list.map(({ start }) => start)).size < MUCH,
    }),
  ]));
}

interface Evidence {
  readonly term: string;
  readonly mentions: readonly Mention[];
  /** How many things it is said to have. */
  readonly owns: number;
  readonly kind: boolean;
  /** Whether anything is said to have it. */
  readonly part: boolean;
  readonly excluded: boolean;
}

interface Weight {
  readonly reason: string;
  weigh(evidence: Evidence): number;
}

const words = (term: string) => term.split(" ");

/** What speaks for a thing and against it. */
const REASONS: readonly Weight[] = [
  {
    reason: "its part in a statement",
    weigh({ mentions }) {
      const parts = [...new Set(mentions.map(({ role }) => role))].map((role) => WEIGHTS[role])
        .sort((a, b) => b - a);
      const [best = 0, ...others] = parts;
      return best + others.reduce((sum, other) => sum + other * 0.25, 0);
    },
  },
  {
    reason: "spoken of again",
    weigh: ({ mentions }) =>
      Math.min(0.8, 0.2 * (new Set(mentions.map(({ start }) => start)).size - 1)),
  },
  { reason: "each of them", weigh: ({ mentions }) => mentions.some(({ each }) => each) ? 0.8 : 0 },
  {
    reason: "counted",
    weigh: ({ mentions }) => mentions.some(({ quantity }) => quantity !== undefined) ? 0.4 : 0,
  },
  {
    reason: "several of them",
    weigh: ({ mentions }) => mentions.some(({ plural }) => plural) ? 0.4 : 0,
  },
  { reason: "has facts of its own", weigh: ({ owns }) => owns === 0 ? 0 : owns === 1 ? 0.5 : 1 },
  { reason: "a kind, or has kinds", weigh: ({ kind }) => kind ? 1 : 0 },
  { reason: "a person", weigh: ({ term }) => isPersonNoun(words(term).at(-1)!) ? 0.5 : 0 },
  {
    reason: "never counted",
    weigh: ({ term, mentions, owns }) =>
      mentions.every(({ bare, role }) => bare && UNCOUNTED.has(role)) && owns === 0 &&
        !isPersonNoun(words(term).at(-1)!)
        ? ABSTRACT.test(term) && !MATERIAL.test(term)
          ? -0.7
          : mentions.some(({ role }) => role === "subject")
          ? -0.3
          : -0.6
        : 0,
  },
  {
    reason: "the word names a fact",
    weigh: ({ term, owns, mentions, part }) => {
      if (!isAttributeNoun(words(term))) return 0;
      // "titles appear in editions", "a contract covers one title": it acts, and nothing has it.
      const acting = new Set(
        mentions.filter(({ role }) => ACTING.has(role)).map(({ start }) => start),
      );
      // "claim expenses, with receipts"
      const acts = !part && (acting.size > 1 || owns > 0 && acting.size > 0) &&
        mentions.some(({ role, plural, quantity, each }) =>
          ACTING.has(role) && (plural || each || quantity !== undefined)
        );
      if (acts) return -0.4;
      const strong = owns > 0 &&
          mentions.some(({ role, each }) => role === "topic" || role === "owner" && each) ||
        mentions.some(({ role, each, plural, quantity }) =>
          role === "subject" && each || role === "patient" && plural && quantity !== undefined
        );
      const grouping = mentions.some(({ role }) => role === "group");
      if (softAttributeNouns.has(words(term).at(-1)!) && (grouping || !isTypedName(words(term)))) {
        if (strong) return -0.2;
        if (words(term).length === 1) return -0.6;
        return mentions.some(({ role }) => GROUPS.has(role)) ? 0 : -0.4;
      }
      return strong ? -1.2 : words(term).length > 1 ? -2.2 : -2.6;
    },
  },
  {
    reason: "the word names nothing to keep",
    weigh: ({ term, owns, mentions }) => {
      if (term.startsWith("number of ")) return -20;
      const list = words(term);
      if (softNoiseNouns.has(list.at(-1)!)) return list.length > 1 ? 0 : -0.6;
      // "each feature is requested by a customer"
      if (
        noiseNouns.has(term) &&
        mentions.some(({ role, each }) => each && (role === "subject" || role === "owner"))
      ) return -1.2;
      if (noiseNouns.has(term)) return owns > 1 ? -2 : -3;
      return noiseNouns.has(list.at(-1)!) && noiseNouns.has(list[0]!)
        ? -3
        : noiseNouns.has(list.at(-1)!)
        ? list.at(-1) === "system" && mentions.some(({ plural }) => plural) ? -0.4 : -1
        : 0;
    },
  },
  { reason: "said not to be kept", weigh: ({ excluded }) => excluded ? -20 : 0 },
];

/** Acts and qualities, where they are counted nowhere: "maintenance of buildings". */
const ABSTRACT = /(?:ance|ence|[ts]ion|ment|ity|ness|ing|ship)$/;

const MATERIAL = /(?:equipment|clothing|housing|lighting|packaging|ammunition|bedding)$/;

/** Parts of what acts, and of what something is done to. */
const ACTING: ReadonlySet<MentionRole> = new Set([
  "subject",
  "patient",
  "made",
  "object",
  "agent",
]);

/** Parts in which a thing that is counted has an article or stands in the plural. */
const UNCOUNTED: ReadonlySet<MentionRole> = new Set(
  ["oblique", "of", "patient", "object", "subject", "weak"],
);

/** Parts of what others belong to or are sorted by. */
const GROUPS: ReadonlySet<MentionRole> = new Set([
  "oblique",
  "group",
  "subject",
  "agent",
  "patient",
]);

function weigh(evidence: Evidence): Weighed {
  const weights = REASONS.map(({ reason, weigh: of }) => ({ reason, weight: of(evidence) })).filter(
    ({ weight }) => weight !== 0,
  );
  const score = weights.reduce((sum, { weight }) => sum + weight, 0);
  const named = /\p{L}{2}/u.test(evidence.term);
  return {
    term: evidence.term,
    score,
    entity: score >= THRESHOLD && named && evidence.mentions.some(({ role }) => role !== "weak"),
    doubtful: Math.abs(score - THRESHOLD) < 0.4,
    mentions: evidence.mentions,
    reasons: weights.map(({ reason, weight }) =>
      `${reason} (${weight > 0 ? "+" : ""}${weight.toFixed(1)})`
    ),
  };
}
