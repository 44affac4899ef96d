import { isAttributeNoun } from "./attribute_words.ts";
import type { Argument, Clause, NounNode } from "./clause.ts";
import type { Chunk, NounPhrase, VerbGroup } from "./phrase.ts";

type Open =
  & {
    -readonly [Key in keyof Clause]: Clause[Key];
  }
  & { arguments: Argument[]; subject: readonly NounNode[]; parent?: Open; aside?: boolean };

interface State {
  readonly chunks: readonly Chunk[];
  at: number;
  readonly clauses: Open[];
  current: Open;
  lastNoun: NounNode | undefined;
}

/**
 * Reads the clauses of a sentence from its chunks: a shallow parse, left to right, without a dictionary
 * of verbs.
 */
export function parseClauses(chunks: readonly Chunk[]): readonly Clause[] {
  const clauses: Clause[] = [];
  let topic: Clause | undefined;
  for (const { chunks: segment, before, after } of segments(foldBrackets(chunks))) {
    const parsed = parseSegment(segment);
    if (before !== "colon" && before !== "semicolon") topic = undefined;
    const placed = parsed.map((clause, at) =>
      topic
        ? { ...clause, topic, ...(at === 0 && before === "colon" ? { titled: true } : {}) }
        : clause
    );
    clauses.push(...placed);
    const head = parsed.at(-1);
    // A list under a topic is no topic of its own.
    const nested = topic !== undefined && head !== undefined && head.verb === undefined &&
      head.subject.length > 1;
    if (after === "colon" && head && !nested) topic = head;
  }
  return clauses;
}

type Folded = Chunk & { readonly brackets?: readonly Clause[] };
type Break = "colon" | "semicolon" | "stop" | "none";

interface Segment {
  readonly chunks: readonly Folded[];
  readonly before: Break;
  readonly after: Break;
}

const isMark = (chunk: Chunk | undefined, ...marks: readonly string[]) =>
  chunk?.kind === "mark" && marks.includes(chunk.word.text);

/** Hangs what stands in brackets on the chunk before them. */
function foldBrackets(chunks: readonly Chunk[]): readonly Folded[] {
  const folded: Folded[] = [];
  for (let at = 0; at < chunks.length; at++) {
    const chunk = chunks[at]!;
    const close = closing(chunks, at);
    if (close === undefined) {
      folded.push(chunk);
      continue;
    }
    const brackets = parseClauses(chunks.slice(at + 1, close));
    const last = folded.at(-1);
    if (last && !isMark(last, ",", ";")) {
      folded.splice(-1, 1, { ...last, brackets: [...last.brackets ?? [], ...brackets] });
    }
    at = close;
  }
  return folded;
}

const DASHES = ["-", "–", "—", "--"];

function closing(chunks: readonly Chunk[], at: number): number | undefined {
  const chunk = chunks[at];
  if (isMark(chunk, "(", "[")) {
    const end = chunks.findIndex((other, index) => index > at && isMark(other, ")", "]"));
    return end < 0 ? chunks.length : end;
  }
  if (at === 0 || !isMark(chunk, ...DASHES)) return undefined;
  const end = chunks.findIndex((other, index) => index > at && isMark(other, ...DASHES));
  if (end < 0) return undefined;
  const inside = chunks.slice(at + 1, end);
  const verbless = inside.every(({ kind }) => kind !== "verb") &&
    !inside.some((each) => isMark(each, ";", ":", "."));
  return verbless && chunks[at - 1]?.kind === "noun" &&
      chunks.slice(0, at).some(({ kind }) => kind === "verb")
    ? end
    : undefined;
}

function segments(chunks: readonly Folded[]): readonly Segment[] {
  const found: Segment[] = [];
  let from = 0;
  let before: Break = "none";
  for (let at = 0; at <= chunks.length; at++) {
    const after = at === chunks.length ? "none" : breakOf(chunks, at, from);
    if (after === undefined) continue;
    if (at > from) found.push({ chunks: chunks.slice(from, at), before, after });
    from = at + 1;
    before = after;
  }
  return found;
}

