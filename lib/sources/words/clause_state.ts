import type { Argument, Clause, NounNode } from "./clause.ts";
import type { Chunk, VerbGroup } from "./phrase.ts";
import { COLLECTIVE } from "./tagging.ts";

export type Open =
  & {
    -readonly [Key in keyof Clause]: Clause[Key];
  }
  & {
    arguments: Argument[];
    subject: readonly NounNode[];
    parent?: Open;
    aside?: boolean;
    shared?: boolean;
  };

export interface State {
  readonly chunks: readonly Chunk[];
  at: number;
  readonly clauses: Open[];
  current: Open;
  lastNoun: NounNode | undefined;
  /** "each" was read before a preposition. */
  each?: boolean;
}

export type Folded = Chunk & { readonly brackets?: readonly Clause[] };

export const isMark = (chunk: Chunk | undefined, ...marks: readonly string[]) =>
  chunk?.kind === "mark" && marks.includes(chunk.word.text);

export function open(kind: Clause["kind"], start: number, more: Partial<Open> = {}): Open {
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

export const startOf = (chunk: Chunk) =>
  chunk.kind === "noun"
    ? chunk.phrase.start
    : chunk.kind === "verb"
    ? chunk.group.start
    : chunk.word.start;

export const endOf = (chunk: Chunk) =>
  chunk.kind === "noun"
    ? chunk.phrase.end
    : chunk.kind === "verb"
    ? chunk.group.end
    : chunk.word.end;

export function push(state: State, clause: Open): void {
  state.clauses.push(clause);
  state.current = clause;
}

export const finiteAt = (state: State, at: number) => {
  const chunk = state.chunks[at];
  return chunk?.kind === "verb" && chunk.group.form === "finite";
};

export const isJoint = (chunk: Chunk | undefined) =>
  chunk === undefined || chunk.kind === "and" || chunk.kind === "mark";

/** Whether nouns may be the subject of a verb in its number. */
export function agrees(nouns: readonly NounNode[], { number }: VerbGroup): boolean {
  if (number === undefined || nouns.length === 0) return true;
  const { phrase, of, or } = nouns.at(-1)!;
  const head = phrase.name.at(-1) ?? "";
  if (/^(?:i|you|who|that|which|all|some|most|none|any)$/.test(phrase.pronoun ?? "")) return true;
  if (COLLECTIVE.test(head) || /^(?:number|set|list|series|data|species|pair)$/.test(head)) {
    return true;
  }
  if (of.length > 0 && phrase.determiner === undefined && !phrase.plural) return true;
  const many = nouns.length > 1 && !or || phrase.plural || phrase.quantity !== undefined &&
      phrase.quantity.max !== 1;
  return many === (number === "many");
}
