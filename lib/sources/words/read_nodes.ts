import { isAttributeNoun } from "./attribute_words.ts";
import type { NounNode } from "./clause.ts";
import { finiteAt, type Folded, isJoint, isMark, type State } from "./clause_state.ts";
import type { Chunk, NounPhrase } from "./phrase.ts";

/** Whether the noun at a place is the subject of a finite verb. */
export function clauseFollows(state: State, at: number): boolean {
  let next = at;
  // "after every batch, and the cleaning is signed": what "and" opens is another clause.
  const joined = state.chunks[endOfNode(state, at)];
  const other = state.chunks[endOfNode(state, at) + 1];
  if (
    joined?.kind === "and" && joined.word.lower !== "or" && other?.kind === "noun" &&
    finiteAt(state, endOfNode(state, endOfNode(state, at) + 1)) &&
    /^(?:the|an?|it|they|we|each|every)$/.test(
      other.phrase.determiner ?? other.phrase.pronoun ?? "",
    )
  ) return false;
  while (next < state.chunks.length) {
    const chunk = state.chunks[next]!;
    if (chunk.kind === "verb") return chunk.group.form === "finite";
    if (chunk.kind === "noun" || chunk.kind === "and" || chunk.kind === "preposition") next++;
    else return false;
  }
  return false;
}

/** Reads one noun with its "of" and its brackets. */
export function readNode(state: State): NounNode | undefined {
  const chunk = state.chunks[state.at];
  if (chunk?.kind !== "noun") return undefined;
  state.at++;
  const brackets = (chunk as Folded).brackets;
  const of: NounNode[] = [];
  const next = state.chunks[state.at];
  if (
    next?.kind === "preposition" && next.word.lower === "of" &&
    state.chunks[state.at + 1]?.kind === "noun"
  ) {
    state.at++;
    const inner = readNode(state)!;
    of.push(inner);
    while (joinsInner(state, inner)) {
      state.at += isMark(state.chunks[state.at], ",") && state.chunks[state.at + 1]?.kind === "and"
        ? 2
        : 1;
      of.push(readNode(state)!);
    }
  }
  const node = { phrase: chunk.phrase, of, ...(brackets ? { brackets } : {}) };
  state.lastNoun = of.length > 0 && isTransparent(chunk.phrase) ? of.at(-1) : node;
  return node;
}

const isTransparent = ({ name }: NounPhrase) =>
  /^(?:number|couple|set|list|series|kind|type|sort|part|content)$/.test(name.at(-1) ?? "");

/** "copies of books and journals": neither has a determiner, and no clause begins. */
function joinsInner(state: State, inner: NounNode): boolean {
  const { chunks, at } = state;
  if (chunks[at]?.kind !== "and") return false;
  const next = chunks[at + 1];
  if (next?.kind !== "noun" || finiteAt(state, at + 2)) return false;
  // "of the same material and sound": one article for both
  if (
    inner.phrase.determiner === "the" && next.phrase.determiner === undefined &&
    !next.phrase.plural && !inner.phrase.plural && next.phrase.pronoun === undefined &&
    next.phrase.owner === undefined && inner.of.length === 0
  ) return true;
  return inner.phrase.determiner === undefined && next.phrase.determiner === undefined &&
    inner.phrase.owner === undefined && next.phrase.owner === undefined &&
    inner.phrase.plural === next.phrase.plural;
}

