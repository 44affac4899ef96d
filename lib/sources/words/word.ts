/** What a word does in its sentence. */
export type Tag =
  | "noun"
  | "name"
  | "pronoun"
  | "determiner"
  | "possessive"
  | "genitive"
  | "number"
  | "adjective"
  | "adverb"
  | "verb"
  | "past"
  | "gerund"
  | "modal"
  | "be"
  | "have"
  | "do"
  | "not"
  | "preposition"
  | "to"
  | "and"
  | "relative"
  | "subordinator"
  | "interjection"
  | "mark";

/** A word or a punctuation mark of a sentence. */
export interface Word {
  /** As it stands. */
  readonly text: string;
  /** In lower case, with a straight apostrophe. */
  readonly lower: string;
  readonly tag: Tag;
  /** The singular of a noun, the infinitive of a verb, otherwise the word in lower case. */
  readonly lemma: string;
  readonly plural: boolean;
  /** Where it starts in the whole text, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
}

/** A stretch of text before its words have tags. */
export interface Token {
  readonly text: string;
  readonly lower: string;
  readonly kind: "word" | "number" | "mark";
  readonly start: number;
  readonly end: number;
}

const TOKEN = new RegExp(
  [
    String.raw`(?<number>\d+(?:[.,:]\d+)*(?:(?:st|nd|rd|th|[kKMx]|bn|%|-odd)(?![\p{L}]))?)`,
    String.raw`(?<shorthand>w\/o?(?=\s|\p{L}))`,
    String
      .raw`(?<abbreviation>(?:e\.g|i\.e|a\.m|p\.m)\.?|(?:max|min|approx|ca|incl|excl|resp|avg|est|vs)\.(?=\s+[\p{Ll}\d]))`,
    String.raw`(?<word>\p{L}[\p{L}\p{M}\p{N}_]*(?:-[\p{L}\p{N}]+)*(?:\((?:s|es)\))?)`,
    String.raw`(?<clitic>['’](?:s|re|ve|ll|d|m|t)(?![\p{L}])|(?<=\p{L}s)['’](?=\s+\p{L}))`,
    String.raw`(?<mark>[<>]=?|[≤≥]|--+|\.\.\.|\S)`,
  ].join("|"),
  "giu",
);

/**
 * Splits text into words, numbers and marks.
 *
 * @param text The text.
 * @param offset Where the text starts in the whole; added to the places of the tokens.
 */
export function tokenize(text: string, offset = 0): readonly Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const { number, mark, clitic } = match.groups!;
    const start = offset + match.index;
    const lower = match[0].toLowerCase().replaceAll("’", "'").replace(/^e-(?=mails?\b)/, "e")
      .replace(/\((s|es)\)$/, "$1").replace(/^w\/o$/, "without").replace(/^w\/$/, "with")
      .replace(/^(\d+)(?:x|-odd)$/, "$1").replace(
        /^(max|min|approx|ca|incl|excl|resp|avg|est|vs)\.$/,
        "$1",
      );
    const kind = number ? "number" : mark ? "mark" : "word";
    const token: Token = { text: match[0], lower, kind, start, end: start + match[0].length };
    const last = tokens.at(-1);
    if (clitic && last?.end === start && last.kind === "word") {
      pushClitic(tokens, last, token);
    } else {
      tokens.push(token);
    }
  }
  return tokens;
}

const NEGATED: Readonly<Record<string, string>> = { "can": "can", "won": "will", "shan": "shall" };
const IS_BEFORE_S = new Set([
  "it",
  "that",
  "he",
  "she",
  "there",
  "here",
  "what",
  "who",
  "where",
  "how",
  "everything",
  "whatever",
  "whoever",
  "let",
]);
const EXPANDED: Readonly<Record<string, string>> = {
  "'re": "are",
  "'ve": "have",
  "'ll": "will",
  "'d": "would",
  "'m": "am",
};

function pushClitic(tokens: Token[], last: Token, clitic: Token): void {
  if (clitic.lower === "'t" && last.lower.endsWith("n")) {
    const stem = NEGATED[last.lower] ?? last.lower.slice(0, -1);
    tokens.splice(-1, 1, { ...last, lower: stem }, { ...clitic, lower: "not" });
  } else if (clitic.lower === "'s" && IS_BEFORE_S.has(last.lower)) {
    tokens.push({ ...clitic, lower: last.lower === "let" ? "us" : "is" });
  } else {
    tokens.push({ ...clitic, lower: EXPANDED[clitic.lower] ?? clitic.lower });
  }
}
