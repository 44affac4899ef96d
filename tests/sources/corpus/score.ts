import type { CorpusText, GoldRelationship, Isa, Maximum, Pair } from "./corpus.ts";

/** A relationship of a draft: its two ends, or with how many of each go with one of the other. */
export type DraftRelationship =
  | Pair
  | { readonly ends: Pair; readonly max?: readonly [Maximum, Maximum] };

/** What a parser took from a text, by names. */
export interface Draft {
  readonly entities: readonly string[];
  readonly relationships: readonly DraftRelationship[];
  readonly isa?: readonly Isa[];
}

/** How many elements were found, invented and missed. */
export interface Counts {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
}

/** A draft compared with the gold annotation of its text. */
export interface Score {
  readonly entities: Counts;
  /** Relationships, is-a links among them. */
  readonly relationships: Counts;
  /** Ends whose maximum agrees or not, over relationships found that share their pair with no other. */
  readonly maxima: { readonly right: number; readonly wrong: number };
  /** The elements themselves, to look at while tuning; empty in a sum. */
  readonly missed: readonly string[];
  readonly wrong: readonly string[];
}

/** Micro-averaged precision and recall, between 0 and 1. */
export interface Rates {
  readonly precision: number;
  readonly recall: number;
}

type Verdict = { readonly gold: string } | "extra" | "unknown";

/**
 * Compares a draft with the gold annotation of its text, as GUIDELINES.md describes.
 *
 * @param draft Entities by name, relationships and is-a links by the names of their ends.
 * @param gold The annotated text.
 * @returns Counts over entities and over relationships, and the elements that differ.
 */
export function scoreDraft(draft: Draft, gold: CorpusText): Score {
  const verdicts = spellings(gold);
  const judge = (name: string): Verdict => verdicts.get(spelling(name)) ?? "unknown";
  const entities = scoreEntities(draft.entities, gold, judge);
  const plain = scoreRelationships(draft.relationships, gold, judge);
  const isa = scoreIsa(draft.isa ?? [], gold, judge);
  return {
    entities: entities.counts,
    relationships: addCounts(plain.counts, isa.counts),
    maxima: plain.maxima,
    missed: [...entities.missed, ...plain.missed, ...isa.missed],
    wrong: [...entities.wrong, ...plain.wrong, ...isa.wrong],
  };
}

/**
 * Adds the scores of several texts, for micro-averaging.
 *
 * @param scores One score a text.
 * @returns Their sum, without the lists of elements.
 */
export function sumScores(scores: readonly Score[]): Score {
  const none: Counts = { truePositives: 0, falsePositives: 0, falseNegatives: 0 };
  return {
    entities: scores.map(({ entities }) => entities).reduce(addCounts, none),
    relationships: scores.map(({ relationships }) => relationships).reduce(addCounts, none),
    maxima: {
      right: scores.reduce((sum, { maxima }) => sum + maxima.right, 0),
      wrong: scores.reduce((sum, { maxima }) => sum + maxima.wrong, 0),
    },
    missed: [],
    wrong: [],
  };
}

/**
 * Precision and recall of counts added up.
 *
 * @param counts One or several counts; several are added first.
 * @returns Both rates; a rate over nothing is 1.
 */
export function rates(...counts: readonly Counts[]): Rates {
  const { truePositives, falsePositives, falseNegatives } = counts.reduce(addCounts);
  const share = (of: number) => of === 0 ? 1 : truePositives / of;
  return {
    precision: share(truePositives + falsePositives),
    recall: share(truePositives + falseNegatives),
  };
}

/**
 * A name as it is compared: without case, accents, spaces, hyphens and underscores.
 *
 * @param name A name as a text or draft writes it.
 * @returns Its letters and digits in lower case.
 */
export function spelling(name: string): string {
  return name.normalize("NFKD").toLowerCase().replace(/[^\p{Letter}\p{Number}]/gu, "");
}

/**
 * Every spelling a text's annotation accepts, singular and regular plural, and what it stands for.
 *
 * @param gold The annotated text.
 * @returns What each spelling stands for.
 * @throws {RangeError} A spelling stands for two different things.
 */
