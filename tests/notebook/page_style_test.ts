import assert from "node:assert/strict";
import { DARK, LIGHT, PAGE_STYLE, type Palette } from "../../lib/notebook/page_style.ts";

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light! + 0.05) / (dark! + 0.05);
}

const INKS = ["ink", "quiet", "link", "keyword", "string", "number", "name", "comment"];
const TERMINAL = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];

Deno.test("text has a contrast of 4.5 to 1 with what it stands on, light and dark", () => {
  const check = (palette: Palette, ink: string, paper: string) => {
    const ratio = contrast(palette[ink]!, palette[paper]!);
    assert(ratio >= 4.5, `${ink} on ${paper}: ${ratio.toFixed(2)}`);
  };
  for (const palette of [LIGHT, DARK]) {
    for (const ink of [...INKS, ...TERMINAL]) {
      check(palette, ink, "paper");
      check(palette, ink, "code");
    }
    for (const color of TERMINAL) check(palette, "paper", color);
    check(palette, "alarm", "alarm-paper");
    check(palette, "ink", "alarm-paper");
  }
  assert.deepEqual(Object.keys(LIGHT), Object.keys(DARK));
});

Deno.test("the measure of contrast is that of WCAG", () => {
  assert.equal(contrast("#000000", "#ffffff"), 21);
  assert.equal(contrast("#777777", "#ffffff").toFixed(2), "4.48");
});

Deno.test("every colour that the style sheet names is there, and it loads nothing", () => {
  const named = new Set([...PAGE_STYLE.matchAll(/var\(--([\w-]+)\)/g)].map(([, name]) => name!));
  for (const name of named) assert(LIGHT[name], name);
  assert.doesNotMatch(PAGE_STYLE, /url\(|@import|</);
});