/** Reads nouns joined by commas and "and"; behind a verb or a preposition the subject of another clause ends them. */
export function readList(
  state: State,
  ends = state.current.verb !== undefined,
  behind = false,
): readonly NounNode[] {
  const nouns: NounNode[] = [];
  const first = readNode(state);
  if (first) nouns.push(first);
  let closed = false;
  for (;;) {
    let next = state.at;
    while (isMark(state.chunks[next], ",") || state.chunks[next]?.kind === "and") next++;
    // "or by a travel agency": the preposition said again
    const chunk = state.chunks[next];
    if (next === state.at || chunk?.kind !== "noun") break;
    const end = endOfNode(state, next);
    if (isElliptic(state, next) || isEachWith(state, next) || isSome(state, next)) break;
    if (isAbsolute(state, next)) break;
    if (behind && nouns.length === 1 && leavesAside(nouns[0]!, chunk)) break;
    // "has an owner in a department and one or more signatories"
    if (
      behind && nouns.length === 1 && chunk.phrase.quantity !== undefined &&
      first?.phrase.quantity === undefined && state.current.verb?.verb === "have"
    ) break;
    // "per article and location, maximum level": "and" closed the list.
    if (behind && closed && isMark(state.chunks[next - 1], ",")) break;
    closed = state.chunks[next - 1]?.kind === "and";
    // "… per order, and the parts": a comma before "and" between two only.
    if (
      behind && nouns.length === 1 && isMark(state.chunks[state.at], ",") &&
      state.chunks[next - 1]?.kind === "and"
    ) break;
    // "a manager, who is an employee, and up to 30 workers": the relative clause ends here.
    if (
      state.current.aside === true && nouns.length === 1 && state.current.parent?.verb &&
      isMark(state.chunks[state.at], ",") && state.chunks[next - 1]?.kind === "and"
    ) break;
    const comma = isMark(state.chunks[next - 1], ",");
    const or = state.chunks[next - 1]?.kind === "and" &&
      (state.chunks[next - 1] as { word: { lower: string } }).word.lower === "or";
    if (ends && (clauseBegins(state, next, end) || isSubjectWithRelative(state, next))) break;
    if (!ends && isSubjectBreak(state, next)) break;
    const before = state.lastNoun;
    state.at = next;
    const node = readNode(state)!;
    // "one host, a member": two names of one thing, and no third behind.
    const last = nouns.at(-1)!;
    const goesOn = state.chunks[state.at]?.kind === "and" &&
        (state.chunks[state.at + 1]?.kind === "noun" || isMark(state.chunks[state.at + 1], ",")) ||
      isMark(state.chunks[state.at], ",") && state.chunks[state.at + 1]?.kind === "noun" &&
        !finiteAt(state, state.at + 2) ||
      isMark(state.chunks[state.at], ",") && state.chunks[state.at + 1]?.kind === "and" &&
        state.chunks[state.at + 2]?.kind === "noun" && !finiteAt(state, state.at + 3);
    if (
      ends && comma && nouns.length === 1 && !goesOn && !goesOnBehind(state) &&
      isApposition(last, node)
    ) {
      nouns.splice(-1, 1, { ...last, apposition: node });
      state.lastNoun = nouns.at(-1)!;
      void before;
      break;
    }
    if (nouns.length === 1 && !comma && isModifier(last, node)) nouns.pop();
    nouns.push(or ? { ...node, or } : node);
  }
  return nouns;
}

/** "water and power connections": connections of two kinds. */
function isModifier({ phrase: first, of }: NounNode, { phrase: second }: NounNode): boolean {
  return first.name.length === 1 && !first.plural && first.determiner === undefined &&
    first.quantity === undefined && first.pronoun === undefined && first.owner === undefined &&
    of.length === 0 && second.name.length > 1 && second.determiner === undefined &&
    !isFact(first) &&
    // "pick-up and return date"
    (second.plural || /^(?:date|time|address|number|price|place|point)$/.test(second.name.at(-1)!));
}

/** "a licence, an insurance with its date and up to three helpers": the list goes on. */
function goesOnBehind(state: State): boolean {
  let at = state.at;
  while (state.chunks[at]?.kind === "preposition" && state.chunks[at + 1]?.kind === "noun") at += 2;
  if (at === state.at || !isMark(state.chunks[at], ",") && state.chunks[at]?.kind !== "and") {
    return false;
  }
  while (isMark(state.chunks[at], ",") || state.chunks[at]?.kind === "and") at++;
  return state.chunks[at]?.kind === "noun" && !finiteAt(state, endOfNode(state, at));
}