export function spellings(gold: CorpusText): ReadonlyMap<string, Verdict> {
  const verdicts = new Map<string, Verdict>();
  const accept = (name: string, verdict: Verdict, owner: string) => {
    for (const form of [name, `${name}s`, `${name}es`, name.replace(/y$/, "ies")].map(spelling)) {
      const known = verdicts.get(form);
      if (known !== undefined && target(known) !== target(verdict)) {
        throw new RangeError(
          `Cannot accept ${form} for ${owner} in ${gold.title}: it already is ${target(known)}`,
        );
      }
      verdicts.set(form, verdict);
    }
  };
  for (const { name, aliases = [] } of gold.entities) {
    for (const each of [name, ...aliases]) accept(each, { gold: name }, name);
  }
  for (const name of gold.extras.entities) accept(name, "extra", "an extra");
  return verdicts;
}

interface Part {
  readonly counts: Counts;
  readonly missed: readonly string[];
  readonly wrong: readonly string[];
}

function scoreEntities(
  names: readonly string[],
  gold: CorpusText,
  judge: (name: string) => Verdict,
): Part {
  const found = new Set<string>();
  const wrong: string[] = [];
  for (const name of names) {
    const verdict = judge(name);
    if (verdict === "extra") continue;
    if (verdict === "unknown" || found.has(verdict.gold)) wrong.push(name);
    else found.add(verdict.gold);
  }
  const missed = gold.entities.map(({ name }) => name).filter((name) => !found.has(name));
  return part(found.size, wrong, missed);
}

function scoreRelationships(
  drafted: readonly DraftRelationship[],
  gold: CorpusText,
  judge: (name: string) => Verdict,
): Part & { readonly maxima: { right: number; wrong: number } } {
  // Ends resolve to canonical names; names of extras stay as spelled, which `or` and `via` may use.
  const resolve = (name: string): string => {
    const verdict = judge(name);
    if (verdict === "unknown") return `? ${name}`;
    return verdict === "extra" ? singular(name, gold.extras.entities) : verdict.gold;
  };
  const draft = drafted.map((relationship) => {
    const { ends, max } = isPair(relationship)
      ? { ends: relationship, max: undefined }
      : relationship;
    return { ends, max, key: pairKey([resolve(ends[0]), resolve(ends[1])]) };
  });
  const accepted = gold.relationships.map(({ ends, or = [] }) =>
    new Set([ends, ...or].map(pairKey))
  );
  const { partner, taken } = match(draft.map(({ key }) => key), accepted);
  const drawn = new Set(draft.map(({ key }) => key));
  const foundVia = gold.relationships.map(({ ends: [a, b], via = [] }) =>
    via.some((link) => drawn.has(pairKey([a, link])) && drawn.has(pairKey([b, link])))
  );
  const neutral = new Set(gold.extras.relationships.map(pairKey));
  const isNeutral = ({ key, ends }: { key: string; ends: Pair }) =>
    neutral.has(key) ||
    (ends.some((end) => judge(end) === "extra") && ends.every((end) => judge(end) !== "unknown"));
  const wrong = draft.filter((each, i) => partner[i] === undefined && !isNeutral(each));
  const missed = gold.relationships.filter((_, i) => taken[i] === undefined && !foundVia[i]);
  const maxima = { right: 0, wrong: 0 };
  draft.forEach(({ ends, max }, i) => {
    const relationship = gold.relationships[partner[i] ?? -1];
    if (relationship === undefined || max === undefined) return;
    // Which of two relationships over one pair a draft means, its ends do not tell.
    if (accepted.filter((pairs) => pairs.has(pairKey(relationship.ends))).length > 1) return;
    const compared = compareMaxima([resolve(ends[0]), resolve(ends[1])], max, relationship);
    maxima.right += compared.right;
    maxima.wrong += compared.wrong;
  });
  return {
    ...part(
      gold.relationships.length - missed.length,
      wrong.map(({ ends }) => ends.join(" - ")),
      missed.map(({ ends, verb }) => `${ends.join(" - ")}${verb === undefined ? "" : `: ${verb}`}`),
    ),
    maxima,
  };
}

