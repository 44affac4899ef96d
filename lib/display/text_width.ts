/** Widths of U+0020 to U+007E in thousandths of an em; Helvetica's and Arial's are the same (Adobe Core 14 AFM). */
const REGULAR =
  "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584"
    .split(" ").map(Number);
const BOLD =
  "278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 333 333 584 584 584 611 975 722 722 722 722 667 611 778 722 278 556 722 611 833 722 778 667 778 722 667 611 722 667 944 667 667 611 333 278 333 584 556 333 556 611 556 611 556 333 611 611 278 278 556 278 889 611 611 611 611 389 556 333 611 556 778 556 556 500 389 280 389 584"
    .split(" ").map(Number);

/** Characters outside ASCII by how wide the fonts draw them, in thousandths of an em. */
const OTHERS: readonly (readonly [pattern: RegExp, width: number])[] = [
  [/\p{Mark}|\u200d|\ufe0f/u, 0],
  [/\p{Extended_Pictographic}|[\u{1f1e6}-\u{1f1ff}]/u, 1400],
  [
    /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u,
    1000,
  ],
  [/[\u{20000}-\u{3fffd}]/u, 1000],
  [/[–→←∞≤≥≈×−…␀-␡�]/u, 1000],
  [/\p{Uppercase}/u, 750],
  [/./u, 620],
];

/** How a text is set. */
export interface TextWidthOptions {
  /** The font's size in pixels. Defaults to 10. */
  readonly size?: number;
  readonly bold?: boolean;
}

/** The width in pixels that a line of text takes in Helvetica or Arial, a little more for what those lack. */
export function textWidth(text: string, options: TextWidthOptions = {}): number {
  const { size = 10, bold = false } = options;
  const widths = bold ? BOLD : REGULAR;
  let sum = 0;
  for (const character of text) {
    // An accent makes a letter no wider.
    const letter = character.codePointAt(0)! < 0x250 ? character.normalize("NFD") : character;
    sum += widths[letter.codePointAt(0)! - 32] ??
      OTHERS.find(([pattern]) => pattern.test(character))?.[1] ?? 1000;
  }
  return sum * size / 1000;
}
