import type { Chart } from "./chart/chart.ts";
import { svgDocument } from "./svg_document.ts";

/** Puts charts below each other into one picture. */
export function stackCharts(charts: readonly Chart[], alt: string): string {
  let top = 0;
  let width = 0;
  const parts = charts.map(({ svg }) => {
    const [, wide, high] = /^<svg\b[^>]*?\swidth="([\d.]+)" height="([\d.]+)"/.exec(svg)!;
    const placed = `<g transform="translate(0 ${top})">${svg.trim()}</g>`;
    top += Number(high);
    width = Math.max(width, Number(wide));
    return placed;
  });
  return svgDocument(parts.join(""), { width, height: top, alt });
}