function breakOf(chunks: readonly Folded[], at: number, from: number): Break | undefined {
  const chunk = chunks[at]!;
  if (isMark(chunk, ":")) return "colon";
  if (isMark(chunk, ";")) return "semicolon";
  // "inventory no., size"
  if (isMark(chunk, ".") && isMark(chunks[at + 1], ",")) return undefined;
  if (isMark(chunk, ".", "!", "?", "...", "*", "•", "|")) return "stop";
  if (!isMark(chunk, ...DASHES, "=", "→")) return undefined;
  // "screenings - a film is shown up to four times": what stands before the dash is a topic.
  const verbless = chunks.slice(from, at).every(({ kind }) => kind !== "verb");
  return verbless && at > from ? "colon" : "semicolon";
}

function open(kind: Clause["kind"], start: number, more: Partial<Open> = {}): Open {
  return {
    kind,
    subject: [],
    arguments: [],
    each: false,
    existential: false,
    start,
    end: start,
    ...more,
  };
}

function parseSegment(chunks: readonly Folded[]): readonly Clause[] {
  const first = chunks[0];
  if (!first) return [];
  const start = startOf(first);
  const current = open("main", start);
  const state: State = { chunks, at: 0, clauses: [current], current, lastNoun: undefined };
  while (state.at < chunks.length) {
    const from = state.at;
    READERS[chunks[from]!.kind](state);
    if (state.at === from) state.at++;
    state.current.end = endOf(chunks[state.at - 1]!);
  }
  return state.clauses
    .filter(({ subject, verb, arguments: args }) => subject.length > 0 || verb || args.length > 0)
    .map(({ parent, aside: _, ...clause }) => ({
      ...clause,
      ...(parent && parent.subject.length > 0 ? { outer: parent.subject } : {}),
    }));
}

const startOf = (chunk: Chunk) =>
  chunk.kind === "noun"
    ? chunk.phrase.start
    : chunk.kind === "verb"
    ? chunk.group.start
    : chunk.word.start;
const endOf = (chunk: Chunk) =>
  chunk.kind === "noun"
    ? chunk.phrase.end
    : chunk.kind === "verb"
    ? chunk.group.end
    : chunk.word.end;

function push(state: State, clause: Open): void {
  state.clauses.push(clause);
  state.current = clause;
}

const READERS: Readonly<Record<Chunk["kind"], (state: State) => void>> = {
  mark: () => {},
  and: () => {},
  adjective(state) {
    const { current } = state;
    const chunk = state.chunks[state.at];
    if (chunk?.kind === "adjective" && current.verb) current.adjective ??= chunk.word.lower;
  },
  noun: readNounChunk,
  verb: readVerbChunk,
  preposition: readPreposition,
  relative: readRelative,
  subordinator(state) {
    const chunk = state.chunks[state.at]!;
    if (chunk.kind !== "subordinator") return;
    const { lower, start } = chunk.word;
    const next = state.chunks[state.at + 1];
    // "looked after by": a particle
    if (next?.kind === "preposition" && ["after", "before"].includes(lower)) return;
    const then = state.chunks[state.at + 2];
    const role = lower === "as" && next?.kind === "noun" && !next.phrase.plural &&
      then?.kind === "noun" && /^(?:i|we)$/.test(then.phrase.pronoun ?? "");
    if (role) {
      state.at++;
      const role = readNode(state)!;
      state.current.arguments.push({ preposition: "as", nouns: [role], place: "lead" });
      return;
    }
    if (
      ["as", "after", "before", "since", "until", "till"].includes(lower) &&
      next?.kind === "noun" && !clauseFollows(state, state.at + 1)
    ) {
      return readPreposition(state);
    }
    push(state, open("subordinate", start, { subordinator: lower }));
  },
};

/** Whether the noun at a place is the subject of a finite verb. */
function clauseFollows(state: State, at: number): boolean {
  let next = at;
  while (next < state.chunks.length) {
    const chunk = state.chunks[next]!;
    if (chunk.kind === "verb") return chunk.group.form === "finite";
    if (chunk.kind === "noun" || chunk.kind === "and" || chunk.kind === "preposition") next++;
    else return false;
  }
  return false;
}

const finiteAt = (state: State, at: number) => {
  const chunk = state.chunks[at];
  return chunk?.kind === "verb" && chunk.group.form === "finite";
};

