/**
 * Pictures in a real Chromium: every text lies inside its box and its picture, whatever the fonts.
 *
 * @module
 */
import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import { diagram } from "../../lib/display/diagram.ts";
import { lineChart } from "../../lib/display/chart/line_chart.ts";
import { timelineChart } from "../../lib/display/chart/timeline_chart.ts";
import { tornadoChart } from "../../lib/display/chart/tornado_chart.ts";
import { bareTable } from "../../lib/schema/bare_table.ts";
import { emptySchema } from "../../lib/schema/empty_schema.ts";
import type { Schema } from "../../lib/schema/schema.ts";
import { hostileNames, shopModel } from "../display/samples.ts";
import { inBrowser } from "./in_browser.ts";

/** A text that sticks out of what it stands in. */
interface Overflow {
  readonly text: string;
  readonly by: number;
}

/** Texts that lie outside the first rectangle of their group, or outside the picture. */
async function overflows(
  browser: Browser,
  svg: string,
  within: "g > g" | "svg",
): Promise<Overflow[]> {
  const page = await browser.newPage({ viewport: { width: 2000, height: 2000 } });
  try {
    await page.setContent(`<body style="margin:0">${svg}</body>`);
    // Runs in the page, which knows the DOM that this file does not.
    return await page.evaluate(
      `[...document.querySelectorAll(${JSON.stringify(within)})].flatMap((area) => {
      const frame = (area.localName === "svg" ? area : area.querySelector("rect")).getBoundingClientRect();
      return [...area.querySelectorAll("text")].map((text) => {
        const box = text.getBoundingClientRect();
        const by = Math.max(frame.left - box.left, box.right - frame.right, frame.top - box.top, box.bottom - frame.bottom);
        return { text: text.textContent, by };
      }).filter(({ by }) => by > 1);
    })`,
    ) as Overflow[];
  } finally {
    await page.close();
  }
}

/** Models whose names are as wide and as odd as they come. */
function models() {
  const shop = shopModel();
  const [first] = shop.entities;
  const named = (names: readonly string[]) => ({
    ...shop,
    relationships: [],
    specializations: [],
    entities: names.map((name) => ({
      ...first!,
      id: name,
      name,
      attributes: first!.attributes.map((attribute, at) => ({
        ...attribute,
        name: at === 0 ? name : attribute.name,
      })),
    })),
  });
  const wide = [
    "WWWWWWWWWWWWWWWW",
    "MmMmMmMmMmMmMm",
    "illlliiilllliii",
    "ÄÖÜÉÈÇŃŠŽß",
    "Заказ покупателя",
  ];
  return {
    shop,
    hostile: named(hostileNames),
    narrow: named(["illlliiilllliii", "title_of_little_tilt"]),
    wide: named([...wide, "注文明細テーブル", "주문내역", "الطلبات"]),
  };
}

inBrowser("every text of a diagram lies in its box, in the usual fonts", async (browser) => {
  for (const [kind, model] of Object.entries(models())) {
    const { svg } = await diagram(model, { detail: "all" });
    assert.deepEqual(await overflows(browser, svg, "g > g"), [], kind);
    assert.deepEqual(await overflows(browser, svg, "svg"), [], kind);
  }
});

inBrowser("every label of a line lies in the picture, however long it is", async (browser) => {
  const names = ["a", "b", "c", "d"];
  const columns = names.map((name) => `a_foreign_key_with_a_long_name_to_${name}`);
  const column = (name: string) => ({ name, type: "bigint", nullable: false });
  const schema: Schema = {
    ...emptySchema("postgresql@18"),
    tables: names.map((name, at) => ({
      ...bareTable({ schema: "public", name }, [column("id"), ...columns.slice(0, at).map(column)]),
      primaryKey: { name: `${name}_pkey`, columns: ["id"] },
      foreignKeys: columns.slice(0, at).map((column, target) => ({
        name: `${name}_${target}_fkey`,
        columns: [column],
        references: { schema: "public", name: names[target]!, columns: ["id"] },
      })),
    })),
  };
  for (const direction of ["right", "down"] as const) {
    const { svg } = await diagram(schema, { direction });
    assert.deepEqual(await overflows(browser, svg, "svg"), [], direction);
  }
});

inBrowser(
  "every text of a diagram is fitted into its box where the font is another one",
  async (browser) => {
    const { svg } = await diagram(models().narrow, { detail: "all" });
    const other = svg.replace(/ font-family="[^"]*"/, ` font-family="DejaVu Sans Mono, monospace"`);
    assert.deepEqual(await overflows(browser, other, "g > g"), []);
    const loose = other.replaceAll(/ textLength="[^"]*"/g, "");
    assert.notDeepEqual(await overflows(browser, loose, "g > g"), []);
  },
);

inBrowser("every text of a chart lies in its picture", async (browser) => {
  const words = { title: "Title", finding: "what was found" };
  const long = "a_table_with_a_rather_long_name_of_its_own";
  const charts = [
    lineChart({
      ...words,
      x: { label: "Date", scale: "date" },
      y: { label: "Size on disk", unit: "bytes" },
      series: [long, "b", "c", "d", "e", "f"].map((name) => ({
        name,
        points: [{ x: "2027-01-01", y: 1e9 }, { x: "2028-01-01", y: 2e9 }],
      })),
    }),
    tornadoChart({
      ...words,
      value: { label: "Size on disk", unit: "bytes" },
      names: { label: "Assumption" },
      base: 1e9,
      bars: [{ name: long, low: 1, high: 1e10, lowText: "2 %/month", highText: "6 %/month" }],
    }),
    timelineChart({
      ...words,
      x: { label: "Time", unit: "seconds" },
      y: { label: "Step" },
      phases: [{
        name: "Expand",
        steps: [{ name: long, start: 0, seconds: 9, lockSeconds: 1, lock: "SHARE ROW EXCLUSIVE" }],
      }],
    }),
  ];
  for (const { svg } of await Promise.all(charts)) {
    assert.deepEqual(await overflows(browser, svg, "svg"), []);
  }
});
