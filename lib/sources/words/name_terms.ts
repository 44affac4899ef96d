import { isAttributeNoun, softAttributeNouns } from "./attribute_words.ts";
import { isPersonNoun, plainAdjectives, speakerNouns } from "./noun_words.ts";
import type { NounPhrase } from "./phrase.ts";
import { sortOfNoun } from "./weighing/noun_sorts.ts";

/** Says which thing a noun phrase speaks of; the same text for the same thing. */
export interface NameTerm {
  /** `of` is the noun behind "of": "members of the jury" are jury members where the text knows these. */
  (phrase: NounPhrase, of?: NounPhrase): string | undefined;
  /** Whether a noun stands for the writer's program: not where the text counts or lists such things. */
  isSpeaker(noun: string): boolean;
}

/**
 * Learns from all noun phrases of a text which of them name one thing: "treatment plan" and later
 * "the plan"; "active substance" where there is no other substance; "large shipment", which is a shipment.
 *
 * @param phrases All noun phrases of the text.
 * @param applied Whether anybody applies for something: an application is then no program.
 */
export function nameTerms(phrases: readonly NounPhrase[], applied = false): NameTerm {
  const bare = new Map<string, number>();
  const compounds = new Map<
    string,
    { readonly term: string; readonly start: number; readonly noun: boolean }[]
  >();
  /** Heads that an adjective of their own tells apart: "practical lessons" beside "theory lessons". */
  const contrasted = new Map<string, string>();
  const firstBare = new Map<string, number>();
  const named = phrases.filter(({ name }) => name.length > 0);
  for (const phrase of named) {
    const adjectives = specific(phrase);
    const full = phrase.name.join(" ");
    if (adjectives.length === 0) {
      count(bare, full);
      firstBare.set(full, Math.min(firstBare.get(full) ?? Infinity, phrase.start));
    }
  }
  const fullTerm = (phrase: NounPhrase): string => {
    const full = phrase.name.join(" ");
    const adjective = specific(phrase).at(-1);
    return adjective === undefined || bare.has(full) ? full : `${adjective} ${full}`;
  };
  for (const phrase of named) {
    const term = fullTerm(phrase);
    const own = specific(phrase).at(-1);
    if (phrase.name.length === 1 && own !== undefined && !/(?:ed|en)$/.test(own)) {
      contrasted.set(phrase.name[0]!, own);
    }
    if (!term.includes(" ") || phrase.proper) continue;
    const head = phrase.name.at(-1)!;
    const list = compounds.get(head) ?? [];
    list.push({ term, start: phrase.start, noun: phrase.name.length > 1 });
    compounds.set(head, list);
  }
  const small = new Set(named.filter(({ capital }) => !capital).map(({ name }) => name.join(" ")));
  const capitals = named.filter(({ capital }) => capital).length;
  const counted = new Set(
    named.filter(({ plural, quantity, determiner }) =>
      plural || quantity !== undefined || /^(?:each|every)$/.test(determiner ?? "")
    ).map(({ name }) => name.join(" ")),
  );
  const nameTerm = (phrase: NounPhrase, of?: NounPhrase): string | undefined => {
    if (phrase.name.length === 0 || phrase.proper || phrase.name.at(-1) === "one") return undefined;
    // "Frau Berger": a name, unless the text writes all its nouns so.
    const lone = phrase.capital && phrase.determiner === undefined && phrase.owner === undefined &&
      !phrase.plural;
    if (lone && capitals * 4 < named.length && !small.has(phrase.name.join(" "))) return undefined;
    const term = fullTerm(phrase);
    const head = phrase.name.at(-1)!;
    const longer = compounds.get(head);
    const whole = of && `${of.name.join(" ")} ${head}`;
    if (term === head && longer?.some((each) => each.term === whole)) return whole;
    const participle = phrase.name.length === 1 && term !== head &&
      /(?:ed|en)$/.test(phrase.adjectives.at(-1) ?? "");
    // "an accepted request" where there are ride requests: one of them
    const same = participle
      ? new Set(longer?.flatMap(({ term, noun }) => noun ? [term] : []))
      : undefined;
    if (same?.size === 1) return [...same][0];
    if (term !== head || !longer || isAttributeNoun([head]) && !softAttributeNouns.has(head)) {
      return shorter(term, phrase, { bare, longer, firstBare });
    }
    const terms = new Set(longer.map((each) => each.term));
    const before = longer.findLast(({ start }) => start < phrase.start);
    // Spoken of by its short name first, it is a thing of its own.
    const own = specific(phrase).at(-1);
    if (before && own !== undefined && contrasted.has(head) && !/(?:ed|en)$/.test(own)) {
      return `${own} ${head}`;
    }
    if (
      terms.size === 1 && before && contrasted.has(head) && before.noun &&
      !/^(?:the|this|that|these|those)$/.test(phrase.determiner ?? "")
    ) return term;
    if (terms.size === 1 && before && !((firstBare.get(head) ?? Infinity) < longer[0]!.start)) {
      return before.term;
    }
    if ((firstBare.get(head) ?? Infinity) < longer[0]!.start) return term;
    if (before && /^(?:the|this|that|these|those)$/.test(phrase.determiner ?? "")) {
      return before.term;
    }
    return term;
  };
  const usual = usualNames(named, nameTerm);
  const usualTerm = (phrase: NounPhrase, of?: NounPhrase): string | undefined => {
    const term = nameTerm(phrase, of);
    return term && (usual.get(term) ?? term);
  };
  return Object.assign(usualTerm, {
    isSpeaker: (noun: string) =>
      speakerNouns.has(noun) && !counted.has(noun) &&
      !(noun === "application" && (applied || bare.has("applicant"))),
  });
}

