import type { English } from "./english.ts";
import { commonVerbs } from "./verb_words.ts";
import type { Tag, Token } from "./word.ts";

export interface Tagging {
  readonly token: Token;
  readonly tags: ReadonlySet<string>;
  /** Whether the word may be a verb in the present tense. */
  readonly mayBeVerb: boolean;
  tag: Tag;
}

export type Correct = (tagging: Tagging, at: number, all: readonly Tagging[]) => Tag | undefined;

export const before = (all: readonly Tagging[], at: number): Tagging | undefined => {
  let index = at - 1;
  while (all[index]?.tag === "adverb") index--;
  return all[index];
};

export const after = (all: readonly Tagging[], at: number): Tagging | undefined => {
  let index = at + 1;
  while (all[index]?.tag === "adverb") index++;
  return all[index];
};

export const isNominal = (tagging: Tagging | undefined) =>
  tagging?.tag === "noun" || tagging?.tag === "adjective" || tagging?.tag === "name";

export const opensNoun = (tagging: Tagging | undefined) =>
  tagging !== undefined &&
  (["determiner", "possessive", "genitive", "number", "pronoun"].includes(tagging.tag)) &&
  !(tagging.tag === "pronoun");

export const isThirdPerson = (text: string) => /[^s]s$/.test(text);

export const NOT_PLURAL =
  /(?:ss|us|is)$|^(?:series|news|means|premises|goods|species|lens|sports|sales|arms|customs)$/;

/** Whether a word may be a verb in the present tense. */
export function mayBeVerb(word: string, english: English): boolean {
  const stem = word.replace(/ies$/, "y").replace(/(?:(?<=[sxz]|ch|sh)es|s)$/, "");
  return commonVerbs.has(stem) || commonVerbs.has(`${stem}e`) || english.mayBeVerb(word);
}

const PARTICLE = /^(?:up|out|off|down|back|over|away)$/;

/** Whether a finite verb stands before a place with nothing between that could open another clause. */
export function followsVerb(all: readonly Tagging[], at: number): boolean {
  for (let index = at - 1; index >= 0; index--) {
    const { tag, token } = all[index]!;
    if (index === at - 1 && tag === "verb") return true;
    // "a manuscript that we accept becomes": the verb before is the relative clause's.
    if (all.slice(Math.max(0, index - 3), index).some((each) => each.tag === "relative")) {
      return false;
    }
    if (tag === "verb" || tag === "have") return index < at - 1 || tag !== "have";
    if (tag === "and" || tag === "mark" || tag === "relative" || tag === "subordinator") {
      return false;
    }
    if (tag === "determiner" && /^(?:an?|the|each|every)$/.test(token.lower)) return false;
    if (tag === "pronoun" && !/^(?:us|me|them|him|her)$/.test(token.lower)) return false;
    // "draw up workout plans"
    if (tag === "preposition" && PARTICLE.test(token.lower) && all[index - 1]?.tag === "verb") {
      return true;
    }
    if (tag === "preposition" || tag === "to") return false;
  }
  return false;
}

export const OPENERS = /^[(:;,*•–—-]$/;

const CLOSERS = /^[),;:.!?–—-]$|^\.\.\.$/;

/** Whether a word stands by itself between commas, brackets and "and". */
export function isListItem(all: readonly Tagging[], at: number): boolean {
  const prev = all[at - 1];
  const next = all[at + 1];
  const opens = prev === undefined || prev.tag === "and" || OPENERS.test(prev.token.text);
  return opens && (next === undefined || next.tag === "and" || CLOSERS.test(next.token.text));
}

export function isComplement(all: readonly Tagging[], at: number): boolean {
  const prev = before(all, at);
  return prev?.tag === "be" || prev?.tag === "noun";
}

const BREAKS = /^[;:.!?()–—-]$/;

/** Whether a verb stands between the last comma and a place. */
export function verbSince(all: readonly Tagging[], at: number): boolean {
  for (let index = at - 1; index >= 0; index--) {
    const { tag } = all[index]!;
    if (tag === "mark" || tag === "subordinator" || tag === "relative") return false;
    if (["verb", "be", "have", "modal", "do", "to"].includes(tag)) return true;
  }
  return false;
}

/** The place before the nouns and adjectives that end at a place. */
export function beforeNouns(all: readonly Tagging[], at: number): number {
  let from = at;
  while (["noun", "adjective"].includes(all[from]?.tag ?? "")) from--;
  return from;
}

/** Tags of verbs that make a clause. */
export const FINITE: ReadonlySet<Tag> = new Set<Tag>(["verb", "be", "have", "modal", "do"]);

/** The places of the first and the last word of the clause around a place. */
export function clauseAround(all: readonly Tagging[], at: number): readonly [number, number] {
  let from = at;
  while (from > 0 && !isBreak(all[from - 1]!)) from--;
  let to = at;
  while (to < all.length - 1 && !isBreak(all[to + 1]!)) to++;
  return [from, to];
}

/** Whether the clause around a place has a verb. */
export function hasVerb(all: readonly Tagging[], at: number): boolean {
  const [from, to] = clauseAround(all, at);
  return all.slice(from, to + 1).some(({ tag }) => FINITE.has(tag));
}

function isBreak({ token, tag }: Tagging): boolean {
  return tag === "mark" && BREAKS.test(token.text) || tag === "relative" || tag === "subordinator";
}

export const COLLECTIVE =
  /^(?:people|staff|crew|team|police|who|children|women|men|public|audience|board|committee|family|offspring|cattle|livestock|poultry|personnel|sheep|fish|youth|folk|clergy|faculty|couple|majority)$/;

export function opensSentence(all: readonly Tagging[], at: number): boolean {
  const first = all[at - 1]?.tag === "adverb" ? at - 1 : at;
  return first === 0 || /^[.!?:;•*(]$/.test(all[first - 1]!.token.text);
}
