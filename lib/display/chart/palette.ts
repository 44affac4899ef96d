import { STYLE } from "../style.ts";

/** How one series looks: by colour, by dash and by marker, so that two of the three may be lost. */
export interface SeriesStyle {
  readonly color: string;
  /** As in SVG's `stroke-dasharray`; absent for a whole line. */
  readonly dash?: string;
  readonly symbol: "circle" | "square" | "triangle" | "diamond" | "cross" | "star";
}

/** Dark enough for lines on white (3 : 1 and more), apart for eyes that do not see red or green. */
const SERIES: readonly SeriesStyle[] = [
  { color: "#14375e", symbol: "circle" },
  { color: "#c44601", symbol: "square", dash: "7 3" },
  { color: "#2a8ac4", symbol: "triangle", dash: "2 3" },
  { color: "#6b4c9a", symbol: "diamond", dash: "9 3 2 3" },
  { color: "#8a6d00", symbol: "cross", dash: "4 2" },
  { color: "#3f4a56", symbol: "star", dash: "12 4" },
];

/** How the series of a number looks; beyond the sixth they begin again. */
export function seriesStyle(at: number): SeriesStyle {
  return SERIES[at % SERIES.length]!;
}

/** Fills of areas that lie next to each other: dark beside light, also in grey. */
const FILLS: readonly string[] = ["#1f4e79", "#f2b880", "#4f8f8b", "#f4dfa8", "#7b5e91", "#bcd7ea"];

/** The fill of the area of a number. */
export function areaFill(at: number): string {
  return FILLS[at % FILLS.length]!;
}

/** Classes from little to much: each darker than the one before, in grey too (after ColorBrewer's YlGnBu). */
const RAMP: readonly string[] = ["#f7f3d0", "#c4e3c1", "#7cc4bf", "#3a95b8", "#2a5d9c", "#1b2a66"];

/** Fills of some classes from little to much. */
export function rampFills(classes: number): readonly string[] {
  return Array.from(
    { length: classes },
    (_, at) => RAMP[classes === 1 ? 0 : Math.round(at * (RAMP.length - 1) / (classes - 1))]!,
  );
}

/** Ink that can be read on a fill (WCAG 2.2, 1.4.3). */
export function inkOn(fill: string): string {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(fill.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return luminance > 0.25 ? STYLE.ink : STYLE.background;
}
