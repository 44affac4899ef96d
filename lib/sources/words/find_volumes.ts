import { parseDuration } from "../../core/quantity.ts";
import { numberOf } from "./quantity_words.ts";
import { MAX_PASSAGE, type ParsedPassage } from "./read_statements.ts";
import type { Understanding } from "./understand_text.ts";

/** Something that a passage says of amounts and time. */
export type VolumeFact =
  & { readonly passage: number; readonly start: number; readonly end: number }
  & (
    | { readonly kind: "rows"; readonly term: string; readonly rows: number }
    | {
      readonly kind: "growth";
      readonly term: string;
      readonly count: number;
      readonly period: string;
    }
    | { readonly kind: "percent"; readonly term: string; readonly growth: string }
    | {
      readonly kind: "retention";
      readonly term: string;
      readonly seconds: number;
      readonly words: string;
    }
    | {
      readonly kind: "rate";
      readonly term: string | undefined;
      readonly what: string;
      readonly write: boolean;
      readonly rate: string;
    }
    | {
      readonly kind: "target";
      readonly term: string | undefined;
      readonly what: string;
      readonly write: boolean;
      readonly percentile: string;
      readonly seconds: number;
    }
  );

interface Spoken {
  readonly term: string;
  readonly start: number;
  readonly end: number;
  readonly count: number | undefined;
}

const UNITS = "second|sec|s|minute|min|hour|h|day|week|month|quarter|year|yr";
const PER = new RegExp(
  String.raw`^\s*(?:on average\s*)?(?:,\s*)?(?:per|an?|each|every|\/)\s*(${UNITS})s?\b`,
  "i",
);
const NUMBER = String.raw`\d[\d,]*(?:\.\d+)?\s*(?:k|m|bn|thousand|million|billion)?`;
const RATE = new RegExp(
  String
    .raw`(?<number>${NUMBER})\s*(?<what>(?:[\p{L}-]+\s+){0,4}?)(?:per|an?|\/)\s*(?<unit>${UNITS})\b`,
  "giu",
);
const REQUESTS =
  /(?:read|write|search|look-?up|quer(?:y|ie)|request|insert|update|message|event|hit|view|call|transaction|check)/i;
const WRITES = /(?:insert|write|update|creat|save|record|book|submit|message|event|ingest)/i;
const TARGET = new RegExp(
  String
    .raw`(?<percent>\d+(?:\.\d+)?)\s*(?:%|percent|per cent)\s+of\s+(?:all\s+|the\s+|these\s+|our\s+)*(?<what>.{3,80}?)\s+(?:must|should|shall|have|has|need|take|takes|are|is|return|finish|come|answer|under|within|in)\b.{0,60}?(?:within|under|less than|below|faster than|at most|no more than|not exceed)\s+(?<time>\d[\d.]*)\s*(?<unit>ms|milliseconds?|s|secs?|seconds?|minutes?)\b`,
  "giu",
);
const PLAIN_TARGET = new RegExp(
  String
    .raw`(?<what>(?:[\p{L}-]+\s+){1,4}?)(?:must|should|shall|has to|have to|needs? to)\s+(?:\p{L}+\s+){0,4}?(?:within|under|in under|in less than|less than|below|faster than)\s+(?<time>\d[\d.]*)\s*(?<unit>ms|milliseconds?|s|secs?|seconds?)\b`,
  "giu",
);
const KEEP =
  /\b(?:keep|kept|stor(?:e|ed)|retain(?:ed)?|retention|archived?|delet(?:e|ed)|purged?|preserved?)\b/i;
const FOR = new RegExp(
  String
    .raw`\b(?:for|after|at least|of)\s+(?:at least\s+|up to\s+)?(?<number>\d+|[a-z]+)\s+(?<unit>day|week|month|year)s?\b`,
  "i",
);

/** Finds what a text says of rows, growth, rates, latencies and retention. */
export function findVolumes(
  { parsed, statements, terms, name }: Understanding,
  text: string,
): readonly VolumeFact[] {
  const isEntity = (term: string) => terms.get(term)?.entity ?? false;
  const counted = new Set(statements.flatMap(({ statement }) => {
    const speaks = statement.subject.every(({ speaker }) => speaker) ||
      statement.verb === undefined;
    if (!speaks) {
      return statement.arguments.flatMap(({ nouns }) => nouns).filter(({ phrase }) =>
        (phrase.quantity?.count ?? 0) >= 50
      ).map(({ phrase }) => phrase.start);
    }
    return [...statement.subject, ...statement.arguments.flatMap(({ nouns }) => nouns)].map((
      { phrase },
    ) => phrase.start);
  }));
  return parsed.flatMap((passage, index) => {
    if (passage.passage.text.length > MAX_PASSAGE) return [];
    const spoken = spokenIn(passage, name).flatMap((each) => {
      const term = knownIn(each.term, isEntity);
      return term === undefined ? [] : [{ ...each, term }];
    });
    return [
      ...ratesAndRows({ passage, index, spoken, counted, text }),
      ...targets({ passage, index, spoken }),
      ...retention({ passage, index, spoken }),
      ...percentages({ passage, index, spoken }),
    ];
  });
}

function spokenIn({ chunks }: ParsedPassage, name: Understanding["name"]): readonly Spoken[] {
  return chunks.flatMap((chunk) => {
    if (chunk.kind !== "noun") return [];
    const { phrase } = chunk;
    const term = name(phrase);
    return term === undefined
      ? []
      : [{ term, start: phrase.start, end: phrase.end, count: phrase.quantity?.count }];
  });
}