/** Reads one noun with its "of" and its brackets. */
function readNode(state: State): NounNode | undefined {
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
  return inner.phrase.determiner === undefined && next.phrase.determiner === undefined &&
    inner.phrase.owner === undefined && next.phrase.owner === undefined &&
    inner.phrase.plural === next.phrase.plural;
}

/** Reads nouns joined by commas and "and"; behind a verb or a preposition the subject of another clause ends them. */
function readList(
  state: State,
  ends = state.current.verb !== undefined,
  behind = false,
): readonly NounNode[] {
  const nouns: NounNode[] = [];
  const first = readNode(state);
  if (first) nouns.push(first);
  for (;;) {
    let next = state.at;
    while (isMark(state.chunks[next], ",") || state.chunks[next]?.kind === "and") next++;
    // "or by a travel agency": the preposition said again
    const chunk = state.chunks[next];
    if (next === state.at || chunk?.kind !== "noun") break;
    const end = endOfNode(state, next);
    if (isElliptic(state, next)) break;
    // "… per order, and the parts": a comma before "and" between two only.
    if (
      behind && nouns.length === 1 && isMark(state.chunks[state.at], ",") &&
      state.chunks[next - 1]?.kind === "and"
    ) break;
    const comma = isMark(state.chunks[next - 1], ",");
    const or = state.chunks[next - 1]?.kind === "and" &&
      (state.chunks[next - 1] as { word: { lower: string } }).word.lower === "or";
    if (ends && clauseBegins(state, next, end)) break;
    if (!ends && isSubjectBreak(state, next)) break;
    const before = state.lastNoun;
    state.at = next;
    const node = readNode(state)!;
    // "one host, a member": two names of one thing, and no third behind.
    const last = nouns.at(-1)!;
    const goesOn =
      state.chunks[state.at]?.kind === "and" && state.chunks[state.at + 1]?.kind === "noun" ||
      isMark(state.chunks[state.at], ",") && state.chunks[state.at + 1]?.kind === "noun" &&
        !finiteAt(state, state.at + 2) ||
      isMark(state.chunks[state.at], ",") && state.chunks[state.at + 1]?.kind === "and" &&
        state.chunks[state.at + 2]?.kind === "noun" && !finiteAt(state, state.at + 3);
    if (ends && comma && nouns.length === 1 && !goesOn && isApposition(last, node)) {
      nouns.splice(-1, 1, { ...last, apposition: node });
      state.lastNoun = nouns.at(-1)!;
      void before;
      break;
    }
    nouns.push(or ? { ...node, or } : node);
  }
  return nouns;
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
  return quantity !== undefined && behind.word.lower === "per";
}

function endOfNode(state: State, at: number): number {
  let end = at + 1;
  while (
    state.chunks[end]?.kind === "preposition" && state.chunks[end + 1]?.kind === "noun"
  ) end += 2;
  return end;
}

/** Whether a noun behind a comma opens a clause of its own: "…, and an item names a medication". */
function clauseBegins(state: State, at: number, end: number): boolean {
  if (finiteAt(state, end) || finiteAt(state, at + 1)) return true;
  // "…, and locomotives and coaches are vehicles"
  let next = end;
  while (state.chunks[next]?.kind === "and" && isFullNoun(state.chunks[next + 1])) {
    next = endOfNode(state, next + 1);
  }
  return next > end && finiteAt(state, next);
}

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

function readNounChunk(state: State): void {
  const from = state.at;
  const before = state.chunks[from - 1];
  const { current, lastNoun } = state;
  const start = startOf(state.chunks[from]!);
  if (current.verb === undefined) {
    const nouns = readList(state);
    if (current.subject.length === 0) current.subject = nouns;
    else if (isEach(nouns) && !finiteAt(state, state.at)) {
      current.each = true;
    } else if (finiteAt(state, state.at) || current.kind !== "main") {
      current.arguments.push({ nouns: current.subject, place: "lead" });
      current.subject = nouns;
    } else current.arguments.push({ nouns, place: "subject" });
    return;
  }
  const begins = clauseBegins(state, from, endOfNode(state, from));
  if (begins) {
    const adjacent = before?.kind === "noun" && lastNoun;
    const clause = open(adjacent ? "relative" : isJoint(before) ? "main" : "complement", start);
    // "the part you need": the noun before is the object.
    if (adjacent) {
      clause.arguments.push({ nouns: [lastNoun], place: "lead" });
      clause.parent = current;
    }
    push(state, clause);
    clause.subject = readList(state);
    return;
  }
  const nouns = readList(state);
  if (isEach(nouns)) return;
  const target = isJoint(before) && current.parent?.verb && isFull(current)
    ? current.parent
    : current;
  target.arguments.push({ nouns, place: "verb" });
  if (target !== current) state.current = target;
}

