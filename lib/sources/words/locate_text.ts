import type { TextPlace } from "./draft.ts";

/** Says line and column of places in a text. */
export function lineFinder(text: string): (start: number, end: number) => TextPlace {
  const starts = [0];
  for (const match of text.matchAll(/\r\n?|\n/g)) starts.push(match.index + match[0].length);
  return (start, end) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= start) low = middle;
      else high = middle - 1;
    }
    return {
      text: text.slice(start, end),
      start,
      end,
      line: low + 1,
      column: start - starts[low]! + 1,
    };
  };
}
