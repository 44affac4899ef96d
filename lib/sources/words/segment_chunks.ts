import { type Folded, isMark } from "./clause_state.ts";
import type { Chunk } from "./phrase.ts";

type Break = "colon" | "semicolon" | "stop" | "none";

interface Segment {
  readonly chunks: readonly Folded[];
  readonly before: Break;
  readonly after: Break;
}

const DASHES = ["-", "–", "—", "--"];

export function closing(chunks: readonly Chunk[], at: number): number | undefined {
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

export function segments(chunks: readonly Folded[]): readonly Segment[] {
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
