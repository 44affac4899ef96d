import type { NounNode } from "./clause.ts";
import { nearest } from "./clause_shapes.ts";
import { finiteAt, isMark, open, push, type State } from "./clause_state.ts";
import { isPersonNoun } from "./noun_words.ts";
import { endOfNode, readList } from "./read_nodes.ts";

/** Opens the clause behind "who", "which", "that", "whose", "where". */
export function readRelative(state: State): void {
  const chunk = state.chunks[state.at]!;
  if (chunk.kind !== "relative") return;
  const { lower, start } = chunk.word;
  const { current, lastNoun } = state;
  const next = state.chunks[state.at + 1];
  const comma = isMark(state.chunks[state.at - 1], ",");
  const antecedent = lastNoun && ["who", "which", "that", "whose", "whom"].includes(lower)
    ? nearest(antecedentOf(state, lower, lastNoun), lower, comma)
    : undefined;
  const afterNoun = isAfterNoun(state);
  // "object, date, who observed, with which telescope": asked, not told of the date
  const asked = comma && lower === "who" && current.verb === undefined && antecedent &&
    !isPersonNoun(antecedent.phrase.name.at(-1) ?? "") && antecedent.phrase.pronoun === undefined &&
    (current.subject.length > 1 || current.kind === "complement");
  if (lower === "that" && next?.kind === "noun" && !afterNoun) {
    if (!finiteAt(state, endOfNode(state, state.at + 1))) return;
  }
  // "an agreement is drawn up that consists of clauses"
  if (
    lower === "that" && !afterNoun && next?.kind === "verb" && next.group.form === "finite" &&
    current.verb?.passive && current.subject.length > 0
  ) {
    push(state, open("relative", start, { parent: current, subject: current.subject }));
    return;
  }
  // "we have to know who graded the board"
  const behindVerb = /^whom?$/.test(lower) && !afterNoun &&
    state.chunks[state.at - 1]?.kind === "verb";
  if (!antecedent || asked || behindVerb || lower === "that" && !afterNoun) {
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
  if (next?.kind === "verb" || next?.kind === "mark") {
    clause.subject = severally(state, antecedent, chunk.word.text);
  } else clause.arguments.push({ nouns: [antecedent], place: "lead" });
  push(state, clause);
}

/** "alarms, sprinklers and extinguishers, each of which": all of them */
function severally(
  { current }: State,
  antecedent: NounNode,
  quantifier: string,
): readonly NounNode[] {
  if (!/^(?:each|all|both|most|many|some|every|several)$/i.test(quantifier)) return [antecedent];
  const list = [current.subject, ...current.arguments.map(({ nouns }) => nouns)].find((nouns) =>
    nouns.includes(antecedent)
  );
  return list && list.length > 1 && list.every(({ phrase }) => phrase.plural) ? list : [antecedent];
}

/** "a right, expressed in litres, which": the right; "an examiner from the board, who": the examiner. */
function antecedentOf({ current, chunks, at }: State, relative: string, last: NounNode): NounNode {
  if (!isMark(chunks[at - 1], ",")) return last;
  if (current.kind === "participle" && current.aside && relative !== "who") {
    return current.subject.at(-1) ?? last;
  }
  const isPerson = (node: NounNode) =>
    [node, ...node.of].some(({ phrase }) =>
      isPersonNoun(phrase.name.at(-1) ?? "") || phrase.pronoun !== undefined
    );
  if (!/^whom?$/.test(relative) || isPerson(last)) return last;
  return [...current.subject, ...current.arguments.flatMap(({ nouns }) => nouns)].findLast((node) =>
    isPerson(node) && node.phrase.pronoun === undefined
  ) ?? last;
}

function isAfterNoun(state: State): boolean {
  let at = state.at - 1;
  while (isMark(state.chunks[at], ",")) at--;
  const chunk = state.chunks[at];
  return chunk?.kind === "noun";
}
