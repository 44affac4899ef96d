import type { StatedRule } from "./draft.ts";
import type { ParsedPassage } from "./read_statements.ts";
import type { Understanding } from "./understand_text.ts";

/** A rule that a passage states, by the places of its words. */
export interface RuleFact {
  readonly kind: StatedRule["kind"];
  readonly passage: number;
  readonly start: number;
  readonly end: number;
  /** The things that the passage speaks of. */
  readonly terms: readonly string[];
  /** All nouns that the passage speaks of, facts among them. */
  readonly nouns: readonly string[];
  readonly match: RegExpExecArray;
}

const RULES: readonly (readonly [StatedRule["kind"], RegExp])[] = [
  [
    "unique",
    /\bunique(?:ly)?\b|\b(?:no|never|not) two\b.*?\b(?:same|identical)\b|\bno two\b|\bnever re-?used\b|\bonly once\b|\bnot .{0,40} twice\b/i,
  ],
  [
    "no overlap",
    /\b(?:not|never|cannot|no two|nobody|no one)\b.{0,80}?\b(?:overlap|at the same time|simultaneously|double[- ]book|two .{0,40} at once)\b|\bdouble[- ]book(?:ed|ing)?\b|\boverlap/i,
  ],
  ["unless", /\bunless\b|\bexcept (?:when|if|that)\b/i],
  [
    "order",
    /\b(?:must|may|can|should|shall)\s+(?:not\s+)?(?:be|lie|come|start|end|happen)\s+(?:\w+\s+){0,2}?(?:after|before|later than|earlier than)\b|\b(?:after|before) (?:its|the) (?:start|begin|end)\b/i,
  ],
  [
    "range",
    /\bmust (?:not )?be (?:positive|negative|greater|less|at least|between|more)\b|\bfrom \d+ to \d+\b|\bbetween \d+(?:\.\d+)? and \d+/i,
  ],
  [
    "at most",
    /\b(?:at most|up to|no more than|not more than|a maximum of|max(?:imum)?|as many as)\b/i,
  ],
  ["at least", /\b(?:at least|no fewer than|no less than|a minimum of|one or more)\b/i],
  ["exactly", /\bexactly\b|\bprecisely\b/i],
  ["dependency", /\b(?:depends? on|determines?|is determined by)\b/i],
  [
    "never",
    /\b(?:never|must not|may not|cannot|can't|shall not|not allowed|nobody may|no \w+ may)\b/i,
  ],
  ["access", /\bonly (?:the )?\w+ (?:may|can|are allowed)\b/i],
];

/** Finds the rules of a text; each passage's every kind once. */
export function findRules({ parsed, terms, name }: Understanding): readonly RuleFact[] {
  return parsed.flatMap((passage, index) => {
    const { text, start, end } = passage.passage;
    const nouns = nounsOf(passage, name);
    const things = nouns.filter((term) => terms.get(term)?.entity);
    if (nouns.length === 0) return [];
    const place = { passage: index, start, end, nouns, terms: things };
    return RULES.flatMap(([kind, pattern]) => {
      const match = pattern.exec(text);
      return match ? [{ kind, ...place, match }] : [];
    });
  });
}

function nounsOf({ chunks }: ParsedPassage, name: Understanding["name"]): readonly string[] {
  const found = chunks.flatMap((chunk) => {
    const term = chunk.kind === "noun" ? name(chunk.phrase) : undefined;
    return term === undefined ? [] : [term];
  });
  return [...new Set(found)];
}
