/** The one look of every picture. Each colour is told apart by its lightness too, for print and for grey. */
export const STYLE = {
  background: "#ffffff",
  ink: "#1b2330",
  /** Text of second rank: types, notes; 4.5 : 1 on every fill below. */
  dim: "#4f5b6b",
  /** Lines between things. */
  line: "#3d4757",
  /** Frames and rules that only hold things together. */
  rule: "#9aa5b4",
  head: "#dfe7f3",
  headAssociative: "#f1e6cf",
  panel: "#f4f6f9",
  /** Lines of a chart's grid. */
  grid: "#d5dbe3",
  fonts: "Arial, Helvetica, 'Liberation Sans', 'Noto Sans', sans-serif",
} as const;