/** "order searches" where there are orders: what the words before the last one name. */
function knownIn(term: string, isEntity: (term: string) => boolean): string | undefined {
  const words = term.split(" ");
  const parts = words.flatMap((_, from) =>
    words.map((_, to) => words.slice(from, to + 1).join(" "))
  ).filter((part) => part !== "");
  return isEntity(term) ? term : parts.sort((a, b) => b.length - a.length).find(isEntity);
}

interface Scope {
  readonly passage: ParsedPassage;
  readonly index: number;
  readonly spoken: readonly Spoken[];
}

function ratesAndRows(
  { passage, index, spoken, counted, text }: Scope & {
    readonly counted: ReadonlySet<number>;
    readonly text: string;
  },
): readonly VolumeFact[] {
  const facts: VolumeFact[] = [];
  const place = { passage: index, start: passage.passage.start, end: passage.passage.end };
  const taken: number[] = [];
  for (const { term, start, end, count } of spoken) {
    if (count === undefined) continue;
    const per = PER.exec(text.slice(end, end + 30));
    if (per) {
      facts.push({ kind: "growth", term, count, period: longUnit(per[1]!), ...place });
      taken.push(start);
    } else if (
      counted.has(start) && count >= 2 &&
      !/^\s*(?:on average|per\b|each\b)/.test(text.slice(end, end + 14))
    ) {
      facts.push({ kind: "rows", term, rows: count, ...place });
    }
  }
  for (const match of passage.passage.text.matchAll(RATE)) {
    const at = passage.passage.start + match.index;
    if (taken.some((start) => Math.abs(start - at) < 12)) continue;
    const { number, what = "", unit } = match.groups!;
    const value = amount(number!);
    const around = passage.passage.text.slice(0, match.index + match[0].length);
    const words = `${what} ${
      /(\p{L}+\s+){1,2}(?:at|of|about|around)\s*$/u.exec(passage.passage.text.slice(0, match.index))
        ?.[0] ?? ""
    }`;
    if (value === undefined || !REQUESTS.test(words)) continue;
    const near = spoken.findLast(({ start }) => start < passage.passage.start + around.length) ??
      spoken[0];
    facts.push({
      kind: "rate",
      term: near?.term,
      what: words.trim(),
      write: WRITES.test(words),
      rate: `${value}/${longUnit(unit!)}`,
      ...place,
    });
  }
  return facts;
}

function targets({ passage, index, spoken }: Scope): readonly VolumeFact[] {
  const facts: VolumeFact[] = [];
  const { text, start, end } = passage.passage;
  const patterns = [TARGET, PLAIN_TARGET];
  for (const pattern of patterns) {
    if (facts.length > 0) break;
    for (const match of text.matchAll(pattern)) {
      const { percent = "95", what, time, unit } = match.groups!;
      const from = start + match.index;
      const to = from + match[0].length;
      const near = spoken.find((each) => each.start >= from && each.start < to) ?? spoken[0];
      facts.push({
        kind: "target",
        term: near?.term,
        what: what!.trim(),
        write: WRITES.test(what!),
        percentile: `p${percent.replace(/^99\.9$/, "999")}`,
        seconds: parseDuration(
          `${time} ${/^m(?:s|illi)/.test(unit!) ? "ms" : /^min/.test(unit!) ? "min" : "s"}`,
        ),
        passage: index,
        start,
        end,
      });
    }
  }
  return facts;
}

function retention({ passage, index, spoken }: Scope): readonly VolumeFact[] {
  const { text, start, end } = passage.passage;
  const kept = KEEP.exec(text);
  if (!kept) return [];
  const match = FOR.exec(text.slice(kept.index));
  const number = match ? numberOf(match.groups!.number!.toLowerCase()) : undefined;
  const near = spoken.findLast((each) => each.start < start + kept.index + (match?.index ?? 0)) ??
    spoken[0];
  if (!match || number === undefined || !near) return [];
  const words = `${number} ${match.groups!.unit}${number === 1 ? "" : "s"}`;
  return [{
    kind: "retention",
    term: near.term,
    seconds: parseDuration(words),
    words,
    passage: index,
    start,
    end,
  }];
}

const GROWTH =
  /\b(?:grow|grows|growing|increase|increases|increasing|growth)\b.{0,20}?(?<share>\d+(?:\.\d+)?)\s*(?:%|percent)\s*(?:per|an?|every|each|\/)\s*(?<unit>day|week|month|quarter|year)\b/i;

/** "orders grow by 4 % a month" */
function percentages({ passage, index, spoken }: Scope): readonly VolumeFact[] {
  const { text, start, end } = passage.passage;
  const match = GROWTH.exec(text);
  const near = match && (spoken.findLast((each) => each.start < start + match.index) ?? spoken[0]);
  if (!match || !near) return [];
  const { share, unit } = match.groups!;
  return [{
    kind: "percent",
    term: near.term,
    growth: `${share}%/${longUnit(unit!)}`,
    passage: index,
    start,
    end,
  }];
}

const SCALE: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  million: 1e6,
  bn: 1e9,
  billion: 1e9,
};

function amount(text: string): number | undefined {
  const match = /^(\d[\d,]*(?:\.\d+)?)\s*(\p{L}+)?$/u.exec(text.trim());
  if (!match) return undefined;
  return Number(match[1]!.replaceAll(",", "")) *
    (match[2] ? SCALE[match[2].toLowerCase()] ?? 1 : 1);
}

function longUnit(unit: string): string {
  const word = unit.toLowerCase();
  return word === "yr"
    ? "year"
    : word === "sec" || word === "second"
    ? "s"
    : word === "min" || word === "minute"
    ? "min"
    : word === "hour"
    ? "h"
    : word === "quarter"
    ? "3 months"
    : word;
}
