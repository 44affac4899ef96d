/**
 * What the chunks around a place say of the clause that begins or goes on there.
 *
 * @module
 */
import type { NounNode } from "./clause.ts";
import { finiteAt, isJoint, isMark, type State } from "./clause_state.ts";
import { isPersonNoun } from "./noun_words.ts";
import type { Chunk } from "./phrase.ts";
import { endOfNode } from "./read_nodes.ts";

/** "for every person we accompany, the coordinator": a relative clause without "that" behind a leading noun. */
export function isReducedRelative({ chunks, at, current, lastNoun }: State): boolean {
  const chunk = chunks[at];
  if (chunk?.kind !== "noun" || chunk.phrase.pronoun === undefined || !lastNoun) return false;
  if (!/^(?:we|they|he|she|it|i|you)$/.test(chunk.phrase.pronoun)) return false;
  const [argument] = current.arguments;
  if (
    current.verb || current.subject.length > 0 || current.arguments.length !== 1 ||
    argument?.preposition === undefined || chunks[at - 1]?.kind !== "noun"
  ) return false;
  const [verb, comma, ...rest] = chunks.slice(at + 1);
  const isFinite = (each: Chunk | undefined) =>
    each?.kind === "verb" && each.group.form === "finite";
  return isFinite(verb) && isMark(comma, ",") && rest.some(isFinite) &&
    lastNoun.phrase.pronoun === undefined;
}

/** Verbs behind which a clause may follow without "that". */
export const isTold = (verb: string) =>
  /^(?:say|think|hope|know|believe|see|mean|suppose|expect|ensure|assume|want|wish|feel|guess|find)$/
    .test(verb);

/** "each" by itself. */
export const isEachChunk = (chunk: Chunk | undefined) =>
  chunk?.kind === "noun" && chunk.phrase.pronoun === "each" && chunk.phrase.name.length === 0;

/** "a vehicle is either a locomotive, which has an address, or a wagon" */
export function joinsAlternative(state: State): boolean {
  const { chunks, at, current } = state;
  const before = chunks[at - 1];
  const given = current.parent?.arguments.at(-1);
  return current.kind === "relative" && current.aside === true &&
    current.parent?.verb?.verb === "be" && given?.place === "verb" &&
    given.preposition === undefined && before?.kind === "and" && before.word.lower === "or" &&
    isMark(chunks[at - 2], ",") && !finiteAt(state, endOfNode(state, at));
}

/** "…, and for every exchange the papers and the costs are documented" */
export function opensClause(state: State): boolean {
  const { chunks, at } = state;
  if (!isJoint(chunks[at - 1])) return false;
  let next = endOfNode(state, at + 1);
  const subject = chunks[next];
  if (subject?.kind !== "noun" || subject.phrase.pronoun === "each") return false;
  while (
    chunks[next]?.kind === "noun" || chunks[next]?.kind === "and" ||
    chunks[next]?.kind === "preposition" || isMark(chunks[next], ",")
  ) next++;
  return finiteAt(state, next);
}

/** "defects of the appliances that": the appliances; "the owner of the car, who": the owner. */
export function nearest(node: NounNode, relative: string, aside: boolean): NounNode {
  const inner = node.of.at(-1);
  if (!inner || inner.phrase.pronoun !== undefined) return node;
  const isPerson = ({ phrase }: NounNode) => isPersonNoun(phrase.name.at(-1) ?? "");
  if (relative === "who" || relative === "whom") {
    return isPerson(inner) || !isPerson(node) ? nearest(inner, relative, aside) : node;
  }
  return aside ? node : nearest(inner, relative, aside);
}