/** "with its date and up to three helpers": the helpers are no part of what "with" adds. */
function leavesAside({ phrase: first }: NounNode, chunk: Chunk | undefined): boolean {
  if (chunk?.kind !== "noun" || first.owner?.pronoun === undefined || !isFact(first)) return false;
  const { phrase } = chunk;
  return (phrase.quantity !== undefined || phrase.determiner !== undefined) && !isFact(phrase) &&
    phrase.owner === undefined && phrase.pronoun === undefined;
}

/** "their lead", "a member", "a set of performances": another name for what stands before the comma. */
function isApposition(before: NounNode, { phrase }: NounNode): boolean {
  if (phrase.quantity !== undefined && phrase.determiner !== "a") return false;
  const named = /^(?:an?|their|its|the)$/.test(phrase.determiner ?? "");
  return named && before.phrase.pronoun === undefined &&
    before.phrase.plural === (phrase.plural || isTransparent(phrase) && before.phrase.plural) &&
    !isFact(before.phrase) && !isFact(phrase);
}

const isFact = ({ name }: NounPhrase) => isAttributeNoun(name);

/** "…, one per task", "… and one invoice per job": a new statement. */
function isElliptic(state: State, at: number): boolean {
  const chunk = state.chunks[at];
  const behind = state.chunks[at + 1];
  if (chunk?.kind !== "noun" || behind?.kind !== "preposition") return false;
  const { pronoun, quantity } = chunk.phrase;
  if (pronoun === "one" && ["per", "for"].includes(behind.word.lower)) return true;
  const perBefore = state.chunks.slice(Math.max(0, at - 4), at).some((each) =>
    each.kind === "preposition" && each.word.lower === "per"
  );
  return (quantity !== undefined || perBefore) && behind.word.lower === "per";
}

/** "the works they lend are insured": a subject, its relative clause without "that", and its verb. */
export function isSubjectWithRelative({ chunks }: State, at: number): boolean {
  const [noun, pronoun, verb, next, then] = chunks.slice(at, at + 5);
  if (noun?.kind !== "noun" || noun.phrase.pronoun !== undefined || pronoun?.kind !== "noun") {
    return false;
  }
  const isFinite = (each: Chunk | undefined) =>
    each?.kind === "verb" && each.group.form === "finite";
  return /^(?:we|they|he|she|it|i|you)$/.test(pronoun.phrase.pronoun ?? "") && isFinite(verb) &&
    (isFinite(next) || next?.kind === "preposition" && isFinite(then));
}

/** "…, each campaign having a number": a clause of its own without a finite verb */
export function isAbsolute({ chunks }: State, at: number): boolean {
  const chunk = chunks[at];
  const next = chunks[at + 1];
  return chunk?.kind === "noun" && isMark(chunks[at - 1], ",") && next?.kind === "verb" &&
    next.group.form === "gerund" &&
    /^(?:each|every|the|both)$/.test(chunk.phrase.determiner ?? "") &&
    (next.group.verb === "have" || next.group.passive || next.group.verb === "be");
}

/** "…, some taken out of others", "…, and some we have made" */
export function isSome({ chunks }: State, at: number): boolean {
  const chunk = chunks[at];
  const next = chunks[at + 1];
  return chunk?.kind === "noun" && /^(?:some|others)$/.test(chunk.phrase.pronoun ?? "") &&
    (next?.kind === "verb" || isSubjectPronoun(next));
}

/** "…, each with a contract": says what those before have. */
function isEachWith(state: State, at: number): boolean {
  const chunk = state.chunks[at];
  const next = state.chunks[at + 1];
  return chunk?.kind === "noun" && chunk.phrase.pronoun === "each" &&
    (next?.kind === "preposition" ||
      next?.kind === "verb" && (next.group.form === "participle" || next.group.form === "gerund"));
}

