// deno-lint-ignore no-control-regex -- these are what is looked for
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;
/** What turns the direction of text: with it, one name can be made to look like another. */
const DIRECTIONS = /[\u202a-\u202e\u2066-\u2069]/g;

/**
 * Text in which nothing acts unseen: what commands a terminal, is forbidden in a page (HTML, section
 * 13.2.3.5) or turns the direction of text is shown as U+FFFD.
 */
export function visibleText(text: string): string {
  return text.toWellFormed().replace(CONTROLS, "\ufffd").replace(DIRECTIONS, "\ufffd");
}

/** One line that cannot move the cursor of a terminal, colour it, or turn its own direction. */
export function terminalText(text: string): string {
  return visibleText(text.replace(/\s+/g, " "));
}

/** A line of code for a terminal: the blanks at its start are its own. */
export function terminalLine(line: string): string {
  const [blanks] = /^ */.exec(line)!;
  return blanks + terminalText(line.trim());
}