/**
 * The short names of things that the text hardly ever calls by the long one: "council flat", once, and then
 * "flats" throughout.
 */
function usualNames(
  phrases: readonly NounPhrase[],
  nameTerm: (phrase: NounPhrase) => string | undefined,
): ReadonlyMap<string, string> {
  const called = Map.groupBy(phrases, (phrase) => nameTerm(phrase) ?? "");
  return new Map(
    [...called].flatMap(([term, own]): [string, string][] => {
      const words = term.split(" ");
      const head = words.at(-1)!;
      if (words.length < 2 || called.has(head)) return [];
      const short = own.filter(({ name, adjectives }) =>
        name.length === 1 && !adjectives.includes(words[0]!)
      );
      const long = own.length - short.length;
      const isUsual = isPassing(words[0]!) || short.length > 1 || short.some(isIndefinite);
      return long === 1 && isUsual ? [[term, head]] : [];
    }),
  );
}

/** Says when a thing is or what was done with it, not what it is: "morning slot", "elected officer". */
const isPassing = (word: string) =>
  sortOfNoun(word) === "time" || /(?:[^aeiou]ed|[ae]ted|[^aeiou]en)$/.test(word);

/** "A bow" is any bow; "the bow" the one spoken of before. */
const isIndefinite = ({ determiner, owner, plural }: NounPhrase) =>
  owner === undefined &&
  (determiner === undefined ? plural : !/^(?:the|this|that|these|those|such)$/.test(determiner));

interface Known {
  readonly firstBare: ReadonlyMap<string, number>;
  readonly bare: ReadonlyMap<string, number>;
  readonly longer: readonly { readonly term: string; readonly start: number }[] | undefined;
}

/** "hotel room" where there are hotels and, before, rooms: a room. */
function shorter(
  term: string,
  { name, start }: NounPhrase,
  { bare, longer, firstBare }: Known,
): string {
  const head = name.at(-1)!;
  const first = name.slice(0, -1).join(" ");
  // "client company" where there are clients: a client
  if (
    /^(?:company|person|firm|organisation|organization)$/.test(head) && bare.has(first) &&
    (head === "person" || isPersonNoun(name.at(-2)!)) &&
    !isAttributeNoun([first])
  ) return first;
  if (name.length < 2 || !bare.has(head) || isAttributeNoun([head])) return term;
  // "its home depot": a depot
  if (name.length === 2 && IN_A_ROLE.test(first)) return head;
  const times = longer?.filter((each) => each.term === term).length ?? 0;
  const known = firstBare.get(head)! < start;
  return known && times === 1 && bare.has(first) && bare.get(head)! > 1 ? head : term;
}

/** Says what part a thing takes, not what kind it is. */
const IN_A_ROLE = /^(?:home|target|source|origin|destination|starting|parent|lead|foster)$/;

function specific({ adjectives }: NounPhrase): readonly string[] {
  return adjectives.filter((adjective) => !plainAdjectives.has(adjective));
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