const isEach = (nouns: readonly NounNode[]) =>
  nouns.length === 1 && nouns[0]!.phrase.pronoun === "each";
const isJoint = (chunk: Chunk | undefined) =>
  chunk === undefined || chunk.kind === "and" || chunk.kind === "mark";
const isFull = ({ verb, arguments: args }: Open) =>
  verb?.passive === true ||
  args.some(({ preposition, place }) => preposition === undefined && place === "verb");

function readPreposition(state: State): void {
  const chunk = state.chunks[state.at]!;
  if (!("word" in chunk)) return;
  const next = state.chunks[state.at + 1];
  const preposition = chunk.word.lower;
  if (next?.kind === "relative" && state.lastNoun) {
    const antecedent = state.lastNoun;
    const aside = isMark(state.chunks[state.at - 1], ",");
    const clause = open("relative", chunk.word.start, { parent: state.current, aside });
    clause.arguments.push({ preposition, nouns: [antecedent], place: "lead" });
    push(state, clause);
    state.at += 2;
    return;
  }
  if (next?.kind !== "noun") return;
  const opened = state.current;
  // "for each pit the depth, and for each layer the density": the same again
  if (
    preposition === "for" && opened.verb === undefined && opened.subject.length > 0 &&
    isJoint(state.chunks[state.at - 1]) &&
    opened.arguments.some((each) => each.place === "lead" && each.preposition === "for")
  ) {
    push(state, open("main", chunk.word.start));
  }
  const behind = state.chunks[state.at - 1]?.kind === "noun" ? state.lastNoun : undefined;
  const listing = /^(?:such as|including|like)$/.test(preposition);
  state.at++;
  const { current } = state;
  const place = current.verb ? "verb" : current.subject.length > 0 ? "subject" : "lead";
  const nouns = readList(state, !listing, !listing);
  current.arguments.push({ preposition, nouns, place, ...(behind ? { behind } : {}) });
}

function readRelative(state: State): void {
  const chunk = state.chunks[state.at]!;
  if (chunk.kind !== "relative") return;
  const { lower, start } = chunk.word;
  const { current, lastNoun } = state;
  const next = state.chunks[state.at + 1];
  const antecedent = lastNoun && ["who", "which", "that", "whose", "whom"].includes(lower)
    ? lastNoun
    : undefined;
  const afterNoun = isAfterNoun(state);
  if (lower === "that" && next?.kind === "noun" && !afterNoun) {
    if (!finiteAt(state, endOfNode(state, state.at + 1))) return;
  }
  if (!antecedent || lower === "that" && !afterNoun) {
    push(state, open("complement", start, { subordinator: lower }));
    return;
  }
  const clause = open("relative", start, { parent: current });
  if (lower === "whose" && next?.kind === "noun") {
    push(state, clause);
    state.at++;
    const nouns = readList(state);
    clause.subject = nouns.map((node) => ({
      ...node,
      phrase: { ...node.phrase, owner: antecedent.phrase },
    }));
    return;
  }
  if (isMark(state.chunks[state.at - 1], ",")) clause.aside = true;
  if (next?.kind === "verb" || next?.kind === "mark") clause.subject = [antecedent];
  else clause.arguments.push({ nouns: [antecedent], place: "lead" });
  push(state, clause);
}

function isAfterNoun(state: State): boolean {
  let at = state.at - 1;
  while (isMark(state.chunks[at], ",")) at--;
  const chunk = state.chunks[at];
  return chunk?.kind === "noun";
}

