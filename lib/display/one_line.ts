// deno-lint-ignore no-control-regex -- these are what a hostile name may hold
const CONTROLS = /[\u0000-\u001f\u007f]/g;
const INVISIBLE = /[\u0080-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/**
 * Makes a name fit for one line of a picture: control characters become their symbols (`␊`), characters
 * that reorder or hide text become `�`, and a name of blanks says so.
 *
 * @param text Text of unknown origin.
 * @param longest Characters to keep, from 2; the rest becomes an ellipsis. Defaults to all.
 */
export function oneLine(text: string, longest = Infinity): string {
  const shown = text.toWellFormed()
    .replace(CONTROLS, (character) => {
      const code = character.charCodeAt(0);
      return String.fromCharCode(code === 0x7f ? 0x2421 : 0x2400 + code);
    })
    .replace(INVISIBLE, "\ufffd");
  if (shown.trim() === "") return "(blank)";
  if (shown.length <= longest) return shown;
  const characters = [...new Intl.Segmenter("en").segment(shown)].map(({ segment }) => segment);
  return characters.length <= longest ? shown : `${characters.slice(0, longest - 1).join("")}…`;
}
