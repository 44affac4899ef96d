/**
 * What a terminal shows of text: colours and overwritten lines.
 *
 * @module
 */
import { escapeHtml } from "../core/escape.ts";

const ESCAPE =
  // deno-lint-ignore no-control-regex
  /\u001b(?:\[([0-9;:?<=>]*)[ -/]*([@-~])|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-_])/g;
// deno-lint-ignore no-control-regex
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** Takes escape sequences and other control characters from text. */
export function stripAnsi(text: string): string {
  return overwrite(text).replace(ESCAPE, "").replace(CONTROL, "");
}

/** How the text that follows looks. */
interface Style {
  readonly bold?: boolean;
  readonly dim?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
  readonly inverse?: boolean;
  /** A class such as `ansi-red`, or a colour such as `rgb(1, 2, 3)`. */
  readonly ink?: string;
  readonly paper?: string;
}

const NAMES = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];

/** What the simple codes of ECMA-48, 8.3.117 "SGR" change; colours beyond the eight are read apart. */
const CHANGES: Readonly<Record<number, Style>> = {
  1: { bold: true },
  2: { dim: true },
  3: { italic: true },
  4: { underline: true },
  7: { inverse: true },
  22: { bold: false, dim: false },
  23: { italic: false },
  24: { underline: false },
  27: { inverse: false },
  39: { ink: "" },
  49: { paper: "" },
  ...Object.fromEntries(NAMES.flatMap((name, at) => [
    [30 + at, { ink: `ansi-${name}` }],
    [90 + at, { ink: `ansi-bright-${name}` }],
    [40 + at, { paper: `ansi-on-${name}` }],
    [100 + at, { paper: `ansi-on-bright-${name}` }],
  ])),
};

/**
 * Writes text with escape sequences as HTML: colours become spans with classes such as `ansi-red`, and
 * everything else that a terminal would act on is left out.
 */
export function ansiToHtml(text: string): string {
  const shown = overwrite(text);
  let html = "";
  let style: Style = {};
  let from = 0;
  for (const match of shown.matchAll(ESCAPE)) {
    html += span(shown.slice(from, match.index), style);
    if (match[2] === "m") style = restyle(style, match[1]!);
    from = match.index + match[0].length;
  }
  return html + span(shown.slice(from), style);
}

function span(text: string, style: Style): string {
  const safe = escapeHtml(text.replace(CONTROL, ""));
  if (safe === "") return "";
  const classes = (["bold", "dim", "italic", "underline", "inverse"] as const)
    .filter((key) => style[key]).map((key) => `ansi-${key}`);
  const styles: string[] = [];
  for (const [property, color] of [["color", style.ink], ["background-color", style.paper]]) {
    if (!color) continue;
    if (color.startsWith("ansi-")) classes.push(color);
    else styles.push(`${property}:${color}`);
  }
  if (classes.length + styles.length === 0) return safe;
  const attributes = [
    ...(classes.length > 0 ? [`class="${classes.join(" ")}"`] : []),
    ...(styles.length > 0 ? [`style="${styles.join(";")}"`] : []),
  ];
  return `<span ${attributes.join(" ")}>${safe}</span>`;
}

function restyle(style: Style, parameters: string): Style {
  const codes = parameters.split(/[;:]/).map(Number);
  let next = style;
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at]!;
    if (code === 0) next = {};
    else if (code === 38 || code === 48) {
      const [color, used] = wideColor(codes.slice(at + 1));
      next = { ...next, [code === 38 ? "ink" : "paper"]: color };
      at += used;
    } else next = { ...next, ...CHANGES[code] };
  }
  return next;
}

/** A colour of 256 or of all, and how many codes it took. */
function wideColor(codes: readonly number[]): readonly [string, number] {
  if (codes[0] === 2) {
    const [red, green, blue] = codes.slice(1, 4).map((part) => Math.min(255, part || 0));
    return [`rgb(${red ?? 0}, ${green ?? 0}, ${blue ?? 0})`, 4];
  }
  if (codes[0] !== 5) return ["", 0];
  const index = Math.min(255, codes[1] || 0);
  if (index < 16) return [`ansi-${index < 8 ? "" : "bright-"}${NAMES[index % 8]}`, 2];
  if (index >= 232) {
    const gray = 8 + (index - 232) * 10;
    return [`rgb(${gray}, ${gray}, ${gray})`, 2];
  }
  // The 6 × 6 × 6 cube of xterm.
  const part = (step: number) => step === 0 ? 0 : 55 + 40 * step;
  const cube = index - 16;
  const parts = [Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6].map(part);
  return [`rgb(${parts.join(", ")})`, 2];
}

/** Does what carriage returns and backspaces do to a line: what follows stands over what stood there. */
function overwrite(text: string): string {
  if (!/[\r\b]/.test(text)) return text;
  return text.replaceAll("\r\n", "\n").split("\n").map(overwriteLine).join("\n");
}

function overwriteLine(line: string): string {
  let shown: string[] = [];
  for (const part of line.split("\r")) {
    const written: string[] = [];
    for (const character of part) {
      if (character === "\b") written.pop();
      else written.push(character);
    }
    shown = [...written, ...shown.slice(written.length)];
  }
  return shown.join("");
}
