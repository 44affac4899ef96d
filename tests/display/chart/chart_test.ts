import assert from "node:assert/strict";
import fc from "fast-check";
import { DOMParser } from "linkedom";
import { bundleOf } from "../../../lib/core/show.ts";
import { areaChart } from "../../../lib/display/chart/area_chart.ts";
import { chart } from "../../../lib/display/chart/chart.ts";
import { frontierChart } from "../../../lib/display/chart/frontier_chart.ts";
import { heatMap } from "../../../lib/display/chart/heat_map.ts";
import { lineChart } from "../../../lib/display/chart/line_chart.ts";
import { timelineChart } from "../../../lib/display/chart/timeline_chart.ts";
import { tornadoChart } from "../../../lib/display/chart/tornado_chart.ts";
import { anyName } from "../samples.ts";

const GB = 2 ** 30;
const bytes = { label: "Size on disk", unit: "bytes" } as const;
const date = { label: "Date", scale: "date" } as const;
const words = { title: "Title", finding: "what was found" };

/** Every kind of chart with a name wherever one can stand. */
const KINDS: Readonly<Record<string, (name: string) => Promise<{ svg: string; text: string }>>> = {
  line: (name) =>
    lineChart({
      ...words,
      x: date,
      y: bytes,
      series: [{
        name,
        points: [{ x: "2027-01-01", y: 1, low: 0, high: 2 }, { x: "2028-01-01", y: 2 }],
      }],
      thresholds: [{ value: 1.5, label: name }, { axis: "x", value: "2027-06-01", label: name }],
      band: name,
    }),
  area: (name) =>
    areaChart({
      ...words,
      x: { label: "Load", unit: "per second" },
      y: bytes,
      series: [{ name, points: [{ x: 0, y: 1 }, { x: 1, y: 2 }] }],
      thresholds: [{ value: 3, label: name }],
    }),
  heat: (name) =>
    heatMap({
      ...words,
      x: { label: "Query" },
      y: { label: "Index" },
      value: { label: "Cost", unit: "cost" },
      cells: [{ x: name, y: name, value: 1 }, { x: "b", y: name, value: 100, text: name }],
    }),
  tornado: (name) =>
    tornadoChart({
      ...words,
      value: bytes,
      names: { label: "Assumption" },
      base: GB,
      bars: [{ name, low: GB / 2, high: 2 * GB, lowText: name }],
    }),
  frontier: (name) =>
    frontierChart({
      ...words,
      x: bytes,
      y: { label: "Cost", unit: "cost" },
      points: [{ x: 0, y: 10 }, { x: GB, y: 1, label: name, chosen: true }],
      budget: { value: 2 * GB, label: name },
      bound: { value: 0.5, label: name },
    }),
  timeline: (name) =>
    timelineChart({
      ...words,
      x: { label: "Time", unit: "seconds" },
      y: { label: "Step" },
      phases: [{ name, steps: [{ name, start: 0, seconds: 9, lockSeconds: 1, lock: name }] }],
    }),
};

const SHAPES = ["svg", "title", "rect", "g", "path", "circle", "text", "line", "tspan"];

Deno.test("every chart lets no name out of its text and stands by itself", async () => {
  for (const [kind, draw] of Object.entries(KINDS)) {
    await fc.assert(
      fc.asyncProperty(anyName, async (name) => {
        const { svg } = await draw(name);
        const document = new DOMParser().parseFromString(svg, "image/svg+xml");
        const elements = [...document.querySelectorAll("*")];
        const names = new Set(elements.map(({ localName }) => localName));
        assert.deepEqual([...names].filter((name) => !SHAPES.includes(name)), [], kind);
        const attributes = new Set(
          elements.flatMap(({ attributes }) => [...attributes].map(({ name }) => name)),
        );
        const bad = [...attributes].filter((name) => /^(on|href|style|class|src|id)/.test(name));
        assert.deepEqual(bad, [], kind);
        assert.doesNotMatch(svg, /currentColor|NaN|undefined|system-ui/);
        assert.match(svg, /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="\d+" height="\d+"/);
      }),
      { numRuns: 15 },
    );
  }
});

Deno.test("every chart has titled axes with units and gives the same bytes again", async () => {
  const titles: Readonly<Record<string, readonly string[]>> = {
    line: ["Date", "Size on disk (bytes)"],
    area: ["Load (per second)", "Size on disk (bytes)"],
    heat: ["Query", "Index"],
    tornado: ["Size on disk (GB)", "Assumption"],
    frontier: ["Size on disk (GB)", "Cost (planner cost units)"],
    timeline: ["Time (s)", "Step"],
  };
  for (const [kind, draw] of Object.entries(KINDS)) {
    const { svg } = await draw("orders");
    for (const title of titles[kind]!) assert.ok(svg.includes(`>${title}<`), `${kind}: ${title}`);
    assert.equal((await draw("orders")).svg, svg, kind);
  }
});

Deno.test("chart() makes ids of clips from the content, not from a counter", async () => {
  const draw = (y: number) =>
    chart({
      ...words,
      xTitle: "x",
      yTitle: "y",
      plot: { clip: true },
      marks: (plot) => [plot.dot([{ x: 1, y }, { x: 2, y: 3 }], { x: "x", y: "y" })],
      rows: [],
    });
  const [first, again, other] = [await draw(1), await draw(1), await draw(2)];
  const id = /id="(g[0-9a-f]{10}-0)"/.exec(first.svg)?.[1];
  assert.ok(id !== undefined && first.svg.includes(`url(#${id})`), first.svg);
  assert.equal(again.svg, first.svg);
  assert.ok(!other.svg.includes(id));
});

Deno.test("charts refuse what nobody could read", async () => {
  const series = [{ name: "a", points: [{ x: 1, y: 1 }] }];
  await assert.rejects(lineChart({ ...words, x: { label: "" }, y: bytes, series }), {
    name: "TypeError",
    message: "Cannot draw a chart: an axis lacks its label; say what it measures",
  });
  const given = { ...words, xTitle: "x", yTitle: "y", marks: () => [], rows: [] };
  await assert.rejects(chart({ ...given, yTitle: " " }), {
    name: "TypeError",
    message:
      "Cannot draw Title: its vertical axis lacks a title; say what it measures and in which unit",
  });
  await assert.rejects(chart({ ...given, finding: "" }), TypeError);
  await assert.rejects(chart({ ...given, width: 10 }), RangeError);
  await assert.rejects(
    areaChart({
      ...words,
      x: date,
      y: bytes,
      series: [...series, { name: "b", points: [{ x: 2, y: 1 }] }],
    }),
    new RangeError("Cannot stack b: its points do not have the x of the layer below"),
  );
});

Deno.test("lineChart() is a bundle with its numbers", async () => {
  const bundle = await bundleOf(
    await lineChart({
      ...words,
      x: date,
      y: bytes,
      series: [{ name: "orders", points: [{ x: "2027-01-01", y: 5 * GB }] }],
    }),
  );
  assert.equal(
    bundle["text/plain"],
    [
      "Title",
      "what was found",
      "",
      "series  Date        Size on disk",
      "──────  ──────────  ────────────",
      "orders  2027-01-01          5 GB",
    ].join("\n"),
  );
  assert.match(bundle["text/html"]!, /<img alt="Title: what was found"/);
});
