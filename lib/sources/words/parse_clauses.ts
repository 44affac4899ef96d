import type { Clause, NounNode } from "./clause.ts";
import {
  endOf,
  finiteAt,
  type Folded,
  isJoint,
  isMark,
  type Open,
  open,
  push,
  startOf,
  type State,
} from "./clause_state.ts";
import {
  isEachChunk,
  isReducedRelative,
  isTold,
  joinsAlternative,
  nearest,
} from "./clause_shapes.ts";
import type { Chunk } from "./phrase.ts";
import { readVerbChunk } from "./read_clause_verb.ts";
import {
  clauseBegins,
  clauseFollows,
  endOfNode,
  hasTimeBefore,
  isAbsolute,
  isSome,
  isSubjectWithRelative,
  readList,
  readNode,
} from "./read_nodes.ts";
import { readPreposition } from "./read_preposition.ts";
import { readRelative } from "./read_relative.ts";
import { closing, segments } from "./segment_chunks.ts";

/**
 * Reads the clauses of a sentence from its chunks: a shallow parse, left to right, without a dictionary
 * of verbs.
 */
export function parseClauses(chunks: readonly Chunk[], depth = 0): readonly Clause[] {
  // Brackets within brackets within brackets say nothing more.
  if (depth > DEEPEST) return [];
  const clauses: Clause[] = [];
  let topic: Clause | undefined;
  for (const { chunks: segment, before, after } of segments(foldBrackets(chunks, depth))) {
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

const DEEPEST = 4;

/** Hangs what stands in brackets on the chunk before them. */
function foldBrackets(chunks: readonly Chunk[], depth: number): readonly Folded[] {
  const folded: Folded[] = [];
  for (let at = 0; at < chunks.length; at++) {
    const chunk = chunks[at]!;
    const close = closing(chunks, at);
    if (close === undefined) {
      folded.push(chunk);
      continue;
    }
    const brackets = parseClauses(chunks.slice(at + 1, close), depth + 1);
    const last = folded.at(-1);
    if (last && !isMark(last, ",", ";")) {
      folded.splice(-1, 1, { ...last, brackets: [...last.brackets ?? [], ...brackets] });
    }
    at = close;
  }
  return folded;
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
    .map(({ parent, aside: _, shared: __, ...clause }) => ({
      ...clause,
      ...(parent && parent.subject.length > 0 ? { outer: parent.subject } : {}),
    }));
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
    const before = state.chunks[state.at - 1];
    if (
      lower === "after" && before?.kind === "verb" &&
      /^(?:look|ask|name|take)$/.test(before.group.verb)
    ) {
      return readPreposition(state);
    }
    const then = state.chunks[state.at + 2];
    if (
      state.current.verb === undefined && state.current.subject.length > 0 &&
      before?.kind === "noun" && hasTimeBefore(state, state.at)
    ) return readPreposition(state);
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
      next?.kind === "noun" &&
      (!clauseFollows(state, state.at + 1) ||
        // "after three offences the permit": the second noun is the subject.
        state.chunks[endOfNode(state, state.at + 1)]?.kind === "noun")
    ) {
      return readPreposition(state);
    }
    push(state, open("subordinate", start, { subordinator: lower }));
  },
};