function scoreIsa(
  drafted: readonly Isa[],
  gold: CorpusText,
  judge: (name: string) => Verdict,
): Part {
  const links = (all: readonly Isa[]) =>
    all.flatMap((isa) => isa.subs.map((sub) => [isa.super, sub]));
  const key = ([upper, lower]: readonly string[]) => `${upper} > ${lower}`;
  const expected = new Set(links(gold.isa).map(key));
  const neutral = new Set(links(gold.extras.isa ?? []).map(key));
  const found = new Set<string>();
  const wrong: string[] = [];
  for (const link of links(drafted)) {
    const verdicts = link.map(judge);
    const canonical = key(verdicts.map((verdict) => target(verdict)));
    if (expected.has(canonical) && !found.has(canonical)) found.add(canonical);
    else if (verdicts.includes("unknown")) wrong.push(key(link));
    else if (!verdicts.includes("extra") && !neutral.has(canonical)) wrong.push(key(link));
  }
  return part(found.size, wrong, [...expected].filter((link) => !found.has(link)));
}

/** Largest matching of drafted pairs to gold relationships, by augmenting paths. */
function match(
  keys: readonly string[],
  accepted: readonly ReadonlySet<string>[],
): { readonly partner: (number | undefined)[]; readonly taken: (number | undefined)[] } {
  const partner: (number | undefined)[] = keys.map(() => undefined);
  const taken: (number | undefined)[] = accepted.map(() => undefined);
  const place = (drafted: number, seen: Set<number>): boolean => {
    for (const [wanted, pairs] of accepted.entries()) {
      if (seen.has(wanted) || !pairs.has(keys[drafted]!)) continue;
      seen.add(wanted);
      const holder = taken[wanted];
      if (holder === undefined || place(holder, seen)) {
        taken[wanted] = drafted;
        partner[drafted] = wanted;
        return true;
      }
    }
    return false;
  };
  keys.forEach((_, drafted) => place(drafted, new Set()));
  return { partner, taken };
}

function compareMaxima(
  ends: Pair,
  max: readonly [Maximum, Maximum],
  gold: GoldRelationship,
): { readonly right: number; readonly wrong: number } {
  // One of `or` names other entities, to whose ends the numbers do not belong.
  if (pairKey(ends) !== pairKey(gold.ends)) return { right: 0, wrong: 0 };
  const compare = (a: Maximum, b: Maximum) => {
    const said = [[a, gold.max[0]], [b, gold.max[1]]].filter((two) => !two.includes(null));
    const right = said.filter(([mine, theirs]) => mine === theirs).length;
    return { right, wrong: said.length - right };
  };
  const straight = compare(max[0], max[1]);
  const crossed = compare(max[1], max[0]);
  if (gold.ends[0] === gold.ends[1]) return straight.right >= crossed.right ? straight : crossed;
  return ends[0] === gold.ends[0] ? straight : crossed;
}

function part(found: number, wrong: readonly string[], missed: readonly string[]): Part {
  const counts = {
    truePositives: found,
    falsePositives: wrong.length,
    falseNegatives: missed.length,
  };
  return { counts, wrong, missed };
}

function addCounts(a: Counts, b: Counts): Counts {
  return {
    truePositives: a.truePositives + b.truePositives,
    falsePositives: a.falsePositives + b.falsePositives,
    falseNegatives: a.falseNegatives + b.falseNegatives,
  };
}

function target(verdict: Verdict): string {
  return typeof verdict === "string" ? verdict : verdict.gold;
}

function singular(name: string, names: readonly string[]): string {
  const forms = (each: string) => [each, `${each}s`, `${each}es`, each.replace(/y$/, "ies")];
  return names.find((each) => forms(each).map(spelling).includes(spelling(name))) ?? name;
}

function pairKey(pair: Pair): string {
  return [...pair].sort().join(" - ");
}

function isPair(relationship: DraftRelationship): relationship is Pair {
  return Array.isArray(relationship);
}