const CAUSATIVE = new Set([
  "want",
  "like",
  "allow",
  "require",
  "ask",
  "enable",
  "expect",
  "need",
  "have",
  "let",
  "permit",
  "help",
  "force",
  "invite",
  "tell",
]);

function readVerbChunk(state: State): void {
  const chunk = state.chunks[state.at]!;
  if (chunk.kind !== "verb") return;
  const { group } = chunk;
  const { current } = state;
  const before = state.chunks[state.at - 1];
  state.at++;
  if (group.form === "finite") return readFinite(state, group, before);
  const last = current.arguments.at(-1);
  if (group.form === "infinitive") {
    if (before?.kind === "noun" && current.verb && CAUSATIVE.has(current.verb.verb) && last) {
      current.arguments.pop();
      push(
        state,
        open("main", group.start, { subject: last.nouns, verb: { ...group, form: "finite" } }),
      );
    } else {
      push(state, open("infinitive", group.start, { subject: current.subject, verb: group }));
    }
    return;
  }
  // "how many placements each recruiter made": the verb of the clause
  if (
    current.verb === undefined && current.subject.length > 0 && before?.kind === "noun" &&
    ["complement", "relative"].includes(current.kind)
  ) {
    current.verb = { ...group, passive: false, form: "finite" };
    return;
  }
  const clause = open("participle", group.start, { verb: group });
  if (before?.kind === "noun" && state.lastNoun) {
    clause.subject = [state.lastNoun];
    clause.parent = current;
  } else if (
    before?.kind === "preposition" || before?.kind === "relative" ||
    group.form === "gerund" && current.verb
  ) {
    clause.subject = current.subject;
    clause.kind = "infinitive";
  } else if (
    current.kind !== "participle" && current.verb && state.lastNoun && isMark(before, ",")
  ) {
    clause.subject = [state.lastNoun];
    clause.parent = current;
  } else {
    clause.subject = current.subject;
    if (current.parent) clause.parent = current.parent;
    if (!current.verb && current.kind === "main" && current.subject.length > 0) {
      clause.parent = current;
    }
  }
  push(state, clause);
}

function readFinite(state: State, group: VerbGroup, before: Chunk | undefined): void {
  const { current } = state;
  const noun = before?.kind === "noun";
  if (current.verb === undefined) {
    current.verb = group;
    // "there is", "there are": the thing stands behind the verb.
    current.existential = current.subject.some(({ phrase }) => phrase.pronoun === "there");
    if (current.existential) current.subject = [];
    return;
  }
  const { parent } = current;
  const comma = isMark(before, ",");
  const commaAnd = before?.kind === "and" && isMark(state.chunks[state.at - 3], ",");
  if (
    parent && parent.verb === undefined &&
    !(before?.kind === "and" && !commaAnd && current.kind === "relative" && !parentFits(state))
  ) {
    parent.verb = group;
    state.current = parent;
    return;
  }
  const last = current.arguments.at(-1);
  if (noun && last && last.place === "verb") {
    if (last.preposition === undefined) current.arguments.pop();
    push(state, open("complement", group.start, { subject: last.nouns.slice(-1), verb: group }));
    return;
  }
  const outer = current.kind === "subordinate"
    ? state.clauses.findLast(({ kind }) => kind === "main")
    : parent;
  const leaves = current.kind === "subordinate"
    ? comma
    : commaAnd || comma && current.aside === true;
  const shared = outer && leaves ? outer.subject : current.subject;
  if (outer && leaves) {
    push(
      state,
      open(outer.kind, group.start, {
        subject: shared,
        verb: group,
        ...(outer.parent ? { parent: outer.parent } : {}),
      }),
    );
    return;
  }
  push(
    state,
    open(
      parent ? parent.kind : current.kind === "complement" ? "complement" : current.kind,
      group.start,
      {
        subject: shared,
        verb: group,
        ...(current.kind === "relative" && before?.kind === "and" && parent
          ? { parent, kind: "relative" }
          : {}),
      },
    ),
  );
}

/** "members who borrow books and return them must pay": another verb is still to come for the main clause. */
function parentFits(state: State): boolean {
  return !state.chunks.slice(state.at).some((chunk) =>
    chunk.kind === "verb" && chunk.group.form === "finite"
  );
}