export function endOfNode(state: State, at: number): number {
  let end = at + 1;
  while (
    state.chunks[end]?.kind === "preposition" && state.chunks[end + 1]?.kind === "noun"
  ) end += 2;
  return end;
}

/** Whether a noun behind a comma opens a clause of its own: "…, and an item names a medication". */
export function clauseBegins(state: State, at: number, end: number): boolean {
  if (finiteAt(state, end) || finiteAt(state, at + 1)) return true;
  if (isJoint(state.chunks[at - 1]) && opensWithClause(state, end)) return true;
  // "…, and a waiting period before harvest has to be kept"
  if (isJoint(state.chunks[at - 1]) && hasTimeBefore(state, end)) return true;
  // "…, and locomotives and coaches are vehicles"
  let next = end;
  while (state.chunks[next]?.kind === "and" && isFullNoun(state.chunks[next + 1])) {
    next = endOfNode(state, next + 1);
  }
  return next > end && finiteAt(state, next);
}

/** "…, and the crew that puts it up gets a sheet", "…, and orders placed after noon are shipped": the verb comes later. */
function opensWithClause({ chunks }: State, end: number): boolean {
  const opener = chunks[end];
  const reduced = opener?.kind === "verb" && opener.group.form === "participle";
  if (!reduced && opener?.kind !== "relative") return false;
  const rest = chunks.slice(end + 1);
  const stop = rest.findIndex((chunk) =>
    chunk.kind === "relative" || chunk.kind === "subordinator" || isMark(chunk, ",", ";", ":")
  );
  const finite = (stop < 0 ? rest : rest.slice(0, stop)).flatMap((chunk, index) =>
    chunk.kind === "verb" && chunk.group.form === "finite" ? [index] : []
  );
  const main = finite[reduced ? 0 : 1];
  return main !== undefined && rest[main - 1]?.kind !== "and" &&
    !isSubjectPronoun(rest[main - 1]);
}

/** "a period before harvest has to be kept": the only verb that follows is the first noun's. */
export function hasTimeBefore(state: State, at: number): boolean {
  const { chunks } = state;
  const opener = chunks[at];
  if (opener?.kind !== "subordinator" || !/^(?:before|after|since)$/.test(opener.word.lower)) {
    return false;
  }
  if (chunks[at + 1]?.kind !== "noun" || !finiteAt(state, endOfNode(state, at + 1))) return false;
  const rest = chunks.slice(at);
  const stop = rest.findIndex((chunk) => isMark(chunk, ",", ";", ":"));
  return (stop < 0 ? rest : rest.slice(0, stop)).filter((chunk) =>
    chunk.kind === "verb" && chunk.group.form === "finite"
  ).length === 1;
}

const isSubjectPronoun = (chunk: Chunk | undefined) =>
  chunk?.kind === "noun" && /^(?:we|they|he|she|i|you)$/.test(chunk.phrase.pronoun ?? "");

/** A noun that may share a verb with another: no "we", no "it". */
const isFullNoun = (chunk: Chunk | undefined) =>
  chunk?.kind === "noun" && chunk.phrase.pronoun === undefined;

/** "For each donor, the name": a comma behind a leading phrase ends the list. */
function isSubjectBreak(state: State, at: number): boolean {
  const chunk = state.chunks[at];
  const before = state.chunks[state.at - 1];
  if (chunk?.kind !== "noun" || before?.kind !== "noun") return false;
  const { pronoun, determiner } = chunk.phrase;
  if (
    /^(?:each|every)$/.test(determiner ?? "") &&
    !/^(?:each|every)$/.test(before.phrase.determiner ?? "")
  ) return true;
  return pronoun === "we" || pronoun === "i" || pronoun === "each";
}