function readNounChunk(state: State): void {
  const from = state.at;
  // "nurses, each with a contract": the nurses have one.
  const follower = state.chunks[from + 1];
  const participle = follower?.kind === "verb" &&
    (follower.group.form === "participle" || follower.group.form === "gerund");
  if (
    isEachChunk(state.chunks[from]) && state.lastNoun && (participle ||
      follower?.kind === "preposition" &&
        /^(?:with|of|for|in|on|at|from|to|by)$/.test(follower.word.lower))
  ) {
    state.at++;
    state.each = true;
    // "treatments to the owner, each with an estimate": the treatments
    const { current: open } = state;
    const nouns = [...open.subject, ...open.arguments.flatMap(({ nouns }) => nouns)];
    if (!state.lastNoun.phrase.plural && isMark(state.chunks[from - 1], ",")) {
      state.lastNoun = nouns.findLast(({ phrase }) => phrase.plural) ?? state.lastNoun;
    }
    return;
  }
  const before = state.chunks[from - 1];
  // "some are bought from dealers, some taken out of other cars": the same verb form again
  if (
    isSome(state, from) && isJoint(before) && follower?.kind === "verb" &&
    follower.group.form === "participle" && state.current.verb?.passive
  ) {
    const subject = [readNode(state)!];
    push(
      state,
      open("main", startOf(state.chunks[from]!), {
        subject,
        verb: { ...follower.group, form: "finite" },
      }),
    );
    state.at++;
    return;
  }
  // "…, each campaign having its own number"
  if (state.current.verb && isAbsolute(state, from)) {
    readNode(state);
    return;
  }
  const { current, lastNoun } = state;
  const start = startOf(state.chunks[from]!);
  // "the works they lend are insured"
  const stands = current.verb === undefined ? current.subject.length === 0 : isJoint(before);
  if (stands && isSubjectWithRelative(state, from)) {
    if (current.verb) push(state, open("main", start));
    const main = state.current;
    main.subject = [readNode(state)!];
    const clause = open("relative", startOf(state.chunks[state.at]!), { parent: main });
    clause.arguments.push({ nouns: main.subject, place: "lead" });
    push(state, clause);
    clause.subject = [readNode(state)!];
    return;
  }
  // "for every person we accompany, the coordinator looks for a volunteer"
  if (isReducedRelative(state)) {
    const clause = open("relative", start, { parent: current });
    clause.arguments.push({ nouns: [lastNoun!], place: "lead" });
    push(state, clause);
    clause.subject = [readNode(state)!];
    return;
  }
  if (
    current.kind === "relative" && current.verb && isMark(before, ",") &&
    current.parent?.verb === undefined && current.parent?.subject.length === 0 &&
    clauseBegins(state, from, endOfNode(state, from))
  ) {
    state.current = current.parent;
    state.current.subject = readList(state, true);
    return;
  }
  // "for people shown in a picture there must be a release": the leading phrase ends here.
  const lead = current.parent;
  if (
    lead && lead.verb === undefined && lead.subject.length === 0 && lead.arguments.length > 0 &&
    current.verb && before?.kind === "noun" && finiteAt(state, from + 1) &&
    state.chunks[from]!.kind === "noun" &&
    (state.chunks[from] as { phrase: { pronoun?: string } }).phrase.pronoun === "there"
  ) {
    state.current = lead;
    lead.subject = readList(state, true);
    return;
  }
  // "a vehicle is either a locomotive, which has an address, or a wagon"
  if (joinsAlternative(state)) {
    const parent = current.parent!;
    const given = parent.arguments.pop()!;
    const nouns = readList(state, true).map((node) => ({ ...node, or: true }));
    parent.arguments.push({ ...given, nouns: [...given.nouns, ...nouns] });
    state.current = parent;
    return;
  }
  // "the text, the date from which it is valid and the lawyer who approved it shall be stored"
  if (
    current.kind === "relative" && current.verb && before?.kind === "and" &&
    current.parent?.verb === undefined && (current.parent?.subject.length ?? 0) > 0 &&
    isFull(current) && !finiteAt(state, endOfNode(state, from))
  ) {
    const { parent } = current;
    parent!.subject = [...parent!.subject, ...readList(state, true)];
    state.current = parent!;
    return;
  }
  if (current.verb === undefined) {
    const nouns = readList(state);
    // "party kits, a family can hire one": no "and" joins the two
    const [topic, doer] = nouns;
    // "customers, mainly garden centres, reserve plants"
    if (
      current.subject.length === 0 && nouns.length === 2 && topic!.phrase.plural &&
      doer!.phrase.plural && doer!.phrase.determiner === undefined &&
      isMark(state.chunks[state.at], ",") && finiteAt(state, state.at + 1) &&
      !state.chunks.slice(from, state.at).some(({ kind }) => kind === "and")
    ) {
      current.subject = [topic!];
      return;
    }
    if (
      current.subject.length === 0 && current.kind === "main" && nouns.length === 2 &&
      finiteAt(state, state.at) && topic!.phrase.plural && topic!.phrase.determiner === undefined &&
      !doer!.phrase.plural && /^(?:an?|the|each|every|we|i)$/.test(
        doer!.phrase.determiner ?? doer!.phrase.pronoun ?? "",
      ) && !state.chunks.slice(from, state.at).some(({ kind }) => kind === "and")
    ) {
      current.arguments.push({ nouns: [topic!], place: "lead" });
      current.subject = [doer!];
      return;
    }
    if (current.subject.length === 0) current.subject = nouns;
    else if (isEach(nouns) && !finiteAt(state, state.at)) {
      current.each = true;
    } else if (finiteAt(state, state.at) || current.kind !== "main") {
      current.arguments.push({ nouns: current.subject, place: "lead" });
      current.subject = nouns;
    } else current.arguments.push({ nouns, place: "subject" });
    return;
  }
  const end = endOfNode(state, from);
  // "the mechanic who serviced a bike signs the sheet", "inspects the car or the shop sends photos"
  const isObject = before?.kind === "verb" && before.group.form === "finite" &&
    !before.group.passive && !isTold(before.group.verb) &&
    (current.parent !== undefined && current.parent.verb === undefined &&
        current.parent.subject.length > 0 ||
      !finiteAt(state, end) && !finiteAt(state, from + 1));
  // "anyone renting a car must present a licence": the verb behind is not the car's.
  const isObjectOfGerund = before?.kind === "verb" && before.group.form === "gerund" &&
    current.kind === "participle" && current.parent !== undefined &&
    current.parent.verb === undefined && current.parent.subject.length > 0;
  const begins = !isObject && !isObjectOfGerund && clauseBegins(state, from, end);
  if (begins) {
    // "once the couple accepts an offer it is turned into a contract": no comma, but another clause
    const pronoun = state.chunks[from];
    const goesOn = current.kind === "subordinate" && pronoun?.kind === "noun" &&
      /^(?:it|they|he|she|we|i)$/.test(pronoun.phrase.pronoun ?? "") &&
      !state.chunks.slice(from + 2).some((each) =>
        each.kind === "verb" && each.group.form === "finite"
      );
    const adjacent = before?.kind === "noun" && !goesOn && lastNoun;
    const clause = open(
      adjacent ? "relative" : isJoint(before) || goesOn ? "main" : "complement",
      start,
    );
    // "the part you need": the noun before is the object.
    if (adjacent) {
      clause.arguments.push({ nouns: [nearest(lastNoun, "that", false)], place: "lead" });
      clause.parent = current;
    }
    push(state, clause);
    clause.subject = readList(state);
    return;
  }
  const nouns = readList(state);
  if (isEach(nouns)) return;
  // "a booker, who negotiates with clients, and a book"
  const closed = before?.kind === "and" && isMark(state.chunks[from - 2], ",") &&
    current.aside === true && current.verb !== undefined;
  const target = isJoint(before) && current.parent?.verb && (isFull(current) || closed)
    ? current.parent
    : current;
  target.arguments.push({ nouns, place: "verb" });
  if (target !== current) state.current = target;
}

const isEach = (nouns: readonly NounNode[]) =>
  nouns.length === 1 && nouns[0]!.phrase.pronoun === "each";

const isFull = ({ verb, adjective, arguments: args }: Open) =>
  verb?.passive === true || adjective !== undefined ||
  args.some(({ preposition, place }) => preposition === undefined && place === "verb");
