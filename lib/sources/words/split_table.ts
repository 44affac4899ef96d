import type { Passage } from "./split_text.ts";

/** A line of a table: its cells with their places. */
export interface TableRow {
  readonly whole: Pick<Passage, "text" | "start" | "end">;
  readonly cells: readonly Pick<Passage, "text" | "start" | "end">[];
  /** The line `|---|---|` stands right below: the row names the columns. */
  readonly head: boolean;
}

type ColumnKind = "thing" | "facts" | "sentences" | "optional" | "aside";

/** What a column holds, by the words at its head; the first that fits counts. */
const KINDS: readonly (readonly [RegExp, ColumnKind])[] = [
  [
    /^(?:entit(?:y|ies)|objects?|things?|concepts?|items?|class(?:es)?|tables?|terms?|nouns?|what|who|records?|lists?|sheets?|subjects?|topics?|areas?|forms?)$|^(?:entit(?:y|ies)|objects?|things?|concepts?)\b/i,
    "thing",
  ],
  [
    /^(?:attributes?|fields?|propert(?:y|ies)|columns?|facts?|information|details?|data|contents?|contains|consists of|has|with)\b|^(?:what )?(?:we|i|they|is|to be|to|has to be) (?:to )?(?:be )?(?:note|know|keep|kept|store|record|need|write|enter|track|hold|want)/i,
    "facts",
  ],
  [/^(?:mandatory|required|optional|nullable)\b/i, "optional"],
  [
    /^(?:descriptions?|requirements?|texts?|rules?|statements?|notes?|remarks?|comments?|relation(?:ship)?s?|meaning|definitions?|constraints?|(?:user )?stor(?:y|ies))\b/i,
    "sentences",
  ],
  [
    /^(?:id|no|nr|number|#|refs?|reference|keys?|(?:data ?)?types?|formats?|length|size|priority|units?|examples?|values?|defaults?|sources?|owners?|status|moscow|version|date)\b/i,
    "aside",
  ],
];

const isSentence = (text: string) => text.split(/\s+/).length > 4 || /[.!?]$/.test(text);

/**
 * The passages of a table: a column of things with their facts beside them, a column of facts under the
 * heading, or a column of sentences. Heads, and columns that say nothing of the data, are one passage each
 * row that is not read.
 */
export function splitTable(
  rows: readonly TableRow[],
  heading: Passage | undefined,
): readonly Passage[] {
  const head = rows.find((row) => row.head);
  const kinds = head?.cells.map(({ text }) => kindOf(text));
  return rows.flatMap((row) => {
    if (row === head) return [{ ...row.whole, kind: "row" as const, first: true }];
    return kinds ? readRow(row, kinds, heading) : guessRow(row, heading);
  });
}

function kindOf(head: string): ColumnKind {
  const plain = head.replace(/[*_`]/g, "").trim();
  return KINDS.find(([pattern]) => pattern.test(plain))?.[1] ?? "aside";
}

function readRow(
  { whole, cells }: TableRow,
  kinds: readonly ColumnKind[],
  heading: Passage | undefined,
): readonly Passage[] {
  const of = (kind: ColumnKind) =>
    cells.filter(({ text }, at) => kinds[at] === kind && text !== "");
  const [thing] = of("thing");
  const topic = thing && cellPassage(thing, undefined);
  const optional = kinds.includes("optional") &&
    cells.some(({ text }, at) =>
      kinds[at] === "optional" &&
      (/^opt/i.test(text) || /^(?:no|n|false)$/i.test(text))
    );
  const under = topic ?? heading;
  const read = [
    ...(topic ? [topic] : []),
    ...of("facts").map((cell) => ({
      ...cellPassage(cell, under),
      facts: true,
      ...(optional ? { optional } : {}),
    })),
    ...of("sentences").map((cell) => cellPassage(cell, under)),
  ];
  return read.length > 0 ? read : [{ ...whole, kind: "row", first: true }];
}

/** Without a head: sentences as they are; else the first cell is a thing, and the others are its facts. */
function guessRow({ cells }: TableRow, heading: Passage | undefined): readonly Passage[] {
  const filled = cells.filter(({ text }) => text !== "");
  if (filled.some(({ text }) => isSentence(text))) {
    return filled.filter(({ text }) => isSentence(text)).map((cell) => cellPassage(cell, heading));
  }
  const [first, ...others] = filled;
  if (!first) return [];
  const topic = cellPassage(first, undefined);
  return [topic, ...others.map((cell) => ({ ...cellPassage(cell, topic), facts: true }))];
}

function cellPassage(
  { text, start, end }: Pick<Passage, "text" | "start" | "end">,
  under: Passage | undefined,
): Passage {
  return { kind: "item", text, start, end, first: true, ...(under ? { under } : {}) };
}
