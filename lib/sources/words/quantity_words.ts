import type { Word } from "./word.ts";

/** How many a phrase speaks of, and how many words say it. */
export interface Quantity {
  readonly min: number;
  readonly max: number | "*";
  /** Said as a count of what there is ("300 lots"), not as a bound. */
  readonly count?: number;
  readonly words: number;
}

const NUMBERS: Readonly<Record<string, number>> = {
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  eighteen: 18,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
const SCALES: Readonly<Record<string, number>> = {
  hundred: 1e2,
  thousand: 1e3,
  k: 1e3,
  million: 1e6,
  m: 1e6,
  billion: 1e9,
  bn: 1e9,
  dozen: 12,
};

/** The number that a word or figure says ("seven", "twenty-six", "forty-odd", "1,200"), or undefined. */
export function numberOf(word: string): number | undefined {
  if (Object.hasOwn(NUMBERS, word)) return NUMBERS[word];
  const [tens = "", ones = "", ...more] = word.split("-");
  if (more.length === 0 && Object.hasOwn(NUMBERS, tens) && NUMBERS[tens]! >= 20) {
    if (ones === "odd") return NUMBERS[tens];
    if (Object.hasOwn(NUMBERS, ones) && NUMBERS[ones]! < 10) return NUMBERS[tens]! + NUMBERS[ones]!;
  }
  const figure = /^(\d+(?:,\d{3})*(?:\.\d+)?)(k|m|bn)?$/.exec(word);
  if (!figure) return undefined;
  return Number(figure[1]!.replaceAll(",", "")) * (figure[2] ? SCALES[figure[2]]! : 1);
}

interface Reading {
  readonly min: number;
  readonly max: number | "*";
  readonly count?: number;
}

type Read = (low: number, high: number) => Reading;

const about = (low: number): Reading => ({ min: 0, max: low === 1 ? 1 : "*", count: low });
const any: Read = () => ({ min: 0, max: "*" });

/** What people write, `#` standing for a number, and what it means; the first that fits counts. */
const READINGS: readonly (readonly [RegExp, Read])[] = [
  [/^(?:none|no|#) or #/, (low, high) => ({ min: Math.min(low, high), max: high })],
  [/^(?:none|no|any) or (?:more|many|several)\b/, any],
  [/^# or (?:more|many|several)\b/, (low) => ({ min: low, max: "*" })],
  [/^# and only #/, () => ({ min: 1, max: 1 })],
  [
    /^(?:at least|no (?:fewer|less) than|a minimum of|minimum|min|>=|≥) #(?: or more)?/,
    (low) => ({ min: low, max: "*" }),
  ],
  [
    /^(?:at most|up to|no more than|not more than|a maximum of|at maximum|maximum|max|as many as|<=|≤)(?: of)? #/,
    (low) => ({ min: 0, max: low }),
  ],
  [/^(?:more than|over|>) #/, (low) => ({ min: low === 1 ? 0 : low + 1, max: "*" })],
  [/^(?:fewer than|less than|under|<) #/, (low) => ({ min: 0, max: low - 1 })],
  [/^(?:exactly|precisely|only|just|always) #/, (low) => ({ min: low, max: low })],
  [/^(?:between|from) # (?:and|to) #/, (low, high) => ({ min: low, max: high })],
  [/^#(?: to | or | - | – |-|–)#/, (low, high) => ({ min: low, max: high })],
  [/^(?:a|the) single\b|^a sole\b|^a unique\b/, () => ({ min: 1, max: 1 })],
  [
    /^(?:about|around|some|roughly|approximately|nearly|almost|a good|ca|circa|typically|on average) #/,
    about,
  ],
  [
    /^(?:a couple of|a few|a handful of|any number of|a lot of|lots of|plenty of|a variety of|a range of|a (?:whole )?bunch of|hundreds of|thousands of|dozens of|millions of|several|(?:as|so|too|very) many|many|multiple|various|numerous|any)(?: (?:hundred|thousand|million|dozen))*(?: different)?\b/,
    any,
  ],
  [/^#/, (low) => low === 1 ? { min: 1, max: 1 } : { min: low, max: low, count: low }],
];

/**
 * Reads the quantity that starts at a word: `one or more`, `up to three`, `between 6 and 12`, `about 300`.
 *
 * @returns What it says, or undefined where none starts there.
 */
export function readQuantity(words: readonly Word[], at: number): Quantity | undefined {
  // "a complaint is about one delivery": no estimate
  if (
    words[at]?.lower === "about" && words[at - 1]?.tag === "be" && words[at + 1]?.lower === "one"
  ) {
    return undefined;
  }
  const { text, numbers, ends } = numbered(words, at);
  for (const [pattern, read] of READINGS) {
    const match = pattern.exec(text);
    if (!match) continue;
    const values = numbers.slice(0, (match[0].match(/#/g) ?? []).length);
    const count = ends.findIndex((end) => end >= match[0].length) + 1;
    return { ...read(values[0] ?? 1, values[1] ?? values[0] ?? 1), words: count };
  }
  return undefined;
}

/** The words from a place on, each number (`two hundred`, `1,200`) written as `#`. */
function numbered(words: readonly Word[], at: number) {
  let text = "";
  const numbers: number[] = [];
  const ends: number[] = [];
  for (const { lower, tag } of words.slice(at, at + 9)) {
    const value = tag === "number" || tag === "noun" ? numberOf(lower) : undefined;
    const scale = Object.hasOwn(SCALES, lower) ? SCALES[lower] : undefined;
    if (value !== undefined && !(text.endsWith("#"))) {
      text += `${text === "" ? "" : " "}#`;
      numbers.push(value);
    } else if (scale !== undefined && text.endsWith("#")) {
      numbers.push(numbers.pop()! * scale);
    } else {
      text += `${text === "" ? "" : " "}${lower}`;
    }
    ends.push(text.length);
  }
  return { text, numbers, ends };
}

const QUANTITATIVE =
  /\d[\d,.]*\s*(?:k|m|bn|million|billion|thousand)?\s+[\p{L} -]{0,30}?(?:per|an?|each|every|\/)\s*(?:s|sec|second|minute|min|hour|h|day|week|month|quarter|year|yr|winter|season)\b|\d\s*%\s*of|\b\d+\s*ms\b|\d+\s*\/\s*(?:s|min|h|yr|day|month)\b/iu;

/** Whether words speak of volumes, rates or speed. */
export function isQuantitative(text: string): boolean {
  return QUANTITATIVE.test(text);
}
