import type { Passage } from "../split_text.ts";
import type { Occurrence } from "./occurrences.ts";

/** Two things spoken of close to each other. */
export interface Meeting {
  readonly first: Occurrence;
  readonly second: Occurrence;
  /** How near: in one statement, in neighbouring statements of a passage, further apart in it, in the next passage. */
  readonly reach: "statement" | "neighbours" | "passage" | "next passage";
  /** How many other things are spoken of between them. */
  readonly between: number;
  /** The words and marks between them; none where they stand in different passages. */
  readonly words: readonly string[];
  /** No thing of its passage stands before the second. */
  readonly opening: boolean;
}

/** Where two things meet: at their nearest, and in how many passages. */
export interface Meetings {
  readonly nearest: Meeting;
  readonly passages: number;
}

/** What `findMeetings()` takes beside the occurrences. */
export interface FindMeetingsOptions {
  readonly passages: readonly Passage[];
  readonly text: string;
}

/** How many occurrences around one are looked at: who meets further apart has hardly to do with each other. */
const WINDOW = 24;

/** The two terms of a pair as one text, in whatever order they come. */
export const pairKey = (one: string, other: string): string => [one, other].sort().join("\n");

/** Finds for each pair of things where the text speaks of them nearest to each other. */
export function findMeetings(
  occurrences: readonly Occurrence[],
  { passages, text }: FindMeetingsOptions,
): ReadonlyMap<string, Meetings> {
  const found = new Map<string, { nearest: Meeting; nearness: number; passages: Set<number> }>();
  const add = (meeting: Meeting) => {
    const { first, second } = meeting;
    const key = pairKey(first.term, second.term);
    const nearness = nearnessOf(meeting);
    const known = found.get(key);
    const seen = known?.passages ?? new Set();
    if (meeting.reach !== "next passage") seen.add(second.passage);
    if (known && known.nearness >= nearness) return;
    found.set(key, { nearest: meeting, nearness, passages: seen });
  };
  const inPassage = Map.groupBy(occurrences, ({ passage }) => passage);
  for (const [passage, list] of inPassage) {
    const ordered = list.toSorted((a, b) => a.start - b.start);
    const { start: from } = passages[passage]!;
    // A heading that it stands under is spoken of before it.
    const opening = ordered.find(({ start }) => start >= from)?.start;
    ordered.forEach((first, at) => {
      const others = new Set<string>();
      for (const second of ordered.slice(at + 1, at + 1 + WINDOW)) {
        if (second.term === first.term) continue;
        if (second.start > first.start) {
          const between = others.size - (others.has(second.term) ? 1 : 0);
          add(meetingOf(first, second, { between, text, from }));
        }
        others.add(second.term);
      }
    });
    const before = inPassage.get(passage - 1)?.toSorted((a, b) =>
      a.start - b.start
    ).slice(-WINDOW) ?? [];
    for (const first of before) {
      for (const second of ordered.slice(0, WINDOW)) {
        if (second.term === first.term) continue;
        const next = { reach: "next passage", between: 0, words: [] } as const;
        add({ ...next, first, second, opening: second.start === opening });
      }
    }
  }
  return new Map([...found].map(([key, { nearest, passages: seen }]) => [
    key,
    { nearest, passages: seen.size },
  ]));
}

interface Passaged {
  readonly between: number;
  readonly text: string;
  /** Where the passage starts: a heading stands before it. */
  readonly from: number;
}

function meetingOf(
  first: Occurrence,
  second: Occurrence,
  { between, text, from }: Passaged,
): Meeting {
  const apart = Math.abs(first.at - second.at);
  const gap = first.start >= from && first.end <= second.start
    ? text.slice(first.end, second.start)
    : "";
  return {
    first,
    second,
    reach: apart === 0 ? "statement" : apart === 1 ? "neighbours" : "passage",
    between,
    words: gap.toLowerCase().match(/[\p{L}'’]+|[,;:()–—-]/gu) ?? [],
    opening: false,
  };
}

/** Meetings in one statement come first, then those with the fewest things and words between. */
function nearnessOf({ reach, first, second, between, words, opening }: Meeting): number {
  if (reach === "next passage") {
    return -100 + (/^(?:subject|patient)$/.test(first.part) ? 1 : 0) + (opening ? 1 : 0);
  }
  const apart = 4 * Math.abs(first.at - second.at);
  const listed = first.list === second.list ? 3 : 0;
  return -apart - between - words.length / 20 - listed;
}
