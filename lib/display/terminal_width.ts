const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
const NARROW = /^[\u0020-\u007e]*$/;

/** The columns that a line of text takes in a terminal: East Asian letters and emoji take two, marks none. */
export function terminalWidth(text: string): number {
  if (NARROW.test(text)) return text.length;
  let columns = 0;
  for (const { segment } of new Intl.Segmenter("en").segment(text)) {
    columns += WIDE.test(segment) ? 2 : 1;
  }
  return columns;
}

/** Pads text with spaces to a number of columns. */
export function padColumns(
  text: string,
  columns: number,
  align: "left" | "right" = "left",
): string {
  const gap = " ".repeat(Math.max(0, columns - terminalWidth(text)));
  return align === "left" ? text + gap : gap + text;
}
