import { opensClause } from "./clause_shapes.ts";
import { isJoint, isMark, open, push, type State } from "./clause_state.ts";
import { isPersonNoun } from "./noun_words.ts";
import { readList } from "./read_nodes.ts";

/** Reads a preposition with its nouns, or the relative clause that it opens. */
export function readPreposition(state: State): void {
  const chunk = state.chunks[state.at]!;
  if (!("word" in chunk)) return;
  const next = state.chunks[state.at + 1];
  const preposition = chunk.word.lower;
  // "is drawn up that consists": a particle
  if (next?.kind === "relative" && next.word.lower === "that") return;
  if (next?.kind === "relative" && state.lastNoun) {
    const aside = isMark(state.chunks[state.at - 1], ",");
    // "a defect reported by a customer, in which the release is named": the defect
    const told = aside && next.word.lower === "which" && state.current.kind === "participle" &&
      isPersonNoun(state.lastNoun.phrase.name.at(-1) ?? "");
    const antecedent = told ? state.current.subject.at(-1) ?? state.lastNoun : state.lastNoun;
    const clause = open("relative", chunk.word.start, { parent: state.current, aside });
    clause.arguments.push({ preposition, nouns: [antecedent], place: "lead" });
    push(state, clause);
    state.at += 2;
    return;
  }
  if (next?.kind !== "noun") return;
  if (state.current.verb && opensClause(state)) push(state, open("main", chunk.word.start));
  const opened = state.current;
  // "for each pit the depth, and for each layer the density": the same again
  if (
    preposition === "for" && opened.verb === undefined && opened.subject.length > 0 &&
    isJoint(state.chunks[state.at - 1]) &&
    opened.arguments.some((each) => each.place === "lead" && each.preposition === "for")
  ) {
    push(state, open("main", chunk.word.start));
  }
  const before = state.chunks[state.at - 1];
  // "the cheesemaker responsible for a batch"
  const own = state.each === true ? { each: true } : {};
  state.each = false;
  const adjoined = before?.kind === "adjective" && state.chunks[state.at - 2]?.kind === "noun";
  const behind = before?.kind === "noun" || adjoined ? state.lastNoun : undefined;

  const listing = /^(?:such as|including|like)$/.test(preposition);
  state.at++;
  const { current } = state;
  const place = current.verb ? "verb" : current.subject.length > 0 ? "subject" : "lead";
  const nouns = readList(state, !listing, !listing);
  const again = state.chunks[state.at];
  const last = nouns.at(-1);
  if (
    nouns.length > 1 && last && current.verb?.form === "finite" && again?.kind === "preposition" &&
    again.word.lower === preposition && preposition !== "of" &&
    (last.phrase.determiner !== undefined || last.phrase.plural ||
      /^(?:series|species|offspring|aircraft|sheep|fish)$/.test(last.phrase.name.at(-1) ?? "")) &&
    last.of.length === 0
  ) {
    // "a flue belongs to one chimney and a chimney to one building"
    current.arguments.push({
      preposition,
      nouns: nouns.slice(0, -1),
      place,
      ...(behind ? { behind } : {}),
    });
    push(state, open("main", last.phrase.start, { subject: [last], verb: current.verb }));
    return;
  }
  current.arguments.push({ preposition, nouns, place, ...own, ...(behind ? { behind } : {}) });
}
